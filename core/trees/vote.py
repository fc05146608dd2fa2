"""The vote of a forest's trees, which ends early where the result is settled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .arrays import DecisionTrees
from .leaves import LeafFinder

# Votes of pure leaves are counted in this many bits of a 64-bit number.
_VOTE_BITS = 16
# Shares of the trees after which settled pixels are dropped.
_LOOKS = (0.52, 0.6, 0.7, 0.8, 0.9)
_MANY_TREES = 20
# Far more than rounding adds to a sum of shares.
_ROUNDING = 1e-6


class ForestVote:
    """The vote of trees whose leaves hold the share of each class.

    Args:
        trees: checked; their values have a column per class.
        finders: of the leaves of these trees.
    """

    def __init__(self, trees: DecisionTrees, finders: Sequence[LeafFinder]) -> None:
        self._finders = finders
        self._count, self._classes = len(trees), trees.values.shape[1]
        self._values = trees.values
        self._parts = [slice(int(a), int(b)) for a, b in zip(trees.starts, trees.starts[1:])]
        self._votes = _pack_votes(trees)
        # The most that the trees behind each can still give to one class.
        most = np.maximum.reduceat(trees.values.max(axis=1), trees.starts[:-1])
        self._ahead = np.concatenate((np.cumsum(most[::-1])[::-1][1:], [0.0]))
        self._looks = set()
        if self._count >= _MANY_TREES:
            self._looks = {int(self._count * share) for share in _LOOKS}

    @property
    def counts_votes(self) -> bool:
        """Whether every leaf holds one class only, so that whole votes are counted."""
        return self._votes is not None

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """Mean share of each class over all trees, float64 (N, classes); values (bands, N)."""
        totals = self._start(values.shape[1])
        for finder in self._finders:
            codes = finder.encode(values)
            for tree in finder.trees:
                self._add(totals, tree, finder.leaves(tree, codes))
        return self._scores(totals) / self._count

    def predict(self, values: np.ndarray) -> np.ndarray:
        """The class of the largest mean share, the first among equals: int64 (N,).

        Pixels where one class leads by more than the trees that are left can give to another are
        settled, and further trees are skipped: the result is that of all trees.
        """
        found = np.empty(values.shape[1], dtype=np.int64)
        pixels = np.arange(values.shape[1])
        totals = self._start(values.shape[1])
        for finder in self._finders:
            codes = finder.encode(values)
            for tree in finder.trees:
                self._add(totals, tree, finder.leaves(tree, codes))
                if tree in self._looks:
                    scores = self._scores(totals)
                    first, is_open = _leaders(scores, self._ahead[tree])
                    found[pixels] = first
                    kept = np.flatnonzero(is_open)
                    if not len(kept):
                        return found
                    pixels, values = pixels.take(kept), values.take(kept, axis=1)
                    codes, totals = finder.select(codes, kept), totals.take(kept, axis=-1)
        # Divided as the library does: sums that differ by a rounding error may become equal.
        found[pixels] = (self._scores(totals) / self._count).argmax(axis=1)
        return found

    def _start(self, pixels: int) -> np.ndarray:
        if self._votes is not None:
            return np.zeros((len(self._votes), pixels), dtype=np.uint64)
        return np.zeros((self._classes, pixels))

    def _add(self, totals: np.ndarray, tree: int, leaves: np.ndarray) -> None:
        # The order of sums is scikit-learn's: rounding decides between classes that draw level.
        part = self._parts[tree]
        if self._votes is not None:
            for total, votes in zip(totals, self._votes):
                np.add(total, votes[part].take(leaves), out=total)
        else:
            totals += self._values[part].take(leaves, axis=0).T

    def _scores(self, totals: np.ndarray) -> np.ndarray:
        """Sums of shares, float64 (N, classes)."""
        if self._votes is None:
            return np.ascontiguousarray(totals.T)
        in_word, mask = 64 // _VOTE_BITS, np.uint64((1 << _VOTE_BITS) - 1)
        counts = [
            (totals[k // in_word] >> np.uint64(k % in_word * _VOTE_BITS)) & mask
            for k in range(self._classes)
        ]
        return np.stack(counts, axis=1).astype(np.float64)


def _leaders(scores: np.ndarray, ahead: float) -> tuple[np.ndarray, np.ndarray]:
    """The leading class of each pixel, and whether another may still draw level; spoils scores."""
    first = scores.argmax(axis=1)
    rows = np.arange(len(scores))
    best = scores[rows, first]
    scores[rows, first] = -np.inf
    return first, best - scores.max(axis=1) <= ahead + _ROUNDING


def _pack_votes(trees: DecisionTrees) -> np.ndarray | None:
    """Each leaf's vote as a bit in uint64 (words, nodes), where every leaf holds one class only.

    Adding whole numbers is exact, so that one sum for several classes gives the same as one each.
    """
    leaves = trees.values[trees.lefts < 0]
    is_pure = ((leaves == 0) | (leaves == 1)).all() and (leaves.sum(axis=1) == 1).all()
    if not is_pure or len(trees) >= 1 << _VOTE_BITS:
        return None
    in_word = 64 // _VOTE_BITS
    votes = np.zeros((-(-trees.values.shape[1] // in_word), len(trees.features)), dtype=np.uint64)
    for k in range(trees.values.shape[1]):
        one = np.uint64(1 << (k % in_word * _VOTE_BITS))
        votes[k // in_word] += (trees.values[:, k] == 1) * one
    return votes
