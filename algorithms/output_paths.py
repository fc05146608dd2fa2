"""Outputs must not be written over what is read, nor over each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from ..core.errors import RasterError
from .base import tr

# memory:, ogr:, postgis: and the like, and not the letter of a drive.
_IN_DATABASE = re.compile("[A-Za-z]{2,}:")


def check_destinations(alg, parameters: dict, context) -> None:
    """Refuse parameters by which an output would destroy an input or another output.

    QGIS itself empties an output's file before the first feature of the input is read.

    Raises:
        RasterError: they would.
    """
    outputs, inputs = {}, []
    for definition in alg.parameterDefinitions():
        value = parameters.get(definition.name())
        if isinstance(definition, QgsProcessingParameterFolderDestination):
            continue
        if definition.isDestination():
            outputs[definition.name()] = _output_path(value)
        else:
            values = value if isinstance(value, (list, tuple)) else [value]
            inputs += [_input_path(each, context) for each in values]
    check_outputs(outputs, inputs)


def _output_path(value) -> str:
    """The file of an output; empty for those in memory and in databases."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    if not isinstance(value, str) or value == QgsProcessing.TEMPORARY_OUTPUT:
        return ""
    return "" if _IN_DATABASE.match(value) else value


def _input_path(value, context) -> str:
    """The file of an input; empty for what is none."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if isinstance(value, str):
        known = QgsProcessingUtils.mapLayerFromString(value, context, False)
        value = value.partition("|")[0] if known is None else known
    if isinstance(value, QgsMapLayer):
        return layer_path(value)
    return value if isinstance(value, str) else ""


def check_outputs(outputs: Mapping[str, str | None], inputs: Iterable[str] = ()) -> None:
    """Refuse outputs that would destroy a file.

    Args:
        outputs: path by parameter; empty ones are not written.
        inputs: paths that are read.

    Raises:
        RasterError: an output is one of the inputs, or the same file as another output.
    """
    inputs = list(filter(None, inputs))
    given = [(name, path) for name, path in outputs.items() if path]
    for k, (name, path) in enumerate(given):
        if any(_is_same(path, other) for other in inputs):
            raise RasterError(
                tr("{} is {}, which is read; choose another file.").format(name, path)
            )
        twin = next((other for other, taken in given[:k] if _is_same(path, taken)), None)
        if twin is not None:
            raise RasterError(
                tr("{} and {} are both {}; choose another file for one of them.").format(
                    twin, name, path
                )
            )


def layer_path(layer: QgsMapLayer) -> str:
    """The file that a layer shows, or what its source says where it is none."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return parts.get("path") or layer.source()


def _is_same(first: str, second: str) -> bool:
    if os.path.exists(first) and os.path.exists(second):
        return os.path.samefile(first, second)
    return os.path.abspath(first) == os.path.abspath(second)
