"""Mean and standard deviation of bands over many tiles, the same whatever the threads do."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Union

import numpy as np

_LARGEST = 1e140
# Sums of 16-bit numbers' squares stay exact in float64 up to this many.
_EXACT_VALUES = 1 << 21
# Values looked at together, so that they stay in the processor's cache.
_CHUNK_VALUES = 1 << 17


# Count, sum and sum of squares.
_Sums = tuple[int, Union[int, Fraction], Union[int, Fraction]]


class BandStatistics:
    """Running count, sum and sum of squares of each band.

    Integers of up to 16 bits are added up as such. Of other values each tile is reduced to its
    mean and squared deviations; those are added up as fractions. Both lose nothing, so neither the
    order nor the grouping of tiles changes a digit.

    Args:
        bands: how many.
        has_ranges: whether to find the least and the greatest values too.
    """

    def __init__(self, bands: int, has_ranges: bool = False) -> None:
        self._sums: list[_Sums] = [(0, 0, 0)] * bands
        self._ranges = [(math.inf, -math.inf)] * bands if has_ranges else []

    def add_tile(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Count the valid, finite values of (bands, height, width) in.

        ``valid`` is bool (height, width), or (bands, height, width) where bands differ.
        """
        for k, (band, mask) in enumerate(zip(values, np.broadcast_to(valid, values.shape))):
            used = band.ravel() if mask.all() else band[mask]
            if used.size:
                self._sums[k] = _add(self._sums[k], _sum_up(used))

    def add_windows(self, values: np.ndarray, valid: np.ndarray, boxes: np.ndarray) -> None:
        """Count the tiles of one array in, a pixel that several share once a tile.

        Gives the same as ``add_tile`` of each, and is faster for integers of up to 16 bits.

        Args:
            values: (bands, height, width).
            valid: bool (height, width), or (bands, height, width) where bands differ.
            boxes: int (N, 4) inside the array: column, row, width, height in pixels.
        """
        if not len(boxes):
            return
        if self._ranges:
            self._widen(values, valid, boxes)
        if values.dtype.kind not in "iu" or values.dtype.itemsize > 2:
            for left, top, width, height in boxes.tolist():
                part = np.s_[..., top : top + height, left : left + width]
                self.add_tile(values[part], valid[part])
            return
        if valid.ndim == 2 and _is_partition(boxes, values.shape[1:]) and valid.all():
            if values.transpose(1, 2, 0).flags.c_contiguous:
                self._sums = [_add(a, b) for a, b in zip(self._sums, _sum_up_pixels(values))]
                return
            masks = [None] * len(values)
        else:
            times = count_uses(boxes, values.shape[1:])
            masks = np.broadcast_to(times * valid, values.shape)
        for k, (band, weights) in enumerate(zip(values, masks)):
            self._sums[k] = _add(self._sums[k], _sum_up_weighted(band, weights))

    def _widen(self, values: np.ndarray, valid: np.ndarray, boxes: np.ndarray) -> None:
        for left, top, width, height in boxes.tolist():
            part = np.s_[..., top : top + height, left : left + width]
            masks = np.broadcast_to(valid[part], values[part].shape)
            for k, (band, mask) in enumerate(zip(values[part], masks)):
                used = band[mask]
                used = used[np.isfinite(used)]
                if used.size:
                    least, most = self._ranges[k]
                    self._ranges[k] = min(least, float(used.min())), max(most, float(used.max()))

    def ranges(self) -> list[tuple[float, float] | None]:
        """Least and greatest value of each band that ``add_windows`` has seen.

        None without values; empty unless asked for.
        """
        return [None if least > most else (least, most) for least, most in self._ranges]

    def merge(self, other: BandStatistics) -> None:
        """Count another's values in."""
        self._sums = [_add(a, b) for a, b in zip(self._sums, other._sums)]
        self._ranges = [
            (min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(self._ranges, other._ranges)
        ]

    def results(self) -> list[tuple[int, float | None, float | None]]:
        """Count, mean and population standard deviation of each band; None without values."""
        results: list[tuple[int, float | None, float | None]] = []
        for count, total, squares in self._sums:
            if count:
                mean = Fraction(total) / count
                variance = Fraction(squares) / count - mean * mean
                results.append((count, float(mean), math.sqrt(variance)))
            else:
                results.append((0, None, None))
        return results


def _sum_up(values: np.ndarray) -> _Sums:
    """Count, sum and sum of squares, exact for integers of up to 16 bits."""
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


def _sum_up_weighted(band: np.ndarray, weights: np.ndarray | None) -> _Sums:
    """Count, sum and sum of squares of integers of up to 16 bits; weights None: each once."""
    rows, columns = band.shape
    most = 1 if weights is None else int(weights.max(initial=1))
    step = max(1, min(_CHUNK_VALUES, _EXACT_VALUES // max(1, most)) // max(1, columns))
    count, total, squares = band.size if weights is None else int(weights.sum(dtype=np.int64)), 0, 0
    for top in range(0, rows, step):
        part = band[top : top + step].astype(np.float64)
        weighted = part if weights is None else part * weights[top : top + step]
        total += int(weighted.sum())
        squares += int(np.einsum("ij,ij->", weighted, part))
    return count, total, squares


def _sum_up_pixels(values: np.ndarray) -> list[_Sums]:
    """The same of whole bands, the values of a pixel side by side in memory: column by column."""
    bands, height, width = values.shape
    rows = values.transpose(1, 2, 0).reshape(height, width * bands)
    total, squares = np.zeros((2, width * bands), dtype=np.int64)
    step = max(1, min(_CHUNK_VALUES // max(1, width * bands), _EXACT_VALUES))
    for top in range(0, height, step):
        part = rows[top : top + step].astype(np.float64)
        total += part.sum(axis=0).astype(np.int64)
        squares += np.einsum("ij,ij->j", part, part).astype(np.int64)
    sums = (column.reshape(width, bands).sum(axis=0).tolist() for column in (total, squares))
    return [(height * width, *pair) for pair in zip(*sums)]


def count_uses(boxes: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How many boxes (N, 4) hold each pixel of an array of ``shape``, uint16."""
    times = np.zeros(shape, dtype=np.uint16)
    for left, top, width, height in boxes.tolist():
        times[top : top + height, left : left + width] += 1
    return times


def _is_partition(boxes: np.ndarray, shape: tuple[int, int]) -> bool:
    """Whether boxes are the cells of a grid without gaps that fills an array of ``shape``."""
    ends = []
    for axis, size in enumerate(reversed(shape)):
        starts, first = np.unique(boxes[:, axis], return_index=True)
        sizes = boxes[first, axis + 2]
        if starts[0] or (starts + sizes != np.append(starts[1:], size)).any():
            return False
        if (boxes[:, axis + 2] != sizes[np.searchsorted(starts, boxes[:, axis])]).any():
            return False
        ends.append(len(starts))
    return len(boxes) == ends[0] * ends[1] == len(np.unique(boxes[:, :2], axis=0))


def _add(one: _Sums, other: _Sums) -> _Sums:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]
