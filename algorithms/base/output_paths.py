"""Outputs must not be written over what is read, nor over each other."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProviderRegistry,
)

from ...core.errors import RasterError
from ...core.message import Parameter

if TYPE_CHECKING:
    from .values import Values


def check_parameters(values: Values) -> None:
    """Refuse outputs that are files which other parameters name; only in the main thread.

    Raises:
        RasterError: see check_outputs.
    """
    outputs, inputs = {}, []
    for definition in values.alg.parameterDefinitions():
        value = values.parameters.get(definition.name())
        if not definition.isDestination():
            inputs.extend(_files(value, values.context))
            continue
        if isinstance(value, QgsProcessingOutputLayerDefinition):
            value = value.sink.staticValue()
        # Folders are looked after by what writes into them; other destinations have no file yet.
        if isinstance(value, str) and Path(value).suffix:
            outputs[definition.name()] = value
    check_outputs(outputs, inputs)


def check_outputs(outputs: Mapping[str, str], inputs: Iterable[str]) -> None:
    """Refuse outputs that would destroy a file.

    Args:
        outputs: path by parameter; empty ones are not written.
        inputs: paths that are read.

    Raises:
        RasterError: an output is one of the inputs, or the same file as another output.
    """
    inputs = list(inputs)
    given = [(name, path) for name, path in outputs.items() if path]
    for k, (name, path) in enumerate(given):
        if any(_is_same(path, other) for other in inputs):
            raise RasterError(
                "{output} is {path}, which is read; choose another file.",
                output=Parameter(name),
                path=path,
            )
        twin = next((other for other, taken in given[:k] if _is_same(path, taken)), None)
        if twin is not None:
            raise RasterError(
                "{first} and {second} are both {path}; choose another file for one of them.",
                first=Parameter(twin),
                second=Parameter(name),
                path=path,
            )


def _files(value, context: QgsProcessingContext) -> Iterator[str]:
    """The files that the value of a parameter names, as paths, layers or names of layers."""
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _files(item, context)
        return
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str) and value:
        # Opens nothing: what is no layer already is a path, or no file at all.
        value = QgsProcessingUtils.mapLayerFromString(value, context, False) or value
    if isinstance(value, QgsMapLayer):
        source = QgsProviderRegistry.instance().decodeUri(value.providerType(), value.source())
        value = source.get("path") or value.source()
    if isinstance(value, str) and os.path.isfile(path := value.partition("|")[0]):
        yield path


def _is_same(first: str, second: str) -> bool:
    if os.path.exists(first) and os.path.exists(second):
        return Path(first).samefile(second)
    return os.path.abspath(first) == os.path.abspath(second)
