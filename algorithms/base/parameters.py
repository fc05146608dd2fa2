"""Making and reading parameters the same way in every algorithm."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsVectorLayer,
)

from ...core.errors import ParameterError
from ...core.message import Message, Parameter, as_message
from ...core.tiles.layout import is_dataset_folder
from ..dialogs.choices import words_of_choices
from .compat import holds_lists
from .layer_snapshot import FeatureSource, LayerSnapshot, find_stored, is_taken_for_table
from .polygons import refuse_other_shapes
from .words import put_into_words, tr

if TYPE_CHECKING:
    from .algorithm import TilewrightAlgorithm
    from .values import Values


def add_scheduler_parameter(alg: TilewrightAlgorithm) -> None:
    """A cluster that takes the work from this computer."""
    alg.add(
        QgsProcessingParameterString("SCHEDULER", tr("Dask scheduler"), optional=True),
        "The address of a Dask scheduler, for example tcp://10.0.0.5:8786, whose workers then cut "
        "the tiles; all must see raster and folder under the same paths. Needs the Python package "
        "distributed. Empty: this computer.",
        advanced=True,
    )


# How the help of BANDS goes on where all bands are taken when it is empty.
ALL_BANDS = (
    " Empty: all but a band tagged as alpha, which says which pixels are valid. A band that is "
    "named by its number is data, alpha or not."
)


# What Processing's dialogs show a choice with.
_CHOICE_FIELD = f"{__package__.partition('.')[0]}.ui.toolbox.choice_field.ChoiceWidget"
_NO_TITLES: Mapping[str, str] = MappingProxyType({})

# Marks, in its metadata, a parameter that takes more than layers: folders, for example.
TAKES_MORE = "takes_more"
_NAMES_LOST = "names_lost"
# Its value where that is folders alone.
FOLDERS = "folders"


def let_name_lost(definition: QgsProcessingParameterDefinition) -> None:
    """Let an algorithm say itself which rasters of a list cannot be opened: of all of them."""
    definition.setMetadata({**definition.metadata(), _NAMES_LOST: True})


def names_lost(definition: QgsProcessingParameterDefinition) -> bool:
    """Whether an algorithm says itself which rasters of a list cannot be opened."""
    return bool(definition.metadata().get(_NAMES_LOST))


def takes_more(definition: QgsProcessingParameterDefinition) -> bool:
    """Whether a parameter takes what QGIS does not open, so that its reader checks it."""
    return bool(definition.metadata().get(TAKES_MORE))


def takes_path(definition: QgsProcessingParameterDefinition, path: str) -> bool:
    """Whether a parameter takes what is at a path without QGIS opening it."""
    if not takes_more(definition):
        return False
    is_table = definition.metadata()[TAKES_MORE] != FOLDERS and path.lower().endswith(".csv")
    return (is_table and os.path.isfile(path)) or is_dataset_folder(path)


def enum_parameter(
    name: str,
    label: str,
    options: Sequence[str],
    default: str,
    *,
    titles: Mapping[str, str] = _NO_TITLES,
    is_optional: bool = False,
    takes_several: bool = False,
):
    """A choice whose values are codes, so that scripts say FORMAT=JPEG; dialogs show words.

    Models that were made before a parameter was there only run when it is optional.

    Args:
        name: of the parameter.
        label: what dialogs call it.
        options: the codes.
        default: one of them.
        titles: words for codes that the engine has a title for, messages or names as they stand;
            those of the others stand in ``algorithms/dialogs/choices.py``.
        is_optional: whether it may be left out, or emptied.
        takes_several: whether several may be chosen.
    """
    parameter = QgsProcessingParameterEnum(
        name,
        tr(label),
        options=list(options),
        allowMultiple=takes_several,
        defaultValue=default,
        optional=is_optional,
        usesStaticStrings=True,
    )
    words = words_of_choices(name, options, titles)
    shown = {code: put_into_words(as_message(word), {}) for code, word in words.items()}
    parameter.setMetadata(
        {
            "widget_wrapper": {
                "class": _CHOICE_FIELD,
                "words": {code: str(word) for code, word in shown.items()},
                "useCheckBoxes": takes_several,
                "columns": 1,
            }
        }
    )
    return parameter


def choices_help(text: str, options: Sequence[str]) -> str:
    """Help that lists the words of a choice: QGIS 3.22 shows their numbers on the console."""
    return f"{text} Values: {', '.join(options)}."


def integer_parameter(name: str, label: str, default=None, least=None, greatest=None):
    """A whole number; optional when it has no default."""
    return _number(name, label, QgsProcessingParameterNumber.Type.Integer, default, least, greatest)


def double_parameter(
    name: str,
    label: str,
    default=None,
    least=None,
    greatest=None,
    decimals: int = 2,
    *,
    is_optional: bool = False,
):
    """A number; optional when it has no default, or is to be."""
    # Models and help keep a default as it is written: 50 and not 50.0.
    if isinstance(default, float) and default.is_integer():
        default = int(default)
    parameter = _number(
        name, label, QgsProcessingParameterNumber.Type.Double, default, least, greatest, is_optional
    )
    parameter.setMetadata({"widget_wrapper": {"decimals": decimals}})
    return parameter


def _number(name, label, kind, default, least, greatest, is_optional=False):
    parameter = QgsProcessingParameterNumber(
        name, tr(label), kind, default, optional=is_optional or default is None
    )
    if least is not None:
        parameter.setMinimum(least)
    if greatest is not None:
        parameter.setMaximum(greatest)
    return parameter


def required_source(values: Values, name: str) -> FeatureSource:
    """A layer's features, as they were when the algorithm started.

    Raises:
        QgsProcessingException: the layer cannot be found or opened.
        LayerError: it holds points or lines where the parameter is for polygons.
    """
    whole_name = values.name(name)
    snapshot = None if whole_name in values.own else values.alg.snapshots.get(whole_name)
    source = snapshot or _file_source(values, name)
    _check_shapes(values.alg, whole_name, source)
    source.is_cancelled = values.feedback.isCanceled
    return source


def _file_source(values: Values, name: str) -> FeatureSource:
    alg, whole_name, value = values.alg, values.name(name), values.raw(name)
    source = alg.parameterAsSource(values.parameters, whole_name, values.context)
    if source is None:
        raise QgsProcessingException(alg.invalidSourceError(values.parameters, whole_name))
    layer = _opened_layer(value, values.context)
    # A definition may ask for the selected features only, which a snapshot knows nothing of.
    if isinstance(value, str) and layer is not None and is_taken_for_table(layer):
        snapshot = LayerSnapshot(layer)
        # Of a file, whose one symbol has a colour at random.
        snapshot.renderer = None
        return snapshot
    features = FeatureSource(source, layer)
    if isinstance(value, str) and layer is not None:
        features.stored = find_stored(layer)
    return features


def _check_shapes(alg: QgsProcessingAlgorithm, name: str, source: FeatureSource) -> None:
    """QGIS offers only layers of the right kind, but takes any when it is named."""
    definition = alg.parameterDefinition(name)
    if isinstance(definition, QgsProcessingParameterFeatureSource) and definition.dataTypes() == [
        QgsProcessing.SourceType.TypeVectorPolygon
    ]:
        refuse_other_shapes(source, Parameter(name))


def _opened_layer(value, context: QgsProcessingContext) -> QgsVectorLayer | None:
    """The layer that a parameter names, which QGIS has opened before."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value, _ = value.source.valueAsString(context.expressionContext())
    if isinstance(value, str):
        value = QgsProcessingUtils.mapLayerFromString(value, context, False)
    return value if isinstance(value, QgsVectorLayer) else None


def check_field(source: FeatureSource, name: str, field: str) -> str:
    """The true name of a field, found without regard to case.

    Raises:
        ParameterError: the layer has no such field, or it holds lists.
    """
    index = source.fields().lookupField(field)
    if index < 0:
        raise ParameterError(
            "{parameter} is {field!r}, but the layer {layer} has no such field; it has {names}.",
            parameter=Parameter(name),
            field=field,
            layer=source.sourceName(),
            names=field_names(source),
        )
    found = source.fields().at(index)
    if holds_lists(found):
        raise ParameterError(
            "{parameter} is {field}, which holds lists or other values of several parts; choose a "
            "field of texts or numbers, or make one with the field calculator.",
            parameter=Parameter(name),
            field=found.name(),
        )
    return found.name()


def choose_field(source: FeatureSource, name: str, given: str, usual: str | None) -> str | None:
    """The true name of the field that was given, else of the usual one; None without either.

    A usual name that the layer lacks is no business of a user who never typed it, so that callers
    say what to name instead.

    Raises:
        ParameterError: the layer has no field as given.
    """
    if given:
        return check_field(source, name, given)
    index = source.fields().lookupField(usual) if usual else -1
    return check_field(source, name, usual) if index >= 0 else None


def field_names(source: FeatureSource) -> Message:
    """The fields of a layer, for a message."""
    names = ", ".join(f.name() for f in source.fields())
    return as_message(names) if names else Message("none")
