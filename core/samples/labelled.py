"""Reading band values and classes of labelled pixels, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..errors import CancelledError
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..resampling.plan_reads import touched_cells
from ..run.batches import ignore_progress, never_cancelled
from .claims import PixelClaims
from .samples import PixelSamples

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Pixels that are looked at at once, and the rows of a strip.
_PIXELS = 1024**2
_ROWS = 256


def has_all_values(source: RasterSource, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Bool (height, width): valid pixels where every band that is read holds a value.

    A classifier needs all bands, while a tile is content with any of them.
    """
    complete = valid.copy()
    for k, band in enumerate(values):
        has = source.info.has_values(k, band)
        if has is not None:
            complete &= has
        if source.nodata is not None and source.nodata == source.nodata:
            complete &= (
                band != band.dtype.type(source.nodata)
                if band.dtype.kind == "f"
                else (band != source.nodata)
            )
    return complete


class PixelSampler:
    """Yields the samples of a raster strip by strip, in reading order.

    Attributes:
        claimed_twice: pixels left out so far because two classes claim them.
        without_value: pixels left out so far because a band has no value there.
        counts: samples so far by number of the class.
    """

    def __init__(
        self,
        source: RasterSource,
        burner: PixelClaims,
        progress: Callable[[float], None] = ignore_progress,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self._source = source
        self._burner = burner
        self._progress = progress
        self._is_cancelled = is_cancelled
        self.claimed_twice = 0
        self.without_value = 0
        self.counts: Counter[str] = Counter()

    def read(self) -> Iterator[PixelSamples]:
        """Batches of samples; together they are in reading order."""
        info = self._source.info
        bounds = self._burner.bounds
        for top, height in strips(info, bounds[:, 1], bounds[:, 3]):
            parts = []
            near = bounds[self._burner.touches((0, top, info.width, height))]
            for window in strip_windows(info, top, height, near[:, 0], near[:, 2]):
                if self._is_cancelled():
                    raise CancelledError
                if len(self._burner.touches(window)):
                    parts.append(self._sample(window))
            self._progress((top + height) / info.height)
            parts = [part for part in parts if len(part)]
            if parts:
                batch = PixelSamples.concatenate(parts).in_reading_order()
                ids, counts = np.unique(batch.class_ids, return_counts=True)
                self.counts.update(dict(zip(ids.tolist(), counts.tolist())))
                yield batch

    def _sample(self, window: tuple[int, int, int, int]) -> PixelSamples:
        classes, polygons, claimed_twice = self._burner.burn(window)
        self.claimed_twice += claimed_twice
        rows, cols = np.nonzero(classes)
        if not len(rows):
            values = np.empty((0, len(self._source.info.bands)), dtype=self._source.info.dtype)
            return PixelSamples(values, classes[rows, cols], polygons[rows, cols], cols, rows)
        # Small polygons in large blocks: only the part of the window that they lie in.
        top, left = int(rows.min()), int(cols.min())
        part = (
            window[0] + left,
            window[1] + top,
            int(cols.max()) - left + 1,
            int(rows.max()) - top + 1,
        )
        values, valid = self._source.read(part)
        complete = has_all_values(self._source, values, valid)[rows - top, cols - left]
        self.without_value += int(np.count_nonzero(~complete))
        samples = PixelSamples(
            values[:, rows - top, cols - left].T,
            classes[rows, cols],
            polygons[rows, cols].astype(np.int64),
            cols.astype(np.int64) + window[0],
            rows.astype(np.int64) + window[1],
        )
        return samples.select(complete)


def strips(
    info: RasterInfo, least: ArrayLike = (0,), last: ArrayLike = (np.inf,)
) -> Iterator[tuple[int, int]]:
    """First row and height of strips that follow the raster's blocks and touch rows that matter.

    Args:
        info: of the raster.
        least: rows where what matters begins.
        last: rows where it ends.
    """
    block = min(info.block_shape[0], 4 * _ROWS)
    height = block * max(1, _ROWS // block)
    least, last = np.clip(least, 0, info.height), np.clip(last, 0, info.height)
    for k in touched_cells(least, last, height):
        yield k * height, min(height, info.height - k * height)


def strip_windows(
    info: RasterInfo,
    top: int,
    height: int,
    least: ArrayLike = (0,),
    last: ArrayLike = (np.inf,),
) -> Iterator[tuple[int, int, int, int]]:
    """Windows of about a million pixels along a strip, from left to right; see strips."""
    block = min(info.block_shape[1], info.width)
    width = max(1, _PIXELS // height)
    if block <= width:
        width -= width % block
    least, last = np.clip(least, 0, info.width), np.clip(last, 0, info.width)
    for k in touched_cells(least, last, width):
        yield k * width, top, min(width, info.width - k * width), height
