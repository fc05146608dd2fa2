"""The boundaries of a support vector machine, which vote."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from .arrays import SampleVectors

# Kernels that are computed at once, and scores that are kept meanwhile.
_KERNELS = 1 << 23
_SCORES = 1 << 21


class BoundaryVotes:
    """Each boundary votes for one of its two classes; the first class with most votes is found.

    Args:
        vectors: the support vectors.
        classes: how many there are.

    Attributes:
        most_pixels: to be classified at once, so that a computer hears in time when to stop.
    """

    def __init__(self, vectors: SampleVectors, classes: int) -> None:
        self._vectors = vectors
        self._classes = classes
        self._pairs = {pair: k for k, pair in enumerate(combinations(range(classes), 2))}
        count = len(vectors.labels)
        self.most_pixels = max(64, min(_KERNELS // count, _SCORES // (len(self._pairs) + 1)))

    def classify(self, scaled: np.ndarray) -> np.ndarray:
        """Int64 (N,): indices of classes of scaled pixels, float64 (bands, N)."""
        scores = self.scores(scaled)
        votes = np.zeros((self._classes, scaled.shape[1]), dtype=np.int32)
        for (first, second), k in self._pairs.items():
            is_first = scores[k] > 0
            votes[first] += is_first
            votes[second] += ~is_first
        return votes.argmax(axis=0)

    def scores(self, scaled: np.ndarray) -> np.ndarray:
        """Float64 (pairs, N): above 0 for the first class of each pair."""
        vectors, gamma = self._vectors, float(self._vectors.settings[0])
        scores = np.repeat(vectors.offsets[:, None], scaled.shape[1], axis=1)
        kernel, part = np.empty(scaled.shape[1]), np.empty(scaled.shape[1])
        # One sample after the other, so that rounding is the same whatever the number of pixels.
        for place, label, weights in zip(vectors.values, vectors.labels.tolist(), vectors.weights):
            kernel[:] = 0
            for band, at in zip(scaled, place):
                np.subtract(band, at, out=part)
                part *= part
                kernel += part
            kernel *= -gamma
            np.exp(kernel, out=kernel)
            for other in range(self._classes):
                if other == label:
                    continue
                # Libsvm keeps the weight against a class that comes later one row up.
                weight = float(weights[other - 1 if other > label else other])
                if weight:
                    np.multiply(kernel, weight, out=part)
                    scores[self._pairs[min(label, other), max(label, other)]] += part
        return scores
