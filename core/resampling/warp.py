"""Putting arrays on another pixel grid, by GDAL's warper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np

from ..raster.info import RasterInfo
from .grid import TargetGrid, grid_of, same_crs

# GDAL places pixels along a line between those that it has carried to the raster, where that is
# less than this part of the raster's pixel beside their place; gdalwarp does the same.
_TOLERANCE = 0.125
# Of grids without a coordinate system only the numbers count, whatever it is called.
_ANY = 3857


def warp(
    arrays: np.ndarray,
    result: np.ndarray,
    info: RasterInfo,
    window: tuple[int, int, int, int],
    target: TargetGrid,
    method: str,
) -> None:
    """Resample arrays of a window of a raster onto a grid.

    Args:
        arrays: (layers, height, width).
        result: zeros of a float type (layers, height, width), filled; what has no place in the
            window stays 0.
        info: the raster.
        window: of it: column, row, width, height.
        target: the grid.
        method: one of RESAMPLINGS but NONE.
    """
    from rasterio.enums import Resampling

    known = _system(info.crs_wkt)
    same = "" in (info.crs_wkt, target.crs_wkt) or same_crs(info.crs_wkt, target.crs_wkt)
    grids = (
        replace(grid_of(info).window(window), crs_wkt=known),
        replace(target, crs_wkt=known if same else target.crs_wkt),
    )
    resampling = Resampling[method.lower()]
    by_osgeo = _by_osgeo()
    if by_osgeo is not None and by_osgeo(arrays, result, grids, int(resampling), _TOLERANCE):
        return
    result[...] = 0
    warp_by_rasterio(arrays, result, grids, int(resampling), _TOLERANCE)


@cache
def _system(wkt: str) -> str:
    if wkt:
        return wkt
    from rasterio.crs import CRS

    return str(CRS.from_epsg(_ANY).to_wkt())


@cache
def _by_osgeo() -> Callable[..., bool] | None:
    # QGIS has GDAL's bindings; a worker of a cluster may not.
    try:
        from .warp_by_osgeo import warp_by_osgeo
    except ImportError:
        return None
    return warp_by_osgeo


def warp_by_rasterio(
    arrays: np.ndarray,
    result: np.ndarray,
    grids: tuple[TargetGrid, TargetGrid],
    resampling: int,
    tolerance: float,
) -> None:
    """Resample arrays on one grid onto another; see ``warp``."""
    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from rasterio.warp import reproject

    source, target = grids
    made = np.zeros(result.shape, dtype=result.dtype)
    reproject(
        np.ascontiguousarray(arrays, dtype=result.dtype),
        made,
        src_transform=source.affine,
        src_crs=CRS.from_wkt(source.crs_wkt),
        dst_transform=target.affine,
        dst_crs=CRS.from_wkt(target.crs_wkt),
        resampling=Resampling(resampling),
        tolerance=tolerance,
    )
    result[...] = made
