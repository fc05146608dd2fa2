"""How much of each tile each code of a class raster covers, in one pass over the raster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import RasterError
from ..geometry.outlines import TileGeometries
from ..raster.source import RasterSource
from ..resampling.plan_reads import DEFAULT_BUDGET, touched_cells
from ..resampling.weights import PixelWeights
from ..run.batches import ignore_progress, never_cancelled, run_in_order, thread_pool

# A raster with more codes than this holds measurements, not classes.
MOST_CODES = 256
# Types of so many values or fewer find a code's place by a table instead of a search.
_TABLE_BITS = 16
_WORKERS = 2
# Reads for one tile.
_MOST_READS = 1_000_000
Window = tuple[int, int, int, int]


@dataclass(frozen=True)
class ClassAreas:
    """Areas by tile and code, in pixels.

    Attributes:
        codes: (K,) values that occur in a tile, sorted.
        areas: float64 (N, K). For tiles of whole pixels, exact counts.
        tile_areas: float64 (N,), with what is nodata or lies beyond the raster.
    """

    codes: np.ndarray
    areas: np.ndarray
    tile_areas: np.ndarray


def measure_class_areas(
    source: RasterSource,
    tiles: TileGeometries,
    is_cancelled: Callable[[], bool] = never_cancelled,
    progress: Callable[[float], None] = ignore_progress,
) -> ClassAreas:
    """Add up the pixels of each code in each tile, invalid ones left out.

    Each block of the raster is read at most once, and blocks without tiles not at all. Memory
    holds a few reads and the result. Pixels count with the part of them that lies in the tile; see
    PixelWeights.

    Args:
        source: a raster of one band.
        tiles: N outlines in the raster's coordinate system.
        is_cancelled: polled between reads.
        progress: called with the share that is done, 0 to 1.

    Raises:
        RasterError: the raster holds no classes but measurements.
    """
    info = source.info
    measured = PixelWeights(tiles, info)
    windows = measured.windows
    codes = _Codes(np.dtype(info.dtype), info.name)
    areas = np.zeros((len(tiles), 1))
    # Values, mask and places of a read; several reads are in memory at once.
    pixels = DEFAULT_BUDGET // (4 * (info.itemsize + 4))
    reads = plan_block_reads(windows, info.shape, info.block_shape, pixels)

    def read(window: Window) -> tuple[Window, np.ndarray, np.ndarray]:
        return window, *source.read(window)

    with thread_pool(_WORKERS) as pool:
        results = run_in_order(pool, read, reads, _WORKERS, is_cancelled)
        for done, (window, values, valid) in enumerate(results, 1):
            places = codes.places(values[0], valid)
            if len(codes) + 1 > areas.shape[1]:
                wider = np.zeros((len(tiles), max(len(codes) + 1, 2 * areas.shape[1])))
                wider[:, : areas.shape[1]] = areas
                areas = wider
            _add_read(areas, measured, window, places)
            progress(done / len(reads))
    order = codes.order()
    whole = areas.sum(axis=1)
    for i in np.flatnonzero(~measured.is_inside).tolist():
        whole[i] = max(whole[i], measured.area(i))
    return ClassAreas(codes.values[order], areas[:, 1:][:, order], whole)


def _add_read(
    areas: np.ndarray, measured: PixelWeights, window: Window, places: np.ndarray
) -> None:
    """Add one read to the areas; place 0 is that of invalid pixels."""
    left, top, width, height = window
    least = np.maximum(measured.windows[:, :2], (left, top))
    last = np.minimum(
        measured.windows[:, :2] + measured.windows[:, 2:], (left + width, top + height)
    )
    touched = np.flatnonzero((last > least).all(axis=1))
    for i, (col, row), (end_col, end_row) in zip(
        touched.tolist(), least[touched].tolist(), last[touched].tolist()
    ):
        part = places[row - top : end_row - top, col - left : end_col - left].ravel()
        weights = None
        if not measured.is_whole[i]:
            weights = measured.weights(i, (col, row, end_col - col, end_row - row)).ravel()
        found = np.bincount(part, weights)
        areas[i, : len(found)] += found


def plan_block_reads(
    windows: np.ndarray, raster_shape: tuple[int, int], block_shape: tuple[int, int], pixels: int
) -> list[Window]:
    """Disjoint reads of whole blocks that hold every pixel of some windows.

    Args:
        windows: int64 (N, 4) inside the raster: column offset, row offset, width, height.
        raster_shape: rows, columns.
        block_shape: rows, columns of a storage block.
        pixels: at most so many in a read, unless a block alone has more.
    """
    height, width = raster_shape
    block_height, block_width = (min(b, s) for b, s in zip(block_shape, raster_shape))
    columns = max(1, min(-(-width // block_width), pixels // (block_height * block_width)))
    chunk_width = columns * block_width
    chunk_height = max(1, pixels // (chunk_width * block_height)) * block_height
    filled = windows[(windows[:, 2:] > 0).all(axis=1)]
    least, last = filled[:, :2], filled[:, :2] + filled[:, 2:]
    _check_count(filled, chunk_width * chunk_height)
    reads = []
    for row in touched_cells(least[:, 1], last[:, 1], chunk_height):
        top = row * chunk_height
        in_rows = (least[:, 1] < top + chunk_height) & (last[:, 1] > top)
        row_least, row_last = least[in_rows], last[in_rows]
        for col in touched_cells(row_least[:, 0], row_last[:, 0], chunk_width):
            left = col * chunk_width
            inside = (row_least[:, 0] < left + chunk_width) & (row_last[:, 0] > left)
            first = np.maximum(row_least[inside].min(axis=0), (left, top))
            end = np.minimum(row_last[inside].max(axis=0), (left + chunk_width, top + chunk_height))
            block = np.array((block_width, block_height))
            first = first // block * block
            end = np.minimum(-(-end // block) * block, (width, height))
            reads.append((*first.tolist(), *(end - first).tolist()))
    return reads


def _check_count(windows: np.ndarray, pixels: int) -> None:
    """Refuse tiles of far more pixels than could be read in a lifetime."""
    if len(windows) and windows[:, 2:].prod(axis=1, dtype=float).max() > _MOST_READS * pixels:
        width, height = windows[:, 2:].max(axis=0).tolist()
        raise RasterError(
            "A tile has {width} x {height} pixels of the class raster, which are too many to be "
            "counted; choose a raster of larger pixels, or smaller tiles.",
            width=width,
            height=height,
        )


class _Codes:
    """Numbers the codes of a raster from 1 in the order in which they turn up."""

    def __init__(self, dtype: np.dtype, name: str) -> None:
        self.values = np.empty(0, dtype)
        self._name = name
        self._table = None
        if dtype.kind in "iu" and dtype.itemsize * 8 <= _TABLE_BITS:
            self._least = int(np.iinfo(dtype).min)
            self._table = np.zeros(1 << (dtype.itemsize * 8), dtype=np.int64)

    def __len__(self) -> int:
        return len(self.values)

    def order(self) -> np.ndarray:
        """Indices that sort the codes."""
        return np.argsort(self.values, kind="stable")

    def places(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """The number of each pixel's code, 0 where it is invalid."""
        if self._table is not None:
            index = values.astype(np.int64) - self._least
            present = np.flatnonzero(np.bincount(index[valid], minlength=len(self._table)))
            new = present[self._table[present] == 0]
            self._add((new + self._least).astype(self.values.dtype))
            self._table[new] = np.arange(len(self.values) - len(new), len(self.values)) + 1
            return np.where(valid, self._table[index], 0)
        found, inverse = np.unique(values[valid], return_inverse=True)
        self._add(found[~np.isin(found, self.values)])
        order = self.order()
        numbers = order[np.searchsorted(self.values, found, sorter=order)] + 1
        places = np.zeros(values.shape, dtype=np.int64)
        places[valid] = numbers[inverse.ravel()]
        return places

    def _add(self, new: np.ndarray) -> None:
        if len(self.values) + len(new) > MOST_CODES:
            raise RasterError(
                "{name} has more than {most_codes} different values, so it is not a raster of "
                "classes; choose another raster or {BAND}, or name ranges of its values with "
                "{CLASS_MAP}, for example 0-19=low.",
                name=self._name,
                most_codes=MOST_CODES,
            )
        self.values = np.concatenate((self.values, new))
