"""Files and folders that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

PART = ".part"
# With what GDAL and SQLite may add to it.
_PART_NAME = re.compile(r"\.(.+)\.[0-9a-f]{8}\.part(\.[a-z]+)?(-journal|-wal|-shm|\.aux\.xml)?")


@contextlib.contextmanager
def whole_file(path: str | Path, ending: str = "", beside: Sequence[str] = ()) -> Iterator[Path]:
    """A temporary path in the same folder, renamed to ``path`` when the block ends well.

    After an error or cancel nothing is left of the temporary file, nor of folders that were made
    for it, and what was at ``path`` is untouched. No two runs share a temporary path.

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
    part = path.with_name(part_name(path.name) + ending)
    with _folder_of(path):
        try:
            with _renamed_at_end(str(part), str(path)):
                yield part
        finally:
            for more in beside:
                _unlink(f"{part}{more}")


@contextlib.contextmanager
def whole_folder(path: str | Path) -> Iterator[Path]:
    """The same for a folder, which the block makes; an earlier one is whole until then."""
    path = Path(os.path.abspath(path))
    part = path.with_name(part_name(path.name))
    with _folder_of(path):
        try:
            yield part
            _swap_folder(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def _swap_folder(part: Path, path: Path) -> None:
    aside = path.with_name(f"{part.name}-old")
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
    """Write a file in a folder that is there, whole or not at all. Returns its size."""
    return write_through(path, lambda file: write_all(file, data))


def write_through(path: str | Path, save: Callable[[BinaryIO], None]) -> int:
    """The same with what ``save`` writes to an open file that has no buffer. Returns its size."""
    # Datasets have many small files: text is quicker than objects of paths, and looks at no folder.
    path = os.fspath(path)
    folder, name = os.path.split(path)
    part = f"{folder}/{part_name(name)}" if folder else part_name(name)
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
                _unlink(entry.path)


def disk_is_full(path: str = "") -> OSError:
    """What is raised when a disk took only a part."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path or None)


def part_name(name: str) -> str:
    """The hidden name under which a file of this name is made."""
    return f".{name}.{secrets.token_hex(4)}{PART}"


@contextlib.contextmanager
def _renamed_at_end(part: str, path: str) -> Iterator[None]:
    try:
        yield
        os.replace(part, path)
    except BaseException as error:
        _unlink(part)
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


def _unlink(path: str) -> None:
    with contextlib.suppress(OSError):
        os.unlink(path)


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write bytes to an open file that has no buffer, and so may take a part at a time."""
    written = file.write(data)
    while written < len(data):
        written += file.write(memoryview(data)[written:])
