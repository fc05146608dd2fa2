"""Whether rasters of a list hold the same bands at the same places, by the bands' names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter
from pathlib import PurePath

from ..errors import RasterError
from ..message import Message, list_names
from ..raster.compare import REFUSE
from ..raster.info import RasterInfo, unnamed_band
from .band_names import band_word, plain_word
from .scene_names import read_scene_name

_MOST = 20
_COLORS = re.compile(r"coastal|blue|green|yellow|red|rededge\d?|nir\d?|swir\d?|tir\d?|pan")
_NUMBER = re.compile(r"b0*(\d{1,2}a?)")
# What goes with the name of a band and makes no other band of it.
_BESIDE = re.compile(
    r"band\d*|sr|st|toa|boa|fre|sre|sur|refl|reflectance|surface|central|wavelength"
    r"|[126]0m|nm|\d+"
)
# Ways to write one colour; longer ones first.
_SPELLINGS = (
    (re.compile(r"red_?edge"), "rededge"),
    (re.compile(r"(?:very_)?near_?infra_?red"), "nir"),
    (re.compile(r"short_?wave_?infra_?red"), "swir"),
    (re.compile(r"thermal_?infra_?red"), "tir"),
    (re.compile(r"panchromatic"), "pan"),
    # A number behind these tells bands of one colour apart.
    (re.compile(r"(?<![a-z])(rededge|nir|swir|tir)_(?=\d(?!\d))"), r"\1"),
)


def check_names(infos: Sequence[RasterInfo], choice: str = REFUSE) -> None:
    """Refuse rasters whose k-th bands are not the same, as far as their names say.

    Names of bands count without dates and scenes, however they are spelled: B04 is b4. Where the
    bands have none, colours that they are tagged with count. Other names, such as those of dates,
    say nothing.

    Args:
        infos: rasters with as many bands each.
        choice: of DIFFERENCES; REFUSE, the others take bands by their places.

    Raises:
        RasterError: names two rasters, and the bands of both.
    """
    difference = find_name_difference(infos) if choice == REFUSE else None
    if difference:
        raise RasterError(
            "{difference}, or set {DIFFERENCES=AS_TAGGED} to take them by their places.",
            difference=difference,
        )


def find_name_difference(infos: Sequence[RasterInfo]) -> Message | None:
    """Rasters that hold different bands, or the same in another order, and what helps; else None.

    Each is compared with the first one before it whose bands have names, too, else colours.
    """
    kinds = tuple(([keys_of(info) for info in infos], key) for keys_of, key in _KINDS)
    for k, info in enumerate(infos):
        for keys, shown in kinds:
            first = next((n for n in range(k) if any(keys[n])), None)
            if first is None or not any(keys[k]):
                continue
            if not _is_alike(keys[first], keys[k]):
                values = {
                    "name": infos[first].name,
                    "bands": list_names(shown(infos[first]), _MOST),
                    "other": info.name,
                    "other_bands": list_names(shown(info), _MOST),
                }
                if sorted(keys[first]) == sorted(keys[k]):
                    return Message(
                        "{name} has the bands {bands}, {other} {other_bands}; bring them into one "
                        "order with {BANDS} or Stack Bands",
                        **values,
                    )
                return Message(
                    "{name} has the bands {bands}, {other} {other_bands}, which are not the same; "
                    "put the same bands into each with Stack Bands",
                    **values,
                )
            break
    return None


def _is_alike(first: Sequence[str], other: Sequence[str]) -> bool:
    has_moved = any(key and key in other and other[k] != key for k, key in enumerate(first))
    return not has_moved and not any(map(_differ, first, other))


def _differ(one: str, other: str) -> bool:
    """Whether two keys are names of different bands beyond doubt: two numbers or two colours."""
    forms = (_NUMBER, _COLORS)
    return one != other and any(form.fullmatch(one) and form.fullmatch(other) for form in forms)


def _keys_of_names(info: RasterInfo) -> list[str]:
    """A key for each band, empty for bands without a name."""
    own = [
        "" if text.lower() == unnamed_band(band) else text
        for band, text in zip(info.bands, info.descriptions)
    ]
    plain = [plain_word(text) for text in own]
    is_told = _is_unique(plain) and sum(map(bool, plain)) == sum(map(bool, own))
    # Bands that are dates have no names but these.
    words = plain if is_told else own
    keys = [band_key(text) for text in words]
    # One band in two resolutions.
    return keys if _is_unique(keys) else [band_word(text).lower() for text in words]


def band_keys(info: RasterInfo) -> list[str]:
    """A key for each band by its name, else by the colour that it is tagged with; see band_key.

    Empty where neither tells. No key stands for two bands.
    """
    names, colors = _keys_of_names(info), _keys_of_colors(info)
    known = {*names, *(color for color in colors if colors.count(color) > 1)}
    return [name or ("" if color in known else color) for name, color in zip(names, colors)]


def band_key_of_file(info: RasterInfo) -> str:
    """The key of a single band by its file's name, such as b4 for l8_B4.tif; empty for others."""
    if len(info.bands) != 1:
        return ""
    keys = map(band_key, read_scene_name(PurePath(info.path).stem).words)
    told = {key for key in keys if _NUMBER.fullmatch(key) or _COLORS.fullmatch(key)}
    return told.pop() if len(told) == 1 else ""


def _is_unique(keys: Sequence[str]) -> bool:
    known = list(filter(None, keys))
    return len(set(known)) == len(known)


def _keys_of_colors(info: RasterInfo) -> list[str]:
    return [name if _COLORS.fullmatch(name) else "" for name in info.color_names]


# Keys of a raster's bands, and what of RasterInfo shows them to people.
_KINDS = (
    (_keys_of_names, attrgetter("descriptions")),
    (_keys_of_colors, attrgetter("color_names")),
)


def band_key(text: str) -> str:
    """What all spellings of a band's name have in common.

    It is b4 for SR_B4 and B04, rededge1 for Red Edge 1, and red for Band 4 (Red).

    A name that is not a band's is its own key, in lower case.
    """
    word = band_word(text).lower()
    spelled = word
    for form, color in _SPELLINGS:
        spelled = form.sub(color, spelled)
    parts = [part for part in spelled.split("_") if not _BESIDE.fullmatch(part)]
    numbers = {match[1] if (match := _NUMBER.fullmatch(part)) else "" for part in parts}
    if len(numbers) == 1 and "" not in numbers:
        return f"b{numbers.pop()}"
    colors = {part for part in parts if not _NUMBER.fullmatch(part)}
    is_color = len(colors) == 1 and all(map(_COLORS.fullmatch, colors))
    return colors.pop() if is_color and len(numbers) == 1 else word
