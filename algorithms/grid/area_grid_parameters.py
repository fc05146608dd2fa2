"""A grid without a raster: its parameters, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsProcessingParameterBoolean

from ...core.errors import GridError
from ...core.grid.over_area import AreaGrid, grid_id
from ...core.message import Parameter
from ...core.tiles.area import CENTROID, WITHIN, AreaStep
from ...core.tiles.table import TileStep
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.metric_area import MetricArea, read_metric_area
from .centre_parameters import CENTRES
from .grid_parameters import BANDS, NODATA, read_grid_settings

RESOLUTION = "RESOLUTION"
CLIP_TO_AOI = "CLIP_TO_AOI"


def add_area_grid_parameters(alg: TilewrightAlgorithm) -> None:
    """What only a grid without a raster needs."""
    alg.add(
        double_parameter(RESOLUTION, "Pixel size without a raster (m)", None, 0, decimals=6),
        "Without a raster: metres of a pixel, for a tile size in pixels. The grid lies in the UTM "
        "zone of the area of interest, and tile edges at multiples of the tile size. Over a layer "
        "of a map service, whose pixels have many sizes: those that are nearest.",
    )
    # Models that were saved without it are only valid while it is optional, whatever its default.
    alg.add(
        QgsProcessingParameterBoolean(
            CLIP_TO_AOI, tr("Cut tiles at the area of interest"), False, optional=True
        ),
        "Without a raster: whether tiles end at the outline of the area. Cut tiles are no "
        "rectangles any more.",
        advanced=True,
    )


@dataclass(frozen=True)
class AreaGridRequest:
    """A planned grid without a raster.

    Attributes:
        grid: the cells around the area.
        area: the area and its coordinate system.
        steps: what its tiles go through.
        is_clipped: whether tiles are cut at the area.
        grid_id: digits that stand for the grid.
    """

    grid: AreaGrid
    area: MetricArea
    steps: list[TileStep]
    is_clipped: bool
    grid_id: str


def refuse_idle_area_grid(values: Values, is_over_service: bool = False) -> None:
    """A setting that does nothing with a raster would be missed by who gave it.

    Pixels of a service can have several sizes.

    Raises:
        GridError: a parameter for grids without a raster is given.
    """
    if values.is_given(RESOLUTION) and not is_over_service:
        raise GridError(
            "{RESOLUTION} is for grids without a raster; over a raster, pixels are its own. "
            "Leave out {RESOLUTION} or {INPUT}."
        )
    if values.flag(CLIP_TO_AOI):
        raise GridError(
            "{CLIP_TO_AOI} is for grids without a raster, because tiles of a raster are whole "
            "rectangles of pixels; leave it out."
        )


def read_area_grid_request(values: Values) -> AreaGridRequest:
    """Plan the grid that the parameters ask for.

    Raises:
        GridError: no area, no size in metres, or a parameter that needs a raster.
    """
    for name in (NODATA, BANDS, CENTRES):
        if values.is_given(name):
            raise GridError("{name} needs a raster; name one with {INPUT}.", name=Parameter(name))
    settings = read_grid_settings(values)
    if settings.min_valid > 0:
        raise GridError("{MIN_VALID} needs a raster; name one with {INPUT}.")
    resolution = values.optional_double(RESOLUTION)
    size, pixel = settings.size_without_raster(resolution)
    if size.metres:
        values.info(
            "Tiles have {columns} x {rows} pixels, {width:.6g} x {height:.6g} m.",
            columns=size.columns,
            rows=size.rows,
            width=size.metres[0],
            height=size.metres[1],
        )
    if settings.overlap and resolution is None:
        raise GridError(
            "{OVERLAP} is in pixels; say how large they are with {RESOLUTION}, in metres."
        )
    area = read_metric_area(values)
    tile = (size.columns, size.rows)
    grid = AreaGrid.plan(area.shape.bounds, tile, pixel, settings.overlap)
    predicate = settings.predicate
    steps = [AreaStep(area.shape, predicate)] if predicate in (WITHIN, CENTROID) else []
    is_clipped = values.flag(CLIP_TO_AOI)
    digits = grid_id(
        crs=area.crs.authid(),
        area=area.shape,
        tile=[n * u for n, u in zip(tile, pixel)],
        overlap=settings.overlap * pixel[0],
        predicate=predicate,
        is_clipped=is_clipped,
    )
    return AreaGridRequest(grid, area, steps, is_clipped, digits)
