"""The centre wavelengths of a raster's bands, in micrometres."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence

from ..imagery.scene_names import scene_of_file
from ..raster.info import RasterInfo

# What programs call them in the metadata of a band, in lower case, and what tells their unit:
# GDAL's own, drivers of ENVI and Sentinel-2, catalogues.
_TAGS = (
    ("central_wavelength_um", "um"),
    ("center_wavelength", ""),
    ("central_wavelength", ""),
    ("wavelength", ""),
)
_UNITS = ("wavelength_unit", "wavelength_units")
_NUMBER = re.compile(r"\s*(\d+\.?\d*(?:e[+-]?\d+)?)\s*(\S*)\s*", re.IGNORECASE)
# In a description, as ENVI's driver writes it: 485.0 Nanometers, or in brackets behind a name.
_TOLD = re.compile(
    r"(?:^|\()\s*(\d+\.?\d*)\s*(nm|um|µm|nanometers|micrometers)\s*\)?$", re.IGNORECASE
)
# No band of what is in use has a wavelength between 20 and 200, in whichever unit.
_LEAST_NANOMETRES = 100.0
_NUMBERED = re.compile(r"b\d+a?")
# Sentinel-2's way to write a number, and Landsat's to write bands of surface reflectance.
_PADDED = re.compile(r"(?:^|[^A-Za-z0-9])B0\d(?![A-Za-z0-9])")
_SURFACE = re.compile(r"(?:^|[^A-Za-z0-9])SR_B\d", re.IGNORECASE)
# Words behind the number: "band 4" alone may be the fourth of any file.
_CALLED = re.compile(r"band[ _]0*(\d{1,2}a?)[ _]+[a-z]", re.IGNORECASE)
# Of the wavelength.
_NEAR = 0.04
# Of sensors whose bands are numbered; see scene_of_file for their names. After ESA and USGS.
_SENSORS = {
    "Sentinel-2": "b1 .443 b2 .492 b3 .560 b4 .665 b5 .704 b6 .741 b7 .783 b8 .833 b8a .865 "
    "b9 .945 b10 1.374 b11 1.614 b12 2.202",
    "Landsat 8 and 9": "b1 .443 b2 .482 b3 .561 b4 .655 b5 .865 b6 1.609 b7 2.201 b9 1.373 "
    "b10 10.9 b11 12.0",
    "Landsat 4 to 7": "b1 .485 b2 .560 b3 .660 b4 .835 b5 1.650 b6 11.45 b7 2.215",
}
_COLORS = "coastal .443 blue .483 green .560 red .660 nir .850 swir1 1.61 swir2 2.20"


def _read(text: str) -> dict[str, float]:
    words = text.split()
    return {name: float(number) for name, number in zip(words[::2], words[1::2])}


_BY_SENSOR = {name: _read(text) for name, text in _SENSORS.items()}
_BY_COLOR = _read(_COLORS)


def known_wavelengths(info: RasterInfo, keys: Sequence[str]) -> list[float | None]:
    """The centre wavelength of each band that is read, in micrometres; None where nothing tells.

    What the file says of a band counts, else its sensor's band of that number, else its colour.
    The sensor is the one that the file is named after, else the only one whose bands are so many
    or are written so.

    Args:
        info: of the raster, whose file is opened for it.
        keys: what its bands are; see band_keys.
    """
    told = read_wavelengths(info)
    numbering = numbering_of(info) or _guess_numbering(info.descriptions, keys)
    sensor = _BY_SENSOR.get(numbering, {})
    return [
        own if own is not None else sensor.get(_numbered(name, key), _BY_COLOR.get(key))
        for own, name, key in zip(told, info.descriptions, keys)
    ]


def _numbered(name: str, key: str) -> str:
    """A band's key, by its number where its name is such as ``band 4 reflectance``."""
    found = _CALLED.match(name)
    return f"b{found[1].lower()}" if found else key


def numbering_of(info: RasterInfo) -> str:
    """Whose numbers of bands a raster's file has by its name; empty when nothing tells."""
    return scene_of_file(info.path).numbering


def _guess_numbering(names: Sequence[str], keys: Sequence[str]) -> str:
    """Whose numbers of bands these can only be; empty where several have them."""
    numbers = {key for key in keys if _NUMBERED.fullmatch(key)}
    # Landsat's band 8 is of another resolution and goes with all of the others.
    is_short = "b8" in numbers and not {"b5", "b6", "b7"} <= numbers
    is_padded = any(_PADDED.search(name) for name in names)
    if numbers & {"b8a", "b12"} or is_short or is_padded:
        return "Sentinel-2"
    if any(_SURFACE.search(name) for name in names):
        if "b6" in numbers:
            return "Landsat 8 and 9"
        if {"b1", "b7"} <= numbers:
            return "Landsat 4 to 7"
    return ""


def read_wavelengths(info: RasterInfo) -> list[float | None]:
    """What the file of a raster says itself, and the names of its bands, band by band."""
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    named = [_of_description(text) for text in info.descriptions]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            with rasterio.open(info.path) as dataset:
                tags = [
                    {**dataset.tags(band), **dataset.tags(band, ns="IMAGERY")}
                    for band in info.bands
                ]
    except (RasterioError, OSError, IndexError):
        # Such as a product, which is a folder.
        return named
    return [name if own is None else own for name, own in zip(named, map(_of_tags, tags))]


def _of_tags(tags: Mapping[str, str]) -> float | None:
    plain = {key.lower(): str(value) for key, value in tags.items()}
    unit = next((plain[name] for name in _UNITS if name in plain), "")
    for name, own_unit in _TAGS:
        found = _NUMBER.fullmatch(plain.get(name, ""))
        if found:
            return _micrometres(float(found[1]), own_unit or found[2] or unit)
    return None


def _of_description(text: str) -> float | None:
    found = _TOLD.search(text.strip())
    return _micrometres(float(found[1]), found[2]) if found else None


def _micrometres(value: float, unit: str) -> float | None:
    word = unit.strip().lower()
    is_nanometres = word in ("nm", "nanometers", "nanometres", "nanometer", "nanometre")
    is_micrometres = word in ("um", "µm", "micrometers", "micrometres", "microns", "micrometer")
    if is_nanometres or (not is_micrometres and value >= _LEAST_NANOMETRES):
        value /= 1000
    return value if value > 0 else None


def nearest_bands(
    wanted: Sequence[float | None], others: Sequence[float | None], all_wanted: Iterable[float]
) -> list[int] | None:
    """Which of the others each wanted wavelength is: the nearest, if it is near enough.

    Two are near within 4 % of the wavelength: as the same band of two sensors is, and two bands
    of one are not. A band that is nearer to another one of the first raster is not taken.

    Args:
        wanted: of bands of the first raster.
        others: of all bands of the other.
        all_wanted: of all bands of the first.

    Returns:
        Places in ``others``; None when one of the wanted has none.
    """
    firsts = list(all_wanted)
    known = [(k, value) for k, value in enumerate(others) if value is not None]
    found = []
    for value in wanted:
        if value is None or not known:
            return None
        place, nearest = min(known, key=lambda item: (abs(item[1] - value), item[0]))
        is_taken = any(abs(nearest - first) < abs(nearest - value) for first in firsts)
        if not are_near(value, nearest) or is_taken:
            return None
        found.append(place)
    return found


def are_near(one: float, other: float) -> bool:
    """Whether two wavelengths may be those of one band of two sensors."""
    return abs(one - other) <= _NEAR * max(one, other)
