"""The samples that are nearest to pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

# Distances that are computed between two looks at whether the user asked to stop, and at once.
_DISTANCES = 1 << 24
_AT_ONCE = 1 << 20
_WITH_TREE = 1 << 13
# Distances that are nearer to each other than this may be equal but for rounding.
_SAME = 1e-9


class NearestSamples:
    """Finds the nearest of some samples; of those equally far the first ones.

    Args:
        samples: float64 (N, bands), scaled.
        count: how many are found, at most N.

    Attributes:
        most_pixels: to be looked at at once, so that a computer hears in time when to stop.
    """

    def __init__(self, samples: np.ndarray, count: int) -> None:
        self._samples = np.ascontiguousarray(samples.T)
        self._count = count
        self._tree = _make_tree(samples) if count < len(samples) else None
        self.most_pixels = max(64, _DISTANCES // len(samples))
        if self._tree is not None:
            self.most_pixels = max(self.most_pixels, _WITH_TREE)

    def find(self, scaled: np.ndarray) -> np.ndarray:
        """Int64 (N, count): indices of samples, for scaled pixels (bands, N)."""
        if self._tree is None:
            return self.compare(scaled)
        far, found = self._tree.query(scaled.T, self._count + 1)
        # Which of those that are equally far count is not for a tree to say.
        is_even = far[:, -1] - far[:, -2] <= _SAME * far[:, -1]
        nearest = found[:, :-1]
        if is_even.any():
            nearest[is_even] = self.compare(scaled[:, is_even])
        return nearest

    def compare(self, scaled: np.ndarray) -> np.ndarray:
        """The same by comparing all with all, a few pixels at once."""
        count, samples = scaled.shape[1], self._samples.shape[1]
        nearest = np.empty((count, self._count), dtype=np.int64)
        step = max(1, _AT_ONCE // samples)
        for start in range(0, count, step):
            part = scaled[:, start : start + step]
            far = np.zeros((part.shape[1], samples))
            for band, own in zip(part, self._samples):
                far += (band[:, None] - own) ** 2
            last = np.partition(far, self._count - 1, axis=1)[:, self._count - 1]
            limit = last[:, None]
            is_near, is_even = far < limit, far == limit
            free = self._count - is_near.sum(axis=1)
            is_near |= is_even & (is_even.cumsum(axis=1) <= free[:, None])
            nearest[start : start + step] = np.nonzero(is_near)[1].reshape(-1, self._count)
        return nearest


def _make_tree(samples: np.ndarray) -> Any:
    """What finds neighbours quickly; None where scipy, which need not be there, is not."""
    try:
        from scipy.spatial import cKDTree
    except ImportError:
        return None
    return cKDTree(samples)
