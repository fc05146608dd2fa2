"""Cutting the objects of a layer to tiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap

import numpy as np

from ..polygons.rings import Outlines
from ..polygons.store import PolygonStore
from ..resampling.grid import TargetGrid
from .carry import carry_pixels
from .counts import ObjectCounts
from .order import order_objects
from .parts import (
    LEAST,
    Ring,
    oriented_box,
    part_area,
    parts_inside,
    shows,
    snap,
)
from .ring_pieces import RingPieces, pieces_of_rings
from .settings import ObjectSettings
from .tile_object import ORIENTED_BOX, TileObject

# Corners that are cut together: more would only take memory.
_AT_ONCE = 200_000


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

    @cached_property
    def _order(self) -> np.ndarray:
        """The place of each object among all."""
        return order_objects(self.class_ids, self.ids)

    def part(self, number: int) -> ObjectSource:
        """The objects over the raster of a number; see RasterSource.part."""
        return self

    def close(self) -> None:
        """Give the disk space of the outlines back."""
        self.store.close()

    def of_windows(
        self, windows: np.ndarray, size: tuple[int, int], counts: ObjectCounts
    ) -> list[list[TileObject]]:
        """Objects of each of some tiles of whole pixels, in the order of class and object.

        Args:
            windows: (N, 4) column, row, width and height in the raster, beyond which they may
                reach; quick where neighbours come together.
            size: columns and rows of the raster, beyond which no object is looked for.
            counts: hears of small pieces.
        """
        windows = np.asarray(windows, dtype=np.int64)
        pairs = self.store.find_pairs(windows)
        cut = _Cut(self, *pairs, windows, size, counts)
        is_plain = cut.run()
        tile, index = pairs
        # Of objects with the same name, those come first that no edge cuts.
        order = np.lexsort((~is_plain, self._order[index], tile))
        ends = np.cumsum(np.bincount(tile, minlength=len(windows))).tolist()
        pieces = [cut.found[k] for k in order.tolist()]
        return [
            [piece for piece in pieces[start:end] if piece is not None]
            for start, end in zip([0, *ends], ends)
        ]

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
        index = self.store.find(window)
        if not len(index):
            return []
        index = index[np.argsort(self._order[index], kind="stable")]
        outlines, inside = self.store.outlines(index), (0, 0, target.width, target.height)
        found = []
        for k, rings in zip(index.tolist(), _rings(outlines, outlines.points, len(index))):
            placed = [(carry_pixels(ring, like, target), is_hole) for ring, is_hole in rings]
            found.append(self.cut(k, placed, np.array(inside, dtype=float), counts))
        return [piece for piece in found if piece is not None]

    def cut(
        self, index: int, rings: Sequence[Ring], inside: np.ndarray, counts: ObjectCounts
    ) -> TileObject | None:
        """What of an object lies on a tile, if anything.

        Args:
            index: of the object.
            rings: its own, in pixels of the tile.
            inside: float64 (4,) left, top, right and bottom of the tile.
            counts: hears of small pieces.
        """
        settings = self.settings
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
            if settings.drops_small:
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


class _Cut:
    """Cuts objects to some tiles at once.

    Args:
        source: of the objects.
        tile: int64 (N,) a tile and
        index: int64 (N,) an object that may reach it.
        windows: of the tiles.
        size: columns and rows of the raster.
        counts: hears of small pieces.

    Attributes:
        found: the piece of each pair.
    """

    def __init__(
        self,
        source: ObjectSource,
        tile: np.ndarray,
        index: np.ndarray,
        windows: np.ndarray,
        size: tuple[int, int],
        counts: ObjectCounts,
    ) -> None:
        self._source, self._tile, self._index, self._counts = source, tile, index, counts
        self._corners = windows[:, :2].astype(float)
        starts, ends = np.maximum(0, -windows[:, :2]), windows[:, 2:]
        ends = np.minimum(ends, np.array(size) - windows[:, :2])
        self._inside = np.concatenate((starts, ends), axis=1).astype(float)
        self.found: list[TileObject | None] = [None] * len(tile)

    def run(self) -> np.ndarray:
        """Find all pieces; returns which objects are whole and wide, bool (N,)."""
        is_plain = np.zeros(len(self._tile), dtype=bool)
        is_single = self._source.store.ring_counts[self._index] == 1
        for pairs in self._portions(np.flatnonzero(is_single)):
            is_plain[self._cut_single(pairs)] = True
        for pairs in self._portions(np.flatnonzero(~is_single)):
            self._cut_others(pairs)
        return is_plain

    def _portions(self, pairs: np.ndarray) -> Iterator[np.ndarray]:
        """Pairs that have not too many corners together."""
        if len(pairs):
            work = np.cumsum(self._source.store.vertex_counts[self._index[pairs]])
            yield from np.split(pairs, np.flatnonzero(np.diff(work // _AT_ONCE)) + 1)

    def _cut_single(self, pairs: np.ndarray) -> np.ndarray:
        """Cut objects of one ring; returns the pairs whose objects are whole and wide."""
        source, tile = self._source, self._tile[pairs]
        outlines = source.store.single_rings(self._index[pairs])
        inside = self._inside[tile]
        plain, others, left, small = pieces_of_rings(
            outlines, self._corners[tile], inside, source.settings
        )
        self._counts.small += small
        self._make(pairs, outlines, plain)
        self._make(pairs, outlines, others)
        for k in left.tolist():
            self._cut_one(int(pairs[k]), [(self._ring(pairs[k], outlines, k), False)])
        return np.asarray(pairs[plain.which])

    def _cut_others(self, pairs: np.ndarray) -> None:
        """Cut objects that have holes or several parts."""
        outlines = self._source.store.outlines(self._index[pairs])
        corners = self._corners[self._tile[pairs]][outlines.owner]
        points = outlines.points - np.repeat(corners, outlines.ends - outlines.starts + 1, axis=0)
        for pair, rings in zip(pairs.tolist(), _rings(outlines, points, len(pairs))):
            self._cut_one(pair, rings)

    def _cut_one(self, pair: int, rings: Sequence[Ring]) -> None:
        inside = self._inside[self._tile[pair]]
        self.found[pair] = self._source.cut(int(self._index[pair]), rings, inside, self._counts)

    def _ring(self, pair: int, outlines: Outlines, k: int) -> np.ndarray:
        """A ring in pixels of its tile."""
        ring = outlines.points[outlines.starts[k] : outlines.ends[k]]
        return np.asarray(ring - self._corners[self._tile[pair]])

    def _make(self, pairs: np.ndarray, outlines: Outlines, pieces: RingPieces) -> None:
        """Put pieces into their places."""
        source, points, places = self._source, pieces.points, pairs[pieces.which]
        index = self._index[places].tolist()
        wholes: Sequence[np.ndarray | None] = [None] * len(index)
        if source.settings.shape == ORIENTED_BOX:
            wholes = [
                oriented_box([(self._ring(pair, outlines, k), False)])
                for pair, k in zip(places.tolist(), pieces.which.tolist())
            ]
        ends = zip(pieces.starts.tolist(), pieces.ends.tolist())
        made = zip(
            [source.ids[k] for k in index],
            [source.class_ids[k] for k in index],
            [((points[start:end],),) for start, end in ends],
            pieces.areas.tolist(),
            pieces.visible.tolist(),
            (pieces.visible < 1).tolist(),
            pieces.is_small.tolist(),
            wholes,
        )
        for place, piece in zip(places.tolist(), starmap(TileObject, made)):
            self.found[place] = piece


def _rings(outlines: Outlines, points: np.ndarray, count: int) -> list[list[Ring]]:
    """The rings of each object, which do not end in their first point."""
    rings: list[list[Ring]] = [[] for _ in range(count)]
    columns = (outlines.starts, outlines.ends, outlines.is_hole, outlines.owner)
    for start, end, is_hole, owner in zip(*(column.tolist() for column in columns)):
        rings[owner].append((points[start:end], is_hole))
    return rings
