"""Pictures that lie nowhere on the map, for algorithms that need no map."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from osgeo import gdal

from ...core.files.paths import is_special
from ..rasters.source import RasterInput


def place_picture(raster: RasterInput, folder: Path) -> RasterInput:
    """A raster with a pixel grid: itself, or where it has none a file that gives it one.

    Args:
        raster: any that GDAL opens; what it cannot open is returned as it is.
        folder: for that file, a new folder. The grid has pixels of 1 x 1, and its lower left corner
            is at 0, 0.
    """
    if is_special(raster.path):
        # Opening a pipe would never end; the engine says what it is.
        return raster
    try:
        dataset = gdal.Open(raster.path)
    except RuntimeError:
        # GDAL's Python module may have been told to raise; the engine says what is wrong.
        dataset = None
    if dataset is None or dataset.GetGeoTransform(can_return_null=True) is not None:
        return raster
    folder.mkdir(parents=True)
    path = str(folder / f"{Path(raster.path).name}.vrt")
    bounds = [0, dataset.RasterYSize, dataset.RasterXSize, 0]
    made = gdal.Translate(path, dataset, format="VRT", outputBounds=bounds)
    del made, dataset
    return replace(raster, path=path)
