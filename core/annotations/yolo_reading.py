"""Objects from rows of YOLO's label files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import FileError
from ..objects.keyhole import split_holes
from ..objects.parts import part_area
from ..objects.tile_object import BOX, POLYGON, Part, TileObject
from .box_part import box_part

# Nearer to an edge of the tile than this, in pixels, an object may go on beyond it.
_NEAR = 1e-3


def read_label_rows(
    lines: Sequence[str], shape: str, class_ids: Sequence[int], size: tuple[int, int], where: str
) -> list[TileObject]:
    """The objects of a tile, one a row: what of an object was more rows is more objects.

    They are named by their row. How much of them is visible is not known (NaN), and those that
    touch an edge of the tile count as cut.

    Args:
        lines: of the file.
        shape: BOX, POLYGON or ORIENTED_BOX.
        class_ids: by YOLO's number, from 0.
        size: width and height of the tile in pixels.
        where: of the file, for people.

    Raises:
        FileError: a row is none, or of an unknown class.
    """
    found = []
    for number, line in enumerate(lines, 1):
        try:
            name, *words = line.split()
            class_id = class_ids[int(name)] if int(name) >= 0 else None
            values = np.array(words, dtype=float)
            parts = _parts(values, shape, np.array(size)) if np.isfinite(values).all() else ()
        except (ValueError, IndexError):
            class_id, parts = None, ()
        if class_id is None or not parts:
            raise FileError(
                "Line {line} of {where} is not an object of a known class; export the dataset "
                "again.",
                line=number,
                where=where,
            )
        points = np.concatenate([part[0] for part in parts])
        is_cut = bool((points <= _NEAR).any() or (points >= np.array(size) - _NEAR).any())
        area = sum(map(part_area, parts))
        whole = None if shape in (BOX, POLYGON) else points
        found.append(
            TileObject(str(number), class_id, parts, area, float("nan"), is_cut, False, whole)
        )
    return found


def _parts(values: np.ndarray, shape: str, size: np.ndarray) -> tuple[Part, ...]:
    if shape == BOX:
        middle, extent = values.reshape(2, 2)
        corners = np.stack((middle - extent / 2, middle + extent / 2)) * size
        return (box_part(corners.ravel()),)
    points = np.round(values.reshape(-1, 2) * size, 3)
    if shape == POLYGON:
        return tuple(split_holes(points))
    return ([points],) if len(points) == 4 else ()
