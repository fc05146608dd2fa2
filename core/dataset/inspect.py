"""What a folder is, to somebody who thinks of writing a dataset there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import ExportError, FileError
from ..tiles.layout import DESCRIPTION
from .earlier import UNFINISHED
from .folder import OutputFolder
from .manifest import read_description
from .swap import SWAP

FREE = "free"
DATASET = "dataset"
UNFINISHED_DATASET = "unfinished"
OTHER_FILES = "other files"
IS_FILE = "file"
LOCKED = "locked"
# A description is small; what is not is none of ours, and reading it takes time.
_LONGEST = 20_000_000


@dataclass(frozen=True)
class FolderState:
    """What a folder is.

    Attributes:
        kind: FREE to be made or empty; a DATASET or UNFINISHED_DATASET of ours; OTHER_FILES; what
            IS_FILE, itself or a folder above it; LOCKED when it cannot be written to.
        path: what that is said of: the folder, or one above it.
        tile_count: of a whole dataset, when it tells.
        is_of_scenes: whether it is one of tiles of several rasters, to which others can be added.
    """

    kind: str
    path: str
    tile_count: int | None = None
    is_of_scenes: bool = False


def inspect_folder(folder: str) -> FolderState:
    """Look at a folder, named by its absolute path, without changing it.

    Takes milliseconds, whatever the folder holds.
    """
    found = folder
    # The root exists; a drive that is not there has nothing above it.
    while not os.path.exists(found) and found != str(Path(found).parent):
        found = str(Path(found).parent)
    if not os.path.isdir(found):
        return FolderState(IS_FILE if os.path.exists(found) else LOCKED, found)
    if not os.access(found, os.W_OK | os.X_OK):
        return FolderState(LOCKED, found)
    try:
        # Free is what an export takes without being asked to resume or to replace anything.
        OutputFolder(folder)
        return FolderState(FREE, folder)
    except ExportError:
        path = Path(folder)
    except OSError:
        return FolderState(LOCKED, folder)
    if (path / UNFINISHED).is_file() or (path / SWAP).is_file():
        return FolderState(UNFINISHED_DATASET, folder)
    if (path / DESCRIPTION).is_file():
        facts = _read(path)
        is_of_scenes = bool(facts.get("scenes")) and not facts.get("kind")
        return FolderState(DATASET, folder, facts.get("tile_count"), is_of_scenes)
    return FolderState(OTHER_FILES, folder)


def _read(folder: Path) -> dict[str, Any]:
    try:
        return read_description(folder, _LONGEST)
    except (OSError, FileError):
        return {}
