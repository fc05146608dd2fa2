"""Which bands of a raster are red, green and blue, by their names or wavelengths."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COLORS = ("red", "green", "blue")
# Centre wavelengths in nanometres, and how far another band's centre may be from them: those of
# Sentinel-2, Landsat and most others lie within.
_CENTRES = ((660, 40), (560, 40), (480, 45))
_WAVELENGTH = re.compile(
    r"(?<![\d.])(\d+(?:\.\d+)?)\s*(nanomet(?:er|re)s?|nm|micromet(?:er|re)s?|microns?|um|[µμ]m)\b",
    re.IGNORECASE,
)
# Words that make another band of a band's colour.
_OTHER_BANDS = {"edge", "rededge", "infra", "near", "deep", "coastal", "ultra"}
# B04, B4, SR_B4, LC08_..._B4, T31TCJ_..._B04_10m; not "band 4", which any raster has.
_NUMBER = re.compile(r"(?:^|[^A-Za-z0-9])B0*(\d{1,2})(?![A-Za-z0-9])", re.IGNORECASE)
# Landsat 4, 5 and 7 count from blue, Landsat 8 and 9 and Sentinel-2 from a band before it.
_SINCE_LANDSAT_8 = (4, 3, 2)
_BEFORE_LANDSAT_8 = (3, 2, 1)
_OLD_SCENE = re.compile(
    r"(?:^|[^A-Za-z0-9])L[ET]?0?[457](?=\d{6,}|_|$)|landsat[ _-]?[457](?!\d)", re.IGNORECASE
)
_OLD_NUMBERS = {1, 2, 3, 4, 5, 7}


def choose_natural_color(
    names: Sequence[str], wavelengths: Sequence[float | None] = (), source: str = ""
) -> tuple[int, int, int] | None:
    """Numbers of the bands, counted from 1, that show a raster in natural colours.

    Names that are colours count first, then centre wavelengths, then the numbers that Sentinel-2
    and Landsat give their bands.

    Args:
        names: of the bands, in order; empty where a band has none.
        wavelengths: centre of each band in nanometres, None where unknown; where they are not
            given, names such as ``665 nm`` give them.
        source: name of the scene or file, where the bands' names do not name the satellite.

    Returns:
        Bands for red, green and blue, or None when they are not known.
    """
    known = list(wavelengths) if any(wavelengths) else [_read_wavelength(name) for name in names]
    return _by_words(names) or _by_wavelengths(known) or _by_numbers(names, source)


def _by_words(names: Sequence[str]) -> tuple[int, int, int] | None:
    words = [re.findall(r"[a-z]+", name.lower()) for name in names]
    found = []
    for color in _COLORS:
        own = (k for k, each in enumerate(words, 1) if each == [color])
        among = (
            k
            for k, each in enumerate(words, 1)
            if color in each and not _OTHER_BANDS.intersection(each)
        )
        found.append(next(own, None) or next(among, None))
    return _all_three(found)


def _by_wavelengths(wavelengths: Sequence[float | None]) -> tuple[int, int, int] | None:
    found = []
    for centre, reach in _CENTRES:
        near = [
            (abs(value - centre), k)
            for k, value in enumerate(wavelengths, 1)
            if value is not None and abs(value - centre) <= reach
        ]
        found.append(min(near)[1] if near else None)
    return _all_three(found) if len(set(found)) == len(found) else None


def _by_numbers(names: Sequence[str], source: str) -> tuple[int, int, int] | None:
    matches = [_NUMBER.search(name) for name in names]
    places: dict[int, int] = {}
    for place, match in enumerate(matches, 1):
        if match:
            places.setdefault(int(match[1]), place)
    is_old = any(_OLD_SCENE.search(text) for text in (*names, source))
    # Their reflectances have no band 6, which is thermal.
    is_old = is_old or places.keys() == _OLD_NUMBERS
    numbers = _BEFORE_LANDSAT_8 if is_old else _SINCE_LANDSAT_8
    return _all_three([places.get(number) for number in numbers])


def _all_three(found: Sequence[int | None]) -> tuple[int, int, int] | None:
    red, green, blue = found
    return (red, green, blue) if red and green and blue else None


def _read_wavelength(name: str) -> float | None:
    match = _WAVELENGTH.search(name)
    if not match:
        return None
    value = float(match[1])
    return value if match[2].lower().startswith("n") else 1000 * value
