"""Cutting the objects of a layer to tiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.repair import parts_of, polygonal_part, repair_polygon
from ..polygons.store import PolygonStore
from ..resampling.grid import TargetGrid
from .carry import carry_pixels
from .settings import DROP, ObjectSettings
from .tile_object import ORIENTED_BOX, Part, TileObject

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Coordinates are rounded to this part of a pixel, so that files of every layout agree.
_STEPS = 1000
# What is less in square pixels is a line.
_LEAST = 1e-6
_Ring = tuple[np.ndarray, bool]


@dataclass
class ObjectCounts:
    """What became of objects on all tiles.

    Attributes:
        pieces: written, by class number.
        small: left out or marked for their size.
        cut: pieces that a tile's edge cuts.
        empty_tiles: tiles without any.
        of_splits: pieces by split.
        splits: of the tiles that each object reaches, by object.
    """

    pieces: Counter[int] = field(default_factory=Counter)
    small: int = 0
    cut: int = 0
    empty_tiles: int = 0
    of_splits: Counter[str] = field(default_factory=Counter)
    splits: dict[str, set[str]] = field(default_factory=dict)

    def add(self, objects: Sequence[TileObject], split: str | None) -> None:
        """Count those of a tile."""
        self.empty_tiles += not objects
        for found in objects:
            self.pieces[found.class_id] += 1
            self.cut += found.is_cut
            if split is not None:
                self.of_splits[split] += 1
                self.splits.setdefault(found.object_id, set()).add(split)

    @property
    def in_several_splits(self) -> int:
        """Objects that reach tiles of more than one split."""
        return sum(len(splits) > 1 for splits in self.splits.values())


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
        return self._cut((left, top, width, height), inside, lambda ring: ring - corner, counts)

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
        found = []
        for k in self.store.find(window).tolist():
            rings = [(place(ring), is_hole) for ring, is_hole in self.store.rings(k)]
            made = self._make(k, rings, inside, counts)
            if made is not None:
                found.append(made)
        return sorted(found, key=lambda piece: (piece.class_id, _natural(piece.object_id)))

    def _make(
        self,
        index: int,
        rings: Sequence[_Ring],
        inside: tuple[int, int, int, int],
        counts: ObjectCounts,
    ) -> TileObject | None:
        settings = self.settings
        parts, visible = _parts_inside(rings, inside)
        snapped = [part for p in parts if (part := _snap(p)) is not None]
        large = [part for part in snapped if part_area(part) >= max(settings.min_pixels, _LEAST)]
        is_small = not large or visible * 100 < settings.min_visible
        if is_small:
            counts.small += visible > 0
            if settings.small_pieces == DROP:
                return None
        kept = large or [part for part in snapped if part_area(part) >= _LEAST]
        if not kept:
            return None
        return TileObject(
            self.ids[index],
            int(self.class_ids[index]),
            tuple(kept),
            sum(map(part_area, kept)),
            visible,
            visible < 1,
            is_small,
            _oriented_box(rings) if settings.shape == ORIENTED_BOX else None,
        )


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

    return MultiPolygon([Polygon(part[0], part[1:]) for part in _parts_of_rings(rings)])


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
    return ring[(ring != np.roll(ring, 1, axis=0)).any(axis=1)] + 0.0


def ring_area(ring: np.ndarray) -> float:
    """Area of a ring of float64 (points, 2), never below 0."""
    cols, rows = (ring - ring[0]).T
    return float(abs(cols @ np.roll(rows, -1) - rows @ np.roll(cols, -1))) / 2


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
