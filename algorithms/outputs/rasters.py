"""Rasters that algorithms write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterRasterDestination

from ..base.algorithm import TilewrightAlgorithm
from ..base.output_paths import check_outputs
from ..base.words import tr


def add_raster_output(
    alg: TilewrightAlgorithm, name: str, label: str, help_text: str, is_optional: bool = False
) -> None:
    """A raster that is written; optional ones only when asked for."""
    parameter = QgsProcessingParameterRasterDestination(
        name, tr(label), optional=is_optional, createByDefault=not is_optional
    )
    alg.add(parameter, help_text)


def read_raster_outputs(
    alg: TilewrightAlgorithm,
    parameters: dict,
    names: Sequence[str],
    context,
    inputs: Iterable[str] = (),
) -> list[str]:
    """Where rasters go; empty when nobody asked for one.

    Args:
        names: of the outputs' parameters.
        inputs: paths that are read and that no parameter names, such as the files of a folder.

    Raises:
        RasterError: one is an input.
    """
    paths = {name: _read_raster_output(alg, parameters, name, context) for name in names}
    check_outputs(paths, inputs)
    return list(paths.values())


def _read_raster_output(alg: TilewrightAlgorithm, parameters: dict, name: str, context) -> str:
    definition = alg.parameterDefinition(name)
    is_optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    if is_optional and not parameters.get(name):
        return ""
    return alg.parameterAsOutputLayer(parameters, name, context)
