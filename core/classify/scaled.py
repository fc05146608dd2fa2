"""Methods that compare pixels with samples on scaled bands: support vectors, neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import numpy as np

from ..classes.legend import LegendClass
from ..errors import ModelError
from ..hashing import hash_numbers
from ..run.batches import heed
from ..vectors.arrays import MOST_SAMPLES, SampleVectors, check_scales, scale_pixels
from ..vectors.boundaries import BoundaryVotes
from ..vectors.neighbours import NearestSamples
from .method import Predictor
from .model import ClassifierModel
from .supervised import Fit, SupervisedMethod

SVM = "SVM"
KNN = "KNN"


@dataclass(frozen=True)
class ScaledFit:
    """A fitted estimator of the library, and how bands are scaled for it.

    Attributes:
        estimator: of the library, fitted to scaled values.
        means, scales: float64 (bands,): subtracted and divided by.
        values: float64 (N, bands): the scaled samples that it was fitted to.
        labels: int64 (N,): their classes.
    """

    estimator: Any
    means: np.ndarray
    scales: np.ndarray
    values: np.ndarray
    labels: np.ndarray

    def predict(self, values: np.ndarray) -> np.ndarray:
        """Int64 (N,) for (N, bands), as scikit-learn's do."""
        scaled = (np.asarray(values, dtype=np.float64) - self.means) / self.scales
        return np.asarray(self.estimator.predict(scaled))

    def model(
        self,
        method: str,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        vectors: SampleVectors,
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """The model that holds these vectors, for bands that are scaled so."""
        return ClassifierModel(
            method,
            bands,
            legend,
            means=self.means,
            scales=self.scales,
            vectors=vectors,
            facts=facts,
        )


def fit_scaled(estimator: Any, fit: Fit, takes_weights: bool) -> ScaledFit:
    """Fit an estimator to samples whose bands have mean 0 and deviation 1.

    Args:
        estimator: of the library.
        fit: what it is fitted to; of very many samples some of each class are drawn.
        takes_weights: whether samples count differently to it.
    """
    heed(fit.is_cancelled)
    fit = _draw(fit)
    values = np.asarray(fit.values, dtype=np.float64)
    means, scales = values.mean(axis=0), values.std(axis=0)
    scales[scales == 0] = 1.0
    scaled = (values - means) / scales
    weights = {"sample_weight": fit.weights} if takes_weights else {}
    estimator.fit(scaled, fit.labels, **weights)
    fit.progress(1.0)
    return ScaledFit(estimator, means, scales, scaled, fit.labels)


def _draw(fit: Fit) -> Fit:
    """At most MOST_SAMPLES samples, at random, of each class its share."""
    count = len(fit.labels)
    if count <= MOST_SAMPLES:
        return fit
    ranks = hash_numbers(fit.options.seed, np.arange(count))
    order = np.lexsort((ranks, fit.labels))
    sizes = np.bincount(fit.labels)
    place = np.arange(count) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # Of the rarest class one is left, so that it can be found.
    most = np.maximum(1, MOST_SAMPLES * sizes // count)[fit.labels[order]]
    kept = np.sort(order[place < most])
    weights = None if fit.weights is None else fit.weights[kept]
    return replace(fit, values=fit.values[kept], labels=fit.labels[kept], weights=weights)


class SupportVectors(SupervisedMethod):
    """A boundary between each two classes, of Gaussian kernels around samples near it."""

    name = SVM
    title = "Support vector machine"
    help = (
        f"smooth boundaries, good with few samples; learns from {MOST_SAMPLES} samples at most, "
        "drawn from each class, and classifies slowly."
    )
    has_probabilities = False
    tried = MappingProxyType({"penalty": (1.0, 10.0, 100.0, 1000.0)})

    def fit(self, fit: Fit) -> ScaledFit:
        """A fitted SVC on scaled bands."""
        from sklearn.svm import SVC

        return fit_scaled(SVC(C=fit.options.penalty, gamma="scale"), fit, takes_weights=True)

    def to_model(
        self,
        fitted: ScaledFit,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """The support vectors, and how much each counts for each pair of classes."""
        machine = fitted.estimator
        vectors = SampleVectors(
            np.asarray(machine.support_vectors_, dtype=np.float64),
            fitted.labels[machine.support_],
            # Those without an underscore in front have another sign where there are two classes.
            np.asarray(machine._dual_coef_, dtype=np.float64).T,
            np.asarray(machine._intercept_, dtype=np.float64),
            np.array([machine._gamma], dtype=np.float64),
        )
        return fitted.model(self.name, bands, legend, vectors, facts)

    def quality(self, fitted: ScaledFit) -> dict[str, Any]:
        """How many samples it learned from, and how many of them it keeps."""
        return {
            "trained_on": len(fitted.labels),
            "support_vectors": len(fitted.estimator.support_),
        }

    def check(self, model: ClassifierModel) -> None:
        """Make sure that each pair of classes has a boundary."""
        count, vectors = len(model.legend), _vectors_of(model)
        if (
            vectors.weights.shape != (len(vectors.labels), count - 1)
            or vectors.offsets.shape != (count * (count - 1) // 2,)
            or not vectors.settings[0] > 0
        ):
            raise ModelError("its boundaries do not fit its classes")

    def predictor(self, model: ClassifierModel) -> SvmPredictor:
        """The vote of the boundaries."""
        return SvmPredictor(model)


def _vectors_of(model: ClassifierModel) -> SampleVectors:
    if model.vectors is None:
        raise ModelError("its samples are missing")
    model.vectors.check(len(model.bands), len(model.legend))
    check_scales(model.means, model.scales, len(model.bands))
    return model.vectors


class SvmPredictor(Predictor):
    """The vote of the boundaries."""

    def __init__(self, model: ClassifierModel) -> None:
        self._model = model
        self._votes = BoundaryVotes(_vectors_of(model), len(model.legend))
        self.most_pixels = self._votes.most_pixels

    def predict(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        model = self._model
        return self._votes.classify(scale_pixels(values, model.means, model.scales))


class NearestNeighbours(SupervisedMethod):
    """A pixel has the class of most of the samples whose values are nearest to its own."""

    name = KNN
    title = "Nearest neighbours"
    help = (
        f"the class of most of the nearest samples; learns from {MOST_SAMPLES} samples at most, "
        "drawn from each class. Weights of images and classes are not used."
    )
    tried = MappingProxyType({"neighbours": (1, 3, 5, 9, 15)})

    def fit(self, fit: Fit) -> ScaledFit:
        """A fitted KNeighborsClassifier on scaled bands."""
        from sklearn.neighbors import KNeighborsClassifier

        count = fit.options.neighbours
        if count > len(fit.labels):
            raise ModelError(
                "{NEIGHBOURS} is {neighbours}, and there are {count} samples to learn from; choose "
                "fewer.",
                neighbours=count,
                count=len(fit.labels),
            )
        return fit_scaled(KNeighborsClassifier(count), fit, takes_weights=False)

    def to_model(
        self,
        fitted: ScaledFit,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """The samples themselves."""
        vectors = SampleVectors(
            fitted.values,
            fitted.labels.astype(np.int64),
            np.zeros((len(fitted.labels), 0)),
            np.zeros(0),
            np.array([fitted.estimator.n_neighbors], dtype=np.float64),
        )
        return fitted.model(self.name, bands, legend, vectors, facts)

    def quality(self, fitted: ScaledFit) -> dict[str, Any]:
        """How many samples it keeps."""
        return {"trained_on": len(fitted.labels)}

    def check(self, model: ClassifierModel) -> None:
        """Make sure that there are as many samples as neighbours are asked for."""
        vectors = _vectors_of(model)
        count = float(vectors.settings[0])
        if not (1 <= count <= len(vectors.labels) and count.is_integer()):
            raise ModelError("its number of neighbours does not fit its samples")

    def predictor(self, model: ClassifierModel) -> NeighbourPredictor:
        """The vote of the nearest samples."""
        return NeighbourPredictor(model)


class NeighbourPredictor(Predictor):
    """The vote of the nearest samples."""

    def __init__(self, model: ClassifierModel) -> None:
        vectors = _vectors_of(model)
        self._model = model
        self._labels = vectors.labels
        self._count = int(vectors.settings[0])
        self._near = NearestSamples(vectors.values, self._count)
        self.most_pixels = self._near.most_pixels

    def predict(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        return self.probabilities(values).argmax(axis=1)

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        # Images have many pixels that are the same.
        pixels, places = np.unique(values, axis=1, return_inverse=True)
        scaled = scale_pixels(pixels, self._model.means, self._model.scales)
        nearest, classes = self._near.find(scaled), len(self._model.legend)
        cells = np.arange(len(nearest))[:, None] * classes + self._labels[nearest]
        votes = np.bincount(cells.reshape(-1), minlength=len(nearest) * classes)
        return np.asarray((votes.reshape(-1, classes) / self._count)[places.reshape(-1)])
