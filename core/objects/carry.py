"""Outlines from the pixels of one grid to those of another."""

from __future__ import annotations

import numpy as np

from ..geometry.outlines import pixel_coordinates, place_pixels
from ..resampling.grid import TargetGrid, carry_points, same_crs

# A straight edge is a curve in another coordinate system: it gets a point every so many pixels.
_STEP = 16


def carry_pixels(ring: np.ndarray, like: TargetGrid, target: TargetGrid) -> np.ndarray:
    """A ring, float64 (points, 2) in pixels of ``like``, in pixels of ``target``.

    Points without a place there are not finite.
    """
    if same_crs(like.crs_wkt, target.crs_wkt):
        return pixel_coordinates(_places(ring, like), target.transform)
    places = _places(densify(ring, _STEP), like)
    return pixel_coordinates(carry_points(places, like.crs_wkt, target.crs_wkt), target.transform)


def _places(ring: np.ndarray, like: TargetGrid) -> np.ndarray:
    return np.stack(place_pixels(like.transform, ring[:, 0], ring[:, 1]), axis=-1)


def densify(ring: np.ndarray, step: float) -> np.ndarray:
    """A ring with further points on its edges, none of which is longer than ``step``."""
    following = np.roll(ring, -1, axis=0)
    lengths = np.hypot(*(following - ring).T)
    counts = np.maximum(1, np.ceil(lengths / step)).astype(np.int64)
    owner = np.repeat(np.arange(len(ring)), counts)
    first = np.cumsum(counts) - counts
    share = (np.arange(counts.sum()) - first[owner]) / counts[owner]
    return ring[owner] + share[:, None] * (following - ring)[owner]
