"""Outlines of tiles on the globe, as GeoJSON has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_HALF, _WHOLE = 180.0, 360.0
_DIGITS = 7


@dataclass(frozen=True)
class Outline:
    """Where a tile lies.

    Attributes:
        geometry: GeoJSON in degrees of WGS 84, or None where it has no place there.
        box: west, south, east and north, of which west is the greater one across 180 degrees;
            None without a place.
    """

    geometry: dict[str, Any] | None
    box: list[float] | None


def to_degrees(crs_wkt: str, corners: np.ndarray) -> np.ndarray:
    """Longitude and latitude, of the shape (N, points, 2) of ``corners``.

    What has no place on the globe is not finite.

    Args:
        crs_wkt: coordinate system of the corners.
        corners: x and y.
    """
    from rasterio.crs import CRS
    from rasterio.warp import transform

    x, y = corners[..., 0].ravel().tolist(), corners[..., 1].ravel().tolist()
    found = transform(CRS.from_wkt(crs_wkt), CRS.from_epsg(4326), x, y)
    return np.stack([np.asarray(values) for values in found], axis=-1).reshape(corners.shape)


def draw_outline(corners: np.ndarray) -> Outline:
    """The outline of a tile; its corners (4, 2) are degrees, in either sense of rotation."""
    if not np.isfinite(corners).all():
        return Outline(None, None)
    x, y = np.round(corners, _DIGITS).T
    if x.max() - x.min() <= _HALF:
        geometry = {"type": "Polygon", "coordinates": [_ring(x, y)]}
        return Outline(geometry, [float(v) for v in (x.min(), y.min(), x.max(), y.max())])
    # GeoJSON wants what crosses 180 degrees in two parts.
    return _cut(np.where(x < 0, x + _WHOLE, x), y)


def _cut(x: np.ndarray, y: np.ndarray) -> Outline:
    from shapely.geometry import Polygon, box

    whole = Polygon(np.stack((x, y), axis=-1).tolist())
    parts = []
    for left in (0.0, _HALF):
        half = whole.intersection(box(left, -90, left + _HALF, 90))
        if half.geom_type == "Polygon" and not half.is_empty:
            points = np.asarray(half.exterior.coords)[:-1]
            own = points[:, 0] - (_WHOLE if left else 0)
            parts.append([_ring(np.round(own, _DIGITS), np.round(points[:, 1], _DIGITS))])
    return Outline(
        {"type": "MultiPolygon", "coordinates": parts},
        [float(x.min()), float(y.min()), round(float(x.max()) - _WHOLE, _DIGITS), float(y.max())],
    )


def _ring(x: np.ndarray, y: np.ndarray) -> list[list[float]]:
    """A closed ring that runs against the clock."""
    points = np.stack((x, y), axis=-1)
    area = float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))
    found: list[list[float]] = (points if area > 0 else points[::-1]).tolist()
    return [*found, found[0]]
