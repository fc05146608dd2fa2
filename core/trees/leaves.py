"""Which way to evaluate trees is faster; all ways find the same leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from .arrays import DecisionTrees
from .lookup_trees import FlatTrees, flatten_trees
from .sklearn_trees import SklearnTrees, rebuild_trees

# Tables that are looked into for a pixel; with more, walking down the tree in C is faster.
_MUCH_WORK = 12
_SAMPLE = 4


class LeafFinder(Protocol):
    """Finds the leaves of some neighbouring trees, which ``trees`` numbers."""

    trees: range

    def encode(self, bands: np.ndarray) -> Any:
        """Pixels (bands, N) in the form that ``leaves`` takes."""
        ...

    def select(self, codes: Any, index: np.ndarray) -> Any:
        """What ``encode`` returned, of some pixels only."""
        ...

    def leaves(self, tree: int, codes: Any) -> np.ndarray:
        """Integers (N,): the leaf of a tree, counted from the tree's first node.

        They are good until the same thread asks again.
        """
        ...


def make_leaf_finders(
    trees: DecisionTrees, band_count: int, is_float32: bool
) -> Sequence[LeafFinder]:
    """Finders for all trees, in their order.

    Args:
        is_float32: whether values are compared as float32, which is all that scikit-learn's own
            trees can do.
    """
    sample = FlatTrees(trees, 0, min(_SAMPLE, len(trees)), band_count)
    if is_float32 and sample.work > _MUCH_WORK:
        rebuilt = rebuild_trees(trees, band_count)
        if rebuilt is not None:
            return [SklearnTrees(rebuilt)]
    return flatten_trees(trees, band_count)
