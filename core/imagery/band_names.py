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
_SERIES = re.compile("SR|ST|TOA", re.IGNORECASE)


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
    """A name for each band: what tells its file apart, or its own where a file has several."""
    names, files = [], tell_apart([Path(info.name).stem for info in infos])
    for info, file in zip(infos, files):
        if len(info.bands) == 1:
            own = info.descriptions[0]
            names.append(file if own == f"band {info.bands[0]}" else own)
        else:
            names.extend(
                f"{file}_{number}" if own == f"band {number}" else own
                for number, own in zip(info.bands, info.descriptions)
            )
    if len(set(names)) == len(names):
        return tuple(names)
    # Files of several dates may all have a band "red".
    whole = [file for info, file in zip(infos, files) for _ in info.bands]
    return tuple(name if name == file else f"{file}_{name}" for file, name in zip(whole, names))


def tell_apart(stems: Sequence[str]) -> list[str]:
    """Names of files without what they share, such as B02 and B03 of one scene.

    The scene's own words go first, then words that all begin or end with. Names that would be
    empty, numbers alone or there twice are left as they are.

    Args:
        stems: without endings.
    """
    for words in ([read_scene_name(s).words for s in stems], [split_words(s) for s in stems]):
        left = _without_shared(words)
        short = ["_".join(each) for each in left]
        says_something = all(any(map(str.isalpha, name)) for name in short)
        if len(stems) > 1 and says_something and len(set(short)) == len(short):
            return short
    return list(stems)


def _without_shared(names: Sequence[Sequence[str]]) -> list[list[str]]:
    """Words of each name but those that all share at its beginning and at its end."""
    left = [list(words) for words in names]
    for place in (0, -1):
        while all(left) and len({words[place].lower() for words in left}) == 1:
            # SR_B4 is a band of Landsat; what is called B4 alone may be any sensor's.
            if _SERIES.fullmatch(left[0][place]):
                break
            for words in left:
                del words[place]
    return left
