"""Cutting the ground into bands that lie side by side."""

from __future__ import annotations

import math

import numpy as np

# Digits of a place across the bands that count: tiles whose centres lie on one line stay together,
# whatever the rounding.
_DIGITS = 9


def band_of_tiles(places: np.ndarray, band_count: int, angle: float) -> np.ndarray:
    """Int64 (N,): the band that holds each tile's centre, 0 to ``band_count`` - 1.

    Bands are of equal width and run in the direction of the angle.

    Args:
        places: float64 (N, 2): centres in metres.
        band_count: how many.
        angle: degrees counter-clockwise from east.
    """
    across = across_bands(places, angle)
    least, width = across.min(), np.ptp(across)
    if width == 0:
        return np.zeros(len(places), dtype=np.int64)
    share = np.round((across - least) / width * band_count, _DIGITS)
    return np.minimum(share.astype(np.int64), band_count - 1)


def across_bands(places: np.ndarray, angle: float) -> np.ndarray:
    """Float64 (N,): distance at right angles to the direction of the bands."""
    turn = math.radians(angle)
    return places[:, 1] * math.cos(turn) - places[:, 0] * math.sin(turn)
