"""What of a grid the map shows, and how finely."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qgis.core import QgsRectangle

from ...core.grid.part import GridPart

# So much beside the window is looked at too, of its width and height: small moves then change
# nothing.
_MARGIN = 0.25
# A box that stands for many tiles is so large that it can be aimed at: an overview has fewer.
_MOST_BOXES = 2500


@dataclass(frozen=True)
class MapView:
    """The tiles that a piece of the map shows.

    Attributes:
        box: the piece, in map units.
        parts: of the grid over each image, by its place in the list.
        step: 1 where tiles are drawn one by one; else a box stands for step x step tiles.
    """

    box: QgsRectangle
    parts: Mapping[int, GridPart] = field(default_factory=dict)
    step: int = 1

    @property
    def size(self) -> int:
        """How many tiles the piece shows."""
        return sum(part.size for part in self.parts.values())

    def serves(self, box: QgsRectangle, fresh: MapView) -> bool:
        """Whether it goes on showing what ``fresh``, of a piece with ``box`` in it, would."""
        return self.box.contains(box) and self.step == fresh.step


def around(box: QgsRectangle) -> QgsRectangle:
    """A piece of the map with what is beside it."""
    across, down = _MARGIN * box.width(), _MARGIN * box.height()
    return QgsRectangle(
        box.xMinimum() - across,
        box.yMinimum() - down,
        box.xMaximum() + across,
        box.yMaximum() + down,
    )


def choose_step(parts: Iterable[GridPart], most: int) -> int:
    """1 for at most so many tiles, else the least of 2, 5, 10, 20, ... with few enough boxes."""
    parts = list(parts)
    if sum(part.size for part in parts) <= most:
        return 1
    for power in itertools.count():
        for digit in (2, 5, 10):
            step = digit * 10**power
            if sum(_boxes(part, step) for part in parts) <= _MOST_BOXES:
                return step
    raise AssertionError


def _boxes(part: GridPart, step: int) -> int:
    rows = -(-part.bottom // step) - part.top // step
    columns = -(-part.right // step) - part.left // step
    return rows * columns if part.size else 0
