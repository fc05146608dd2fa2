"""Rasters that algorithms write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsProcessingParameterDefinition, QgsProcessingParameterRasterDestination

from ..base.algorithm import TilewrightAlgorithm
from ..base.output_paths import check_outputs
from ..base.values import Values
from ..base.words import tr


def add_raster_output(
    alg: TilewrightAlgorithm,
    name: str,
    label: str,
    help_text: str,
    is_optional: bool = False,
    is_default: bool | None = None,
) -> None:
    """A raster that is written; optional ones only when asked for, unless they are the default."""
    parameter = QgsProcessingParameterRasterDestination(
        name,
        tr(label),
        optional=is_optional,
        createByDefault=not is_optional if is_default is None else is_default,
    )
    alg.add(parameter, help_text)


def read_raster_outputs(
    values: Values, names: Sequence[str], inputs: Iterable[str] = ()
) -> list[str]:
    """Where rasters go; empty when nobody asked for one.

    Args:
        values: of the algorithm.
        names: of the outputs' parameters.
        inputs: paths that are read and that no parameter names, such as the files of a folder.

    Raises:
        RasterError: one is an input.
    """
    paths = {name: _read_raster_output(values, name) for name in names}
    check_outputs(paths, inputs)
    return list(paths.values())


def _read_raster_output(values: Values, name: str) -> str:
    definition = values.alg.parameterDefinition(name)
    is_optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    if is_optional and not values.raw(name):
        return ""
    return values.output_raster(name)
