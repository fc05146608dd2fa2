"""Noticing fill that no nodata value marks, in the pixels that are read anyway."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np

# So many pixels are looked at along the sides of a read: it costs next to nothing.
_SIDE = 48
# Shares: of a read's pixels, for a value to be followed; of all, for it to matter; of its own
# pixels that lie along edges, as collars do and bright clouds or dark water do not.
_LEAST_IN_READ = 0.02
_LEAST = 0.01
_LEAST_OUTER = 0.7
# Values run up to where a sensor saturates; fill stands apart: in the first of so many equal parts
# of their range there are few of the others, or few beside the fill itself.
_RANGE_PARTS = 50
_MOST_NEAR = 0.01
_MOST_BESIDE = 0.03
_MOST_SAMPLES = 200_000
# Rasters of fewer values show classes, whose commonest value is no fill.
_LEAST_VALUES = 64
_MOST_VALUES = 1000


@dataclass(frozen=True)
class Fill:
    """A value that all bands share over a share (0 to 1) of the pixels, along the edges."""

    value: float
    share: float


class FillWatch:
    """Looks at what is read from one raster; safe to use from several threads at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._total = 0
        self._counts: dict[float, int] = {}
        self._outer: dict[float, int] = {}
        self._values: set[float] = set()
        self._samples: list[np.ndarray] = []
        self._sampled = 0

    def add(self, values: np.ndarray, valid: np.ndarray) -> None:
        """Values (bands, height, width) and where they are valid (height, width)."""
        step = max(1, -(-max(valid.shape) // _SIDE))
        seen, known = values[:, ::step, ::step], valid[::step, ::step]
        count = int(np.count_nonzero(known))
        if not count or seen.dtype.kind == "c":
            return
        first = seen[0]
        same = known & (seen == first).all(axis=0)
        constants, numbers = np.unique(first[same], return_counts=True)
        own = seen[:, known]
        # A valid pixel may be NaN in some bands.
        extremes = np.stack([np.nanmin(own, axis=0), np.nanmax(own, axis=0)]).astype(np.float64)
        found = []
        for k in np.flatnonzero(numbers >= _LEAST_IN_READ * count).tolist():
            is_it = same & (first == constants[k])
            outer = int(np.count_nonzero(_along_edges(is_it)))
            found.append((float(constants[k]), int(numbers[k]), outer))
        with self._lock:
            self._total += count * step**2
            if self._sampled < _MOST_SAMPLES:
                self._samples.append(extremes)
                self._sampled += extremes.shape[1]
            if len(self._values) < _MOST_VALUES:
                self._values.update(np.unique(own[0]).tolist()[:_MOST_VALUES])
            for value, number, outer in found:
                self._counts[value] = self._counts.get(value, 0) + number * step**2
                self._outer[value] = self._outer.get(value, 0) + outer * step**2

    def find(self) -> Fill | None:
        """The value that looks like fill, if any."""
        with self._lock:
            if not self._counts or len(self._values) < _LEAST_VALUES:
                return None
            value = max(self._counts, key=self._counts.get)
            share = self._counts[value] / self._total
            is_outer = self._outer[value] >= _LEAST_OUTER * self._counts[value]
            if share < _LEAST or not is_outer or not self._stands_apart(value):
                return None
            return Fill(value, share)

    def _stands_apart(self, value: float) -> bool:
        """Whether a value is beyond all others, with a gap between."""
        least, most = np.concatenate(self._samples, axis=1)
        others = (least != value) | (most != value)
        for sign, nearest in ((1, most[others]), (-1, least[others])):
            distance = sign * (nearest - value)
            if len(distance) and distance.min() > 0:
                low, high = np.quantile(distance, (0.02, 0.98))
                near = np.count_nonzero(distance <= (high - low) / _RANGE_PARTS)
                own = len(least) - len(distance)
                return near < max(_MOST_NEAR * len(distance), _MOST_BESIDE * own)
        return False


def _along_edges(is_it: np.ndarray) -> np.ndarray:
    """Where a bool array is True without a gap from one of its edges on, along row or column."""
    outer = np.zeros_like(is_it)
    for axis in (0, 1):
        outer |= np.logical_and.accumulate(is_it, axis=axis)
        outer |= np.flip(np.logical_and.accumulate(np.flip(is_it, axis), axis=axis), axis)
    return outer
