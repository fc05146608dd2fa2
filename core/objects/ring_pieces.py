"""Pieces of objects of one ring, all at once: most objects on maps have no holes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..geometry.clip_many import ManyRings, clip_many
from ..polygons.rings import Outlines, is_convex
from ..polygons.runs import expand_runs
from .parts import LEAST, STEPS, WIDE, ring_area
from .settings import ObjectSettings
from .showing import find_showing
from .tile_object import ORIENTED_BOX

# Square pixels.
_CLOSE = 1e-7


@dataclass(frozen=True)
class RingPieces:
    """Pieces that consist of one part without holes.

    Attributes:
        which: int64 (K,) ring that each is of.
        points: float64 (N, 2) of all pieces.
        starts: int64 (K,) of each in ``points``.
        ends: behind its last point.
        areas: float64 (K,) in square pixels.
        visible: float64 (K,) share of the whole.
        is_small: bool (K,): too small, see ObjectSettings.
    """

    which: np.ndarray
    points: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    areas: np.ndarray
    visible: np.ndarray
    is_small: np.ndarray

    @classmethod
    def none(cls) -> RingPieces:
        """No pieces."""
        nothing, numbers = np.empty(0), np.empty(0, dtype=np.int64)
        return cls(numbers, np.empty((0, 2)), numbers, numbers, nothing, nothing, nothing > 0)


def pieces_of_rings(
    outlines: Outlines, corners: np.ndarray, inside: np.ndarray, settings: ObjectSettings
) -> tuple[RingPieces, RingPieces, np.ndarray, int]:
    """What of rings lies on a tile each.

    Args:
        outlines: rings, each of another polygon.
        corners: float64 (rings, 2) upper left corner of the tile of each.
        inside: float64 (rings, 4) left, top, right and bottom of the tile of each, in its pixels.
        settings: what was asked for.

    Returns:
        the pieces that are whole and wide enough for whatever was asked for, other pieces, the
        numbers of rings that are left to be cut otherwise, and how many of the pieces were small.
    """
    sizes = outlines.ends - outlines.starts
    points = outlines.points - np.repeat(corners, sizes + 1, axis=0)
    is_left = np.ones(len(sizes), dtype=bool)
    if settings.shape == ORIENTED_BOX:
        plain = RingPieces.none()
    else:
        plain = plain_pieces(outlines, points, inside, settings)
        is_left[plain.which] = False
    has_dents = ~is_convex(outlines)
    is_whole = has_dents & are_inside(points, outlines.starts, inside)
    easy = np.flatnonzero(is_left & (is_whole | ~has_dents))
    others, small = RingPieces.none(), 0
    if len(easy):
        places = expand_runs(outlines.starts[easy], sizes[easy])
        rings = ManyRings(points[places], sizes[easy])
        others, small = cut_pieces(rings, inside[easy], is_whole[easy], settings)
        others = replace(others, which=easy[others.which])
        is_left[easy] = False
    return plain, others, np.flatnonzero(is_left), small


def plain_pieces(
    outlines: Outlines, points: np.ndarray, inside: np.ndarray, settings: ObjectSettings
) -> RingPieces:
    """Rings that are wholly on their tile and wide enough to be kept whatever was asked for.

    Args:
        outlines: rings.
        points: theirs, in pixels of the tile of each.
        inside: float64 (rings, 4) left, top, right and bottom of the tile of each.
        settings: what was asked for.
    """
    starts, ends = outlines.starts, outlines.ends
    snapped = np.round(points * STEPS) / STEPS + 0.0
    cols, rows = (snapped - np.repeat(snapped[starts], ends - starts + 1, axis=0)).T
    areas = np.zeros(len(points))
    areas[:-1] = cols[:-1] * rows[1:] - cols[1:] * rows[:-1]
    areas[ends] = 0
    ring_areas = np.abs(np.add.reduceat(areas, starts)) / 2
    across, down = np.diff(snapped[:, 0]), np.diff(snapped[:, 1])
    lengths = np.zeros(len(points))
    lengths[:-1] = np.hypot(across, down)
    lengths[ends] = 0
    repeats = np.zeros(len(points), dtype=bool)
    repeats[:-1] = (across == 0) & (down == 0)
    repeats[ends] = False
    is_plain = (
        are_inside(points, starts, inside)
        & ~np.logical_or.reduceat(repeats, starts)
        & (ring_areas >= max(settings.min_pixels, LEAST))
        & (ring_areas >= WIDE * np.add.reduceat(lengths, starts))
    )
    which = np.flatnonzero(is_plain)
    return RingPieces(
        which,
        snapped,
        starts[which],
        ends[which],
        ring_areas[which],
        np.ones(len(which)),
        np.zeros(len(which), dtype=bool),
    )


def are_inside(points: np.ndarray, starts: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Bool (rings,): rings that do not reach beyond the rectangle of each."""
    cols, rows = points.T
    return np.asarray(
        (np.minimum.reduceat(cols, starts) >= inside[:, 0])
        & (np.minimum.reduceat(rows, starts) >= inside[:, 1])
        & (np.maximum.reduceat(cols, starts) <= inside[:, 2])
        & (np.maximum.reduceat(rows, starts) <= inside[:, 3])
    )


def cut_pieces(
    rings: ManyRings, inside: np.ndarray, is_whole: np.ndarray, settings: ObjectSettings
) -> tuple[RingPieces, int]:
    """What of rings lies on the tile of each.

    Args:
        rings: in pixels of the tile of each; without dents, but for those wholly on their tile.
        inside: float64 (rings, 4) left, top, right and bottom of the tile of each.
        is_whole: bool (rings,): those with dents.
        settings: what was asked for.

    Returns:
        the pieces, and how many of all were small.
    """
    bounds = np.concatenate(
        [ufunc.reduceat(rings.points, rings.starts) for ufunc in (np.minimum, np.maximum)], axis=1
    )
    clipped = clip_many(rings, bounds, inside)
    wholes, shares = rings.areas, clipped.areas
    visible = np.zeros(len(wholes))
    np.divide(shares, wholes, out=visible, where=shares > 0)
    visible = np.where(is_whole, 1.0, np.minimum(1.0, visible))
    snapped = _snap(clipped)
    least = max(settings.min_pixels, LEAST)
    areas = _areas(snapped, least)
    is_large = areas >= least
    if settings.min_pixels:
        is_large[is_large] = find_showing(snapped.take(is_large), areas[is_large])
    is_small = ~is_large | (visible * 100 < settings.min_visible)
    count = int((is_small & (visible > 0)).sum())
    is_kept = is_large if settings.drops_small else is_large | (areas >= LEAST)
    if settings.drops_small:
        is_kept &= ~is_small
    which, starts = np.flatnonzero(is_kept), snapped.starts
    pieces = RingPieces(
        which,
        snapped.points,
        starts[which],
        (starts + snapped.counts)[which],
        areas[which],
        visible[which],
        is_small[which],
    )
    return pieces, count


def _snap(rings: ManyRings) -> ManyRings:
    """On thousandths of a pixel, without points that are the one before them."""
    points = np.round(rings.points * STEPS) / STEPS
    is_new = (points != points[rings.before]).any(axis=1)
    snapped = ManyRings(points + 0.0, rings.counts).keep(is_new)
    return snapped.keep(np.repeat(snapped.counts > 2, snapped.counts))


def _areas(rings: ManyRings, least: float) -> np.ndarray:
    """Float64 (rings,): to the last digit as part_area gives them where that decides something.

    That is where an area is as good as ``least``, or lies between two thousandths.
    """
    areas, starts = rings.areas, rings.starts
    thousandths = areas * STEPS
    is_close = np.abs(areas - least) < _CLOSE
    is_close |= np.abs(np.abs(thousandths - np.rint(thousandths)) - 0.5) < _CLOSE * STEPS
    for k in np.flatnonzero(is_close & (rings.counts > 0)).tolist():
        areas[k] = ring_area(rings.points[starts[k] : starts[k] + rings.counts[k]])
    return areas
