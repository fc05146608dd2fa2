"""Parts of objects: clipped, on thousandths of a pixel, and measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.repair import parts_of, polygonal_part, repair_polygon
from .tile_object import Part

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Coordinates are rounded to this part of a pixel, so that files of every layout agree.
STEPS = 1000
# Square pixels for each pixel of outline from which on an outline has the centre of a pixel in it.
WIDE = 0.75
# What is less in square pixels is a line.
LEAST = 1e-6
Ring = tuple[np.ndarray, bool]


def _parts_of_rings(rings: Sequence[Ring]) -> list[list[np.ndarray]]:
    parts: list[list[np.ndarray]] = []
    for ring, is_hole in rings:
        if is_hole:
            parts[-1].append(ring)
        else:
            parts.append([ring])
    return parts


def _polygon_of(rings: Sequence[Ring]) -> BaseGeometry:
    from shapely.geometry import MultiPolygon, Polygon

    parts = [Polygon(part[0], part[1:]) for part in _parts_of_rings(rings)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def parts_inside(rings: Sequence[Ring], inside: np.ndarray) -> tuple[list[list[np.ndarray]], float]:
    """Parts inside a rectangle, and their share of the whole."""
    from shapely.geometry import box

    shells = np.concatenate([ring for ring, is_hole in rings if not is_hole])
    if (shells.min(axis=0) >= inside[:2]).all() and (shells.max(axis=0) <= inside[2:]).all():
        return _parts_of_rings(rings), 1.0
    if inside[2] <= inside[0] or inside[3] <= inside[1] or not np.isfinite(shells).all():
        return [], 0.0
    polygon = repair_polygon(_polygon_of(rings))
    common = polygonal_part(polygon.intersection(box(*inside)))
    parts = [
        [np.array(ring.coords)[:-1] for ring in (part.exterior, *part.interiors)]
        for part in parts_of(common)
        if not part.is_empty
    ]
    return parts, min(1.0, common.area / polygon.area) if polygon.area else 0.0


def snap(part: Sequence[np.ndarray]) -> list[np.ndarray] | None:
    """A part on thousandths of a pixel; None when nothing is left of its shell."""
    rings = [_without_repeats(np.round(ring * STEPS) / STEPS) for ring in part]
    shell, *holes = rings
    return None if len(shell) < 3 else [shell, *(hole for hole in holes if len(hole) > 2)]


def _without_repeats(ring: np.ndarray) -> np.ndarray:
    is_new = np.ones(len(ring), dtype=bool)
    is_new[1:] = (ring[1:] != ring[:-1]).any(axis=1)
    is_new[0] = (ring[0] != ring[-1]).any()
    return ring[is_new] + 0.0


def ring_area(ring: np.ndarray) -> float:
    """Area of a ring of float64 (points, 2), never below 0."""
    # The first point is 0, 0, and so is what the last edge would add.
    cols, rows = (ring - ring[0]).T
    return float(abs(cols[:-1] @ rows[1:] - rows[:-1] @ cols[1:])) / 2


def shows(part: Part, area: float) -> bool:
    """Whether the centre of a pixel lies in a part; masks of the others would be empty."""
    ring = part[0]
    steps = np.diff(ring, axis=0, append=ring[:1])
    if area >= WIDE * float(np.hypot(steps[:, 0], steps[:, 1]).sum()):
        return True
    # Of most slivers the box itself has none.
    left, top = np.ceil(ring.min(axis=0) - 0.5).astype(int).tolist()
    right, bottom = np.floor(ring.max(axis=0) - 0.5).astype(int).tolist()
    centres = [(x + 0.5, y + 0.5) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    if not centres:
        return False
    from shapely.geometry import MultiPoint, Polygon

    return bool(Polygon(ring, part[1:]).intersects(MultiPoint(centres)))


def part_area(part: Part) -> float:
    """Area of a polygon in square pixels, its holes taken off."""
    shell, *holes = part
    return ring_area(shell) - sum(map(ring_area, holes))


def oriented_box(rings: Sequence[Ring]) -> np.ndarray:
    """Corners of the smallest rotated rectangle around all shells, float64 (4, 2)."""
    from shapely.geometry import MultiPoint

    points = np.concatenate([ring for ring, is_hole in rings if not is_hole])
    found = MultiPoint(points).minimum_rotated_rectangle
    if found.geom_type != "Polygon":
        left, top, right, bottom = found.bounds
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    return np.array(found.exterior.coords)[:4]
