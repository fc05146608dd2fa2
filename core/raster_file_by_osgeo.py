"""GeoTIFFs by GDAL's own Python bindings, which let other threads run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from rasterio.dtypes import dtype_rev

from .raster_file import creation_options
from .raster_profile import RasterProfile


class OsgeoRasterFile:
    """See RasterFile.

    Raises:
        RuntimeError: GDAL's words, whether or not its bindings are set to raise.
    """

    def __init__(self, path: Path, profile: RasterProfile, workers: int) -> None:
        self._kind = dtype_rev[profile.dtype]
        options = creation_options(profile, workers)
        gdal.ErrorReset()
        self._dataset = gdal.GetDriverByName("GTiff").Create(
            str(path),
            profile.grid.width,
            profile.grid.height,
            len(profile.band_names),
            self._kind,
            [f"{name}={value}" for name, value in options.items()],
        )
        if self._dataset is None:
            raise RuntimeError(gdal.GetLastErrorMsg())
        self._describe(profile)
        _raise_if_failed()

    def _describe(self, profile: RasterProfile) -> None:
        dataset = self._dataset
        a, b, c, d, e, f = profile.grid.transform
        dataset.SetGeoTransform((c, a, b, f, d, e))
        if profile.grid.crs_wkt:
            dataset.SetSpatialRef(osr.SpatialReference(profile.grid.crs_wkt))
        for name, text in profile.tags.items():
            dataset.SetMetadataItem(name, text)
        for k, name in enumerate(profile.band_names):
            band = dataset.GetRasterBand(k + 1)
            band.SetDescription(name)
            if profile.nodata is not None:
                band.SetNoDataValue(profile.nodata)
            if profile.scales or profile.offsets:
                band.SetScale(profile.scales[k] if profile.scales else 1.0)
                band.SetOffset(profile.offsets[k] if profile.offsets else 0.0)
            for tag, text in profile.band_tags[k].items() if profile.band_tags else ():
                band.SetMetadataItem(tag, text)
        if profile.colormap:
            table = gdal.ColorTable()
            for value, color in profile.colormap.items():
                table.SetColorEntry(value, tuple(color))
            dataset.GetRasterBand(1).SetColorTable(table)

    def write(self, window: tuple[int, int, int, int], values: np.ndarray) -> None:
        """See RasterFile.write."""
        col, row, width, height = window
        gdal.ErrorReset()
        pixels = np.ascontiguousarray(values)
        self._dataset.WriteRaster(col, row, width, height, pixels, width, height, self._kind)
        _raise_if_failed()

    def flush(self) -> None:
        """See RasterFile.flush."""
        gdal.ErrorReset()
        self._dataset.FlushCache()
        _raise_if_failed()

    def close(self) -> None:
        """See RasterFile.close."""
        gdal.ErrorReset()
        self._dataset = None
        _raise_if_failed()


def _raise_if_failed() -> None:
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise RuntimeError(gdal.GetLastErrorMsg())
