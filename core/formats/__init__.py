"""Image formats: one module each, with a writer and a FormatSpec of all that others ask.

A format is known by its module alone; other rooms ask for its facts here.

May import: core/files, core/geotiff.
"""

from __future__ import annotations

from ..errors import ExportError
from .gtiff import GTIFF
from .jpeg import JPEG
from .npy import NPY
from .png import PNG
from .spec import FormatSpec
from .tiff_pages import TIFF_PAGES
from .writer import ImageProfile, TileImage, TileWriter

# In the order in which they are offered.
FORMATS = {spec.name: spec for spec in (JPEG, PNG, GTIFF, NPY)}
# Layouts choose these where their readers take many bands no other way.
_CHOSEN_BY_LAYOUTS = (TIFF_PAGES,)
DEFAULT_QUALITY = 90
__all__ = [
    "DEFAULT_QUALITY",
    "FORMATS",
    "FormatSpec",
    "ImageProfile",
    "TileImage",
    "TileWriter",
    "find_format",
    "format_of_files",
    "gdal_driver",
    "make_writer",
    "mask_format",
]


def find_format(name: str) -> FormatSpec:
    """A format by its name.

    Raises:
        ExportError: there is none of this name.
    """
    for spec in _every_format():
        if spec.name == name:
            return spec
    raise ExportError(
        "{FORMAT} is {name!r}; choose one of {formats}.", name=name, formats=", ".join(FORMATS)
    )


def _every_format() -> tuple[FormatSpec, ...]:
    return (*FORMATS.values(), *_CHOSEN_BY_LAYOUTS)


def format_of_files(extension: str) -> FormatSpec:
    """A format by the extension of its files, in small letters and without a dot.

    Of others it is known only that GDAL may read them.
    """
    for spec in _every_format():
        if spec.extension == extension:
            return spec
    return FormatSpec(extension.upper(), extension, extension, TileWriter)


def gdal_driver(extension: str) -> str | None:
    """The driver of GDAL for files with an extension of ours, or None for any other.

    Without it GDAL takes a file for what it holds, and a description of others opens these.
    """
    spec = format_of_files(extension)
    return (spec.driver or spec.name) if spec in _every_format() else None


def mask_format(spec: FormatSpec) -> FormatSpec:
    """The format of the masks of images in a format."""
    return FORMATS[spec.mask_format] if spec.mask_format else spec


def make_writer(name: str, quality: int = DEFAULT_QUALITY, compress: bool = True) -> TileWriter:
    """The writer of a format, which heeds ``quality`` and ``compress`` where it has them.

    Raises:
        ExportError: an unknown format, or a quality that is not 1 to 100.
    """
    spec = find_format(name)
    if not 1 <= quality <= 100:
        raise ExportError("{QUALITY} is {quality}; choose from 1 to 100.", quality=quality)
    asked = {"quality": quality} if spec.has_quality else {}
    if spec.has_compression:
        asked["compress"] = compress
    return spec.make(**asked)
