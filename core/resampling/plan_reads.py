"""Which parts of a raster to read at once, so that memory is bounded and blocks are read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

DEFAULT_BUDGET = 64 * 1024**2
# Reads that each thread of a cluster is to get at least, so that all end at about the same time.
_LEAST_TASKS = 8
# What a read may take that is sent to a cluster; and one of strips where several threads read, of
# which all together may take four times as much.
_LARGE_BUDGET = 128 * 1024**2
# Where tiles cover less of a batch than this, each is read by itself.
_SPARSE = 0.25


@dataclass(frozen=True)
class ReadBatch:
    """One read and the tiles that are cut from it.

    ``window`` is column offset, row offset, width, height in pixels; ``tiles`` are indices into
    the planned windows.
    """

    window: tuple[int, int, int, int]
    tiles: np.ndarray

    def alone(self, windows: np.ndarray) -> Iterator[ReadBatch]:
        """The tiles one by one, each read by itself; ``windows`` are those that were planned."""
        for k, (col, row, width, height) in enumerate(windows[self.tiles].tolist()):
            yield ReadBatch((col, row, width, height), self.tiles[k : k + 1])


def is_striped(raster_shape: tuple[int, int], block_shape: tuple[int, int]) -> bool:
    """Whether storage blocks are as wide as the raster, so that any read decodes whole rows.

    Shapes are rows, columns.
    """
    return block_shape[1] >= raster_shape[1]


def thread_budget(workers: int) -> int:
    """Bytes that a read may take where so many threads of this program read."""
    # Small enough for memory to be used again without asking the system for it.
    return min(DEFAULT_BUDGET * 3 // 8, DEFAULT_BUDGET * 2 // workers)


def task_budget(threads: int, total: int) -> int:
    """Bytes that a read may take which is sent to a cluster.

    To send one costs some milliseconds, however small it is.

    Args:
        threads: of all workers.
        total: bytes of all reads.
    """
    return max(thread_budget(1), min(_LARGE_BUDGET, total // (threads * _LEAST_TASKS)))


def touched_cells(least: np.ndarray, last: np.ndarray, side: int) -> Iterator[int]:
    """Which parts of an axis some intervals touch, ascending; cheap however long the axis is.

    Args:
        least: where each interval begins.
        last: where it ends; one that ends where it begins touches nothing.
        side: length of a part; the first begins at 0.
    """
    filled = last > least
    first = np.floor(least[filled] / side).astype(np.int64)
    end = np.ceil(last[filled] / side).astype(np.int64)
    reach = 0
    for k in np.argsort(first, kind="stable").tolist():
        yield from range(max(reach, int(first[k])), int(end[k]))
        reach = max(reach, int(end[k]))


def plan_reads(
    windows: np.ndarray,
    raster_shape: tuple[int, int],
    block_shape: tuple[int, int],
    pixel_bytes: int,
    budget: int = DEFAULT_BUDGET,
    workers: int = 1,
) -> list[ReadBatch]:
    """Group tiles into reads of at most ``budget`` bytes, aligned to the raster's blocks.

    Tiles belong to the group that holds their upper left pixel; a group's read reaches as far past
    its own blocks as its tiles do. Only a tile that is itself larger than the budget exceeds it,
    and with several threads a row of tiles of a striped raster: two that read halves of it would
    both decode all of its strips, while one finds them in GDAL's cache.

    Args:
        windows: int64 (N, 4) inside the raster, in pixels.
        raster_shape: rows, columns.
        block_shape: rows, columns of a storage block.
        pixel_bytes: bytes that one pixel of the read takes in memory.
        budget: bytes.
        workers: threads that share the reads.
    """
    if not len(windows):
        return []
    pixels = max(1, budget // pixel_bytes)
    most = pixels
    if workers > 1 and is_striped(raster_shape, block_shape):
        strips = min(_LARGE_BUDGET, 4 * _LARGE_BUDGET // workers)
        most = max(pixels, strips // pixel_bytes)
    chunk_height, chunk_width = _chunk_shape(windows, raster_shape, block_shape, pixels)
    chunk_rows = windows[:, 1] // chunk_height
    chunk_cols = windows[:, 0] // chunk_width
    order = np.lexsort((windows[:, 0], windows[:, 1], chunk_cols, chunk_rows))
    keys = chunk_rows * (raster_shape[1] // chunk_width + 1) + chunk_cols
    starts = np.flatnonzero(np.diff(keys[order], prepend=-1))
    batches = []
    for group in np.split(order, starts[1:]):
        batches.extend(_batches_of_group(windows, group, most))
    return batches


def _chunk_shape(
    windows: np.ndarray,
    raster_shape: tuple[int, int],
    block_shape: tuple[int, int],
    pixels: int,
) -> tuple[int, int]:
    block_height, block_width = block_shape
    height, width = raster_shape
    tile_width, tile_height = (int(v) for v in windows[:, 2:].max(axis=0))
    if is_striped(raster_shape, block_shape) and width * (block_height + tile_height) <= pixels:
        # Strips: cutting them in x would decode each several times.
        chunk_width = width
    else:
        side = int(pixels**0.5)
        chunk_width = max(1, (side - tile_width) // block_width) * block_width
        chunk_width = min(chunk_width, -(-width // block_width) * block_width)
    read_width = min(width, chunk_width + tile_width)
    rows = pixels // read_width - tile_height
    chunk_height = max(1, rows // block_height) * block_height
    return int(chunk_height), int(chunk_width)


def _batches_of_group(windows: np.ndarray, group: np.ndarray, pixels: int) -> list[ReadBatch]:
    own = windows[group]
    least, last = own[:, :2].min(axis=0), (own[:, :2] + own[:, 2:]).max(axis=0)
    size = last - least
    if len(group) > 1 and own[:, 2:].prod(axis=1).sum() < _SPARSE * size.prod():
        return [
            ReadBatch((col, row, width, height), np.array([i]))
            for i, (col, row, width, height) in zip(group.tolist(), own.tolist())
        ]
    if len(group) > 1 and size.prod() > pixels:
        # Even one row of blocks is too much: halves read some blocks twice, but stay bounded.
        order = group[np.argsort(own[:, int(size.argmax())], kind="stable")]
        halves = np.array_split(order, 2)
        return [batch for half in halves for batch in _batches_of_group(windows, half, pixels)]
    return [ReadBatch((*least.tolist(), *size.tolist()), group)]
