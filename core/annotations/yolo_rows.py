"""Rows of YOLO's label files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np

from ..objects.keyhole import join_holes
from ..objects.parts import ring_area
from ..objects.tile_object import BOX, ORIENTED_BOX, TileObject, boxes_of
from .numbers import join_numbers

# Of square pixels; less is a line.
_LEAST_AREA = 1e-3


def label_rows(
    tiles: Sequence[Sequence[TileObject]],
    shape: str,
    numbers: Mapping[int, int],
    size: tuple[int, int],
) -> list[list[str]]:
    """Rows of the label file of each tile, each once, as readers drop repeated ones.

    Args:
        tiles: their objects.
        shape: BOX, POLYGON or ORIENTED_BOX.
        numbers: from 0, by class_id.
        size: width and height of the tiles in pixels.
    """
    objects = [found for tile in tiles for found in tile]
    if not objects:
        return [[] for _ in tiles]
    if shape == BOX:
        # Of a box, the upper left and the lower right corner.
        outlines = [[corners] for corners in boxes_of(objects).reshape(-1, 2, 2)]
    else:
        outlines = [_outlines_of(found, shape, size) for found in objects]
    points = [outline for rows in outlines for outline in rows]
    digits = np.array([_digits(size[0]), _digits(size[1])])
    shares = _shares(np.concatenate(points), size, digits)
    # Zeros at the end of a number are left out, so that all can have the same decimals.
    decimals = int(digits.max())
    if shape == BOX:
        # The corners are rounded and the middle gets a decimal more: what is read back reaches
        # from 0 to 1 and never beyond.
        low, high = shares[::2], shares[1::2]
        shares = np.stack(((low + high) * 5, (high - low) * 10), axis=1).reshape(-1, 2)
        decimals += 1
    shares = shares * 10 ** (digits.max() - digits)
    counts = 2 * np.array([len(outline) for outline in points])
    texts = join_numbers(shares.ravel(), counts, decimals, " ", has_point=False)
    names = [numbers[found.class_id] for found, rows in zip(objects, outlines) for _ in rows]
    written = iter([f"{name} {text}" for name, text in zip(names, texts)])
    counts_of = iter([len(rows) for rows in outlines])
    return [
        list(dict.fromkeys(islice(written, sum(islice(counts_of, len(tile)))))) for tile in tiles
    ]


def _outlines_of(found: TileObject, shape: str, size: tuple[int, int]) -> list[np.ndarray]:
    """Points of each row of an object."""
    if shape == ORIENTED_BOX:
        return [corners_on_tile(found, size)]
    return [join_holes(part) for part in found.parts]


def _digits(length: int) -> int:
    """Decimals of shares of a length in pixels that are right to a ten thousandth pixel."""
    return len(str(length - 1)) + 4


def _shares(points: np.ndarray, size: tuple[int, int], digits: np.ndarray) -> np.ndarray:
    """Points as shares of the tile, from 0 to 1, in units of the last decimal of each axis."""
    units = 10.0**digits
    return np.asarray(np.rint(points / size * units).clip(0, units).astype(np.int64))


def corners_on_tile(found: TileObject, size: tuple[int, int]) -> np.ndarray:
    """Corners of the whole object's rectangle; those beyond the tile lie on its edge."""
    if found.whole is not None:
        corners = np.clip(found.whole, 0, size)
        if ring_area(corners) >= _LEAST_AREA:
            return corners
    # All of its corners may be beyond.
    left, top, right, bottom = found.box
    return np.array(((left, top), (right, top), (right, bottom), (left, bottom)))
