"""Tables of bad things by name, and what their makers share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

WORDS = "these are words\n" * 50


class Makers(dict):
    """Makers ``make(folder, port)`` by name; each writes into the folder and gives a path."""

    def add(self, make: Callable) -> Callable:
        """Put a maker into the table under its own name."""
        self[make.__name__] = make
        return make


def write(path: Path, text: str | bytes) -> Path:
    """Write a file."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def at(name: str) -> Callable:
    """A maker of a path at which nothing is."""
    return lambda folder, port: f"{folder}/{name}"


def file_at(name: str, text: str | bytes) -> Callable:
    """A maker of a file."""
    return lambda folder, port: write(folder / name, text)


def folder_at(name: str) -> Callable:
    """A maker of an empty folder."""

    def make(folder: Path, port: int) -> Path:
        (folder / name).mkdir()
        return folder / name

    return make


def pipe_at(name: str) -> Callable:
    """A maker of a named pipe, which nobody writes to."""

    def make(folder: Path, port: int) -> Path:
        os.mkfifo(folder / name)
        return folder / name

    return make


def cut_in_half(path: Path) -> Path:
    """Leave the first half of a file."""
    data = path.read_bytes()
    return write(path, data[: len(data) // 2])


def blank_middle(path: Path, count: int) -> Path:
    """Put zeros in the place of as many bytes in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + count] = bytes(count)
    return write(path, bytes(data))
