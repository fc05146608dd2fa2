"""Texts that users and strangers hand over: what they are encoded in, and how long they may be."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from ..errors import FileError
from .paths import is_special

# Bytes. Nothing that a text says of a dataset, an area or an image takes as much.
MOST_TEXT = 64_000_000
# What tables of all tiles or objects may have.
MOST_TABLE = 4_000_000_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_text(path: str | Path, most: int = MOST_TEXT) -> str:
    """All of a text; see open_text.

    Raises:
        FileError: it is not a text in an encoding that is known, too long, or no file.
        OSError: it cannot be read.
    """
    with open_text(path, most) as file:
        text = file.read()
    if "\0" in text:
        raise is_no_text(path, text.count("\n", 0, text.index("\0")) + 1)
    return text


@contextmanager
def open_text(path: str | Path, most: int) -> Iterator[TextIO]:
    """A text in UTF-8, or in what its byte order mark says; line ends stay as they are.

    Args:
        path: of the file.
        most: bytes that it may have.

    Raises:
        FileError: it is not in that encoding, which only reading shows; too long; or no file.
        OSError: it cannot be read.
    """
    if is_special(str(path)):
        raise FileError(
            "{path} is a pipe or a device, which cannot be read like a file.", path=path
        )
    with Path(path).open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise FileError(
                "{path} has {size} MB, and at most {most} MB are read; name the right file.",
                path=path,
                size=size // 1_000_000,
                most=most // 1_000_000,
            )
        start = file.read(4)
        file.seek(0)
        encoding = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
        try:
            yield io.TextIOWrapper(file, encoding, newline="")
        except UnicodeDecodeError:
            raise is_no_text(path, _find_bad_line(path, encoding)) from None


def is_no_text(path: object, line: int) -> FileError:
    """The error for what is not a text."""
    return FileError(
        "{path} is not a text in UTF-8, as line {line} shows; save it as UTF-8, or name the right "
        "file.",
        path=path,
        line=line,
    )


def _find_bad_line(path: str | Path, encoding: str) -> int:
    """The first line that cannot be decoded, from 1."""
    decoder = codecs.getincrementaldecoder(encoding)()
    line = 1
    with Path(path).open("rb") as file:
        for piece in iter(lambda: file.readline(65536), b""):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                break
            line += piece.endswith(b"\n")
    return line
