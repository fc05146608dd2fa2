"""How much of some pixels a scaling that was fitted to others would clip."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..raster.source import RasterSource
from ..run.batches import never_cancelled
from .fit import plan_parts, times_used, used_values
from .scaling import HIGH_QUANTILE, LOW_QUANTILE, PERCENTILE, Scaling


def clipped_at_first(method: str) -> float:
    """The share of values that a scaling clips of the tiles that it was fitted to, 0 to 1."""
    return LOW_QUANTILE + (1 - HIGH_QUANTILE) if method == PERCENTILE else 0.0


def measure_clipped(
    source: RasterSource,
    windows: np.ndarray,
    scaling: Scaling,
    is_cancelled: Callable[[], bool] = never_cancelled,
    parts: np.ndarray | None = None,
) -> list[float]:
    """The share of valid values of each band that lie outside its range, 0 to 1.

    Args:
        source: what the tiles are cut from.
        windows: int64 (N, 4) inside the raster.
        scaling: with a range for each band.
        is_cancelled: polled between reads.
        parts: number of the raster that each window lies in; see PixelWindows.parts.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    info = source.info
    outside, total = np.zeros(len(info.bands)), np.zeros(len(info.bands))
    for number, batch in plan_parts(source, windows, parts, (len(info.bands) + 1) * info.itemsize):
        if is_cancelled():
            raise CancelledError
        part = source.part(number)
        values, valid = part.read(batch.window)
        times = times_used(batch, windows)
        for k, band in enumerate(values):
            has_values = part.info.has_values(k, band)
            found = used_values(band, valid, has_values, times, band.dtype)
            outside[k] += ((found < scaling.least[k]) | (found > scaling.greatest[k])).sum()
            total[k] += len(found)
    return [float(share) for share in outside / np.maximum(total, 1)]
