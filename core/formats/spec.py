"""All that is known of an image format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .loader import BY_PILLOW, BY_RASTERIO, TileLoader
from .writer import TileWriter


@dataclass(frozen=True)
class FormatSpec:
    """An image format: what it holds, how it is written, and how it is read again.

    Attributes:
        name: value of the parameter FORMAT.
        title: what people call it.
        extension: of its files, without a dot.
        make: makes its writer; called with ``quality`` and ``compress`` where these apply.
        summary: a sentence for the help of FORMAT, which formats may share.
        mask_format: name of the format of its masks, which must not change numbers; empty for
            its own.
        is_picture: whether its tiles of 8 bits are pictures, which Pillow reads.
        is_lossy: whether it changes values; Pillow shows how they come out.
        has_quality: whether QUALITY applies.
        has_compression: whether COMPRESS applies.
        is_compressed: whether zipping its files gains nothing.
        holds_any: whether it holds any bands of any type, so that an alpha band stays.
        marks_invalid: whether files tag nodata, and mask what else is invalid.
        is_array: whether files are bare arrays, which programs that read images do not take.
        one_band_types: numpy names of the types of which Pillow opens a single band with all of
            its values.
        loader: Python that reads it, where it is not a picture of 8 bits.
        driver: GDAL's, where it is not of the same name.
    """

    name: str
    title: str
    extension: str
    make: Callable[..., TileWriter]
    summary: str = ""
    mask_format: str = ""
    is_picture: bool = False
    is_lossy: bool = False
    has_quality: bool = False
    has_compression: bool = False
    is_compressed: bool = False
    holds_any: bool = False
    marks_invalid: bool = False
    is_array: bool = False
    one_band_types: tuple[str, ...] = ()
    loader: TileLoader = BY_RASTERIO
    driver: str = ""

    def heeds(self, parameter: str) -> bool:
        """Whether a parameter of the images applies; QUALITY and COMPRESS are of some formats."""
        some = {"QUALITY": self.has_quality, "COMPRESS": self.has_compression}
        return some.get(parameter, True)

    def is_for_pillow(self, dtype: str, band_count: int) -> bool:
        """Whether Pillow and what is built on it give all values of such tiles.

        A fourth band is transparency to them, and left out by many.
        """
        return self.is_picture and dtype == "uint8" and band_count in (1, 3)

    def opens_with_values(self, dtype: str, band_count: int) -> bool:
        """Whether Pillow by itself opens such tiles with the values that they hold."""
        return self.is_for_pillow(dtype, band_count) or (
            band_count == 1 and dtype in self.one_band_types
        )

    def loader_of(self, dtype: str, band_count: int) -> TileLoader:
        """Python that reads tiles of a type and so many bands."""
        return BY_PILLOW if self.is_for_pillow(dtype, band_count) else self.loader
