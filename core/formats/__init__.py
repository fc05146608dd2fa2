"""Image formats: one module each, behind the protocol TileWriter.

A format is known by its module alone; other rooms ask for its facts here.

May import: core/files, core/geotiff.
"""

from __future__ import annotations

from ..errors import ExportError
from .gtiff import GeoTiffWriter
from .jpeg import JpegWriter
from .npy import NpyWriter
from .png import PngWriter
from .writer import ImageProfile, TileImage, TileWriter

WRITERS = {"JPEG": JpegWriter, "PNG": PngWriter, "GTIFF": GeoTiffWriter, "NPY": NpyWriter}
FORMATS = tuple(WRITERS)
__all__ = ["FORMATS", "ImageProfile", "TileImage", "TileWriter", "make_writer"]


def make_writer(name: str, quality: int = 90) -> TileWriter:
    """The writer of a format.

    Raises:
        ExportError: an unknown format, or a quality that is not 1 to 100.
    """
    if name not in WRITERS:
        raise ExportError(
            "{FORMAT} is {name!r}; choose one of {formats}.", name=name, formats=", ".join(FORMATS)
        )
    if not 1 <= quality <= 100:
        raise ExportError("{QUALITY} is {quality}; choose from 1 to 100.", quality=quality)
    return JpegWriter(quality) if name == "JPEG" else WRITERS[name]()
