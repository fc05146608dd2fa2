"""The dataset's folder: never over users' files, never half-written."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path

from .dataset_plan import CARD, DESCRIPTION, FILE, LAYERS, MANIFEST, MAP
from .errors import ExportError
from .manifest import read_manifest

UNFINISHED = ".tilewright-unfinished.json"
_PART = ".part"
_HARMLESS = {".ds_store", "thumbs.db", "desktop.ini"}
_OWN_FILES = (MANIFEST, LAYERS, DESCRIPTION, CARD, MAP, UNFINISHED)


def write_file(path: Path, data: bytes) -> None:
    """Write under a temporary name, then rename: a file of this name is whole."""
    part = path.with_name(f".{path.name}{_PART}")
    try:
        with open(part, "wb") as file:
            file.write(data)
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        if error.errno is not None:
            error.filename = str(path)
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


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
        self._files = []
        self._is_foreign = False
        self._new = None
        if resume and overwrite:
            raise ExportError("RESUME and OVERWRITE exclude each other; choose one of them.")
        if self.folder.exists() and not self.folder.is_dir():
            raise ExportError(f"OUTPUT {folder} is a file; name a folder.")
        self._missing = [p for p in (self.folder, *self.folder.parents) if not p.exists()]
        if self._is_empty():
            return
        if not resume and not overwrite:
            raise ExportError(
                f"The folder {folder} is not empty; choose another one, or set OVERWRITE to "
                "replace an earlier dataset, or RESUME to finish an interrupted one."
            )
        if not any((self.folder / name).is_file() for name in (DESCRIPTION, UNFINISHED)):
            raise ExportError(
                f"The folder {folder} holds files but no dataset of Tilewright, so it is left "
                "alone; choose another one."
            )
        if overwrite:
            self._new = self.folder.with_name(f".{self.folder.name}-{uuid.uuid4().hex[:8]}")

    @property
    def path(self) -> Path:
        """Where files are written during the export."""
        return self._new or self.folder

    def _is_empty(self) -> bool:
        return not self.folder.exists() or all(
            entry.name.lower() in _HARMLESS for entry in self.folder.iterdir()
        )

    def start(self, fingerprint: str, files: Sequence[str]) -> None:
        """Make the folder; a resumed one must be of the same fingerprint.

        The note that is left until the end names ``files``, so that what an export that never
        ended has written can be told from the user's own files.
        """
        if self.resume and not self._is_empty():
            earlier = self._read_fingerprint()
            if earlier != fingerprint:
                raise ExportError(
                    f"The dataset in {self.folder} was begun with other inputs or parameters, so "
                    "it cannot be resumed; set OVERWRITE to replace it, or choose another folder."
                )
        self._files = list(files)
        self.path.mkdir(parents=True, exist_ok=True)
        note = json.dumps({"fingerprint": fingerprint, "files": self._files})
        if self.resume:
            write_file(self.path / UNFINISHED, note.encode())
            return
        try:
            # Two runs that saw the folder empty must not both write into it.
            with open(self.path / UNFINISHED, "x", encoding="utf-8") as file:
                file.write(note)
        except FileExistsError:
            self._files, self._missing = [], []
            self._is_foreign = True
            raise ExportError(
                f"Another run is writing into {self.folder}; wait for it, or choose another folder."
            ) from None

    def _read_fingerprint(self) -> str | None:
        for name in (UNFINISHED, DESCRIPTION):
            with contextlib.suppress(OSError, ValueError, AttributeError):
                return self._read_json(name).get("fingerprint")
        return None

    def _read_json(self, name: str):
        return json.loads((self.folder / name).read_text("utf-8"))

    def has(self, file: str) -> bool:
        """Whether a resumed export wrote this file earlier."""
        return self.resume and (self.path / file).is_file()

    def finish(self) -> None:
        """Everything is written: put it where the user wants it."""
        (self.path / UNFINISHED).unlink()
        if self._new is not None:
            self._swap()

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

    def _swap(self) -> None:
        mine = {p.relative_to(self._new) for p in self._new.rglob("*") if p.is_file()}
        earlier = {Path(name) for name in self._earlier_files()}
        foreign = sorted(
            p for p in mine - earlier if (self.folder / p).exists() and str(p) not in _OWN_FILES
        )
        if foreign:
            raise ExportError(
                f"{self.folder / foreign[0]} is not of the earlier dataset and would be "
                "overwritten; move it away, or choose another folder."
            )
        aside = self._new.with_name(f"{self._new.name}-old")
        moved = []
        try:
            for name in sorted(earlier):
                if (self.folder / name).is_file():
                    _move(self.folder / name, aside / name)
                    moved.append(name)
            for name in sorted(mine):
                _move(self._new / name, self.folder / name)
        except OSError:
            # Back to what was there: half of one dataset and half of another is none.
            for name in sorted(mine):
                if (self.folder / name).is_file() and not (self._new / name).exists():
                    (self.folder / name).unlink()
            for name in moved:
                _move(aside / name, self.folder / name)
            shutil.rmtree(aside, ignore_errors=True)
            raise
        shutil.rmtree(aside, ignore_errors=True)
        self._tidy(earlier)
        for path in self._new.rglob("*"):
            # Classes without tiles have folders all the same.
            if path.is_dir():
                (self.folder / path.relative_to(self._new)).mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._new)
        self._new = None

    def _tidy(self, earlier: set[Path]) -> None:
        """Take away what the earlier dataset leaves: emptied folders, parts of a killed run."""
        for name in earlier:
            part = (self.folder / name).with_name(f".{name.name}{_PART}")
            part.unlink(missing_ok=True)
            for parent in name.parents:
                with contextlib.suppress(OSError):
                    if parent.parts:
                        (self.folder / parent).rmdir()

    def _earlier_files(self) -> list[str]:
        """Own files and the tiles that the manifest names, or the note of an unfinished export."""
        if (self.folder / MANIFEST).is_file():
            source = MANIFEST
            tiles = [row.get(FILE.name) for row in read_manifest(self.folder / MANIFEST)]
        elif (self.folder / UNFINISHED).is_file():
            source = UNFINISHED
            tiles = self._read_json(UNFINISHED).get("files", [])
        else:
            return list(_OWN_FILES)
        for name in tiles:
            path = Path(name or "")
            if path.is_absolute() or not path.parts or ".." in path.parts:
                raise ExportError(
                    f"{self.folder / source} names a file outside the dataset ({name!r}); the "
                    "folder is left alone."
                )
        return [*_OWN_FILES, *tiles]


def _move(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(source, target)


def _remove_empty_folders(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with contextlib.suppress(OSError):
                path.rmdir()
