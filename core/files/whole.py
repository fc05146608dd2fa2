"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def partial_file(path: str | Path) -> Iterator[Path]:
    """A temporary name in the same folder, renamed to ``path`` when the block ends well.

    After an error or cancel the temporary file is gone and what was at ``path`` is untouched.
    Missing folders are made.
    """
    path = Path(os.path.abspath(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}-{uuid.uuid4().hex[:8]}.part{path.suffix}")
    try:
        yield part
        os.replace(part, path)
    except OSError as error:
        if error.errno is not None:
            error.filename = str(path)
        raise
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


PART = ".part"
_PART_NAME = re.compile(r"\..+\.[0-9a-f]{8}\.part")
# Two processes or threads that write the same file must not write to the same temporary one.
_NUMBERS = itertools.count(uuid.uuid4().int)


def write_file(path: str | Path, data: bytes) -> int:
    """Write under a temporary name, then rename: a file of this name is whole. Returns its size."""
    return write_through(path, lambda file: _write_all(file, data))


def write_through(path: str | Path, save: Callable[[BinaryIO], None]) -> int:
    """The same with what ``save`` writes to an open file that has no buffer. Returns its size."""
    path = os.fspath(path)
    folder, name = os.path.split(path)
    part = f".{name}.{next(_NUMBERS) % 2**32:08x}{PART}"
    part = f"{folder}/{part}" if folder else part
    try:
        with open(part, "w+b", buffering=0) as file:
            save(file)
            size = file.tell()
        os.replace(part, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(part)
        if error.errno is not None:
            error.filename = path
        raise
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise
    return size


def is_part(name: str) -> bool:
    """Whether a file of this name was being written when its process was killed."""
    return _PART_NAME.fullmatch(name) is not None


def disk_is_full(path: str = "") -> OSError:
    """What is raised when a disk took only a part."""
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path or None)


def _write_all(file: BinaryIO, data: bytes) -> None:
    written = file.write(data)
    while written < len(data):
        written += file.write(memoryview(data)[written:])
