"""JPEG by Pillow."""

from __future__ import annotations

import io

import numpy as np

from ..errors import ExportError
from .pillow_image import check_picture_bands, pillow_image
from .tile_image import ImageProfile, TileImage


class JpegWriter:
    """Baseline JPEG of 1 or 3 bands of 8 bits."""

    name = "JPEG"
    extension = "jpg"

    def __init__(self, quality: int = 90) -> None:
        self.quality = quality

    def check(self, profile: ImageProfile) -> None:
        """See TileWriter.check."""
        if np.dtype(profile.dtype) != np.uint8:
            raise ExportError(
                f"JPEG holds 8-bit values and the raster has {profile.dtype}; choose a SCALING "
                "other than NONE, or FORMAT=GTIFF."
            )
        check_picture_bands("JPEG", profile)

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        buffer = io.BytesIO()
        pillow_image(tile.values).save(buffer, "JPEG", quality=self.quality)
        return buffer.getvalue()
