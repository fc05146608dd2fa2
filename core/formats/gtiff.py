"""GeoTIFF by GDAL."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from .pillow import ONE_BAND_TYPES
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter


class GeoTiffWriter(TileWriter):
    """GeoTIFF that keeps coordinate system, transform, nodata, band names, colours and type.

    Invalid pixels that no nodata value marks are kept in an internal mask.
    """

    def __init__(self, compress: bool = True) -> None:
        self._compress = compress

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        mask = None
        if not tile.valid.all() and _mask_is_needed(tile, profile.nodata):
            mask = tile.valid
        return _encoder()(tile, profile, creation_options(tile, profile, self._compress), mask)


@cache
def _encoder() -> Callable[..., bytes]:
    # rasterio holds Python's lock while it closes a file, which is when GDAL compresses: tiles
    # would be encoded one at a time. GDAL's own bindings, which QGIS has and pip has not, let
    # other threads run.
    try:
        from .gtiff_by_osgeo import encode_by_osgeo
    except ImportError:
        from .gtiff_by_rasterio import encode_by_rasterio

        return encode_by_rasterio
    return encode_by_osgeo


def creation_options(
    tile: TileImage, profile: ImageProfile, compress: bool = True
) -> dict[str, str]:
    """GDAL's creation options for a tile."""
    options = {"COMPRESS": "DEFLATE" if compress else "NONE", "INTERLEAVE": "PIXEL"}
    if profile.colormap:
        return options
    is_rgb = list(profile.color_names[:3]) == ["red", "green", "blue"]
    # Pillow takes RGB of 16 bits for pictures of 8, without a word. The bands' colours are kept
    # all the same, in GDAL's own tag. Where nothing is said GDAL makes a fourth band alpha.
    options["PHOTOMETRIC"] = "RGB" if is_rgb and tile.values.itemsize == 1 else "MINISBLACK"
    # Differences of neighbours are smaller at the lowest level than numbers are at the usual one,
    # and take less time. Those of floats are left alone, as some libraries cannot read them.
    if compress and tile.values.dtype.kind in "iu" and tile.values.itemsize <= 4:
        options.update(PREDICTOR="2", ZLEVEL="1")
    return options


def _mask_is_needed(tile: TileImage, nodata: float | None) -> bool:
    if nodata is None:
        return True
    invalid = tile.values[:, ~tile.valid]
    told = np.isnan(invalid) if nodata != nodata else invalid == invalid.dtype.type(nodata)
    return not told.all()


GTIFF = FormatSpec(
    "GTIFF",
    "GeoTIFF",
    "tif",
    GeoTiffWriter,
    "GTIFF keeps place, bands, nodata and type.",
    has_compression=True,
    holds_any=True,
    marks_invalid=True,
    one_band_types=ONE_BAND_TYPES,
)
