"""Which cells of a lattice polygons reach, and how much of each they cover, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .edges import Edges
from .lattices import Lattice

# Edges that come so near to a cell, in sides of the largest, may touch it.
_NEAR = 1e-8
_ROUNDING = 1e-6


@dataclass(frozen=True)
class CellClaims:
    """Cells with tiles that polygons reach; no pair of owner and tile comes twice.

    Attributes:
        owners: int64 (N,) the polygon.
        tiles: int64 (N,) the tile.
        shares: float64 (N,) of its area, 0 to 1 but for rounding.
        is_crossed: bool (N,): whether an edge comes near; without one the cell is covered whole.
        is_sound: bool (polygons,): whether its rings are those of a valid polygon as far as is
            seen; the shares of others are of no use.
    """

    owners: np.ndarray
    tiles: np.ndarray
    shares: np.ndarray
    is_crossed: np.ndarray
    is_sound: np.ndarray


@dataclass(frozen=True)
class _InRow:
    """Pieces of edges, each in one row of one polygon, which ``line`` counts."""

    line: np.ndarray
    row: np.ndarray
    bottom: np.ndarray
    top: np.ndarray
    at_low: np.ndarray
    at_high: np.ndarray
    climb: np.ndarray


@dataclass(frozen=True)
class _Pieces:
    """Pieces of edges that each lie in one cell: its number, signed climb, area to its right."""

    keys: np.ndarray
    climbs: np.ndarray
    areas: np.ndarray


def cover_cells(edges: Edges, count: int, lattice: Lattice) -> CellClaims:
    """Cover the cells of a lattice with polygons.

    As in core/polygons/cover.py, each edge adds the height it climbs in a cell, and the area to
    its right; the sum of heights along a row, from the left, is what cells behind are covered by.
    Here the lines may lie anywhere, nothing is rounded, and cells that are only touched are told.

    Args:
        edges: of valid polygons.
        count: how many polygons.
        lattice: the cells.
    """
    xs, ys = lattice.xs - lattice.xs[0], lattice.ys - lattice.ys[0]
    pieces = _cut_columns(_cut_rows(edges, lattice, ys), lattice, xs, ys)
    keys, climbs, areas = _sum_cells(pieces)
    width, height = lattice.width, lattice.height
    lines, cols = keys // width, keys % width
    starts = np.flatnonzero(np.diff(lines, prepend=-1))
    sums = np.cumsum(climbs)
    before = np.concatenate(([0.0], sums))[starts]
    levels = sums - np.repeat(before, np.diff(starts, append=len(lines)))
    tall, wide = np.diff(ys)[lines % height], np.diff(xs)[cols]
    shares = ((levels - climbs) * wide + areas) / (wide * tall)
    levels /= tall
    # The cells behind one with an edge, up to the next of the row, are inside or outside.
    following = np.append(cols[1:], width)
    following[starts[1:] - 1] = width
    gaps = following - cols - 1
    is_inside = levels > 0.5
    owner = lines // height
    is_odd = (gaps > 0) & (np.abs(levels - is_inside) > _ROUNDING)
    is_odd |= (shares < -_ROUNDING) | (shares > 1 + _ROUNDING)
    is_sound = np.ones(count, dtype=bool)
    is_sound[owner[is_odd]] = False
    runs = np.flatnonzero(is_inside & (gaps > 0))
    inner = _expand(keys[runs] + 1, gaps[runs])
    places = np.concatenate((keys, inner))
    tiles = lattice.tiles[places % (width * height)]
    shares = np.concatenate((shares, np.ones(len(inner))))
    is_crossed = np.arange(len(places)) < len(keys)
    has_tile = tiles >= 0
    owners = (places // (width * height))[has_tile]
    return CellClaims(owners, tiles[has_tile], shares[has_tile], is_crossed[has_tile], is_sound)


def _cut_rows(edges: Edges, lattice: Lattice, ys: np.ndarray) -> _InRow:
    x0, x1 = edges.x0 - lattice.xs[0], edges.x1 - lattice.xs[0]
    y0, y1 = edges.y0 - lattice.ys[0], edges.y1 - lattice.ys[0]
    is_up = y1 > y0
    low, high = np.minimum(y0, y1), np.maximum(y0, y1)
    low_x, high_x = np.where(is_up, x0, x1), np.where(is_up, x1, x0)
    sign = np.where(is_up, edges.sign, -edges.sign)
    rise = high - low
    slope = (high_x - low_x) / np.where(rise == 0, 1.0, rise)
    first = np.clip(np.searchsorted(ys, low, "right") - 1, 0, lattice.height)
    last = np.maximum(np.searchsorted(ys, high, "left"), first + 1)
    last = np.where(high < 0, 0, np.minimum(last, lattice.height))
    counts = np.maximum(last - first, 0)
    of = np.repeat(np.arange(len(low)), counts)
    row = _expand(first, counts)
    bottom, top = np.maximum(low[of], ys[row]), np.minimum(high[of], ys[row + 1])
    at_low = np.where(bottom == low[of], low_x[of], low_x[of] + (bottom - low[of]) * slope[of])
    at_high = np.where(top == high[of], high_x[of], low_x[of] + (top - low[of]) * slope[of])
    climb = np.where(rise[of] == 0, 0.0, (top - bottom) * sign[of])
    return _InRow(edges.owner[of] * lattice.height + row, row, bottom, top, at_low, at_high, climb)


def _cut_columns(parts: _InRow, lattice: Lattice, xs: np.ndarray, ys: np.ndarray) -> _Pieces:
    width, near = lattice.width, _NEAR * max(np.diff(xs).max(), np.diff(ys).max())
    left = np.minimum(parts.at_low, parts.at_high)
    right = np.maximum(parts.at_low, parts.at_high)
    # What lies left of the margin counts as in it, and so does what lies right of it, where no
    # cell comes behind.
    first = np.clip(np.searchsorted(xs, left, "right") - 1, 0, width - 1)
    last = np.clip(np.searchsorted(xs, right, "left"), first + 1, width)
    of = np.repeat(np.arange(len(left)), last - first)
    col = _expand(first, last - first)
    start = np.where(col == first[of], left[of], xs[col])
    end = np.where(col == last[of] - 1, right[of], xs[col + 1])
    run = right[of] - left[of]
    is_upright = run == 0
    part = np.where(is_upright, 1.0, (end - start) / np.where(is_upright, 1.0, run))
    climbs = parts.climb[of] * part
    wide = xs[col + 1] - xs[col]
    areas = climbs * np.clip(xs[col + 1] - (start + end) / 2, 0, wide)
    keys = parts.line[of] * width + col
    # How high a piece is where it enters its cell, and where it leaves it.
    across = np.where(is_upright, 1.0, (parts.at_high - parts.at_low)[of])
    lean = (parts.top - parts.bottom)[of] / across
    at_start, at_end = (parts.bottom[of] + (x - parts.at_low[of]) * lean for x in (start, end))
    lowest = np.where(is_upright, parts.bottom[of], np.minimum(at_start, at_end))
    highest = np.where(is_upright, parts.top[of], np.maximum(at_start, at_end))
    is_steep = end - start <= near
    floor, ceiling = ys[parts.row[of]] + near, ys[parts.row[of] + 1] - near
    is_left, is_right = start - xs[col] <= near, xs[col + 1] - end <= near
    sides = [(is_left, -1, 0), (is_right, 1, 0)]
    sides += [(lowest <= floor, 0, -1), (highest >= ceiling, 0, 1)]
    # Through a corner goes what is by a side and an end at the same place.
    for is_by, step, level in ((is_left, -1, at_start), (is_right, 1, at_end)):
        sides.append((is_by & (np.where(is_steep, lowest, level) <= floor), step, -1))
        sides.append((is_by & (np.where(is_steep, highest, level) >= ceiling), step, 1))
    others = _beside(keys, sides, width, lattice.height)
    nothing = np.zeros(len(others))
    return _Pieces(*map(np.concatenate, ((keys, others), (climbs, nothing), (areas, nothing))))


def _beside(
    keys: np.ndarray, sides: list[tuple[np.ndarray, int, int]], width: int, height: int
) -> np.ndarray:
    """Cells beside those of pieces: which pieces, and the steps to a column and a row."""
    cols, rows = keys % width, keys // width % height
    found = []
    for is_by, right, up in sides:
        chosen = np.flatnonzero(is_by)
        col, row = cols[chosen] + right, rows[chosen] + up
        is_there = (col >= 0) & (col < width) & (row >= 0) & (row < height)
        found.append((keys[chosen] + up * width + right)[is_there])
    return np.unique(np.concatenate(found))


def _sum_cells(pieces: _Pieces) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One cell a polygon and place, sorted by polygon, row and column."""
    order = np.argsort(pieces.keys, kind="stable")
    keys = pieces.keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(starts):
        return keys, pieces.climbs, pieces.areas
    return (
        keys[starts],
        np.add.reduceat(pieces.climbs[order], starts),
        np.add.reduceat(pieces.areas[order], starts),
    )


def _expand(starts: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """All numbers of runs of consecutive ones."""
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
