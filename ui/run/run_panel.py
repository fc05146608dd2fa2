"""The foot of the dock: run, progress, log, and ways to take the run elsewhere."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note, NotePlace
from ..widgets.problem import Problem

_LOG_LINES = 2000
# Of what is wrong, or how far a run is.
_LINES = 5


class RunPanel(QWidget):
    """Run and Cancel, with what happens; the menu offers the run outside the dock.

    Attributes:
        said: what is wrong, and how far a run is; whoever lays out the panel puts it above.
    """

    run_asked = pyqtSignal()
    cancel_asked = pyqtSignal()
    find_asked = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tilewrightRunPanel")
        self._how_far = ""
        body = QVBoxLayout(self)
        body.setContentsMargins(6, 4, 6, 6)
        self.why_not = Note("whyNot")
        self._add_said()
        row = NarrowRow()
        self.run = QPushButton(self.tr("Run"))
        self.run.setObjectName("run")
        self.run.clicked.connect(self.run_asked)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("cancel")
        self.cancel.setEnabled(False)
        self.cancel.clicked.connect(self.cancel_asked)
        self.more = QToolButton()
        self.more.setObjectName("more")
        self.more.setText(self.tr("More"))
        self.more.setToolTip(self.tr("The same run as a command, as Python, or as a model"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.show_log = QToolButton()
        self.show_log.setObjectName("showLog")
        self.show_log.setText(self.tr("Log"))
        self.show_log.setToolTip(self.tr("Shows what the run says, line by line."))
        self.show_log.setCheckable(True)
        self.more.setMenu(self.menu)
        row.add(self.run, 1)
        row.add(self.cancel)
        row.add(self.more)
        body.addWidget(row)
        self.log = QPlainTextEdit()
        self.log.setObjectName("log")
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(_LOG_LINES)
        self.log.setMaximumHeight(110)
        # The table of classes has columns.
        self.log.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.log.hide()
        self.show_log.toggled.connect(self.log.setVisible)
        body.addWidget(self.log)
        self.find = QLineEdit()
        self.find.setObjectName("findTile")
        self.find.setPlaceholderText(self.tr("Find tile: file name, then Enter"))
        self.find.setAccessibleName(self.tr("Find Tile"))
        self.find.setToolTip(
            self.tr(
                "Zooms to a tile by its file name, or a part of it such as r00012_c00034. Press"
                " Enter again for the next match."
            )
        )
        self.find.returnPressed.connect(lambda: self.find_asked.emit(self.find.text()))
        below = QHBoxLayout()
        below.addWidget(self.find, 1)
        below.addWidget(self.show_log)
        body.addLayout(below)

    def _add_said(self) -> None:
        self.said = QWidget()
        self.said.setAutoFillBackground(True)
        column = QVBoxLayout(self.said)
        column.setContentsMargins(6, 4, 6, 0)
        self._place = NotePlace("runNotes", _LINES, self.why_not, grows=True)
        column.addWidget(self._place)
        self.progress = QProgressBar()
        self.progress.setObjectName("progress")
        self.progress.setAccessibleName(self.tr("Progress of the run"))
        self.progress.hide()
        column.addWidget(self.progress)
        self.why_not.said.connect(self._show_said)
        self._show_said()

    def _show_said(self) -> None:
        self.said.setVisible(bool(self.why_not.text()) or not self.progress.isHidden())

    @property
    def most_said(self) -> int:
        """The most pixels in height that ``said`` takes."""
        return self._place.greatest + self.progress.sizeHint().height() + 2 * _LINES

    def add_action(self, text: str, name: str, slot) -> None:
        """An entry of the menu."""
        action = self.menu.addAction(text)
        action.setObjectName(name)
        action.triggered.connect(lambda *_: slot())

    def show_ready(
        self, problem: Problem | None, is_busy: bool, warning: Problem | None = None
    ) -> None:
        """Whether it can be run now, and if not, why; or what to look at before."""
        self.run.setEnabled(problem is None and not is_busy)
        shown = problem or warning
        text = shown.shown_text if shown else ""
        self._how_far = self._how_far if is_busy else ""
        busy = " ".join(filter(None, (self.tr("A dataset is being made."), self._how_far)))
        self.why_not.say(busy if is_busy else text)

    def tell_how_far(self, text: str) -> None:
        """Say how many tiles a run has made, how fast, and when it will be done."""
        self._how_far = text
        self.show_ready(None, True)

    def start(self) -> None:
        """A run begins."""
        self.log.clear()
        self.progress.setValue(0)
        self.progress.show()
        self._show_said()
        self.cancel.setEnabled(True)

    def end(self) -> None:
        """The run is over."""
        self.progress.hide()
        self._show_said()
        self.cancel.setEnabled(False)

    def say(self, line: str) -> None:
        """A line for the log."""
        self.log.appendPlainText(line)
