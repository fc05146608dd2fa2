"""What came of a run, for the dock: the runs, and a dataset at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ...core.page.gallery import Gallery
from ..map.preview_summary import say_left_out
from ..widgets.calm_list import CalmList
from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note
from ..widgets.wrapped_button import make_button
from .check_row import CheckRow
from .class_table import ClassTable
from .edit_panel import EditPanel
from .picture_list import PictureList
from .recent_datasets import RecentDatasets


class ResultsPage(QgsCollapsibleGroupBox):
    """The list of runs, and below it pictures, counts and checks of the chosen one's dataset.

    Signals: ``run_chosen`` (place in the list), and one for each button.
    """

    run_chosen = pyqtSignal(int)
    open_asked = pyqtSignal()
    again_asked = pyqtSignal()
    folder_asked = pyqtSignal()
    add_asked = pyqtSignal()
    report_asked = pyqtSignal()
    sheet_asked = pyqtSignal()
    others_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("")
        self.setObjectName("tilewrightResultsPage")
        self.setTitle(self.tr("7  Results"))
        self._bar, self._stays = None, False
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(6, 4, 6, 6)
        self._add_runs()
        self.body = QWidget()
        self.inner = QVBoxLayout(self.body)
        self.inner.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.body)
        self.table = ClassTable()
        self.left_out = Note("leftOut")
        self.pictures = PictureList()
        for widget in (self.table, self.left_out, self.pictures):
            self.inner.addWidget(widget)
        self._add_buttons()
        self.edit = EditPanel()
        self.inner.addWidget(self.edit)
        self._add_checks()
        self.show_runs([], 0)
        self.show_dataset(None)

    def _add_runs(self) -> None:
        self.runs = CalmList("pastRuns", 10)
        self.runs.setAccessibleName(self.tr("Datasets made or opened in this project"))
        self.runs.setToolTip(self.runs.accessibleName())
        self.runs.activated.connect(self.run_chosen)
        self._body.addWidget(self.runs)
        self.note = Note("resultsNote")
        self._body.addWidget(self.note)
        self.open = make_button(
            "openDataset",
            self.tr("Open Dataset\u2026"),
            self.tr(
                "Opens the folder of an earlier dataset, with its settings, its image, and its "
                "tiles on the map, to correct and update it."
            ),
            self.open_asked.emit,
        )
        self.again = make_button(
            "useAgain",
            self.tr("Use Again"),
            self.tr("Puts the settings, marks and corrections of this run back into the dock."),
            self.again_asked.emit,
        )
        row = NarrowRow()
        self.recent = RecentDatasets()
        opening = QWidget()
        beside = QHBoxLayout(opening)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(1)
        beside.addWidget(self.open, 1)
        beside.addWidget(self.recent)
        row.add(opening, 1)
        row.add(self.again, 1)
        self._body.addWidget(row)

    def _add_buttons(self) -> None:
        for buttons in (
            (
                (
                    "otherTiles",
                    self.tr("Other Tiles"),
                    self.tr("Shows other tiles of each class and split."),
                    self.others_asked,
                ),
                (
                    "contactSheet",
                    self.tr("Contact Sheet"),
                    self.tr("Makes one picture of tiles of each class and split, and opens it."),
                    self.sheet_asked,
                ),
            ),
            (
                (
                    "addToProject",
                    self.tr("Add to Project"),
                    self.tr("Adds the tiles, and those left out, as layers."),
                    self.add_asked,
                ),
                (
                    "openReport",
                    self.tr("Dataset Page"),
                    self.tr("Opens the dataset's own page in the browser."),
                    self.report_asked,
                ),
            ),
            (
                (
                    "openFolder",
                    self.tr("Open Folder"),
                    self.tr("Shows the dataset's folder."),
                    self.folder_asked,
                ),
            ),
        ):
            self._add_row(*buttons)

    def _add_checks(self) -> None:
        self.splits = CheckRow(
            "auditSplits",
            self.tr("Splits"),
            self.tr("Looks for ground and pictures that appear in several splits."),
            shown=self.tr("Report on Splits"),
        )
        self.files = CheckRow(
            "checkFiles",
            self.tr("Files"),
            self.tr("Reads every file of the dataset and compares it with the dataset's records."),
            shown=self.tr("Report on Files"),
        )
        self.loads = CheckRow(
            "loadsIn",
            self.tr("Loads in"),
            self.tr(
                "Loads the dataset with the libraries of a Python that you choose. It runs that"
                " program, so choose one you trust."
            ),
            verb=self.tr("Try\u2026"),
        )
        for row in (self.splits, self.files, self.loads):
            self.inner.addWidget(row)

    def _add_row(self, *buttons: tuple) -> NarrowRow:
        row = NarrowRow()
        for name, text, tip, asked in buttons:
            row.add(make_button(name, text, tip, asked.emit), 1)
        self.inner.addWidget(row)
        return row

    def show_runs(self, texts: Sequence[str], current: int) -> None:
        """List the runs."""
        self.runs.clear()
        for text in texts:
            self.runs.addItem(text)
            self.runs.setItemData(self.runs.count() - 1, text, Qt.ItemDataRole.ToolTipRole)
        self.runs.setCurrentIndex(current if texts else -1)
        self.runs.setVisible(bool(texts))
        self.again.setVisible(bool(texts))
        if not texts:
            self.note.say(self.tr("After a run, its results appear here."))
        elif current < 0:
            self.note.say(self.tr("Choose a dataset of this project to see what is in it."))

    def show_dataset(self, gallery: Gallery | None) -> None:
        """Show a dataset; without one only the list of runs is shown."""
        self.body.setVisible(gallery is not None)
        self.body.setEnabled(gallery is not None)
        self.table.show_dataset(gallery)
        self.left_out.say("\n".join(say_left_out(gallery.rejected)) if gallery else "")
        self.pictures.show_groups(gallery.groups if gallery else ())
        self.splits.setVisible(bool(gallery and gallery.splits))

    def come_into_sight(self) -> None:
        """Scroll the dock so that this begins at its top, and stays there until one scrolls."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is None:
            return
        bar = parent.verticalScrollBar()
        if self._bar is not bar:
            self._bar = bar
            bar.actionTriggered.connect(self._let_scroll)
        self._stays = True
        bar.setValue(self.y())

    def _let_scroll(self, *_args: object) -> None:
        self._stays = False

    def moveEvent(self, event) -> None:
        """Pages above may grow: a sample that is ready now."""
        super().moveEvent(event)
        if self._stays:
            # Once the dock knows how far it can be scrolled.
            QTimer.singleShot(0, self._stay)

    def _stay(self) -> None:
        if self._stays:
            self._bar.setValue(self.y())
