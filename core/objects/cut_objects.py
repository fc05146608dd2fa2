"""Cutting the objects of a layer to tiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from ..geometry.clip_many import ManyRings
from ..polygons.rings import Outlines, is_convex
from ..polygons.runs import expand_runs
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
from .ring_pieces import RingPieces, are_inside, cut_pieces, plain_pieces
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
        tile, index = self.store.find_pairs(windows)
        corners = windows[:, :2].astype(float)
        inside = np.concatenate(
            (np.maximum(0, -windows[:, :2]), np.minimum(windows[:, 2:], size - windows[:, :2])),
            axis=1,
        ).astype(float)
        found: list[TileObject | None] = [None] * len(tile)
        is_plain = np.zeros(len(tile), dtype=bool)
        is_single = self.store.ring_counts[index] == 1
        for pairs in self._portions(np.flatnonzero(is_single), index):
            of = tile[pairs]
            cut = _RingsOnTiles(self, index[pairs], corners[of], inside[of])
            is_plain[pairs] = cut.cut(found, pairs, counts)
        for pairs in self._portions(np.flatnonzero(~is_single), index):
            pieces = self._cut_rings(index[pairs], tile[pairs], corners, inside, counts)
            for pair, piece in zip(pairs.tolist(), pieces):
                found[pair] = piece
        # Of objects with the same name, those come first that no edge cuts.
        order = np.lexsort((~is_plain, self._order[index], tile))
        ends = np.cumsum(np.bincount(tile, minlength=len(windows))).tolist()
        pieces = [found[k] for k in order.tolist()]
        return [
            [piece for piece in pieces[start:end] if piece is not None]
            for start, end in zip([0, *ends], ends)
        ]

    def _cut_rings(
        self,
        index: np.ndarray,
        tile: np.ndarray,
        corners: np.ndarray,
        inside: np.ndarray,
        counts: ObjectCounts,
    ) -> list[TileObject | None]:
        outlines = self.store.outlines(index)
        sizes = outlines.ends - outlines.starts + 1
        points = outlines.points - np.repeat(corners[tile][outlines.owner], sizes, axis=0)
        return [
            self.cut(int(index[n]), rings, inside[tile[n]], counts)
            for n, rings in enumerate(_rings(outlines, points, len(index)))
        ]

    def _portions(self, pairs: np.ndarray, index: np.ndarray) -> Iterator[np.ndarray]:
        """Pairs that have not too many corners together."""
        if len(pairs):
            work = np.cumsum(self.store.vertex_counts[index[pairs]])
            yield from np.split(pairs, np.flatnonzero(np.diff(work // _AT_ONCE)) + 1)

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


class _RingsOnTiles:
    """Objects of one ring, each beside a tile that it may reach.

    Args:
        source: of the objects.
        index: int64 (N,) each object.
        corners: float64 (N, 2) upper left corner of the tile of each.
        inside: float64 (N, 4) left, top, right and bottom of the tile of each, in its pixels.
    """

    def __init__(
        self, source: ObjectSource, index: np.ndarray, corners: np.ndarray, inside: np.ndarray
    ) -> None:
        self._source, self._index, self._inside = source, index, inside
        self._outlines = outlines = source.store.single_rings(index)
        self._sizes = outlines.ends - outlines.starts
        self._points = outlines.points - np.repeat(corners, self._sizes + 1, axis=0)

    def cut(
        self, found: list[TileObject | None], pairs: np.ndarray, counts: ObjectCounts
    ) -> np.ndarray:
        """Put the piece of each into its place, one of ``pairs``.

        Returns:
            bool (N,): those that are whole, and wide enough for whatever was asked for.
        """
        source, outlines, settings = self._source, self._outlines, self._source.settings
        is_plain = np.zeros(len(pairs), dtype=bool)
        if settings.shape != ORIENTED_BOX:
            plain = plain_pieces(outlines, self._points, self._inside, settings)
            self._make(found, pairs, plain)
            is_plain[plain.which] = True
        has_dents = ~is_convex(outlines)
        is_whole = has_dents & are_inside(self._points, outlines.starts, self._inside)
        easy = np.flatnonzero(~is_plain & (is_whole | ~has_dents))
        if len(easy):
            rings, inside = self._open(easy), self._inside[easy]
            pieces, small = cut_pieces(rings, inside, is_whole[easy], settings)
            counts.small += small
            self._make(found, pairs, replace(pieces, which=easy[pieces.which]))
        for k in np.flatnonzero(~is_plain & has_dents & ~is_whole).tolist():
            rings_of_one = [(self._ring(k), False)]
            found[pairs[k]] = source.cut(int(self._index[k]), rings_of_one, self._inside[k], counts)
        return is_plain

    def _ring(self, k: int) -> np.ndarray:
        return self._points[self._outlines.starts[k] : self._outlines.ends[k]]

    def _open(self, chosen: np.ndarray) -> ManyRings:
        """Some of the rings, which do not end in their first point."""
        sizes = self._sizes[chosen]
        return ManyRings(self._points[expand_runs(self._outlines.starts[chosen], sizes)], sizes)

    def _make(self, found: list[TileObject | None], pairs: np.ndarray, pieces: RingPieces) -> None:
        source, points, which = self._source, pieces.points, pieces.which
        index = self._index[which].tolist()
        wholes: Sequence[np.ndarray | None] = [None] * len(index)
        if source.settings.shape == ORIENTED_BOX:
            wholes = [oriented_box([(self._ring(k), False)]) for k in which.tolist()]
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
        for place, piece in zip(pairs[which].tolist(), map(TileObject._make, made)):
            found[place] = piece


def _rings(outlines: Outlines, points: np.ndarray, count: int) -> list[list[Ring]]:
    """The rings of each object, which do not end in their first point."""
    rings: list[list[Ring]] = [[] for _ in range(count)]
    columns = (outlines.starts, outlines.ends, outlines.is_hole, outlines.owner)
    for start, end, is_hole, owner in zip(*(column.tolist() for column in columns)):
        rings[owner].append((points[start:end], is_hole))
    return rings
