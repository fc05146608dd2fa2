"""Names of bands that all images of a series have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..imagery.band_names import band_word, check_numbers
from ..imagery.scene_names import scene_of_file
from ..message import list_names
from .images import SeriesImage

_COUNTED = re.compile(r"(\D*)(\d+)")
# A number behind one of these is the number of a band.
_BAND_WORDS = {"b", "bd", "band", "bands", "c", "ch", "channel", "i", "m", "layer", "var", "evi"}
_BAND_WORDS |= {"nir", "swir", "tir", "vnir", "re", "rededge", "red", "variable"}


def settle_names(
    images: Sequence[SeriesImage], pattern: str | None = None
) -> tuple[list[SeriesImage], list[str]]:
    """Images whose bands are called alike where their files' names differ by no band.

    Levels of processing stay in the names when there are several; numbers that go with the dates
    are left out.

    Returns:
        The images, and what was decided, as sentences.

    Raises:
        RasterError: one number means different bands of different sensors.
    """
    named = [k for k, image in enumerate(images) if image.is_named_by_file]
    told = {k: scene_of_file(images[k].path, pattern) for k in named}
    words = {k: list(told[k].words or images[k].bands) for k in named}
    numbers = _drop_sequence(words, {k: images[k].date for k in named})
    check_numbers(
        [images[k].name for k in named], list(told.values()), ["_".join(words[k]) for k in named]
    )
    levels = {told[k].level for k in named if told[k].level}
    settled = list(images)
    for k in named:
        prefix = [told[k].level] if len(levels) > 1 and told[k].level else []
        name = band_word("_".join(prefix + words[k]))
        settled[k] = replace(images[k], bands=(name or images[k].bands[0],))
    settled = _spell_alike(settled)
    notes = []
    if numbers:
        notes.append(
            f"Numbers in the files' names that go with their dates ({list_names(numbers)}) are "
            "taken for no bands."
        )
    return settled, notes


def _spell_alike(images: list[SeriesImage]) -> list[SeriesImage]:
    """Band_8 of one file is band_8 of another."""
    first: dict[str, str] = {}
    spelled = []
    for image in images:
        bands = tuple(first.setdefault(name.casefold(), name) for name in image.bands)
        # A file may tell b8a from B8A.
        spelled.append(replace(image, bands=bands) if len(set(bands)) == len(bands) else image)
    return spelled


def _drop_sequence(words: dict[int, list[str]], days: dict[int, date]) -> list[str]:
    """Take out numbers of which each date has its own; returns them."""
    lengths = {len(parts) for parts in words.values()}
    count = len(set(days.values()))
    if len(lengths) != 1 or count < 2:
        return []
    for place in range(lengths.pop()):
        values = {
            k: match
            for k, parts in words.items()
            if (match := _COUNTED.fullmatch(parts[place])) is not None
        }
        if len(values) < len(words):
            continue
        number_of_day = {(days[k], value[2]) for k, value in values.items()}
        numbers = {value[2] for value in values.values()}
        prefixes = {value[1].lower() for value in values.values()}
        before = prefixes
        if prefixes == {""} and place:
            before = {parts[place - 1].lower() for parts in words.values()}
        # Two images with a number each may be of two bands after all.
        is_told = prefixes == {""} or count > 2
        if (
            len(number_of_day) == len(numbers) == count
            and len(prefixes) == 1
            and is_told
            and not before & _BAND_WORDS
        ):
            for k, parts in words.items():
                parts[place : place + 1] = [values[k][1]] if values[k][1] else []
            return sorted(numbers)
    return []


def number_bands(images: Sequence[SeriesImage], wanted: str) -> list[SeriesImage]:
    """Images with bands by number alone, band_1, where no name is common to all of them.

    Only numbers of bands that all images have, one image a day, can be meant so; else the images
    stay as they are.

    Args:
        images: by date.
        wanted: numbers separated by commas.
    """
    parts = [part.strip() for part in wanted.replace(";", ",").split(",") if part.strip()]
    by_day = len({image.date for image in images}) == len(images)
    if not parts or not by_day or not all(part.isdigit() for part in parts):
        return list(images)
    known = list(dict.fromkeys(name for image in images for name in image.bands))
    numbers = [int(part) for part in parts]
    named = [known[n - 1] for n in numbers if 0 < n <= len(known)]
    if all(name in image.bands for image in images for name in named):
        return list(images)
    if not all(0 < n <= len(image.bands) for n in numbers for image in images):
        return list(images)
    return [
        replace(image, bands=tuple(f"band_{k + 1}" for k in range(len(image.bands))))
        for image in images
    ]
