"""The dated images in a folder: Sentinel-2 products, and any rasters."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import CancelledError, RasterError
from ..files.dates import read_date
from ..message import Message, as_message
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource
from ..run.batches import never_cancelled
from ..sentinel2.product import Sentinel2Product, is_product, open_product

RASTER_EXTENSIONS = (".tif", ".tiff", ".gtif", ".jp2", ".vrt", ".img")
# The tag in which Load Sentinel-2 Product leaves the date.
DATE_TAG = "DATE"


@dataclass(frozen=True)
class Scene:
    """An image of one day.

    Attributes:
        path: of the raster, or of the product's folder or archive.
        name: for people.
        date: of the image, or None.
        product: when it is one of Sentinel-2.
        problem: why it cannot be used, if it cannot.
    """

    path: str
    name: str
    date: date | None
    product: Sentinel2Product | None = None
    problem: Message | None = None

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.product.size if self.product else Path(self.path).stat().st_size


def find_scenes(
    folder: str,
    pattern: str | None = None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> list[Scene]:
    """All products and rasters in a folder and those below it, by date, then by name.

    What is inside a product is part of it and not listed.

    Args:
        folder: its path.
        pattern: how dates are written in the names of rasters; see read_date.
        is_cancelled: polled at each image.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        RasterError: there is no such folder.
    """
    scenes = []
    for path in scene_paths(folder):
        if is_cancelled():
            raise CancelledError
        scenes.append(_open_scene(path, pattern))
    return sorted(scenes, key=lambda s: (s.date or date.max, natural_key(s.name), s.path))


def scene_paths(folder: str) -> list[str]:
    """The paths of all products and rasters in a folder and those below it; see find_scenes.

    Raises:
        RasterError: there is no such folder.
    """
    if not os.path.isdir(folder):
        raise RasterError(
            "{folder} is not a folder; name the one that holds the images.", folder=folder
        )
    if is_product(folder):
        return [folder]
    paths = []
    for here, folders, files in os.walk(folder):
        paths += [str(Path(here, name)) for name in folders if is_product(name)]
        folders[:] = sorted(n for n in folders if not is_product(n) and not n.startswith("."))
        paths += [
            str(Path(here, name))
            for name in files
            if not name.startswith(".")
            and (
                Path(name).suffix.lower() in RASTER_EXTENSIONS or is_product(str(Path(here, name)))
            )
        ]
    return paths


def _open_scene(path: str, pattern: str | None) -> Scene:
    path = os.path.abspath(path)
    name = Path(path).name
    if is_product(path):
        try:
            product = open_product(path)
        except RasterError as error:
            problem = error.message
        except OSError as error:
            problem = as_message(str(error))
        else:
            return Scene(path, product.name, product.date, product)
        return Scene(path, name, read_date(name), problem=problem)
    try:
        source = FileRasterSource(path)
    except RasterError as error:
        return Scene(path, name, read_date(name, pattern), problem=error.message)
    with closing(source):
        return Scene(path, name, raster_date(source.info, pattern))


def raster_date(info: RasterInfo, pattern: str | None = None) -> date | None:
    """The date of a raster: of its tag, which Load Sentinel-2 Product writes, or of its name.

    A pattern is for the name, and then that alone counts.
    """
    name = Path(info.path.rstrip("/\\")).name
    if pattern:
        return read_date(name, pattern)
    return read_date(info.tags.get(DATE_TAG, "")) or read_date(name)


def natural_key(name: str) -> list[tuple[int, str]]:
    """Sorts b2 before b10."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(int(p), "") if p.isdecimal() else (-1, p) for p in parts]


def pair_by_date(
    first: Sequence[tuple[str, date | None]], second: Sequence[tuple[str, date | None]]
) -> tuple[list[int], bool]:
    """Which of the second each of the first goes with, such as a mask with an image.

    Args:
        first: names and dates.
        second: the same; each may be used once.

    Returns:
        Indices into the second, and whether the dates paired them; else it is the order.

    Raises:
        RasterError: neither dates nor numbers pair them.
    """
    days = [day for _, day in second]
    by_date = None not in days and len(set(days)) == len(days)
    own = [day for _, day in first]
    if by_date and None not in own and len(set(own)) == len(own):
        missing = next((item for item in first if item[1] not in days), None)
        if missing is not None:
            raise RasterError(
                "{missing} of {date} has no mask of that date; add it.",
                missing=missing[0],
                date=missing[1],
            )
        return [days.index(day) for day in own], True
    if len(first) != len(second):
        raise RasterError(
            "There are {count} rasters and {masks} masks, and no dates in their names that show "
            "which belong together; give one mask a raster, in the same order.",
            count=len(first),
            masks=len(second),
        )
    return list(range(len(first))), False
