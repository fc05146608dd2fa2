"""The files of the dataset that a folder holds, finished or not."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import ExportError, FileError, ParameterError
from ..files.json_file import read_json
from ..files.paths import path_key
from ..files.whole import is_part
from ..message import Parameter
from ..tiles.layout import CARD, DESCRIPTION, LAYERS, MANIFEST, MAP
from .edits import LATER_FILES, check_images, check_own_files, find_later_files
from .manifest import (
    NOTE,
    label_files,
    manifest_files,
    possible_files,
    read_rows,
    row_files,
    shard_files,
)
from .owned import check_contents, check_links, check_names
from .swap import SWAP, read_swap

UNFINISHED = ".tilewright-unfinished.json"
OWN_FILES = (MANIFEST, LAYERS, DESCRIPTION, CARD, MAP, UNFINISHED)
AT_ROOT = (*OWN_FILES, *LATER_FILES)
# The note of an unfinished export names every file.
_MOST_NOTE = 2_000_000_000
_HARMLESS = {".ds_store", "thumbs.db", "desktop.ini"}


def is_empty_folder(folder: Path) -> bool:
    """Whether a folder is missing or holds nothing but what file managers leave.

    A note that was being written when its process was killed is nothing either.
    """
    return not folder.exists() or all(_is_nothing(entry.name) for entry in folder.iterdir())


def _is_nothing(name: str) -> bool:
    return is_part(name, UNFINISHED) or name.lower() in _HARMLESS


def has_only_a_torn_note(folder: Path) -> bool:
    """Whether an export was killed while it wrote the note, which comes before all else."""
    names = [entry.name for entry in folder.iterdir() if not _is_nothing(entry.name)]
    if names != [UNFINISHED]:
        return False
    try:
        read_note(folder / UNFINISHED)
    except FileError:
        return True
    return False


def read_earlier_note(folder: Path) -> dict[str, Any]:
    """What is told of the export that wrote into a folder; empty where nothing can be read."""
    for name in (UNFINISHED, DESCRIPTION):
        with contextlib.suppress(OSError, FileError):
            return read_note(folder / name)
    return {}


def check_edits(folder: Path) -> list[str]:
    """The files, of which none may have been changed since they were written.

    What is unfinished is nothing but our own.

    Args:
        folder: the dataset's.

    Raises:
        ExportError: names the first that was changed, is not what its name says, or is the user's.
    """
    is_finished = not any((folder / name).exists() for name in (UNFINISHED, SWAP))
    check_contents(folder, OWN_FILES, MANIFEST)
    # First, as a table that was changed may be none any more.
    if is_finished:
        check_own_files(folder)
        _refuse_namesakes(folder)
    earlier = find_earlier_files(folder)
    if is_finished:
        tables = {*AT_ROOT, *shard_files(folder)}
        check_images(folder, (name for name in earlier if name not in tables))
    return earlier


def _refuse_namesakes(folder: Path) -> None:
    """A dataset of an earlier version has no file where users may have put their own."""
    is_dataset = (folder / DESCRIPTION).is_file()
    own = find_later_files(folder)
    for name in LATER_FILES if is_dataset else ():
        if name not in own and os.path.lexists(folder / name):
            raise ExportError(
                "{folder} is not of the earlier dataset and would be overwritten; move it away, "
                "or choose another folder.",
                folder=folder / name,
            )


def find_earlier_files(folder: Path) -> list[str]:
    """Own files and the tiles that the manifest names, or the note of an unfinished export.

    Args:
        folder: the dataset's.

    Raises:
        ExportError: it names what no export writes.
        FileError: the manifest is damaged.
    """
    tiles: list[str] = []
    source, shards = MANIFEST, shard_files(folder)
    if all((folder / name).is_file() for name in manifest_files(folder)):
        for row in read_rows(folder):
            tiles += row_files(row)
    elif (folder / UNFINISHED).is_file():
        source = UNFINISHED
        with contextlib.suppress(FileError):
            tiles += read_note(folder / UNFINISHED).get("files") or []
    labels = _find_label_files(folder, tiles)
    check_names(folder, set(tiles).difference(labels), source)
    check_links(folder, labels)
    # Where somebody took away what a killed run had not yet put in place.
    lost = read_swap(folder)
    left = [] if lost is None else [*lost.earlier, *lost.mine]
    # What is unfinished has no checksums yet.
    later = LATER_FILES if (folder / UNFINISHED).exists() else find_later_files(folder)
    return list(dict.fromkeys([*OWN_FILES, *shards, *later, *tiles, *labels, *left]))


def refuse_owned_files(
    files: Mapping[str, str], endings: Mapping[str, Sequence[str]], folders: Iterable[str]
) -> None:
    """Refuse to put an output in the place of a file that a dataset has as its own.

    What users laid beside the tiles, such as an earlier report, is theirs to replace. Where a
    dataset is too damaged to tell, all that is there may be its own.

    Args:
        files: path by parameter; empty ones are not written.
        endings: that a path of a parameter may get when it has none, such as ".html".
        folders: that the same run writes datasets into.

    Raises:
        ParameterError: an output is such a file, or would be one of a dataset of this run.
    """
    new = {path_key(str(Path(folder, name))): folder for folder in folders for name in AT_ROOT}
    for output, file in files.items():
        more = [file + e for e in endings.get(output, ())] if not Path(file).suffix else []
        for path in [file, *more] if file else []:
            owner = new.get(path_key(path)) or _find_owner(Path(path))
            if owner is not None:
                raise ParameterError(
                    "{output} is {path}, a file of the dataset in {folder}; choose another name or "
                    "folder.",
                    output=Parameter(output),
                    path=path,
                    folder=owner,
                )


def _find_owner(path: Path) -> Path | None:
    """The dataset that has a file as its own."""
    if not path.is_file():
        return None
    place = path.resolve()
    key = path_key(str(place))
    for folder in place.parents:
        is_dataset = any((folder / own).is_file() for own in (DESCRIPTION, UNFINISHED, SWAP))
        own_names = _own_names(folder, place) if is_dataset else ()
        if any(key == path_key(str(folder / own)) for own in own_names):
            return folder
    return None


def _own_names(folder: Path, place: Path) -> Iterator[str]:
    """Names of a dataset's files, those at its root first, as they are soonest known."""
    yield from OWN_FILES
    try:
        if (folder / DESCRIPTION).is_file():
            # Else a damaged one would count as one that has no more than these.
            read_note(folder / DESCRIPTION)
        yield from find_earlier_files(folder)
    except (ExportError, FileError, OSError):
        yield str(place.relative_to(folder))


def read_note(path: Path) -> dict[str, Any]:
    """What an unfinished export, or dataset.json, says of the export.

    Raises:
        FileError: it is no JSON, or of another shape.
        OSError: it cannot be read.
    """
    return read_json(path, NOTE, _MOST_NOTE)


def _find_label_files(folder: Path, tiles: Sequence[str]) -> list[str]:
    """What the layout of the dataset that is there puts beside the tiles."""
    for name in (DESCRIPTION, UNFINISHED):
        with contextlib.suppress(OSError, FileError):
            facts = read_note(folder / name)
            return [*label_files(facts, tiles), *possible_files(facts, tiles)]
    return []
