"""Samples in arrays, and what is checked of them before they are used."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import ModelError

# More than this would take hours to learn from, and to compare all pixels of a scene with.
MOST_SAMPLES = 10_000


@dataclass(frozen=True)
class SampleVectors:
    """N samples of known classes.

    Attributes:
        values: float64 (N, bands), of scaled bands: the model's means and scales are taken off.
        labels: int64 (N,): index of the class of each.
        weights: float64 (N, classes - 1) of a support vector machine; else (N, 0).
        offsets: float64 (pairs of classes,) of a support vector machine; else empty.
        settings: float64 (1,): how wide the kernel is (gamma), or the number of neighbours.
    """

    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    settings: np.ndarray

    def check(self, bands: int, classes: int) -> None:
        """Make sure that the arrays fit together.

        Raises:
            ModelError: they do not, as the end of a sentence that begins with the file's name.
        """
        count = len(self.labels)
        fits = (
            # Of each of many classes one is kept beyond the most.
            0 < count <= 2 * MOST_SAMPLES
            and self.values.shape == (count, bands)
            and len(self.weights) == count
            and len(self.settings) == 1
            and ((self.labels >= 0) & (self.labels < classes)).all()
        )
        if not fits:
            raise ModelError("its samples do not fit its bands and classes")
        numbers = (self.values, self.weights, self.offsets, self.settings)
        if not all(np.isfinite(v).all() for v in numbers):
            raise ModelError("it holds numbers that are not finite")


def scale_pixels(values: np.ndarray, means: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """Float64 (bands, N), as the samples of a model are scaled."""
    return (values.astype(np.float64) - means[:, None]) / scales[:, None]


def check_scales(means: np.ndarray, scales: np.ndarray, bands: int) -> None:
    """Make sure that each band is scaled.

    Raises:
        ModelError: one is not, as the end of a sentence that begins with the file's name.
    """
    if means.shape != (bands,) or scales.shape != (bands,) or not (scales > 0).all():
        raise ModelError("the scales of its bands do not fit them")
