"""Finding the lattices that tiles form."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..geometry.outlines import TileGeometries

# Tiles that overlap lie on several lattices: four where a stride is half a tile, four where the
# last column and row are shifted. More than these are no grid.
_MOST_LAYERS = 4
_FEWEST_TILES = 16
# Cells for each tile: in a grid with holes those in the holes are worked out in vain.
_MOST_CELLS = 16
# Programs add up sides, and round: lines that are so many of the last digits apart are one, where
# sides are so long that this is no share of them.
_SAME_DIGITS = 3
_LONG = 1e10
_SHORTEST = 4e9


@dataclass(frozen=True)
class Lattice:
    """Boxes that are cells between lines along the axes.

    Attributes:
        xs: float64 (columns + 1,) where the lines lie, ascending; the outermost cells of each axis
            are margins without tiles.
        ys: the same of rows, upwards.
        tiles: int64 (rows * columns,) the tile that each cell is, by rows; -1 where there is none.
    """

    xs: np.ndarray
    ys: np.ndarray
    tiles: np.ndarray

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.xs) - 1

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.ys) - 1


def find_lattices(geometries: TileGeometries) -> tuple[list[Lattice], np.ndarray]:
    """Sort tiles into lattices: a regular grid is one, of whatever tiles of it are there.

    Returns:
        The lattices, and int64 (M,) the tiles that are on none.
    """
    is_left = np.ones(len(geometries), dtype=bool)
    boxes = np.flatnonzero(geometries.is_box)
    own = geometries.bounds[boxes]
    bounds = np.empty_like(own)
    for axis in (0, 1):
        bounds[:, axis::2] = _round_lines(own[:, axis::2])
    least = _SHORTEST if (bounds == own).all() else _LONG
    digit = np.spacing(np.abs(bounds).max(initial=0))
    is_fit = (bounds[:, 2:] - bounds[:, :2] > least * digit).all(axis=1)
    boxes, bounds = boxes[is_fit], bounds[is_fit]
    columns, rows = _layers(bounds[:, 0], bounds[:, 2]), _layers(bounds[:, 1], bounds[:, 3])
    found = []
    if columns is not None and rows is not None:
        layers = columns * _MOST_LAYERS + rows
        for layer in np.unique(layers).tolist():
            members = np.flatnonzero(layers == layer)
            lattice = _lattice(bounds[members], boxes[members])
            if lattice is not None:
                found.append(lattice)
                is_left[lattice.tiles[lattice.tiles >= 0]] = False
    return found, np.flatnonzero(is_left)


def _round_lines(ends: np.ndarray) -> np.ndarray:
    """Ends of intervals (N, 2), those that only rounding tells apart as one number."""
    numbers, inverse = np.unique(ends, return_inverse=True)
    if not len(numbers):
        return ends
    is_new = np.diff(numbers, prepend=-np.inf) > _SAME_DIGITS * np.spacing(np.abs(numbers).max())
    firsts = numbers[is_new]
    return np.asarray(firsts[np.cumsum(is_new) - 1][inverse.reshape(ends.shape)])


def _layers(lows: np.ndarray, highs: np.ndarray) -> np.ndarray | None:
    """Int64 (N,) such that intervals of one number are the same or share no more than an end."""
    intervals, inverse = np.unique(np.stack((lows, highs), axis=1), axis=0, return_inverse=True)
    ends: list[float] = []
    numbers = np.empty(len(intervals), dtype=np.int64)
    for place, (low, high) in enumerate(intervals.tolist()):
        layer = next((k for k, end in enumerate(ends) if end <= low), len(ends))
        if layer == len(ends):
            if layer == _MOST_LAYERS:
                return None
            ends.append(high)
        ends[layer] = high
        numbers[place] = layer
    return numbers[inverse.reshape(-1)]


def _lattice(bounds: np.ndarray, tiles: np.ndarray) -> Lattice | None:
    xs, ys = _lines(bounds[:, 0::2]), _lines(bounds[:, 1::2])
    width, count = len(xs) - 1, (len(xs) - 1) * (len(ys) - 1)
    inner = (len(xs) - 3) * (len(ys) - 3)
    if len(tiles) < _FEWEST_TILES or inner > _MOST_CELLS * len(tiles):
        return None
    cells = np.searchsorted(ys, bounds[:, 1]) * width + np.searchsorted(xs, bounds[:, 0])
    of_cells = np.full(count, -1, dtype=np.int64)
    of_cells[cells] = tiles
    # Tiles that lie on each other: the first of them is taken by the lattice, or another.
    return Lattice(xs, ys, of_cells)


def _lines(ends: np.ndarray) -> np.ndarray:
    lines = np.unique(ends)
    margin = (ends[:, 1] - ends[:, 0]).max()
    return np.concatenate(([lines[0] - margin], lines, [lines[-1] + margin]))
