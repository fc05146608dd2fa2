"""Cutting an area into random rectangles."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GridError
from .repair import parts_of, polygonal_part

if TYPE_CHECKING:
    from shapely.geometry import LinearRing
    from shapely.geometry.base import BaseGeometry

LARGEST_VARIANCE = 0.49
_MOST_TILES = 5_000_000
Bounds = tuple[float, float, float, float]


def partition_area(
    area: BaseGeometry, max_size: float, variance: float, seed: int
) -> Iterator[tuple[Bounds, BaseGeometry]]:
    """Cut the bounding rectangle of an area in two, again and again, until every part is small.

    Each cut halves the longer side, give or take ``variance`` of it. Rectangles that share no
    ground with the area are left out.

    Args:
        area: valid shapely polygon or multipolygon in metres.
        max_size: longest side in metres.
        variance: 0 halves exactly; 0.49 cuts almost anywhere.
        seed: chooses the cuts.

    Yields:
        Bounds of a rectangle, and the part of the area in it. Parts of neighbours share the very
        same coordinates along a cut, so that together they are the area without gap or overlap.

    Raises:
        GridError: a size, variance or number of tiles that makes no sense.
    """
    if not max_size > 0 or not math.isfinite(max_size):
        raise GridError(
            "{MAX_SIZE} is {max_size:g} metres; it must be more than 0.", max_size=max_size
        )
    if not 0 <= variance <= LARGEST_VARIANCE:
        raise GridError(
            "{VARIANCE} is {variance:g}; it is a share of a side from 0 to {largest_variance}.",
            variance=variance,
            largest_variance=LARGEST_VARIANCE,
        )
    bounds = _whole_metres(area)
    count = fewest_tiles(area, max_size)
    if count > _MOST_TILES:
        raise GridError(
            "{MAX_SIZE} of {max_size:g} m would cut the area into more than {count} tiles; "
            "choose a larger one.",
            max_size=max_size,
            count=count,
        )
    waiting = [(bounds, area, "")]
    while waiting:
        (left, bottom, right, top), piece, path = waiting.pop()
        width, height = right - left, top - bottom
        if max(width, height) <= max_size:
            yield (left, bottom, right, top), piece
            continue
        axis = 0 if width >= height else 1
        low, size = ((left, width), (bottom, height))[axis]
        cut = low + size * (0.5 + variance * (2 * draw_share(seed, path) - 1))
        first, second = split_at(piece, axis, cut)
        if axis == 0:
            parts = [((cut, bottom, right, top), second), ((left, bottom, cut, top), first)]
        else:
            # The northern part comes first.
            parts = [((left, bottom, right, cut), first), ((left, cut, right, top), second)]
        waiting.extend(
            (box, part, path + side) for (box, part), side in zip(parts, "10") if part.area > 0
        )


def fewest_tiles(area: BaseGeometry, max_size: float) -> int:
    """How many rectangles the bounding one of an area is cut into, or more; see partition_area."""
    left, bottom, right, top = _whole_metres(area)
    return int(min((right - left) * (top - bottom) / max_size / max_size, 1e18))


def _whole_metres(area: BaseGeometry) -> Bounds:
    # So that another version of the projection gives the same cuts.
    left, bottom, right, top = area.bounds
    return (
        float(math.floor(left)),
        float(math.floor(bottom)),
        float(math.ceil(right)),
        float(math.ceil(top)),
    )


def draw_share(seed: int, key: str) -> float:
    """A number from 0 to 1 (exclusive), the same on every platform and in every version."""
    digest = hashlib.sha256(f"{seed}/{key}".encode()).digest()
    # 53 bits are what a double holds.
    return (int.from_bytes(digest[:7], "big") >> 3) / (1 << 53)


def split_at(area: BaseGeometry, axis: int, cut: float) -> tuple[BaseGeometry, BaseGeometry]:
    """The parts of an area below and above a coordinate, with the same points on the cut.

    Args:
        area: valid shapely polygon or multipolygon.
        axis: 0 cuts at x, 1 at y.
        cut: the coordinate.
    """
    from shapely.geometry import MultiPolygon, Polygon, box

    left, bottom, right, top = area.bounds
    empty = MultiPolygon([])
    if cut <= (left, bottom)[axis]:
        return empty, area
    if cut >= (right, top)[axis]:
        return area, empty
    # Both sides meet the outline in points that are there already, instead of each finding its own.
    noded = MultiPolygon(
        [
            Polygon(
                _with_crossings(part.exterior, axis, cut),
                [_with_crossings(ring, axis, cut) for ring in part.interiors],
            )
            for part in parts_of(area)
        ]
    )
    # The frames reach past the area, so that only the cut itself meets it.
    margin = 1 + max(right - left, top - bottom)
    frame = [left - margin, bottom - margin, right + margin, top + margin]
    below, above = list(frame), list(frame)
    below[2 + axis] = above[axis] = cut
    return (
        polygonal_part(noded.intersection(box(*below))),
        polygonal_part(noded.intersection(box(*above))),
    )


def _with_crossings(ring: LinearRing, axis: int, cut: float) -> np.ndarray:
    """Coordinates of a ring with a point wherever it crosses the cut."""
    points = np.asarray(ring.coords)[:, :2]
    offset = points[:, axis] - cut
    crossing = np.flatnonzero(offset[:-1] * offset[1:] < 0)
    if not len(crossing):
        return points
    start, end = points[crossing], points[crossing + 1]
    share = offset[crossing] / (offset[crossing] - offset[crossing + 1])
    other = 1 - axis
    new = np.empty_like(start)
    new[:, axis] = cut
    new[:, other] = start[:, other] + share * (end[:, other] - start[:, other])
    return np.insert(points, crossing + 1, new, axis=0)
