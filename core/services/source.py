"""A service as a source of pixels."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ..errors import TileRefusedError
from ..hashing import hash_texts
from ..message import Message
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from .answers import AnswerStore
from .lattice import Box, Lattice
from .patience import PatientAsker

Cell = tuple[int, int]
# Of a request for several cells, so many must be wanted.
_LEAST_SHARE = 0.5


class ServiceSource(RasterSource):
    """Reads windows from a service, in whole cells of its pixels that are asked for once.

    Args:
        info: of the pixels that can be read.
        lattice: where all pixels of the service lie.
        box: the part of the lattice that the info tells of.
        asker: asks the service.
        store: keeps what it answers.
        cell: columns and rows of a cell, which begin at multiples of them.
        most: columns and rows of cells that are asked for at once.
        is_colored: whether it gives colours, which no scaling should touch.
    """

    is_asked = True

    def __init__(
        self,
        info: RasterInfo,
        lattice: Lattice,
        box: Box,
        asker: PatientAsker,
        store: AnswerStore,
        cell: tuple[int, int],
        most: tuple[int, int],
        is_colored: bool,
    ) -> None:
        self.info = info
        self.is_palette = is_colored
        self._lattice, self._box = lattice, box
        self._asker, self._store = asker, store
        self._cell, self._most = cell, most
        told = f"{info.path} {lattice!r} {cell} {info.bands}"
        self._mark = f"{int(hash_texts(0, [told])[0]):016x}"
        self._lock = threading.Condition()
        self._asked: set[Cell] = set()
        self._known: dict[Cell, Box] = {}
        self._expected: set[Cell] = set()
        for name in store.names():
            mark, *numbers = name.split("_")
            if mark == self._mark:
                self._learn(Box(*map(int, numbers)))

    def fingerprint(self) -> str | None:
        """The pixels' size and place."""
        return repr(self._lattice)

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read.

        Raises:
            TileRefusedError: the service did not give all of it.
        """
        wanted = self._place(window)
        values = np.empty((len(self.info.bands), wanted.height, wanted.width), self.info.dtype)
        valid = np.empty((wanted.height, wanted.width), dtype=bool)
        cells = list(self._cells(wanted))
        self._fetch(cells)
        for box in {self._known[cell] for cell in cells}:
            part = box.within(wanted)
            found = self._store.get(self._name(box), _slices(part, box))
            if found is None:
                raise TileRefusedError(Message("what the service answered is gone"))
            there = _slices(part, wanted)
            values[(slice(None), *there)], valid[there] = found
        return values, valid

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview; nothing is asked for a picture, which stays empty."""
        shape = (len(self.info.bands), height, width)
        return np.zeros(shape, self.info.dtype), np.zeros(shape[1:], dtype=bool)

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        """How many requests some windows take, but for what is kept already.

        They are expected from now on: those that lie near each other are asked for together.
        """
        cells = {cell for window in windows for cell in self._cells(self._place(window))}
        self._expected = cells
        missing = [cell for cell in cells if cell not in self._known]
        return sum(1 for _ in self._group(missing))

    def _place(self, window: Sequence[int]) -> Box:
        left, top, width, height = map(int, window)
        return Box(self._box.left + left, self._box.top + top, width, height)

    def _cells(self, box: Box) -> Iterator[Cell]:
        across, down = self._cell
        for row in range(box.top // down, -(-(box.top + box.height) // down)):
            for column in range(box.left // across, -(-(box.left + box.width) // across)):
                yield column, row

    def _name(self, box: Box) -> str:
        return f"{self._mark}_{box.left}_{box.top}_{box.width}_{box.height}"

    def _learn(self, box: Box) -> None:
        """Remember in which answer cells lie."""
        self._known.update((cell, box) for cell in self._cells(box))

    def _fetch(self, cells: Sequence[Cell]) -> None:
        """Have the service's answer for cells, or what another thread is getting of them."""
        while True:
            with self._lock:
                missing = [cell for cell in cells if cell not in self._known]
                if not missing:
                    return
                free = self._with_neighbours([c for c in missing if c not in self._asked])
                if not free:
                    # Another thread asks; where it is refused, it is this one's turn.
                    self._lock.wait(timeout=0.2)
                    continue
                group = next(self._group(free))
                self._asked.update(group)
            try:
                self._ask(group)
            finally:
                with self._lock:
                    self._asked.difference_update(group)
                    self._lock.notify_all()

    def _with_neighbours(self, cells: Sequence[Cell]) -> list[Cell]:
        """Those of the first one's neighbourhood that are to be asked for, expected ones too."""
        if not cells:
            return []
        first = self._neighbourhood(min(cells))
        wanted = {cell for cell in cells if self._neighbourhood(cell) == first}
        across, down = self._most
        around = (
            (first[0] * across + x, first[1] * down + y) for y in range(down) for x in range(across)
        )
        return [
            cell
            for cell in around
            if cell in wanted
            or (cell in self._expected and cell not in self._known and cell not in self._asked)
        ]

    def _neighbourhood(self, cell: Cell) -> Cell:
        return cell[0] // self._most[0], cell[1] // self._most[1]

    def _group(self, cells: Iterable[Cell]) -> Iterator[list[Cell]]:
        """Cells that are asked for together: of one neighbourhood, in a rectangle of such cells."""
        near: dict[Cell, list[Cell]] = {}
        for cell in sorted(cells):
            near.setdefault(self._neighbourhood(cell), []).append(cell)
        for found in near.values():
            yield from _rectangles(found)

    def _ask(self, cells: Sequence[Cell]) -> None:
        columns, rows = zip(*cells)
        across, down = self._cell
        whole = Box(
            min(columns) * across,
            min(rows) * down,
            (max(columns) - min(columns) + 1) * across,
            (max(rows) - min(rows) + 1) * down,
        )
        bounds = self._lattice.bounds(whole)
        values, valid = self._asker.ask(bounds, whole.width, whole.height)
        values = values[[band - 1 for band in self.info.bands]]
        self._store.put(self._name(whole), values, valid)
        with self._lock:
            self._learn(whole)

    def close(self) -> None:
        """Nothing: who made the asker and the store closes them, as others read from them too."""


def _rectangles(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells in groups, of whose bounding rectangles most is wanted."""
    columns, rows = zip(*cells)
    width, height = max(columns) - min(columns) + 1, max(rows) - min(rows) + 1
    if len(cells) >= _LEAST_SHARE * width * height:
        yield list(cells)
        return
    axis = int(height > width)
    middle = (min(c[axis] for c in cells) + max(c[axis] for c in cells) + 1) // 2
    yield from _rectangles([cell for cell in cells if cell[axis] < middle])
    yield from _rectangles([cell for cell in cells if cell[axis] >= middle])


def _slices(part: Box, whole: Box) -> tuple[slice, slice]:
    """Where a part lies in the arrays of the whole."""
    top, left = part.top - whole.top, part.left - whole.left
    return slice(top, top + part.height), slice(left, left + part.width)
