"""How many metres one unit of a coordinate system is on the ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from ..errors import RasterError

# Projected systems whose units are within this share of true metres are taken at their word, so
# that 640 m in a UTM zone is 64 pixels of 10 m; Web Mercator away from the equator is not.
NOMINAL_TOLERANCE = 0.01
WGS84_A = 6378137.0
WGS84_E2 = 0.00669437999014


@dataclass(frozen=True)
class GroundScale:
    """Metres on the ground of one unit along x and along y, at one place."""

    x: float
    y: float

    def pixel_size(self, transform: Sequence[float]) -> tuple[float, float]:
        """Width and height in metres of a pixel of ``transform`` (a, b, c, d, e, f)."""
        a, b, _, d, e, _ = (float(v) for v in transform[:6])
        return math.hypot(a * self.x, d * self.y), math.hypot(b * self.x, e * self.y)


# Windows ask again and again for the same few images.
@lru_cache(maxsize=1024)
def measure_ground_scale(crs_wkt: str, x: float, y: float) -> GroundScale:
    """Measure the ground size of one unit of a coordinate system at x, y.

    Raises:
        RasterError: the coordinate system is missing or cannot be used at that place.
    """
    along_x, along_y = measure_ground_scales(crs_wkt, np.array([[x, y]], dtype=float))[0].tolist()
    return GroundScale(along_x, along_y)


def measure_ground_scales(crs_wkt: str, places: np.ndarray) -> np.ndarray:
    """Measure the ground size of one unit of a coordinate system at places.

    Lengths are chords on the WGS 84 ellipsoid, from earth-centred coordinates (Snyder, Map
    Projections: A Working Manual, 1987, equation 4-20 for the radius of curvature).

    Args:
        crs_wkt: the coordinate system.
        places: float64 (N, 2), x and y in it; at least one.

    Returns:
        float64 (N, 2), metres of one unit along x and along y.

    Raises:
        RasterError: the coordinate system is missing or cannot be used at one of the places.
    """
    from rasterio.crs import CRS

    ways, step = _neighbours(crs_wkt, places)
    crs = CRS.from_wkt(crs_wkt)
    scales = np.stack([np.linalg.norm(d, axis=-1) for d in ways], axis=-1) / step
    if crs.is_projected:
        nominal = crs.linear_units_factor[1]
        is_nominal = (abs(scales / nominal - 1) < NOMINAL_TOLERANCE).all(axis=1)
        scales[is_nominal] = nominal
    return scales


def measure_ground_areas(crs_wkt: str, places: np.ndarray) -> np.ndarray:
    """Measure the ground that a square of one unit a side covers, at places.

    Takes and raises what ``measure_ground_scales`` does; here units are never taken at their word,
    and need not stand at right angles on the ground.

    Returns:
        float64 (N,), square metres.
    """
    (right, up), step = _neighbours(crs_wkt, places)
    return np.asarray(np.linalg.norm(np.cross(right, up), axis=-1) / step**2)


def _neighbours(crs_wkt: str, places: np.ndarray) -> tuple[tuple[np.ndarray, np.ndarray], float]:
    """Ways on the ground, as (N, 3) metres, of a step along x and along y; and the step.

    Raises:
        RasterError: see ``measure_ground_scales``.
    """
    from rasterio.crs import CRS
    from rasterio.warp import transform

    if not crs_wkt:
        raise RasterError(
            "Metres need a coordinate system and the raster has none: assign one with "
            "Raster > Projections > Assign Projection, or give the value in pixels where that is "
            "offered."
        )
    x, y = places[0].tolist()
    try:
        crs = CRS.from_wkt(crs_wkt)
        step = 1e-4 if crs.is_geographic else 1.0
        moved = [places, places + (step, 0), places + (0, step)]
        xs, ys = np.concatenate(moved).T.tolist()
        lons, lats = np.array(transform(crs, CRS.from_epsg(4326), xs, ys)).reshape(2, 3, -1)
    except Exception as error:  # rasterio lets GDAL's errors through, which share no public class
        raise RasterError(
            "The coordinate system cannot be used for metres at {x:.10g}, {y:.10g} ({error}); "
            "reproject the layer first, or give the value in pixels where that is offered.",
            x=x,
            y=y,
            error=error,
        ) from error
    is_known = np.isfinite((*lons, *lats)).all(axis=0)
    if not is_known.all():
        x, y = places[is_known.argmin()].tolist()
        raise RasterError(
            "The place {x:.10g}, {y:.10g} lies outside its coordinate system's valid area; check "
            "the layer's coordinate system, or give the value in pixels where that is offered.",
            x=x,
            y=y,
        )
    here, *aside = np.stack(earth_centred(lons, lats), axis=-1)
    return (aside[0] - here, aside[1] - here), step


def earth_centred(
    lon: npt.ArrayLike, lat: npt.ArrayLike
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """X, y, z in metres from the centre of the earth; has no special places, poles included.

    Takes degrees on the WGS 84 ellipsoid, as numbers or arrays.
    """
    lam, phi = np.radians(lon), np.radians(lat)
    radius = WGS84_A / np.sqrt(1 - WGS84_E2 * np.sin(phi) ** 2)
    return (
        radius * np.cos(phi) * np.cos(lam),
        radius * np.cos(phi) * np.sin(lam),
        radius * (1 - WGS84_E2) * np.sin(phi),
    )


def scales_of_degrees(latitudes: np.ndarray) -> np.ndarray:
    """Float64 (N, 2): metres of one degree of longitude and of latitude on WGS 84 at latitudes."""
    phi = np.radians(latitudes)
    w = 1 - WGS84_E2 * np.sin(phi) ** 2
    along = WGS84_A * (1 - WGS84_E2) / w**1.5
    across = WGS84_A / np.sqrt(w) * np.cos(phi)
    return np.radians(np.stack((across, along), axis=-1))
