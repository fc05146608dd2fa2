"""Gradient boosting."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np

from ..classes.legend import LegendClass
from ..errors import ModelError
from ..trees.leaves import make_leaf_finders
from .fit_trees import check_has_trees, comparable, fit_in_steps, make_trees
from .method import Predictor
from .model import ClassifierModel
from .supervised import Fit, SupervisedMethod

GRADIENT_BOOSTING = "GRADIENT_BOOSTING"


class GradientBoosting(SupervisedMethod):
    """Trees whose leaves add to the score of a class."""

    name = GRADIENT_BOOSTING
    title = "Gradient boosting"
    help = "each tree mends the errors of those before."
    tried = MappingProxyType({"trees": (50,), "max_depth": (None, 4), "min_leaf": (1, 5)})

    def fit(self, fit: Fit) -> Any:
        """A fitted HistGradientBoostingClassifier."""
        from sklearn.ensemble import HistGradientBoostingClassifier

        options = fit.options
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

        def grow(count: int) -> None:
            boosting.set_params(max_iter=count)

        values = np.asarray(fit.values, dtype=np.float64)
        return fit_in_steps(boosting, grow, replace(fit, values=values))

    def to_model(
        self,
        fitted: Any,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """The trees of fitted boosting; leaves hold what they add to a class's score."""
        rounds = fitted._predictors
        nodes = [predictor.nodes for trees in rounds for predictor in trees]
        every = np.concatenate(nodes)
        is_leaf = every["is_leaf"] != 0
        if every["is_categorical"].any() or not np.isfinite(every["num_threshold"][~is_leaf]).all():
            raise ModelError("Boosting made trees that cannot be kept; choose another {METHOD}.")
        made = make_trees(
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
            self.name,
            bands,
            legend,
            made,
            outputs=np.tile(np.arange(scores, dtype=np.int64), len(rounds)),
            start=np.asarray(fitted._baseline_prediction, dtype=np.float64).reshape(-1),
            facts=facts,
        )

    def check(self, model: ClassifierModel) -> None:
        """Make sure that each tree adds to one score."""
        trees, count = check_has_trees(model), len(model.legend)
        scores = 1 if count == 2 else count
        fits = (
            trees.values.shape[1] == 1
            and count >= 2
            and model.start.shape == (scores,)
            and model.outputs.shape == (len(trees),)
            and ((model.outputs >= 0) & (model.outputs < scores)).all()
        )
        if not fits:
            raise ModelError("its trees do not fit its classes")

    def predictor(self, model: ClassifierModel) -> BoostingPredictor:
        """The sum of the trees."""
        return BoostingPredictor(model)


class BoostingPredictor(Predictor):
    """Classifies by the sum of what trees add to the scores of the classes."""

    def __init__(self, model: ClassifierModel) -> None:
        self._start, self._outputs = model.start, model.outputs
        self._trees = check_has_trees(model)
        self._finders = make_leaf_finders(self._trees, len(model.bands), is_float32=False)
        starts = self._trees.starts
        self._parts = [slice(int(a), int(b)) for a, b in zip(starts, starts[1:])]

    def predict(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        return self.probabilities(values).argmax(axis=1)

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        values = comparable(values, "float64")
        scores = np.repeat(self._start[:, None], values.shape[1], axis=1)
        for finder in self._finders:
            codes = finder.encode(values)
            for tree in finder.trees:
                leaves = finder.leaves(tree, codes)
                scores[self._outputs[tree]] += self._trees.values[self._parts[tree], 0].take(leaves)
        if len(scores) == 1:
            with np.errstate(over="ignore"):
                second = 1 / (1 + np.exp(-scores[0]))
            return np.stack((1 - second, second), axis=1)
        powers = np.exp(scores.T - scores.max(axis=0)[:, None])
        return powers / powers.sum(axis=1, keepdims=True)
