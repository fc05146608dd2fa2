"""GeoTIFFs by GDAL's own Python bindings, which let other threads run."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import numpy as np
from osgeo import gdal

from .describe_by_osgeo import band_type, describe_dataset
from .options import creation_options
from .profile import RasterProfile


class OsgeoRasterFile:
    """See RasterFile.

    Raises:
        RuntimeError: GDAL's words, whether or not its bindings are set to raise.
    """

    def __init__(self, path: Path, profile: RasterProfile, workers: int) -> None:
        self._kind, more = band_type(profile.dtype)
        self._path = path
        options = {**creation_options(profile, workers), **more}
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
        grid = profile.grid
        describe_dataset(
            self._dataset,
            grid.crs_wkt,
            grid.transform,
            profile.band_names,
            nodata=profile.nodata,
            scales=profile.scales,
            offsets=profile.offsets,
            colormap=profile.colormap,
        )
        for name, text in profile.tags.items():
            self._dataset.SetMetadataItem(name, text)
        for number, tags in enumerate(profile.band_tags, 1):
            for name, text in tags.items():
                self._dataset.GetRasterBand(number).SetMetadataItem(name, text)

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

    def abandon(self) -> None:
        """See RasterFile.abandon."""
        if self._dataset is None:
            return
        # Closing writes the head again. Where a full disk has cut it, GDAL looks for its end in
        # what is left, for ever if that leads back; in an empty file it gives up.
        with suppress(OSError):
            os.truncate(self._path, 0)
        self.close()


def _raise_if_failed() -> None:
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise RuntimeError(gdal.GetLastErrorMsg())
