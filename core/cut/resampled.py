"""Tiles on pixel grids of their own, resampled from a raster."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ..errors import CancelledError
from ..raster.source import RasterSource
from ..resampling.grid import TargetGrid
from ..resampling.resample import SeenPixels, read_resampled
from ..resampling.together import read_together
from ..resampling.windows import each_part
from ..run.batches import never_cancelled
from .cut import CutTile, PixelBlock, cut_blocks

# So many tiles make a unit of work, and so many along a side, where they lie side by side.
_BATCH, _SIDE = 32, 5
_SQUARE, _ROW = (_SIDE, _SIDE), (math.inf, 1)
# Values of small tiles that are resampled before the first is used.
_READ_AHEAD = 1_000_000


@dataclass(frozen=True)
class ResampledBatch:
    """Tiles on pixel grids of their own.

    Attributes:
        index: their numbers.
        targets: their grids.
        method: a resampling.
        part: number of their raster; see RasterSource.part.
        is_apart: whether each is a block of its own, for what needs the place of a block.
    """

    index: np.ndarray
    targets: tuple[TargetGrid, ...]
    method: str
    part: int = 0
    is_apart: bool = False

    def blocks(
        self, source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
    ) -> Iterator[PixelBlock]:
        """Read and resample, some tiles of one size at a time."""
        source = source.part(self.part)
        if source.reads_grids:
            for k in range(len(self.targets)):
                yield self._read_alone(source, k, is_cancelled)
            return
        numbers = range(len(self.targets))
        sizes = [(target.width, target.height) for target in self.targets]
        for (width, height), same in groupby(numbers, key=sizes.__getitem__):
            some = list(same)
            together = max(1, _READ_AHEAD // (len(source.info.bands) * width * height))
            for start in range(0, len(some), together):
                block = self._read(source, some[start : start + together], is_cancelled)
                yield from block.apart() if self.is_apart else [block]

    def _read_alone(
        self, source: RasterSource, k: int, is_cancelled: Callable[[], bool]
    ) -> PixelBlock:
        if is_cancelled():
            raise CancelledError
        seen: list[SeenPixels] = []
        values, valid = read_resampled(source, self.targets[k], self.method, seen)
        return self._block(values, valid, [k], seen)

    def _read(
        self, source: RasterSource, numbers: Sequence[int], is_cancelled: Callable[[], bool]
    ) -> PixelBlock:
        targets = [self.targets[k] for k in numbers]
        values, valid, seen = read_together(source, targets, self.method, is_cancelled)
        return self._block(values, valid, numbers, seen)

    def _block(
        self,
        values: np.ndarray,
        valid: np.ndarray,
        numbers: Sequence[int],
        seen: Sequence[SeenPixels],
    ) -> PixelBlock:
        targets = [self.targets[k] for k in numbers]
        width, height = targets[0].width, targets[0].height
        boxes = np.array([[0, k * height, width, height] for k in range(len(targets))])
        return PixelBlock(
            values,
            valid,
            self.index[list(numbers)],
            boxes,
            None,
            targets[0].transform,
            0,
            targets[0].crs_wkt,
            self.part,
            seen,
            tuple(target.transform for target in targets),
        )

    def alone(self) -> Iterator[ResampledBatch]:
        """The tiles one by one."""
        for k, target in enumerate(self.targets):
            own = self.index[k : k + 1]
            yield ResampledBatch(own, (target,), self.method, self.part, self.is_apart)

    def cut(self, source: RasterSource) -> Iterator[CutTile]:
        """Read and resample tile by tile."""
        return cut_blocks(self.blocks(source))


def plan_resampled_batches(
    targets: Sequence[TargetGrid],
    method: str,
    parts: np.ndarray | None = None,
    is_alone: bool = False,
    is_apart: bool = False,
    keeps_order: bool = False,
    striped: Container[int] = (),
) -> list[ResampledBatch]:
    """Batches of resampled tiles, of one raster after the other.

    Args:
        targets: grids of the tiles.
        method: a resampling.
        parts: number of the raster that each lies in; see PixelWindows.parts.
        is_alone: makes a batch of each, for sources that take their time.
        is_apart: see ResampledBatch.
        keeps_order: takes the tiles as they come, not those side by side together.
        striped: numbers of the rasters whose storage blocks are rows. Of these, tiles of one row
            are taken together: two threads that read parts of it both decode all of its blocks.
    """
    return [
        ResampledBatch(index, tuple(targets[k] for k in index.tolist()), method, number, is_apart)
        for number, chosen in each_part(parts, len(targets))
        for index in _groups(
            targets,
            chosen,
            1 if is_alone else _BATCH,
            None if keeps_order or is_alone else _ROW if number in striped else _SQUARE,
        )
        if len(index)
    ]


def _groups(
    targets: Sequence[TargetGrid], chosen: np.ndarray, size: int, sides: tuple[float, float] | None
) -> list[np.ndarray]:
    if sides is None:
        return np.split(chosen, range(size, len(chosen), size))
    cells = _cells(targets, chosen, sides)
    order = np.lexsort((chosen, cells[:, 0], cells[:, 1]))
    cells, chosen = cells[order], chosen[order]
    starts = np.flatnonzero((np.diff(cells, axis=0) != 0).any(axis=1)) + 1
    groups: list[np.ndarray] = []
    for group in np.split(chosen, starts):
        # Tiles that are far from others are not worth a batch each.
        if groups and len(groups[-1]) + len(group) <= size:
            groups[-1] = np.concatenate((groups[-1], group))
        else:
            groups += np.split(group, range(size, len(group), size))
    return groups


def _cells(
    targets: Sequence[TargetGrid], chosen: np.ndarray, sides: tuple[float, float]
) -> np.ndarray:
    """Int64 (N, 2): in which column and row of cells each tile's middle lies.

    ``sides`` are the width and height of a cell in tiles.
    """
    numbers = np.array([targets[k].transform for k in chosen.tolist()]).reshape(-1, 6)
    sizes = np.array([(targets[k].width, targets[k].height) for k in chosen.tolist()])
    edges = numbers[:, (0, 1, 3, 4)].reshape(-1, 2, 2) * sizes.reshape(-1, 1, 2)
    middles = numbers[:, (2, 5)] + edges.sum(axis=2) / 2
    reach = np.median(np.abs(edges).sum(axis=2), axis=0) if len(chosen) else np.ones(2)
    places = (middles - middles.min(axis=0, initial=np.inf)) / (sides * np.maximum(reach, 1e-300))
    return np.floor(places).astype(np.int64)
