"""Cutting the objects of a layer to tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..polygons.store import Outlines, PolygonStore, is_convex
from ..resampling.grid import TargetGrid
from .carry import carry_pixels
from .counts import ObjectCounts
from .parts import (
    LEAST,
    STEPS,
    WIDE,
    Ring,
    convex_inside,
    oriented_box,
    part_area,
    parts_inside,
    shows,
    snap,
)
from .settings import DROP, ObjectSettings
from .tile_object import ORIENTED_BOX, TileObject


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

    def part(self, number: int) -> ObjectSource:
        """The objects over the raster of a number; see RasterSource.part."""
        return self

    def close(self) -> None:
        """Give the disk space of the outlines back."""
        self.store.close()

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
        snapped = np.round(points * STEPS) / STEPS + 0.0
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
            & (ring_areas >= max(self.settings.min_pixels, LEAST))
            & (ring_areas >= WIDE * np.add.reduceat(lengths, starts))
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
        rings: Sequence[Ring],
        inside: tuple[int, int, int, int],
        counts: ObjectCounts,
        has_no_dents: bool = False,
    ) -> TileObject | None:
        settings = self.settings
        if has_no_dents and len(rings) == 1:
            parts, visible = convex_inside(rings[0][0], inside)
        else:
            parts, visible = parts_inside(rings, inside)
        snapped = [part for p in parts if (part := snap(p)) is not None]
        areas = [part_area(part) for part in snapped]
        least = max(settings.min_pixels, LEAST)
        large = [
            (part, area)
            for part, area in zip(snapped, areas)
            if area >= least and (not settings.min_pixels or shows(part, area))
        ]
        is_small = not large or visible * 100 < settings.min_visible
        if is_small:
            counts.small += visible > 0
            if settings.small_pieces == DROP:
                return None
        kept = large or [(part, area) for part, area in zip(snapped, areas) if area >= LEAST]
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
            oriented_box(rings) if settings.shape == ORIENTED_BOX else None,
        )


@dataclass(frozen=True)
class PartObjects(ObjectSource):
    """Objects over several rasters, those of each by its number; its own are of the first.

    Attributes:
        parts: of each raster.
    """

    parts: Sequence[ObjectSource] = field(default=(), repr=False)

    @classmethod
    def of_parts(cls, parts: Sequence[ObjectSource]) -> ObjectSource:
        """Those of one raster, or of several."""
        first = parts[0]
        if len(parts) == 1:
            return first
        return cls(
            first.store, first.ids, first.class_ids, first.names, first.settings, tuple(parts)
        )

    def part(self, number: int) -> ObjectSource:
        """See ObjectSource.part."""
        return self.parts[number]

    def close(self) -> None:
        """See ObjectSource.close."""
        for part in self.parts:
            part.close()


def _rings(
    index: np.ndarray, outlines: Outlines, points: np.ndarray
) -> Iterator[tuple[int, list[Ring]]]:
    """Each object with its rings, which do not end in their first point."""
    rings: list[list[Ring]] = [[] for _ in range(len(index))]
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
