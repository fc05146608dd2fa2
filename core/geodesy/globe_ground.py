"""Where tiles of several scenes are, anywhere on the globe."""

from __future__ import annotations

import numpy as np

from ..geometry.outlines import TileGeometries
from .local_frame import MEAN_RADIUS
from .scale import earth_centred, scales_of_degrees
from .tiles import TileGround

# Scales change a little from a tile to what is near it.
_MARGIN = 1.02
_LEAST_RADIUS = 6335439.0
_NEAREST_TO_POLE = 89.99


class GlobeGround(TileGround):
    """Tiles in degrees, measured on the ellipsoid at each tile.

    Args:
        geometries: outlines in longitude and latitude, which may go beyond 180 degrees.
        crs_wkt: their coordinate system.
    """

    def __init__(self, geometries: TileGeometries, crs_wkt: str) -> None:
        super().__init__(geometries, crs_wkt)
        self._centres = (geometries.bounds[:, :2] + geometries.bounds[:, 2:]) / 2

    @property
    def scales(self) -> np.ndarray:
        """See TileGround.scales."""
        if self._scales is None:
            self._scales = self.scales_at(self._centres)
        return self._scales

    def scales_at(self, places: np.ndarray) -> np.ndarray:
        """Float64 (P, 2): metres of one unit along x and y at places (P, 2)."""
        return scales_of_degrees(places[:, 1])

    def in_space(self, places: np.ndarray) -> np.ndarray:
        """Earth-centred metres (..., 3) of places (..., 2)."""
        return np.stack(earth_centred(places[..., 0], places[..., 1]), axis=-1)

    def bends(self) -> np.ndarray:
        """Float64 (N,): metres that an edge of each tile is off a straight line on the ground."""
        long = np.hypot(*(self._sides() * self.scales).T)
        latitudes = np.radians(np.minimum(self._farthest_north(), _NEAREST_TO_POLE))
        return long**2 * np.tan(latitudes) / (4 * MEAN_RADIUS)

    def reach(self, metres: float) -> np.ndarray:
        """See TileGround.reach; meridians come nearer to each other on the way to the pole."""
        farthest = self._farthest_north() + np.degrees(metres / _LEAST_RADIUS)
        across = scales_of_degrees(np.minimum(farthest, _NEAREST_TO_POLE))[:, 0]
        along = np.full(len(across), np.radians(_LEAST_RADIUS))
        return np.minimum(metres * _MARGIN / np.stack((across, along), axis=1), 360.0)

    def seam(self, metres: float) -> float | None:
        """See TileGround.seam; there is one where tiles go all the way round the globe."""
        least, last = self.extent[0], self.extent[2]
        gap = least + 360 - last
        across = float(self.scales[:, 0].max())
        return None if gap > 0 and gap * across > metres else (least + 180) % 360 - 180

    def search_boxes(self) -> tuple[np.ndarray, float, float]:
        """See TileGround.search_boxes; boxes in space, whose distances are chords."""
        least_x, least_y, last_x, last_y = self.geometries.bounds.T
        corners = np.stack(
            [
                np.stack(pair, axis=1)
                for pair in (
                    (least_x, least_y),
                    (last_x, least_y),
                    (least_x, last_y),
                    (last_x, last_y),
                    tuple(self._centres.T),
                )
            ],
            axis=1,
        )
        points = self.in_space(corners)
        long = np.hypot(*(self._sides() * self.scales).T)
        margin = (self.bends() + long**2 / (4 * MEAN_RADIUS))[:, None]
        boxes = np.concatenate((points.min(axis=1) - margin, points.max(axis=1) + margin), axis=1)
        return boxes, 1.0, 1.005

    def places(self) -> np.ndarray:
        """See TileGround.places."""
        return self.in_space(self._centres)

    def _sides(self) -> np.ndarray:
        bounds = self.geometries.bounds
        sides: np.ndarray = bounds[:, 2:] - bounds[:, :2]
        return sides

    def _farthest_north(self) -> np.ndarray:
        """Degrees of latitude from the equator that each tile reaches, north or south."""
        bounds = self.geometries.bounds
        return np.maximum(np.abs(bounds[:, 1]), np.abs(bounds[:, 3]))


class PolarGround(GlobeGround):
    """Tiles around a pole, in the plane of the Universal Polar Stereographic system.

    Args:
        geometries: outlines in that plane.
        crs_wkt: that coordinate system.
    """

    @property
    def is_true(self) -> bool:
        """See TileGround.is_true."""
        return False

    def scales_at(self, places: np.ndarray) -> np.ndarray:
        """See GlobeGround.scales_at."""
        here = self.in_space(places)
        aside = [self.in_space(places + step) for step in ((1.0, 0.0), (0.0, 1.0))]
        return np.stack([np.linalg.norm(there - here, axis=-1) for there in aside], axis=-1)

    def in_space(self, places: np.ndarray) -> np.ndarray:
        """See GlobeGround.in_space."""
        lons, lats = self._degrees(places.reshape(-1, 2))
        return np.stack(earth_centred(lons, lats), axis=-1).reshape(*places.shape[:-1], 3)

    def seam(self, metres: float) -> float | None:
        """See TileGround.seam; there is none around a pole."""
        return None

    def cells(self, size: float) -> np.ndarray:
        """See TileGround.cells; squares of the plane, as meridians come together at the pole."""
        return np.floor(self.geometries.centres() / size).astype(np.int64)

    def bends(self) -> np.ndarray:
        """See GlobeGround.bends; straight lines in this plane are nearly straight on the ground."""
        return np.zeros(len(self.geometries))

    def reach(self, metres: float) -> np.ndarray:
        """See TileGround.reach."""
        long = np.hypot(*(self._sides() * self.scales).T)
        margin = _MARGIN * (1 + (metres + long) / MEAN_RADIUS)
        return metres * margin[:, None] / self.scales
