"""The dock's list of what the tiles on the map are."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ..map.draw_tiles import draw_swatch
from ..map.tile_preview import AMBIGUOUS, LEFT_OUT, LegendRow

_SWATCH = 14
_ROWS = 6
_COUNT = 1


class TileLegend(QTreeWidget):
    """A row a class and a row a reason: how such tiles look, what they are, how many there are."""

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
        header.setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()
        self._fit()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """As high for a few rows as for many, so that what is below stays where it is."""
        height = _ROWS * (max(_SWATCH, self.fontMetrics().height()) + 2)
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def show_rows(self, rows: Sequence[LegendRow]) -> None:
        """List these rows; without any the list vanishes."""
        self.clear()
        border = self.palette().color(QPalette.ColorRole.Text)
        for row in rows:
            text = self._describe(row)
            item = QTreeWidgetItem([text, self.locale().toString(row.count)])
            swatch = draw_swatch(row.style, _SWATCH, border, self.devicePixelRatioF())
            item.setIcon(0, QIcon(swatch))
            item.setToolTip(0, text)
            item.setTextAlignment(
                _COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
            self.addTopLevelItem(item)
        self.setVisible(bool(rows))

    def _describe(self, row: LegendRow) -> str:
        if row.kind == AMBIGUOUS:
            return self.tr("of these, ambiguous")
        return self.tr("left out: {}").format(row.text) if row.kind == LEFT_OUT else row.text
