"""Files and folders that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from .runs import MARK_PATTERN, is_left, running

PART = ".part"
_ASIDE = "-old"
# With what GDAL and SQLite may add to it. Files that take long carry the mark of their run.
_PART_NAME = re.compile(
    rf"\.(.+)\.([0-9a-f]{{8}}|{MARK_PATTERN})\.part"
    r"(\.[a-z]+)?(-journal|-wal|-shm|\.aux\.xml|-old)?"
)
# What is older and tells no run of this computer was left by a killed one.
_DEAD_SECONDS = 24 * 3600


@contextlib.contextmanager
def whole_file(path: str | Path, ending: str = "", beside: Sequence[str] = ()) -> Iterator[Path]:
    """A temporary path in the same folder, renamed to ``path`` when the block ends well.

    After an error or cancel nothing is left of the temporary file, nor of folders that were made
    for it, and what was at ``path`` is untouched. No two runs share a temporary path. What killed
    runs have left of the same file is taken away first.

    Args:
        path: where the file is to be; missing folders are made.
        ending: of the temporary name, for programs that take a file's kind from its name. By
            default it is none of a known kind, so that nobody reads a torn file of a killed run.
        beside: what is added to the temporary name for files that programs keep beside theirs;
            they are removed at the end.

    Raises:
        OSError: the file cannot be written or renamed; it names ``path``.
    """
    path = Path(os.path.abspath(path))
    with running() as mark, _folder_of(path):
        part = path.with_name(part_name(path.name, mark) + ending)
        remove_dead_parts(path)
        try:
            with _renamed_at_end(str(part), str(path)):
                yield part
        finally:
            for more in beside:
                remove_quietly(f"{part}{more}")


@contextlib.contextmanager
def whole_folder(path: str | Path) -> Iterator[Path]:
    """The same for a folder, which the block makes; an earlier one is whole until then."""
    path = Path(os.path.abspath(path))
    with running() as mark, _folder_of(path):
        part = path.with_name(part_name(path.name, mark))
        remove_dead_parts(path)
        try:
            yield part
            _swap_folder(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files that stand on their own, such as the pages and numbers of a report: all or none.

    Missing folders are made, and what killed runs have left of the same files is taken away.

    Raises:
        OSError: a file cannot be written; it names the file.
    """
    with contextlib.ExitStack() as parts:
        for path, data in files.items():
            parts.enter_context(whole_file(path)).write_bytes(data)


def recover_folder(path: str | Path) -> None:
    """Put an earlier folder back that a run of ``whole_folder`` had set aside when it was killed.

    What else killed runs left of this folder, or of a file of this name, is taken away.
    """
    remove_dead_parts(Path(os.path.abspath(path)))


def _swap_folder(part: Path, path: Path) -> None:
    aside = path.with_name(f"{part.name}{_ASIDE}")
    if path.exists():
        os.replace(path, aside)
    try:
        os.replace(part, path)
    except OSError:
        if aside.exists():
            os.replace(aside, path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def write_whole(path: str | Path, data: bytes) -> int:
    """Write a file of a dataset, in a folder that is there, whole or not at all. Returns its size.

    Whoever owns the dataset's folder takes away what killed runs have left; files that stand
    elsewhere have no such owner: see write_files.
    """
    return write_through(path, lambda file: write_all(file, data))


def write_through(path: str | Path, save: Callable[[BinaryIO], None]) -> int:
    """The same with what ``save`` writes to an open file that has no buffer. Returns its size."""
    # Datasets have many small files: text is quicker than objects of paths, and looks at no folder.
    path = os.fspath(path)
    folder, name = os.path.split(path)
    part = os.path.join(folder, part_name(name))
    with _renamed_at_end(part, path), open(part, "w+b", buffering=0) as file:
        save(file)
        return file.tell()


def is_part(name: str, of: str | None = None) -> bool:
    """Whether a file of this name was being written when its process was killed.

    Args:
        name: without folders.
        of: the name that the file would have got, when only that one's are asked for.
    """
    found = _PART_NAME.fullmatch(name)
    return found is not None and of in (None, found[1])


def remove_parts(path: Path) -> None:
    """Take away what killed runs have left of a file that nobody else is writing."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(path.parent):
            if is_part(entry.name, path.name):
                remove_quietly(entry.path)


def remove_dead_parts(path: Path) -> None:
    """Take away what runs that were killed have left of a file or folder, and nothing else."""
    with contextlib.suppress(OSError):
        for entry in list(os.scandir(path.parent)):
            found = _PART_NAME.fullmatch(entry.name)
            if found is None or found[1] != path.name or not _is_left(entry, found[2]):
                continue
            if not entry.is_dir(follow_symlinks=False):
                remove_quietly(entry.path)
            elif entry.name.endswith(_ASIDE) and not os.path.lexists(path):
                os.replace(entry.path, path)
            else:
                shutil.rmtree(entry.path, ignore_errors=True)


def _is_left(entry: os.DirEntry[str], mark: str) -> bool:
    return is_left(mark, entry.stat(follow_symlinks=False).st_mtime, _DEAD_SECONDS)


def disk_is_full(path: str = "") -> OSError:
    """What is raised when a disk took only a part."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path or None)


def part_name(name: str, mark: str = "") -> str:
    """The hidden name under which a file is made; with the mark of its run if that takes long."""
    return f".{name}.{mark or secrets.token_hex(4)}{PART}"


@contextlib.contextmanager
def _renamed_at_end(part: str, path: str) -> Iterator[None]:
    try:
        yield
        os.replace(part, path)
    except BaseException as error:
        remove_quietly(part)
        # On a full disk Python does not know the file; of another file's errors we say nothing.
        if isinstance(error, OSError) and error.errno is not None:
            is_own = str(error.filename) in ("None", part)
            error.filename = path if is_own else error.filename
        raise


@contextlib.contextmanager
def _folder_of(path: Path) -> Iterator[None]:
    """The folder is there in the block; after an error no folder is left that was made for it."""
    missing = [folder for folder in path.parents if not folder.exists()]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def remove_quietly(path: str) -> None:
    """Remove a file, or leave it where that cannot be done."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def write_all(file: BinaryIO, data: bytes | memoryview) -> None:
    """Write bytes to an open file that has no buffer, and so may take a part at a time."""
    written = file.write(data)
    while written < len(data):
        written += file.write(memoryview(data)[written:])
