"""Mean and standard deviation of bands over many tiles, the same whatever the threads do."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

_LARGEST = 1e140


class BandStatistics:
    """Running count, sum and sum of squares of each band.

    Each tile is reduced to its mean and squared deviations; those are added up as fractions, which
    lose nothing, so neither the order nor the grouping of tiles changes a digit.
    """

    def __init__(self, bands: int) -> None:
        self._sums = [(0, Fraction(0), Fraction(0))] * bands

    def add_tile(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Count the valid, finite values of (bands, height, width) in."""
        whole = valid.all()
        for k, band in enumerate(values):
            used = (band.ravel() if whole else band[valid]).astype(np.float64)
            if band.dtype.kind == "f":
                used = used[np.isfinite(used)]
            if used.size:
                # Beyond this squares overflow; such values are forgotten nodata, not measurements.
                used = np.clip(used, -_LARGEST, _LARGEST)
                mean = used.mean()
                deviations = Fraction(float(np.square(used - mean).sum()))
                mean = Fraction(float(mean))
                sums = used.size, used.size * mean, deviations + used.size * mean * mean
                self._sums[k] = _add(self._sums[k], sums)

    def merge(self, other: BandStatistics) -> None:
        """Count another's values in."""
        self._sums = [_add(a, b) for a, b in zip(self._sums, other._sums)]

    def results(self) -> list[tuple[int, float | None, float | None]]:
        """Count, mean and population standard deviation of each band; None without values."""
        results = []
        for count, total, squares in self._sums:
            if count:
                mean = total / count
                variance = squares / count - mean * mean
                results.append((count, float(mean), math.sqrt(variance)))
            else:
                results.append((0, None, None))
        return results


def _add(one: tuple[int, Fraction, Fraction], other: tuple[int, Fraction, Fraction]):
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
