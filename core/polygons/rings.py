"""Rings of polygons: where they stand in well-known binary, and which way they go."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..geometry.plain_rings import start_of_ring

POINT_BYTES = 16
_POLYGON = 3
_MULTI_POLYGON = 6
_HEADER = 5
_COUNT = struct.Struct("<I")


@dataclass(frozen=True)
class Outlines:
    """Rings of several polygons in pixels of the raster; holes follow the shell they are in.

    Attributes:
        points: float64 (N, 2) column and row; the first of a ring comes again as its last.
        starts: of each ring in ``points``.
        ends: its last point, which is the first again.
        is_hole: whether a ring is one.
        owner: counts the polygons from 0.
    """

    points: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    is_hole: np.ndarray
    owner: np.ndarray


def is_convex(outlines: Outlines) -> np.ndarray:
    """Bool (rings,): rings that never turn the other way, and so have no dents."""
    points, starts, ends = outlines.points, outlines.starts, outlines.ends
    steps = np.zeros_like(points)
    steps[:-1] = points[1:] - points[:-1]
    following = np.arange(1, len(points) + 1)
    following[ends - 1] = starts
    following[ends] = ends
    after = steps[following]
    turns = steps[:, 0] * after[:, 1] - steps[:, 1] * after[:, 0]
    turns[ends] = 0
    is_left = np.maximum.reduceat(turns, starts) <= 0
    return np.asarray(is_left | (np.minimum.reduceat(turns, starts) >= 0))


# Start, number of points, and whether it is a hole.
_Ring = tuple[int, int, bool]


@dataclass(frozen=True)
class RawRings:
    """Rings of some polygons as they stand in well-known binary.

    Attributes:
        points: of all, one behind the other.
        sizes: int64 (rings,) points of each.
        is_hole: bool (rings,).
        counts: int64 (N,) rings of each polygon.
    """

    points: bytes
    sizes: np.ndarray
    is_hole: np.ndarray
    counts: np.ndarray


def read_rings(wkb: Sequence[bytes]) -> RawRings:
    """The rings of valid polygons and multipolygons (2D, little-endian, not empty)."""
    starts = [start_of_ring(data) for data in wkb]
    if all(starts):
        pieces = [data[start:] for data, start in zip(wkb, starts)]
        sizes = np.array(list(map(len, pieces)), dtype=np.int64) // POINT_BYTES
        ones = np.ones(len(wkb), dtype=np.int64)
        return RawRings(b"".join(pieces), sizes, ones < 1, ones)
    ring_sizes: list[int] = []
    is_hole: list[bool] = []
    pieces, counts = [], []
    for data in wkb:
        before = len(ring_sizes)
        for start, count, hole in _rings(data):
            pieces.append(data[start : start + count * POINT_BYTES])
            ring_sizes.append(count)
            is_hole.append(hole)
        counts.append(len(ring_sizes) - before)
    sizes, of_polygons = (np.array(column, dtype=np.int64) for column in (ring_sizes, counts))
    return RawRings(b"".join(pieces), sizes, np.array(is_hole, dtype=bool), of_polygons)


def _rings(data: bytes) -> Iterator[_Ring]:
    kind = data[1]
    if kind == _POLYGON:
        yield from _polygon_rings(data, 0)[0]
    elif kind == _MULTI_POLYGON:
        place = _HEADER + 4
        for _ in range(_COUNT.unpack_from(data, _HEADER)[0]):
            rings, place = _polygon_rings(data, place)
            yield from rings


def _polygon_rings(data: bytes, place: int) -> tuple[list[_Ring], int]:
    (count,) = _COUNT.unpack_from(data, place + _HEADER)
    place += _HEADER + 4
    rings = []
    for k in range(count):
        (points,) = _COUNT.unpack_from(data, place)
        rings.append((place + 4, points, k > 0))
        place += 4 + points * POINT_BYTES
    return rings, place


def ring_measures(
    pixels: np.ndarray, starts: np.ndarray, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Areas of rings, and widths: the short side of a rectangle of the same area and perimeter.

    Rings rounder than any rectangle have that of the square of their area.

    Args:
        pixels: float64 (N, 2) points; the first of a ring comes again as its last.
        starts: int64 (rings,) of each ring in ``pixels``.
        sizes: int64 (rings,) its points.

    Returns:
        float64 (rings,) square pixels and pixels.
    """
    relative, following = _from_first(pixels, starts, sizes)
    after = relative[following]
    twice = np.add.reduceat(relative[:, 0] * after[:, 1] - after[:, 0] * relative[:, 1], starts)
    areas = np.abs(twice) / 2
    steps = np.hypot(*(after - relative).T)
    half = np.add.reduceat(steps, starts) / 2
    rest = half**2 - 4 * areas
    # A thin ring is the difference of two nearly equal numbers; this form of it loses no digits.
    widths = 2 * areas / np.maximum(half + np.sqrt(np.maximum(rest, 0)), 1e-300)
    return areas, np.where(rest > 0, widths, np.sqrt(areas))


def ring_signs(pixels: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """1 for rings with their inside to the right of edges that go down the rows, else -1."""
    relative, following = _from_first(pixels, starts, sizes)
    col, row = relative[:, 0], relative[:, 1]
    areas = np.add.reduceat(col * row[following] - col[following] * row, starts)
    return np.where(areas > 0, -1.0, 1.0)


def _from_first(
    pixels: np.ndarray, starts: np.ndarray, sizes: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Points from their ring's first one, and the place of the point after each."""
    # Products of large numbers would lose the area.
    relative = pixels - np.repeat(pixels[starts], sizes, axis=0)
    following = np.arange(1, len(pixels) + 1)
    following[starts + sizes - 1] = starts
    return relative, following
