"""Fitting one scaling to all pixels of a dataset."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import ExportError, TileRefusedError
from ..raster.source import RasterSource
from ..resampling.plan_reads import ReadBatch, plan_reads
from ..resampling.windows import each_part
from ..run.batches import ignore_progress, never_cancelled, run_in_order, thread_pool
from .percentiles import OrderStatistics
from .scaling import HIGH_QUANTILE, LOW_QUANTILE, MINMAX, Scaling


class NoValuesError(ExportError):
    """There is nothing to fit a scaling to."""


def fit_scaling(
    source: RasterSource,
    windows: np.ndarray,
    method: str,
    workers: int = 1,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    parts: np.ndarray | None = None,
) -> Scaling:
    """Fit a range for each band to the valid pixels of all tiles.

    PERCENTILE takes the exact 2nd and 98th percentile, MINMAX the extremes. A pixel that several
    tiles share counts once a tile, as training code will see it.

    Args:
        source: what the tiles are cut from.
        windows: int64 (N, 4) inside the raster.
        method: PERCENTILE or MINMAX.
        workers: how many threads to use.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between reads.
        parts: number of the raster that each window lies in; see PixelWindows.parts.

    Raises:
        NoValuesError: no tile has a valid pixel in a band.
        TileRefusedError: the source refused a tile that it gave before. Those that it refuses
            from the beginning are left out, and counted in the result.
    """
    info = source.info
    quantiles = (0.0, 1.0) if method == MINMAX else (LOW_QUANTILE, HIGH_QUANTILE)
    # Values of 64 bits are fitted as float32: no 8-bit picture shows the difference.
    dtype = np.dtype(info.dtype if info.itemsize <= 4 else "float32")
    pixel_bytes = (len(info.bands) + 1) * (info.itemsize + 9)
    batches = plan_parts(source, windows, parts, pixel_bytes, workers)
    statistics = [OrderStatistics(dtype, quantiles) for _ in info.bands]
    passes = -(-dtype.itemsize // 2)

    def count_values(number: int, batch: ReadBatch) -> list[dict[int, np.ndarray]]:
        part = source.part(number)
        values, valid = part.read(batch.window)
        weights = times_used(batch, windows)
        return [
            s.histogram(used_values(band, valid, part.info.has_values(k, band), weights, dtype))
            for k, (s, band) in enumerate(zip(statistics, values))
        ]

    refused: set[int] = set()
    is_first = True

    def count_given(work: tuple[int, ReadBatch]) -> list[list[dict[int, np.ndarray]]]:
        number, batch = work
        reads = [batch]
        if not refused.isdisjoint(batch.tiles.tolist()):
            reads = [one for one in batch.alone(windows) if int(one.tiles[0]) not in refused]
        found = []
        while reads:
            read = reads.pop(0)
            try:
                found.append(count_values(number, read))
            except TileRefusedError:
                if not is_first:
                    raise
                if len(read.tiles) == 1:
                    refused.add(int(read.tiles[0]))
                else:
                    reads = list(read.alone(windows))
        return found

    with thread_pool(workers) as pool:
        for number in range(passes):
            found = run_in_order(pool, count_given, batches, workers, is_cancelled)
            for done, counted in enumerate(found, 1):
                for histograms in counted:
                    for s, histogram in zip(statistics, histograms):
                        s.add(histogram)
                progress((number + done / len(batches)) / passes)
            for s in statistics:
                s.end_pass()
            is_first = False
    ranges = []
    for name, s in zip(info.descriptions, statistics):
        if not s.count:
            raise NoValuesError(
                "No tile has a valid pixel in {name}, so there is nothing to fit the scaling to; "
                "check the raster's nodata value and {NODATA}.",
                name=name,
            )
        ranges.append(s.results())
    least, greatest = tuple(r[0] for r in ranges), tuple(r[1] for r in ranges)
    return Scaling(method, least, greatest, len(refused))


def plan_parts(
    source: RasterSource,
    windows: np.ndarray,
    parts: np.ndarray | None,
    pixel_bytes: int,
    workers: int = 1,
) -> list[tuple[int, ReadBatch]]:
    """Reads of each raster, with its number; their tiles are indices into ``windows``."""
    batches = []
    for number, index in each_part(parts, len(windows)):
        info = source.part(number).info
        shapes = info.shape, info.block_shape
        reads = plan_reads(windows[index], *shapes, pixel_bytes, workers=workers)
        batches += [(number, ReadBatch(read.window, index[read.tiles])) for read in reads]
    return batches


def times_used(batch: ReadBatch, windows: np.ndarray) -> np.ndarray:
    """Uint16 (height, width): of how many tiles each pixel of a read is."""
    left, top, width, height = batch.window
    times = np.zeros((height, width), dtype=np.uint16)
    for col, row, tile_width, tile_height in windows[batch.tiles].tolist():
        times[row - top : row - top + tile_height, col - left : col - left + tile_width] += 1
    return times


def used_values(
    band: np.ndarray,
    valid: np.ndarray,
    has_values: np.ndarray | None,
    times: np.ndarray,
    dtype: np.dtype,
) -> np.ndarray:
    """The valid values of a band that tiles use, once a tile; see ``times_used``."""
    used = valid & (times > 0)
    if has_values is not None:
        used &= has_values
    values = band[used]
    if values.dtype != dtype and dtype.kind == "f":
        limit = np.finfo(dtype).max
        values = np.clip(values, -limit, limit)
    values = values.astype(dtype, copy=False)
    if times.max(initial=0) > 1:
        values = np.repeat(values, times[used])
    return values
