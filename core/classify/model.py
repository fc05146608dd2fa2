"""A trained classifier as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..classes.legend import MAX_CLASS_ID, LegendClass
from ..errors import ModelError
from ..trees.arrays import DecisionTrees
from ..vectors.arrays import SampleVectors

MAX_CLASSES = 1000
MAX_BANDS = 4096


@dataclass(frozen=True)
class ClassifierModel:
    """What is needed to classify pixels, without the library that trained it.

    Attributes:
        method: name of the method, a key of ``methods.METHODS``.
        bands: names of the bands, in the order of a pixel's values.
        legend: the classes, in the order of the outputs.
        trees: of a forest, whose leaves hold the share of each class; of boosting, whose leaves
            hold one number, added to the score of a class; None for K-means.
        outputs: int64 (trees,): the score that each tree adds to; empty for a forest.
        start: float64 (scores,): where scores start from. Two classes have one score, of the
            second; more have one each.
        means, scales: float64 (bands,): K-means, support vectors and neighbours subtract and divide
            by these first; else empty.
        centres: float64 (classes, bands) of K-means, in these units; else (0, 0).
        vectors: the samples that support vectors and neighbours compare with; else None.
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
    vectors: SampleVectors | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    def check_parts(self) -> None:
        """Make sure of what is true of the models of all methods.

        Raises:
            ModelError: what is wrong, as the end of a sentence that begins with the file's name.
        """
        count, bands = len(self.legend), len(self.bands)
        if not 1 <= bands <= MAX_BANDS or not 1 <= count <= MAX_CLASSES:
            raise ModelError("it has {bands} bands and {count} classes", bands=bands, count=count)
        ids = [c.id for c in self.legend]
        if len(set(ids)) < count or min(ids) < 1 or max(ids) > MAX_CLASS_ID:
            raise ModelError("the numbers of its classes are not different ones from 1")
        numbers = (self.start, self.means, self.scales, self.centres)
        if not all(np.isfinite(v).all() for v in numbers):
            raise ModelError("it holds numbers that are not finite")
