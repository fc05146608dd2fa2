"""What a raster file that is written will hold."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..resampling.grid import TargetGrid

# The side of a storage block in pixels; smaller rasters get smaller blocks.
_BLOCK = 512
# TIFF wants the sides of blocks to be multiples of this.
_BLOCK_STEP = 16
# The tag of a raster that is no image, though it has no palette that tells: what it holds.
CONTENT_TAG = "TILEWRIGHT_CONTENT"


@dataclass(frozen=True)
class RasterProfile:
    """Facts of a GeoTIFF, besides its pixels.

    Attributes:
        grid: coordinate system, transform and size.
        dtype: numpy name of the type of all bands.
        band_names: a name a band; their number is the number of bands.
        nodata: value of invalid pixels, or None.
        colormap: value -> (red, green, blue, alpha) of the first band, for 8 and 16 bits.
        category_names: value -> class name of the first band, which QGIS shows as legend.
        scales: factor of each band from stored to true values; empty for none.
        offsets: what is added then; empty for none.
        tags: name -> text, for the whole raster.
        band_tags: the same for each band; empty for none.
        is_quantised: whether floats come from whole numbers, as reflectances do. The same few bit
            patterns return then, which the codec finds, and differences only hide.
    """

    grid: TargetGrid
    dtype: str
    band_names: tuple[str, ...]
    nodata: float | None = None
    colormap: dict[int, tuple[int, int, int, int]] | None = field(default=None, repr=False)
    category_names: dict[int, str] | None = field(default=None, repr=False)
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    tags: dict[str, str] = field(default_factory=dict, repr=False)
    band_tags: tuple[dict[str, str], ...] = field(default=(), repr=False)
    is_quantised: bool = False

    @property
    def predictor(self) -> int:
        """TIFF's: 1 none, 2 differences of whole numbers, 3 of floats."""
        if np.dtype(self.dtype).kind != "f":
            return 2
        return 1 if self.is_quantised else 3

    @property
    def block_shape(self) -> tuple[int, int]:
        """Rows and columns of a storage block."""
        return _block_side(self.grid.height), _block_side(self.grid.width)

    @property
    def pixel_bytes(self) -> int:
        """Bytes of all bands of a pixel."""
        return np.dtype(self.dtype).itemsize * len(self.band_names)


def _block_side(pixels: int) -> int:
    return min(_BLOCK, -(-pixels // _BLOCK_STEP) * _BLOCK_STEP)
