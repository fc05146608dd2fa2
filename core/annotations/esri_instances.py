"""Objects as numbered pixels, one image a class."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..errors import FileError
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


def read_instances(path: Path, size: tuple[int, int], where: str) -> np.ndarray:
    """The numbers of such a PNG, (height, width).

    Args:
        path: of the file.
        size: width and height that it is to have.
        where: the file, for people.

    Raises:
        FileError: it cannot be read, or is of another size.
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioIOError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(path, driver=INSTANCE_FORMAT) as file:
                if (file.width, file.height) == size:
                    return np.asarray(file.read(1))
    except RasterioIOError:
        raise FileError(
            "{where} cannot be read as an image; export the dataset again.", where=where
        ) from None
    raise FileError(
        "{where} is not of {width} x {height} pixels as its image is; export the dataset again.",
        where=where,
        width=size[0],
        height=size[1],
    )
