"""Fitting ensembles of trees step by step, and keeping them as plain arrays."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..errors import CancelledError, ModelError
from ..trees.arrays import DecisionTrees
from .model import ClassifierModel
from .supervised import Fit

STEP = 4


def fit_in_steps(estimator: Any, grow: Callable[[int], None], fit: Fit, step: int = STEP) -> Any:
    """Fit a scikit-learn ensemble with ``warm_start``; ``grow`` sets its number of trees.

    Args:
        step: trees or rounds between two polls of whether the user asked to stop.

    Raises:
        CancelledError: ``fit.is_cancelled`` said so.
    """
    trees = fit.options.trees
    for count in [*range(step, trees, step), trees]:
        if fit.is_cancelled():
            raise CancelledError
        grow(count)
        with warnings.catch_warnings():
            # Few trees leave some samples without an out-of-bag vote; the report says as much.
            warnings.simplefilter("ignore")
            estimator.fit(fit.values, fit.labels, sample_weight=fit.weights)
        fit.progress(count / trees)
    return estimator


def make_trees(
    counts: Sequence[int],
    features: np.ndarray,
    thresholds: np.ndarray,
    lefts: np.ndarray,
    rights: np.ndarray,
    values: np.ndarray,
    samples: np.ndarray,
) -> DecisionTrees:
    """Trees of ``counts`` nodes, one after another; leaves have ``lefts`` below 0."""
    is_leaf = np.asarray(lefts) < 0
    return DecisionTrees(
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        np.where(is_leaf, -1, features).astype(np.int32),
        np.where(is_leaf, 0.0, thresholds).astype(np.float64),
        np.asarray(lefts).astype(np.int32),
        np.asarray(rights).astype(np.int32),
        np.where(is_leaf[:, None], values, 0.0).astype(np.float64),
        np.asarray(samples).astype(np.int32),
    )


def check_has_trees(model: ClassifierModel) -> DecisionTrees:
    """The checked trees of a model.

    Raises:
        ModelError: it has none, or not over its bands.
    """
    if model.trees is None:
        raise ModelError("its trees are missing")
    model.trees.check(len(model.bands))
    return model.trees


def comparable(values: np.ndarray, dtype: str) -> np.ndarray:
    """Values in the type in which thresholds were found; small integers are the same in all."""
    if values.dtype.kind in "iu" and values.dtype.itemsize <= 2:
        return values
    return values.astype(dtype)
