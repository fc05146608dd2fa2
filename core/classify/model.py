"""A trained classifier as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..classes.legend import MAX_CLASS_ID, LegendClass
from ..errors import ModelError
from .trees import DecisionTrees

RANDOM_FOREST = "RANDOM_FOREST"
GRADIENT_BOOSTING = "GRADIENT_BOOSTING"
KMEANS = "KMEANS"
METHODS = (RANDOM_FOREST, GRADIENT_BOOSTING, KMEANS)
MAX_CLASSES = 1000
MAX_BANDS = 4096


@dataclass(frozen=True)
class ClassifierModel:
    """What is needed to classify pixels, without the library that trained it.

    Attributes:
        method: one of METHODS.
        bands: names of the bands, in the order of a pixel's values.
        legend: the classes, in the order of the outputs.
        trees: of a forest, whose leaves hold the share of each class; of boosting, whose leaves
            hold one number, added to the score of a class; None for K-means.
        outputs: int64 (trees,): the score that each tree adds to; empty for a forest.
        start: float64 (scores,): where scores start from. Two classes have one score, of the
            second; more have one each.
        means, scales: float64 (bands,): K-means subtracts and divides by these first; else empty.
        centres: float64 (classes, bands) of K-means, in these units; else (0, 0).
        facts: how it was made: plain values that JSON can hold.
    """

    method: str
    bands: tuple[str, ...]
    legend: tuple[LegendClass, ...]
    trees: DecisionTrees | None = None
    outputs: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    start: np.ndarray = field(default_factory=lambda: np.zeros(0))
    means: np.ndarray = field(default_factory=lambda: np.zeros(0))
    scales: np.ndarray = field(default_factory=lambda: np.zeros(0))
    centres: np.ndarray = field(default_factory=lambda: np.zeros((0, 0)))
    facts: dict = field(default_factory=dict)

    @property
    def has_probabilities(self) -> bool:
        """Whether it says how likely each class is."""
        return self.method != KMEANS

    @property
    def value_type(self) -> str:
        """The type in which values are compared: scikit-learn's forests take float32."""
        return "float32" if self.method == RANDOM_FOREST else "float64"

    def check(self) -> None:
        """Make sure that the parts fit together and that classifying ends.

        Raises:
            ModelError: what is wrong, as the end of a sentence that begins with the file's name.
        """
        if self.method not in METHODS:
            raise ModelError(
                "its method is {method!r}, which this version does not know", method=self.method
            )
        count, bands = len(self.legend), len(self.bands)
        if not 1 <= bands <= MAX_BANDS or not 1 <= count <= MAX_CLASSES:
            raise ModelError("it has {bands} bands and {count} classes", bands=bands, count=count)
        ids = [c.id for c in self.legend]
        if len(set(ids)) < count or min(ids) < 1 or max(ids) > MAX_CLASS_ID:
            raise ModelError("the numbers of its classes are not different ones from 1")
        numbers = (self.start, self.means, self.scales, self.centres)
        if not all(np.isfinite(v).all() for v in numbers):
            raise ModelError("it holds numbers that are not finite")
        if self.method == KMEANS:
            self._check_centres(count, bands)
        else:
            self._check_trees(count, bands)

    def _check_centres(self, count: int, bands: int) -> None:
        if (
            self.centres.shape != (count, bands)
            or self.means.shape != (bands,)
            or self.scales.shape != (bands,)
            or not (self.scales > 0).all()
            or self.trees is not None
        ):
            raise ModelError("its cluster centres do not fit its bands and classes")

    def _check_trees(self, count: int, bands: int) -> None:
        if self.trees is None:
            raise ModelError("its trees are missing")
        self.trees.check(bands)
        width = self.trees.values.shape[1]
        if self.method == RANDOM_FOREST:
            fits = width == count and not len(self.outputs) and (self.trees.values >= 0).all()
        else:
            scores = 1 if count == 2 else count
            fits = (
                width == 1
                and count >= 2
                and self.start.shape == (scores,)
                and self.outputs.shape == (len(self.trees),)
                and ((self.outputs >= 0) & (self.outputs < scores)).all()
            )
        if not fits:
            raise ModelError("its trees do not fit its classes")
