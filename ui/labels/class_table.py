"""The classes of a label layer: which are used, what they are called, in which colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QColorDialog, QTreeWidget, QTreeWidgetItem

from ...core.classes.colors import Color, class_colors
from ...core.classes.renaming import ClassMap, parse_class_map
from ...core.errors import LayerError

_OWN, _NAME = 0, 1
_SWATCH = 14
_MANY_ROWS = 8
# Rows are higher in some themes.
_SLACK = 4
# What separates classes and names in the text that scripts write.
_MARKS = ",=\n"


class ClassTable(QTreeWidget):
    """A row a class: a tick for use, its colour, and its name in the dataset.

    Classes of one name become one. Signals: ``changed`` (what ``text`` says is another),
    ``painted`` (the user gave a class a colour: its name in the layer, and a QColor).
    """

    changed = pyqtSignal()
    painted = pyqtSignal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderLabels([self.tr("In the layer"), self.tr("In the dataset")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setAccessibleName(self.tr("Classes"))
        self.setToolTip(
            self.tr(
                "Untick a class to ignore it; give two classes one name to merge them. "
                "Double-click a class for its colour, and a name to change it."
            )
        )
        self._classes: list[str] = []
        self._row_height = max(_SWATCH, self.fontMetrics().height()) + 2
        self.itemChanged.connect(self._take_edit)
        self.itemDoubleClicked.connect(self._open)
        # Only names are typed, and only where they can be written down.
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.hide()

    def show_classes(self, classes: Sequence[str], own: Mapping[str, Color], text: str) -> None:
        """List the classes of a layer; without any the table vanishes.

        Args:
            classes: in the layer's words.
            own: colours by class; the palette has the others.
            text: names by class, as ``text`` tells them.
        """
        if self.state() == QTreeWidget.State.EditingState:
            return
        try:
            names = parse_class_map(text)
        except LayerError:
            names = ClassMap()
        colors = class_colors(classes, own)
        self._classes = list(classes)
        self.blockSignals(True)
        self.clear()
        for each in classes:
            name = names.name(each)
            item = QTreeWidgetItem([each, each if name is None else name])
            is_plain = not any(mark in each for mark in _MARKS)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if is_plain:
                flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
            state = Qt.CheckState.Unchecked if name is None else Qt.CheckState.Checked
            item.setCheckState(_OWN, state)
            pixmap = QPixmap(_SWATCH, _SWATCH)
            pixmap.fill(QColor(*colors[each]))
            item.setIcon(_OWN, QIcon(pixmap))
            self.addTopLevelItem(item)
        self.blockSignals(False)
        self.resizeColumnToContents(_OWN)
        self.setVisible(bool(classes))
        if classes:
            # Qt does not know it while it lays out what is new, and the fields below would jump.
            self._row_height = self.sizeHintForRow(0) or self._row_height
            rows = self._row_height * min(len(classes), _MANY_ROWS)
            frame = 2 * self.frameWidth() + _SLACK
            self.setFixedHeight(rows + self.header().sizeHint().height() + frame)

    def text(self) -> str:
        """Names by class, of those that are not called as in the layer: ``a=b,c=``."""
        parts = []
        for place, own in enumerate(self._classes):
            item = self.topLevelItem(place)
            if item.checkState(_OWN) == Qt.CheckState.Unchecked:
                parts.append(f"{own}=")
            elif item.text(_NAME) != own:
                parts.append(f"{own}={item.text(_NAME)}")
        return ",".join(parts)

    def _take_edit(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            # What the text has no place for goes, and an empty name is none.
            name = item.text(_NAME).replace(",", " ").strip() or item.text(_OWN)
            self.blockSignals(True)
            item.setText(_NAME, name)
            self.blockSignals(False)
        self.changed.emit()

    def _open(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            self.editItem(item, _NAME)
            return
        own = item.text(_OWN)
        color = QColorDialog.getColor(parent=self, title=self.tr("Colour of {}").format(own))
        if color.isValid():
            self.painted.emit(own, color)
