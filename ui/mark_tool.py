"""The map tool that marks tiles by click, drag and rectangle."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsGeometry, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from .tile_preview import PreviewTile, TilePreview


class MarkTool(QgsMapTool):
    """Toggles tiles: click or drag over them, Shift and drag for a rectangle.

    The first tile decides whether a drag marks or unmarks. Esc leaves, Ctrl+Z undoes.

    Args:
        canvas: the map.
        preview: the tiles on it.
        are_marked: tells whether all of some tiles are marked.
        mark: called with tiles and whether to mark or unmark them.
        undo: called on Ctrl+Z.
    """

    left = pyqtSignal()

    def __init__(
        self,
        canvas: QgsMapCanvas,
        preview: TilePreview,
        are_marked: Callable[[list[PreviewTile]], bool],
        mark: Callable[[list[PreviewTile], bool], None],
        undo: Callable[[], object],
    ) -> None:
        super().__init__(canvas)
        self._preview = preview
        self._are_marked = are_marked
        self._mark = mark
        self._undo = undo
        self._start = None
        self._marks_on = True
        self._done = set()
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(213, 94, 0, 60))
        self._band.setStrokeColor(QColor(213, 94, 0))
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasPressEvent(self, event) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._done = set()
        point = event.mapPoint()
        tile = self._preview.tile_at(point)
        self._marks_on = tile is None or not self._are_marked([tile])
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._start = point
        elif tile is not None:
            self._touch([tile])

    def canvasMoveEvent(self, event) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._start is not None:
            rectangle = QgsRectangle(self._start, event.mapPoint())
            self._band.setToGeometry(QgsGeometry.fromRect(rectangle), None)
            return
        tile = self._preview.tile_at(event.mapPoint())
        if tile is not None:
            self._touch([tile])

    def canvasReleaseEvent(self, event) -> None:
        if self._start is None:
            return
        box = QgsRectangle(self._start, event.mapPoint())
        self._start = None
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        area = QRectF(box.xMinimum(), box.yMinimum(), box.width(), box.height())
        tiles = self._preview.tiles_in(area)
        if tiles:
            self._mark(tiles, not self._are_marked(tiles))

    def _touch(self, tiles: list[PreviewTile]) -> None:
        new = [tile for tile in tiles if tile.tile_id not in self._done]
        self._done.update(tile.tile_id for tile in new)
        if new:
            self._mark(new, self._marks_on)

    def keyPressEvent(self, event) -> None:
        is_undo = (
            event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif is_undo:
            self._undo()
        else:
            event.ignore()
            return
        event.accept()

    def deactivate(self) -> None:
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._start = None
        super().deactivate()

    def remove(self) -> None:
        """Take the rubber band off the map."""
        self.canvas().scene().removeItem(self._band)
