"""Cutting tiles out of a raster, whole pixels or resampled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .raster_info import fits_type
from .raster_source import RasterSource
from .read_plan import plan_reads
from .resample_window import TargetGrid, read_resampled

# Resampled tiles are read one by one; this many make a unit of work.
_RESAMPLED_BATCH = 32


@dataclass(frozen=True)
class CutTile:
    """A tile's pixels: values (bands, height, width), valid pixels, six affine numbers."""

    index: int
    values: np.ndarray
    valid: np.ndarray
    transform: tuple[float, ...]


@dataclass(frozen=True)
class WindowBatch:
    """Tiles of whole pixels that are cut from one read.

    ``read`` is the window that is read, inside the raster; ``windows`` may reach beyond it, and
    what does is invalid.
    """

    read: tuple[int, int, int, int]
    index: np.ndarray
    windows: np.ndarray

    def cut(self, source: RasterSource) -> Iterator[CutTile]:
        """Read once, then yield the tiles."""
        values, valid = source.read(self.read)
        left, top, read_width, read_height = self.read
        a, b, c, d, e, f = source.info.transform
        for i, (col, row, width, height) in zip(self.index.tolist(), self.windows.tolist()):
            x, y = col - left, row - top
            transform = (a, b, a * col + b * row + c, d, e, d * col + e * row + f)
            if x >= 0 and y >= 0 and x + width <= read_width and y + height <= read_height:
                part = np.s_[y : y + height, x : x + width]
                yield CutTile(i, values[(slice(None), *part)], valid[part], transform)
            else:
                yield CutTile(i, *_pad(values, valid, x, y, width, height, source), transform)


def _pad(values, valid, x: int, y: int, width: int, height: int, source: RasterSource):
    nodata = (source.info.nodata, getattr(source, "nodata", None))
    outside = next((v for v in nodata if v is not None and fits_type(v, values.dtype)), 0)
    padded = np.full((len(values), height, width), outside, values.dtype)
    padded_valid = np.zeros((height, width), dtype=bool)
    from_x, from_y = max(0, x), max(0, y)
    to_x, to_y = min(values.shape[2], x + width), min(values.shape[1], y + height)
    inside = np.s_[from_y - y : to_y - y, from_x - x : to_x - x]
    padded[(slice(None), *inside)] = values[:, from_y:to_y, from_x:to_x]
    padded_valid[inside] = valid[from_y:to_y, from_x:to_x]
    return padded, padded_valid


@dataclass(frozen=True)
class ResampledBatch:
    """Tiles on pixel grids of their own."""

    index: np.ndarray
    targets: tuple[TargetGrid, ...]
    method: str

    def cut(self, source: RasterSource) -> Iterator[CutTile]:
        """Read and resample tile by tile."""
        for i, target in zip(self.index.tolist(), self.targets):
            values, valid = read_resampled(source, target, self.method)
            yield CutTile(i, values, valid, target.transform)


def clip_windows(windows: np.ndarray, width: int, height: int) -> np.ndarray:
    """The parts of windows that lie inside a raster, int64 (N, 4)."""
    least = np.clip(windows[:, :2], 0, (width, height))
    last = np.clip(windows[:, :2] + windows[:, 2:], 0, (width, height))
    return np.concatenate((least, np.maximum(last - least, 0)), axis=1)


def plan_window_batches(
    source: RasterSource, windows: np.ndarray, budget: int
) -> list[WindowBatch]:
    """Batches of whole-pixel tiles in reading order."""
    info = source.info
    inside = clip_windows(windows, info.width, info.height)
    # The read, its mask, and the scaled copies of a few tiles.
    pixel_bytes = len(info.bands) * (info.itemsize + 1) + 2
    return [
        WindowBatch(batch.window, batch.tiles, windows[batch.tiles])
        for batch in plan_reads(inside, info.shape, info.block_shape, pixel_bytes, budget)
    ]


def plan_resampled_batches(targets: list[TargetGrid], method: str) -> list[ResampledBatch]:
    """Batches of resampled tiles in the order given."""
    size = _RESAMPLED_BATCH
    return [
        ResampledBatch(
            np.arange(start, min(start + size, len(targets))),
            tuple(targets[start : start + size]),
            method,
        )
        for start in range(0, len(targets), size)
    ]
