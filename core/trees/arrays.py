"""Trees in arrays, and what is checked of them before they are used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import ModelError

# What a forest of 1000 trees fitted to a million samples stays below.
MAX_NODES = 100_000_000
MAX_DEPTH = 1000


@dataclass(frozen=True)
class DecisionTrees:
    """Binary trees, one after another in each array.

    A value goes to the left child when it is at most the threshold.

    Attributes:
        starts: int64 (trees + 1,): the first node of each tree; the last entry is their number.
        features: int32 (N,): index of the band that a node compares, -1 in a leaf.
        thresholds: float64 (N,); 0 in a leaf.
        lefts, rights: int32 (N,): children, counted from the tree's first node; -1 in a leaf.
        values: float64 (N, outputs): what a leaf says; what other nodes say is not used.
        samples: int32 (N,): how many training samples reached a node.
    """

    starts: np.ndarray
    features: np.ndarray
    thresholds: np.ndarray
    lefts: np.ndarray
    rights: np.ndarray
    values: np.ndarray
    samples: np.ndarray

    def __len__(self) -> int:
        return len(self.starts) - 1

    def check(self, band_count: int) -> None:
        """Make sure that following the trees ends, and ends inside the arrays.

        Raises:
            ModelError: they are not trees over this number of bands.
        """
        starts, count = self.starts, len(self.features)
        others = (self.thresholds, self.lefts, self.rights, self.values, self.samples)
        sizes = {len(v) for v in others}
        if (
            starts.ndim != 1
            or len(starts) < 2
            or sizes != {count}
            or self.values.ndim != 2
            or starts[0] != 0
            or starts[-1] != count
            or (np.diff(starts) < 1).any()
        ):
            raise ModelError("its trees do not fit together")
        if count > MAX_NODES:
            raise ModelError(
                "its trees have {count} nodes, more than {max_nodes}",
                count=count,
                max_nodes=MAX_NODES,
            )
        is_leaf = self.lefts == -1
        inner = ~is_leaf
        if (
            (self.rights[is_leaf] != -1).any()
            or (self.features[is_leaf] != -1).any()
            or ((self.features < 0) | (self.features >= band_count))[inner].any()
        ):
            raise ModelError(
                "its trees use bands other than its {band_count}", band_count=band_count
            )
        if not np.isfinite(self.thresholds).all() or not np.isfinite(self.values).all():
            raise ModelError("its trees hold numbers that are not finite")
        # Children behind their parent, and each node the child of one: no cycles.
        own = np.repeat(starts[:-1], np.diff(starts))
        places = np.arange(count)
        children = np.concatenate((self.lefts[inner] + own[inner], self.rights[inner] + own[inner]))
        ends = np.repeat(starts[1:], np.diff(starts))[inner]
        parents = places[inner]
        if (
            (children <= np.tile(parents, 2)).any()
            or (children >= np.tile(ends, 2)).any()
            or len(children) != count - len(self)
            or len(np.unique(children)) != len(children)
        ):
            raise ModelError("the nodes of its trees form a cycle")
        self._check_depth(inner, own)

    def _check_depth(self, inner: np.ndarray, own: np.ndarray) -> None:
        level = self.starts[:-1]
        for _ in range(MAX_DEPTH):
            level = level[inner[level]]
            if not len(level):
                return
            level = np.concatenate(
                (self.lefts[level] + own[level], self.rights[level] + own[level])
            )
        raise ModelError("its trees are more than {max_depth} levels deep", max_depth=MAX_DEPTH)
