"""Between arrays and Pillow."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ExportError, MissingLibraryError
from ..message import as_message, either
from .writer import ImageProfile

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PICTURES = "JPEG and PNG are pictures of 1 or 3 bands; PNG also takes 4."
# Types of which Pillow opens a single band in GeoTIFF with all of its values.
ONE_BAND_TYPES = ("uint8", "uint16", "int16", "int32", "float32")


def pillow_image(values: np.ndarray) -> Picture:
    """A Pillow image of (bands, height, width): 1 band of 8 or 16 bits, 3 or 4 bands of 8 bits."""
    try:
        from PIL import Image
    except ImportError:
        raise MissingLibraryError(
            "JPEG and PNG need the Python package Pillow, which is missing; install it, or "
            "choose {FORMAT=GTIFF|NPY}."
        ) from None
    if len(values) == 1:
        return Image.fromarray(np.ascontiguousarray(values[0]))
    pixels = np.ascontiguousarray(values.transpose(1, 2, 0))
    height, width = pixels.shape[:2]
    # What fromarray does, without its look at what kind of array it is.
    mode = "RGB" if len(values) == 3 else "RGBA"
    return Image.frombuffer(mode, (width, height), pixels, "raw", mode, 0, 1)


def has_pillow() -> bool:
    """Whether Pillow is installed."""
    return find_spec("PIL") is not None


def check_picture_bands(name: str, profile: ImageProfile, counts: tuple[int, ...]) -> None:
    """Refuse other numbers of bands."""
    count = len(profile.band_names)
    if count not in counts:
        raise ExportError(
            "{name} holds {counts} bands and {count} are exported; choose some, for example "
            "{BANDS=3,2,1}, or choose {FORMAT=GTIFF|NPY}.",
            name=name,
            counts=either(as_message(str(n)) for n in counts),
            count=count,
        )
