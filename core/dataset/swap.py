"""Putting a new dataset in the place of an earlier one, so that a kill leaves nothing half done."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ExportError, FileError
from ..files.json_file import read_json
from ..files.runs import MARK_PATTERN, is_left
from ..files.whole import is_part, write_all, write_through
from .owned import is_inside

SWAP = ".tilewright-swap.json"
# It names every file of two datasets.
_NOTE = {"run": str, "new": str, "earlier": [str], "mine": [str]}
_MOST_NOTE = 4_000_000_000
# A run on another computer that has touched nothing for so long was killed.
DEAD_SECONDS = 600


@dataclass(frozen=True)
class Swap:
    """What goes where.

    A note that tells it lies in the folder from before the first file is moved until all is done.
    Each file is moved by one renaming, and what was moved can be told by looking; so the swap can
    be finished, or undone, from any moment on.

    Attributes:
        folder: the dataset's.
        new: the folder with the new files; those of the earlier dataset go beside it meanwhile.
        earlier: files that go, relative to the folder.
        mine: files that come.
        mark: of the run, see core/files/runs.py.
    """

    folder: Path
    new: Path
    earlier: Sequence[str]
    mine: Sequence[str]
    mark: str

    def run(self) -> None:
        """Swap.

        Raises:
            OSError: a file cannot be moved; all is as it was, or a later run finishes.
        """
        self._write_note()
        try:
            self._move()
        except OSError:
            with contextlib.suppress(OSError):
                self._undo()
            raise
        self._clear()

    def finish(self) -> None:
        """The same from any moment on.

        Raises:
            OSError: a file cannot be moved; a later run may.
        """
        self._move()
        self._clear()

    @property
    def is_lost(self) -> bool:
        """Whether somebody has taken away what is needed to finish."""
        return any(self.has_come(name) and not self._is_in_folder(name) for name in self.mine)

    def give_up(self) -> None:
        """Leave in the folder what there is of either dataset; the note still names all of it."""
        for name in self.earlier:
            if os.path.lexists(self._aside / name) and not self._is_in_folder(name):
                _move(self._aside / name, self.folder / name)
        shutil.rmtree(self._aside, ignore_errors=True)
        shutil.rmtree(self.new, ignore_errors=True)

    def foreign(self) -> list[str]:
        """Files of neither dataset that stand where new ones go."""
        earlier = set(self.earlier)
        return [
            name
            for name in self.mine
            if name not in earlier and not self.has_come(name) and self._is_in_folder(name)
        ]

    @property
    def _aside(self) -> Path:
        return self.new.with_name(f"{self.new.name}-old")

    @cached_property
    def _coming(self) -> frozenset[str]:
        return frozenset(self.mine)

    def has_come(self, name: str) -> bool:
        """Whether a new file is where it is to be."""
        # Objects of paths take longer than the system: there may be a million names.
        return name in self._coming and not os.path.lexists(f"{self.new}/{name}")

    def _is_in_folder(self, name: str) -> bool:
        return os.path.lexists(f"{self.folder}/{name}")

    def _write_note(self) -> None:
        facts = {
            "run": self.mark,
            "new": self.new.name,
            "earlier": list(self.earlier),
            "mine": list(self.mine),
        }
        data = json.dumps(facts).encode()

        def save(file: BinaryIO) -> None:
            write_all(file, data)
            os.fsync(file.fileno())

        write_through(self.folder / SWAP, save)
        _sync_folder(self.folder)

    def _move(self) -> None:
        for name in self.earlier:
            if not self.has_come(name) and os.path.isfile(f"{self.folder}/{name}"):
                _move(self.folder / name, self._aside / name)
        for name in self.mine:
            if not self.has_come(name):
                _move(self.new / name, self.folder / name)

    def _undo(self) -> None:
        """Back to what was there: half of one dataset and half of another is none."""
        for name in self.mine:
            if self.has_come(name) and self._is_in_folder(name):
                _move(self.folder / name, self.new / name)
        for name in self.earlier:
            if os.path.lexists(self._aside / name):
                _move(self._aside / name, self.folder / name)
        shutil.rmtree(self._aside, ignore_errors=True)
        (self.folder / SWAP).unlink()

    def _clear(self) -> None:
        shutil.rmtree(self._aside, ignore_errors=True)
        self._tidy()
        for path in self.new.rglob("*"):
            # Classes without tiles have folders all the same.
            if path.is_dir():
                (self.folder / path.relative_to(self.new)).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.new, ignore_errors=True)
        (self.folder / SWAP).unlink(missing_ok=True)

    def _tidy(self) -> None:
        """Take away what the earlier dataset leaves: emptied folders, parts of a killed run."""
        names = [Path(name) for name in self.earlier]
        for folder in {(self.folder / name).parent for name in names}:
            with contextlib.suppress(OSError):
                for entry in os.scandir(folder):
                    if is_part(entry.name):
                        Path(entry.path).unlink()
        parents = {parent for name in names for parent in name.parents if parent.parts}
        for parent in sorted(parents, key=lambda path: -len(path.parts)):
            with contextlib.suppress(OSError):
                (self.folder / parent).rmdir()


def read_swap(folder: Path) -> Swap | None:
    """The swap that a killed run has begun in a folder, or None.

    Raises:
        ExportError: the run still goes on, or the note is none of ours.
    """
    path = folder / SWAP
    if not os.path.lexists(path):
        return None
    facts: Any = None
    with contextlib.suppress(FileError):
        facts = read_json(path, _NOTE, _MOST_NOTE)
    if path.is_symlink() or not _is_note(facts):
        raise ExportError(
            "{path} is not a note of Tilewright, so the folder is left alone; remove that file, or "
            "choose another folder.",
            path=path,
        )
    if not is_left(facts["run"], path.stat().st_mtime, DEAD_SECONDS):
        raise ExportError(
            "Another run is writing into {folder}; wait for it, or choose another folder.",
            folder=folder,
        )
    new = Path(os.path.realpath(folder)).with_name(facts["new"])
    return Swap(folder, new, facts["earlier"], facts["mine"], facts["run"])


def remove_dead_folders(folder: Path, sign: str) -> None:
    """Take away what killed exports that were to replace a dataset have left beside it.

    Args:
        folder: the dataset's.
        sign: name of the file in theirs that living ones touch now and then.
    """
    pattern = rf"\.{re.escape(folder.name)}-([0-9a-f]{{8}}|{MARK_PATTERN})"
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(folder.parent)):
            found = re.fullmatch(pattern, entry.name)
            with contextlib.suppress(OSError):
                if found and is_left(found[1], _touched(Path(entry.path), sign), DEAD_SECONDS):
                    shutil.rmtree(entry.path, ignore_errors=True)


def remove_empty_folders(folder: Path) -> None:
    """Take away the folders in a folder that hold nothing."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):
                path.rmdir()


def _touched(folder: Path, sign: str) -> float:
    path = folder / sign
    return (path if path.exists() else folder).stat().st_mtime


def _is_note(facts: Any) -> bool:
    return (
        facts is not None
        and all(is_inside(name) for key in ("earlier", "mine") for name in facts[key])
        and re.fullmatch(rf"\.[^/\\\0]+-{MARK_PATTERN}", facts["new"]) is not None
    )


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _sync_folder(folder: Path) -> None:
    """The note is on the disk before anything is moved, where the system can promise it."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
