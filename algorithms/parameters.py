"""Making and reading parameters the same way in every algorithm."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)

from .base import tr
from .compat import is_null

# How the help of BANDS goes on where all bands are taken when it is empty.
ALL_BANDS = (
    " Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is "
    "named by its number is data, alpha or not."
)


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

    Raises:
        QgsProcessingException: the layer cannot be found or opened.
    """
    taken = getattr(alg, "snapshots", {}).get(name)
    if taken is not None:
        return taken
    source = alg.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(alg.invalidSourceError(parameters, name))
    return source


def check_field(source: QgsProcessingFeatureSource, name: str, field: str) -> str:
    """The true name of a field, found without regard to case.

    Raises:
        QgsProcessingException: the layer has no such field.
    """
    index = source.fields().lookupField(field)
    if index < 0:
        raise QgsProcessingException(
            tr("{} is {!r}, but the layer {} has no such field; it has {}.").format(
                name, field, source.sourceName(), field_names(source)
            )
        )
    return source.fields().at(index).name()


def choose_field(
    source: QgsProcessingFeatureSource, name: str, given: str, usual: str | None
) -> str | None:
    """The true name of the field that was given, else of the usual one; None without either.

    A usual name that the layer lacks is no business of a user who never typed it, so that callers
    say what to name instead.

    Raises:
        QgsProcessingException: the layer has no field as given.
    """
    if given:
        return check_field(source, name, given)
    index = source.fields().lookupField(usual) if usual else -1
    return source.fields().at(index).name() if index >= 0 else None


def field_names(source: QgsProcessingFeatureSource) -> str:
    """The fields of a layer, for a message."""
    return ", ".join(f.name() for f in source.fields()) or tr("none")
