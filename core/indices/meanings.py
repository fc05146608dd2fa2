"""What the bands of a raster mean: blue, green, red, near infrared and others."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from ..errors import ParameterError, RasterError
from ..imagery.compare_names import band_key, band_key_of_file, band_keys
from ..message import counted
from ..raster.info import RasterInfo
from ..scenes.image_facts import find_natural_color
from ..scenes.wavelengths import known_wavelengths

# The least and the greatest centre wavelength of a band of each meaning in micrometres, and the
# one that the nearest of several bands is taken by. Bounds after the list of awesome-spectral-
# indices (Montero et al. 2023), so that the sensors it knows have their bands in them.
_RANGES = {
    "coastal": (0.400, 0.455, 0.443),
    "blue": (0.455, 0.530, 0.485),
    "green": (0.530, 0.600, 0.560),
    "red": (0.620, 0.690, 0.660),
    "rededge1": (0.690, 0.725, 0.705),
    "rededge2": (0.725, 0.760, 0.740),
    "rededge3": (0.760, 0.800, 0.783),
    "nir": (0.800, 0.900, 0.842),
    "swir1": (1.550, 1.750, 1.610),
    "swir2": (2.080, 2.350, 2.200),
}
MEANINGS = tuple(_RANGES)
# What else names call them; the first that a raster has counts.
_NAMES = {
    "rededge1": ("rededge1", "rededge"),
    "nir": ("nir", "nir1", "nir08"),
    "swir1": ("swir1", "swir16", "swir"),
    "swir2": ("swir2", "swir22"),
}
_PAIR = re.compile(r"\s*(\d{1,5})\s*=\s*([^=]*\S)\s*")
_NUMBERED = re.compile(r"b\d+a?")
_EXAMPLE = "1=blue, 2=green, 3=red, 4=nir"
_Band = TypeVar("_Band", int, str)


def parse_meanings(text: str) -> dict[str, int]:
    """Number of the band of each meaning, from a text such as ``1=blue, 4=nir``.

    Raises:
        ParameterError: it is no such text, or a word is no meaning.
    """
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in re.split("[,;]", text))):
        pair = _PAIR.fullmatch(part)
        if pair is None:
            raise ParameterError(
                "{BAND_MEANINGS} is {text!r}; write numbers of bands and what they are, such as "
                "{example}.",
                text=text,
                example=_EXAMPLE,
            )
        key = band_key(pair[2])
        meaning = next((m for m in MEANINGS if key in _NAMES.get(m, (m,))), None)
        if meaning is None:
            raise ParameterError(
                "{BAND_MEANINGS} calls band {band} {word}; choose from {meanings}.",
                band=pair[1],
                word=pair[2],
                meanings=", ".join(MEANINGS),
            )
        if meaning in found:
            raise ParameterError(
                "{BAND_MEANINGS} calls both band {one} and band {other} {meaning}; name one.",
                one=found[meaning],
                other=pair[1],
                meaning=meaning,
            )
        found[meaning] = int(pair[1])
    return found


def find_meanings(info: RasterInfo, given: Mapping[str, int]) -> dict[str, int]:
    """Number of the band of each meaning that a raster has, as far as anything tells.

    What is given counts first, then names of bands, then wavelengths that the file tells, then
    the numbers of the sensor that its name or its bands' names are of.

    Args:
        info: of the raster with all of its bands; its file is opened for wavelengths.
        given: see parse_meanings.

    Raises:
        RasterError: a band is given that the raster lacks.
    """
    for band in given.values():
        if not 1 <= band <= info.band_count:
            raise RasterError(
                counted(
                    info.band_count,
                    "{BAND_MEANINGS} names band {band}, but {name} has {count} band.",
                    "{BAND_MEANINGS} names band {band}, but {name} has {count} bands.",
                    band=band,
                    name=info.name,
                )
            )
    return match_meanings([(info, info.bands)], given)


def _tells(key: str) -> bool:
    """Whether a key is a meaning, or a number that sensors have."""
    return any(key in _NAMES.get(m, (m,)) for m in MEANINGS) or bool(_NUMBERED.fullmatch(key))


def match_meanings(
    rasters: Sequence[tuple[RasterInfo, Sequence[_Band]]], given: Mapping[str, _Band]
) -> dict[str, _Band]:
    """The same of bands that lie in several rasters, each called by what is given for it.

    Args:
        rasters: with the number or name of each of their bands.
        given: number or name of the band of each meaning that is told.
    """
    found = dict(given)
    called = [band for _, bands in rasters for band in bands]
    keys: list[str] = []
    lengths: list[float | None] = []
    for info, _ in rasters:
        own = band_keys(info)
        if not any(map(_tells, own)):
            own[:1] = [band_key_of_file(info) or own[0]]
        keys += own
        lengths += known_wavelengths(info, own)
    # What a band was given for it is, and nothing else.
    free = [k for k, band in enumerate(called) if band not in given.values()]
    by_key = {keys[k]: called[k] for k in reversed(free) if keys[k]}
    for meaning in MEANINGS:
        name = next((name for name in _NAMES.get(meaning, (meaning,)) if name in by_key), None)
        if name is not None:
            found.setdefault(meaning, by_key[name])
    free = [k for k in free if called[k] not in found.values()]
    for meaning, (least, greatest, centre) in _RANGES.items():
        near = [
            (abs(length - centre), k)
            for k in free
            if (length := lengths[k]) is not None and least <= length < greatest
        ]
        if near:
            found.setdefault(meaning, called[min(near)[1]])
    for info, bands in rasters:
        natural = find_natural_color(info)
        if natural is not None:
            for meaning, number in zip(("red", "green", "blue"), natural):
                band = bands[info.bands.index(number)]
                if band not in found.values():
                    found.setdefault(meaning, band)
    return found


def example_of(meanings: Sequence[str]) -> str:
    """How BAND_MEANINGS says which bands have some meanings."""
    return ", ".join(f"{k}={meaning}" for k, meaning in enumerate(meanings, 1))
