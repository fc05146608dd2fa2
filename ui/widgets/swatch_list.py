"""A list of things with a colour and a number each."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ..map.draw_tiles import TileStyle, draw_swatch
from .wrapped_button import break_text

_SWATCH = 14
_MANY_ROWS = 8
_NUMBER = 1
# Around a name, beside its swatch.
_BESIDE = 14


class SwatchList(QTreeWidget):
    """A row a thing: a sign in its colour, its name, and a number on the right.

    Names that are too long for the list are broken between words.
    """

    # How many rows there is room for, whether there are any or not; 0 for as many as there are.
    ROWS = 0

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_NUMBER, QHeaderView.ResizeMode.ResizeToContents)
        header.sectionResized.connect(self._wrap)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(self.ROWS > 0)
        self.setSizePolicy(policy)
        self.hide()
        self._fit()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._wrap()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._wrap()

    def _fit(self) -> None:
        count = self.ROWS or min(self.topLevelItemCount(), _MANY_ROWS)
        row = max(_SWATCH, self.fontMetrics().height()) + 2
        height = row * count
        if not self.ROWS:
            height = sum(self._row_height(k) for k in range(count))
        if count:
            self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def _row_height(self, number: int) -> int:
        return self.rowHeight(self.indexFromItem(self.topLevelItem(number)))

    def _wrap(self, *_args) -> None:
        """Break the names anew, for another width or other letters."""
        room = self.columnWidth(0) - _SWATCH - _BESIDE
        measure = self.fontMetrics().horizontalAdvance
        for number in range(self.topLevelItemCount()):
            item = self.topLevelItem(number)
            text = "\n".join(break_text(item.toolTip(0), measure, room))
            if text != item.text(0):
                item.setText(0, text)
        self._fit()

    def show_swatches(self, rows: Iterable[tuple[TileStyle, str, str]]) -> None:
        """List these rows (style, name, number as text); without any the list vanishes."""
        self.clear()
        border = self.palette().color(QPalette.ColorRole.Text)
        for style, text, number in rows:
            item = QTreeWidgetItem([text, number])
            swatch = draw_swatch(style, _SWATCH, border, self.devicePixelRatioF())
            item.setIcon(0, QIcon(swatch))
            item.setToolTip(0, text)
            item.setTextAlignment(
                _NUMBER, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            self.addTopLevelItem(item)
        self.setVisible(self.topLevelItemCount() > 0)
        self._wrap()
