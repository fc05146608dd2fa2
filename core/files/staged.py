"""Files that other programs write, moved to their places when the run has ended well."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from ..errors import LayerError
from .runs import begin_run, end_run
from .whole import part_name, remove_dead_parts, remove_quietly

# QGIS and GDAL give no layer this name.
_BACKUP = ".earlier"
# What an earlier file keeps beside it, and what would be taken for the new one's.
_BESIDE = {
    ".gpkg": (".gpkg-wal", ".gpkg-shm", ".gpkg-journal"),
    ".sqlite": (".sqlite-wal", ".sqlite-shm", ".sqlite-journal"),
    ".shp": (".shx", ".dbf", ".prj", ".cpg", ".qix", ".sbn", ".sbx", ".qpj"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".csv": (".csvt",),
}


class StagedFiles:
    """Files that are written in hidden folders beside their places.

    What stands at a place is untouched until ``commit``, and for good when that is never called:
    after an error, a cancel or a full disk. Whoever made this calls ``discard`` at the end.
    """

    def __init__(self) -> None:
        self._places: list[_Place] = []

    def __bool__(self) -> bool:
        """Whether there are files to be moved."""
        return bool(self._places)

    def stage(self, path: str | Path, put_into: Callable[[Path, Path], None] | None = None) -> Path:
        """Where a program is to write a file that is to be at ``path``.

        The folder holds this file alone, and what the program puts beside it; the name is the same,
        since many formats keep it inside. Missing folders are made, and what killed runs have left
        of this file is removed.

        Args:
            path: its place.
            put_into: puts what the new file holds into the one at its place, whole or not at all,
                where there is one; by default the new file takes its place.

        Raises:
            OSError: the hidden folder cannot be made; it names ``path``.
        """
        place = _Place(Path(os.path.abspath(path)), put_into)
        self._places.append(place)
        return place.make()

    def commit(self) -> None:
        """Move all files to their places, or none: then the earlier ones stand there again.

        Programs must have closed the new files.

        Raises:
            LayerError: an earlier file is locked.
            OSError: one cannot be moved.
        """
        with contextlib.ExitStack() as undoing:
            # What is put into a file cannot be taken back, so it comes when all else went well.
            for place in sorted(self._places, key=lambda place: place.is_put_into):
                place.move(undoing)
            undoing.pop_all()

    def discard(self) -> None:
        """Remove the hidden folders, and folders that were made for nothing."""
        while self._places:
            self._places.pop().remove()


class _Place:
    """A file's place, and the hidden folder beside it."""

    def __init__(self, path: Path, put_into: Callable[[Path, Path], None] | None) -> None:
        self._path = path
        self._put_into = put_into
        self._mark = begin_run()
        self._folder = path.with_name(part_name(_stem(path), self._mark))
        # Those that hold nothing go again.
        self._made = [folder for folder in path.parents if not folder.exists()]

    def make(self) -> Path:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            remove_dead_parts(self._path.with_name(_stem(self._path)))
            self._folder.mkdir()
        except OSError as error:
            error.filename = str(self._path)
            raise
        return self._folder / self._path.name

    @property
    def is_put_into(self) -> bool:
        """Whether the file at its place stays, and gets what the new one holds."""
        return self._put_into is not None and self._path.exists()

    def move(self, undoing: contextlib.ExitStack) -> None:
        """Move what the folder holds; ``undoing`` gets what takes it back."""
        if self._put_into is not None and self._path.exists():
            self._put_into(self._folder / self._path.name, self._path)
            return
        new = sorted({entry.name for entry in self._folder.iterdir()} - {_BACKUP})
        # The file itself last: it is what makes the others a layer.
        new.sort(key=lambda name: name.startswith(self._path.name))
        (self._folder / _BACKUP).mkdir()
        for name in new:
            for old in _beside(name):
                if old not in new:
                    self._replace(None, self._path.with_name(old), undoing)
        for name in new:
            self._replace(self._folder / name, self._path.with_name(name), undoing)

    def _replace(self, new: Path | None, target: Path, undoing: contextlib.ExitStack) -> None:
        backup = self._folder / _BACKUP / target.name
        try:
            if target.exists():
                # No copy, and the earlier file never leaves its place. Some disks have no links,
                # and where the system has none Python raises NotImplementedError.
                with contextlib.suppress(OSError, NotImplementedError):
                    os.link(target, backup)
                if new is None:
                    target.unlink()
            if new is not None:
                new.replace(target)
        except PermissionError as error:
            raise LayerError(
                "{path} cannot be replaced: {reason}. Close it where it is open, as a layer of the "
                "project or in another program, or choose another file.",
                path=target,
                reason=error.strerror,
            ) from error
        if backup.exists():
            undoing.callback(backup.replace, target)
        elif new is not None:
            undoing.callback(remove_quietly, str(target))

    def remove(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        end_run(self._mark)
        for folder in self._made:
            with contextlib.suppress(OSError):
                folder.rmdir()


def _stem(path: Path) -> str:
    """A file's name without points: GDAL takes folders that end in .xlsx or .kmz for archives."""
    return path.name.replace(".", "_")


def _beside(name: str) -> Sequence[str]:
    path = Path(name)
    return [f"{path.stem}{more}" for more in _BESIDE.get(path.suffix.lower(), ())]
