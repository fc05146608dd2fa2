"""Clusters of tiles that overlap each other, directly or through others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .near import near_pairs
from .pairs import TilePairs


def cluster_overlapping(
    pairs: TilePairs, is_cancelled: Callable[[], bool] = never_cancelled
) -> np.ndarray:
    """Int64 (N,): the least index in the cluster of each tile; single tiles keep their own."""
    labels = np.arange(len(pairs.geometries), dtype=np.int64)
    for i, j in near_pairs(pairs.geometries.bounds, labels):
        if is_cancelled():
            raise CancelledError
        overlap = pairs.overlap(i, j)
        unite(labels, i[overlap], j[overlap])
    return labels


def unite(labels: np.ndarray, i: np.ndarray, j: np.ndarray) -> None:
    """Join the sets of each pair, in place; every set is named by its least member.

    Connected components by hooking and pointer jumping (Shiloach and Vishkin, "An O(log n) Parallel
    Connectivity Algorithm", 1982), which is array arithmetic all the way.
    """
    while True:
        a, b = labels[i], labels[j]
        apart = a != b
        if not apart.any():
            return
        i, j, a, b = i[apart], j[apart], a[apart], b[apart]
        labels[np.maximum(a, b)] = np.minimum(a, b)
        while True:
            above = labels[labels]
            if np.array_equal(above, labels):
                break
            labels[:] = above


def join_equal(labels: np.ndarray, names: np.ndarray) -> None:
    """Join the sets of all members with one name, in place; names below 0 join nothing."""
    named = np.flatnonzero(names >= 0)
    _, first, place = np.unique(names[named], return_index=True, return_inverse=True)
    unite(labels, named, named[first][place.ravel()])
