"""Cutting the objects of a layer to tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.clip import ClippedRings
from ..geometry.repair import parts_of, polygonal_part, repair_polygon
from ..polygons.store import Outlines, PolygonStore, is_convex
from ..resampling.grid import TargetGrid
from .carry import carry_pixels
from .counts import ObjectCounts
from .settings import DROP, ObjectSettings
from .tile_object import ORIENTED_BOX, Part, TileObject

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Coordinates are rounded to this part of a pixel, so that files of every layout agree.
_STEPS = 1000
# Square pixels for each pixel of outline from which on an outline has the centre of a pixel in it.
_WIDE = 0.75
# What is less in square pixels is a line.
_LEAST = 1e-6
_Ring = tuple[np.ndarray, bool]


@dataclass(frozen=True)
class ObjectSource:
    """Objects over a raster, of which each tile gets its own.

    Attributes:
        store: their outlines in pixels of the raster.
        ids: identifier of each.
        class_ids: class number of each, from 1.
        names: class name of each number.
        settings: what was asked for.
    """

    store: PolygonStore = field(repr=False)
    ids: Sequence[str] = field(repr=False)
    class_ids: Sequence[int] = field(repr=False)
    names: Mapping[int, str]
    settings: ObjectSettings

    def of_window(
        self, window: Sequence[int], size: tuple[int, int], counts: ObjectCounts
    ) -> list[TileObject]:
        """Objects of a tile of whole pixels, in the order of class and object.

        Args:
            window: column, row, width and height in the raster, beyond which it may reach.
            size: columns and rows of the raster, beyond which no object is looked for.
            counts: hears of small pieces.
        """
        left, top, width, height = (int(v) for v in window)
        inside = (
            max(0, -left),
            max(0, -top),
            min(width, size[0] - left),
            min(height, size[1] - top),
        )
        corner = np.array((left, top), dtype=float)
        index = self.store.find((left, top, width, height))
        if not len(index):
            return []
        outlines = self.store.outlines(index)
        points = outlines.points - corner
        whole = self._whole(index, outlines, points, inside)
        found: list[TileObject | None] = list(whole.values())
        if len(whole) < len(index):
            convex = set(outlines.owner[is_convex(outlines)].tolist())
            found += [
                self._make(k, rings, inside, counts, n in convex)
                for n, (k, rings) in enumerate(_rings(index, outlines, points))
                if k not in whole
            ]
        return _in_order(found)

    def _whole(
        self,
        index: np.ndarray,
        outlines: Outlines,
        points: np.ndarray,
        inside: tuple[int, int, int, int],
    ) -> dict[int, TileObject]:
        """The objects of one ring that lie inside a rectangle: most of all, and made at once."""
        if self.settings.shape == ORIENTED_BOX:
            return {}
        starts, ends = outlines.starts, outlines.ends
        snapped = np.round(points * _STEPS) / _STEPS + 0.0
        cols, rows = (snapped - np.repeat(snapped[starts], ends - starts + 1, axis=0)).T
        areas = np.zeros(len(points))
        areas[:-1] = cols[:-1] * rows[1:] - cols[1:] * rows[:-1]
        areas[ends] = 0
        ring_areas = np.abs(np.add.reduceat(areas, starts)) / 2
        lengths = np.zeros(len(points))
        lengths[:-1] = np.hypot(*np.diff(snapped, axis=0).T)
        lengths[ends] = 0
        repeats = np.zeros(len(points), dtype=bool)
        repeats[:-1] = (snapped[1:] == snapped[:-1]).all(axis=1)
        repeats[ends] = False
        is_plain = (
            (np.bincount(outlines.owner, minlength=len(index))[outlines.owner] == 1)
            & (np.minimum.reduceat(points, starts) >= inside[:2]).all(axis=1)
            & (np.maximum.reduceat(points, starts) <= inside[2:]).all(axis=1)
            & ~np.logical_or.reduceat(repeats, starts)
            & (ring_areas >= max(self.settings.min_pixels, _LEAST))
            & (ring_areas >= _WIDE * np.add.reduceat(lengths, starts))
        )
        found = {}
        for ring in np.flatnonzero(is_plain).tolist():
            k = int(index[outlines.owner[ring]])
            part = (snapped[starts[ring] : ends[ring]],)
            area, number = float(ring_areas[ring]), int(self.class_ids[k])
            found[k] = TileObject(self.ids[k], number, (part,), area, 1.0, False)
        return found

    def of_grid(
        self, target: TargetGrid, like: TargetGrid, window: Sequence[int], counts: ObjectCounts
    ) -> list[TileObject]:
        """Objects of a tile on a pixel grid of its own.

        Args:
            target: the tile's grid.
            like: the raster's.
            window: column, row, width and height in the raster that hold the tile.
            counts: hears of small pieces.
        """

        def place(ring: np.ndarray) -> np.ndarray:
            return carry_pixels(ring, like, target)

        return self._cut(window, (0, 0, target.width, target.height), place, counts)

    def _cut(
        self,
        window: Sequence[int],
        inside: tuple[int, int, int, int],
        place: Callable[[np.ndarray], np.ndarray],
        counts: ObjectCounts,
    ) -> list[TileObject]:
        index = self.store.find(window)
        if not len(index):
            return []
        outlines = self.store.outlines(index)
        return _in_order(
            self._make(k, [(place(ring), is_hole) for ring, is_hole in rings], inside, counts)
            for k, rings in _rings(index, outlines, outlines.points)
        )

    def _make(
        self,
        index: int,
        rings: Sequence[_Ring],
        inside: tuple[int, int, int, int],
        counts: ObjectCounts,
        has_no_dents: bool = False,
    ) -> TileObject | None:
        settings = self.settings
        if has_no_dents and len(rings) == 1:
            parts, visible = _convex_inside(rings[0][0], inside)
        else:
            parts, visible = _parts_inside(rings, inside)
        snapped = [part for p in parts if (part := _snap(p)) is not None]
        areas = [part_area(part) for part in snapped]
        least = max(settings.min_pixels, _LEAST)
        large = [
            (part, area)
            for part, area in zip(snapped, areas)
            if area >= least and (not settings.min_pixels or _shows(part, area))
        ]
        is_small = not large or visible * 100 < settings.min_visible
        if is_small:
            counts.small += visible > 0
            if settings.small_pieces == DROP:
                return None
        kept = large or [(part, area) for part, area in zip(snapped, areas) if area >= _LEAST]
        if not kept:
            return None
        return TileObject(
            self.ids[index],
            int(self.class_ids[index]),
            tuple(part for part, _ in kept),
            sum(area for _, area in kept),
            visible,
            visible < 1,
            is_small,
            _oriented_box(rings) if settings.shape == ORIENTED_BOX else None,
        )


def _rings(
    index: np.ndarray, outlines: Outlines, points: np.ndarray
) -> Iterator[tuple[int, list[_Ring]]]:
    """Each object with its rings, which do not end in their first point."""
    rings: list[list[_Ring]] = [[] for _ in range(len(index))]
    columns = (outlines.starts, outlines.ends, outlines.is_hole, outlines.owner)
    for start, end, is_hole, owner in zip(*(column.tolist() for column in columns)):
        rings[owner].append((points[start:end], is_hole))
    yield from zip(index.tolist(), rings)


def _in_order(pieces: Iterable[TileObject | None]) -> list[TileObject]:
    found = (piece for piece in pieces if piece is not None)
    return sorted(found, key=lambda piece: (piece.class_id, _natural(piece.object_id)))


def _natural(text: str) -> tuple[int, int, str]:
    """Numbers in their own order, before words."""
    return (0, int(text), "") if text.isdigit() else (1, 0, text)


def _parts_of_rings(rings: Sequence[_Ring]) -> list[list[np.ndarray]]:
    parts: list[list[np.ndarray]] = []
    for ring, is_hole in rings:
        if is_hole:
            parts[-1].append(ring)
        else:
            parts.append([ring])
    return parts


def _polygon_of(rings: Sequence[_Ring]) -> BaseGeometry:
    from shapely.geometry import MultiPolygon, Polygon

    parts = [Polygon(part[0], part[1:]) for part in _parts_of_rings(rings)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _convex_inside(
    ring: np.ndarray, inside: tuple[int, int, int, int]
) -> tuple[list[list[np.ndarray]], float]:
    """The same as _parts_inside for a ring without dents, of which one piece is left at most."""
    cols, rows = ring.T
    bounds = (cols.min(), rows.min(), cols.max(), rows.max())
    whole = ClippedRings([(cols.tolist(), rows.tolist())], [1], bounds)
    piece = whole.clip((float(inside[0]), float(inside[1]), float(inside[2]), float(inside[3])))
    area = piece.area
    parts = [[np.array(clipped).T] for clipped in piece.rings]
    return parts, min(1.0, area / whole.area) if area else 0.0


def _parts_inside(
    rings: Sequence[_Ring], inside: tuple[int, int, int, int]
) -> tuple[list[list[np.ndarray]], float]:
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


def _snap(part: Sequence[np.ndarray]) -> list[np.ndarray] | None:
    """A part on thousandths of a pixel; None when nothing is left of its shell."""
    rings = [_without_repeats(np.round(ring * _STEPS) / _STEPS) for ring in part]
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


def _shows(part: Part, area: float) -> bool:
    """Whether the centre of a pixel lies in a part; masks of the others would be empty."""
    ring = part[0]
    if area >= _WIDE * float(np.hypot(*(ring - np.roll(ring, 1, axis=0)).T).sum()):
        return True
    from shapely.geometry import MultiPoint, Polygon

    left, top = np.floor(ring.min(axis=0)).astype(int).tolist()
    right, bottom = np.ceil(ring.max(axis=0)).astype(int).tolist()
    centres = [(x + 0.5, y + 0.5) for x in range(left, right) for y in range(top, bottom)]
    return bool(centres) and bool(Polygon(ring, part[1:]).intersects(MultiPoint(centres)))


def part_area(part: Part) -> float:
    """Area of a polygon in square pixels, its holes taken off."""
    shell, *holes = part
    return ring_area(shell) - sum(map(ring_area, holes))


def _oriented_box(rings: Sequence[_Ring]) -> np.ndarray:
    """Corners of the smallest rotated rectangle around all shells, float64 (4, 2)."""
    from shapely.geometry import MultiPoint

    points = np.concatenate([ring for ring, is_hole in rings if not is_hole])
    found = MultiPoint(points).minimum_rotated_rectangle
    if found.geom_type != "Polygon":
        left, top, right, bottom = found.bounds
        return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    return np.array(found.exterior.coords)[:4]
