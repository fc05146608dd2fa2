"""The tiles of the grid as the map sees them, found by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsRectangle

from ...algorithms.grid.describe_grid import GridSummary
from ...core.grid.part import GridPart, parts_text
from .map_marks import Mark, crs_text, place_marks
from .map_view import MapView, around, choose_step
from .transform_points import PointTransform


class GridCells:
    """Finds tiles by places in map units, and marks by tiles; tiles go by number.

    Args:
        summary: the grid over its raster.
        map_crs: the map's coordinate system.
    """

    # Nobody hides the tiles of the one image.
    hidden: frozenset[int] = frozenset()

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
        places = self._places_around(box)
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

    def _places_around(self, box: QgsRectangle) -> np.ndarray:
        """Places x, y (N, 2) in the raster's system on the sides of a rectangle of the map."""
        edges = np.linspace(0, 1, 9)
        x = box.xMinimum() + edges * box.width()
        y = box.yMinimum() + edges * box.height()
        # A straight side may bend in the raster's coordinate system.
        outline = [(a, b) for a in x for b in (y[0], y[-1])] + [
            (a, b) for a in (x[0], x[-1]) for b in y
        ]
        places = self._to_map.reverse(outline)
        return places[np.isfinite(places).all(axis=1)]

    def touched(self, box: QgsRectangle) -> GridPart:
        """The part of the grid with all tiles that a rectangle of the map touches, or more."""
        # Where the map shows much more than the raster, its sides may have no place over there.
        corners = self.finder.blocks(self.whole, max(1, self.finder.end))[:, :4].reshape(-1, 2)
        x, y = self._to_map.apply(corners).T
        is_inside = (
            (box.xMinimum() <= x)
            & (x <= box.xMaximum())
            & (box.yMinimum() <= y)
            & (y <= box.yMaximum())
        )
        if len(x) and is_inside.all():
            return self.whole
        return self.finder.touched(np.concatenate((self._places_around(box), corners[is_inside])))

    @property
    def whole(self) -> GridPart:
        """All tiles."""
        return self.finder.whole

    def look(self, box: QgsRectangle, most: int) -> MapView:
        """What a piece of the map shows, tile by tile where these are no more than ``most``."""
        box = around(box)
        parts = {0: self.touched(box)}
        return MapView(box, parts, choose_step(parts.values(), most))

    def view_outlines(self, view: MapView) -> np.ndarray:
        """Corners (N, 4, 2) in map units of the tiles of a view, or of the boxes for them."""
        return self.part_outlines(view.parts[0], view.step)

    def view_numbers(self, view: MapView) -> np.ndarray:
        """The tiles of a view, int64."""
        return self.finder.numbers(view.parts[0])

    def part_outlines(self, part: GridPart, step: int) -> np.ndarray:
        """The same of a part of the grid."""
        corners = self.finder.blocks(part, step)[:, :4]
        return self._to_map.apply(corners.reshape(-1, 2)).reshape(-1, 4, 2)

    def view_text(self, view: MapView) -> str:
        """GRID_PART of a view."""
        return parts_text([view.parts[0]])

    def block(self, number: int, step: int) -> np.ndarray:
        """The tiles that a box stands for which holds a tile, int64."""
        return self.finder.numbers(self.finder.block(number, step))

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

    def geometry(self, number: int, step: int = 1) -> QgsGeometry:
        """The outline in map units of a tile, or of the box of step x step tiles that holds it."""
        (corners,) = self.part_outlines(self.finder.block(number, step), step)
        return QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in corners]])

    def all(self) -> np.ndarray:
        """The numbers of all tiles, int64."""
        return self.finder.all()

    def names(self, numbers: np.ndarray) -> list[str]:
        """The tile_id of tiles."""
        return self.finder.names(numbers)

    def find_name(self, name: str) -> int:
        """The tile of a tile_id, or NOWHERE."""
        return self.finder.find_name(name)

    def numbers(
        self, _names: Callable[[], Sequence[str]], rows: np.ndarray, cols: np.ndarray
    ) -> np.ndarray:
        """The tiles of a layer with these names, rows and columns, int64 (N,)."""
        return np.asarray(self.finder.number(rows, cols), dtype=np.int64)

    def scenes(self, numbers: Sequence[int]) -> np.ndarray:
        """The place in the list of the image of each tile, int64; the first where there is one."""
        return np.zeros(len(numbers), dtype=np.int64)

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
