"""Which coordinate system in metres suits an area best."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import GridError, RasterError
from ..geometry.repair import parts_of
from .scale import measure_ground_scale

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# UTM is defined from 80 degrees south to 84 degrees north; beyond, UPS takes over (Snyder, Map
# Projections: A Working Manual, 1987, pages 57 and 157).
_UTM_SOUTH, _UTM_NORTH = -80.0, 84.0
_UPS = {True: 5041, False: 5042}
# Larger shapes are cut into cells of so many degrees before their centres are averaged.
_CELL = 10.0
_STEPS = 5


@dataclass(frozen=True)
class MetricZone:
    """A coordinate system in metres: its EPSG number and what people call it."""

    epsg: int
    name: str


def zone_of_place(longitude: float, latitude: float) -> MetricZone:
    """The UTM zone of a place on WGS 84, or UPS beyond 84 degrees north and 80 degrees south.

    Zones are 6 degrees wide and hold their western edge. The exceptions around Norway and Svalbard
    are military custom and are left out, as they are from EPSG's areas of use.
    """
    is_north = latitude >= 0
    if not _UTM_SOUTH <= latitude < _UTM_NORTH:
        return MetricZone(_UPS[is_north], f"UPS {'north' if is_north else 'south'}")
    number = int(math.floor((longitude + 180) / 6)) % 60 + 1
    return MetricZone(
        (32600 if is_north else 32700) + number, f"UTM zone {number}{'N' if is_north else 'S'}"
    )


def zone_of_area(area: BaseGeometry) -> MetricZone:
    """The zone of the middle of an area on the globe.

    Args:
        area: valid shapely polygon or multipolygon, longitude and latitude in degrees. Parts on
            both sides of the antimeridian count where they are.

    Raises:
        GridError: the area is so spread out that it has no middle, or lies beyond the poles.
    """
    left, bottom, right, top = area.bounds
    if bottom < -90.001 or top > 90.001:
        raise GridError(
            "The area of interest reaches from {bottom:.6g} to {top:.6g} degrees of latitude; "
            "check its coordinate system.",
            bottom=bottom,
            top=top,
        )
    total = [0.0, 0.0, 0.0]
    weight = 0.0
    for piece in _small_pieces(area):
        centre = piece.centroid
        lam, phi = math.radians(centre.x), math.radians(centre.y)
        size = piece.area * math.cos(phi)
        point = (math.cos(phi) * math.cos(lam), math.cos(phi) * math.sin(lam), math.sin(phi))
        total = [t + size * p for t, p in zip(total, point)]
        weight += size
    x, y, z = total
    if not math.hypot(x, y, z) > 0.05 * weight:
        raise GridError(
            "The area of interest is spread over the whole globe, so no zone in metres fits it; "
            "make a grid for each part of it."
        )
    latitude = math.degrees(math.atan2(z, math.hypot(x, y)))
    return zone_of_place(math.degrees(math.atan2(y, x)), latitude)


def _small_pieces(area: BaseGeometry) -> Iterator[BaseGeometry]:
    from shapely.geometry import box

    for part in parts_of(area):
        left, bottom, right, top = part.bounds
        if right - left <= _CELL and top - bottom <= _CELL:
            yield part
            continue
        for col in range(math.floor(left / _CELL), math.ceil(right / _CELL)):
            for row in range(math.floor(bottom / _CELL), math.ceil(top / _CELL)):
                cell = box(col * _CELL, row * _CELL, (col + 1) * _CELL, (row + 1) * _CELL)
                piece = part.intersection(cell)
                if piece.area > 0:
                    yield piece


def measure_distortion(crs_wkt: str, bounds: tuple[float, float, float, float]) -> float:
    """Largest relative error of a metre within bounds; 0 while it stays below 1 %.

    Infinite where the coordinate system ends before the bounds do.
    """
    left, bottom, right, top = bounds
    worst = 0.0
    for i in range(_STEPS):
        for j in range(_STEPS):
            x = left + (right - left) * i / (_STEPS - 1)
            y = bottom + (top - bottom) * j / (_STEPS - 1)
            try:
                scale = measure_ground_scale(crs_wkt, x, y)
            except RasterError:
                return math.inf
            worst = max(worst, abs(scale.x - 1), abs(scale.y - 1))
    return worst
