"""A grid in numbers, before any tile is made."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

from ...core.errors import TilewrightError
from ...core.geodesy.scale import measure_ground_scale
from ...core.grid.find import TileFinder
from ...core.grid.grid import DROP, GridAxis
from ...core.grid.settings import GridSettings
from ...core.raster.info import RasterInfo
from ...core.resampling.grid import grid_of
from ...core.services.lattice import Bounds
from ..rasters.source import input_of_layer
from ..services.service_input import is_service, look_at_service
from ..services.wanted import wanted_of_grid


@dataclass(frozen=True)
class GridSummary:
    """What a grid comes to.

    Attributes:
        tile_pixels: width and height of a tile in pixels.
        tile_metres: the same on the ground, None without a coordinate system.
        count: tiles, edge tiles as asked.
        left_over: columns and rows of pixels that no tile covers.
        corners: x, y of the raster's outline, closed.
        finder: finds tiles by places in the raster's coordinate system.
        crs: that coordinate system.
    """

    tile_pixels: tuple[int, int]
    tile_metres: tuple[float, float] | None
    count: int
    left_over: tuple[int, int]
    corners: list[tuple[float, float]]
    finder: TileFinder
    crs: QgsCoordinateReferenceSystem


def describe_grid(
    layer: QgsRasterLayer,
    settings: GridSettings,
    metres: float | None = None,
    area: Bounds | None = None,
) -> GridSummary:
    """Plan a grid over a layer without making its tiles; a service is asked for nothing.

    Args:
        layer: a raster.
        settings: the grid.
        metres: pixels on the ground that are wanted of a service.
        area: bounds of the area of interest in the layer's coordinate system, which a service
            is asked for.

    Raises:
        TilewrightError: the layer or the sizes cannot be used.
    """
    if is_service(layer):
        info = look_at_service(layer, wanted_of_grid(settings, metres, area))
        return describe_grid_over(info, layer.crs(), settings)
    source = input_of_layer(layer).open()
    info = source.info
    source.close()
    return describe_grid_over(info, layer.crs(), settings)


def describe_grid_over(
    info: RasterInfo, crs: QgsCoordinateReferenceSystem, settings: GridSettings
) -> GridSummary:
    """Plan a grid over a raster that is known already; opens nothing.

    Raises:
        TilewrightError: the sizes cannot be used.
    """
    size = settings.size_over(info)
    pixels = (size.columns, size.rows)
    grid = settings.plan(info, size)
    metres = None
    try:
        pixel = measure_ground_scale(info.crs_wkt, *info.centre).pixel_size(info.transform)
        metres = (pixels[0] * pixel[0], pixels[1] * pixel[1])
    except TilewrightError:
        # Without a coordinate system there are no metres to tell, and nobody asked for any.
        metres = None
    left_over = (0, 0)
    if settings.edge == DROP:
        left_over = (_left_over(grid.columns, info.width), _left_over(grid.rows, info.height))
    finder = TileFinder(grid, info.transform, settings.edge)
    outline = [tuple(p) for p in grid_of(info).outline().tolist()]
    return GridSummary(pixels, metres, len(finder), left_over, outline, finder, crs)


def _left_over(axis: GridAxis, length: int) -> int:
    whole = ~axis.partial
    return length - int((axis.offsets + axis.sizes)[whole].max(initial=0))
