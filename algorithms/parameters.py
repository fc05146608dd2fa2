"""Making and reading parameters the same way in every algorithm."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from .base import tr
from .compat import is_null


def enum_parameter(name: str, label: str, options: Sequence[str], default: str):
    """A choice whose values are words, so that scripts say FORMAT=JPEG."""
    return QgsProcessingParameterEnum(
        name,
        tr(label),
        options=list(options),
        allowMultiple=False,
        defaultValue=default,
        optional=False,
        usesStaticStrings=True,
    )


def choices_help(text: str, options: Sequence[str]) -> str:
    """Help that lists the words of a choice: QGIS 3.22 shows their numbers on the console."""
    return f"{text} Values: {', '.join(options)}."


def integer_parameter(name: str, label: str, default=None, least=None, greatest=None):
    """A whole number; optional when it has no default."""
    return _number(name, label, QgsProcessingParameterNumber.Type.Integer, default, least, greatest)


def double_parameter(
    name: str, label: str, default=None, least=None, greatest=None, decimals: int = 2
):
    """A number; optional when it has no default."""
    parameter = _number(
        name, label, QgsProcessingParameterNumber.Type.Double, default, least, greatest
    )
    parameter.setMetadata({"widget_wrapper": {"decimals": decimals}})
    return parameter


def _number(name, label, kind, default, least, greatest):
    parameter = QgsProcessingParameterNumber(
        name, tr(label), kind, default, optional=default is None
    )
    if least is not None:
        parameter.setMinimum(least)
    if greatest is not None:
        parameter.setMaximum(greatest)
    return parameter


def is_given(parameters: dict, name: str) -> bool:
    """Whether an optional parameter has a value."""
    value = parameters.get(name)
    return not is_null(value) and value != ""


def optional_double(
    alg: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> float | None:
    """A number, or None when nothing was given."""
    if not is_given(parameters, name):
        return None
    value = alg.parameterAsDouble(parameters, name, context)
    return None if math.isnan(value) else value


def optional_int(
    alg: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> int | None:
    """A whole number, or None when nothing was given."""
    if not is_given(parameters, name):
        return None
    return alg.parameterAsInt(parameters, name, context)


def optional_source(
    alg: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> QgsProcessingFeatureSource | None:
    """A layer's features, or None when no layer was given."""
    if not is_given(parameters, name):
        return None
    return required_source(alg, parameters, name, context)


def required_source(
    alg: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> QgsProcessingFeatureSource:
    """A layer's features, as they were when the algorithm started.

    Its ``encoding`` is what the layer's texts were decoded with, where that is known.

    Raises:
        QgsProcessingException: the layer cannot be found or opened.
    """
    taken = getattr(alg, "snapshots", {}).get(name)
    if taken is not None:
        return taken
    source = alg.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(alg.invalidSourceError(parameters, name))
    source.encoding = _encoding(parameters.get(name), context)
    return source


def _encoding(value, context: QgsProcessingContext) -> str:
    """What a layer's texts are decoded with; nothing where nobody knows."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value, _ = value.source.valueAsString(context.expressionContext())
    if isinstance(value, str):
        value = QgsProcessingUtils.mapLayerFromString(value, context, False)
    return value.dataProvider().encoding() if isinstance(value, QgsVectorLayer) else ""


def check_field(source: QgsProcessingFeatureSource, name: str, field: str) -> str:
    """The true name of a field, found without regard to case.

    Raises:
        QgsProcessingException: the layer has no such field.
    """
    index = source.fields().lookupField(field)
    if index < 0:
        names = ", ".join(f.name() for f in source.fields()) or tr("none")
        raise QgsProcessingException(
            tr("{} is {!r}, but the layer {} has no such field; it has {}.").format(
                name, field, source.sourceName(), names
            )
        )
    return source.fields().at(index).name()
