"""Random forests."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np

from ..classes.legend import LegendClass
from ..errors import ModelError
from ..run.batches import default_workers
from ..trees.arrays import MAX_DEPTH
from ..trees.leaves import make_leaf_finders
from ..trees.vote import ForestVote
from .fit_trees import STEP, check_has_trees, comparable, fit_in_steps, make_trees
from .method import Predictor
from .model import ClassifierModel
from .supervised import Fit, SupervisedMethod

RANDOM_FOREST = "RANDOM_FOREST"
# With more samples, trees take so long that a step has no more of them than grow at once: those
# that grow when the user cancels grow to their end.
_LARGE = 100_000


class RandomForest(SupervisedMethod):
    """Trees of random samples and bands, whose leaves hold the share of each class."""

    name = RANDOM_FOREST
    title = "Random forest"
    help = "many trees vote; a good first choice."
    tried = MappingProxyType({"trees": (300,), "max_depth": (None, 8), "min_leaf": (1, 5)})

    def fit(self, fit: Fit) -> Any:
        """A fitted RandomForestClassifier, with the final fit also its out-of-bag score."""
        forest = self.estimator(
            n_estimators=fit.options.trees,
            # Deeper trees fit no model file; real ones have some 30 levels.
            max_depth=fit.options.max_depth or MAX_DEPTH,
            min_samples_leaf=fit.options.min_leaf,
            random_state=fit.options.seed,
            n_jobs=default_workers(),
            warm_start=True,
        )

        def grow(count: int) -> None:
            # Scikit-learn scores what it has at every step; only the last is of use.
            scored = fit.is_final and count == fit.options.trees
            forest.set_params(n_estimators=count, oob_score=scored)

        is_large = len(fit.values) >= _LARGE
        return fit_in_steps(forest, grow, fit, min(STEP, default_workers()) if is_large else STEP)

    def estimator(self, **options: object) -> Any:
        """Scikit-learn's estimator of the forest."""
        from sklearn.ensemble import RandomForestClassifier

        return RandomForestClassifier(**options)

    def to_model(
        self,
        fitted: Any,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """The trees of a fitted forest; leaves hold the share of each class."""
        import sklearn

        trees = [e.tree_ for e in fitted.estimators_]
        values = np.concatenate([t.value[:, 0, :] for t in trees])
        if _version(sklearn.__version__) < (1, 3):
            # Counts before 1.3, shares from then on.
            values = values / values.sum(axis=1, keepdims=True)
        lefts = np.concatenate([t.children_left for t in trees])
        made = make_trees(
            [t.node_count for t in trees],
            np.concatenate([t.feature for t in trees]),
            np.concatenate([t.threshold for t in trees]),
            lefts,
            np.concatenate([t.children_right for t in trees]),
            values,
            np.concatenate([t.n_node_samples for t in trees]),
        )
        return ClassifierModel(self.name, bands, legend, made, facts=facts)

    def quality(self, fitted: Any) -> dict[str, Any]:
        """How much each band is used, and the out-of-bag score."""
        return {
            "impurity_importance": [float(v) for v in fitted.feature_importances_],
            "out_of_bag": float(fitted.oob_score_),
        }

    def check(self, model: ClassifierModel) -> None:
        """Make sure that leaves hold a share of each class."""
        values = check_has_trees(model).values
        if values.shape[1] != len(model.legend) or len(model.outputs) or (values < 0).any():
            raise ModelError("its trees do not fit its classes")

    def predictor(self, model: ClassifierModel) -> ForestPredictor:
        """The vote of the trees."""
        return ForestPredictor(model)


class ForestPredictor(Predictor):
    """Classifies by the vote of trees.

    Attributes:
        finders: of the leaves of all trees.
        vote: of the trees.
    """

    def __init__(self, model: ClassifierModel) -> None:
        trees = check_has_trees(model)
        self.finders = make_leaf_finders(trees, len(model.bands), is_float32=True)
        self.vote = ForestVote(trees, self.finders)

    def predict(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        return self.vote.predict(comparable(values, "float32"))

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        return self.vote.probabilities(comparable(values, "float32"))


def _version(text: str) -> tuple[int, ...]:
    parts = []
    for part in text.split(".")[:2]:
        digits = "".join(c for c in part if c.isdigit())
        parts.append(int(digits or 0))
    return tuple(parts)
