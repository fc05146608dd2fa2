"""Tiles of the grid that a polygon holds, or that a text names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from qgis.core import QgsPointXY, QgsRectangle

from ...core.grid.find import NOWHERE
from .grid_cells import GridCells
from .scene_cells import SceneCells

# With the number of the scene in front where there are several.
_TILE_ID = re.compile(r"(?<![a-z0-9])(?:s\d{3,}_)?r\d{5,9}_c\d{5,9}(?!\d)", re.IGNORECASE)
# A box around a slender polygon holds many more tiles than the polygon.
_BOX_TIMES = 10


class NamedTiles(NamedTuple):
    """Tiles that a text names: their numbers, and the names that the grid does not have."""

    numbers: list[int]
    unknown: list[str]


def tiles_inside(
    cells: GridCells | SceneCells, corners: Sequence[QgsPointXY], most: int
) -> np.ndarray | None:
    """The tiles with their centre in a polygon of the map, int64; None for more than ``most``."""
    points = np.array([(p.x(), p.y()) for p in corners], dtype=float).reshape(-1, 2)
    (left, bottom), (right, top) = points.min(axis=0), points.max(axis=0)
    numbers = cells.inside(QgsRectangle(left, bottom, right, top), _BOX_TIMES * most)
    if numbers is None:
        return None
    x, y = cells.centres(numbers).T
    is_inside = np.zeros(len(numbers), dtype=bool)
    for (x0, y0), (x1, y1) in zip(np.roll(points, 1, axis=0).tolist(), points.tolist()):
        if y0 == y1:
            continue
        crosses = (y0 <= y) != (y1 <= y)
        is_inside ^= crosses & (x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
    numbers = numbers[is_inside]
    return None if len(numbers) > most else numbers


def tiles_named(cells: GridCells | SceneCells, text: str) -> NamedTiles:
    """The tiles whose names or files stand anywhere in a text, such as a list or a table."""
    names = dict.fromkeys(name.lower() for name in _TILE_ID.findall(text))
    found = {name: cells.find_name(name) for name in names}
    return NamedTiles(
        [number for number in found.values() if number != NOWHERE],
        [name for name, number in found.items() if number == NOWHERE],
    )
