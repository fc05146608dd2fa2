"""Training as Train Classifier does it, from layers as they are now, without a file."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

from ...core.classes.legend import LegendClass
from ...core.classify.model import ClassifierModel
from ...core.classify.predict import ClassPredictor
from ...core.classify.train import check_sklearn, train_classifier
from ...core.errors import ModelError
from ...core.indices.request import IndexRequest
from ...core.message import Message
from ..base.layer_snapshot import take_snapshots
from ..base.parameters import check_field
from ..base.values import Values
from ..classify.classify_parameters import BANDS, LABEL_FIELD, LABELS, NODATA
from ..classify.read_training import TrainingInputs, TrainingReader
from ..classify.train_classifier import RASTER, TrainClassifierAlgorithm
from ..classify.train_parameters import read_options
from ..inputs.class_colors import find_color_field, read_written_colors
from ..rasters.index_parameters import read_index_request
from ..rasters.raster_list import read_raster_list
from ..rasters.source import RasterInput


@dataclass(frozen=True)
class TrainedPreview:
    """A classifier, and what was read to train it.

    Attributes:
        predictor: the model made ready.
        raster: that it was trained on.
        bands: numbers of its bands, as BANDS takes them.
        nodata: the extra nodata value, or None.
        request: indices that stand behind the bands.
        samples: how many pixels it learned from.
        seconds: that reading and training took.
        warnings: what reading the samples came upon.
    """

    predictor: ClassPredictor
    raster: RasterInput
    bands: str
    nodata: float | None
    request: IndexRequest
    samples: int
    seconds: float
    warnings: tuple[Message, ...]

    @property
    def model(self) -> ClassifierModel:
        """The classifier."""
        return self.predictor.model

    @property
    def legend(self) -> tuple[LegendClass, ...]:
        """The classes that it knows."""
        return self.model.legend


class _HearingValues(Values):
    """Values that keep what is warned of, which nobody would read in a log."""

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.warnings: list[Message] = []

    def warn(self, template: str, /, **values: object) -> None:
        is_message = isinstance(template, Message) and not values
        self.warnings.append(template if is_message else Message(template, **values))


def load_libraries(feedback: QgsProcessingFeedback) -> None:
    """Import what training needs, which takes a second or two the first time."""
    check_sklearn()


class PreviewTraining:
    """What a classifier is trained on. Make it in the main thread; train in any other.

    Args:
        parameters: of Train Classifier, with one raster, and polygons or points. Layers are
            named by their ids.

    Raises:
        RasterError: the raster is a service that GDAL does not read.
    """

    def __init__(self, parameters: dict) -> None:
        self._alg = TrainClassifierAlgorithm().create()
        # Values name the context without owning it.
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._parameters = parameters
        values = Values(self._alg, parameters, self._context, QgsProcessingFeedback())
        # Edits that are not saved are in them.
        self._alg.snapshots = take_snapshots(values)
        self._rasters = read_raster_list(values, (RASTER, ""))

    def train(self, feedback: QgsProcessingFeedback) -> TrainedPreview:
        """Read the samples and train.

        Raises:
            ModelError: there is too little to learn from; the sentence says what to draw next.
            TilewrightError: what Train Classifier would say.
            CancelledError: the feedback said so.
        """
        begin = time.perf_counter()
        values = _HearingValues(self._alg, self._parameters, self._context, feedback)
        # Nothing is measured, which would take several times as long; the classifier is the same.
        options = replace(read_options(values), folds=0, search=False)
        _check_classes(values)
        inputs = TrainingReader(values, options, 50).read_rasters(self._rasters)
        _check_samples(inputs)
        model, _ = train_classifier(
            inputs.data,
            inputs.bands,
            inputs.legend,
            options,
            inputs.names,
            indices=inputs.indices,
            is_cancelled=feedback.isCanceled,
            has_curves=False,
        )
        return TrainedPreview(
            ClassPredictor(model),
            self._rasters[0],
            values.text(BANDS),
            values.optional_double(NODATA),
            read_index_request(values),
            len(inputs.data),
            time.perf_counter() - begin,
            tuple(values.warnings),
        )


def _check_classes(values: Values) -> None:
    """Say what to draw next where the layer has less than two classes."""
    layer = values.source(LABELS)
    field = check_field(layer, LABEL_FIELD, values.text(LABEL_FIELD))
    _, names = read_written_colors(layer, field, find_color_field(layer))
    if not names:
        raise ModelError(
            "Draw polygons of two classes or more in {layer}, and name the class of each in the "
            "field {field}.",
            layer=layer.sourceName(),
            field=field,
        )
    _check_several(sorted(names))


def _check_samples(inputs: TrainingInputs) -> None:
    """The same of the classes that have pixels on the image."""
    found = np.unique(inputs.data.labels).tolist()
    _check_several([inputs.legend[k].name for k in found])


def _check_several(names: Sequence[str]) -> None:
    if len(names) == 1:
        raise ModelError(
            "So far all training pixels are of the class {name}; draw a polygon of another class "
            "on the image.",
            name=names[0],
        )
