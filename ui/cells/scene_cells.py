"""The tiles of the grids over several images, found by arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsPointXY, QgsRectangle

from ...algorithms.grid.describe_grid import GridSummary
from ...core.grid.find import NOWHERE
from ...core.grid.part import NO_TILES, parts_text
from ...core.scenes.tiles import scene_number, scene_prefix
from .grid_cells import GridCells
from .map_marks import Mark
from .map_view import MapView, around, choose_step

# Of tiles over scenes of several coordinate systems.
_OF_ALL = "EPSG:4326"


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

    def look(self, box: QgsRectangle, most: int) -> MapView:
        """See GridCells.look; of the images on show."""
        box = around(box)
        parts = {
            place: cells.touched(box)
            for place, cells in self.parts.items()
            if place not in self.hidden
        }
        return MapView(box, parts, choose_step(parts.values(), most))

    def view_outlines(self, view: MapView) -> np.ndarray:
        """See GridCells.view_outlines."""
        found = [self.parts[k].part_outlines(part, view.step) for k, part in view.parts.items()]
        return np.concatenate([np.empty((0, 4, 2)), *found])

    def view_numbers(self, view: MapView) -> np.ndarray:
        """See GridCells.view_numbers."""
        found = [
            self._starts[k] + self.parts[k].finder.numbers(part) for k, part in view.parts.items()
        ]
        return np.concatenate([np.empty(0, dtype=np.int64), *found])

    def view_text(self, view: MapView) -> str:
        """See GridCells.view_text; images that are not on show have no tile."""
        return parts_text([view.parts.get(place, NO_TILES) for place in range(len(self._texts))])

    def block(self, number: int, step: int) -> np.ndarray:
        """See GridCells.block."""
        ((place, _, own),) = self._by_part([number])
        return self._starts[place] + self.parts[place].block(int(own[0]), step)

    def all_outlines(self) -> np.ndarray:
        """Corners (N, 4, 2) of every tile of the images on show, in map units."""
        shown = [cells.all_outlines() for _, cells in self._on_show()]
        return np.concatenate([np.empty((0, 4, 2)), *shown])

    def centres(self, numbers: Sequence[int]) -> np.ndarray:
        """See GridCells.centres."""
        return self._gather(numbers, (2,), GridCells.centres)

    def geometry(self, number: int, step: int = 1) -> QgsGeometry:
        """See GridCells.geometry."""
        ((place, _, own),) = self._by_part([number])
        return self.parts[place].geometry(int(own[0]), step)

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

    def numbers(
        self, names: Callable[[], Sequence[str]], rows: np.ndarray, cols: np.ndarray
    ) -> np.ndarray:
        """See GridCells.numbers."""
        found = np.empty(len(rows), dtype=np.int64)
        owners = np.array([self._place_of(name) for name in names()], dtype=np.int64)
        for place in np.unique(owners).tolist():
            own = owners == place
            finder = self.parts[place].finder
            found[own] = self._starts[place] + finder.number(rows[own], cols[own])
        return found

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


def cells_over(
    summaries: Mapping[int, GridSummary],
    map_crs: QgsCoordinateReferenceSystem,
    texts: Sequence[str] | None,
) -> GridCells | SceneCells | None:
    """The tiles of the grids over some images; None without any.

    Args:
        summaries: of the grids, by the places of their images in the list.
        map_crs: the map's coordinate system.
        texts: of all images of the list, as SCENES names them; None for a raster alone.
    """
    cells = {place: GridCells(summary, map_crs) for place, summary in summaries.items()}
    if texts is None:
        return cells[0]
    return SceneCells(cells, texts) if cells else None
