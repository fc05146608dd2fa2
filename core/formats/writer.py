"""What a format writer gets and must offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np


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


class TileImage(NamedTuple):
    """One tile: values (bands, height, width), valid pixels (height, width), six affine numbers."""

    values: np.ndarray
    valid: np.ndarray
    transform: tuple[float, ...]


class TileWriter(Protocol):
    """Encodes tiles of one format in memory; safe to use from several threads.

    A writer may also have ``write(tile, profile, file)``, which puts the same bytes into an open
    file without a buffer, and ``bands_last``, which says that it takes values fastest that have a
    pixel's bands side by side in memory.
    """

    name: str
    extension: str

    def check(self, profile: ImageProfile) -> None:
        """Refuse, with an ExportError, what the format cannot hold."""
        ...

    def encode(self, tile: TileImage, profile: ImageProfile) -> bytes:
        """The bytes of the file."""
        ...
