"""The key of a sheet of pictures: which colour is which class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..classes.legend import Color

SWATCH = 12
SPACE = 6
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
        return self.left + SWATCH + SPACE

    def swatch(self, line: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom pixel of the colour, in the middle of a line so high."""
        return swatch_box(self.left, self.top, line)


def swatch_box(left: int, top: int, line: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom pixel of a colour, in the middle of a line so high."""
    top += (line - SWATCH) // 2
    return left, top, left + SWATCH - 1, top + SWATCH - 1


def merge_keys(keys: Sequence[tuple[str, Sequence[KeyEntry]]]) -> list[KeyEntry]:
    """The different entries of several keys, in the order in which they come.

    Where one colour is of several classes, or one class has several colours, entries say which
    picture they are of.

    Args:
        keys: title of a picture, and its key.
    """
    titles: dict[KeyEntry, list[str]] = {}
    for title, key in keys:
        for entry in key:
            titles.setdefault(entry, []).append(title)
    names = Counter(entry.name for entry in titles)
    colors = Counter(entry.color for entry in titles)
    return [
        KeyEntry(f"{_some(found)}: {entry.name}", entry.color)
        if (names[entry.name] > 1 or colors[entry.color] > 1) and found[0]
        else entry
        for entry, found in titles.items()
    ]


def _some(titles: Sequence[str]) -> str:
    more = len(titles) - 1
    return f"{titles[0]} and {more} more" if more else titles[0]


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
        text = fit(entry.name, width - SWATCH - SPACE)
        taken = SWATCH + SPACE + round(measure(text))
        if left and left + taken > width:
            left, top = 0, top + line
        placed.append(PlacedEntry(entry, text, left, top))
        left += taken + _BETWEEN
    return placed
