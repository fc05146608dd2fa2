"""Polygons of one ring without dents, which need no library to be known for valid."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np

# Little-endian, two dimensions: a polygon of one ring, and a multipolygon of one of them.
_POLYGON = b"\x01\x03\x00\x00\x00\x01\x00\x00\x00"
_MULTI_POLYGON = b"\x01\x06\x00\x00\x00\x01\x00\x00\x00" + _POLYGON
_ONE_RING = (_POLYGON, _MULTI_POLYGON)
_COUNT = struct.Struct("<I")
_LONGEST_HEADER = len(_MULTI_POLYGON) + _COUNT.size
_POINT_BYTES = 16
# A corner turns for certain when its cross product is more than this share of its terms.
_CERTAIN = 1e-12
# Twice the area, for each square unit of the ring's reach, of what is no sliver.
_LEAST_AREA = 1e-6
_NO_NUMBER = 1e-200


def start_of_ring(wkb: bytes) -> int:
    """Where the points begin in well-known binary of one ring, which go on to its end; else 0."""
    if wkb.startswith(_POLYGON):
        start = len(_POLYGON) + _COUNT.size
    elif wkb.startswith(_MULTI_POLYGON):
        start = len(_MULTI_POLYGON) + _COUNT.size
    else:
        return 0
    if len(wkb) < start:
        return 0
    (count,) = _COUNT.unpack_from(wkb, start - _COUNT.size)
    return start if len(wkb) == start + count * _POINT_BYTES else 0


def has_ring(wkb: bytes) -> bool:
    """Whether well-known binary from a library is of one ring that has points."""
    return wkb.startswith(_ONE_RING) and len(wkb) > _LONGEST_HEADER


def are_plain(wkb: Sequence[bytes]) -> np.ndarray:
    """Bool (N,): polygons that are valid for certain, all of whose corners turn the same way.

    A ring whose corners turn one way and go around once does not cross itself. What is close to a
    straight corner, to a sliver, or to the limits of numbers is not certain.

    Args:
        wkb: 2D geometries as well-known binary.
    """
    starts = [start_of_ring(data) for data in wkb]
    sizes = [
        (len(data) - start) // _POINT_BYTES if start else 0 for data, start in zip(wkb, starts)
    ]
    found = np.array(sizes, dtype=np.int64) > 3
    if not found.any():
        return found
    pieces = [data[start:] for data, start, size in zip(wkb, starts, sizes) if size > 3]
    points = np.frombuffer(b"".join(pieces), dtype="<f8").reshape(-1, 2)
    counts = np.array(sizes, dtype=np.int64)[found]
    with np.errstate(all="ignore"):
        found[found] = _turn_one_way(points, counts)
    return found


def _turn_one_way(points: np.ndarray, counts: np.ndarray) -> np.ndarray:
    lasts = np.cumsum(counts) - 1
    firsts = lasts - counts + 1
    steps = np.empty_like(points)
    steps[:-1] = points[1:] - points[:-1]
    # The last point is the first again, and so is what follows it.
    steps[lasts] = steps[firsts]
    right, down = steps.T
    turns, reach = _cross(right[:-1], down[:-1], right[1:], down[1:])
    is_up = (down > 0) | ((down == 0) & (right > 0))
    is_last = np.zeros(len(points), dtype=bool)
    is_last[lasts] = True
    least = reach * _CERTAIN + _NO_NUMBER
    is_left, is_right, changes = is_last.copy(), is_last.copy(), ~is_last
    is_left[:-1] |= turns > least
    is_right[:-1] |= turns < -least
    changes[:-1] &= is_up[1:] != is_up[:-1]
    along, across = (points - np.repeat(points[firsts], counts, axis=0)).T
    areas = np.zeros(len(points))
    areas[:-1] = along[:-1] * across[1:] - across[:-1] * along[1:]
    areas[lasts] = 0
    sizes = np.maximum.reduceat(along * along + across * across, firsts)
    return np.asarray(
        (points[firsts] == points[lasts]).all(axis=1)
        & (np.logical_and.reduceat(is_left, firsts) | np.logical_and.reduceat(is_right, firsts))
        & (np.add.reduceat(changes.astype(np.int64), firsts) == 2)
        & (np.abs(np.add.reduceat(areas, firsts)) > sizes * _LEAST_AREA)
    )


def _cross(
    right0: np.ndarray, down0: np.ndarray, right1: np.ndarray, down1: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Cross products, and how large their terms are."""
    first, second = right0 * down1, down0 * right1
    return first - second, np.abs(first) + np.abs(second)
