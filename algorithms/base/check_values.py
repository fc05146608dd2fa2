"""Values that no work can begin with; QGIS says only that they are wrong, or nothing."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsProperty,
)

from ...core.errors import RasterError
from ...core.files.paths import clean_path, is_special
from ...core.message import Message, Parameter
from ...core.network.stays_local import check_stays_local, is_address
from .parameters import names_lost, takes_more, takes_path
from .release_layers import open_address
from .words import put_into_words

# Parameters that take one layer of features, and what else they take.
_LAYERS = {
    "source": QgsProcessingUtils.LayerHint.Vector,
    "vector": QgsProcessingUtils.LayerHint.Vector,
    "layer": QgsProcessingUtils.LayerHint.UnknownType,
}
# QGIS keeps whole numbers in 32 bits, and what does not fit becomes another.
_LEAST, _GREATEST = -(2**31), 2**31 - 1
# Files, tables and programs in C end at the first, and the others are halves of characters.
_UNWRITABLE = re.compile("[\0\ud800-\udfff]")
# Parameters whose values QGIS opens; of the first kinds, as layers of features alone.
_FEATURES = ("source", "vector")
_OPENED = (*_FEATURES, "raster", "layer", "multilayer", "extent", "crs")
_BY_GDAL = ("", "gdal", "ogr")
_HERE = ("memory", "delimitedtext", "spatialite", "gpx", "virtual")


def refuse_values(
    alg: QgsProcessingAlgorithm, parameters: Mapping, context: QgsProcessingContext
) -> Message | None:
    """What is wrong with the first of the values that cannot be worked with, if one is.

    Opens layers and the rasters of lists, which stay in the context, where QGIS finds them.
    """
    for definition in alg.parameterDefinitions():
        value = parameters.get(definition.name())
        for check in _CHECKS:
            message = check(definition, value, context)
            if message is not None:
                return message
    return None


def names_address(
    alg: QgsProcessingAlgorithm, parameters: Mapping, context: QgsProcessingContext
) -> bool:
    """Whether a value is an address on the network, or a layer of the project that has one."""
    values = (parameters.get(d.name()) for d in alg.parameterDefinitions() if _opens(d))
    return any(
        is_address(source) if provider in _BY_GDAL else provider not in _HERE
        for value in values
        for provider, source in _sources(value, context)
    )


def _opens(definition: QgsProcessingParameterDefinition) -> bool:
    if isinstance(definition, QgsProcessingParameterMultipleLayers):
        return definition.layerType() != QgsProcessing.SourceType.TypeFile
    return definition.type() in _OPENED


def _sources(value: object, context: QgsProcessingContext) -> Iterator[tuple[str, str]]:
    """Providers and what they open, of layers and of texts that may name some; opens nothing."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _sources(item, context)
        return
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(context.expressionContext())
    provider = ""
    if isinstance(value, str) and _UNWRITABLE.search(value):
        return
    if isinstance(value, str) and value:
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is None:
            has_provider, key, uri = QgsProcessingUtils.decodeProviderKeyAndUri(value)
            provider, value = (key, uri) if has_provider else ("", value)
        else:
            value = layer
    if isinstance(value, QgsMapLayer):
        provider, value = value.providerType(), value.source()
    if isinstance(value, str) and value:
        # What QGIS adds follows a bar, which may belong to a name as well.
        for source in {value, value.partition("|")[0]}:
            is_url = source.lower().startswith("file:")
            yield provider, clean_path(source, "") if is_url else source


def refuse_layers(path: str) -> str:
    """The sentence for a file of layers that leads to the network; empty for any other."""
    try:
        check_stays_local(path, is_raster=False)
    except RasterError as error:
        return put_into_words(error.message, {})
    return ""


def texts_of(value: object) -> Iterator[str]:
    """The texts that a value of a parameter is made of, such as the paths in a list."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_of(item)
        return
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    elif isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str):
        yield value


def _check_texts(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    found = next(filter(None, map(_UNWRITABLE.search, texts_of(value))), None)
    if found is None:
        return None
    return Message(
        "{parameter} has a character that cannot be written (code {code} at place {place}); "
        "leave it out.",
        parameter=Parameter(definition.name()),
        code=ord(found[0]),
        place=found.start() + 1,
    )


def _check_kind(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    # Whoever opens a pipe waits for ever, and a device has no end.
    if definition.isDestination() or isinstance(definition, QgsProcessingParameterString):
        return None
    for text in texts_of(value):
        path = text.partition("|")[0]
        if Path(path).is_absolute() and is_special(path):
            return Message(
                "{parameter} is {path}, which is a pipe or a device; give a file.",
                parameter=Parameter(definition.name()),
                path=path,
            )
        # GDAL looks into every file of a folder that is given as a layer.
        found = _find_special(path) if _opens(definition) else None
        if found is not None:
            return Message(
                "{parameter} is the folder {path}, which holds a pipe or a device ({name}); give "
                "a file.",
                parameter=Parameter(definition.name()),
                path=path,
                name=found,
            )
    return None


def _find_special(folder: str) -> str | None:
    try:
        with os.scandir(folder) as entries:
            others = (e.path for e in entries if not (e.is_file() or e.is_dir()))
            return next((Path(path).name for path in others if is_special(path)), None)
    except (OSError, ValueError):
        return None


def _check_choice(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    is_choice = isinstance(definition, QgsProcessingParameterEnum) and isinstance(value, str)
    if not is_choice:
        return None
    words = value.split(",") if definition.allowMultiple() else [value]
    if set(words) <= set(definition.options()):
        return None
    return Message(
        "{parameter} is {value!r}; choose one of {options}.",
        parameter=Parameter(definition.name()),
        value=value,
        options=", ".join(definition.options()),
    )


def _check_number(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    if not isinstance(definition, QgsProcessingParameterNumber):
        return None
    is_whole = definition.dataType() == QgsProcessingParameterNumber.Type.Integer
    is_number = isinstance(value, (int, float))
    # NaN is neither, and is told of as what it is.
    if is_whole and is_number and (value < _LEAST or value > _GREATEST):
        return Message(
            "{parameter} is {value:.10g}, which is too far from 0; give a smaller number.",
            parameter=Parameter(definition.name()),
            value=value if isinstance(value, float) else float(max(-1e308, min(value, 1e308))),
        )
    if not isinstance(value, float) or not math.isnan(value):
        return None
    # Dialogs hand over an empty field of a number as one that is none.
    if not is_whole and definition.flags() & definition.Flag.FlagOptional:
        return None
    return Message("{parameter} is not a number; give one.", parameter=Parameter(definition.name()))


def _check_sources(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    if not _opens(definition):
        return None
    is_raster = definition.type() not in _FEATURES
    try:
        for provider, source in _sources(value, context):
            if provider in _BY_GDAL:
                check_stays_local(source, is_raster)
    except RasterError as error:
        return error.message
    return None


def _check_rasters(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    if (
        not isinstance(definition, QgsProcessingParameterMultipleLayers)
        or definition.layerType() != QgsProcessing.SourceType.TypeRaster
        or not isinstance(value, (list, tuple))
        or takes_more(definition)
        or names_lost(definition)
    ):
        return None
    paths = (item for item in value if isinstance(item, str))
    lost = (p for p in paths if QgsProcessingUtils.mapLayerFromString(p, context) is None)
    path = next(lost, None)
    if path is None:
        return None
    return Message(
        "{parameter} names {path}, which cannot be opened as a raster.",
        parameter=Parameter(definition.name()),
        path=path,
    )


def _check_layer(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    if definition.type() not in _LAYERS or not isinstance(value, str) or not value:
        return None
    if takes_path(definition, value):
        return None
    if QgsProcessingUtils.mapLayerFromString(value, context, True, _LAYERS[definition.type()]):
        return None
    if os.path.exists(value.partition("|")[0]):
        return Message(
            "{parameter} names {path}, which cannot be opened as a layer of features: it is "
            "damaged or cut off, or holds something else. Get the file again.",
            parameter=Parameter(definition.name()),
            path=value,
        )
    return Message(
        "{parameter} names {path}, and there is neither such a file nor such a layer.",
        parameter=Parameter(definition.name()),
        path=value,
    )


# Nothing is opened before its source was looked at.
_CHECKS = (
    _check_texts,
    _check_kind,
    _check_choice,
    _check_number,
    _check_sources,
    open_address,
    _check_rasters,
    _check_layer,
)
