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
from .blocks import Cell, half_span, rectangles
from .lattice import Box, Lattice
from .patience import PatientAsker, SizeRefusedError

# Requests of the largest size that are refused, and parts of them are not, until all are smaller.
_TOO_LARGE = 2


class ServiceSource(RasterSource):
    """Reads windows from a service, in whole cells of its pixels that are asked for once.

    Neighbouring cells are asked for together, for several windows. Where a service refuses that,
    parts of them are, and in the end each window by itself, so that only those are refused which it
    does not give.

    Args:
        info: of the pixels that can be read.
        lattice: where all pixels of the service lie.
        box: the part of the lattice that the info tells of.
        asker: asks the service.
        store: keeps what it answers.
        cell: columns and rows of a cell, which begin at multiples of them.
        most: columns and rows of cells that are asked for at once; of more than one of each, any
            other pixels can be asked for, too.
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
        # Of cells that were refused together, how many are asked for at once; cells that were
        # refused, of which windows may hold a part that is not; such windows.
        self._spans: dict[Cell, Cell] = {}
        self._alone: set[Cell] = set()
        self._by_itself: set[Box] = set()
        self._is_any = most != (1, 1)
        self._refused = 0
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
        cells = list(self._cells(wanted))
        boxes = {wanted}
        if wanted not in self._by_itself:
            if self._fetch(wanted, cells):
                boxes = {self._known[cell] for cell in cells}
            else:
                self._ask(wanted)
        values = np.empty((len(self.info.bands), wanted.height, wanted.width), self.info.dtype)
        valid = np.empty((wanted.height, wanted.width), dtype=bool)
        for box in boxes:
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
        places = {self._place(window) for window in windows} - self._by_itself
        cells = {cell for place in places for cell in self._cells(place)}
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
        across, down = self._cell
        if any(n % across for n in (box.left, box.width)) or box.top % down or box.height % down:
            self._by_itself.add(box)
            return
        self._known.update((cell, box) for cell in self._cells(box))

    def _fetch(self, wanted: Box, cells: Sequence[Cell]) -> bool:
        """Have the service's answer for cells, or what another thread is getting of them.

        Returns:
            Whether it is there; else what is wanted is to be asked for by itself.
        """
        while True:
            with self._lock:
                missing = [cell for cell in cells if cell not in self._known]
                if not missing:
                    return True
                if not self._alone.isdisjoint(missing):
                    return False
                free = self._with_neighbours([c for c in missing if c not in self._asked])
                if not free:
                    # Another thread asks; where it is refused, it is this one's turn.
                    self._lock.wait(timeout=0.2)
                    continue
                group = next(self._group(free))
                self._asked.update(group)
            try:
                self._ask_for_cells(group, wanted, is_shared=not set(cells) >= set(group))
            finally:
                with self._lock:
                    self._asked.difference_update(group)
                    self._lock.notify_all()

    def _ask_for_cells(self, group: Sequence[Cell], wanted: Box, is_shared: bool) -> None:
        """Ask for cells, of which less is asked for from now on where that is refused.

        Args:
            group: the cells.
            wanted: the window that is read.
            is_shared: whether some are for others.
        """
        whole = self._around(group)
        is_block = len(group) > 1 or (self._is_any and whole.within(wanted) != whole)
        is_largest = self._span(group[0]) == self._most
        try:
            self._ask(whole, is_block)
        except TileRefusedError as error:
            # A service that does not answer at all is asked for this window once.
            is_worth = is_shared or isinstance(error, SizeRefusedError)
            if not (is_block and is_worth) or self._asker.is_gone:
                raise
            with self._lock:
                self._refused += is_largest
                self._ask_for_less(group)
            return
        with self._lock:
            if is_largest and is_shared:
                self._refused = 0
            elif self._refused >= _TOO_LARGE:
                self._refused, self._most = 0, half_span(self._most)

    def _ask_for_less(self, group: Sequence[Cell]) -> None:
        """Have cells that were asked for together be asked for in parts."""
        if len(group) == 1:
            self._alone.update(group)
            return
        span = self._span(group[0])
        while len({self._neighbourhood(cell) for cell in group}) == 1:
            span = half_span(span)
            self._spans.update(dict.fromkeys(group, span))

    def _with_neighbours(self, cells: Sequence[Cell]) -> list[Cell]:
        """Those of the first one's neighbourhood that are to be asked for, expected ones too."""
        if not cells:
            return []
        first = self._neighbourhood(min(cells))
        wanted = {cell for cell in cells if self._neighbourhood(cell) == first}
        (across, down), left, top = first
        around = ((left * across + x, top * down + y) for y in range(down) for x in range(across))
        return [
            cell
            for cell in around
            if cell in wanted
            or (
                cell in self._expected
                and self._neighbourhood(cell) == first
                and not any(cell in others for others in (self._known, self._asked, self._alone))
            )
        ]

    def _span(self, cell: Cell) -> Cell:
        """How many columns and rows of cells are asked for at once where a cell lies."""
        across, down = self._spans.get(cell, self._most)
        return min(across, self._most[0]), min(down, self._most[1])

    def _neighbourhood(self, cell: Cell) -> tuple[Cell, int, int]:
        span = self._span(cell)
        return span, cell[0] // span[0], cell[1] // span[1]

    def _group(self, cells: Iterable[Cell]) -> Iterator[list[Cell]]:
        """Cells that are asked for together: of one neighbourhood, in a rectangle of such cells."""
        near: dict[tuple[Cell, int, int], list[Cell]] = {}
        for cell in sorted(cells):
            near.setdefault(self._neighbourhood(cell), []).append(cell)
        for found in near.values():
            yield from rectangles(found)

    def _around(self, cells: Sequence[Cell]) -> Box:
        columns, rows = zip(*cells)
        across, down = self._cell
        return Box(
            min(columns) * across,
            min(rows) * down,
            (max(columns) - min(columns) + 1) * across,
            (max(rows) - min(rows) + 1) * down,
        )

    def _ask(self, whole: Box, is_block: bool = False) -> None:
        bounds = self._lattice.bounds(whole)
        values, valid = self._asker.ask(bounds, whole.width, whole.height, is_block)
        values = values[[band - 1 for band in self.info.bands]]
        self._store.put(self._name(whole), values, valid)
        with self._lock:
            self._learn(whole)

    def close(self) -> None:
        """Nothing: who made the asker and the store closes them, as others read from them too."""


def _slices(part: Box, whole: Box) -> tuple[slice, slice]:
    """Where a part lies in the arrays of the whole."""
    top, left = part.top - whole.top, part.left - whole.left
    return slice(top, top + part.height), slice(left, left + part.width)
