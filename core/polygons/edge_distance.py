"""How far the pixels of a parcel are from its edge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .rasterize import NO_POLYGON
from .store import PolygonStore

# Pairs of pixels and edges that are compared at once.
_PAIRS = 1_000_000
# Pixels of a block, along a side, that look at the edges near it alone.
_BLOCK = 32
_HALF_DIAGONAL = 0.5**0.5


def edge_distances(store: PolygonStore, polygons: np.ndarray, window: Sequence[int]) -> np.ndarray:
    """Distance of each pixel's middle to the edge of the polygon that has the pixel, in pixels.

    Exact, to the outline itself, holes and what lies outside of the window included. Negative where
    the middle lies outside of the polygon, which covers the pixel in part.

    Args:
        store: the polygons; finished.
        polygons: int32 (height, width) index of each pixel's polygon, or NO_POLYGON.
        window: column offset, row offset, width, height in pixels.

    Returns:
        float32 (height, width), NaN where there is no polygon.
    """
    found = np.full(polygons.shape, np.nan, dtype=np.float32)
    flat = polygons.reshape(-1)
    places = np.flatnonzero(flat != NO_POLYGON)
    if not len(places):
        return found
    order = places[np.argsort(flat[places], kind="stable")]
    index, starts = np.unique(flat[order], return_index=True)
    outlines = store.outlines(index.astype(np.int64))
    points = outlines.points - np.array([window[0], window[1]], dtype=float)
    is_edge = np.ones(len(points), dtype=bool)
    is_edge[outlines.ends] = False
    first = np.flatnonzero(is_edge)
    owner = np.repeat(outlines.owner, outlines.ends - outlines.starts)
    edge_starts = np.searchsorted(owner, np.arange(len(index) + 1))
    for k, own in enumerate(np.split(order, starts[1:])):
        edges = first[edge_starts[k] : edge_starts[k + 1]]
        rows, cols = np.divmod(own, polygons.shape[1])
        middles = np.stack((cols + 0.5, rows + 0.5), axis=1)
        distances = _of_polygon(middles, points[edges], points[edges + 1])
        found.reshape(-1)[own] = distances
    return found


def _of_polygon(middles: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """float64 (N,) signed distances of points (N, 2) to edges (M, 2) of one polygon."""
    found = np.empty(len(middles))
    if len(middles) * len(start) <= _PAIRS:
        found[:] = _least(middles, start, end)
    else:
        blocks = np.floor(middles / _BLOCK).astype(np.int64)
        order = np.lexsort((blocks[:, 0], blocks[:, 1]))
        is_new = np.any(np.diff(blocks[order], axis=0) != 0, axis=1)
        for own in np.split(order, np.flatnonzero(is_new) + 1):
            low, high = middles[own].min(axis=0), middles[own].max(axis=0)
            reach = float(np.hypot(*(high - low))) / 2
            apart = _pairs((low + high)[None] / 2, start, end)[0]
            # No edge farther from the block's middle can be any of its pixels' nearest.
            near = apart <= apart.min() + 2 * reach + 1e-9
            found[own] = _least(middles[own], start[near], end[near])
    # Only a pixel that the outline cuts can have its middle outside.
    cut = np.flatnonzero(found < _HALF_DIAGONAL + 1e-9)
    outside = cut[~_inside(middles[cut], start, end)]
    found[outside] *= -1
    return found


def _least(middles: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    step = max(1, _PAIRS // len(start))
    parts = [
        _pairs(middles[k : k + step], start, end).min(axis=1) for k in range(0, len(middles), step)
    ]
    return np.concatenate(parts)


def _pairs(middles: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """float64 (N, M): distances of points and edges."""
    along = end - start
    length = np.maximum((along**2).sum(axis=1), 1e-300)
    apart_x, apart_y = (middles[:, None, k] - start[None, :, k] for k in (0, 1))
    share = np.clip((apart_x * along[:, 0] + apart_y * along[:, 1]) / length, 0, 1)
    return np.asarray(np.hypot(apart_x - share * along[:, 0], apart_y - share * along[:, 1]))


def _inside(middles: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Bool (N,): points with an odd number of edges to their right."""
    found = np.zeros(len(middles), dtype=bool)
    step = max(1, _PAIRS // len(start))
    rise = end[:, 1] - start[:, 1]
    slope = (end[:, 0] - start[:, 0]) / np.where(rise == 0, 1, rise)
    for k in range(0, len(middles), step):
        x, y = middles[k : k + step, :1], middles[k : k + step, 1:]
        crosses = (start[:, 1] > y) != (end[:, 1] > y)
        right = x < start[:, 0] + (y - start[:, 1]) * slope
        found[k : k + step] = (crosses & right).sum(axis=1) % 2 == 1
    return found
