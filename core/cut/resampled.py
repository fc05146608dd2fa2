"""Tiles on pixel grids of their own, resampled from a raster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import numpy as np

from ..errors import CancelledError
from ..raster.source import RasterSource
from ..resampling.grid import TargetGrid
from ..resampling.resample import SeenPixels, gdal_session, read_resampled
from ..resampling.windows import each_part
from ..run.batches import never_cancelled
from .cut import CutTile, PixelBlock, cut_blocks

# Resampled tiles are read one by one; this many make a unit of work.
_RESAMPLED_BATCH = 32
# Values of small tiles that are resampled one after the other before the first is used.
_READ_AHEAD = 1_000_000


@dataclass(frozen=True)
class ResampledBatch:
    """Tiles on pixel grids of their own; ``part`` is the number of their raster."""

    index: np.ndarray
    targets: tuple[TargetGrid, ...]
    method: str
    part: int = 0

    def blocks(
        self, source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
    ) -> Iterator[PixelBlock]:
        """Read and resample tile by tile: a block each."""
        source = source.part(self.part)
        largest = max(target.width * target.height for target in self.targets)
        together = max(1, _READ_AHEAD // (len(source.info.bands) * largest))
        for start in range(0, len(self.targets), together):
            few = np.s_[start : start + together]
            yield from self._read(source, self.targets[few], self.index[few], is_cancelled)

    def _read(
        self,
        source: RasterSource,
        targets: Sequence[TargetGrid],
        index: np.ndarray,
        is_cancelled: Callable[[], bool],
    ) -> list[PixelBlock]:
        blocks = []
        # Sources that compute pixels have sessions of their own.
        with nullcontext() if source.reads_grids else gdal_session():
            for k, target in enumerate(targets):
                if is_cancelled():
                    raise CancelledError
                seen: list[SeenPixels] = []
                values, valid = read_resampled(source, target, self.method, seen)
                boxes = np.array([[0, 0, target.width, target.height]])
                own = index[k : k + 1]
                place = (None, target.transform, 0, target.crs_wkt, self.part, seen)
                blocks.append(PixelBlock(values, valid, own, boxes, *place))
        return blocks

    def alone(self) -> Iterator[ResampledBatch]:
        """The tiles one by one."""
        for k, target in enumerate(self.targets):
            yield ResampledBatch(self.index[k : k + 1], (target,), self.method, self.part)

    def cut(self, source: RasterSource) -> Iterator[CutTile]:
        """Read and resample tile by tile."""
        return cut_blocks(self.blocks(source))


def plan_resampled_batches(
    targets: Sequence[TargetGrid],
    method: str,
    parts: np.ndarray | None = None,
    is_alone: bool = False,
) -> list[ResampledBatch]:
    """Batches of resampled tiles in the order given, of one raster after the other.

    ``is_alone`` makes a batch of each, for sources that take their time.
    """
    size = 1 if is_alone else _RESAMPLED_BATCH
    return [
        ResampledBatch(index, tuple(targets[k] for k in index.tolist()), method, number)
        for number, chosen in each_part(parts, len(targets))
        for index in np.split(chosen, range(size, len(chosen), size))
        if len(index)
    ]
