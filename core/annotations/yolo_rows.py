"""Rows of YOLO's label files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np

from ..objects.keyhole import join_holes
from ..objects.parts import ring_area
from ..objects.tile_object import BOX, ORIENTED_BOX, TileObject

# Of square pixels; less is a line.
_LEAST_AREA = 1e-3


def label_rows(
    objects: Sequence[TileObject], shape: str, numbers: Mapping[int, int], size: tuple[int, int]
) -> list[str]:
    """Rows of a tile's label file, each once, as readers drop repeated ones.

    Args:
        objects: of the tile.
        shape: BOX, POLYGON or ORIENTED_BOX.
        numbers: from 0, by class_id.
        size: width and height of the tile in pixels.
    """
    outlines = [
        (numbers[found.class_id], points)
        for found in objects
        for points in _outlines_of(found, shape, size)
    ]
    if not outlines:
        return []
    digits = _digits(size[0]), _digits(size[1])
    # All at once, as each call of numpy costs more than a point does.
    points = np.concatenate([points for _, points in outlines])
    shares = iter(_shares(points, size, digits))
    write = _box_row if shape == BOX else _points_row
    rows = (
        f"{number} {write(list(islice(shares, len(points))), *digits)}"
        for number, points in outlines
    )
    return list(dict.fromkeys(rows))


def _outlines_of(found: TileObject, shape: str, size: tuple[int, int]) -> list[np.ndarray]:
    """Points of each row of an object; of a box those of its upper left and lower right corner."""
    if shape == BOX:
        return [np.array(found.box).reshape(2, 2)]
    if shape == ORIENTED_BOX:
        return [_corners(found, size)]
    return [join_holes(part) for part in found.parts]


def _box_row(corners: list[list[int]], across: int, down: int) -> str:
    """Middle and size.

    The corners are rounded and the middle gets a decimal more: what is read back reaches from 0
    to 1 and never beyond.
    """
    (left, top), (right, bottom) = corners
    return " ".join(
        (
            _decimal((left + right) * 5, across + 1),
            _decimal((top + bottom) * 5, down + 1),
            _decimal(right - left, across),
            _decimal(bottom - top, down),
        )
    )


def _points_row(points: list[list[int]], across: int, down: int) -> str:
    return " ".join(f"{_decimal(col, across)} {_decimal(row, down)}" for col, row in points)


def _digits(length: int) -> int:
    """Decimals of shares of a length in pixels that are right to a ten thousandth pixel."""
    return len(str(length - 1)) + 4


def _shares(points: np.ndarray, size: tuple[int, int], digits: tuple[int, int]) -> list[list[int]]:
    """Points as shares of the tile, from 0 to 1, in units of the last decimal of each axis."""
    units = 10.0 ** np.array(digits)
    whole = np.rint(points / size * units).clip(0, units).astype(np.int64)
    found: list[list[int]] = whole.tolist()
    return found


def _decimal(units: int, digits: int) -> str:
    """A number from 0 to 1 from whole units of its last decimal, without zeros at its end."""
    if units >= 10**digits:
        return "1"
    return f"0.{units:0{digits}d}".rstrip("0").rstrip(".")


def _corners(found: TileObject, size: tuple[int, int]) -> np.ndarray:
    """Corners of the whole object's rectangle; those beyond the tile lie on its edge."""
    if found.whole is not None:
        corners = np.clip(found.whole, 0, size)
        if ring_area(corners) >= _LEAST_AREA:
            return corners
    # All of its corners may be beyond.
    left, top, right, bottom = found.box
    return np.array(((left, top), (right, top), (right, bottom), (left, bottom)))
