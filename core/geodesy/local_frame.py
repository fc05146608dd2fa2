"""Shapes on the globe, laid flat around the middle between two of them."""

from __future__ import annotations

import numpy as np

from .scale import earth_centred

# Mean radius of the earth in metres, and the square of the ellipsoid's eccentricity.
MEAN_RADIUS = 6371008.8
_E2 = 0.00669437999014


class LocalFrames:
    """Planes that touch the globe, one for each of P places.

    Points keep their direction from where the plane touches, and their distance along the ground
    (azimuthal equidistant: Snyder, Map Projections: A Working Manual, 1987, page 191). So distances
    through the middle are true, and others up to one part in 10 000 within 300 km of it. Poles and
    the antimeridian are places like any other.

    Args:
        middles: float64 (P, 3): earth-centred places, in metres, which need not lie on the ground.
    """

    def __init__(self, middles: np.ndarray) -> None:
        x, y, z = middles.T
        lam = np.arctan2(y, x)
        phi = np.arctan2(z, (1 - _E2) * np.hypot(x, y))
        sin_lam, cos_lam, sin_phi, cos_phi = np.sin(lam), np.cos(lam), np.sin(phi), np.cos(phi)
        self._origin = np.stack(earth_centred(np.degrees(lam), np.degrees(phi)), axis=-1)
        self._east = np.stack((-sin_lam, cos_lam, np.zeros_like(lam)), axis=-1)
        self._north = np.stack((-sin_phi * cos_lam, -sin_phi * sin_lam, cos_phi), axis=-1)

    def lay(self, points: np.ndarray) -> np.ndarray:
        """Float64 (P, M, 2): metres to the east and north of earth-centred points (P, M, 3)."""
        away = points - self._origin[:, None]
        east = (away * self._east[:, None]).sum(axis=-1)
        north = (away * self._north[:, None]).sum(axis=-1)
        chord = np.sqrt((away * away).sum(axis=-1))
        flat = np.hypot(east, north)
        arc = 2 * MEAN_RADIUS * np.arcsin(np.minimum(chord / (2 * MEAN_RADIUS), 1))
        stretch = arc / np.maximum(flat, 1e-9)
        return np.stack((east * stretch, north * stretch), axis=-1)


def along_edges(outlines: np.ndarray, pieces: int) -> np.ndarray:
    """Outlines (P, M, 2) whose edges are cut into so many pieces: float64 (P, M * pieces, 2)."""
    if pieces == 1:
        return outlines
    share = (np.arange(pieces) / pieces)[:, None]
    following = np.roll(outlines, -1, axis=1)
    cut = outlines[:, :, None] * (1 - share) + following[:, :, None] * share
    return cut.reshape(len(outlines), -1, 2)
