"""Training classifiers with scikit-learn, and measuring them by polygons they have not seen."""

from __future__ import annotations

import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from ..classes.legend import LegendClass
from ..errors import MissingLibraryError, ModelError
from ..run.batches import ignore_progress, never_cancelled
from ..samples.training import TrainingData, deal_folds
from .fit import fit_boosting, fit_forest, model_of_boosting, model_of_forest
from .kmeans import train_clusters
from .model import KMEANS, MAX_BANDS, MAX_CLASSES, METHODS, RANDOM_FOREST, ClassifierModel
from .quality import confusion_matrix, names_of, permutation_importance, scores_of_matrix

# Held-out samples a fold whose bands are shuffled: more change nothing that a report shows.
_SHUFFLED = 20_000
_SMALL = 100_000


@dataclass(frozen=True)
class TrainingOptions:
    """How to train.

    Attributes:
        method: one of METHODS.
        clusters: of K-means.
        trees: of a forest, or rounds of boosting.
        max_depth: most levels of a tree of a forest; None for no limit.
        min_leaf: least samples in a leaf.
        learning_rate: of boosting.
        folds: parts that polygons are dealt to for measuring; below 2 nothing is measured.
        balance_images: whether each image weighs the same.
        balance_classes: whether each class weighs the same.
        standardize: whether K-means scales each band to mean 0 and deviation 1 first.
        seed: of all random choices.
    """

    method: str = RANDOM_FOREST
    clusters: int = 5
    trees: int = 100
    max_depth: int | None = None
    min_leaf: int = 1
    learning_rate: float = 0.1
    folds: int = 5
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
                "{SEED} is {seed}; it is a number from 0 to {value}.",
                seed=self.seed,
                value=2**32 - 1,
            )


def train_classifier(
    data: TrainingData,
    bands: Sequence[str],
    legend: Sequence[LegendClass],
    options: TrainingOptions,
    sources: Sequence[str] = (),
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    has_curves: bool = True,
) -> tuple[ClassifierModel, dict]:
    """Train a classifier.

    Args:
        data: the samples.
        bands: names of their bands.
        legend: the classes; not used by K-means, which makes its own.
        sources: names of the images or tables, for the record.
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
    }
    with _few_threads(len(data)):
        if options.method == KMEANS:
            model, quality = train_clusters(
                data, bands, options, facts, progress, is_cancelled, has_curves
            )
        else:
            model, quality = _train_supervised(
                data, bands, legend, options, facts, progress, is_cancelled
            )
    model.check()
    return model, {**facts, "method": options.method, "bands": list(bands), **quality}


def check_sklearn() -> None:
    """Raise MissingLibraryError when scikit-learn is not there."""
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise MissingLibraryError(
            "Training needs the Python package scikit-learn ({error}).", error=error
        ) from None


def _few_threads(samples: int):
    """Within this block scikit-learn's own threads are one where there is little to do.

    On a busy machine they spend most of their time waiting for each other.
    """
    from threadpoolctl import threadpool_limits

    return threadpool_limits(limits=1 if samples < _SMALL else None)


def _versions() -> dict:
    import sklearn

    return {
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "python": platform.python_version(),
    }


def _train_supervised(data, bands, legend, options, facts, progress, is_cancelled):
    found = np.unique(data.labels)
    if len(found) < 2:
        name = legend[int(found[0])].name if len(found) else "none"
        raise ModelError(
            "The samples are all of one class ({name}); a classifier needs two or more.", name=name
        )
    if len(legend) > MAX_CLASSES:
        raise ModelError(
            "There are {count} classes; a model takes {max_classes} at most.",
            count=len(legend),
            max_classes=MAX_CLASSES,
        )
    # Classes of the legend without samples can be neither learned nor found.
    legend = [legend[k] for k in found.tolist()]
    labels = np.searchsorted(found, data.labels)
    data = TrainingData(data.values, labels, data.groups, data.images)
    is_forest = options.method == RANDOM_FOREST
    fit = fit_forest if is_forest else fit_boosting
    measured = options.folds >= 2
    steps = options.folds + 1 if measured else 1

    def part_of(step):
        return lambda fraction: progress((step + fraction) / steps)

    quality = {"classes": [asdict(c) for c in legend]}
    if measured:
        quality["held_out"] = _measure(data, legend, bands, options, fit, part_of, is_cancelled)
    weights = data.weights(options.balance_images, options.balance_classes)
    fitted = fit(data.values, data.labels, weights, options, part_of(steps - 1), is_cancelled, True)
    counts = np.bincount(data.labels, minlength=len(legend)).tolist()
    facts["class_samples"] = {c.name: n for c, n in zip(legend, counts)}
    convert = model_of_forest if is_forest else model_of_boosting
    model = convert(fitted, tuple(bands), tuple(legend), facts)
    if is_forest:
        quality["impurity_importance"] = [float(v) for v in fitted.feature_importances_]
        score = getattr(fitted, "oob_score_", None)
        quality["out_of_bag"] = None if score is None else float(score)
    return model, quality


def _measure(data, legend, bands, options, fit, part_of, is_cancelled) -> dict:
    folds, alone = deal_folds(data, options.folds, options.seed)
    count = len(legend)
    matrix = np.zeros((count, count), dtype=np.int64)
    lost, shuffled = np.zeros(len(bands), dtype=np.int64), 0
    for fold in range(options.folds):
        is_test = folds == fold
        train, test = data.select(~is_test), data.select(is_test)
        if not len(test) or len(np.unique(train.labels)) < 2:
            continue
        weights = train.weights(options.balance_images, options.balance_classes)
        fitted = fit(
            train.values, train.labels, weights, options, part_of(fold), is_cancelled, False
        )
        found = fitted.predict(test.values)
        matrix += confusion_matrix(test.labels, found, count)
        some = np.linspace(0, len(test) - 1, min(len(test), _SHUFFLED)).astype(int)
        part = test.select(some)
        lost += permutation_importance(
            fitted.predict, part.values, part.labels, found[some], options.seed
        )
        shuffled += len(part)
    groups = [len(np.unique(data.groups[data.labels == k])) for k in range(count)]
    return {
        "folds": options.folds,
        "polygons": groups,
        "untested": names_of(alone, legend),
        "confusion": matrix.tolist(),
        **scores_of_matrix(matrix),
        "permutation_importance": (lost / shuffled).tolist() if shuffled else None,
    }
