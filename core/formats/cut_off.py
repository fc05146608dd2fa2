"""Telling by their ends which files of a dataset are cut off, without a look at their pixels."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tokenize import TokenError
from typing import IO, Any

import numpy as np

from ..files.endings import is_whole_png

_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"
_JPEG, _JPEG_SCAN, _JPEG_END = b"\xff\xd8\xff", b"\xff\xda", b"\xff\xd9"
_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_NPY, _ZIP = b"\x93NUMPY", b"PK\3\4"
# Where strips and tiles begin, and how many bytes they have (TIFF 6.0, sections 8 and 15).
_PLACES = {273: 279, 324: 325}
_NUMBERS = (*_PLACES, *_PLACES.values())
_TYPES = {3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_MOST_DIRECTORIES = 100


def is_cut_off(path: Path) -> bool:
    """Whether a PNG, JPEG, TIFF, NumPy or zip file is empty, or ends before it should.

    Files of other formats, whatever they are called, pass if there is something in them.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(8)
        size = file.seek(0, 2)
        for beginnings, is_whole in _CHECKS:
            if any(head.startswith(beginning) for beginning in beginnings):
                return not is_whole(file, size)
            # An empty file is the beginning of any.
            if any(beginning.startswith(head) for beginning in beginnings):
                return True
    return False


def npy_has_objects(path: Path) -> bool:
    """Whether a file that is called .npy needs pickle, which can run code, to be loaded.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(len(_NPY))
        if not _NPY.startswith(head):
            return True
        file.seek(0)
        try:
            return _npy_header(file)[1].hasobject
        except ValueError:
            # It is cut off or damaged, and nothing loads it.
            return False


def _ends_png(file: IO[bytes], size: int) -> bool:
    file.seek(max(0, size - len(_PNG_END)))
    if file.read() == _PNG_END:
        return True
    # Other programs may add something.
    file.seek(0)
    return is_whole_png(size, file.read, lambda count: file.seek(count, 1))


def _ends_jpeg(file: IO[bytes], size: int) -> bool:
    file.seek(max(0, size - len(_JPEG_END)))
    if file.read() == _JPEG_END:
        return True
    file.seek(0)
    data = file.read()
    # Neither can be within what is compressed; small pictures within the head have both.
    return data.rfind(_JPEG_END) > data.rfind(_JPEG_SCAN) >= 0


def _ends_tiff(file: IO[bytes], size: int) -> bool:
    file.seek(0)
    head = file.read(16).ljust(16, b"\0")
    order = "<" if head[:1] == b"I" else ">"
    is_big = b"+" in head[:4]
    offset = order + ("Q" if is_big else "I")
    try:
        (at,) = struct.unpack_from(offset, head, 8 if is_big else 4)
        # A writer that was killed has not yet told where the first one is.
        is_whole = at > 0
        for _ in range(_MOST_DIRECTORIES):
            if not at:
                break
            at, ends = _read_directory(_Part(file, size), at, order, is_big)
            if any(end > size for end in ends):
                return False
    except (struct.error, EOFError):
        return False
    return is_whole


@dataclass(frozen=True)
class _Part:
    """Reads no further than to the end of a file, whatever the file says."""

    file: IO[bytes]
    size: int

    def read(self, code: str, at: int | None = None) -> tuple[Any, ...]:
        """Numbers; raises EOFError where the file does not have so many."""
        return struct.unpack(code, self.read_bytes(struct.calcsize(code), at))

    def read_bytes(self, length: int, at: int | None = None) -> bytes:
        """So many bytes, from a place or from where it stands."""
        start = self.file.tell() if at is None else at
        if start + length > self.size:
            raise EOFError
        self.file.seek(start)
        return self.file.read(length)


def _read_directory(part: _Part, at: int, order: str, is_big: bool) -> tuple[int, list[int]]:
    """Where the next directory is, and where the strips and tiles of this one end."""
    count_code, entry_code, offset = ("Q", "HHQ8s", "Q") if is_big else ("H", "HHI4s", "I")
    (count,) = part.read(order + count_code, at)
    entries = part.read_bytes(count * struct.calcsize(order + entry_code))
    (following,) = part.read(order + offset)
    found = {}
    for tag, kind, number, value in struct.iter_unpack(order + entry_code, entries):
        if kind not in _TYPES or tag not in _NUMBERS:
            continue
        code = f"{order}{number}{_TYPES[kind]}"
        if struct.calcsize(code) <= len(value):
            found[tag] = struct.unpack_from(code, value)
        else:
            found[tag] = part.read(code, *struct.unpack(order + offset, value))
    pairs = [(found[a], found[b]) for a, b in _PLACES.items() if a in found and b in found]
    return following, [sum(end) for starts, lengths in pairs for end in zip(starts, lengths)]


def _ends_npy(file: IO[bytes], size: int) -> bool:
    file.seek(0)
    try:
        count, dtype = _npy_header(file)
    except ValueError:
        return False
    return size >= file.tell() + count * dtype.itemsize


def _npy_header(file: IO[bytes]) -> tuple[int, np.dtype]:
    """Numbers in the array, and their type; ValueError for what is none."""
    try:
        return _read_npy_header(file)
    except (TypeError, SyntaxError, TokenError) as error:
        # What NumPy says of headers that are none differs between its versions.
        raise ValueError(str(error)) from None


def _read_npy_header(file: IO[bytes]) -> tuple[int, np.dtype]:
    version = np.lib.format.read_magic(file)
    read = np.lib.format.read_array_header_1_0
    if version != (1, 0):
        read = np.lib.format.read_array_header_2_0
    shape, _, dtype = read(file)
    count = 1
    for side in shape:
        count *= side
    return count, dtype


def _ends_zip(file: IO[bytes], size: int) -> bool:
    return zipfile.is_zipfile(file)


_CHECKS: tuple[tuple[tuple[bytes, ...], Callable[[IO[bytes], int], bool]], ...] = (
    ((_PNG,), _ends_png),
    ((_JPEG,), _ends_jpeg),
    (_TIFFS, _ends_tiff),
    ((_NPY,), _ends_npy),
    ((_ZIP,), _ends_zip),
)
