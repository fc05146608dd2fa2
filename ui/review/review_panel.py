"""The dock's fields for doubtful labels: one tile at a time, and what is to become of it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note
from ..widgets.wrapped_button import WrappedCheckBox, give_key, make_button

PICTURE_SIDE = 144


class ReviewPanel(QWidget):
    """Find, then for each tile keep, change or leave out; previous, next and undo.

    Signals: ``find_asked``, ``kept``, ``changed_to`` (a class), ``left_out``, ``undo_asked``,
    ``moved`` (steps: -1 back, 1 on), ``shown`` (whether it is on the screen).
    """

    find_asked = pyqtSignal()
    kept = pyqtSignal()
    changed_to = pyqtSignal(str)
    left_out = pyqtSignal()
    undo_asked = pyqtSignal()
    moved = pyqtSignal(int)
    shown = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self.find = make_button(
            "findDoubtful",
            self.tr("Find Doubtful Labels"),
            self.tr(
                "Checks the labels of the dataset in the folder with models trained on tiles "
                "from other places, and shows the most doubtful first. Nothing changes until "
                "you decide."
            ),
        )
        self.has_test = WrappedCheckBox(self.tr("Test tiles too"))
        self.has_test.setObjectName("reviewTest")
        self.has_test.setToolTip(
            self.tr(
                "Changing test labels because of what a model says changes what test scores mean."
            )
        )
        self.note = Note("reviewNote")
        for widget in (self.find, self.has_test, self.note):
            self._body.addWidget(widget)
        self._tools = QWidget()
        self._body.addWidget(self._tools)
        self._make_tools()
        self.find.clicked.connect(self.find_asked)
        self.show_tiles(False)

    def _make_tools(self) -> None:
        column = QVBoxLayout(self._tools)
        column.setContentsMargins(0, 0, 0, 0)
        self.picture = QLabel()
        self.picture.setObjectName("reviewPicture")
        self.picture.setAccessibleName(self.tr("The tile under review"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # Nothing moves under the mouse while the next picture comes.
        self.picture.setFixedHeight(PICTURE_SIDE)
        column.addWidget(self.picture)
        self.class_name = QComboBox()
        self.class_name.setObjectName("reviewClass")
        self.class_name.setEditable(True)
        self.class_name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.class_name.setAccessibleName(self.tr("Class to change it to"))
        self.class_name.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.class_name.setMinimumContentsLength(8)
        self.keep = make_button(
            "reviewKeep", self.tr("Keep"), self.tr("The label is right; go to the next one.")
        )
        self.change = make_button(
            "reviewChange",
            self.tr("Change to"),
            self.tr("Corrects the tile to this class, as Correct Labels does."),
        )
        self.leave = make_button(
            "reviewLeaveOut",
            self.tr("Leave Out"),
            self.tr("The tile will not be in the dataset."),
        )
        self.back = make_button(
            "reviewBack", "", self.tr("The tile before"), icon="mActionArrowLeft"
        )
        self.next = make_button(
            "reviewNext", "", self.tr("The next tile"), icon="mActionArrowRight"
        )
        self.undo = make_button("reviewUndo", "", self.tr("Undo"), icon="mActionUndo")
        self.undo.setToolTip(self.tr("Undo the last decision, and go to its tile."))
        for widgets in (
            (self.change, self.class_name),
            (self.keep, self.leave),
            (self.back, self.next, self.undo),
        ):
            row = NarrowRow()
            for widget in widgets:
                row.add(widget, 1)
            column.addWidget(row)
        self.keep.clicked.connect(self.kept)
        self.leave.clicked.connect(self.left_out)
        self.undo.clicked.connect(self.undo_asked)
        self.change.clicked.connect(self._change)
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.next.clicked.connect(lambda: self.moved.emit(1))
        keys = Note(
            "reviewKeys", self.tr("Keys: K keep, C change, L leave out, U undo, \u2190, \u2192")
        )
        column.addWidget(keys)
        for key, button in (
            ("K", self.keep),
            ("C", self.change),
            ("L", self.leave),
            ("U", self.undo),
            ("Left", self.back),
            ("Right", self.next),
        ):
            give_key(button, key, self)

    def _change(self) -> None:
        name = self.class_name.currentText().strip()
        if name:
            self.changed_to.emit(name)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self.shown.emit(False)

    def show_busy(self, is_busy: bool) -> None:
        """Offer to cancel while labels are judged."""
        text = self.tr("Cancel the Search") if is_busy else self.tr("Find Doubtful Labels")
        self.find.setText(text)

    def show_tiles(self, visible: bool) -> None:
        """Show the fields for a tile, or only the search."""
        self._tools.setVisible(visible)
        self._tools.setEnabled(visible)

    def show_picture(self, jpeg: bytes) -> None:
        """Show the tile; nothing while nobody knows how it looks."""
        picture = QPixmap()
        if not jpeg or not picture.loadFromData(jpeg):
            self.picture.clear()
            return
        smooth = Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(
            picture.scaled(
                QSize(PICTURE_SIDE, PICTURE_SIDE), Qt.AspectRatioMode.KeepAspectRatio, smooth
            )
        )

    def take_keys(self) -> None:
        """Let the keys be heard, if the hand is on this panel already."""
        if self.isAncestorOf(self.window().focusWidget() or self.window()):
            self.keep.setFocus()

    def offer(self, names: Sequence[str], likely: str) -> None:
        """Offer classes to change to, the likely one first."""
        self.class_name.clear()
        self.class_name.addItems([likely, *(name for name in names if name != likely)])
        self.class_name.setCurrentIndex(0)
