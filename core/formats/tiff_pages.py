"""TIFF with one page a band, for programs that read many bands so and no other way."""

from __future__ import annotations

import io

from .loader import BY_PAGES
from .pillow import pillow_image
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter


class TiffPagesWriter(TileWriter):
    """A page of one band for each band, in their order, without the tile's place.

    OpenCV gives the pages of such a file, and what is built on it takes them for bands; it does
    not open GeoTIFF of many bands without colours, and warns of each tag of a place.
    """

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        first, *others = (pillow_image(band[None]) for band in tile.values)
        buffer = io.BytesIO()
        first.save(
            buffer, "TIFF", save_all=True, append_images=others, compression="tiff_adobe_deflate"
        )
        return buffer.getvalue()


TIFF_PAGES = FormatSpec(
    "TIFF_PAGES",
    "TIFF with a page a band",
    "tiff",
    TiffPagesWriter,
    mask_format="PNG",
    holds_any=True,
    loader=BY_PAGES,
    driver="GTIFF",
)
