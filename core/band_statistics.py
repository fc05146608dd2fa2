"""Mean and standard deviation of bands over many tiles, the same whatever the threads do."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

_LARGEST = 1e140
_CODES = np.arange(256, dtype=np.int64)


class BandStatistics:
    """Running count, sum and sum of squares of each band.

    Integers of up to 16 bits are added up as such. Of other values each tile is reduced to its
    mean and squared deviations; those are added up as fractions. Both lose nothing, so neither the
    order nor the grouping of tiles changes a digit.
    """

    def __init__(self, bands: int) -> None:
        self._sums = [(0, 0, 0)] * bands

    def add_tile(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Count the valid, finite values of (bands, height, width) in.

        ``valid`` is bool (height, width), or (bands, height, width) where bands differ.
        """
        for k, (band, mask) in enumerate(zip(values, np.broadcast_to(valid, values.shape))):
            used = band.ravel() if mask.all() else band[mask]
            if used.size:
                self._sums[k] = _add(self._sums[k], _sum_up(used))

    def merge(self, other: BandStatistics) -> None:
        """Count another's values in."""
        self._sums = [_add(a, b) for a, b in zip(self._sums, other._sums)]

    def results(self) -> list[tuple[int, float | None, float | None]]:
        """Count, mean and population standard deviation of each band; None without values."""
        results = []
        for count, total, squares in self._sums:
            if count:
                mean = Fraction(total) / count
                variance = Fraction(squares) / count - mean * mean
                results.append((count, float(mean), math.sqrt(variance)))
            else:
                results.append((0, None, None))
        return results


def _sum_up(values: np.ndarray) -> tuple:
    """Count, sum and sum of squares, exact for integers of up to 16 bits."""
    if values.dtype == np.uint8:
        counts = np.bincount(values, minlength=256)
        return values.size, int(counts @ _CODES), int(counts @ (_CODES * _CODES))
    if values.dtype.kind in "iu" and values.dtype.itemsize <= 2:
        wide = values.astype(np.int64)
        return values.size, int(wide.sum()), int(wide @ wide)
    values = values.astype(np.float64)
    values = values[np.isfinite(values)]
    if not values.size:
        return 0, 0, 0
    # Beyond this squares overflow; such values are forgotten nodata, not measurements.
    values = np.clip(values, -_LARGEST, _LARGEST)
    mean = values.mean()
    deviations = Fraction(float(np.square(values - mean).sum()))
    mean = Fraction(float(mean))
    return values.size, values.size * mean, deviations + values.size * mean * mean


def _add(one: tuple, other: tuple) -> tuple:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
