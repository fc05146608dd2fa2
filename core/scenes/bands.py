"""Bands by meaning: which bands of each scene are the bands of the first one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from ..errors import RasterError
from ..imagery.band_names import find_band
from ..imagery.compare_names import band_key_of_file, band_keys
from ..message import counted, list_names
from ..raster.info import RasterInfo, choose_bands, unnamed_band
from .wavelengths import are_near, known_wavelengths, nearest_bands, numbering_of

_MOST_BANDS = 20
_NUMBERED = re.compile(r"b\d+a?")
_LISTED = re.compile(r"[\d\s,;]*")


def match_bands(
    infos: Sequence[RasterInfo], wanted: str = "", own: Sequence[str] = ()
) -> list[str]:
    """The bands of each scene that are those of the first, as a list for FileRasterSource.

    Bands are the same that have the same name, however it is spelled, or colour; else whose centre
    wavelengths are near each other; else, where nothing is known of the bands of one and there are
    as many, those at the same places. Numbers in names count only for sensors that number alike.

    Args:
        infos: of each scene with all of its bands.
        wanted: numbers of bands of the first scene, or names; empty for all.
        own: the same for each scene that names its own, which are not matched; else empty.

    Returns:
        Numbers such as ``3,2,1`` for each scene; empty where all of its bands are taken in order.

    Raises:
        RasterError: the first lacks a band that is wanted, or another scene one of them; or a
            scene names more or fewer bands of its own.
    """
    if not infos:
        return []
    texts = list(own) or [""] * len(infos)
    texts[0] = texts[0] or wanted
    chosen = _choose(infos[0], texts[0])
    first = _Bands(infos[0])
    matched = [chosen]
    for info, text in zip(infos[1:], texts[1:]):
        numbers = _choose(info, text) if text.strip() else _match(first, chosen, _Bands(info))
        if len(numbers) != len(chosen):
            raise _counts_differ(infos[0], len(chosen), info, len(numbers))
        matched.append(numbers)
    # Without a list, a band that says which pixels are valid does so.
    is_whole = not wanted.strip()
    return [
        "" if is_whole and numbers == info.bands else ",".join(map(str, numbers))
        for info, numbers in zip(infos, matched)
    ]


class _Bands:
    """What is known of a raster's bands."""

    def __init__(self, info: RasterInfo) -> None:
        self.info = info
        self.keys = band_keys(info)
        if not any(self.keys):
            # Of a band each, files are named after theirs.
            self.keys[:1] = [band_key_of_file(info)]
        self.numbering = numbering_of(info)
        self._wavelengths: list[float | None] | None = None

    @property
    def wavelengths(self) -> list[float | None]:
        # Files are opened for them, which most scenes do without.
        if self._wavelengths is None:
            self._wavelengths = known_wavelengths(self.info, self.keys)
        return self._wavelengths

    @property
    def are_told(self) -> bool:
        return any(self.keys) or any(self.wavelengths)

    def numbers(self, places: Sequence[int]) -> tuple[int, ...]:
        return tuple(self.info.bands[k] for k in places)


def _choose(info: RasterInfo, wanted: str) -> tuple[int, ...]:
    """Numbers of the bands of the first scene."""
    if not wanted.strip():
        return info.bands
    if _LISTED.fullmatch(wanted):
        return choose_bands(wanted, info.band_count, set(), info.name)
    chosen = []
    for part in filter(None, (part.strip() for part in re.split("[,;]", wanted))):
        number = find_band(info.descriptions, info.bands, part)
        if number is None:
            raise RasterError(
                "{BANDS} asks for {part}, which {name} lacks; it has {bands}.",
                part=part,
                name=info.name,
                bands=list_names(info.descriptions, _MOST_BANDS),
            )
        chosen.append(number)
    return tuple(chosen)


def _match(first: _Bands, chosen: tuple[int, ...], other: _Bands) -> tuple[int, ...]:
    """Numbers of the other's bands that are the chosen ones of the first."""
    own, its = first.info, other.info
    if own.alpha_band in chosen and own.alpha_band not in own.bands:
        # Asked for by its number: it is data then.
        rest = tuple(number for number in chosen if number != own.alpha_band)
        if its.alpha_band:
            found = dict(zip(rest, _match(first, rest, other)))
            return tuple(found.get(number, its.alpha_band) for number in chosen)
        raise _no_match(own, its)
    if set(chosen) - set(own.bands):
        raise _no_match(own, its)
    places = [own.bands.index(number) for number in chosen]
    found_places = (
        _by_names(first, places, other)
        or _by_wavelengths(first, places, other)
        or _by_order(first, places, other)
    )
    if found_places is None:
        raise _no_match(own, its)
    return other.numbers(found_places)


def _by_names(first: _Bands, places: Sequence[int], other: _Bands) -> list[int] | None:
    """The bands of the same keys; one without a key is at the same place in as long a list."""
    is_as_long = len(first.keys) == len(other.keys)
    found = []
    for place in places:
        key = first.keys[place]
        if key and key in other.keys:
            found.append(other.keys.index(key))
        elif not key and is_as_long and not other.keys[place] and any(first.keys):
            found.append(place)
        else:
            return None
    return None if _number_differently(first, places, other, found) else found


def _number_differently(
    first: _Bands, places: Sequence[int], other: _Bands, found: Sequence[int]
) -> bool:
    """Whether one number means two bands: by their sensors, or their wavelengths."""
    pairs = [(p, f) for p, f in zip(places, found) if _NUMBERED.fullmatch(first.keys[p])]
    if not pairs:
        return False
    if first.numbering and other.numbering and first.numbering != other.numbering:
        return True
    lengths = ((first.wavelengths[p], other.wavelengths[f]) for p, f in pairs)
    return any(
        one is not None and two is not None and not are_near(one, two) for one, two in lengths
    )


def _by_wavelengths(first: _Bands, places: Sequence[int], other: _Bands) -> list[int] | None:
    wanted = [first.wavelengths[place] for place in places]
    if None in wanted:
        return None
    known = [value for value in first.wavelengths if value is not None]
    return nearest_bands(wanted, other.wavelengths, known)


def _by_order(first: _Bands, places: Sequence[int], other: _Bands) -> list[int] | None:
    """The same places, where nothing tells what the bands of one are, and both are as many."""
    is_told = first.are_told and other.are_told
    return None if is_told or len(first.keys) != len(other.keys) else list(places)


def _counts_differ(
    first: RasterInfo, count: int, other: RasterInfo, other_count: int
) -> RasterError:
    return RasterError(
        counted(
            count,
            "{name} is read with {count} band, and {SCENE_TABLE} names {other_count} of {other}; "
            "name as many.",
            "{name} is read with {count} bands, and {SCENE_TABLE} names {other_count} of {other}; "
            "name as many.",
            name=first.name,
            other=other.name,
            other_count=other_count,
        )
    )


def _no_match(first: RasterInfo, other: RasterInfo) -> RasterError:
    return RasterError(
        "{name} has the bands {bands}, {other} {other_bands}, which cannot be matched by name, "
        "wavelength or number; choose {BANDS} that both have, or name those of each in the column "
        "bands of {SCENE_TABLE}.",
        name=first.name,
        bands=list_names(_shown(first), _MOST_BANDS),
        other=other.name,
        other_bands=list_names(_shown(other), _MOST_BANDS),
    )


def _shown(info: RasterInfo) -> Sequence[str]:
    """Names of a raster's bands for people; of a single one without a name that of its file."""
    is_single = len(info.bands) == 1 and info.descriptions[0] == unnamed_band(info.bands[0])
    return (PurePath(info.path).stem,) if is_single else info.descriptions
