"""How tiles look on the map and in the list: lines and signs, so that colour is not needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

# Lines of a sign in a tile: x, y of both ends as shares of its width and height.
SIGNS = {
    "cross": ((0, 0, 1, 1), (0, 1, 1, 0)),
    "rising": ((0, 1, 1, 0),),
    "falling": ((0, 0, 1, 1),),
    "level": ((0, 0.5, 1, 0.5),),
    "upright": ((0.5, 0, 0.5, 1),),
    "plus": ((0, 0.5, 1, 0.5), (0.5, 0, 0.5, 1)),
    "two level": ((0, 0.33, 1, 0.33), (0, 0.67, 1, 0.67)),
    "two upright": ((0.33, 0, 0.33, 1), (0.67, 0, 0.67, 1)),
    "diamond": (
        (0.5, 0.3, 0.7, 0.5),
        (0.7, 0.5, 0.5, 0.7),
        (0.5, 0.7, 0.3, 0.5),
        (0.3, 0.5, 0.5, 0.3),
    ),
}
_HALO = QColor(0, 0, 0, 110)
_HALO_WIDTH = 1.5
# Pixels between a tile's edge and its outline: else neighbours would hide each other's colour.
_INSET = 1.25
# Tiles with shorter sides in pixels are filled: their outlines would run together.
_SMALL = 6.0
_SMALL_ALPHA = 120


@dataclass(frozen=True)
class TileStyle:
    """How tiles look.

    Attributes:
        color: red, green and blue of their lines and fill, 0-255.
        width: of the lines, in pixels.
        line: solid, dashed or dotted.
        fill: how opaque they are filled, 0-255.
        sign: one of SIGNS, drawn inside; empty for none.
        has_outline: whether their edges are drawn.
    """

    color: tuple[int, int, int]
    width: float = 2.0
    line: Qt.PenStyle = Qt.PenStyle.SolidLine
    fill: int = 0
    sign: str = ""
    has_outline: bool = True


class DrawnTiles:
    """Tiles of one style, placed on the screen and ready to be painted again and again.

    Args:
        quads: corners (N, 4, 2) in pixels of the screen, in their order around each tile.
        style: how they look.
    """

    def __init__(self, quads: np.ndarray, style: TileStyle) -> None:
        across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
        sides = np.minimum(np.hypot(*across.T), np.hypot(*down.T))
        is_small = len(sides) > 0 and float(np.median(sides)) < _SMALL
        if is_small and not style.sign:
            style = replace(style, fill=max(style.fill, _SMALL_ALPHA))
        self._style = style
        lines = [np.empty((0, 2, 2))]
        if style.has_outline and not is_small:
            middle = quads.mean(axis=1, keepdims=True)
            share = np.maximum(0, 1 - 2 * _INSET / np.maximum(sides, 1e-9))
            inner = middle + share[:, None, None] * (quads - middle)
            lines += [inner[:, [k, (k + 1) % 4]] for k in range(4)]
        for x0, y0, x1, y1 in SIGNS.get(style.sign, ()):
            ends = [quads[:, 0] + x * across + y * down for x, y in ((x0, y0), (x1, y1))]
            lines.append(np.stack(ends, axis=1))
        ends = np.concatenate(lines).reshape(-1, 4)
        self._lines = [QLineF(*line) for line in ends.tolist()]
        self._quads = [_polygon(q) for q in quads.tolist()] if style.fill else []

    def paint(self, painter: QPainter) -> None:
        """Paint all tiles."""
        color = QColor(*self._style.color)
        if self._quads:
            painter.setPen(Qt.PenStyle.NoPen)
            fill = QColor(color)
            fill.setAlpha(self._style.fill)
            painter.setBrush(fill)
            for quad in self._quads:
                painter.drawPolygon(quad)
        # A path of all outlines would take a hundred times as long as their lines.
        for pen in (
            QPen(_HALO, self._style.width + _HALO_WIDTH),
            QPen(color, self._style.width, self._style.line),
        ):
            painter.setPen(pen)
            painter.drawLines(self._lines)


def _polygon(quad: list) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in quad])


def draw_swatch(style: TileStyle, size: int, border: QColor, ratio: float = 1.0) -> QPixmap:
    """A tile in a style as a small picture with a border, for a list.

    Args:
        style: how the tile looks on the map.
        size: width and height in the list.
        border: of a colour that stands out from the list.
        ratio: screen pixels of one pixel in the list.
    """
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(QColor(*style.color) if not style.sign else QColor(70, 70, 70))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edges = np.array([[0, 0], [size, 0], [size, size], [0, size]], dtype=float)
    if style.sign or style.line != Qt.PenStyle.SolidLine:
        shown = style if style.sign else replace(style, color=(0, 0, 0))
        DrawnTiles(edges[None], replace(shown, width=1.5, fill=0)).paint(painter)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(border, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(0, 0, size - 1, size - 1))
    painter.end()
    return pixmap
