"""PNG by Pillow; 16-bit colour, which Pillow has not, by GDAL."""

from __future__ import annotations

import io

import numpy as np

from ..errors import ExportError
from .pillow import ONE_BAND_TYPES, PICTURES, check_picture_bands, pillow_image
from .png_by_gdal import png_by_gdal
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter


class PngWriter(TileWriter):
    """PNG of 1, 3 or 4 bands of 8 or 16 bits, without loss; programs show the fourth as alpha."""

    bands_last = True

    def check(self, profile: ImageProfile) -> None:
        """See TileWriter.check."""
        if np.dtype(profile.dtype) not in (np.uint8, np.uint16):
            raise ExportError(
                "PNG holds values of 8 or 16 bits without sign and the raster has {dtype}; "
                "choose a {SCALING} other than NONE, or {FORMAT=GTIFF|NPY}.",
                dtype=profile.dtype,
            )
        check_picture_bands("PNG", profile, (1, 3, 4))

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        if tile.values.dtype == np.uint16 and len(tile.values) > 1:
            return png_by_gdal(tile.values)
        buffer = io.BytesIO()
        pillow_image(tile.values).save(buffer, "PNG")
        return buffer.getvalue()


PNG = FormatSpec(
    "PNG",
    "PNG",
    "png",
    PngWriter,
    PICTURES,
    is_picture=True,
    is_compressed=True,
    one_band_types=ONE_BAND_TYPES,
)
