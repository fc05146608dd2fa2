"""An object as it lies on a tile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

POLYGON, BOX, ORIENTED_BOX = "POLYGON", "BOX", "ORIENTED_BOX"
SHAPES = (POLYGON, BOX, ORIENTED_BOX)

# A shell and its holes, each float64 (points, 2) of column and row without the first point again.
Part = Sequence[np.ndarray]


class TileObject(NamedTuple):
    """What of an object lies on a tile, in pixels of the tile.

    The origin is the upper left corner of the upper left pixel, rows grow downwards, and all
    coordinates are multiples of a thousandth pixel.

    Attributes:
        object_id: of the object in its layer, the same on all tiles that it reaches.
        class_id: number of its class, from 1.
        parts: polygons that it consists of.
        area: of the parts, in square pixels.
        visible: share of the whole object's area that lies on the tile, 0 to 1.
        is_cut: whether the tile's edge cuts it.
        is_small: whether it is less than what was asked for, and only marked.
        whole: corners of the whole object's smallest rotated rectangle, float64 (4, 2), which may
            reach beyond the tile; None unless it was asked for.
        told_box: the box, where a file tells it and the parts are whole pixels alone.
    """

    object_id: str
    class_id: int
    parts: tuple[Part, ...]
    area: float
    visible: float
    is_cut: bool
    is_small: bool = False
    whole: np.ndarray | None = None
    told_box: tuple[float, float, float, float] | None = None

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Least column, least row, greatest column and greatest row."""
        if self.told_box is not None:
            return self.told_box
        left, top, right, bottom = boxes_of([self])[0].tolist()
        return left, top, right, bottom


def boxes_of(objects: Sequence[TileObject]) -> np.ndarray:
    """Float64 (N, 4): the box of each."""
    if not objects:
        return np.empty((0, 4))
    shells = [part[0] for found in objects for part in found.parts]
    ends = np.cumsum([len(shell) for shell in shells])
    firsts = np.cumsum([0, *(len(found.parts) for found in objects[:-1])])
    starts = np.append(0, ends)[firsts]
    points = np.concatenate(shells)
    sides = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    boxes = np.concatenate(sides, axis=1)
    for box, found in zip(boxes, objects):
        if found.told_box is not None:
            box[:] = found.told_box
    return boxes
