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
        for cell in cells:
            found = self._store.get(self._name(cell))
            if found is None:
                raise TileRefusedError(Message("what the service answered is gone"))
            box = self._cell_box(cell)
            part = box.within(wanted)
            there = _slices(part, wanted)
            here = _slices(part, box)
            values[(slice(None), *there)] = found[0][(slice(None), *here)]
            valid[there] = found[1][here]
        return values, valid

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview; nothing is asked for a picture, which stays empty."""
        shape = (len(self.info.bands), height, width)
        return np.zeros(shape, self.info.dtype), np.zeros(shape[1:], dtype=bool)

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        """How many requests some windows take, read in this order, with what is kept already."""
        seen: set[Cell] = set()
        count = 0
        for window in windows:
            missing = [c for c in self._cells(self._place(window)) if c not in seen]
            seen.update(missing)
            missing = [c for c in missing if not self._store.has(self._name(c))]
            count += len(list(self._group(missing)))
        return count

    def _place(self, window: Sequence[int]) -> Box:
        left, top, width, height = map(int, window)
        return Box(self._box.left + left, self._box.top + top, width, height)

    def _cells(self, box: Box) -> Iterator[Cell]:
        across, down = self._cell
        for row in range(box.top // down, -(-(box.top + box.height) // down)):
            for column in range(box.left // across, -(-(box.left + box.width) // across)):
                yield column, row

    def _cell_box(self, cell: Cell) -> Box:
        across, down = self._cell
        return Box(cell[0] * across, cell[1] * down, across, down)

    def _name(self, cell: Cell) -> str:
        return f"{self._mark}_{cell[0]}_{cell[1]}"

    def _fetch(self, cells: Sequence[Cell]) -> None:
        """Have the service's answer for cells, or what another thread is getting of them."""
        while True:
            with self._lock:
                free = [cell for cell in cells if cell not in self._asked]
                missing = [c for c in free if not self._store.has(self._name(c))]
                self._asked.update(missing)
                if not missing:
                    if len(free) == len(cells):
                        return
                    # Another thread asks; where it is refused, it is this one's turn.
                    self._lock.wait(timeout=0.2)
                    continue
            try:
                for group in self._group(missing):
                    self._ask(group)
            finally:
                with self._lock:
                    self._asked.difference_update(missing)
                    self._lock.notify_all()

    def _group(self, cells: Sequence[Cell]) -> Iterator[list[Cell]]:
        """Cells that are asked for together: a rectangle, of which most is wanted."""
        if not cells:
            return
        columns, rows = zip(*cells)
        width = max(columns) - min(columns) + 1
        height = max(rows) - min(rows) + 1
        is_small = width <= self._most[0] and height <= self._most[1]
        if len(cells) == 1 or (is_small and len(cells) >= _LEAST_SHARE * width * height):
            yield list(cells)
            return
        axis = int(height > width)
        middle = (min(cells, key=lambda c: c[axis])[axis] + max(c[axis] for c in cells) + 1) // 2
        yield from self._group([cell for cell in cells if cell[axis] < middle])
        yield from self._group([cell for cell in cells if cell[axis] >= middle])

    def _ask(self, cells: Sequence[Cell]) -> None:
        first = self._cell_box((min(c for c, _ in cells), min(r for _, r in cells)))
        last = self._cell_box((max(c for c, _ in cells), max(r for _, r in cells)))
        whole = Box(
            first.left,
            first.top,
            last.left + last.width - first.left,
            last.top + last.height - first.top,
        )
        bounds = self._lattice.bounds(whole)
        values, valid = self._asker.ask(bounds, whole.width, whole.height)
        values = values[[band - 1 for band in self.info.bands]]
        for cell in cells:
            part = _slices(self._cell_box(cell), whole)
            self._store.put(self._name(cell), values[(slice(None), *part)], valid[part])

    def close(self) -> None:
        """Nothing: who made the asker and the store closes them, as others read from them too."""


def _slices(part: Box, whole: Box) -> tuple[slice, slice]:
    """Where a part lies in the arrays of the whole."""
    top, left = part.top - whole.top, part.left - whole.left
    return slice(top, top + part.height), slice(left, left + part.width)
