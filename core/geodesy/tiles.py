"""Where tiles are on the ground, in metres, whatever their coordinate system."""

from __future__ import annotations

import math

import numpy as np

from ..errors import RasterError, SplitError
from ..geometry.outlines import TileGeometries
from .scale import GroundScale, earth_centred, measure_ground_scale

# Places along each side of the extent where the size of a unit is measured; between them it is
# interpolated. 16 steps over the whole globe are wrong by 0.5 % at most.
_STEPS = 16
# Scales that differ less than this over the extent count as one.
_FLAT = 0.001
_METRES_PER_DEGREE = math.pi / 180 * 6371008.8
_LEAST_COSINE = 1e-3
# Scales of two tiles may differ from each other's; what is near is looked for a little farther.
_MARGIN = 1.02


class TileGround:
    """Sizes and places of tiles in metres.

    Systems whose units are true metres (UTM, national grids) are taken at their word. In others
    (degrees, Web Mercator) a unit has a size of its own at each place.

    Args:
        geometries: outlines of the tiles.
        crs_wkt: their coordinate system; empty when there is none.
    """

    def __init__(self, geometries: TileGeometries, crs_wkt: str) -> None:
        self.geometries = geometries
        self.crs_wkt = crs_wkt
        bounds = geometries.bounds
        self.extent = (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
        self._centre_scale: GroundScale | None = None
        self._scales: np.ndarray | None = None

    @property
    def has_metres(self) -> bool:
        """Whether there is a coordinate system at all."""
        return bool(self.crs_wkt)

    def require_metres(self) -> None:
        """Refuse tiles without a coordinate system.

        Raises:
            SplitError: there is none.
        """
        if not self.crs_wkt:
            raise SplitError(
                "Distances in metres need tiles with a coordinate system, and the tile layer has "
                "none; assign one (right-click the layer, Layer CRS)."
            )

    @property
    def centre_scale(self) -> GroundScale:
        """Metres of one unit in the middle of the tiles.

        Raises:
            SplitError: there is no coordinate system.
        """
        if self._centre_scale is None:
            self.require_metres()
            x0, y0, x1, y1 = self.extent
            self._centre_scale = measure_ground_scale(self.crs_wkt, (x0 + x1) / 2, (y0 + y1) / 2)
        return self._centre_scale

    @property
    def is_true(self) -> bool:
        """Whether one unit is the same number of metres everywhere."""
        from rasterio.crs import CRS

        crs = CRS.from_wkt(self.crs_wkt) if self.has_metres else None
        if crs is None or not crs.is_projected:
            return False
        scale, nominal = self.centre_scale, crs.linear_units_factor[1]
        return scale.x == scale.y == nominal

    @property
    def scales(self) -> np.ndarray:
        """Float64 (N, 2): metres of one unit along x and y at each tile."""
        if self._scales is None:
            centre = np.array([self.centre_scale.x, self.centre_scale.y])
            count = len(self.geometries)
            if self.is_true:
                self._scales = np.broadcast_to(centre, (count, 2))
            else:
                self._scales = self._interpolate(centre)
        return self._scales

    def size(self) -> tuple[float, float]:
        """Width and height of the tiles' extent in metres."""
        x0, y0, x1, y1 = self.extent
        return (x1 - x0) * self.centre_scale.x, (y1 - y0) * self.centre_scale.y

    def tile_side(self) -> float:
        """Median side of a tile in metres."""
        bounds = self.geometries.bounds
        sides = (bounds[:, 2:] - bounds[:, :2]) * self.scales
        return float(np.median(np.sqrt(sides.prod(axis=1))))

    def plane(self) -> np.ndarray:
        """Float64 (N, 2): centres of the tiles in metres, from the lower left of their extent.

        Without a coordinate system units stand for metres.
        """
        centres = self.geometries.centres() - np.array(self.extent[:2])
        if not self.has_metres:
            return centres
        return centres * (self.centre_scale.x, self.centre_scale.y)

    def places(self) -> np.ndarray:
        """Centres of the tiles as float64 (N, 2) or (N, 3), whose distances are metres."""
        return self.plane()

    def reach(self, metres: float) -> np.ndarray:
        """Float64 (N, 2): units along x and y that are at least so many metres near each tile."""
        return metres * _MARGIN / np.maximum(self.scales, 1e-9)

    def seam(self, metres: float) -> float | None:
        """The meridian on both sides of which neighbours nearer than this are missed, if any."""
        return None

    def search_boxes(self) -> tuple[np.ndarray, float, float]:
        """Boxes around tiles whose distances are bounds on metres.

        Returns:
            float64 (N, 4), least and greatest place along each axis, or (N, 6); the part of the
            least distance of two boxes that tiles keep for sure, and the multiple of their greatest
            distance that tiles do not exceed.
        """
        scale = np.array([self.centre_scale.x, self.centre_scale.y])
        # Scales of places differ from the centre's; bounds on distances leave room for that.
        ratio = self.scales / scale
        boxes = self.geometries.bounds * np.tile(scale, 2)
        return boxes, float(ratio.min()), float(ratio.max())

    def cells(self, size: float) -> np.ndarray:
        """Int64 (N, 2): column and row of the square of ``size`` metres that holds each centre.

        Squares are counted from the origin of the coordinate system, not from the first tile, so
        that tiles added elsewhere do not move them. Where units are no true metres, rows are
        parallels, and in each row the squares are as wide as its middle latitude wants.
        """
        centres = self.geometries.centres()
        if self.is_true:
            return np.floor(centres * self.centre_scale.x / size).astype(np.int64)
        lons, lats = self._degrees(centres)
        rows = np.floor(lats * _METRES_PER_DEGREE / size)
        middle = np.radians((rows + 0.5) * size / _METRES_PER_DEGREE)
        width = _METRES_PER_DEGREE * np.maximum(np.cos(middle), _LEAST_COSINE)
        return np.stack((np.floor(lons * width / size), rows), axis=1).astype(np.int64)

    def _degrees(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        from rasterio.crs import CRS
        from rasterio.warp import transform

        crs = CRS.from_wkt(self.crs_wkt)
        if crs.is_geographic:
            return xy[:, 0], xy[:, 1]
        lons, lats = transform(crs, CRS.from_epsg(4326), xy[:, 0], xy[:, 1])
        lons, lats = np.asarray(lons), np.asarray(lats)
        if not (np.isfinite(lons).all() and np.isfinite(lats).all()):
            raise RasterError(
                "Some tiles lie outside the valid area of their coordinate system; check it."
            )
        return lons, lats

    def _interpolate(self, centre: np.ndarray) -> np.ndarray:
        x0, y0, x1, y1 = self.extent
        xs, ys = np.linspace(x0, x1, _STEPS + 1), np.linspace(y0, y1, _STEPS + 1)
        nodes = self._measure(xs, ys, centre)
        spread = nodes.max(axis=(0, 1)) / nodes.min(axis=(0, 1)) - 1
        count = len(self.geometries)
        if (spread < _FLAT).all():
            return np.broadcast_to(centre, (count, 2))
        places = self.geometries.centres()
        return _bilinear(nodes, xs, ys, places)

    def _measure(self, xs: np.ndarray, ys: np.ndarray, centre: np.ndarray) -> np.ndarray:
        """Float64 (rows, columns, 2): metres a unit at each node; the centre's where unknown."""
        from rasterio.crs import CRS
        from rasterio.warp import transform

        crs = CRS.from_wkt(self.crs_wkt)
        step = 1e-4 if crs.is_geographic else 1.0
        x, y = (v.ravel() for v in np.meshgrid(xs, ys))
        count = len(x)
        lons, lats = transform(
            crs,
            CRS.from_epsg(4326),
            np.concatenate((x, x + step, x)),
            np.concatenate((y, y, y + step)),
        )
        places = np.stack(earth_centred(np.array(lons), np.array(lats)), axis=1)
        here, right, up = places[:count], places[count : 2 * count], places[2 * count :]
        along = np.stack(
            (np.linalg.norm(right - here, axis=1), np.linalg.norm(up - here, axis=1)), axis=1
        )
        along /= step
        usable = np.isfinite(along).all(axis=1) & (along > 0).all(axis=1)
        along[~usable] = centre
        return along.reshape(len(ys), len(xs), 2)


def _bilinear(nodes: np.ndarray, xs: np.ndarray, ys: np.ndarray, at: np.ndarray) -> np.ndarray:
    steps = len(xs) - 1
    across = _fraction(at[:, 0], xs[0], xs[-1], steps)
    up = _fraction(at[:, 1], ys[0], ys[-1], steps)
    col, row = across.astype(np.int64), up.astype(np.int64)
    col, row = np.minimum(col, steps - 1), np.minimum(row, steps - 1)
    u, v = (across - col)[:, None], (up - row)[:, None]
    low = nodes[row, col] * (1 - u) + nodes[row, col + 1] * u
    high = nodes[row + 1, col] * (1 - u) + nodes[row + 1, col + 1] * u
    return low * (1 - v) + high * v


def _fraction(values: np.ndarray, least: float, last: float, steps: int) -> np.ndarray:
    return np.clip((values - least) / max(last - least, 1e-300), 0, 1) * steps
