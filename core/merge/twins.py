"""What users are to know: tiles that show the same in different splits, and new names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from ..dataset.edits import find_edited
from ..errors import CancelledError
from ..files.fingerprint import hash_file
from ..geometry.near import near_pairs
from ..geometry.pairs import TilePairs
from ..message import Message, counted, list_names
from ..scaling.scaling import STYLE
from ..tiles.layout import CARD
from ..tiles.words import SPLITS
from .files import Sources
from .parents import Parent
from .tiles import MergedTiles

# What tells most files apart before all of their bytes are read.
_FIRST_BYTES = 4096


def tell_of_names(
    parents: Sequence[Parent], merged: MergedTiles, log: Callable[[Message], None]
) -> None:
    """Say what tiles are called, and what is not taken over.

    Raises:
        OSError: a file cannot be read.
    """
    for prefix, parent in zip(merged.prefixes, parents):
        if prefix:
            log(
                Message(
                    "Datasets share some tile_id, so that all of {name} begin with {prefix}.",
                    name=parent.name,
                    prefix=prefix,
                )
            )
    styled = [p.name for p in parents if p.facts["scaling"].get("method") == STYLE]
    if styled:
        log(
            Message(
                "The images of {names} were drawn by a style; whether it was the same one is not "
                "known.",
                names=list_names(styled),
            )
        )
    for parent in parents:
        if CARD in find_edited(parent.folder):
            log(
                Message(
                    "{path} was changed; what was written there is not taken over.",
                    path=parent.folder / CARD,
                )
            )


def warn_of_classes(
    parents: Sequence[Parent], merged: MergedTiles, log: Callable[[Message], None]
) -> None:
    """Say where a class of the first dataset gets another number."""
    numbers = {name: k for k, name in enumerate(merged.plan.classes)}
    for row in parents[0].facts.get("classes") or ():
        if row.get("index", numbers[row["name"]]) != numbers[row["name"]]:
            log(
                Message(
                    "Programs number classes in the order of their names, so that {name} of "
                    "{first} becomes {number} and was {earlier}; train anew with the merged "
                    "dataset.",
                    name=row["name"],
                    first=parents[0].name,
                    number=numbers[row["name"]],
                    earlier=row["index"],
                )
            )
            return


def warn_of_twins(
    parents: Sequence[Parent],
    merged: MergedTiles,
    sources: Sources,
    is_cancelled: Callable[[], bool],
    log: Callable[[Message], None],
) -> None:
    """Say what makes a test look better than the model is.

    Args:
        parents: the datasets.
        merged: the tiles.
        sources: files of the tiles of each dataset.
        is_cancelled: polled between files.
        log: hears of images, and of ground, in two splits.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read.
    """
    places = zip(merged.owners.tolist(), merged.rows.tolist())
    images = [parents[owner].folder / sources[owner]["image"][row] for owner, row in places]
    ids, splits = merged.table["tile_id"].tolist(), merged.plan.splits
    pairs = find_equal_images(merged, images, is_cancelled)
    equal = [(j, k) for j, k in pairs if splits[j] != splits[k]]
    if len(equal) < len(pairs):
        one, other = next(pair for pair in pairs if splits[pair[0]] == splits[pair[1]])
        log(
            counted(
                len(pairs) - len(equal),
                "{count} image is in two datasets, and now counts twice: {one} and {other}.",
                "{count} images are in two datasets, and now count twice; the first are {one} and "
                "{other}.",
                one=ids[one],
                other=ids[other],
            )
        )
    if equal:
        one, other = equal[0]
        log(
            counted(
                len(equal),
                "{count} image is in two datasets and in two splits, which makes a test worth "
                "less: {one} ({split}) and {other} ({other_split}).",
                "{count} images are in two datasets and in two splits, which makes a test worth "
                "less; the first are {one} ({split}) and {other} ({other_split}).",
                one=ids[one],
                other=ids[other],
                split=splits[one],
                other_split=splits[other],
            )
        )
    count, first = find_shared_ground(merged, is_cancelled)
    if first is not None:
        log(
            Message(
                "{count} tiles share ground with one of another dataset and split, such as {one} "
                "({split}) and {other} ({other_split}); Audit Split tells how much.",
                count=count,
                one=ids[first[0]],
                other=ids[first[1]],
                split=splits[first[0]],
                other_split=splits[first[1]],
            )
        )


def find_equal_images(
    merged: MergedTiles, images: Sequence[Path], is_cancelled: Callable[[], bool]
) -> list[tuple[int, int]]:
    """Tiles whose images are the same bytes as one of another dataset before them.

    Args:
        merged: the tiles.
        images: file of each.
        is_cancelled: polled between files.

    Returns:
        Pairs of the tile before and the tile, as indices; one of another split where there is one.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: a file cannot be read.
    """
    groups = [list(range(len(images)))]
    for tell_apart in (lambda path: path.stat().st_size, _first_bytes, hash_file):
        groups = [
            group
            for wide in groups
            for group in _groups(wide, images, tell_apart, is_cancelled)
            if _is_across(merged, group)
        ]
    found = []
    for group in groups:
        known: dict[tuple[int, str | None], int] = {}
        for k in group:
            owner, split = int(merged.owners[k]), merged.plan.splits[k]
            others = [(s == split, j) for (o, s), j in known.items() if o != owner]
            found += [(min(others)[1], k)] if others else []
            known.setdefault((owner, split), k)
    return found


def _groups(
    wide: Sequence[int],
    images: Sequence[Path],
    tell_apart: Callable[[Path], object],
    is_cancelled: Callable[[], bool],
) -> list[list[int]]:
    groups = defaultdict(list)
    for k in wide:
        if is_cancelled():
            raise CancelledError
        groups[tell_apart(images[k])].append(k)
    return [group for group in groups.values() if len(group) > 1]


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_FIRST_BYTES)


def _is_across(merged: MergedTiles, group: Sequence[int]) -> bool:
    """Whether the tiles are of several datasets."""
    return len({int(merged.owners[k]) for k in group}) > 1


def find_shared_ground(
    merged: MergedTiles, is_cancelled: Callable[[], bool]
) -> tuple[int, tuple[int, int] | None]:
    """How many tiles share ground with one of another dataset and split, and the first two.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    is_shared, first = np.zeros(len(merged.owners), dtype=bool), None
    if not merged.plan.is_split:
        return 0, None
    splits = np.array([SPLITS.index(s) if s in SPLITS else -1 for s in merged.plan.splits])
    geometries = merged.table.geometries
    pairs = TilePairs(geometries)
    for one, other in near_pairs(geometries.bounds, merged.owners.astype(np.int64)):
        if is_cancelled():
            raise CancelledError
        differ = splits[one] != splits[other]
        i, j = one[differ], other[differ]
        shared = pairs.overlap(i, j)
        if shared.any():
            is_shared[i[shared]] = is_shared[j[shared]] = True
            k = int(np.argmax(shared))
            first = first or (int(i[k]), int(j[k]))
    return int(is_shared.sum()), first
