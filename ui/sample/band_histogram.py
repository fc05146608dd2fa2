"""How often which value is on a tile, with what becomes 0 and 255."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...core.preview.pictures import BINS, BandValues

_PLOT = 64
# Of red, green, blue and any other band, on a light ground and on a dark one.
_LIGHT = ((200, 30, 30), (0, 130, 60), (30, 70, 200), (50, 50, 50))
_DARK = ((255, 110, 100), (90, 220, 130), (110, 170, 255), (225, 225, 225))


class BandHistogram(QWidget):
    """The plot of the values of a tile, with the ends of its axis below."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.plot = ValuePlot()
        column.addWidget(self.plot)
        row = QHBoxLayout()
        self.first, self.last = QLabel(), QLabel()
        row.addWidget(self.first)
        row.addStretch(1)
        row.addWidget(self.last)
        column.addLayout(row)

    def show_bands(self, bands: Sequence[BandValues]) -> None:
        """Show those that are in the picture."""
        shown = [band for band in bands if band.is_shown]
        self.setVisible(bool(shown))
        self.plot.show_bands(shown)
        self.first.setText(number_text(self.plot.first))
        self.last.setText(number_text(self.plot.last))


class ValuePlot(QWidget):
    """How often which value is in each band; broken lines are the cut values.

    Attributes:
        bands: those on show.
        first, last: ends of the axis.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sampleHistogram")
        self.setAccessibleName(self.tr("Values of the tile, and the cut values"))
        self.setToolTip(
            self.tr(
                "How often each value occurs on the tile as stored. Dashed lines: the values "
                "that become 0 and 255."
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_PLOT)
        self.bands: list[BandValues] = []
        self.first, self.last = 0.0, 1.0

    def show_bands(self, bands: list[BandValues]) -> None:
        """Show these on one axis."""
        self.bands = bands
        self.first = min((band.first for band in bands), default=0.0)
        self.last = max((band.last for band in bands), default=1.0)
        self.update()

    def colors(self) -> list[QColor]:
        """Of each band, to be seen on the ground that the style has."""
        is_dark = self.palette().color(QPalette.ColorRole.Base).lightness() < 128
        chosen = _DARK if is_dark else _LIGHT
        found = chosen[:3] if len(self.bands) == 3 else [chosen[3]] * len(self.bands)
        return [QColor(*color) for color in found]

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        plot = QRectF(self.rect())
        painter.fillRect(plot, self.palette().color(QPalette.ColorRole.Base))
        for band, color in zip(self.bands, self.colors()):
            self._draw(painter, plot, band, color)
        painter.end()

    def _draw(self, painter: QPainter, plot: QRectF, band: BandValues, color: QColor) -> None:
        def across(value):
            share = (value - self.first) / (self.last - self.first)
            return plot.left() + share * plot.width()

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


def number_text(value: float) -> str:
    """A value in few digits."""
    return f"{value:.5g}"
