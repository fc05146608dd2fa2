"""Tables of bad things by name, and what their makers share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


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


def cut_in_half(path: Path) -> Path:
    """Leave the first half of a file."""
    data = path.read_bytes()
    return write(path, data[: len(data) // 2])


def blank_middle(path: Path, count: int) -> Path:
    """Put zeros in the place of as many bytes in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + count] = bytes(count)
    return write(path, bytes(data))
