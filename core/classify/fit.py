"""Fitting scikit-learn's forests and boosted trees, and taking them apart into plain arrays."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..errors import CancelledError, ModelError
from ..run.batches import default_workers
from .model import GRADIENT_BOOSTING, RANDOM_FOREST, ClassifierModel
from .trees import MAX_DEPTH, DecisionTrees

if TYPE_CHECKING:
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

# Trees or rounds between two looks at whether the user asked to stop.
_STEP = 4


def fit_forest(
    values, labels, weights, options, progress, is_cancelled, is_final: bool
) -> RandomForestClassifier:
    """A fitted RandomForestClassifier; with ``is_final`` also its out-of-bag score.

    ``values`` is (N, bands), ``labels`` int64 (N,), ``weights`` float64 (N,) or None.
    """
    from sklearn.ensemble import RandomForestClassifier

    forest = RandomForestClassifier(
        options.trees,
        # A tree that is deeper is one that no model file may hold; real ones have some 30 levels.
        max_depth=options.max_depth or MAX_DEPTH,
        min_samples_leaf=options.min_leaf,
        random_state=options.seed,
        n_jobs=default_workers(),
        warm_start=True,
    )

    def look(count: int) -> None:
        # Scikit-learn scores what it has at every step; only the last is of use.
        forest.set_params(n_estimators=count, oob_score=is_final and count == options.trees)

    return _fit_in_steps(forest, look, values, labels, weights, options, progress, is_cancelled)


def fit_boosting(
    values, labels, weights, options, progress, is_cancelled, is_final: bool
) -> HistGradientBoostingClassifier:
    """A fitted HistGradientBoostingClassifier; for the arguments see fit_forest."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    boosting = HistGradientBoostingClassifier(
        max_iter=options.trees,
        learning_rate=options.learning_rate,
        max_depth=options.max_depth,
        min_samples_leaf=max(options.min_leaf, 1) if options.min_leaf > 1 else 20,
        # What is held back at random would be neighbours of what is not.
        early_stopping=False,
        random_state=options.seed,
        warm_start=True,
    )

    def look(count: int) -> None:
        boosting.set_params(max_iter=count)

    values = np.asarray(values, dtype=np.float64)
    return _fit_in_steps(boosting, look, values, labels, weights, options, progress, is_cancelled)


def _fit_in_steps(
    estimator,
    look: Callable[[int], None],
    values,
    labels,
    weights,
    options,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
):
    for count in [*range(_STEP, options.trees, _STEP), options.trees]:
        if is_cancelled():
            raise CancelledError
        look(count)
        with warnings.catch_warnings():
            # Few trees leave some samples without an out-of-bag vote; the report says as much.
            warnings.simplefilter("ignore")
            estimator.fit(values, labels, sample_weight=weights)
        progress(count / options.trees)
    return estimator


def model_of_forest(forest, bands, legend, facts) -> ClassifierModel:
    """The trees of a fitted forest; leaves hold the share of each class."""
    import sklearn

    trees = [e.tree_ for e in forest.estimators_]
    values = np.concatenate([t.value[:, 0, :] for t in trees])
    if _version(sklearn.__version__) < (1, 3):
        # Counts before 1.3, shares from then on.
        values = values / values.sum(axis=1, keepdims=True)
    lefts = np.concatenate([t.children_left for t in trees])
    made = _make_trees(
        [t.node_count for t in trees],
        np.concatenate([t.feature for t in trees]),
        np.concatenate([t.threshold for t in trees]),
        lefts,
        np.concatenate([t.children_right for t in trees]),
        values,
        np.concatenate([t.n_node_samples for t in trees]),
    )
    return ClassifierModel(RANDOM_FOREST, bands, legend, made, facts=facts)


def model_of_boosting(boosting, bands, legend, facts) -> ClassifierModel:
    """The trees of fitted boosting; leaves hold what they add to a class's score."""
    rounds = boosting._predictors
    nodes = [predictor.nodes for trees in rounds for predictor in trees]
    every = np.concatenate(nodes)
    is_leaf = every["is_leaf"] != 0
    if every["is_categorical"].any() or not np.isfinite(every["num_threshold"][~is_leaf]).all():
        raise ModelError("Boosting made trees that cannot be kept; choose another {METHOD}.")
    made = _make_trees(
        [len(n) for n in nodes],
        every["feature_idx"],
        every["num_threshold"],
        np.where(is_leaf, -1, every["left"].astype(np.int64)),
        np.where(is_leaf, -1, every["right"].astype(np.int64)),
        every["value"][:, None],
        every["count"],
    )
    scores = len(rounds[0])
    return ClassifierModel(
        GRADIENT_BOOSTING,
        bands,
        legend,
        made,
        outputs=np.tile(np.arange(scores, dtype=np.int64), len(rounds)),
        start=np.asarray(boosting._baseline_prediction, dtype=np.float64).reshape(-1),
        facts=facts,
    )


def _make_trees(counts, features, thresholds, lefts, rights, values, samples) -> DecisionTrees:
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


def _version(text: str) -> tuple[int, ...]:
    parts = []
    for part in text.split(".")[:2]:
        digits = "".join(c for c in part if c.isdigit())
        parts.append(int(digits or 0))
    return tuple(parts)
