"""A part of a grid: the tiles in some rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..errors import GridError

_PART = re.compile(r"r(\d{1,9})-(\d{1,9})c(\d{1,9})-(\d{1,9})")
_NOTHING = "-"


class GridPart(NamedTuple):
    """The first row and column of some tiles, and those behind the last."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def size(self) -> int:
        """How many tiles it has."""
        return max(0, self.bottom - self.top) * max(0, self.right - self.left)

    @property
    def text(self) -> str:
        """As GRID_PART has it, with the last row and column instead of those behind them."""
        if not self.size:
            return _NOTHING
        return f"r{self.top}-{self.bottom - 1}c{self.left}-{self.right - 1}"

    def holds(self, other: GridPart) -> bool:
        """Whether all tiles of another part are among its own."""
        return not other.size or (
            self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )


NO_TILES = GridPart(0, 0, 0, 0)


def parts_text(parts: Sequence[GridPart]) -> str:
    """GRID_PART of the grids over some rasters."""
    return ",".join(part.text for part in parts)


def parse_parts(text: str, count: int) -> list[GridPart]:
    """GRID_PART as the part of the grid over each raster.

    Args:
        text: such as ``r0-9c20-39``, one a raster with commas; ``-`` is no tile.
        count: how many rasters there are.

    Raises:
        GridError: it is written otherwise, or tells of more or fewer rasters.
    """
    found = [_parse(part.strip(), text) for part in text.split(",")]
    if len(found) != count:
        raise GridError(
            "{GRID_PART} is {text!r}; write one part for each raster, with commas between them "
            "(parts: {found}, rasters: {count}).",
            text=text,
            found=len(found),
            count=count,
        )
    return found


def _parse(part: str, text: str) -> GridPart:
    if part == _NOTHING:
        return NO_TILES
    match = _PART.fullmatch(part)
    if match is not None:
        top, bottom, left, right = map(int, match.groups())
        if top <= bottom and left <= right:
            return GridPart(top, bottom + 1, left, right + 1)
    raise GridError(
        "{GRID_PART} is {text!r}; write the first and last row and column, such as r0-9c20-39.",
        text=text,
    )
