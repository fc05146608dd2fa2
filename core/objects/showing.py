"""Parts that would be empty as masks, all at once."""

from __future__ import annotations

import numpy as np

from ..geometry.clip_many import ManyRings
from ..polygons.runs import expand_runs
from .parts import WIDE, shows

# Rows times edges that are looked at together.
_AT_ONCE = 1_000_000
# Pixels.
_CLOSE = 1e-6


def find_showing(rings: ManyRings, areas: np.ndarray) -> np.ndarray:
    """Bool (rings,): whether the centre of a pixel lies in a ring, as ``shows`` says it of each.

    Args:
        rings: on thousandths of a pixel, each of three points and more.
        areas: of each in square pixels.
    """
    if not len(areas):
        return np.zeros(0, dtype=bool)
    starts = rings.starts
    steps = rings.points - rings.points[rings.before]
    lengths = np.add.reduceat(np.hypot(steps[:, 0], steps[:, 1]), starts)
    found = areas >= WIDE * lengths
    # Of most others the box itself has none.
    low = np.ceil(np.minimum.reduceat(rings.points, starts) - 0.5).astype(np.int64)
    high = np.floor(np.maximum.reduceat(rings.points, starts) - 0.5).astype(np.int64)
    sizes = high - low + 1
    narrow = np.flatnonzero(~found & (sizes > 0).all(axis=1))
    work = np.cumsum(sizes[narrow, 1] * rings.counts[narrow])
    ends = np.flatnonzero(np.diff(work // _AT_ONCE, append=-1)) + 1
    for chosen in np.split(narrow, ends[:-1]) if len(narrow) else ():
        is_chosen = np.zeros(len(areas), dtype=bool)
        is_chosen[chosen] = True
        found[chosen] = _find_centres(
            rings.take(is_chosen), areas[chosen], low[chosen, 1], sizes[chosen, 1]
        )
    return found


def _find_centres(
    rings: ManyRings, areas: np.ndarray, tops: np.ndarray, heights: np.ndarray
) -> np.ndarray:
    """By where the outline crosses the middle of each row of pixels."""
    count = len(rings.counts)
    row_ring = np.repeat(np.arange(count), heights)
    middles = expand_runs(tops, heights) + 0.5
    # Each row with each edge of its ring.
    edges = rings.counts[row_ring]
    row = np.repeat(np.arange(len(row_ring)), edges)
    place = expand_runs(rings.starts[row_ring], edges)
    (col0, row0), (col1, row1) = rings.points[rings.before[place]].T, rings.points[place].T
    middle = middles[row]
    # Corners and edges in the middle of a row, and centres by an edge, are left to the exact test.
    is_unclear = np.zeros(count, dtype=bool)
    is_unclear[row_ring[row[row1 == middle]]] = True
    crosses = (row0 < middle) != (row1 < middle)
    col0, row0, col1, row1 = col0[crosses], row0[crosses], col1[crosses], row1[crosses]
    at, row = col0 + (middle[crosses] - row0) / (row1 - row0) * (col1 - col0), row[crosses]
    order = np.lexsort((at, row))
    # Outlines are closed: what they enter on a row they leave on it.
    first, last, ring = at[order[::2]], at[order[1::2]], row_ring[row[order[::2]]]
    found = np.zeros(count, dtype=bool)
    found[ring[np.ceil(first - 0.5 + _CLOSE) + 0.5 <= last - _CLOSE]] = True
    is_unclear[ring[np.ceil(first - 0.5 - _CLOSE) + 0.5 <= last + _CLOSE]] = True
    starts = rings.starts
    for k in np.flatnonzero(is_unclear & ~found).tolist():
        part = [rings.points[starts[k] : starts[k] + rings.counts[k]]]
        found[k] = shows(part, float(areas[k]))
    return found
