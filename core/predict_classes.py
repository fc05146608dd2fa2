"""Classifying pixels with a model, the same whatever pixels are classified together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .classifier_model import KMEANS, RANDOM_FOREST, ClassifierModel
from .errors import CancelledError
from .find_leaves import make_leaf_finders
from .run_batches import never_cancelled

# Pixels at once: few enough for a processor's cache, many enough for numpy.
_PIXELS = 1 << 15
_NUMBERS = 1 << 20
# Votes of pure leaves are counted in this many bits of a 64-bit number.
_VOTE_BITS = 16


class ClassPredictor:
    """A model made ready; safe to use from several threads at once."""

    def __init__(self, model: ClassifierModel) -> None:
        self.model = model
        self._pixels = max(256, min(_PIXELS, _NUMBERS // (len(model.legend) + len(model.bands))))
        if model.method != KMEANS:
            self._finders = make_leaf_finders(
                model.trees, len(model.bands), model.method == RANDOM_FOREST
            )
            self._parts = [
                slice(int(a), int(b)) for a, b in zip(model.trees.starts, model.trees.starts[1:])
            ]
            self._votes = _pack_votes(model) if model.method == RANDOM_FOREST else None

    def predict(
        self,
        values: np.ndarray,
        with_probabilities: bool = False,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Classify pixels that have a value in every band.

        Args:
            values: (bands, N), of the raster's type.
            with_probabilities: also say how likely each class is.
            is_cancelled: asked every 32768 pixels.

        Returns:
            int64 (N,): index of the class in the model's legend, the first where several are
            equally likely; and float64 (N, classes) or None.

        Raises:
            CancelledError: ``is_cancelled`` said so.
        """
        count = values.shape[1]
        found = np.empty(count, dtype=np.int64)
        likely = np.empty((count, len(self.model.legend))) if with_probabilities else None
        for start in range(0, count, self._pixels):
            if is_cancelled():
                raise CancelledError
            part = slice(start, start + self._pixels)
            if self.model.method == KMEANS:
                found[part] = self._nearest(values[:, part])
                continue
            likelihood = self._likelihood(values[:, part])
            found[part] = likelihood.argmax(axis=1)
            if with_probabilities:
                likely[part] = likelihood
        return found, likely

    def _nearest(self, values: np.ndarray) -> np.ndarray:
        # Band by band, so that rounding is the same whatever the number of pixels.
        model = self.model
        best, found = None, np.zeros(values.shape[1], dtype=np.int64)
        scaled = (values.astype(np.float64) - model.means[:, None]) / model.scales[:, None]
        for k, centre in enumerate(model.centres):
            distance = np.zeros(values.shape[1])
            for band, place in zip(scaled, centre):
                distance += (band - place) ** 2
            if best is None:
                best = distance
                continue
            is_nearer = distance < best
            found[is_nearer] = k
            best = np.minimum(best, distance)
        return found

    def _likelihood(self, values: np.ndarray) -> np.ndarray:
        if values.dtype.kind not in "iu" or values.dtype.itemsize > 2:
            values = values.astype(self.model.value_type)
        if self.model.method == RANDOM_FOREST:
            if self._votes is not None:
                return self._count_votes(values)
            return self._average_shares(values)
        return self._boost(values)

    def _leaves(self, values: np.ndarray):
        """Number and leaves of each tree, in their order."""
        for finder in self._finders:
            codes = finder.encode(values)
            for tree in finder.trees:
                yield tree, finder.leaves(tree, codes)

    def _average_shares(self, values: np.ndarray) -> np.ndarray:
        # The order of sums is scikit-learn's: rounding decides between classes that draw level.
        shares, total = self.model.trees.values, np.zeros((values.shape[1], len(self.model.legend)))
        for tree, leaves in self._leaves(values):
            total += shares[self._parts[tree]].take(leaves, axis=0)
        return total / len(self.model.trees)

    def _count_votes(self, values: np.ndarray) -> np.ndarray:
        words = np.zeros((len(self._votes), values.shape[1]), dtype=np.uint64)
        added = np.empty(values.shape[1], dtype=np.uint64)
        for tree, leaves in self._leaves(values):
            for k, votes in enumerate(self._votes):
                votes[self._parts[tree]].take(leaves, out=added, mode="wrap")
                words[k] += added
        in_word, mask = 64 // _VOTE_BITS, np.uint64((1 << _VOTE_BITS) - 1)
        counts = [
            (words[k // in_word] >> np.uint64(k % in_word * _VOTE_BITS)) & mask
            for k in range(len(self.model.legend))
        ]
        return np.stack(counts, axis=1).astype(np.float64) / len(self.model.trees)

    def _boost(self, values: np.ndarray) -> np.ndarray:
        model = self.model
        scores = np.repeat(model.start[:, None], values.shape[1], axis=1)
        for tree, leaves in self._leaves(values):
            scores[model.outputs[tree]] += model.trees.values[self._parts[tree], 0].take(leaves)
        if len(scores) == 1:
            with np.errstate(over="ignore"):
                second = 1 / (1 + np.exp(-scores[0]))
            return np.stack((1 - second, second), axis=1)
        powers = np.exp(scores.T - scores.max(axis=0)[:, None])
        return powers / powers.sum(axis=1, keepdims=True)


def _pack_votes(model: ClassifierModel) -> np.ndarray | None:
    """Each leaf's vote as a bit in uint64 (words, nodes), where every leaf holds one class only.

    Adding whole numbers is exact, so that one sum for several classes gives the same as one each.
    """
    trees = model.trees
    leaves = trees.values[trees.lefts < 0]
    is_pure = ((leaves == 0) | (leaves == 1)).all() and (leaves.sum(axis=1) == 1).all()
    if not is_pure or len(trees) >= 1 << _VOTE_BITS:
        return None
    in_word = 64 // _VOTE_BITS
    votes = np.zeros((-(-len(model.legend) // in_word), len(trees.features)), dtype=np.uint64)
    for k in range(len(model.legend)):
        one = np.uint64(1 << (k % in_word * _VOTE_BITS))
        votes[k // in_word] += (trees.values[:, k] == 1) * one
    return votes
