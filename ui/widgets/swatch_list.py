"""A list of things with a colour and a number each."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ..map.draw_tiles import TileStyle, draw_swatch

_SWATCH = 14
_MANY_ROWS = 8
_NUMBER = 1


class SwatchList(QTreeWidget):
    """A row a thing: a sign in its colour, its name, and a number on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_NUMBER, QHeaderView.ResizeMode.ResizeToContents)
        self.hide()

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
        count = self.topLevelItemCount()
        self.setVisible(count > 0)
        if count:
            height = self.sizeHintForRow(0) * min(count, _MANY_ROWS)
            self.setFixedHeight(height + 2 * self.frameWidth() + 2)
