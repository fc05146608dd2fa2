"""The list of several images."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

_NAME, _DATE = 0, 1
_TEXT = Qt.ItemDataRole.UserRole
# Rows on show at least and at most; more are scrolled to.
_FEWEST, _MOST = 3, 8
_LETTERS = 26


class SceneList(QWidget):
    """Images by name and date, each with a tick that shows its tiles on the map.

    Signals: ``changed`` (images are others, or in another order), ``ticked`` (others are shown),
    ``chosen`` (another row is the current one).
    """

    changed = pyqtSignal()
    ticked = pyqtSignal()
    chosen = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.tree = QTreeWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.tree.setObjectName("sceneTree")
        self.tree.setAccessibleName(self.tr("Images of the dataset"))
        self.tree.setHeaderLabels([self.tr("Image"), self.tr("Date")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_DATE, QHeaderView.ResizeMode.ResizeToContents)
        column.addWidget(self.tree)
        row = QHBoxLayout()
        self.up = self._add_button(row, self.tr("Up"), "sceneUp", lambda: self._move(-1))
        self.up.setArrowType(Qt.ArrowType.UpArrow)
        self.down = self._add_button(row, self.tr("Down"), "sceneDown", lambda: self._move(1))
        self.down.setArrowType(Qt.ArrowType.DownArrow)
        self.take = self._add_button(row, self.tr("Remove"), "sceneRemove", self._remove)
        row.addStretch(1)
        column.addLayout(row)
        # So wide that the list stands below its label in a narrow dock, where names need the room.
        self.tree.setMinimumWidth(_LETTERS * self.fontMetrics().averageCharWidth())
        self.tree.itemChanged.connect(lambda *_: self.ticked.emit())
        self.tree.currentItemChanged.connect(lambda *_: self._choose())
        self._choose()

    def _add_button(self, row: QHBoxLayout, text: str, name: str, act) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.clicked.connect(act)
        row.addWidget(button)
        return button

    def texts(self) -> list[str]:
        """What SCENES has for each image, in order."""
        return [self._item(k).data(_NAME, _TEXT) for k in range(self._count)]

    def hidden(self) -> list[str]:
        """The same of those without a tick."""
        items = (self._item(k) for k in range(self._count))
        off = Qt.CheckState.Unchecked
        return [item.data(_NAME, _TEXT) for item in items if item.checkState(_NAME) == off]

    @property
    def current(self) -> int:
        """The place of the current row; the first where there is none."""
        return max(0, self.tree.indexOfTopLevelItem(self.tree.currentItem()))

    @property
    def _count(self) -> int:
        return self.tree.topLevelItemCount()

    def _item(self, place: int) -> QTreeWidgetItem:
        return self.tree.topLevelItem(place)

    def fill(self, texts: Sequence[str], hidden: Sequence[str], current: int = 0) -> None:
        """Show these images, of which no more is known yet than was; tells nobody."""
        known = {
            item.data(_NAME, _TEXT): item for item in (self._item(k) for k in range(self._count))
        }
        old = {
            text: (item.text(_NAME), item.text(_DATE), item.toolTip(_NAME))
            for text, item in known.items()
        }
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        for text in texts:
            item = QTreeWidgetItem()
            item.setData(_NAME, _TEXT, text)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            is_hidden = text in hidden
            item.setCheckState(
                _NAME, Qt.CheckState.Unchecked if is_hidden else Qt.CheckState.Checked
            )
            if text in old:
                name, date, tip = old[text]
                item.setText(_NAME, name)
                item.setText(_DATE, date)
                item.setToolTip(_NAME, tip)
            else:
                item.setText(_NAME, text.replace("\\", "/").rstrip("/").rpartition("/")[2])
            self.tree.addTopLevelItem(item)
        if texts:
            self.tree.setCurrentItem(self._item(min(current, len(texts) - 1)))
        self.tree.blockSignals(blocked)
        self._fit()
        self._enable()

    def describe(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Name, date, source and what is wrong, for each row in order; tells nobody."""
        blocked = self.tree.blockSignals(True)
        for place, (name, date, source, problem) in enumerate(rows[: self._count]):
            item = self._item(place)
            item.setText(_NAME, f"\u26a0 {name}" if problem else name)
            item.setText(_DATE, date)
            item.setToolTip(_NAME, problem or source)
            item.setToolTip(_DATE, problem or source)
            item.setData(_NAME, Qt.ItemDataRole.AccessibleDescriptionRole, problem)
        self.tree.blockSignals(blocked)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, within reason."""
        line = self.tree.sizeHintForRow(0) if self._count else self.fontMetrics().height() + 4
        rows = min(_MOST, max(_FEWEST, self._count))
        frame = 2 * self.tree.frameWidth()
        self.tree.setFixedHeight(line * rows + self.tree.header().sizeHint().height() + frame)

    def _choose(self) -> None:
        self._enable()
        self.chosen.emit()

    def _enable(self) -> None:
        place = self.tree.indexOfTopLevelItem(self.tree.currentItem())
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < self._count - 1)
        self.take.setEnabled(place >= 0)

    def _move(self, step: int) -> None:
        texts, hidden, place = self.texts(), self.hidden(), self.current
        goal = place + step
        if 0 <= goal < len(texts):
            texts.insert(goal, texts.pop(place))
            self.fill(texts, hidden, goal)
            self.changed.emit()

    def _remove(self) -> None:
        texts, hidden, place = self.texts(), self.hidden(), self.current
        if texts:
            del texts[place]
            self.fill(texts, hidden, place)
            self.changed.emit()
