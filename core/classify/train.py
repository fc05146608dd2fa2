"""Training classifiers with scikit-learn."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from ..classes.legend import LegendClass
from ..errors import MissingLibraryError, ModelError
from ..indices.record import FACT, IndexRecord
from ..run.batches import ignore_progress, never_cancelled, run_aside_in_pieces
from ..run.sklearn_threads import limited_threads, load_sklearn
from ..samples.training import TrainingData
from .method import TrainingJob
from .methods import METHODS, check_model
from .model import MAX_BANDS, ClassifierModel

_SMALL = 100_000


@dataclass(frozen=True)
class TrainingOptions:
    """How to train.

    Attributes:
        method: a key of METHODS.
        clusters: of K-means.
        trees: of a forest, or rounds of boosting.
        max_depth: most levels of a tree of a forest; None for no limit.
        min_leaf: least samples in a leaf.
        learning_rate: of boosting.
        penalty: of a support vector machine for samples on the wrong side (C).
        neighbours: that vote on a pixel.
        folds: into how many parts polygons are divided for measuring; below 2 nothing is measured.
        search: whether a few settings are tried on the folds, and the best are taken.
        balance_images: whether each image weighs the same.
        balance_classes: whether each class weighs the same.
        standardize: whether K-means scales each band to mean 0 and deviation 1 first.
        seed: of all random choices.
    """

    method: str = next(iter(METHODS))
    clusters: int = 5
    trees: int = 100
    max_depth: int | None = None
    min_leaf: int = 1
    learning_rate: float = 0.1
    penalty: float = 1.0
    neighbours: int = 5
    folds: int = 5
    search: bool = False
    balance_images: bool = True
    balance_classes: bool = False
    standardize: bool = True
    seed: int = 0

    def __post_init__(self) -> None:
        if self.method not in METHODS:
            raise ModelError(
                "{METHOD} is {method!r}; choose one of {methods}.",
                method=self.method,
                methods=", ".join(METHODS),
            )
        if not 0 <= self.seed < 2**32:
            raise ModelError(
                "{SEED} is {seed}; it is a number from 0 to {last}.",
                seed=self.seed,
                last=2**32 - 1,
            )


def train_classifier(
    data: TrainingData,
    bands: Sequence[str],
    legend: Sequence[LegendClass],
    options: TrainingOptions,
    sources: Sequence[str] = (),
    *,
    indices: IndexRecord | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    has_curves: bool = True,
) -> tuple[ClassifierModel, dict[str, Any]]:
    """Train a classifier.

    Args:
        data: the samples.
        bands: names of their bands.
        legend: the classes; not used by K-means, which makes its own.
        sources: names of the images or tables, for the record.
        indices: which of the bands are computed of the others, for the record.
        has_curves: whether K-means tells how well other numbers of clusters suit, which takes
            longer than the training.

    Returns:
        The model, and what is known of its quality as plain values for JSON.

    Raises:
        MissingLibraryError: scikit-learn is not installed.
        ModelError: there is too little to learn from.
        CancelledError: ``is_cancelled`` said so.
    """
    check_sklearn()
    if not 1 <= len(bands) <= MAX_BANDS:
        raise ModelError(
            "There are {count} bands; a model takes 1 to {max_bands}.",
            count=len(bands),
            max_bands=MAX_BANDS,
        )
    facts = {
        "options": asdict(options),
        "sources": list(sources),
        "samples": len(data),
        "images": int(data.images.max()) + 1 if len(data) else 0,
        "versions": _versions(),
        "band_ranges": [[float(v.min()), float(v.max())] for v in data.values.T if len(data)],
        **({FACT: indices.describe()} if indices is not None and indices.names else {}),
    }

    def train(
        told: Callable[[float], None], is_stopped: Callable[[], bool]
    ) -> tuple[ClassifierModel, dict[str, Any]]:
        # The limit is the thread's own.
        with _few_threads(len(data)):
            job = TrainingJob(data, bands, legend, options, facts, told, is_stopped, has_curves)
            return METHODS[options.method].train(job)

    # Scikit-learn fits a tree, or clusters, without a look at anything else.
    model, quality = run_aside_in_pieces(train, progress, is_cancelled)
    check_model(model)
    return model, {**facts, "method": options.method, "bands": list(bands), **quality}


def check_sklearn() -> None:
    """Load scikit-learn, or raise MissingLibraryError when it is not there."""
    try:
        load_sklearn()
    except ImportError as error:
        raise MissingLibraryError(
            "Training needs the Python package scikit-learn ({error}).", error=error
        ) from None


def _few_threads(samples: int) -> AbstractContextManager[object]:
    """Within this block scikit-learn's own threads are one where there is little to do.

    On a busy machine they spend most of their time waiting for each other.
    """
    return limited_threads(1 if samples < _SMALL else None)


def _versions() -> dict[str, str]:
    import sklearn

    return {
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }
