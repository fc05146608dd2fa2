"""Which tiles hold a point, so that tiles that share an edge never both do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .outlines import TileGeometries
from .repair import parts_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def tiles_holding(tiles: TileGeometries, x: float, y: float) -> np.ndarray:
    """Indices of the tiles that hold a point in their coordinate system.

    A point on an edge counts for the tile to its east or south, as a pixel owns its left and upper
    edge in a raster with north up; so tiles that do not overlap never share a point, and the outer
    east and south edge belong to none. Tiles that overlap hold their common points together.
    """
    bounds = tiles.bounds
    near = np.flatnonzero(
        (bounds[:, 0] <= x) & (x < bounds[:, 2]) & (bounds[:, 1] < y) & (y <= bounds[:, 3])
    )
    holds = np.zeros(len(near), dtype=bool)
    is_quad = tiles.is_quad[near]
    quads = tiles.quads[near[is_quad]]
    holds[is_quad] = _count_right(quads[:, :-1], quads[:, 1:], x, y) % 2 == 1
    for k in np.flatnonzero(~is_quad).tolist():
        starts, ends = _sides(tiles.polygon(int(near[k])))
        holds[k] = _count_right(starts, ends, x, y) % 2 == 1
    return near[holds]


def _count_right(starts: np.ndarray, ends: np.ndarray, x: float, y: float) -> np.ndarray:
    """How many sides (..., N, 2) a ray from the point to the east crosses.

    Each side is walked upwards, whichever way its ring runs: neighbours then find the very same
    crossing, rounding included.
    """
    is_up = (starts[..., 1] <= ends[..., 1])[..., None]
    low, high = np.where(is_up, starts, ends), np.where(is_up, ends, starts)
    is_beside = (low[..., 1] < y) & (y <= high[..., 1])
    height = np.where(is_beside, high[..., 1] - low[..., 1], 1.0)
    share = (y - low[..., 1]) / height
    crossing = low[..., 0] + share * (high[..., 0] - low[..., 0])
    return (is_beside & (crossing > x)).sum(axis=-1)


def _sides(shape: BaseGeometry) -> tuple[np.ndarray, np.ndarray]:
    polygons = parts_of(shape)
    rings = [r for p in polygons if not p.is_empty for r in (p.exterior, *p.interiors)]
    lines = [np.asarray(ring.coords)[:, :2] for ring in rings]
    return np.concatenate([x[:-1] for x in lines]), np.concatenate([x[1:] for x in lines])
