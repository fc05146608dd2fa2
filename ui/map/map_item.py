"""Tiles drawn over the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsMapTool, QgsMapToolEdit
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QPainter

from .draw_tiles import DrawnTiles, TileStyle

# Tiles as far as this beside the window are drawn too, since it may be dragged: in windows.
_MARGIN = 1.0


class TilesOnMap(QgsMapCanvasItem):
    """Draws groups of tiles, each in its style; the last lie on top.

    While a tool that edits is up, the tiles are outlines alone: what is drawn there must be seen.
    """

    def __init__(self, canvas: QgsMapCanvas, level: float) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._groups = []
        self._drawn = []
        self._view = None
        self._is_plain = False
        self.setZValue(level)
        canvas.mapToolSet.connect(self._heed_tool)
        self._heed_tool(canvas.mapTool())

    def look(self, is_shown: bool, opacity: float) -> None:
        """Show the tiles or not, and how strongly: 0 to 1."""
        self.setVisible(is_shown)
        self.setOpacity(opacity)

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

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:
        self.setPos(0, 0)
        self.prepareGeometryChange()

    def paint(self, painter, option, widget) -> None:
        if not self._groups:
            return
        to_pixels = self._canvas.getCoordinateTransform()
        self._place(to_pixels.transform())
        centre = self._canvas.center()
        # While the user drags the map, QGIS moves items without telling a new extent.
        moved = self.toCanvasCoordinates(centre)
        resting = to_pixels.transform(centre)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(moved.x() - resting.x(), moved.y() - resting.y())
        for tiles in self._drawn:
            tiles.paint(painter)
        painter.restore()

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
        view = (matrix.tobytes(), size.tobytes())
        if view == self._view:
            return
        self._view = view
        self._drawn = []
        for quads, style in self._groups:
            placed = quads @ matrix[:2] + matrix[2]
            is_near = (
                (placed.max(axis=1) >= -_MARGIN * size)
                & (placed.min(axis=1) <= (1 + _MARGIN) * size)
            ).all(axis=1)
            if is_near.any():
                self._drawn.append(DrawnTiles(placed[is_near], self._as_drawn(style)))

    def _as_drawn(self, style: TileStyle) -> TileStyle:
        if not self._is_plain:
            return style
        return replace(style, fill=0, sign="", has_outline=True)

    def remove(self) -> None:
        """Take the tiles off the map."""
        self._canvas.mapToolSet.disconnect(self._heed_tool)
        self._canvas.scene().removeItem(self)
