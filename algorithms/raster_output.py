"""Rasters that algorithms write."""

from __future__ import annotations

import os
from collections.abc import Iterable

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterRasterDestination

from ..core.errors import RasterError
from .base import TilewrightAlgorithm, tr


def add_raster_output(
    alg: TilewrightAlgorithm, name: str, label: str, help_text: str, is_optional: bool = False
) -> None:
    """A raster that is written; optional ones only when asked for."""
    parameter = QgsProcessingParameterRasterDestination(
        name, tr(label), optional=is_optional, createByDefault=not is_optional
    )
    alg.add(parameter, help_text)


def read_raster_output(
    alg: TilewrightAlgorithm, parameters: dict, name: str, context, inputs: Iterable[str] = ()
) -> str:
    """Where a raster goes; empty when nobody asked for it.

    Args:
        inputs: paths that are read, which must not be written over.

    Raises:
        RasterError: it is one of the inputs.
    """
    definition = alg.parameterDefinition(name)
    is_optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    if is_optional and not parameters.get(name):
        return ""
    path = alg.parameterAsOutputLayer(parameters, name, context)
    if path and any(_is_same(path, other) for other in inputs):
        raise RasterError(tr("{} is {}, which is read; choose another file.").format(name, path))
    return path


def _is_same(first: str, second: str) -> bool:
    if os.path.exists(first) and os.path.exists(second):
        return os.path.samefile(first, second)
    return os.path.abspath(first) == os.path.abspath(second)
