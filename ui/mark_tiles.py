"""Marking tiles on the map: a tool, the marks it makes, and whether it is in use."""

from __future__ import annotations

import numpy as np
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .map_marks import MapMarks, Mark, crs_text, move_mark
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
        self._is_active = False
        self._tool = MarkTool(canvas, preview.tiles, self._are_marked, self._mark, self.marks.undo)
        self._tool.left.connect(lambda: self.use(False))
        self._tool.deactivated.connect(self._put_down)

    def use(self, active: bool) -> None:
        """Take the tool up, or put it down and take the one before up again."""
        if active == self._is_active:
            return
        if active:
            tool = self._canvas.mapTool()
            # Two marking tools would hand the map to each other.
            self._previous = None if isinstance(tool, MarkTool) else tool
            self._canvas.setMapTool(self._tool)
            self._is_active = True
            self._canvas.setFocus()
            self.used.emit(True)
            return
        previous = self._previous
        self._put_down()
        self._canvas.unsetMapTool(self._tool)
        if previous is not None and not sip.isdeleted(previous):
            self._canvas.setMapTool(previous)

    def _put_down(self) -> None:
        if self._is_active:
            self._is_active = False
            self._previous = None
            self.used.emit(False)

    def _label(self) -> str:
        return self.choose_label().strip() if self.choose_label is not None else ""

    def _crs(self):
        return self._canvas.mapSettings().destinationCrs()

    def _marks_on(self, tiles: list[PreviewTile]) -> tuple[list[Mark], np.ndarray]:
        """Marks on any of the tiles, and for each tile (bool) whether one has the label."""
        crs = self._crs()
        placed = [(m, p) for m in self.marks.values() if (p := move_mark(m, crs)) is not None]
        if not placed or not tiles:
            return [], np.zeros(len(tiles), dtype=bool)
        boxes = np.array([t.outline.boundingRect().getCoords() for t in tiles])
        points = np.array([(p.x(), p.y()) for _, p in placed])
        is_on = (
            (boxes[:, None, 0] <= points[:, 0])
            & (points[:, 0] <= boxes[:, None, 2])
            & (boxes[:, None, 1] <= points[:, 1])
            & (points[:, 1] <= boxes[:, None, 3])
        )
        has_label = np.array([mark.label == self._label() for mark, _ in placed])
        here = [placed[k][0] for k in np.flatnonzero(is_on.any(axis=0)).tolist()]
        return here, (is_on & has_label).any(axis=1)

    def _are_marked(self, tiles: list[PreviewTile]) -> bool:
        return bool(self._marks_on(tiles)[1].all())

    def _mark(self, tiles: list[PreviewTile], on: bool) -> None:
        label = self._label()
        if on and self.choose_label is not None and not label:
            return
        text = crs_text(self._crs())
        new = [Mark(t.centre.x(), t.centre.y(), text, label) for t in tiles] if on else []
        self.marks.change(new, self._marks_on(tiles)[0])

    def remove(self) -> None:
        """Put the tool down and take it off the map."""
        self.use(False)
        self._tool.remove()
