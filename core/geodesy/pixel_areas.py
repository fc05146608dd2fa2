"""How much ground each pixel of a raster covers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import RasterError
from .scale import WGS84_A, WGS84_E2, measure_ground_areas

# Nodes along each side of a raster whose pixels' size is measured; between them it is interpolated.
_STEPS = 128
# Of projected systems whose units are true metres, or nearly so, areas are taken at their word.
_NOMINAL = 0.02


class PixelAreas:
    """Square metres of each pixel, for any window of a raster.

    Geographic rasters with north up have the exact area of each row on the WGS 84 ellipsoid.
    Projected systems in true metres (UTM, national grids) are taken at their word, as elsewhere;
    others, such as Web Mercator, are measured on a net of places. Without a coordinate system a
    pixel counts 1.

    Args:
        transform: six affine coefficients.
        width: columns of the raster.
        height: rows of the raster.
        crs_wkt: coordinate system, empty when there is none.

    Attributes:
        is_known: whether areas are square metres, and not mere pixels.

    Raises:
        RasterError: the coordinate system cannot be used there.
    """

    def __init__(self, transform: Sequence[float], width: int, height: int, crs_wkt: str) -> None:
        a, b, _, d, e, f = (float(v) for v in transform[:6])
        self.is_known = bool(crs_wkt)
        self._constant: float | None = None
        self._rows: np.ndarray | None = None
        self._size = (width, height)
        if not crs_wkt:
            self._constant = 1.0
            return
        from rasterio.crs import CRS

        crs = CRS.from_wkt(crs_wkt)
        if crs.is_geographic and b == 0 and d == 0:
            edges = f + e * np.arange(height + 1)
            if np.abs(edges).max() > 90 + 1e-9:
                raise RasterError(
                    "The raster reaches latitude {latitude:.10g}, which does not exist; check its "
                    "coordinate system.",
                    latitude=float(edges[np.abs(edges).argmax()]),
                )
            self._rows = abs(np.radians(a)) * np.abs(np.diff(_zone_areas(edges)))
            return
        cols, rows = np.linspace(0, width, _STEPS + 1), np.linspace(0, height, _STEPS + 1)
        x, y = (v.ravel() for v in np.meshgrid(cols, rows))
        places = np.stack((a * x + b * y + transform[2], d * x + e * y + f), axis=-1)
        own = abs(a * e - b * d)
        nodes = own * measure_ground_areas(crs_wkt, places)
        if crs.is_projected:
            nominal = own * crs.linear_units_factor[1] ** 2
            if (np.abs(nodes / nominal - 1) < _NOMINAL).all():
                self._constant = nominal
                return
        self._nodes = nodes.reshape(len(rows), len(cols))

    @property
    def constant(self) -> float | None:
        """Square metres of every pixel; None where they differ."""
        return self._constant

    @property
    def in_middle(self) -> float:
        """Square metres of the pixel in the middle of the raster."""
        columns, rows = self._size
        return float(self.of_window((columns // 2, rows // 2, 1, 1))[0, 0])

    def of_window(self, window: Sequence[int]) -> np.ndarray:
        """float64 that goes with the pixels (height, width) of a window, broadcast.

        Args:
            window: column offset, row offset, width, height.
        """
        col, row, width, height = (int(v) for v in window)
        if self._constant is not None:
            return np.full((1, 1), self._constant)
        if self._rows is not None:
            return self._rows[row : row + height, None]
        return self._interpolate(col + 0.5 + np.arange(width), row + 0.5 + np.arange(height))

    def _interpolate(self, cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
        across = cols * _STEPS / self._size[0]
        down = rows * _STEPS / self._size[1]
        left = np.minimum(across.astype(int), _STEPS - 1)
        top = np.minimum(down.astype(int), _STEPS - 1)
        u, v = (across - left)[None], (down - top)[:, None]
        nodes = self._nodes
        low = nodes[top][:, left] * (1 - u) + nodes[top][:, left + 1] * u
        high = nodes[top + 1][:, left] * (1 - u) + nodes[top + 1][:, left + 1] * u
        return np.asarray(low * (1 - v) + high * v)


def _zone_areas(latitudes: np.ndarray) -> np.ndarray:
    """Square metres between the equator and parallels, of a sector of one radian.

    Snyder, Map Projections: A Working Manual (1987), equation 3-12: half of b squared times q.
    """
    sine, ecc = np.sin(np.radians(np.clip(latitudes, -90, 90))), np.sqrt(WGS84_E2)
    q = sine / (1 - WGS84_E2 * sine**2) + np.arctanh(ecc * sine) / ecc
    return np.asarray(WGS84_A**2 * (1 - WGS84_E2) / 2 * q)
