"""Polygons cut by rectangles, for the area that is shared and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from .repair import parts_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Ring = tuple[list[float], list[float]]
Box = tuple[float, float, float, float]


class ClippedRings:
    """What of a polygon lies in a rectangle, ring by ring.

    Rings are clipped one side at a time (I. Sutherland and G. Hodgman, "Reentrant polygon
    clipping", 1974). Where a ring leaves the rectangle and comes back, what is left runs along the
    side forth and back: no outline to draw, but of the right area.

    Args:
        rings: x and y of each ring's corners, without the last that closes it.
        signs: 1 for outer rings, -1 for holes.
        box: least x, least y, greatest x, greatest y that the rings are within.
    """

    def __init__(self, rings: Sequence[Ring], signs: Sequence[int], box: Box) -> None:
        self._rings, self._signs, self._box = rings, signs, box

    @classmethod
    def of_polygon(cls, polygon: BaseGeometry) -> ClippedRings:
        """A shapely polygon or multipolygon as it is."""
        rings, signs = [], []
        for part in parts_of(polygon):
            for ring, sign in ((part.exterior, 1), *((hole, -1) for hole in part.interiors)):
                xs, ys = ring.coords.xy
                rings.append((list(xs[:-1]), list(ys[:-1])))
                signs.append(sign)
        return cls(rings, signs, polygon.bounds)

    def clip(self, box: Box) -> ClippedRings:
        """What lies in a rectangle too."""
        left, bottom, right, top = self._box
        rings, signs = [], []
        for ring, sign in zip(self._rings, self._signs):
            xs, ys = _clip(ring, self._box, box)
            if len(xs) > 2:
                rings.append((xs, ys))
                signs.append(sign)
        inside = (max(left, box[0]), max(bottom, box[1]), min(right, box[2]), min(top, box[3]))
        return ClippedRings(rings, signs, inside)

    @property
    def rings(self) -> Sequence[Ring]:
        """X and y of each ring's corners."""
        return self._rings

    @property
    def area(self) -> float:
        """Square units, holes taken off."""
        return sum(s * _ring_area(xs, ys) for s, (xs, ys) in zip(self._signs, self._rings))


def _clip(ring: Ring, old: Box, new: Box) -> Ring:
    """Cut at those sides of the new box that lie inside the old one."""
    xs, ys = ring
    if new[0] > old[0] and xs:
        xs, ys = _clip_side(xs, ys, new[0], 1)
    if new[2] < old[2] and xs:
        xs, ys = _clip_side(xs, ys, new[2], -1)
    if new[1] > old[1] and xs:
        ys, xs = _clip_side(ys, xs, new[1], 1)
    if new[3] < old[3] and xs:
        ys, xs = _clip_side(ys, xs, new[3], -1)
    return xs, ys


def _clip_side(along: list[float], across: list[float], limit: float, sign: int) -> Ring:
    """The part of a ring beyond (sign 1) or before (-1) a limit of one coordinate."""
    kept_along, kept_across = [], []
    last, last_across = along[-1], across[-1]
    last_in = (last - limit) * sign >= 0
    for a, b in zip(along, across):
        is_in = (a - limit) * sign >= 0
        if is_in != last_in:
            kept_along.append(limit)
            kept_across.append(last_across + (limit - last) / (a - last) * (b - last_across))
        if is_in:
            kept_along.append(a)
            kept_across.append(b)
        last, last_across, last_in = a, b, is_in
    return kept_along, kept_across


def _ring_area(xs: list[float], ys: list[float]) -> float:
    # Coordinates relative to a corner keep the digits that large northings would eat.
    x0, y0 = xs[0], ys[0]
    total, x, y = 0.0, 0.0, 0.0
    for corner_x, corner_y in zip(xs, ys):
        next_x, next_y = corner_x - x0, corner_y - y0
        total += x * next_y - next_x * y
        x, y = next_x, next_y
    return abs(total) / 2
