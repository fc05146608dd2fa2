"""Which tiles of Sentinel-2 an area needs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import GridError
from ..geometry.repair import parts_of, polygonal_part
from ..run.batches import heed, never_cancelled
from .tile_grid import SIDE, Sentinel2Tile, tiles_of_rows

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Edges of tiles are straight in their zone and bent in degrees: with so many pieces each, outlines
# are off by less than a metre up to 60 degrees of latitude, and by 10 m at the last ones.
_PIECES = 32
# Metres of a degree of latitude, at least and at most, with a row to spare.
_LEAST_DEGREE, _MOST_DEGREE, _ROW = 110_500, 111_800, 100_000
_NORTHERNMOST = 84.0
# A share of the area, or of a tile where that is less, that is none: rounding.
_TRACE = 1e-6


@dataclass(frozen=True)
class NeededTile:
    """A tile that an area has a part in.

    Attributes:
        tile: the tile.
        outline: in longitude and latitude; two parts where it crosses the antimeridian.
        share: of the area that lies in it, 0 to 1. Tiles overlap, so that shares add up to more.
        is_needed: whether it belongs to the few that hold all of the area that tiles can.
    """

    tile: Sentinel2Tile
    outline: BaseGeometry
    share: float
    is_needed: bool


def tiles_over(
    area: BaseGeometry, is_cancelled: Callable[[], bool] = never_cancelled
) -> list[NeededTile]:
    """The tiles that an area has a part in, by name.

    Of tiles that overlap, those that hold most of what no other holds yet are needed, until
    nothing of the area is left; and of these none that the others make superfluous. Of tiles that
    hold the same, the one is taken whose middle is nearest.

    Args:
        area: valid polygon or multipolygon in longitude and latitude (WGS 84).
        is_cancelled: asked at each tile.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        GridError: no tile holds a part of it.
    """
    area = _once_around(area)
    whole = _on_plane(area)
    trace = _TRACE * min(whole.area, _plane_size())
    found: list[tuple[Sentinel2Tile, BaseGeometry, BaseGeometry]] = []
    for tile in _tiles_near(area):
        heed(is_cancelled)
        outline = tile_outline(tile)
        if not outline.intersects(area):
            continue
        part = polygonal_part(_on_plane(outline).intersection(whole))
        if part.area > trace:
            found.append((tile, outline, part))
    if not found:
        raise GridError(
            "No Sentinel-2 tile lies at the area of interest; they reach from 80 degrees south to "
            "84 degrees north."
        )
    found.sort(key=lambda item: item[0].name)
    parts = [part for _, _, part in found]
    # How far from its middle a tile holds its part: less is better where it makes no difference.
    offs = [_on_plane(outline.centroid).distance(part.centroid) for _, outline, part in found]
    needed = _cover(parts, offs, trace, is_cancelled)
    return [
        NeededTile(tile, outline, min(1.0, part.area / whole.area), k in needed)
        for k, (tile, outline, part) in enumerate(found)
    ]


def tile_outline(tile: Sentinel2Tile) -> BaseGeometry:
    """A tile's outline in longitude and latitude, within -180 to 180 degrees."""
    from rasterio.crs import CRS
    from rasterio.warp import transform
    from shapely.geometry import Polygon

    left, bottom, right, top = tile.bounds
    along = np.linspace(0, SIDE, _PIECES, endpoint=False)
    xs = np.concatenate((left + along, np.full(_PIECES, right), right - along,
                         np.full(_PIECES, left)))  # fmt: skip
    ys = np.concatenate((np.full(_PIECES, top), top - along, np.full(_PIECES, bottom),
                         bottom + along))  # fmt: skip
    found = transform(CRS.from_epsg(tile.epsg), CRS.from_epsg(4326), xs.tolist(), ys.tolist())
    lon, lat = np.asarray(found[0]), np.asarray(found[1])
    if np.ptp(lon) < 180:
        return Polygon(np.column_stack((lon, lat)))
    return _once_around(Polygon(np.column_stack((np.where(lon < 0, lon + 360, lon), lat))))


def covered_share(area: BaseGeometry, tiles: Sequence[NeededTile]) -> float:
    """The share of an area, 0 to 1, that the needed ones of its tiles hold."""
    from shapely.ops import unary_union

    whole = _on_plane(_once_around(area))
    rest = whole.difference(unary_union([_on_plane(t.outline) for t in tiles if t.is_needed]))
    return 1.0 if rest.area <= _TRACE * whole.area else 1 - float(rest.area / whole.area)


def _once_around(shape: BaseGeometry) -> BaseGeometry:
    """A shape whose longitudes run on past the antimeridian, within -180 to 180 degrees."""
    from shapely.affinity import translate
    from shapely.geometry import box
    from shapely.ops import unary_union

    left, _, right, _ = shape.bounds
    if left >= -180 and right <= 180:
        return shape
    world = box(-180, -90, 180, 90)
    parts = [translate(shape, shift).intersection(world) for shift in (-360, 0, 360)]
    return polygonal_part(unary_union(parts))


def _on_plane(shape: BaseGeometry) -> BaseGeometry:
    """Degrees on a plane where areas are as on the globe: a cylinder, rolled off."""
    from shapely.ops import transform

    def roll(lon: Any, lat: Any) -> tuple[Any, Any]:
        return np.radians(lon), np.sin(np.radians(lat))

    return transform(roll, shape)


def _plane_size() -> float:
    """About the size of a tile on that plane."""
    return (SIDE / 6_371_000) ** 2


def _tiles_near(area: BaseGeometry) -> Iterator[Sentinel2Tile]:
    """Tiles that may touch an area: those of its rows, and of zones at most a tile away."""
    boxes = [part.bounds for part in parts_of(area)]
    # Nothing is left of one whose numbers are no degrees.
    if not boxes:
        return
    bottom, top = min(b[1] for b in boxes), max(b[3] for b in boxes)
    farthest = min(max(abs(bottom), abs(top)), _NORTHERNMOST)
    margin = 1.2 / math.cos(math.radians(farthest))
    for zone in range(1, 61):
        middle = 6 * zone - 183
        # Norway's zones are up to 12 degrees wide.
        reach = margin + (6 if top > 55 else 3)
        gaps = (_gap(middle, left, right) for left, _, right, _ in boxes)
        if min(gaps) > reach:
            continue
        if top > -1:
            first = math.floor(max(bottom, 0) * _LEAST_DEGREE / _ROW) - 1
            yield from tiles_of_rows(zone, True, first, _row_of(top))
        if bottom < 1:
            last = 100 - math.floor(max(-top, 0) * _LEAST_DEGREE / _ROW)
            yield from tiles_of_rows(zone, False, 99 - _row_of(-bottom), last)


def _row_of(degrees: float) -> int:
    """The last row that a latitude may lie in."""
    return math.floor(max(degrees, 0) * _MOST_DEGREE / _ROW) + 1


def _gap(middle: float, left: float, right: float) -> float:
    """Degrees between a meridian and a range of longitudes, around the globe."""
    if right - left >= 360:
        return 0.0
    turns = (middle + 360 * k for k in (-2, -1, 0, 1, 2))
    return min(max(left - m, m - right, 0.0) for m in turns)


def _cover(
    parts: Sequence[BaseGeometry],
    offs: Sequence[float],
    trace: float,
    is_cancelled: Callable[[], bool],
) -> set[int]:
    """Which parts together are all of them; of equal ones those with the least ``offs``."""
    from shapely.ops import unary_union

    left = list(parts)
    near = _neighbours(parts)
    chosen: list[int] = []
    while True:
        heed(is_cancelled)
        most = max(part.area for part in left)
        if most <= trace:
            break
        equal = [k for k, part in enumerate(left) if part.area >= most - trace]
        best = min(equal, key=offs.__getitem__)
        chosen.append(best)
        for k in near[best]:
            left[k] = polygonal_part(left[k].difference(parts[best]))
        left[best] = left[best].difference(parts[best])
    kept = set(chosen)
    for k in sorted(chosen, key=lambda k: (parts[k].area, -offs[k])):
        heed(is_cancelled)
        others = [parts[j] for j in near[k] if j in kept]
        if others and parts[k].difference(unary_union(others)).area <= trace:
            kept.discard(k)
    return kept


def _neighbours(parts: Sequence[BaseGeometry]) -> list[list[int]]:
    """Which parts' boxes meet which others'."""
    boxes = [part.bounds for part in parts]
    return [
        [
            j
            for j, (left, bottom, right, top) in enumerate(boxes)
            if j != k and left <= e and right >= w and bottom <= n and top >= s
        ]
        for k, (w, s, e, n) in enumerate(boxes)
    ]
