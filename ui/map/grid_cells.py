"""The tiles of the grid as the map sees them, found by arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsRectangle

from ...algorithms.grid.describe_grid import GridSummary
from ...core.grid.find import NOWHERE
from ...core.scenes.tiles import scene_number, scene_prefix
from .map_marks import Mark, crs_text, place_marks
from .transform_points import PointTransform

# Of tiles over scenes of several coordinate systems.
_OF_ALL = "EPSG:4326"


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

    def all(self) -> np.ndarray:
        """The numbers of all tiles, int64."""
        return self.finder.all()

    def names(self, numbers: np.ndarray) -> list[str]:
        """The tile_id of tiles."""
        return self.finder.names(numbers)

    def find_name(self, name: str) -> int:
        """The tile of a tile_id, or NOWHERE."""
        return self.finder.find_name(name)

    def number(self, _tile_id: str, row: int, col: int) -> int:
        """The tile of a layer with this name, row and column."""
        return self.finder.number(row, col)

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


class SceneCells:
    """The tiles of the grids over several images, as if they were one grid.

    Args:
        cells: the grid of each image, by its place in the list; those that cannot be used lack.
        texts: of all images of the list, as SCENES names them.

    Attributes:
        hidden: places of images whose tiles are not seen, and so not found on the map.
        current: the place of the image that is looked through first.
        crs: of marks: that of the images, or longitude and latitude where they have several.
    """

    def __init__(self, cells: dict[int, GridCells], texts: Sequence[str]) -> None:
        self.parts = cells
        self._texts = texts
        ends = np.cumsum([each.finder.end for each in cells.values()])
        self._places = np.array(list(cells), dtype=np.int64)
        self._ends = ends
        self._starts = dict(zip(cells, [0, *ends.tolist()]))
        self.hidden: frozenset[int] = frozenset()
        self.current = 0
        systems = [each.crs for each in cells.values()]
        is_shared = all(crs == systems[0] for crs in systems)
        self.crs = systems[0] if is_shared else QgsCoordinateReferenceSystem(_OF_ALL)

    def __len__(self) -> int:
        return sum(map(len, self.parts.values()))

    def _on_show(self) -> Iterator[tuple[int, GridCells]]:
        """The number of the first tile and the grid of each image on show, the current first."""
        for place in sorted(self.parts, key=lambda k: (k != self.current, k)):
            if place not in self.hidden:
                yield self._starts[place], self.parts[place]

    def _by_part(self, numbers: Sequence[int]) -> Iterator[tuple[int, np.ndarray, np.ndarray]]:
        """For each image of some tiles: its place, which they are, and their numbers in it."""
        numbers = np.asarray(numbers, dtype=np.int64)
        owners = self.scenes(numbers)
        for place in np.unique(owners).tolist():
            index = np.flatnonzero(owners == place)
            yield place, index, numbers[index] - self._starts[place]

    def _gather(self, numbers: Sequence[int], shape: tuple[int, ...], ask) -> np.ndarray:
        found = np.empty((len(numbers), *shape))
        for place, index, own in self._by_part(numbers):
            found[index] = ask(self.parts[place], own)
        return found

    def scenes(self, numbers: Sequence[int]) -> np.ndarray:
        """See GridCells.scenes."""
        numbers = np.asarray(numbers, dtype=np.int64)
        return self._places[np.searchsorted(self._ends, numbers, "right")]

    def at(self, point: QgsPointXY) -> int:
        """See GridCells.at; of images that overlap, the current one has it."""
        for start, cells in self._on_show():
            number = cells.at(point)
            if number != NOWHERE:
                return start + number
        return NOWHERE

    def along(self, start: QgsPointXY, end: QgsPointXY) -> list[int]:
        """See GridCells.along; the tiles of one image."""
        for first, cells in self._on_show():
            found = cells.along(start, end)
            if found:
                return [first + number for number in found]
        return []

    def inside(self, box: QgsRectangle, most: int) -> np.ndarray | None:
        """See GridCells.inside; the tiles of one image."""
        for start, cells in self._on_show():
            found = cells.inside(box, most)
            if found is None:
                return None
            if len(found):
                return start + found
        return np.empty(0, dtype=np.int64)

    def outlines(self, numbers: Sequence[int]) -> np.ndarray:
        """See GridCells.outlines."""
        return self._gather(numbers, (4, 2), GridCells.outlines)

    def all_outlines(self) -> np.ndarray:
        """Corners (N, 4, 2) of every tile of the images on show, in map units."""
        shown = [cells.all_outlines() for _, cells in self._on_show()]
        return np.concatenate([np.empty((0, 4, 2)), *shown])

    def centres(self, numbers: Sequence[int]) -> np.ndarray:
        """See GridCells.centres."""
        return self._gather(numbers, (2,), GridCells.centres)

    def geometry(self, number: int) -> QgsGeometry:
        """See GridCells.geometry."""
        ((place, _, own),) = self._by_part([number])
        return self.parts[place].geometry(int(own[0]))

    def all(self) -> np.ndarray:
        """See GridCells.all."""
        numbers = [self._starts[place] + cells.all() for place, cells in self.parts.items()]
        return np.concatenate([np.empty(0, dtype=np.int64), *numbers])

    def names(self, numbers: Sequence[int]) -> list[str]:
        """See GridCells.names; with the number of the scene in front."""
        names = np.empty(len(numbers), dtype=object)
        for place, index, own in self._by_part(numbers):
            prefix = scene_prefix(place + 1)
            names[index] = [prefix + name for name in self.parts[place].names(own)]
        return names.tolist()

    def find_name(self, name: str) -> int:
        """See GridCells.find_name."""
        place = self._place_of(name)
        if place is None:
            return NOWHERE
        own = name if scene_number(name) is None else name.partition("_")[2]
        number = self.parts[place].find_name(own)
        return number if number == NOWHERE else self._starts[place] + number

    def number(self, tile_id: str, row: int, col: int) -> int:
        """See GridCells.number."""
        place = self._place_of(tile_id)
        return self._starts[place] + self.parts[place].number(tile_id, row, col)

    def _place_of(self, tile_id: str) -> int | None:
        number = scene_number(tile_id)
        if number is None and len(self.parts) == 1:
            # One image alone is taken as a raster, which has no number.
            return next(iter(self.parts))
        return number - 1 if number is not None and number - 1 in self.parts else None

    def make_marks(self, numbers: Sequence[int], label: str = "") -> list[Mark]:
        """See GridCells.make_marks; each knows its image."""
        return [
            mark._replace(scene=self._texts[place])
            for place, _, own in self._by_part(numbers)
            for mark in self.parts[place].make_marks(own, label)
        ]

    def find_marks(self, marks: Sequence[Mark]) -> np.ndarray:
        """See GridCells.find_marks; marks of no image here belong to the first that has them."""
        found = np.full(len(marks), NOWHERE, dtype=np.int64)
        owners = np.array([mark.scene for mark in marks], dtype=object)
        known = {self._texts[place] for place in self.parts}
        is_free = np.array([owner not in known for owner in owners.tolist()], dtype=bool)
        for place, cells in self.parts.items():
            wanted = (found == NOWHERE) & (is_free | (owners == self._texts[place]))
            index = np.flatnonzero(wanted)
            if len(index):
                own = cells.find_marks([marks[k] for k in index.tolist()])
                found[index] = np.where(own == NOWHERE, NOWHERE, own + self._starts[place])
        return found

    def count_touched(self, marks: Sequence[Mark], buffer: float) -> int | None:
        """See GridCells.count_touched; a place counts in each image that shows it."""
        counts = [cells.count_touched(marks, buffer) for cells in self.parts.values()]
        return None if None in counts else sum(counts)
