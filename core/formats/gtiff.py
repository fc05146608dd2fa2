"""GeoTIFF by GDAL."""

from __future__ import annotations

from functools import cache

import numpy as np

from .tile_image import ImageProfile, TileImage


class GeoTiffWriter:
    """GeoTIFF that keeps coordinate system, transform, nodata, band names, colours and type.

    Invalid pixels that no nodata value marks are kept in an internal mask.
    """

    name = "GTIFF"
    extension = "tif"

    def check(self, profile: ImageProfile) -> None:
        """Any bands of a GDAL type can be written."""

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        mask = None
        if not tile.valid.all() and _mask_is_needed(tile, profile.nodata):
            mask = tile.valid
        return _encoder()(tile, profile, photometric_of(tile, profile), mask)


@cache
def _encoder():
    # rasterio holds Python's lock while it closes a file, which is when GDAL compresses: tiles
    # would be encoded one at a time. GDAL's own bindings, which QGIS has and pip has not, let
    # other threads run.
    try:
        from .gtiff_by_osgeo import encode_by_osgeo
    except ImportError:
        from .gtiff_by_rasterio import encode_by_rasterio

        return encode_by_rasterio
    return encode_by_osgeo


def photometric_of(tile: TileImage, profile: ImageProfile) -> str | None:
    """GDAL's PHOTOMETRIC option; None where a colour table decides."""
    if profile.colormap:
        return None
    is_rgb = list(profile.color_names[:3]) == ["red", "green", "blue"]
    return "RGB" if is_rgb and tile.values.itemsize <= 2 else "MINISBLACK"


def _mask_is_needed(tile: TileImage, nodata: float | None) -> bool:
    if nodata is None:
        return True
    invalid = tile.values[:, ~tile.valid]
    told = np.isnan(invalid) if nodata != nodata else invalid == invalid.dtype.type(nodata)
    return not told.all()
