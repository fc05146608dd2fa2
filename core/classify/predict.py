"""Classifying pixels with a model, the same whatever pixels are classified together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .leaves import make_leaf_finders
from .model import KMEANS, RANDOM_FOREST, ClassifierModel
from .vote import ForestPoll

# Pixels at once: few enough for a processor's cache, many enough for numpy.
_PIXELS = 1 << 15
_NUMBERS = 1 << 20


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
            self._poll = None
            if model.method == RANDOM_FOREST:
                self._poll = ForestPoll(model, self._finders)

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
            pixels = self._comparable(values[:, part])
            if self._poll is not None and not with_probabilities:
                found[part] = self._poll.winners(pixels)
                continue
            likelihood = self._boost(pixels) if self._poll is None else self._poll.shares(pixels)
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

    def _comparable(self, values: np.ndarray) -> np.ndarray:
        """Values in the type in which thresholds were found; small integers are the same in all."""
        if values.dtype.kind in "iu" and values.dtype.itemsize <= 2:
            return values
        return values.astype(self.model.value_type)

    def _boost(self, values: np.ndarray) -> np.ndarray:
        model = self.model
        scores = np.repeat(model.start[:, None], values.shape[1], axis=1)
        for finder in self._finders:
            codes = finder.encode(values)
            for tree in finder.trees:
                leaves = finder.leaves(tree, codes)
                scores[model.outputs[tree]] += model.trees.values[self._parts[tree], 0].take(leaves)
        if len(scores) == 1:
            with np.errstate(over="ignore"):
                second = 1 / (1 + np.exp(-scores[0]))
            return np.stack((1 - second, second), axis=1)
        powers = np.exp(scores.T - scores.max(axis=0)[:, None])
        return powers / powers.sum(axis=1, keepdims=True)
