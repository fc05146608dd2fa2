"""Edges of polygons, column-wise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.plain_rings import start_of_ring
from ..geometry.repair import parts_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Rings:
    """Closed rings of a polygon.

    Attributes:
        points: float64 (N, 2) x and y, ring behind ring.
        signs: float64 (N,) of the edge that begins at a point: 1 where the polygon lies on the
            right of what goes up, -1 on the left; 0 at the end of a ring.
    """

    points: np.ndarray
    signs: np.ndarray

    @property
    def low(self) -> np.ndarray:
        """Least x and y."""
        return np.asarray(self.points.min(axis=0))

    @property
    def high(self) -> np.ndarray:
        """Greatest x and y."""
        return np.asarray(self.points.max(axis=0))


@dataclass(frozen=True)
class Edges:
    """Edges of several polygons, float64 (N,); ``owner`` counts the polygons from 0."""

    x0: np.ndarray
    y0: np.ndarray
    x1: np.ndarray
    y1: np.ndarray
    sign: np.ndarray
    owner: np.ndarray


def rings_of(polygon: BaseGeometry) -> Rings:
    """The rings of a valid shapely polygon or multipolygon that is not empty."""
    data = polygon.wkb
    start = start_of_ring(data)
    if start:
        # Most are of one ring, whose points stand in the bytes as they are wanted.
        points = np.frombuffer(data, dtype="<f8", offset=start).reshape(-1, 2)
        return Rings(points, _signs(points, False))
    rings = [
        (np.asarray(ring.coords)[:, :2], is_hole)
        for part in parts_of(polygon)
        for ring, is_hole in ((part.exterior, False), *((hole, True) for hole in part.interiors))
    ]
    return Rings(
        np.concatenate([points for points, _ in rings]),
        np.concatenate([_signs(points, is_hole) for points, is_hole in rings]),
    )


def _signs(points: np.ndarray, is_hole: bool) -> np.ndarray:
    x, y = (points - points[0]).T
    is_left = float(x[:-1] @ y[1:] - x[1:] @ y[:-1]) > 0
    signs = np.full(len(points), -1.0 if is_left != is_hole else 1.0)
    signs[-1] = 0
    return signs


def join_edges(rings: Sequence[Rings]) -> Edges:
    """The edges of some polygons."""
    points = np.concatenate([ring.points for ring in rings])
    signs = np.concatenate([ring.signs for ring in rings])
    owner = np.repeat(np.arange(len(rings)), [len(ring.signs) for ring in rings])
    places = np.flatnonzero(signs)
    (x0, y0), (x1, y1) = points[places].T, points[places + 1].T
    return Edges(x0, y0, x1, y1, signs[places], owner[places])
