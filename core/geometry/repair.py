"""Making polygons of unknown quality fit for overlay."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .plain_rings import are_plain

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def repair_polygons(wkb: Sequence[bytes]) -> tuple[list[BaseGeometry], list[int], int]:
    """Parse polygons and repair invalid ones (a self-crossing ring keeps all that it encloses).

    Args:
        wkb: 2D geometries as well-known binary.

    Returns:
        shapely polygons and multipolygons, the index each came from, and how many were repaired.
        What has no area at all is left out, and so is what is not a geometry: rings of two points
        or that do not end where they begin, and corners that are not numbers.
    """
    polygons, origins, repaired = [], [], 0
    for i, data in enumerate(wkb):
        polygon = parse_wkb(data)
        if polygon is None:
            continue
        if not polygon.is_valid:
            polygon = repair_polygon(polygon)
            repaired += 1
        polygon = polygonal_part(polygon)
        if polygon.area > 0:
            polygons.append(polygon)
            origins.append(i)
    return polygons, origins, repaired


def parse_wkb(data: bytes) -> BaseGeometry | None:
    """A shapely geometry of well-known binary, or None where it is none on the ground.

    That is what GEOS refuses to read, and what has coordinates that are no numbers or endless.
    """
    from shapely import wkb
    from shapely.errors import ShapelyError

    try:
        geometry = wkb.loads(data)
    except ShapelyError:
        return None
    # Bounds pass over corners that are no numbers; lengths do not, and those of points are 0.
    numbers = (geometry.length,) if geometry.length or geometry.is_empty else geometry.bounds
    return geometry if all(map(math.isfinite, numbers)) else None


def parse_outline(data: bytes) -> BaseGeometry | None:
    """The same for polygons, whose rings need three corners: not all versions of GEOS mind."""
    polygon = parse_wkb(data)
    if polygon is None or polygon.is_empty:
        return polygon
    parts = getattr(polygon, "geoms", [polygon])
    rings = (ring for part in parts for ring in (part.exterior, *part.interiors))
    return polygon if all(len(ring.coords) > 3 for ring in rings) else None


def parts_of(polygon: BaseGeometry) -> Sequence[BaseGeometry]:
    """The polygons of a multipolygon, or the one that it is."""
    return [polygon] if polygon.geom_type == "Polygon" else list(polygon.geoms)


def repair_polygon(polygon: BaseGeometry) -> BaseGeometry:
    """A valid polygon or multipolygon of the same ground; one that encloses none stays as it is."""
    from shapely.validation import make_valid

    if polygon.is_valid:
        return polygon
    repaired = polygonal_part(make_valid(polygon))
    return polygon if repaired.is_empty else repaired


def polygonal_part(geometry: BaseGeometry) -> BaseGeometry:
    """The polygon or multipolygon in a geometry of any type, without its points and lines."""
    from shapely.geometry import MultiPolygon

    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [
        polygon
        for part in getattr(geometry, "geoms", [])
        if part.geom_type in ("Polygon", "MultiPolygon")
        for polygon in parts_of(part)
    ]
    return MultiPolygon(parts)


def repair_wkb(wkb: Sequence[bytes]) -> tuple[list[bytes], list[int], int]:
    """The same, from well-known binary to well-known binary; valid polygons keep their bytes."""
    good, origins, repaired = [], [], 0
    # Most shapes on maps are plain, and a library looks at one after the other.
    for i, (data, is_plain) in enumerate(zip(wkb, are_plain(wkb).tolist())):
        if is_plain:
            good.append(data)
            origins.append(i)
            continue
        polygon = parse_wkb(data)
        if polygon is None:
            continue
        if polygon.geom_type in ("Polygon", "MultiPolygon") and polygon.is_valid:
            if polygon.area > 0:
                good.append(data)
                origins.append(i)
            continue
        made, _, count = repair_polygons([data])
        repaired += count
        good.extend(polygon.wkb for polygon in made)
        origins.extend(i for _ in made)
    return good, origins, repaired
