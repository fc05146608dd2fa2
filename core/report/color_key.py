"""The key of a sheet of pictures: which colour is which class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..classes.legend import Color

_SWATCH = 12
_SPACE = 6
_BETWEEN = 16


@dataclass(frozen=True)
class KeyEntry:
    """A class and its colour."""

    name: str
    color: Color


@dataclass(frozen=True)
class PlacedEntry:
    """An entry at its place: ``left`` and ``top`` in pixels from the key's upper left corner."""

    entry: KeyEntry
    text: str
    left: int
    top: int

    @property
    def text_left(self) -> int:
        """Where the text begins, in pixels from the key's left edge."""
        return self.left + _SWATCH + _SPACE

    def swatch(self, line: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom pixel of the colour, in the middle of a line so high."""
        top = self.top + (line - _SWATCH) // 2
        return self.left, top, self.left + _SWATCH - 1, top + _SWATCH - 1


def merge_keys(keys: Sequence[Sequence[KeyEntry]]) -> list[KeyEntry]:
    """The different entries of several keys, in the order in which they come."""
    return list(dict.fromkeys(entry for key in keys for entry in key))


def place_entries(
    entries: Sequence[KeyEntry],
    width: int,
    line: int,
    fit: Callable[[str, int], str],
    measure: Callable[[str], float],
) -> list[PlacedEntry]:
    """Entries beside each other, in as many lines as they need.

    Args:
        entries: of the key.
        width: of the key in pixels.
        line: height of a line in pixels.
        fit: shortens a text to a width in pixels.
        measure: the width of a text in pixels.
    """
    placed, left, top = [], 0, 0
    for entry in entries:
        text = fit(entry.name, width - _SWATCH - _SPACE)
        taken = _SWATCH + _SPACE + round(measure(text))
        if left and left + taken > width:
            left, top = 0, top + line
        placed.append(PlacedEntry(entry, text, left, top))
        left += taken + _BETWEEN
    return placed
