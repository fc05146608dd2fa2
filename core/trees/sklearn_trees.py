"""Trees of arrays as trees of the scikit-learn that is installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from .arrays import DecisionTrees

if TYPE_CHECKING:
    from sklearn.tree._tree import Tree


class SklearnTrees:
    """Finds leaves with scikit-learn's own code, which releases Python's lock.

    Attributes:
        trees: numbers of the trees.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = range(len(trees))
        self._trees = trees

    def encode(self, bands: np.ndarray) -> np.ndarray:
        """Pixels (bands, N) as float32 (N, bands)."""
        return np.ascontiguousarray(bands.T, dtype=np.float32)

    def select(self, codes: np.ndarray, index: np.ndarray) -> np.ndarray:
        """Pixels of some places only."""
        return codes.take(index, axis=0)

    def leaves(self, tree: int, codes: np.ndarray) -> np.ndarray:
        """int64 (N,): the leaf of a tree, counted from the tree's first node."""
        return np.asarray(self._trees[tree].apply(codes))


def rebuild_trees(trees: DecisionTrees, band_count: int) -> list[Tree] | None:
    """Checked trees as scikit-learn's, or None where that is missing or has changed too much.

    The fields of its nodes differ between versions; those that are not known stay 0.
    """
    try:
        from sklearn.tree._tree import Tree

        made = []
        for first, last in zip(trees.starts[:-1].tolist(), trees.starts[1:].tolist()):
            tree = Tree(band_count, np.array([1], dtype=np.intp), 1)
            state = tree.__getstate__()
            nodes = np.zeros(last - first, dtype=state["nodes"].dtype)
            part = slice(first, last)
            is_leaf = trees.lefts[part] < 0
            nodes["left_child"] = trees.lefts[part]
            nodes["right_child"] = trees.rights[part]
            nodes["feature"] = np.where(is_leaf, -2, trees.features[part])
            nodes["threshold"] = np.where(is_leaf, -2.0, trees.thresholds[part])
            values = np.zeros((last - first, 1, 1))
            tree.__setstate__(
                {**state, "node_count": last - first, "nodes": nodes, "values": values}
            )
            made.append(tree)
        return made
    except (ImportError, AttributeError, KeyError, TypeError, ValueError):
        return None
