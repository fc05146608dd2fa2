"""What a format writer gets and must offer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import BinaryIO, ClassVar

import numpy as np

from ..files.whole import write_all


@dataclass(frozen=True)
class ImageProfile:
    """What all tiles of a dataset have in common.

    Attributes:
        dtype: numpy name of the type that is written.
        nodata: value of invalid pixels that is tagged, or None.
        crs_wkt: coordinate system, empty when there is none.
        colormap: value -> (red, green, blue, alpha), or None.
        scales: factor of each band from stored to true values, empty when there is none.
        offsets: what is added then.
        descriptions: names that the raster itself gives its bands, None where it gives none; all
            of band_names when nothing is said.
        is_picture: whether values are 8-bit picture values rather than the raster's own.
    """

    dtype: str
    band_names: tuple[str, ...]
    color_names: tuple[str, ...]
    nodata: float | None
    crs_wkt: str
    colormap: dict[int, tuple[int, int, int, int]] | None = None
    is_picture: bool = False
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()
    descriptions: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class TileImage:
    """One tile: values (bands, height, width), valid pixels (height, width), six affine numbers."""

    values: np.ndarray
    valid: np.ndarray
    transform: tuple[float, ...]


class TileWriter(ABC):
    """Writes tiles of one format; safe to use from several threads.

    Attributes:
        bands_last: whether it takes values fastest that have a pixel's bands side by side in
            memory.
    """

    bands_last: ClassVar[bool] = False

    def check(self, profile: ImageProfile) -> None:  # noqa: B027
        """Refuse, with an ExportError, what the format cannot hold; by default nothing."""

    @abstractmethod
    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """The bytes of the file."""

    def write(self, tile: TileImage, profile: ImageProfile, file: BinaryIO) -> None:
        """Put the same bytes into an open file that has no buffer."""
        write_all(file, self.encode(tile, profile))
