"""JPEG by Pillow."""

from __future__ import annotations

import io
import os
from typing import BinaryIO

import numpy as np

from ..errors import ExportError
from ..files.whole import disk_is_full
from .pillow import PICTURES, check_picture_bands, pillow_image
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter

_END_OF_IMAGE = b"\xff\xd9"


class JpegWriter(TileWriter):
    """Baseline JPEG of 1 or 3 bands of 8 bits."""

    bands_last = True

    def __init__(self, quality: int = 90) -> None:
        self.quality = quality

    def check(self, profile: ImageProfile) -> None:
        """See TileWriter.check."""
        if np.dtype(profile.dtype) != np.uint8:
            raise ExportError(
                "JPEG holds 8-bit values and the raster has {dtype}; choose a {SCALING} other "
                "than NONE, or {FORMAT=GTIFF}.",
                dtype=profile.dtype,
            )
        check_picture_bands("JPEG", profile, (1, 3))

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        buffer = io.BytesIO()
        pillow_image(tile.values).save(buffer, "JPEG", quality=self.quality)
        return buffer.getvalue()

    def write(self, tile: TileImage, profile: ImageProfile, file: BinaryIO) -> None:
        """See TileWriter; Pillow lets other threads run only while it writes to a real file."""
        pillow_image(tile.values).save(file, "JPEG", quality=self.quality)
        # Nor does it look whether a disk that is nearly full took all.
        if not file.tell() or file.seek(-2, os.SEEK_END) < 0 or file.read(2) != _END_OF_IMAGE:
            raise disk_is_full()


JPEG = FormatSpec(
    "JPEG",
    "JPEG",
    "jpg",
    JpegWriter,
    PICTURES,
    mask_format="PNG",
    is_picture=True,
    is_lossy=True,
    has_quality=True,
    is_compressed=True,
)
