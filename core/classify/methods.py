"""All classifiers."""

from __future__ import annotations

from ..errors import ModelError
from .boosting import GradientBoosting
from .forest import RandomForest
from .kmeans import KMeansClusters
from .method import Method
from .model import ClassifierModel
from .scaled import NearestNeighbours, SupportVectors

# In the order in which they are offered; the first is the default.
METHODS: dict[str, Method] = {
    method.name: method
    for method in (
        RandomForest(),
        GradientBoosting(),
        SupportVectors(),
        NearestNeighbours(),
        KMeansClusters(),
    )
}


def check_model(model: ClassifierModel) -> None:
    """Make sure that a model's parts fit together and that classifying ends.

    Raises:
        ModelError: what is wrong, as the end of a sentence that begins with the file's name.
    """
    method = METHODS.get(model.method)
    if method is None:
        raise ModelError(
            "its method is {method!r}, which this version does not know", method=model.method
        )
    model.check_parts()
    method.check(model)
