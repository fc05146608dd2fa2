"""Names of bands that a list of images has in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..errors import RasterError
from ..raster.info import RasterInfo
from .scene_names import SceneName, read_scene_name, split_words

_NAMELESS = re.compile(r"band \d+")
_WORD = re.compile(r"\W+")
_NUMBERED = re.compile(r"(?:SR|ST|TOA)?_?B\d+", re.IGNORECASE)


def band_word(text: str) -> str:
    """A band's name as one word, which arrays and files can be called by."""
    return _WORD.sub("_", text).strip("_")


def is_nameless(text: str) -> bool:
    """Whether a band's description is only its number."""
    return bool(_NAMELESS.fullmatch(text))


def plain_word(text: str, pattern: str | None = None) -> str:
    """A band's name as one word, without the date and what else in it names the scene."""
    words = read_scene_name(text, pattern).words
    return band_word(text if list(words) == split_words(text) else "_".join(words))


def word_of_file(path: str, pattern: str | None = None) -> str:
    """A band's name after its file's, without what names the scene; else after a folder's."""
    own = band_word("_".join(read_scene_name(Path(path).stem, pattern).words))
    folders = (plain_word(folder.name) for folder in Path(path).parents)
    # A folder of a year or a day names no band.
    return own or next((word for word in folders if word and not word.isdigit()), "image")


def names_of_bands(
    info: RasterInfo, path: str, pattern: str | None = None
) -> tuple[tuple[str, ...], bool]:
    """Names of a raster's bands, and whether they are after its file's.

    Args:
        info: of the raster.
        path: of its file.
        pattern: how dates are written; see read_date.
    """
    if len(info.bands) == 1 and is_nameless(info.descriptions[0]):
        return (word_of_file(path, pattern),), True
    # A date in the band's name is that of the image.
    for plain in (True, False):
        names = [plain_word(t, pattern) if plain else band_word(t) for t in info.descriptions]
        if len(set(names)) == len(names) and "" not in names:
            return tuple(names), False
    return tuple(f"band_{number}" for number in info.bands), False


def find_band(names: Sequence[str], numbers: Sequence[int], wanted: str) -> int | None:
    """The number of a band that is named, or numbered, so; None when there is none."""
    wanted = wanted.strip()
    for word in (wanted, band_word(wanted), plain_word(wanted)):
        for name, number in zip(names, numbers):
            if word and name.lower() == word.lower():
                return number
    # B04 is B04_10m where there is no other.
    parts = [k for k, name in zip(numbers, names) if wanted.lower() in name.lower().split("_")]
    if len(parts) == 1 and not wanted.isdigit():
        return parts[0]
    return int(wanted) if wanted.isdigit() and int(wanted) in numbers else None


def check_numbers(files: Sequence[str], told: Sequence[SceneName], bands: Sequence[str]) -> None:
    """Refuse band 4 of one sensor beside band 4 of another, which sees something else.

    Args:
        files: names of files of one band each.
        told: what these say.
        bands: names of their bands.

    Raises:
        RasterError: one number means several bands.
    """
    seen: dict[str, int] = {}
    for k, band in enumerate(bands):
        if not told[k].numbering or not _NUMBERED.fullmatch(band):
            continue
        other = seen.setdefault(band.lower(), k)
        if told[other].numbering != told[k].numbering:
            raise RasterError(
                "{files} is of {numbering} and {others} of {other_numbering}, which number their "
                "bands differently; use those of one alone, or name the files after the colours "
                "of their bands.",
                files=files[other],
                numbering=told[other].numbering,
                others=files[k],
                other_numbering=told[k].numbering,
            )


def names_in_stack(infos: Sequence[RasterInfo]) -> tuple[str, ...]:
    """A name for each band: the file's name, or the band's own where a file has several."""
    names = []
    for info in infos:
        stem = Path(info.name).stem
        if len(info.bands) == 1:
            own = info.descriptions[0]
            names.append(stem if own == f"band {info.bands[0]}" else own)
        else:
            names.extend(
                f"{stem}_{number}" if own == f"band {number}" else own
                for number, own in zip(info.bands, info.descriptions)
            )
    if len(set(names)) == len(names):
        return tuple(names)
    # Files of several dates may all have a band "red".
    stems = [Path(info.name).stem for info in infos for _ in info.bands]
    return tuple(name if name == stem else f"{stem}_{name}" for stem, name in zip(stems, names))
