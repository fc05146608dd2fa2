"""The dataset's folder: never over users' files, never half-written."""

from __future__ import annotations

import contextlib
import glob
import json
import os
import shutil
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ExportError
from ..files.whole import is_part, write_whole
from ..tiles.layout import CARD, DESCRIPTION, LAYERS, MANIFEST, MAP
from .manifest import read_manifest, row_files

UNFINISHED = ".tilewright-unfinished.json"
# A folder beside a dataset that no run has kept alive for so long was left by a killed one.
_DEAD_SECONDS = 600
_KEEP_SECONDS = 20
_HARMLESS = {".ds_store", "thumbs.db", "desktop.ini"}
_OWN_FILES = (MANIFEST, LAYERS, DESCRIPTION, CARD, MAP, UNFINISHED)


def is_empty_folder(folder: Path) -> bool:
    """Whether a folder is missing or holds nothing but what file managers leave.

    A note that was being written when its process was killed is nothing either.
    """
    return not folder.exists() or all(_is_nothing(entry.name) for entry in folder.iterdir())


def _is_nothing(name: str) -> bool:
    return is_part(name, UNFINISHED) or name.lower() in _HARMLESS


class OutputFolder:
    """Where one export writes.

    A new export writes into the folder itself and leaves a note there until it is done, so that it
    can be resumed. One that replaces an earlier dataset writes beside it and swaps at the end, so
    that the earlier one is whole until the new one is.

    Args:
        folder: what the user named.
        resume: continue an export of the same inputs and parameters.
        overwrite: replace an earlier dataset.

    Raises:
        ExportError: the folder holds something and neither was asked, or it is not ours.
    """

    def __init__(self, folder: str, resume: bool = False, overwrite: bool = False) -> None:
        self.folder = Path(os.path.abspath(folder))
        self.resume = resume
        self._files: list[str] = []
        self._there: set[str] | None = None
        self._kept = time.monotonic()
        self._is_foreign = False
        self._new: Path | None = None
        if resume and overwrite:
            raise ExportError("{RESUME} and {OVERWRITE} exclude each other; choose one of them.")
        if self.folder.exists() and not self.folder.is_dir():
            raise ExportError("{OUTPUT} {folder} is a file; name a folder.", folder=folder)
        self._missing = [p for p in (self.folder, *self.folder.parents) if not p.exists()]
        if is_empty_folder(self.folder):
            return
        if not resume and not overwrite:
            raise ExportError(
                "The folder {folder} is not empty; choose another one, or set {OVERWRITE} to "
                "replace an earlier dataset, or {RESUME} to finish an interrupted one.",
                folder=folder,
            )
        if not any((self.folder / name).is_file() for name in (DESCRIPTION, UNFINISHED)):
            raise ExportError(
                "The folder {folder} holds files but no dataset of Tilewright, so it is left "
                "alone; choose another one.",
                folder=folder,
            )
        if overwrite:
            self._new = self.folder.with_name(f".{self.folder.name}-{uuid.uuid4().hex[:8]}")

    @property
    def path(self) -> Path:
        """Where files are written during the export."""
        return self._new or self.folder

    def _has_only_a_torn_note(self) -> bool:
        """Whether an export was killed while it wrote the note, which comes before all else."""
        names = [e.name for e in self.folder.iterdir() if not _is_nothing(e.name)]
        if names != [UNFINISHED]:
            return False
        try:
            self._read_json(UNFINISHED)
        except ValueError:
            return True
        return False

    def start(self, fingerprint: str, files: Sequence[str]) -> None:
        """Make the folder; a resumed one must be of the same fingerprint.

        The note that is left until the end names ``files``, so that what an export that never
        ended has written can be told from the user's own files.
        """
        self._remove_dead_folders()
        if self.resume and not is_empty_folder(self.folder) and not self._has_only_a_torn_note():
            earlier = self._read_fingerprint()
            if earlier != fingerprint:
                raise ExportError(
                    "The dataset in {folder} was begun with other inputs or parameters, so it "
                    "cannot be resumed; set {OVERWRITE} to replace it, or choose another folder.",
                    folder=self.folder,
                )
        self._files = list(files)
        self.path.mkdir(parents=True, exist_ok=True)
        note = json.dumps({"fingerprint": fingerprint, "files": self._files})
        if self.resume:
            write_whole(self.path / UNFINISHED, note.encode())
            return
        try:
            # Two runs that saw the folder empty must not both write into it.
            with (self.path / UNFINISHED).open("x", encoding="utf-8") as file:
                file.write(note)
            self.clean()
        except FileExistsError:
            self._files, self._missing = [], []
            self._is_foreign = True
            raise ExportError(
                "Another run is writing into {folder}; wait for it, or choose another folder.",
                folder=self.folder,
            ) from None
        except OSError as error:
            # A full disk is noticed while writing, where Python no longer knows the file.
            error.filename = str(self.path / UNFINISHED)
            raise

    def _read_fingerprint(self) -> str | None:
        for name in (UNFINISHED, DESCRIPTION):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                found = self._read_json(name).get("fingerprint")
                return found if isinstance(found, str) else None
        return None

    def _read_json(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text("utf-8"))

    def has(self, file: str) -> bool:
        """Whether a resumed export wrote this file earlier."""
        if not self.resume:
            return False
        if self._there is None:
            self._there = self.clean()
        return file in self._there

    def clean(self) -> set[str]:
        """Take away what killed processes were writing; returns the files that are there."""
        there = set()
        for name in {"", *(file.rpartition("/")[0] for file in self._files)}:
            start = f"{name}/" if name else ""
            with contextlib.suppress(FileNotFoundError), os.scandir(self.path / name) as entries:
                for entry in entries:
                    if is_part(entry.name):
                        Path(entry.path).unlink()
                    elif entry.is_file():
                        there.add(start + entry.name)
        return there

    def keep(self) -> None:
        """Tell other runs now and then that this one is alive."""
        if self._new is not None and time.monotonic() - self._kept > _KEEP_SECONDS:
            self._kept = time.monotonic()
            with contextlib.suppress(OSError):
                os.utime(self._new / UNFINISHED)

    def _remove_dead_folders(self) -> None:
        """Take away what a killed export that was to replace this dataset has left beside it."""
        name = glob.escape(self.folder.name)
        for path in self.folder.parent.glob(f".{name}-" + "[0-9a-f]" * 8):
            with contextlib.suppress(OSError):
                if time.time() - (path / UNFINISHED).stat().st_mtime > _DEAD_SECONDS:
                    shutil.rmtree(path, ignore_errors=True)

    def finish(self) -> None:
        """Everything is written: put it where the user wants it."""
        (self.path / UNFINISHED).unlink()
        if self._new is not None:
            self._swap(self._new)
            self._new = None

    def abandon(self) -> None:
        """The export failed or was cancelled: leave whole tiles to resume, or nothing."""
        if self._is_foreign:
            return
        if self._new is not None:
            shutil.rmtree(self._new, ignore_errors=True)
        elif any((self.folder / name).is_file() for name in self._files):
            return
        else:
            (self.folder / UNFINISHED).unlink(missing_ok=True)
            _remove_empty_folders(self.folder)
            # Only what is empty: another run may have begun a dataset beside this one.
            for path in self._missing:
                with contextlib.suppress(OSError):
                    path.rmdir()

    def _swap(self, new: Path) -> None:
        mine = {p.relative_to(new) for p in new.rglob("*") if p.is_file()}
        earlier = {Path(name) for name in self._earlier_files()}
        foreign = sorted(
            p for p in mine - earlier if (self.folder / p).exists() and str(p) not in _OWN_FILES
        )
        if foreign:
            raise ExportError(
                "{folder} is not of the earlier dataset and would be overwritten; move it away, "
                "or choose another folder.",
                folder=self.folder / foreign[0],
            )
        aside = new.with_name(f"{new.name}-old")
        moved = []
        try:
            for name in sorted(earlier):
                if (self.folder / name).is_file():
                    _move(self.folder / name, aside / name)
                    moved.append(name)
            for name in sorted(mine):
                _move(new / name, self.folder / name)
        except OSError:
            # Back to what was there: half of one dataset and half of another is none.
            for name in sorted(mine):
                if (self.folder / name).is_file() and not (new / name).exists():
                    (self.folder / name).unlink()
            for name in moved:
                _move(aside / name, self.folder / name)
            shutil.rmtree(aside, ignore_errors=True)
            raise
        shutil.rmtree(aside, ignore_errors=True)
        self._tidy(earlier)
        for path in new.rglob("*"):
            # Classes without tiles have folders all the same.
            if path.is_dir():
                (self.folder / path.relative_to(new)).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(new)

    def _tidy(self, earlier: set[Path]) -> None:
        """Take away what the earlier dataset leaves: emptied folders, parts of a killed run."""
        for folder in {(self.folder / name).parent for name in earlier}:
            with contextlib.suppress(OSError):
                for entry in os.scandir(folder):
                    if is_part(entry.name):
                        Path(entry.path).unlink()
        for name in earlier:
            for parent in name.parents:
                with contextlib.suppress(OSError):
                    if parent.parts:
                        (self.folder / parent).rmdir()

    def _earlier_files(self) -> list[str]:
        """Own files and the tiles that the manifest names, or the note of an unfinished export."""
        if (self.folder / MANIFEST).is_file():
            source = MANIFEST
            tiles = [
                name for row in read_manifest(self.folder / MANIFEST) for name in row_files(row)
            ]
        elif (self.folder / UNFINISHED).is_file():
            source = UNFINISHED
            tiles = self._read_json(UNFINISHED).get("files", [])
        else:
            return list(_OWN_FILES)
        for name in tiles:
            path = Path(name or "")
            if path.is_absolute() or not path.parts or ".." in path.parts:
                raise ExportError(
                    "{folder} names a file outside the dataset ({name!r}); the folder is left "
                    "alone.",
                    folder=self.folder / source,
                    name=name,
                )
        return [*_OWN_FILES, *tiles]


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    source.replace(target)


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):
                path.rmdir()
