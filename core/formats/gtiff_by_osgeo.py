"""GeoTIFF by GDAL's own Python bindings, with which several threads encode at once."""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping

import numpy as np
from osgeo import gdal
from rasterio.enums import ColorInterp

from ..errors import ExportError
from ..geotiff.describe_by_osgeo import band_type, describe_dataset
from .writer import ImageProfile, TileImage

_NUMBERS = itertools.count()


def encode_by_osgeo(
    tile: TileImage, profile: ImageProfile, options: dict[str, str], mask: np.ndarray | None
) -> bytes:
    """The same bytes as ``encode_by_rasterio``, where both use one GDAL.

    Raises:
        ExportError: GDAL refuses; its words are in the sentence.
    """
    path = f"/vsimem/tilewright-{os.getpid()}-{next(_NUMBERS)}.tif"
    gdal.ErrorReset()
    try:
        _write(path, tile, profile, options, mask)
        data = _read_all(path)
    except RuntimeError as error:
        raise ExportError("GDAL cannot write a GeoTIFF: {error}", error=error) from error
    finally:
        gdal.Unlink(path)
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise ExportError("GDAL cannot write a GeoTIFF: {error}", error=gdal.GetLastErrorMsg())
    return data


def _write(
    path: str,
    tile: TileImage,
    profile: ImageProfile,
    options: Mapping[str, object],
    mask: np.ndarray | None,
) -> None:
    count, height, width = tile.values.shape
    kind, more = band_type(tile.values.dtype.name)
    named = [f"{name}={value}" for name, value in {**options, **more}.items()]
    dataset = gdal.GetDriverByName("GTiff").Create(path, width, height, count, kind, named)
    if dataset is None:
        raise ExportError("GDAL cannot write a GeoTIFF: {error}", error=gdal.GetLastErrorMsg())
    is_scaled = any(v != 1 for v in profile.scales) or any(profile.offsets)
    describe_dataset(
        dataset,
        profile.crs_wkt,
        tile.transform,
        profile.descriptions or profile.band_names,
        nodata=profile.nodata,
        scales=profile.scales if is_scaled else (),
        offsets=profile.offsets if is_scaled else (),
        colormap=profile.colormap,
    )
    for number, name in enumerate(() if profile.colormap else profile.color_names, 1):
        dataset.GetRasterBand(number).SetColorInterpretation(ColorInterp[name].value)
    pixels = np.ascontiguousarray(tile.values)
    dataset.WriteRaster(0, 0, width, height, pixels, width, height, kind)
    if mask is not None:
        _write_mask(dataset, mask)
    # Compresses what is left; when the dataset is freed Python's lock is held.
    dataset.FlushCache()


def _write_mask(dataset: gdal.Dataset, mask: np.ndarray) -> None:
    height, width = mask.shape
    option = "GDAL_TIFF_INTERNAL_MASK"
    earlier = gdal.GetThreadLocalConfigOption(option)
    gdal.SetThreadLocalConfigOption(option, "YES")
    try:
        dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    finally:
        gdal.SetThreadLocalConfigOption(option, earlier)
    pixels = np.where(mask, np.uint8(255), np.uint8(0))
    band = dataset.GetRasterBand(1).GetMaskBand()
    band.WriteRaster(0, 0, width, height, pixels, width, height, gdal.GDT_Byte)


def _read_all(path: str) -> bytes:
    file = gdal.VSIFOpenL(path, "rb")
    try:
        return bytes(gdal.VSIFReadL(1, gdal.VSIStatL(path).size, file))
    finally:
        gdal.VSIFCloseL(file)
