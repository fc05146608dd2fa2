"""Reading all dates of many windows: each date's pixels once, and few dates at a time."""

from __future__ import annotations

import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from ..clouds.rules import MaskRule
from ..errors import CancelledError
from ..resampling.plan_reads import plan_reads
from ..run.batches import run_in_order
from .plan import SeriesPlan, SeriesStep

# Samples that are read together are held in memory up to the first size, in a temporary file up to
# the second, which is used where storage blocks are so large that smaller rounds would decode each
# many times.
_MEMORY_BYTES = 192 * 1024**2
_FILE_BYTES = 4 * 1024**3
_ALIGNED = 64
CLEAR, CLOUDY, UNKNOWN = 0, 1, 2
# Shape, type and first value.
_ArrayPlan = tuple[tuple[int, ...], str, float]


@dataclass(frozen=True)
class SeriesCube:
    """All dates of one window.

    Attributes:
        index: of the window.
        values: for each group of bands (steps, bands, height, width).
        valid: bool, for each group (steps, height, width): pixels that hold something.
        codes: uint8 (steps, height, width) CLEAR, CLOUDY or UNKNOWN on the reference grid; None
            without cloud masks.
    """

    index: int
    values: tuple[np.ndarray, ...]
    valid: tuple[np.ndarray, ...]
    codes: np.ndarray | None

    @cached_property
    def valid_shares(self) -> np.ndarray:
        """Float32 (steps,): share of the window's pixels that hold something, 0 to 1."""
        valid = self.valid[0]
        counts = np.count_nonzero(valid.reshape(len(valid), -1), axis=1)
        return (counts / valid[0].size).astype(np.float32)

    @cached_property
    def cloud_shares(self) -> np.ndarray:
        """Float32 (steps,): share of the pixels of known state that are cloudy; NaN without any."""
        steps = len(self.valid[0])
        if self.codes is None:
            return np.full(steps, np.nan, dtype=np.float32)
        known = (self.codes != UNKNOWN) & self.valid[0]
        cloudy = ((self.codes == CLOUDY) & known).sum(axis=(1, 2))
        count = known.sum(axis=(1, 2))
        shares = np.full(steps, np.nan)
        np.divide(cloudy, count, out=shares, where=count > 0)
        return shares.astype(np.float32)


@dataclass(frozen=True)
class SeriesRound:
    """Windows that are read together: the ground that holds them, and their indices."""

    read: tuple[int, int, int, int]
    index: np.ndarray


def plan_rounds(
    plan: SeriesPlan, windows: np.ndarray, workers: int
) -> tuple[list[SeriesRound], bool]:
    """Windows of the reference grid in rounds, and whether these need a file.

    Args:
        plan: the time series.
        windows: int64 (N, 4) column offset, row offset, width, height.
        workers: threads, each of which reads a date at a time.
    """
    if plan.is_asked:
        # Between windows that lie apart, nobody is asked for pixels.
        alone = np.arange(len(windows)).reshape(-1, 1)
        return [SeriesRound(_bounds(windows[index]), index) for index in alone], False
    info = plan.info
    date_bytes = plan.read_bytes // max(1, len(plan.steps)) + 2
    pixel_bytes = plan.read_bytes + date_bytes * workers
    block = math.prod(info.block_shape)
    needed = 4 * block * pixel_bytes
    budget = max(_MEMORY_BYTES, min(needed, _FILE_BYTES))
    least = np.clip(windows[:, :2], 0, (info.width, info.height))
    last = np.clip(windows[:, :2] + windows[:, 2:], 0, (info.width, info.height))
    inside = np.concatenate((least, np.maximum(last - least, 1)), axis=1)
    rounds = []
    for batch in plan_reads(inside, info.shape, info.block_shape, pixel_bytes, budget):
        # Windows that overlap take more than the ground that they cover.
        own = windows[batch.tiles, 2:].prod(axis=1) * pixel_bytes
        parts = max(1, math.ceil(own.sum() / (2 * budget)))
        for index in np.array_split(batch.tiles, parts):
            rounds.append(SeriesRound(_bounds(windows[index]), index))
    return rounds, budget > _MEMORY_BYTES


def _bounds(windows: np.ndarray) -> tuple[int, int, int, int]:
    least = windows[:, :2].min(axis=0)
    last = (windows[:, :2] + windows[:, 2:]).max(axis=0)
    return (*least.tolist(), *(last - least).tolist())


class SeriesReader:
    """Reads rounds of windows, a step in time in each thread.

    Args:
        plan: the time series.
        windows: int64 (N, 4) on the reference grid.
        rule: which codes are cloudy; None without.
        uses_file: whether the pixels of a round are kept in a temporary file.
    """

    def __init__(
        self,
        plan: SeriesPlan,
        windows: np.ndarray,
        rule: MaskRule | None = None,
        uses_file: bool = False,
    ) -> None:
        self._plan = plan
        self._windows = plan.grow(windows)
        self._rule = rule if plan.has_codes else None
        self._uses_file = uses_file

    @contextmanager
    def read(
        self,
        part: SeriesRound,
        executor: Executor,
        workers: int,
        is_cancelled: Callable[[], bool],
        progress: Callable[[], None],
    ) -> Iterator[list[SeriesCube]]:
        """All dates of the windows of a round, as they are read; see show_cube.

        The arrays are gone behind the ``with`` block.

        Raises:
            CancelledError: ``is_cancelled`` said so.
        """
        part = replace(part, read=tuple(self._plan.grow(np.array(part.read)).tolist()))
        with tempfile.TemporaryDirectory(prefix="tilewright-") as folder:
            shapes = [self._arrays(i) for i in part.index.tolist()]
            size = sum(_size(shape, dtype) for arrays in shapes for shape, dtype, _ in arrays)
            space = _FileSpace(Path(folder) / "pixels", size) if self._uses_file else _Space()
            cubes = [self._make_cube(i, a, space) for i, a in zip(part.index.tolist(), shapes)]

            def work(number: int) -> None:
                if is_cancelled():
                    raise CancelledError
                self._read_step(self._plan.steps[number], number, part, cubes)

            steps = range(len(self._plan.steps))
            try:
                for _ in run_in_order(executor, work, steps, workers, is_cancelled):
                    progress()
                yield cubes
            finally:
                # Windows deletes no file that is mapped.
                cubes.clear()
                space.close()

    def _arrays(self, index: int) -> list[_ArrayPlan]:
        """Shape, type and first value of a cube's arrays: values, valid pixels, codes."""
        steps = len(self._plan.steps)
        windows = [group.window(self._windows[index]) for group in self._plan.read_groups]
        sizes = [(height, width) for _, _, width, height in windows]
        arrays: list[_ArrayPlan] = [
            ((steps, len(group.bands), *size), group.dtype, group.fill)
            for group, size in zip(self._plan.read_groups, sizes)
        ]
        arrays += [((steps, *size), "bool", False) for size in sizes]
        if self._rule is not None:
            arrays.append(((steps, *sizes[0]), "uint8", UNKNOWN))
        return arrays

    def _make_cube(self, index: int, arrays: Sequence[_ArrayPlan], space: _Space) -> SeriesCube:
        made = [space.take(*array) for array in arrays]
        count = len(self._plan.read_groups)
        codes = made[-1] if self._rule is not None else None
        return SeriesCube(index, tuple(made[:count]), tuple(made[count : 2 * count]), codes)

    def _read_step(
        self, step: SeriesStep, number: int, part: SeriesRound, cubes: Sequence[SeriesCube]
    ) -> None:
        times = Counter((read.group, place) for read in step.reads for place in read.places)
        seen: dict[tuple[int, int, int], np.ndarray] = {}
        for read in step.reads:
            group = self._plan.read_groups[read.group]
            ground = group.ground(part.read)
            values, valid = read.reader.read(ground)
            stop = read.places[0] + len(read.places)
            is_alone = read.places == tuple(range(read.places[0], stop)) and all(
                times[read.group, place] == 1 for place in read.places
            )
            for cube in cubes:
                where = _inside(group.window(self._windows[cube.index]), ground)
                here = valid[where]
                cube.valid[read.group][number] |= here
                if is_alone and here.all():
                    cube.values[read.group][number, read.places[0] : stop] = values[
                        (slice(None), *where)
                    ]
                    continue
                for place, band in zip(read.places, values):
                    target, new = cube.values[read.group][number, place], here
                    if times[read.group, place] > 1:
                        # Of images of one day the first that holds something has the pixel.
                        key = (cube.index, read.group, place)
                        new = here & ~seen[key] if key in seen else here
                        seen[key] = seen[key] | here if key in seen else here
                    np.copyto(target, band[where], where=new, casting="unsafe")
        if self._rule is not None:
            for reader in step.codes:
                values, known = reader.read(part.read)
                self._add_codes(self._rule.matches(values[0]), known, number, part, cubes)

    def _add_codes(
        self,
        cloudy: np.ndarray,
        known: np.ndarray,
        number: int,
        part: SeriesRound,
        cubes: Sequence[SeriesCube],
    ) -> None:
        for cube in cubes:
            if cube.codes is None:
                continue
            where = _inside(tuple(self._windows[cube.index].tolist()), part.read)
            codes = cube.codes[number]
            new = known[where] & (codes == UNKNOWN)
            codes[new] = cloudy[where][new]


def show_cube(plan: SeriesPlan, cube: SeriesCube) -> SeriesCube:
    """What a cube that was read shows: with indices, and nothing that was read for them alone."""
    indices = plan.indices
    if indices is None:
        return cube
    valid = tuple(part[(..., *indices.inner(k))] for k, part in enumerate(cube.valid))
    codes = None if cube.codes is None else cube.codes[(..., *indices.inner(0))]
    count = len(plan.groups)
    return SeriesCube(cube.index, tuple(indices.show(cube.values)[:count]), valid[:count], codes)


def _inside(window: Sequence[int], ground: Sequence[int]) -> tuple[slice, slice]:
    col, row = window[0] - ground[0], window[1] - ground[1]
    return np.s_[row : row + window[3], col : col + window[2]]


def _size(shape: tuple[int, ...], dtype: str) -> int:
    return -(-math.prod(shape) * np.dtype(dtype).itemsize // _ALIGNED) * _ALIGNED


class _Space:
    """Arrays in memory."""

    def take(self, shape: tuple[int, ...], dtype: str, fill: float) -> np.ndarray:
        return np.full(shape, fill, dtype=dtype)

    def close(self) -> None:
        pass


class _FileSpace(_Space):
    """Arrays one behind the other in a file."""

    def __init__(self, path: Path, size: int) -> None:
        self._pixels = np.memmap(path, dtype=np.uint8, mode="w+", shape=(size,))
        self._used = 0

    def take(self, shape: tuple[int, ...], dtype: str, fill: float) -> np.ndarray:
        start, self._used = self._used, self._used + _size(shape, dtype)
        flat = self._pixels[start : start + math.prod(shape) * np.dtype(dtype).itemsize]
        array = flat.view(dtype).reshape(shape)
        if fill:
            array[...] = fill
        return array

    def close(self) -> None:
        del self._pixels
