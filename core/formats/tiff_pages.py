"""TIFF with one page a band, for programs that read many bands so and no other way."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from .gtiff import GeoTiffWriter
from .loader import BY_PAGES
from .pillow import pillow_image
from .spec import FormatSpec
from .writer import ImageProfile, TileImage, TileWriter

if TYPE_CHECKING:
    from PIL.TiffImagePlugin import ImageFileDirectory_v2

# Scale, tie point, matrix, the three of the coordinate system, and GDAL's nodata.
_PLACE_TAGS = (33550, 33922, 34264, 34735, 34736, 34737, 42113)


class TiffPagesWriter(TileWriter):
    """A page of one band for each band, in their order, with the tile's place on each.

    OpenCV gives the pages of such a file, and what is built on it takes them for bands; it does
    not open GeoTIFF of four and more bands without colours.
    """

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """See TileWriter.encode."""
        first, *others = (pillow_image(band[None]) for band in tile.values)
        buffer = io.BytesIO()
        first.save(
            buffer,
            "TIFF",
            save_all=True,
            append_images=others,
            compression="tiff_adobe_deflate",
            tiffinfo=_place_of(tile, profile),
        )
        return buffer.getvalue()


def _place_of(tile: TileImage, profile: ImageProfile) -> ImageFileDirectory_v2:
    """Tags as GDAL writes them to a GeoTIFF at the same place."""
    from PIL.TiffImagePlugin import ImageFileDirectory_v2, TiffImageFile

    pixel = TileImage(tile.values[:1, :1, :1], np.ones((1, 1), dtype=bool), tile.transform)
    one = replace(
        profile,
        band_names=profile.band_names[:1],
        color_names=("gray",),
        colormap=None,
        scales=(),
        offsets=(),
        descriptions=(None,),
    )
    found = ImageFileDirectory_v2()
    with TiffImageFile(io.BytesIO(GeoTiffWriter().encode(pixel, one))) as image:
        for tag in _PLACE_TAGS:
            if tag in image.tag_v2:
                found.tagtype[tag] = image.tag_v2.tagtype[tag]
                found[tag] = image.tag_v2[tag]
    return found


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
