"""GDAL's warper by its own Python bindings, which let other threads run meanwhile."""

from __future__ import annotations

from threading import local

import numpy as np
from affine import Affine
from osgeo import gdal, osr

from .grid import TargetGrid

_own = local()
_KINDS = {
    "uint8": gdal.GDT_Byte,
    "uint16": gdal.GDT_UInt16,
    "int16": gdal.GDT_Int16,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


def warp_by_osgeo(
    arrays: np.ndarray,
    result: np.ndarray,
    grids: tuple[TargetGrid, TargetGrid],
    resampling: int,
    tolerance: float,
) -> bool:
    """The same as ``warp_by_rasterio``, in two thirds of its time for small tiles.

    Returns:
        False when GDAL refuses, and may have written a part.
    """
    source, target = grids
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        if arrays.dtype.name not in _KINDS:
            arrays = arrays.astype(result.dtype)
        given = _dataset(arrays, source)
        made = _dataset(result, target)
        code = gdal.ReprojectImage(
            given, made, None, None, resampling, 0, tolerance, options=["NUM_THREADS=1"]
        )
        made.FlushCache()
        return bool(code == gdal.CE_None)
    except RuntimeError:
        return False
    finally:
        gdal.PopErrorHandler()


def _dataset(values: np.ndarray, grid: TargetGrid) -> gdal.Dataset:
    """An array (bands, height, width) as a dataset that shares its memory."""
    bands, height, width = values.shape
    dataset = gdal.GetDriverByName("MEM").Create("", width, height, 0)
    kind = _KINDS[values.dtype.name]
    start, (over, down, across) = values.__array_interface__["data"][0], values.strides
    for k in range(bands):
        dataset.AddBand(
            kind,
            [
                f"DATAPOINTER={start + k * over}",
                f"PIXELOFFSET={across}",
                f"LINEOFFSET={down}",
            ],
        )
    dataset.SetGeoTransform(Affine(*grid.transform).to_gdal())
    dataset.SetSpatialRef(_reference(grid.crs_wkt))
    return dataset


def _reference(wkt: str) -> osr.SpatialReference:
    # Reading the text takes its time, and PROJ's objects must end with the thread that made them.
    known = _own.__dict__.setdefault("references", {})
    if wkt not in known:
        if len(known) > 8:
            known.clear()
        reference = osr.SpatialReference(wkt)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        known[wkt] = reference
    return known[wkt]
