"""Mean and standard deviation of bands over many tiles, the same whatever the threads do."""

from __future__ import annotations

import math

import numpy as np


class BandStatistics:
    """Running count, mean and sum of squared deviations of each band.

    Values of 8 bits are counted exactly; others are merged pairwise (Chan, Golub and LeVeque,
    "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979).
    """

    def __init__(self, bands: int) -> None:
        self._histograms = np.zeros((bands, 256), dtype=np.int64)
        self._moments = [(0, 0.0, 0.0)] * bands

    def add_tile(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Count the valid, finite values of (bands, height, width) in."""
        whole = valid.all()
        for k, band in enumerate(values):
            used = band.ravel() if whole else band[valid]
            if band.dtype == np.uint8:
                self._histograms[k] += np.bincount(used, minlength=256)
                continue
            used = used.astype(np.float64)
            if band.dtype.kind == "f":
                used = used[np.isfinite(used)]
            if used.size:
                mean = float(used.mean())
                squares = float(np.square(used - mean).sum())
                self._moments[k] = _merge(self._moments[k], (used.size, mean, squares))

    def merge(self, other: BandStatistics) -> None:
        """Count another's values in."""
        self._histograms += other._histograms
        self._moments = [_merge(a, b) for a, b in zip(self._moments, other._moments)]

    def results(self) -> list[tuple[int, float | None, float | None]]:
        """Count, mean and population standard deviation of each band; None without values."""
        codes = np.arange(256, dtype=np.int64)
        results = []
        for histogram, others in zip(self._histograms, self._moments):
            moments = others
            count = int(histogram.sum())
            if count:
                total, squares = int(histogram @ codes), int(histogram @ (codes * codes))
                mean = total / count
                # Integers of any size: no digit is lost before the division.
                variance = (count * squares - total * total) / (count * count)
                moments = _merge((count, mean, variance * count), others)
            count, mean, squares = moments
            if count:
                results.append((count, mean, math.sqrt(max(0.0, squares / count))))
            else:
                results.append((0, None, None))
        return results


def _merge(one: tuple[int, float, float], other: tuple[int, float, float]):
    if not one[0] or not other[0]:
        return one if one[0] else other
    count = one[0] + other[0]
    delta = other[1] - one[1]
    mean = one[1] + delta * other[0] / count
    return count, mean, one[2] + other[2] + delta * delta * one[0] * other[0] / count
