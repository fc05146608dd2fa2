"""Methods that learn from labels, measured on polygons that they have not seen."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ..classes.legend import LegendClass
from ..errors import ModelError
from ..samples.quality import confusion_matrix, names_of, permutation_importance, scores_of_matrix
from ..samples.training import TrainingData, deal_folds
from .method import Method, TrainingJob
from .model import MAX_CLASSES, ClassifierModel

if TYPE_CHECKING:
    from .train import TrainingOptions

# Held-out samples of a fold whose bands are shuffled: more change nothing that a report shows.
_SHUFFLED = 20_000


@dataclass(frozen=True)
class Fit:
    """What is fitted once.

    Attributes:
        values: (N, bands).
        labels: int64 (N,): indices of classes.
        weights: float64 (N,) or None.
        options: how to train.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between steps.
        is_final: whether the model is made of it, rather than its quality measured.
    """

    values: np.ndarray
    labels: np.ndarray
    weights: np.ndarray | None
    options: TrainingOptions
    progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]
    is_final: bool


class SupervisedMethod(Method):
    """A method that is fitted to labelled samples, once for each fold and once for good.

    Attributes:
        tried: the values of options that a search tries, beside those that are given.
    """

    tried: ClassVar[Mapping[str, Sequence[Any]]] = MappingProxyType({})

    @abstractmethod
    def fit(self, fit: Fit) -> Any:
        """An object whose ``predict`` gives int64 (N,) for (N, bands), as scikit-learn's do."""

    @abstractmethod
    def to_model(
        self,
        fitted: Any,
        bands: tuple[str, ...],
        legend: tuple[LegendClass, ...],
        facts: dict[str, Any],
    ) -> ClassifierModel:
        """What ``fit`` returned, as plain numbers."""

    def quality(self, fitted: Any) -> dict[str, Any]:
        """What else is known of its quality, as plain values for JSON; by default nothing."""
        return {}

    def train(self, job: TrainingJob) -> tuple[ClassifierModel, dict[str, Any]]:
        """See ``Method``."""
        job = _with_found_classes(job)
        options, legend = job.options, tuple(job.legend)
        measured = options.folds >= 2
        settings = self._settings(options) if measured and options.search else []
        first = len(settings) * options.folds
        steps = first + options.folds + 1 if measured else 1
        quality: dict[str, Any] = {"classes": [asdict(c) for c in legend]}
        if settings:
            quality["search"] = self._search(job, settings, steps)
            chosen = next(row["settings"] for row in quality["search"] if row["is_chosen"])
            job = replace(job, options=replace(options, **chosen))
            job.facts["options"] = asdict(job.options)
        if measured:
            quality["held_out"] = self._measure(job, first, steps)
        fitted = self._fit(job, job.data, steps - 1, steps, is_final=True)
        counts = np.bincount(job.data.labels, minlength=len(legend)).tolist()
        job.facts["class_samples"] = {c.name: n for c, n in zip(legend, counts)}
        model = self.to_model(fitted, tuple(job.bands), legend, job.facts)
        return model, {**quality, **self.quality(fitted)}

    def _fit(
        self, job: TrainingJob, data: TrainingData, step: int, steps: int, is_final: bool
    ) -> Any:
        options = job.options
        weights = data.weights(options.balance_images, options.balance_classes)

        def progress(fraction: float) -> None:
            job.progress((step + fraction) / steps)

        return self.fit(
            Fit(data.values, data.labels, weights, options, progress, job.is_cancelled, is_final)
        )

    def _settings(self, options: TrainingOptions) -> list[dict[str, Any]]:
        """What a search tries: first what is given, then each combination of other values."""
        given = {name: getattr(options, name) for name in self.tried}
        values = [dict.fromkeys((given[name], *self.tried[name])) for name in self.tried]
        return [dict(zip(self.tried, chosen)) for chosen in product(*values)]

    def _search(
        self, job: TrainingJob, settings: Sequence[dict[str, Any]], steps: int
    ) -> list[dict[str, Any]]:
        """How good each setting is on held-out polygons; the first of the best is chosen."""
        data, count = job.data, len(job.legend)
        folds, _ = deal_folds(data, job.options.folds, job.options.seed)
        rows = []
        for number, chosen in enumerate(settings):
            own = replace(job, options=replace(job.options, **chosen))
            matrix = np.zeros((count, count), dtype=np.int64)
            for fold in range(job.options.folds):
                train, test = data.select(folds != fold), data.select(folds == fold)
                if not len(test) or len(np.unique(train.labels)) < 2:
                    continue
                step = number * job.options.folds + fold
                fitted = self._fit(own, train, step, steps, is_final=False)
                matrix += confusion_matrix(test.labels, fitted.predict(test.values), count)
            scores = scores_of_matrix(matrix)
            rows.append(
                {
                    "settings": chosen,
                    "accuracy": scores["accuracy"],
                    "macro_f1": scores["macro_f1"],
                    "is_chosen": False,
                }
            )
        best = max(range(len(rows)), key=lambda k: rows[k]["macro_f1"] or 0.0)
        rows[best]["is_chosen"] = True
        return rows

    def _measure(self, job: TrainingJob, first: int, steps: int) -> dict[str, Any]:
        data, options, count = job.data, job.options, len(job.legend)
        folds, alone = deal_folds(data, options.folds, options.seed)
        matrix = np.zeros((count, count), dtype=np.int64)
        lost, shuffled = np.zeros(len(job.bands), dtype=np.int64), 0
        for fold in range(options.folds):
            is_test = folds == fold
            train, test = data.select(~is_test), data.select(is_test)
            if not len(test) or len(np.unique(train.labels)) < 2:
                continue
            fitted = self._fit(job, train, first + fold, steps, is_final=False)
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
            "untested": names_of(alone, job.legend),
            "confusion": matrix.tolist(),
            **scores_of_matrix(matrix),
            "permutation_importance": (lost / shuffled).tolist() if shuffled else None,
        }


def _with_found_classes(job: TrainingJob) -> TrainingJob:
    """The job with the classes that have samples: others can be neither learned nor found."""
    found = np.unique(job.data.labels)
    if len(found) < 2:
        name = job.legend[int(found[0])].name if len(found) else "none"
        raise ModelError(
            "The samples are all of one class ({name}); a classifier needs two or more.", name=name
        )
    if len(job.legend) > MAX_CLASSES:
        raise ModelError(
            "There are {count} classes; a model takes {max_classes} at most.",
            count=len(job.legend),
            max_classes=MAX_CLASSES,
        )
    labels = np.searchsorted(found, job.data.labels)
    data = TrainingData(job.data.values, labels, job.data.groups, job.data.images)
    return replace(job, data=data, legend=tuple(job.legend[k] for k in found.tolist()))
