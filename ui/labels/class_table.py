"""The classes of a label layer: which are used, what they are called, in which colour and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import QAbstractItemView, QColorDialog, QTreeWidget, QTreeWidgetItem

from ...core.classes.colors import Color, class_colors
from ...core.classes.folders import class_folders
from ...core.classes.renaming import ClassMap, parse_class_map
from ...core.errors import LayerError

_OWN, _NAME = 0, 1
_SWATCH = 14
_MANY_ROWS = 8
# Rows are higher in some themes.
_SLACK = 4
# What separates classes and names in the text that scripts write.
_MARKS = ",=\n"
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ClassTable(QTreeWidget):
    """A row a class: a tick for use, its colour, and its name in the dataset.

    Classes of one name become one. Signals: ``changed`` (what the table says is another), ``moved``
    (the user gave the rows another order), ``painted`` (the user gave a class a colour: its name in
    the layer, and a QColor).

    Args:
        has_names: whether classes can be renamed and left out; else they have a colour and a place.
    """

    changed = pyqtSignal()
    moved = pyqtSignal()
    painted = pyqtSignal(str, object)

    def __init__(self, has_names: bool = True) -> None:
        super().__init__()
        self._has_names = has_names
        self.setHeaderLabels([self.tr("In the layer"), self.tr("In the dataset")])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setAccessibleName(self.tr("Classes"))
        tips = [self.tr("Double-click a class for its colour.")]
        if has_names:
            tips = [
                self.tr(
                    "Untick a class to ignore it; give two classes one name to merge them. "
                    "Double-click a class for its colour, and a name to change it."
                )
            ]
        tips.append(
            self.tr(
                "Drag a class to another place, or press Alt+Up or Alt+Down: classes are numbered "
                "in this order."
            )
        )
        self.setToolTip("\n".join(tips))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._dropped = QTimer(self)
        self._dropped.setSingleShot(True)
        self._dropped.timeout.connect(self._tell_order)
        self._order: Sequence[str] = ()
        self._is_painted = True
        self._row_height = max(_SWATCH, self.fontMetrics().height()) + 2
        self.itemChanged.connect(self._take_edit)
        self.itemDoubleClicked.connect(self._open)
        # Only names are typed, and only where they can be written down.
        self.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.hide()

    def show_classes(
        self,
        classes: Sequence[str],
        own: Mapping[str, Color],
        text: str = "",
        is_painted: bool = True,
    ) -> None:
        """List the classes of a layer; without any the table vanishes.

        Args:
            classes: in the layer's words.
            own: colours by class; the palette has the others.
            text: names by class, as ``text`` tells them.
            is_painted: whether the user can give classes other colours.
        """
        if self.state() == QTreeWidget.State.EditingState:
            return
        try:
            names = parse_class_map(text)
        except LayerError:
            names = ClassMap()
        current = self.currentItem().text(_OWN) if self.currentItem() is not None else None
        colors = class_colors(classes, own)
        self._is_painted = is_painted
        self.blockSignals(True)
        self.clear()
        for each in classes:
            self.addTopLevelItem(self._make_item(each, names.name(each), colors[each]))
        self.blockSignals(False)
        self.sort(self._order)
        for item in self._items():
            if item.text(_OWN) == current:
                self.setCurrentItem(item)
        self.setColumnHidden(_NAME, not self._has_names)
        self.resizeColumnToContents(_OWN)
        self.setVisible(bool(classes))
        if classes:
            # Qt does not know it while it lays out what is new, and the fields below would jump.
            self._row_height = self.sizeHintForRow(0) or self._row_height
            rows = self._row_height * min(len(classes), _MANY_ROWS)
            frame = 2 * self.frameWidth() + _SLACK
            self.setFixedHeight(rows + self.header().sizeHint().height() + frame)

    def _make_item(self, own: str, name: str | None, color: Color) -> QTreeWidgetItem:
        item = QTreeWidgetItem([own, own if name is None else name])
        # Rows are dropped between rows, and not on them.
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        if self._has_names and not any(mark in own for mark in _MARKS):
            flags |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags)
        if self._has_names:
            state = Qt.CheckState.Unchecked if name is None else Qt.CheckState.Checked
            item.setCheckState(_OWN, state)
        pixmap = QPixmap(_SWATCH, _SWATCH)
        pixmap.fill(QColor(*color))
        item.setIcon(_OWN, QIcon(pixmap))
        return item

    def text(self) -> str:
        """Names by class, of those that are not called as in the layer: ``a=b,c=``."""
        parts = []
        for item in sorted(self._items(), key=lambda item: item.text(_OWN)):
            own = item.text(_OWN)
            if self._is_ignored(item):
                parts.append(f"{own}=")
            elif item.text(_NAME) != own:
                parts.append(f"{own}={item.text(_NAME)}")
        return ",".join(parts)

    def rows(self) -> list[str]:
        """The rows in their order, each once; those that are ignored by their name in the layer."""
        return list(dict.fromkeys(self._row_name(item) for item in self._items()))

    def names(self) -> list[str]:
        """The classes that the dataset gets, in the order of the rows."""
        used = (item for item in self._items() if not self._is_ignored(item))
        return list(dict.fromkeys(item.text(_NAME) for item in used))

    def sort(self, order: Sequence[str]) -> None:
        """Put the rows in an order of classes; without one by name."""
        self._order = order
        numbered = {name: place for place, name in enumerate(class_folders(self.rows(), order))}

        def place(item: QTreeWidgetItem) -> tuple[int, str]:
            return numbered[self._row_name(item)] if order else 0, item.text(_OWN)

        ordered = sorted(self._items(), key=place)
        if ordered == self._items():
            return
        current = self.currentItem()
        self.blockSignals(True)
        while self.topLevelItemCount():
            self.takeTopLevelItem(0)
        self.addTopLevelItems(ordered)
        self.setCurrentItem(current)
        self.blockSignals(False)

    def _items(self) -> list[QTreeWidgetItem]:
        return [self.topLevelItem(place) for place in range(self.topLevelItemCount())]

    def _is_ignored(self, item: QTreeWidgetItem) -> bool:
        return self._has_names and item.checkState(_OWN) == Qt.CheckState.Unchecked

    def _row_name(self, item: QTreeWidgetItem) -> str:
        return item.text(_OWN if self._is_ignored(item) else _NAME)

    def keyPressEvent(self, event) -> None:
        step = _STEPS.get(event.key(), 0)
        item = self.currentItem()
        # Arrows of the number pad have a modifier more.
        is_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if not (step and is_alt and item is not None):
            super().keyPressEvent(event)
            return
        place = self.indexOfTopLevelItem(item)
        if 0 <= place + step < self.topLevelItemCount():
            self.takeTopLevelItem(place)
            self.insertTopLevelItem(place + step, item)
            self.setCurrentItem(item)
            self._tell_order()

    def dropEvent(self, event) -> None:
        # Qt 6 calls it position.
        place_of = getattr(event, "position", None) or getattr(event, "posF", None)
        place = place_of().toPoint()
        item, below = self.currentItem(), self.itemAt(place)
        row = self.topLevelItemCount()
        if below is not None:
            is_lower = place.y() > self.visualItemRect(below).center().y()
            row = self.indexOfTopLevelItem(below) + is_lower
        before = self.indexOfTopLevelItem(item)
        if item is not None:
            self.takeTopLevelItem(before)
            self.insertTopLevelItem(row - (before < row), item)
            self.setCurrentItem(item)
        # It is moved already: Qt would take it away from its old place once more.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.setState(QTreeWidget.State.NoState)
        self.viewport().update()
        if item is not None and row not in (before, before + 1):
            # Qt still holds the row that was dragged.
            self._dropped.start(0)

    def _tell_order(self) -> None:
        self.moved.emit()
        self.changed.emit()

    def _take_edit(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            # What the text has no place for goes, and an empty name is none.
            name = item.text(_NAME).replace(",", " ").strip() or item.text(_OWN)
            self.blockSignals(True)
            item.setText(_NAME, name)
            self.blockSignals(False)
        if self._order:
            # A class keeps its place under another name.
            self.moved.emit()
        self.changed.emit()

    def _open(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _NAME:
            self.editItem(item, _NAME)
            return
        if not self._is_painted:
            return
        own = item.text(_OWN)
        color = QColorDialog.getColor(parent=self, title=self.tr("Colour of {}").format(own))
        if color.isValid():
            self.painted.emit(own, color)
