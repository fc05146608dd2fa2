"""What a classifier is to all who train, keep and use one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from ..classes.legend import LegendClass
from ..samples.training import TrainingData
from .model import ClassifierModel

if TYPE_CHECKING:
    from .train import TrainingOptions


@dataclass(frozen=True)
class TrainingJob:
    """What a method is trained on.

    Attributes:
        data: the samples.
        bands: names of their bands.
        legend: the classes; empty for methods that make their own.
        options: how to train.
        facts: how the model was made, which it keeps.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between steps.
        has_curves: whether to try other settings as well, for the report only.
    """

    data: TrainingData
    bands: Sequence[str]
    legend: Sequence[LegendClass]
    options: TrainingOptions
    facts: dict[str, Any]
    progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]
    has_curves: bool = True


class Predictor(ABC):
    """A model made ready; safe to use from several threads at once.

    Attributes:
        most_pixels: that are classified between two looks at whether the user asked to stop; None
            where their number does not matter.
    """

    most_pixels: int | None = None

    @abstractmethod
    def predict(self, values: np.ndarray) -> np.ndarray:
        """Indices in the legend, int64 (N,), of pixels (bands, N) of any numeric type."""

    def probabilities(self, values: np.ndarray) -> np.ndarray:
        """How likely each class is, float64 (N, classes).

        Raises:
            TypeError: the method has no probabilities, as ``Method.has_probabilities`` says.
        """
        raise TypeError(f"{type(self).__name__} has no probabilities")


class Method(ABC):
    """One way to classify pixels. A new one is a module like ``forest`` and a line in ``methods``.

    Attributes:
        name: the value of METHOD, which model files keep.
        title: what reports call it.
        help: a sentence or two for who chooses a method.
        needs_labels: whether it learns from samples whose classes are known.
        has_probabilities: whether it says how likely each class is.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    help: ClassVar[str]
    needs_labels: ClassVar[bool] = True
    has_probabilities: ClassVar[bool] = True

    @abstractmethod
    def train(self, job: TrainingJob) -> tuple[ClassifierModel, dict[str, Any]]:
        """A model, and what is known of its quality as plain values for JSON.

        Raises:
            ModelError: there is too little to learn from.
            CancelledError: the job was cancelled.
        """

    @abstractmethod
    def check(self, model: ClassifierModel) -> None:
        """Make sure that the model's parts fit together and that classifying ends.

        Raises:
            ModelError: what is wrong, as the end of a sentence that begins with the file's name.
        """

    @abstractmethod
    def predictor(self, model: ClassifierModel) -> Predictor:
        """A checked model made ready to classify."""
