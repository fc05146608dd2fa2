"""What quick classifiers say of tiles that they have not seen."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from ..errors import MissingLibraryError
from ..run.batches import (
    default_workers,
    ignore_progress,
    never_cancelled,
    run_aside_in_pieces,
)
from ..run.sklearn_threads import limited_threads

_TREES = 200
# Leaves of several tiles: a tree that learns a wrong label by heart cannot speak against it.
_LEAF = 3
# Strength of the classifier's prior: wrong labels are not to bend it.
_C = 0.1
# Fewer tiles are learnt sooner than threads have agreed on who does what.
_SMALL = 5000


def check_sklearn() -> None:
    """Make sure that labels can be judged here.

    Raises:
        MissingLibraryError: scikit-learn is not installed.
    """
    try:
        import sklearn  # noqa: F401
    except ImportError as error:
        raise MissingLibraryError(
            "Judging labels needs the Python package scikit-learn ({error}).", error=error
        ) from None


def predict_unseen(
    features: np.ndarray,
    labels: np.ndarray,
    folds: np.ndarray,
    seed: int,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> np.ndarray:
    """Float64 (N, K): the probability of each class, from models trained on the other folds.

    The mean of extremely randomized trees and of a logistic regression, which err differently. A
    class that the other folds lack has probability 0; a tile of such a class is not judged by it.
    Rows of tiles whose other folds hold one class only are 0 throughout.

    Args:
        features: float64 (N, F), finite.
        labels: int64 (N,): 0 to K - 1.
        folds: int64 (N,).
        seed: of the trees.

    Raises:
        MissingLibraryError: scikit-learn is not installed.
        CancelledError: ``is_cancelled`` said so.
    """
    check_sklearn()
    found = np.zeros((len(labels), int(labels.max()) + 1))

    workers = default_workers() if len(labels) >= _SMALL else 1

    def work(told: Callable[[float], None], is_stopped: Callable[[], bool]) -> np.ndarray:
        numbers = np.unique(folds).tolist()
        for done, fold in enumerate(numbers):
            is_seen = folds != fold
            if len(np.unique(labels[is_seen])) < 2:
                continue
            for k, model in enumerate(_models(seed, workers)):
                if is_stopped():
                    return found
                model.fit(features[is_seen], labels[is_seen])
                rows = np.flatnonzero(~is_seen)
                found[np.ix_(rows, model.classes_)] += model.predict_proba(features[rows]) / 2
                told((done + (k + 1) / 2) / len(numbers))
        return found

    with warnings.catch_warnings():
        # That a model might be fitted a little better still changes no ranking. Filters are set
        # here, as threads share them.
        warnings.simplefilter("ignore")
        with limited_threads(workers):
            return run_aside_in_pieces(work, progress, is_cancelled)


def _models(seed: int, workers: int) -> tuple[Any, Any]:
    from sklearn.ensemble import ExtraTreesClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    trees = ExtraTreesClassifier(
        _TREES, min_samples_leaf=_LEAF, random_state=seed % 2**32, n_jobs=workers
    )
    return trees, make_pipeline(StandardScaler(), LogisticRegression(C=_C, max_iter=500))
