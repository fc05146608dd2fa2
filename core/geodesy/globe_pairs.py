"""Pairs of tiles on the globe, whose distances are geodesic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.outlines import TileGeometries
from ..geometry.pairs import TilePairs, corner_gap
from .globe_ground import GlobeGround
from .local_frame import LocalFrames, along_edges

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Edges are straight in degrees and bend on the ground; they are cut until this many metres are left
# of it, or into this many pieces.
_NARROW = 0.01
_MOST_PIECES = 16
# Numbers that are worked on at once.
_ROOM = 4_000_000
# What is nearer than this touches.
_TOUCH_METRES = 1e-3


class GlobePairs(TilePairs):
    """Looks at pairs of tiles in degrees, or in the plane around a pole.

    Whether tiles overlap is decided in their coordinates, with straight edges there. Distances are
    those on the ellipsoid between such edges.
    """

    def __init__(self, geometries: TileGeometries, ground: GlobeGround) -> None:
        super().__init__(geometries)
        self._ground = ground
        self._bend = ground.bends()

    def gap(self, i: np.ndarray, j: np.ndarray, scales: np.ndarray) -> np.ndarray:
        """Float64 (P,): metres between the outlines; 0 where they touch. Scales change nothing."""
        rough, unsure = self._rough_gap(i, j)
        exact = np.flatnonzero(unsure > _NARROW)
        rough[exact] = self._exact_gap(i[exact], j[exact])
        return rough

    def are_nearer(
        self, i: np.ndarray, j: np.ndarray, scales: np.ndarray, limit: float
    ) -> np.ndarray:
        """See TilePairs.are_nearer."""
        gap, unsure = self._rough_gap(i, j)
        close = np.flatnonzero((unsure > _NARROW) & (np.abs(gap - limit) <= unsure))
        gap[close] = self._exact_gap(i[close], j[close])
        return gap < limit

    def touch(self, i: np.ndarray, j: np.ndarray, scales: np.ndarray) -> np.ndarray:
        """See TilePairs.touch."""
        return self.are_nearer(i, j, scales, _TOUCH_METRES)

    def square_metres(
        self, area: np.ndarray, i: np.ndarray, j: np.ndarray, scales: np.ndarray
    ) -> np.ndarray:
        """See TilePairs.square_metres; a degree is measured in the middle of what is shared."""
        a, b = self.geometries.bounds[i], self.geometries.bounds[j]
        least, last = np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])
        found: np.ndarray = area * self._ground.scales_at((least + last) / 2).prod(axis=1)
        return found

    def _rough_gap(self, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Metres as if edges were straight on the ground, and how far off that can be."""
        gap, unsure = np.zeros(len(i)), np.zeros(len(i))
        apart = np.flatnonzero(~self.overlap(i, j))
        convex = self.geometries.is_convex
        is_pair = convex[i[apart]] & convex[j[apart]]
        quads, others = apart[is_pair], apart[~is_pair]
        unsure[quads] = self._bend[i[quads]] + self._bend[j[quads]]
        for part in _parts(quads, 1):
            gap[part] = self._quad_gap(i[part], j[part], 1)
        for k in others.tolist():
            gap[k] = self._polygon_gap(int(i[k]), int(j[k]))
        return gap, unsure

    def _exact_gap(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        gap = np.zeros(len(i))
        if not len(i):
            return gap
        bend = np.maximum(self._bend[i], self._bend[j])
        pieces = np.clip(np.ceil(np.sqrt(bend / _NARROW)), 1, _MOST_PIECES).astype(np.int64)
        apart = ~self.overlap(i, j)
        for count in np.unique(pieces).tolist():
            for part in _parts(np.flatnonzero((pieces == count) & apart), count):
                gap[part] = self._quad_gap(i[part], j[part], count)
        return gap

    def _quad_gap(self, i: np.ndarray, j: np.ndarray, pieces: int) -> np.ndarray:
        """Metres between convex tiles that do not overlap; their edges are cut into pieces."""
        points = [
            self._ground.in_space(along_edges(self.geometries.quads[tiles, :4], pieces))
            for tiles in (i, j)
        ]
        frames = LocalFrames((points[0].mean(axis=1) + points[1].mean(axis=1)) / 2)
        a, b = (frames.lay(each) for each in points)
        return np.minimum(corner_gap(a, b), corner_gap(b, a))

    def _polygon_gap(self, i: int, j: int) -> float:
        centres = self.geometries.bounds[[i, j]].reshape(1, 2, 2, 2).mean(axis=2)
        frames = LocalFrames(self._ground.in_space(centres).mean(axis=1))
        pieces = int(np.ceil(np.sqrt(max(self._bend[i], self._bend[j]) / _NARROW)))
        pieces = max(1, min(pieces, _MOST_PIECES))
        a, b = (self._lay_polygon(tile, frames, pieces) for tile in (i, j))
        return float(a.distance(b))

    def _lay_polygon(self, tile: int, frames: LocalFrames, pieces: int) -> BaseGeometry:
        from shapely.ops import transform

        def lay(x: Any, y: Any) -> tuple[Any, Any]:
            ring = np.stack((np.asarray(x), np.asarray(y)), axis=1)
            cut = along_edges(ring[None, :-1], pieces)
            flat = frames.lay(self._ground.in_space(cut))[0]
            flat = np.concatenate((flat, flat[:1]))
            return flat[:, 0], flat[:, 1]

        return transform(lay, self._polygon(tile))


def _parts(index: np.ndarray, pieces: int) -> Iterator[np.ndarray]:
    """Indices of pairs, so many at a time as fit into the room."""
    size = max(1, _ROOM // (64 * pieces * pieces))
    for start in range(0, len(index), size):
        yield index[start : start + size]
