"""A grid that is turned against the raster: its parameter, and how it is laid."""

from __future__ import annotations

import math

from ...core.errors import GridError
from ...core.grid.grid import DROP
from ...core.grid.rotated import RotatedGrid
from ...core.grid.settings import GridSettings
from ...core.raster.info import RasterInfo
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from .centre_parameters import CENTRES
from .grid_parameters import log_size

ROTATION = "ROTATION"


def add_rotation_parameter(alg: TilewrightAlgorithm) -> None:
    """How far the grid is turned."""
    alg.add(
        double_parameter(ROTATION, "Rotation (degrees)", 0, -360, 360, is_optional=True),
        "Turns the grid counter-clockwise around the raster's centre. Only tiles wholly on the "
        "raster are kept. They are not whole pixels any more: export them with a resampling.",
        advanced=True,
    )


def rotation_of(values: Values) -> float:
    """Degrees by which the grid is turned; 0 leaves it as it is."""
    degrees = values.optional_double(ROTATION) or 0.0
    return math.fmod(degrees, 360)


def refuse_idle_rotation(values: Values, has_raster: bool) -> None:
    """What a turned grid cannot heed would be missed by who gave it.

    Raises:
        GridError: a turned grid around features or without a raster.
    """
    if not rotation_of(values):
        return
    if values.is_given(CENTRES):
        raise GridError(
            "{ROTATION} is for grids, and tiles around features are upright; leave out {ROTATION} "
            "or {CENTRES}."
        )
    if not has_raster:
        raise GridError("{ROTATION} needs a raster; name one with {INPUT}.")


def lay_rotated(values: Values, settings: GridSettings, info: RasterInfo) -> RotatedGrid:
    """Plan a turned grid over a raster.

    Raises:
        GridError: a setting that takes whole pixels, or see RotatedGrid.plan.
    """
    if settings.edge != DROP:
        raise GridError(
            "{EDGE} is {edge}, and turned tiles can neither be cut nor moved at the raster's edge; "
            "choose {EDGE=DROP}, or leave out {ROTATION}.",
            edge=settings.edge,
        )
    if settings.min_valid > 0:
        raise GridError(
            "{MIN_VALID} counts whole pixels, which turned tiles do not have; leave out "
            "{MIN_VALID} or {ROTATION}."
        )
    size = settings.size_over(info)
    log_size(values, settings, size)
    grid = RotatedGrid.plan(info, size, settings.overlap, rotation_of(values))
    values.info(
        "The tiles are turned by {degrees:g} degrees and so no whole pixels of {name}; export them "
        "with RESAMPLING.",
        degrees=rotation_of(values),
        name=info.name,
    )
    return grid
