"""Marking tiles on the map: a tool, the marks it makes, and whether it is in use."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .map_marks import MapMarks, Mark, crs_text
from .mark_tool import MarkTool
from .preview_grid import GridPreview
from .tile_preview import PreviewTile


class TileMarking(QObject):
    """Marks of one kind. ``choose_label`` names the class that a mark gives, when it gives one."""

    used = pyqtSignal(bool)

    def __init__(
        self, key: str, canvas: QgsMapCanvas, preview: GridPreview, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.marks = MapMarks(key, self)
        self.choose_label = None
        self._previous = None
        self._tool = MarkTool(canvas, preview.tiles, self._is_marked, self._mark, self.marks.undo)
        self._tool.left.connect(lambda: self.use(False))
        self._tool.deactivated.connect(lambda: self.used.emit(False))

    def use(self, active: bool) -> None:
        """Take the tool up, or put it down and take the one before up again."""
        is_active = self._canvas.mapTool() is self._tool
        if active and not is_active:
            self._previous = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
            self._canvas.setFocus()
            self.used.emit(True)
        elif not active and is_active:
            self._canvas.unsetMapTool(self._tool)
            if self._previous is not None:
                self._canvas.setMapTool(self._previous)
            self._previous = None

    def _label(self) -> str:
        return self.choose_label().strip() if self.choose_label is not None else ""

    def _crs(self):
        return self._canvas.mapSettings().destinationCrs()

    def _is_marked(self, tile: PreviewTile) -> bool:
        label = self._label()
        return any(mark.label == label for mark in self.marks.inside(tile.outline, self._crs()))

    def _mark(self, tiles: list[PreviewTile], on: bool) -> None:
        label = self._label()
        if on and self.choose_label is not None and not label:
            return
        crs = self._crs()
        text = crs_text(crs)
        earlier = [mark for tile in tiles for mark in self.marks.inside(tile.outline, crs)]
        new = [Mark(t.centre.x(), t.centre.y(), text, label) for t in tiles] if on else []
        self.marks.change(new, earlier)

    def remove(self) -> None:
        """Put the tool down and take it off the map."""
        self.use(False)
        self._tool.remove()
