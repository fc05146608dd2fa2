"""The dataset's folder: never over users' files, never half-written."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any

from ..errors import ExportError, FileError
from ..files.places import check_lengths
from ..files.runs import begin_run, end_run
from ..files.whole import is_part, remove_parts, write_whole
from ..tiles.layout import ANSWERS, DESCRIPTION, MANIFEST
from .earlier import (
    AT_ROOT,
    OWN_FILES,
    UNFINISHED,
    check_edits,
    find_earlier_files,
    has_only_a_torn_note,
    is_empty_folder,
    read_earlier_note,
    read_note,
)
from .owned import check_contents, check_links, check_names
from .swap import SWAP, Swap, read_swap, remove_dead_folders, remove_empty_folders

# In the note and in dataset.json: how many tiles the scaling could not be fitted to.
PARTLY_FITTED = "partly_fitted"
_KEEP_SECONDS = 20
# How long a run that was cancelled waits to know what it was of.
_LATE_SECONDS = 0.5


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
        self._note: dict[str, Any] = {}
        self._late: Future[str] | None = None
        self._kept = time.monotonic()
        self._is_foreign = False
        self._new: Path | None = None
        self._mark = ""
        self._replaces = False
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
        if not any((self.folder / name).is_file() for name in (DESCRIPTION, UNFINISHED, SWAP)):
            raise ExportError(
                "The folder {folder} holds files but no dataset of Tilewright, so it is left "
                "alone; choose another one.",
                folder=folder,
            )
        self._replaces = overwrite

    @property
    def path(self) -> Path:
        """Where files are written during the export."""
        return self._new or self.folder

    def start(
        self,
        fingerprint: str | Future[str],
        files: Sequence[str],
        layout: Mapping[str, Any] | None = None,
    ) -> None:
        """Make the folder; a resumed one must be of the same fingerprint.

        The note that is left until the end names ``files``, so that what an export that never
        ended has written can be told from the user's own files. One that was killed before its
        fingerprint was known is begun anew.

        Args:
            fingerprint: of inputs and parameters; to resume an export it must be known.
            files: all that will be written, relative to the folder.
            layout: what else the note tells.
        """
        self.finish_killed_swap()
        remove_dead_folders(self._real, UNFINISHED)
        if self._replaces:
            self._check_description()
            check_edits(self.folder)
            self._mark = begin_run()
            self._new = self._real.with_name(f".{self._real.name}-{self._mark}")
        if (
            self.resume
            and not is_empty_folder(self.folder)
            and not has_only_a_torn_note(self.folder)
        ):
            earlier = read_earlier_note(self.folder)
            if earlier.get("fingerprint", "") is None:
                self._remove_earlier()
            elif earlier.get("fingerprint") != fingerprint:
                raise ExportError(
                    "The dataset in {folder} was begun with other inputs or parameters, so it "
                    "cannot be resumed; set {OVERWRITE} to replace it, or choose another folder.",
                    folder=self.folder,
                )
            check_edits(self.folder)
            if earlier.get(PARTLY_FITTED):
                self.begin_anew()
        self._files = list(files)
        check_lengths(self.path, files)
        self.path.mkdir(parents=True, exist_ok=True)
        self._late = fingerprint if isinstance(fingerprint, Future) else None
        known = None if self._late else fingerprint
        self._note = {"fingerprint": known, "files": self._files, **(layout or {})}
        note = json.dumps(self._note)
        if self.resume:
            write_whole(self.path / UNFINISHED, note.encode())
            return
        try:
            # Two runs that saw the folder empty must not both write into it.
            with (self.path / UNFINISHED).open("x", encoding="utf-8") as file:
                file.write(note)
            self.clean()
        except FileExistsError:
            self._files, self._missing, self._is_foreign = [], [], True
            raise ExportError(
                "Another run is writing into {folder}; wait for it, or choose another folder.",
                folder=self.folder,
            ) from None
        except OSError as error:
            # A full disk is noticed while writing, where Python no longer knows the file.
            error.filename = str(self.path / UNFINISHED)
            if self._replaces:
                self.abandon()
            raise

    @property
    def _real(self) -> Path:
        """The folder itself where a link is named: files move within one disk alone."""
        return Path(os.path.realpath(self.folder))

    def _check_description(self) -> None:
        """Other programs have a dataset.json too."""
        facts: dict[str, Any] = {}
        with contextlib.suppress(OSError, FileError):
            facts = read_note(self.folder / DESCRIPTION)
        if (self.folder / DESCRIPTION).is_file() and "fingerprint" not in facts:
            raise ExportError(
                "{path} is not of a dataset that Tilewright wrote, so the folder is left alone; "
                "choose another one.",
                path=self.folder / DESCRIPTION,
            )

    def _remove_earlier(self) -> None:
        for name in find_earlier_files(self.folder):
            (self.folder / name).unlink(missing_ok=True)
        remove_empty_folders(self.folder)

    def note(self, more: Mapping[str, Any]) -> None:
        """Tell those who resume the export of more."""
        self._note.update(more)
        write_whole(self.path / UNFINISHED, json.dumps(self._note).encode())

    def begin_anew(self) -> None:
        """Count no image as written, since all are to be made of other values."""
        self._there = set()

    def has(self, file: str) -> bool:
        """Whether a resumed export wrote this file earlier, or an update keeps it."""
        if self._there is None and self.resume:
            self._there = self.clean()
        return self._there is not None and file in self._there

    def note_kept(self, files: set[str]) -> None:
        """Tell of files that were put into the folder and are not to be written."""
        self._there = files

    def clean(self, spared: str = "") -> set[str]:
        """Take away what killed processes were writing; returns the files that are there.

        Args:
            spared: name of a file that is being written by this one.
        """
        there = set()
        for name in {"", *(file.rpartition("/")[0] for file in self._files)}:
            start = f"{name}/" if name else ""
            with contextlib.suppress(FileNotFoundError), os.scandir(self.path / name) as entries:
                for entry in entries:
                    if spared and is_part(entry.name, spared):
                        continue
                    if is_part(entry.name):
                        # A package that is being made there may be a folder.
                        with contextlib.suppress(OSError):
                            Path(entry.path).unlink()
                    elif entry.is_file():
                        there.add(start + entry.name)
        return there

    def keep(self) -> None:
        """Tell what this run is of once that is known, and now and then that it is alive.

        Raises:
            OSError: an input cannot be read.
        """
        if self._late is not None and self._late.done():
            late, self._late = self._late, None
            self.note({"fingerprint": late.result()})
        if self._new is not None and time.monotonic() - self._kept > _KEEP_SECONDS:
            self._kept = time.monotonic()
            with contextlib.suppress(OSError):
                os.utime(self._new / UNFINISHED)

    def finish(self) -> None:
        """Everything is written: put it where the user wants it."""
        if self._new is None:
            (self.path / UNFINISHED).unlink()
            return
        self._swap(self._new)
        self._new = None
        end_run(self._mark)

    def abandon(self) -> None:
        """The export failed or was cancelled: leave whole tiles to resume, or nothing."""
        if self._is_foreign or (self._replaces and self._new is None):
            return
        end_run(self._mark)
        if self._new is not None:
            # What a swap could neither finish nor undo is left to the next run.
            if not (self.folder / SWAP).exists():
                shutil.rmtree(self._new, ignore_errors=True)
        elif not self._has_answers() and not any(
            (self.folder / name).is_file() for name in self._files
        ):
            (self.folder / UNFINISHED).unlink(missing_ok=True)
            remove_empty_folders(self.folder)
            # Only what is empty: another run may have begun a dataset beside this one.
            for path in self._missing:
                with contextlib.suppress(OSError):
                    path.rmdir()
        elif self._late is not None:
            wait([self._late], timeout=_LATE_SECONDS)
            with contextlib.suppress(OSError):
                self.keep()

    def _has_answers(self) -> bool:
        """Whether a service has answered something that a resumed run need not ask for."""
        with contextlib.suppress(OSError):
            (self.folder / ANSWERS).rmdir()
        return (self.folder / ANSWERS).is_dir()

    def _swap(self, new: Path) -> None:
        mine = sorted(p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file())
        mine.remove(UNFINISHED)
        swap = Swap(self.folder, new, check_edits(self.folder), mine, self._mark)
        self._check_swap(swap)
        # A last sign of life: moving many files to a slow disk takes long.
        os.utime(new / UNFINISHED)
        swap.run()

    def _check_swap(self, swap: Swap) -> None:
        """Raises ExportError when the swap would touch what neither dataset owns."""
        foreign = [name for name in swap.foreign() if name not in OWN_FILES]
        if foreign:
            raise ExportError(
                "{folder} is not of the earlier dataset and would be overwritten; move it away, "
                "or choose another folder.",
                folder=self.folder / foreign[0],
            )
        check_links(self.folder, {*swap.earlier, *swap.mine})
        going = [name for name in swap.earlier if not swap.has_come(name)]
        check_contents(self.folder, going, MANIFEST)

    def finish_killed_swap(self) -> None:
        """Finish what a killed run that was to replace this dataset has begun.

        Raises:
            ExportError: its new files are gone, and this one is to resume; or others' are in the
                way.
        """
        swap = read_swap(self.folder)
        remove_parts(self.folder / SWAP)
        if swap is None:
            return
        check_names(self.folder, set(swap.earlier).difference(AT_ROOT), SWAP)
        if not swap.is_lost:
            self._check_swap(swap)
            swap.finish()
        elif self.resume:
            raise ExportError(
                "A run that was to replace the dataset in {folder} was killed, and its new files "
                "are gone; set {OVERWRITE} to replace what is left.",
                folder=self.folder,
            )
        else:
            swap.give_up()
