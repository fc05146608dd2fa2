"""What two tiles have to do with each other: whether they overlap, and how far apart they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .outlines import TileGeometries

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Tiles that reach into each other by less than this share of the smaller side only touch: sides of
# neighbours differ by rounding once a layer has been through other programs.
TOUCH = 1e-6


class TilePairs:
    """Looks at pairs of tiles, given as two arrays of indices.

    Rectangles along the axes and other convex quadrangles (rotated grids) are compared by array
    arithmetic, other polygons one pair at a time.
    """

    def __init__(self, geometries: TileGeometries) -> None:
        self.geometries = geometries
        self._polygons: dict[int, BaseGeometry] = {}

    def overlap(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Bool (P,): whether the tiles share ground, which more than an edge is."""
        answer = np.zeros(len(i), dtype=bool)
        boxes, quads, others = self._sort(i, j)
        if len(boxes):
            a, b = self.geometries.bounds[i[boxes]], self.geometries.bounds[j[boxes]]
            depth = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
            least = np.minimum(a[:, 2:] - a[:, :2], b[:, 2:] - b[:, :2])
            answer[boxes] = (depth > TOUCH * least).all(axis=1)
        if len(quads):
            answer[quads] = _quad_overlap(*self._quads(i[quads], j[quads]))
        for k in others.tolist():
            a, b = self._polygon(i[k]), self._polygon(j[k])
            if a.intersects(b):
                answer[k] = a.intersection(b).area > TOUCH * min(a.area, b.area)
        return answer

    def shared_area(self, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Float64 (P,): ground that both tiles cover, in square units."""
        answer = np.zeros(len(i))
        boxes, quads, others = self._sort(i, j)
        a, b = self.geometries.bounds[i[boxes]], self.geometries.bounds[j[boxes]]
        depth = np.minimum(a[:, 2:], b[:, 2:]) - np.maximum(a[:, :2], b[:, :2])
        answer[boxes] = np.maximum(depth, 0).prod(axis=1)
        for k in (*quads.tolist(), *others.tolist()):
            answer[k] = self._polygon(i[k]).intersection(self._polygon(j[k])).area
        return answer

    def gap(self, i: np.ndarray, j: np.ndarray, scales: np.ndarray) -> np.ndarray:
        """Float64 (P,): metres between the outlines; 0 where they touch.

        Args:
            scales: float64 (N, 2): metres of one unit at each tile.
        """
        answer = np.zeros(len(i))
        scale = (scales[i] + scales[j]) / 2
        boxes, quads, others = self._sort(i, j)
        if len(boxes):
            a, b = self.geometries.bounds[i[boxes]], self.geometries.bounds[j[boxes]]
            apart = np.maximum(a[:, :2], b[:, :2]) - np.minimum(a[:, 2:], b[:, 2:])
            answer[boxes] = np.hypot(*(np.maximum(apart, 0) * scale[boxes]).T)
        if len(quads):
            a, b = self._quads(i[quads], j[quads])
            answer[quads] = _quad_gap(a * scale[quads, None], b * scale[quads, None])
        if len(others):
            from shapely.affinity import scale as stretch

            for k in others.tolist():
                x, y = scale[k].tolist()
                a, b = (stretch(self._polygon(tile), x, y, origin=(0, 0)) for tile in (i[k], j[k]))
                answer[k] = a.distance(b)
        return answer

    def are_nearer(
        self, i: np.ndarray, j: np.ndarray, scales: np.ndarray, limit: float
    ) -> np.ndarray:
        """Bool (P,): whether the outlines are less than ``limit`` metres apart; see gap."""
        return self.gap(i, j, scales) < limit

    def touch(self, i: np.ndarray, j: np.ndarray, scales: np.ndarray) -> np.ndarray:
        """Bool (P,): whether the outlines touch or overlap; see gap."""
        return self.gap(i, j, scales) == 0

    def square_metres(
        self, area: np.ndarray, i: np.ndarray, j: np.ndarray, scales: np.ndarray
    ) -> np.ndarray:
        """Float64 (P,): square metres of the ground that both tiles cover, in square units.

        Args:
            area: float64 (P,): what shared_area gives.
            scales: see gap.
        """
        metres: np.ndarray = area * np.sqrt((scales[i] * scales[j]).prod(axis=1))
        return metres

    def _sort(self, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Which pairs are of boxes, which of quadrangles, and which of anything else."""
        box, convex = self.geometries.is_box, self.geometries.is_convex
        boxes = box[i] & box[j]
        quads = convex[i] & convex[j] & ~boxes
        return np.flatnonzero(boxes), np.flatnonzero(quads), np.flatnonzero(~(boxes | quads))

    def _quads(self, i: np.ndarray, j: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Corners (P, 4, 2) of both, from a corner of the first, which keeps their digits."""
        a, b = self.geometries.quads[i, :4], self.geometries.quads[j, :4]
        return a - a[:, :1], b - a[:, :1]

    def _polygon(self, tile: int) -> BaseGeometry:
        polygon = self._polygons.get(tile)
        if polygon is None:
            polygon = self._polygons[tile] = self.geometries.polygon(int(tile))
        return polygon


def _edges(quads: np.ndarray) -> np.ndarray:
    return np.roll(quads, -1, axis=1) - quads


def _quad_overlap(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """By separating axes: convex shapes overlap unless some edge's normal tells them apart."""
    answer = np.ones(len(a), dtype=bool)
    for shape in (0, 1):
        for k in range(4):
            # Most pairs are told apart by the first axes; the rest of them is not computed.
            left = np.flatnonzero(answer)
            one, other = a[left], b[left]
            start, end = (one, other)[shape][:, k], (one, other)[shape][:, (k + 1) % 4]
            side = end - start
            length = np.hypot(side[:, 0], side[:, 1])
            x, y = (side[:, 1] / length)[:, None], (-side[:, 0] / length)[:, None]
            along_one = one[..., 0] * x + one[..., 1] * y
            along_other = other[..., 0] * x + other[..., 1] * y
            depth = np.minimum(along_one.max(axis=1), along_other.max(axis=1)) - np.maximum(
                along_one.min(axis=1), along_other.min(axis=1)
            )
            answer[left] = depth > TOUCH * length
    return answer


def _quad_gap(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Least distance; of convex shapes apart it is one of a corner from an edge."""
    gap = np.minimum(corner_gap(a, b), corner_gap(b, a))
    gap[_quad_overlap(a, b)] = 0
    return gap


def corner_gap(corners: np.ndarray, quads: np.ndarray) -> np.ndarray:
    """Float64 (P,): least distance of corners (P, M, 2) from the edges of outlines (P, K, 2)."""
    edges = _edges(quads)
    from_start = corners[:, :, None] - quads[:, None]
    square = (edges**2).sum(axis=2)[:, None]
    along = np.clip((from_start * edges[:, None]).sum(axis=3) / square, 0, 1)
    apart = from_start - along[..., None] * edges[:, None]
    return np.sqrt((apart**2).sum(axis=3)).min(axis=(1, 2))
