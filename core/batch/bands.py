"""Which files of folders are the bands of which image."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from ..message import Message, list_names
from .names import NameFilter


@dataclass(frozen=True)
class BandFiles:
    """The files of an image.

    Attributes:
        name: of the image: its folder below the one that was named, with slashes.
        paths: its files, in the order of their bands.
        problem: why no image can be made of them, or None.
    """

    name: str
    paths: tuple[str, ...]
    problem: Message | None = None


def group_bands(
    paths: Iterable[str], root: str, names: NameFilter, key: Callable[[str], Any]
) -> list[BandFiles]:
    """The images whose bands some files are: each folder holds one, in the order of ``key``.

    Where stars of several patterns stand for the same word in the names of one folder, that word
    names the image: ``*_red,*_nir`` finds the images a and b in a_red, a_nir, b_red and b_nir. The
    bands are in the order of the patterns.

    Args:
        paths: of files that ``names`` keeps, in ``root`` and folders below it.
        root: the folder that was named.
        names: the patterns.
        key: sorts names, as people do.
    """
    root = os.path.abspath(root)
    found: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for path in paths:
        below = Path(os.path.relpath(path, root)).as_posix()
        match = names.find(below)
        if match is not None:
            folder = str(PurePosixPath(below).parent)
            found[folder].append((match.number, match.rest, path))
    images: dict[str, list[tuple[int, str]]] = {}
    for folder in sorted(found, key=key):
        home = Path(root).name if folder == "." else folder
        for word, files in _split_folder(found[folder]).items():
            inside = word if folder == "." else f"{folder}/{word}"
            images[inside if word else home] = files
    problems = _find_problems(images, names)
    return [
        BandFiles(
            name,
            tuple(path for _, path in sorted(files, key=lambda f: (f[0], key(Path(f[1]).name)))),
            problem,
        )
        for (name, files), problem in zip(images.items(), problems)
    ]


def _split_folder(files: Sequence[tuple[int, str, str]]) -> dict[str, list[tuple[int, str]]]:
    """The images of a folder by their word; a folder with one has no word for it."""
    numbers = defaultdict(set)
    for number, word, _ in files:
        numbers[word].add(number)
    # That one star stands for many words says nothing: *.tif may stand for red and nir.
    has_words = len(numbers) > 1 and any(len(found) > 1 for found in numbers.values())
    images: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, word, path in files:
        images[word if has_words else ""].append((number, path))
    return dict(images)


def _find_problems(
    images: dict[str, list[tuple[int, str]]], names: NameFilter
) -> list[Message | None]:
    """What each image lacks: a pattern's file, else one that most other images have."""
    if names.required:
        wanted = {k: names.patterns[k] for k in names.required}
        own = [{number for number, _ in files} for files in images.values()]
        return [_lacks([text for k, text in wanted.items() if k not in has]) for has in own]
    stems = [{Path(path).stem.casefold() for _, path in files} for files in images.values()]
    counts = Counter(stem for has in stems for stem in has)
    usual = [stem for stem, count in sorted(counts.items()) if 2 * count > len(stems)]
    return [_lacks([stem for stem in usual if stem not in has]) for has in stems]


def _lacks(missing: Sequence[str]) -> Message | None:
    if not missing:
        return None
    return Message(
        "It lacks {missing}; add that, or name the files to take with {FILTER}.",
        missing=list_names(missing),
    )
