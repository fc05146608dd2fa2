"""The tiles of the grid as the map sees them, found by arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsRectangle

from ...algorithms.grid.describe_grid import GridSummary
from .map_marks import Mark, crs_text, place_marks
from .transform_points import PointTransform


class GridCells:
    """Finds tiles by places in map units, and marks by tiles; tiles go by number.

    Args:
        summary: the grid over its raster.
        map_crs: the map's coordinate system.
    """

    def __init__(self, summary: GridSummary, map_crs: QgsCoordinateReferenceSystem) -> None:
        self.finder = summary.finder
        self.crs = summary.crs
        self._to_map = PointTransform(summary.crs, map_crs)
        self._crs_text = crs_text(summary.crs)
        self._pixel = None
        if summary.tile_metres:
            pairs = zip(summary.tile_metres, summary.tile_pixels)
            self._pixel = tuple(metres / pixels for metres, pixels in pairs)

    def __len__(self) -> int:
        return len(self.finder)

    def at(self, point: QgsPointXY) -> int:
        """The tile at a place, that with the nearest centre where tiles overlap, or NOWHERE."""
        return int(self.finder.find(self._to_map.reverse([(point.x(), point.y())]))[0])

    def along(self, start: QgsPointXY, end: QgsPointXY) -> list[int]:
        """The tiles under a line."""
        places = self._to_map.reverse([(start.x(), start.y()), (end.x(), end.y())])
        return self.finder.find_along(*places.tolist()).tolist()

    def inside(self, box: QgsRectangle, most: int) -> np.ndarray | None:
        """The tiles with their centre in a rectangle; None when there are more than ``most``."""
        edges = np.linspace(0, 1, 9)
        x = box.xMinimum() + edges * box.width()
        y = box.yMinimum() + edges * box.height()
        # A straight side may bend in the raster's coordinate system.
        outline = [(a, b) for a in x for b in (y[0], y[-1])] + [
            (a, b) for a in (x[0], x[-1]) for b in y
        ]
        places = self._to_map.reverse(outline)
        places = places[np.isfinite(places).all(axis=1)]
        if not len(places):
            return np.empty(0, dtype=np.int64)
        # Where the raster is turned, the pixel box around the rectangle is larger than it.
        if self.finder.count_centred(places) > 4 * most:
            return None
        numbers = self.finder.centred(places)
        x, y = self._to_map.apply(self.finder.centres(numbers)).T
        is_inside = (
            (box.xMinimum() <= x)
            & (x <= box.xMaximum())
            & (box.yMinimum() <= y)
            & (y <= box.yMaximum())
        )
        numbers = numbers[is_inside]
        return None if len(numbers) > most else numbers

    def outlines(self, numbers: Sequence[int]) -> np.ndarray:
        """Corners (N, 4, 2) of tiles in map units."""
        corners = self.finder.outlines(np.asarray(numbers, dtype=np.int64))[:, :4]
        return self._to_map.apply(corners.reshape(-1, 2)).reshape(-1, 4, 2)

    def all_outlines(self) -> np.ndarray:
        """Corners (N, 4, 2) of every tile in map units."""
        return self.outlines(self.finder.all())

    def centres(self, numbers: Sequence[int]) -> np.ndarray:
        """Centres (N, 2) of tiles in map units."""
        return self._to_map.apply(self.finder.centres(np.asarray(numbers, dtype=np.int64)))

    def geometry(self, number: int) -> QgsGeometry:
        """A tile's outline in map units."""
        return QgsGeometry.fromPolygonXY(
            [[QgsPointXY(x, y) for x, y in self.outlines([number])[0]]]
        )

    def find_name(self, name: str) -> int:
        """The tile of a tile_id, or NOWHERE."""
        return self.finder.find_name(name)

    def make_marks(self, numbers: Sequence[int], label: str = "") -> list[Mark]:
        """A mark in the middle of each tile, in the raster's own coordinate system."""
        centres = self.finder.centres(np.asarray(numbers, dtype=np.int64))
        return [Mark(x, y, self._crs_text, label) for x, y in centres.tolist()]

    def find_marks(self, marks: Sequence[Mark]) -> np.ndarray:
        """The tile of each mark, int64 (N,); NOWHERE for those on none."""
        return self.finder.find(place_marks(marks, self.crs))

    def count_touched(self, marks: Sequence[Mark], buffer: float) -> int | None:
        """How many tiles lie within a distance in metres of marks; None when nobody can tell."""
        if buffer and self._pixel is None:
            return None
        places = place_marks(marks, self.crs)
        return self.finder.count_touched(places, buffer, self._pixel or (1.0, 1.0))
