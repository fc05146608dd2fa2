"""The dock's fields for correcting a dataset's tiles: class, split, leaving out, updating."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QVBoxLayout, QWidget

from ...core.tiles.words import SPLITS
from ..widgets.calm_list import CalmList
from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note
from ..widgets.wrapped_button import make_button


class EditPanel(QWidget):
    """What becomes of the tiles that are selected on the map.

    Signals: ``correct_asked`` (load the tiles), ``select_asked``, ``class_given`` and
    ``split_given`` (to the selected tiles), ``left_out``, ``update_asked``, ``shown_by`` (label or
    split: what tiles are coloured by).
    """

    correct_asked = pyqtSignal()
    select_asked = pyqtSignal()
    class_given = pyqtSignal(str)
    split_given = pyqtSignal(str)
    left_out = pyqtSignal()
    update_asked = pyqtSignal()
    shown_by = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self.correct = make_button(
            "correctTiles",
            self.tr("Correct Tiles"),
            self.tr(
                "Shows the dataset's tiles on the map as a layer, so that you can change their "
                "classes and splits. The dataset itself changes only with Update Dataset."
            ),
            self.correct_asked.emit,
        )
        self._body.addWidget(self.correct)
        self.tools = QWidget()
        self._body.addWidget(self.tools)
        column = QVBoxLayout(self.tools)
        column.setContentsMargins(0, 0, 0, 0)
        self.note = Note("editNote")
        column.addWidget(self.note)
        self.colors = CalmList("colorTilesBy")
        self.colors.setAccessibleName(self.tr("What tiles are coloured by"))
        for text, name in (
            (self.tr("Class colours"), "label"),
            (self.tr("Split colours"), "split"),
        ):
            self.colors.addItem(text, name)
        self.colors.currentIndexChanged.connect(
            lambda _: self.shown_by.emit(self.colors.currentData())
        )
        self.select = make_button(
            "selectTiles",
            self.tr("Select Tiles"),
            self.tr("Click or drag on the map to select tiles; with Shift more of them."),
            self.select_asked.emit,
        )
        self.class_name, self.split = CalmList("tileClass"), CalmList("tileSplit")
        self.class_name.setEditable(True)
        self.class_name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.class_name.setAccessibleName(self.tr("Class of the selected tiles"))
        self.split.setAccessibleName(self.tr("Split of the selected tiles"))
        self.split.addItems(SPLITS)
        self.give_class = make_button(
            "giveClass",
            self.tr("Set Class"),
            self.tr("Gives this class to the selected tiles."),
            lambda: self.class_given.emit(self.class_name.currentText().strip()),
        )
        self.give_split = make_button(
            "giveSplit",
            self.tr("Set Split"),
            self.tr("Puts the selected tiles into this split."),
            lambda: self.split_given.emit(self.split.currentText()),
        )
        self.leave = make_button(
            "leaveTilesOut",
            self.tr("Leave Tiles Out"),
            self.tr("The selected tiles will not be in the dataset."),
            self.left_out.emit,
        )
        self.update_dataset = make_button(
            "updateDataset",
            self.tr("Update Dataset"),
            self.tr(
                "Replaces this dataset with one that has these classes and splits; images that "
                "stay the same are kept. Changes made with Correct Labels are included."
            ),
            self.update_asked.emit,
        )
        for widgets in (
            (self.colors, self.select),
            (self.class_name, self.give_class),
            (self.split, self.give_split),
            (self.leave, self.update_dataset),
        ):
            row = NarrowRow()
            for widget in widgets:
                row.add(widget, 1)
            column.addWidget(row)
        self.show_tools(False)

    def show_tools(self, visible: bool, classes: Sequence[str] = ()) -> None:
        """Show the fields, with these classes to choose from, or only the way to them."""
        self.correct.setVisible(not visible)
        self.tools.setVisible(visible)
        if visible:
            self.class_name.clear()
            self.class_name.addItems(classes)

    def show_state(self, selected: int, changed: int, left_out: int, is_busy: bool) -> None:
        """Say how many tiles are selected and changed, and offer what can be done with them."""
        lines = [
            self.tr("Tiles selected: {}").format(selected)
            if selected
            else self.tr("Select tiles on the map, then give them a class or a split.")
        ]
        if changed or left_out:
            lines.append(self.tr("Changed: {}, left out: {}").format(changed, left_out))
        self.note.say("\n".join(lines))
        for button in (self.give_class, self.give_split, self.leave):
            button.setEnabled(bool(selected) and not is_busy)
        self.update_dataset.setEnabled(not is_busy)
