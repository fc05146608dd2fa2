"""How much of each tile is valid."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from ..errors import GridError
from ..message import Message
from ..raster.source import RasterSource
from ..resampling.plan_reads import ReadBatch, plan_reads
from ..run.batches import never_cancelled, run_in_order, thread_pool
from ..tiles.reasons import TOO_FEW_VALID, Reason
from ..tiles.table import DOUBLE, Field, StepResult, TileStep, TileTable, no_reasons


def measure_valid_percent(
    source: RasterSource,
    windows: np.ndarray,
    is_cancelled: Callable[[], bool] = never_cancelled,
    workers: int = 2,
) -> np.ndarray:
    """Share of valid pixels of each window, float64 (N,), 0 to 100.

    ``windows`` is int64 (N, 4) inside the raster. 100 means that every pixel is valid.
    """
    info = source.info
    percent = np.zeros(len(windows))
    pixel_bytes = len(info.bands) * (info.itemsize + 1) + 1
    batches = plan_reads(windows, info.shape, info.block_shape, pixel_bytes, workers=workers)

    def measure(batch: ReadBatch) -> None:
        _, valid = source.read(batch.window)
        left, top = batch.window[:2]
        for i in batch.tiles.tolist():
            col, row, width, height = (int(v) for v in windows[i])
            part = valid[row - top : row - top + height, col - left : col - left + width]
            percent[i] = 100 * np.count_nonzero(part) / part.size

    with thread_pool(workers) as pool:
        for _ in run_in_order(pool, measure, batches, workers, is_cancelled):
            pass
    return percent


class ValidShareStep(TileStep):
    """Measures the valid share of tiles that have pixel windows; rejects those below a limit."""

    fields = (Field("valid_pct", DOUBLE),)

    def __init__(
        self,
        source: RasterSource,
        min_valid: float,
        workers: int = 2,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        if not 0 <= min_valid <= 100:
            raise GridError(
                "{MIN_VALID} is {min_valid:g}; it is a percentage from 0 to 100.",
                min_valid=min_valid,
            )
        self.is_cancelled = is_cancelled
        self.source = source
        self.min_valid = min_valid
        self.workers = workers

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        percent = measure_valid_percent(
            self.source, tiles.windows(), self.is_cancelled, self.workers
        )
        reasons = no_reasons(len(tiles))
        for i in np.flatnonzero(percent < self.min_valid).tolist():
            reasons[i] = too_few_valid(round(float(percent[i]), 1), self.min_valid)
        return StepResult({"valid_pct": percent}, reasons)


@lru_cache(maxsize=1024)
def too_few_valid(percent: float, least: float) -> Reason:
    """One reason for all tiles whose percentages read alike."""
    detail = Message("{percent:.1f} %, at least {least:g} %", percent=percent, least=least)
    return Reason(TOO_FEW_VALID, detail)
