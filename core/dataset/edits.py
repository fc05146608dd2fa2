"""Telling what users changed in a dataset after it was written, so that it is not taken away.

Tables, card, map and page have checksums in dataset.json, which has one of itself. Tiles have none,
as there are many: what was written before dataset.json and is younger than it was changed.
tiles.gpkg changes when it is merely looked at, so it is not compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ..errors import ExportError, FileError
from ..files.fingerprint import hash_file
from ..message import Message, counted
from ..tiles.layout import CARD, DESCRIPTION, MANIFEST, MAP, PAGE, RECORDS
from ..tiles.shards import is_shard_file, told_manifests
from .manifest import read_description

CHECKSUMS, CREATED = "checksums", "created"
# Earlier versions wrote none: where checksums do not name them, they are the user's own.
LATER_FILES = (PAGE, *RECORDS)
_COMPARED = (CARD, MAP, *LATER_FILES)
# Clocks of computers that write one dataset, and of its disk, differ a little.
_SLACK_SECONDS = 10.0
_DESCRIPTION_SECONDS = 60.0


def with_checksums(facts: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What dataset.json says, with checksums of those of our own files that lie in a folder.

    Raises:
        OSError: one cannot be read.
    """
    names = _compared(facts)
    sums = {name: hash_file(folder / name) for name in names if os.path.isfile(folder / name)}
    return {**facts, CHECKSUMS: {**sums, DESCRIPTION: _hash_facts(facts)}}


def _compared(facts: Mapping[str, Any]) -> list[str]:
    """What has checksums, relative to a dataset; its tables first."""
    told = [name for name in told_manifests(facts) if name == MANIFEST or is_shard_file(name)]
    return [*told, *_COMPARED]


def check_own_files(folder: Path) -> None:
    """Refuse to write over tables, card, map, page or dataset.json that were changed since.

    Args:
        folder: of a finished dataset.

    Raises:
        ExportError: names the first such file.
        OSError: a file cannot be read.
    """
    _refuse(folder, find_edited(folder))


def find_edited(folder: Path) -> list[str]:
    """Which tables, card, map, page or dataset.json were changed since they were written.

    Raises:
        OSError: a file cannot be read.
    """
    facts = _read_facts(folder)
    sums = facts.get(CHECKSUMS) or {}
    edited = [n for n in _compared(facts) if n in sums and _is_other(folder / n, sums[n])]
    if sums.get(DESCRIPTION, _hash_facts(facts)) != _hash_facts(facts):
        edited.append(DESCRIPTION)
    return edited


def find_later_files(folder: Path) -> list[str]:
    """Which of LATER_FILES the dataset in a folder has as its own.

    Raises:
        OSError: dataset.json cannot be read.
    """
    sums = _read_facts(folder).get(CHECKSUMS) or {}
    return [name for name in LATER_FILES if name in sums]


def check_images(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write over files of tiles and samples that were changed since.

    Args:
        folder: of a finished dataset.
        names: of the files, relative to it.

    Raises:
        ExportError: names the first such file.
    """
    moment = _last_moment(folder / DESCRIPTION, _read_facts(folder))
    if moment is not None:
        _refuse(folder, _find_younger(folder, names, moment + _SLACK_SECONDS))


def _read_facts(folder: Path) -> dict[str, Any]:
    with contextlib.suppress(FileError, FileNotFoundError):
        return read_description(folder)
    return {}


def _refuse(folder: Path, edited: Sequence[str]) -> None:
    if edited:
        raise ExportError(
            "{path} was changed after the dataset was written{more}, and what was changed would be "
            "lost; move it away, or choose another folder.",
            path=folder / edited[0],
            more=_and_more(len(edited) - 1),
        )


def _and_more(count: int) -> Message | str:
    if not count:
        return ""
    return counted(count, ", as was {count} other file", ", as were {count} other files")


def _last_moment(path: Path, facts: Mapping[str, Any]) -> float | None:
    """When the last file was written; None where files were copied without their times."""
    try:
        created = datetime.fromisoformat(facts[CREATED]).timestamp()
        written = path.stat().st_mtime
    except (KeyError, ValueError, OverflowError, OSError):
        return None
    return written if abs(written - created) <= _DESCRIPTION_SECONDS else None


def _find_younger(folder: Path, names: Iterable[str], moment: float) -> list[str]:
    found = []
    for name in names:
        with contextlib.suppress(FileNotFoundError):
            if (folder / name).stat().st_mtime > moment:
                found.append(name)
    return found


def _is_other(path: Path, checksum: object) -> bool:
    return os.path.isfile(path) and hash_file(path) != checksum


def _hash_facts(facts: Mapping[str, Any]) -> str:
    """The same for each run of the same inputs, and for each way to write JSON."""
    said = {key: value for key, value in facts.items() if key not in (CHECKSUMS, CREATED)}
    # Keys are sorted as the text that they become.
    said = json.loads(json.dumps(said))
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
