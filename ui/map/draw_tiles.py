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
_DASH = QColor(0, 0, 0)
# Pixels between a tile's edge and its outline: else neighbours would hide each other's colour.
_INSET = 1.25
# Tiles with shorter sides in pixels have thin lines, those with still shorter ones a fill: their
# outlines would hide the image.
_SMALL = 14.0
_TINY = 6.0
_TINY_ALPHA = 90
# A mark on one of a million tiles must be seen.
_LEAST = 4.0
# Signs in so many small tiles would be a blur.
_MANY = 2000


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

    What is kept is numbers alone. Qt's rectangles and lines are made for the moment in which they
    are painted: of those that stay, Python's search for cycles looks at every one, with all else
    that there is in QGIS, which takes many times as long as to paint them.

    Args:
        quads: corners (N, 4, 2) in pixels of the screen, in their order around each tile.
        style: how they look.
        count: how many tiles there are of the style, where these are not all.
    """

    def __init__(self, quads: np.ndarray, style: TileStyle, count: int = 0) -> None:
        across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
        sides = np.minimum(np.hypot(*across.T), np.hypot(*down.T))
        side = float(np.median(sides))
        is_small, is_tiny = side < _SMALL, side < _TINY
        has_sign = bool(style.sign) and not (is_small and max(count, len(quads)) > _MANY)
        if is_small:
            style = replace(style, width=min(1.0, style.width))
        if is_tiny:
            if not has_sign:
                style = replace(style, fill=max(style.fill, _TINY_ALPHA))
            quads = _scale(quads, np.maximum(1, _LEAST / np.maximum(sides, 1e-9)))
            across, down = quads[:, 1] - quads[:, 0], quads[:, 3] - quads[:, 0]
        self._style = style
        self._has_halo = not is_small
        self._fills = _Shapes(quads) if style.fill else None
        self._outlines = None
        if style.has_outline and not is_tiny:
            inset = _INSET if style.width > 1 else _INSET / 2
            inner = np.maximum(0, 1 - 2 * inset / np.maximum(sides, 1e-9))
            self._outlines = _Shapes(_scale(quads, inner))
        lines = [np.empty((0, 4))]
        for x0, y0, x1, y1 in SIGNS[style.sign] if has_sign else ():
            ends = [quads[:, 0] + x * across + y * down for x, y in ((x0, y0), (x1, y1))]
            lines.append(np.concatenate(ends, axis=1))
        self._lines = np.concatenate(lines)

    def paint(self, painter: QPainter) -> None:
        """Paint all tiles."""
        color = QColor(*self._style.color)
        if self._fills is not None:
            fill = QColor(color)
            fill.setAlpha(self._style.fill)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            # Neighbours would overlap in soft edges.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            self._fills.paint(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pens = [QPen(color, self._style.width, self._style.line)]
        if self._has_halo:
            pens.insert(0, QPen(_HALO, self._style.width + _HALO_WIDTH))
        # One path of all outlines would take a hundred times as long.
        if not self._has_halo and self._outlines is not None and self._outlines.are_upright:
            # Thin lines along the pixels are sharper so, and thousands of them quicker.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for pen in pens:
            painter.setPen(pen)
            if self._outlines is not None:
                self._outlines.paint(painter)
            if len(self._lines):
                painter.drawLines([QLineF(*line) for line in self._lines.tolist()])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def bounds_of(quads: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest x and y of corners (N, 4, 2), each (N, 2)."""
    # Many times as fast as the least along an axis of four.
    first, second, third, fourth = (quads[:, k] for k in range(4))
    least = np.minimum(np.minimum(first, second), np.minimum(third, fourth))
    return least, np.maximum(np.maximum(first, second), np.maximum(third, fourth))


def _scale(quads: np.ndarray, times: np.ndarray) -> np.ndarray:
    middle = quads.mean(axis=1, keepdims=True)
    return middle + times[:, None, None] * (quads - middle)


class _Shapes:
    """Rectangles where the tiles stand upright on the screen, which is faster, else polygons."""

    def __init__(self, quads: np.ndarray) -> None:
        least, last = bounds_of(quads)
        # A millionth of a pixel is nothing.
        off = np.abs(np.abs(2 * quads - (least + last)[:, None]) - (last - least)[:, None])
        self.are_upright = bool((off <= 1e-6 * (1 + np.abs(last - least)[:, None])).all())
        self._numbers = quads
        if self.are_upright:
            self._numbers = np.concatenate((least, last - least), axis=1)

    def paint(self, painter: QPainter) -> None:
        if self.are_upright:
            painter.drawRects([QRectF(*box) for box in self._numbers.tolist()])
            return
        for quad in self._numbers.tolist():
            painter.drawConvexPolygon(QPolygonF([QPointF(*place) for place in quad]))


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
    pixmap.fill(border)
    painter = QPainter(pixmap)
    inner = QRectF(1, 1, size - 2, size - 2)
    painter.setClipRect(inner)
    painter.fillRect(inner, QColor(70, 70, 70) if style.sign else QColor(*style.color))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edges = np.array([[1, 1], [size - 1, 1], [size - 1, size - 1], [1, size - 1]], dtype=float)
    if style.sign:
        DrawnTiles(edges[None], replace(style, width=1.5, has_outline=False)).paint(painter)
    elif style.line != Qt.PenStyle.SolidLine:
        for left in (0.15, 0.58):
            painter.fillRect(QRectF(left * size, 0.4 * size, 0.27 * size, 0.2 * size), _DASH)
    painter.end()
    return pixmap
