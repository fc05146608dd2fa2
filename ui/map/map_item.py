"""Tiles drawn over the map."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from qgis.core import QgsMapToPixel
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapTool, QgsMapToolEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPointF, QRectF, QTimer
from qgis.PyQt.QtGui import QImage, QPainter

from ...algorithms.base.long_runs import delayed_collector
from ..tasks.in_steps import TURN
from .draw_tiles import DrawnTiles, TileStyle, bounds_of

# Tiles as far as this beside the window are drawn too, since it may be dragged: in windows.
_MARGIN = 1.0
# So many tiles are drawn at once; what there is no time for is drawn the next time.
_AT_ONCE = 500


class OverMap(QgsMapCanvasItem):
    """An item that is as large as the map."""

    @property
    def fills_map(self) -> bool:
        """Whether it now shows something all over the map, with which tiles interfere."""
        return False

    def __init__(self, canvas: QgsMapCanvas, level: float) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setZValue(level)

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:
        self.setPos(0, 0)
        self.prepareGeometryChange()

    def dragged(self, to_pixels: QgsMapToPixel) -> QPointF:
        """How far the map has been dragged: meanwhile QGIS moves items without a new extent."""
        centre = self._canvas.center()
        moved, resting = self.toCanvasCoordinates(centre), to_pixels.transform(centre)
        return QPointF(moved.x() - resting.x(), moved.y() - resting.y())


class TilesOnMap(OverMap):
    """Draws groups of tiles, each in its style; the last lie on top.

    While a tool that edits is up, the tiles are outlines alone: what is drawn there must be seen.
    """

    def __init__(self, canvas: QgsMapCanvas, level: float) -> None:
        super().__init__(canvas, level)
        self._groups = []
        self._drawn: list[DrawnTiles] = []
        self._rest: Iterator[DrawnTiles] = iter(())
        self._image: QImage | None = None
        self._view = None
        self._is_plain = self._gives_way = False
        canvas.mapToolSet.connect(self._heed_tool)
        self._heed_tool(canvas.mapTool())

    def look(self, is_shown: bool, opacity: float) -> None:
        """Show the tiles or not, and how strongly: 0 to 1."""
        self.setVisible(is_shown)
        self.setOpacity(opacity)

    def give_way(self, is_behind: bool) -> None:
        """Say whether nobody looks at the tiles, so that what fills the map goes before them."""
        self._gives_way = is_behind
        self.update()

    @property
    def _is_covered(self) -> bool:
        items = self._canvas.scene().items() if self._gives_way else ()
        return any(isinstance(item, OverMap) and item.fills_map for item in items)

    def _heed_tool(self, tool: QgsMapTool | None, *_args) -> None:
        is_plain = isinstance(tool, QgsMapToolEdit)
        if is_plain != self._is_plain:
            self._is_plain = is_plain
            self._view = None
            self.update()

    def show_groups(self, groups: Sequence[tuple[np.ndarray, TileStyle]]) -> None:
        """Draw these tiles and no others: corners (N, 4, 2) in map units, and their style."""
        self._groups = [(quads, style) for quads, style in groups if len(quads)]
        self._view = None
        self.update()

    def paint(self, painter, option, widget) -> None:
        if not self._groups or self._is_covered:
            return
        to_pixels = self._canvas.getCoordinateTransform()
        self._place(to_pixels.transform())
        is_whole = self._draw_on()
        dragged = self.dragged(to_pixels)
        painter.save()
        if abs(dragged.x()) < 1 and abs(dragged.y()) < 1:
            painter.drawImage(0, 0, self._image)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(dragged)
            with delayed_collector():
                for tiles in self._drawn:
                    tiles.paint(painter)
        painter.restore()
        if not is_whole:
            QTimer.singleShot(0, self._go_on)

    def _go_on(self) -> None:
        if not sip.isdeleted(self):
            self.update()

    def _draw_on(self) -> bool:
        """Draw as many tiles as there is time for; returns whether these were the last."""
        end = time.monotonic() + TURN
        painter = QPainter(self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_whole = False
        # Thousands of Qt's objects are made here, and none of them is left.
        with delayed_collector():
            while not is_whole and time.monotonic() < end:
                tiles = next(self._rest, None)
                is_whole = tiles is None
                if tiles is not None:
                    tiles.paint(painter)
                    self._drawn.append(tiles)
        painter.end()
        return is_whole

    def _place(self, transform) -> None:
        """Put the tiles in their place on the screen, once for each view of the map."""
        matrix = np.array(
            [
                [transform.m11(), transform.m12()],
                [transform.m21(), transform.m22()],
                [transform.dx(), transform.dy()],
            ]
        )
        size = np.array([self._canvas.width(), self._canvas.height()])
        ratio = self._canvas.devicePixelRatioF()
        view = (matrix.tobytes(), size.tobytes(), ratio)
        if view == self._view:
            return
        self._view = view
        self._drawn = []
        self._rest = self._draw_groups(matrix, size)
        width, height = np.maximum(1, np.ceil(size * ratio)).astype(int).tolist()
        self._image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        self._image.setDevicePixelRatio(ratio)
        self._image.fill(0)

    def _draw_groups(self, matrix: np.ndarray, size: np.ndarray) -> Iterator[DrawnTiles]:
        for quads, style in self._groups:
            placed = quads @ matrix[:2] + matrix[2]
            least, last = bounds_of(placed)
            is_near = ((last >= -_MARGIN * size) & (least <= (1 + _MARGIN) * size)).all(axis=1)
            near, look = placed[is_near], self._as_drawn(style)
            for start in range(0, len(near), _AT_ONCE):
                yield DrawnTiles(near[start : start + _AT_ONCE], look, len(near))

    def _as_drawn(self, style: TileStyle) -> TileStyle:
        if not self._is_plain:
            return style
        return replace(style, fill=0, sign="", has_outline=True)

    def remove(self) -> None:
        """Take the tiles off the map."""
        self._canvas.mapToolSet.disconnect(self._heed_tool)
        self._canvas.scene().removeItem(self)
