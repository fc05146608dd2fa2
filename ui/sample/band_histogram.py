"""How often which value is on a tile, with what becomes 0 and 255."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...core.preview.pictures import BINS, BandValues

_PLOT, _MARGIN = 64, 4
# Of red, green and blue, which differ in lightness too: on a light ground and on a dark one.
_LIGHT = ((200, 30, 30), (0, 130, 60), (30, 70, 200))
_DARK = ((255, 110, 100), (90, 220, 130), (110, 170, 255))


class BandHistogram(QWidget):
    """The values of the bands on show; broken lines are the cut values."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sampleHistogram")
        self.setAccessibleName(self.tr("Values of the tile, and the cut values"))
        self.setToolTip(
            self.tr(
                "How often each value is on the tile as stored. Broken lines: the values that "
                "become 0 and 255."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bands: list[BandValues] = []
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(_PLOT + self.fontMetrics().height() + 3 * _MARGIN)

    def show_bands(self, bands: Sequence[BandValues]) -> None:
        """Show those that are in the picture."""
        self._bands = [band for band in bands if band.is_shown]
        self.setVisible(bool(self._bands))
        self._fit()
        self.update()

    @property
    def bands(self) -> list[BandValues]:
        """Those on show."""
        return self._bands

    def colors(self) -> list[QColor]:
        """Of each band, to be seen on the ground that the style has."""
        if len(self._bands) != 3:
            return [self.palette().color(QPalette.ColorRole.Text)] * len(self._bands)
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        return [QColor(*color) for color in (_DARK if is_dark else _LIGHT)]

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        plot = QRectF(_MARGIN, _MARGIN, self.width() - 2 * _MARGIN, _PLOT)
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        if self._bands:
            first = min(band.first for band in self._bands)
            last = max(band.last for band in self._bands)
            for band, color in zip(self._bands, self.colors()):
                self._draw(painter, plot, band, color, first, last)
            self._write_ends(painter, plot, first, last)
        painter.end()

    def _draw(
        self,
        painter: QPainter,
        plot: QRectF,
        band: BandValues,
        color: QColor,
        first: float,
        last: float,
    ) -> None:
        def across(value):
            return plot.left() + (value - first) / (last - first) * plot.width()

        edges = np.linspace(band.first, band.last, BINS + 1)
        heights = plot.bottom() - band.counts / max(1, band.counts.max()) * (plot.height() - 3)
        middles = across((edges[:-1] + edges[1:]) / 2)
        points = [QPointF(x, y) for x, y in zip(middles.tolist(), heights.tolist())]
        painter.setPen(QPen(color, 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(color, 1.2, Qt.PenStyle.DashLine))
        for cut in band.cuts or ():
            x = min(max(across(cut), plot.left() + 1), plot.right() - 1)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _write_ends(self, painter: QPainter, plot: QRectF, first: float, last: float) -> None:
        line = QRectF(
            plot.left(), plot.bottom() + _MARGIN, plot.width(), painter.fontMetrics().height()
        )
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, number_text(first))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, number_text(last))


def number_text(value: float) -> str:
    """A value in few digits."""
    return f"{value:.5g}"
