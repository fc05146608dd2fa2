"""Objects as numbered pixels, one image a class."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..formats import ImageProfile, TileImage, make_writer
from ..objects.run_lengths import object_pixels
from ..objects.tile_object import TileObject

INSTANCE_FORMAT = "PNG"
_NORTH_UP = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


def instance_numbers(objects: Sequence[TileObject], width: int, height: int) -> np.ndarray:
    """Uint8 or uint16 (height, width): 0, or the number of the object whose pixel it is, from 1.

    A pixel belongs to the objects that hold its middle, and to the last one of several; an object
    that holds no middle has the pixel in which its box has its own.
    """
    dtype = np.uint8 if len(objects) < 256 else np.uint16
    numbers = np.zeros((height, width), dtype=dtype)
    for number, found in enumerate(objects, 1):
        inside = object_pixels(found.parts, width, height)
        if not inside.any():
            left, top, right, bottom = found.box
            row = min(int((top + bottom) / 2), height - 1)
            column = min(int((left + right) / 2), width - 1)
            inside[row, column] = True
        numbers[inside] = number
    return numbers


def write_instances(numbers: np.ndarray) -> bytes:
    """The bytes of a PNG with these numbers."""
    height, width = numbers.shape
    profile = ImageProfile(numbers.dtype.name, ("object",), ("gray",), None, "")
    tile = TileImage(numbers[None], np.ones((height, width), dtype=bool), _NORTH_UP)
    return make_writer(INSTANCE_FORMAT).encode(tile, profile)
