"""Rings without dents, cut by a rectangle each, all at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ManyRings:
    """Rings one behind the other, each without its first point again.

    Attributes:
        points: float64 (N, 2).
        counts: int64 (rings,) points of each; 0 where nothing is left.
    """

    points: np.ndarray
    counts: np.ndarray

    @property
    def starts(self) -> np.ndarray:
        """Of each ring in ``points``."""
        return np.asarray(np.cumsum(self.counts) - self.counts)

    @property
    def owner(self) -> np.ndarray:
        """The ring of each point."""
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @property
    def before(self) -> np.ndarray:
        """The place of the point before each one around its ring."""
        before = np.arange(-1, len(self.points) - 1)
        starts, is_there = self.starts, self.counts > 0
        before[starts[is_there]] = (starts + self.counts - 1)[is_there]
        return before

    def keep(self, is_kept: np.ndarray) -> ManyRings:
        """The points that are told, bool (N,)."""
        counts = np.bincount(self.owner[is_kept], minlength=len(self.counts))
        return ManyRings(self.points[is_kept], counts)

    def take(self, rings: np.ndarray) -> ManyRings:
        """The rings that are told, bool (rings,)."""
        return ManyRings(self.points[np.repeat(rings, self.counts)], self.counts[rings])

    @property
    def areas(self) -> np.ndarray:
        """Float64 (rings,), added up corner by corner as ClippedRings does."""
        starts = self.starts
        xs, ys = (self.points - self.points[np.repeat(starts, self.counts)]).T
        before = self.before
        terms = xs[before] * ys - xs * ys[before]
        # Seen from the first corner, the last edge adds nothing.
        terms[starts[self.counts > 0]] = 0
        return np.abs(np.bincount(self.owner, weights=terms, minlength=len(self.counts))) / 2


def clip_many(rings: ManyRings, bounds: np.ndarray, boxes: np.ndarray) -> ManyRings:
    """What of rings lies in a box of each, in the order and with the numbers of ClippedRings.

    Args:
        rings: without dents, so that one piece is left of each at most.
        bounds: float64 (rings, 4) least x, least y, greatest x, greatest y of each.
        boxes: the same of what is kept.
    """
    for axis, side, sign in ((0, 0, 1), (0, 2, -1), (1, 1, 1), (1, 3, -1)):
        needs = (boxes[:, side] - bounds[:, side]) * sign > 0
        if needs.any():
            rings = _clip_side(rings, axis, boxes[:, side], sign, needs)
    return rings.keep(np.repeat(rings.counts > 2, rings.counts))


def _clip_side(
    rings: ManyRings, axis: int, limits: np.ndarray, sign: int, needs: np.ndarray
) -> ManyRings:
    """The part of rings beyond (sign 1) or before (-1) a limit of one coordinate."""
    owner, before = rings.owner, rings.before
    along, across, limit = rings.points[:, axis], rings.points[:, 1 - axis], limits[owner]
    is_in = ((along - limit) * sign >= 0) | ~needs[owner]
    crosses = is_in != is_in[before]
    made = is_in.astype(np.int64) + crosses
    ends = np.cumsum(made)
    points = np.empty((int(ends[-1]) if len(ends) else 0, 2))
    points[(ends - 1)[is_in]] = rings.points[is_in]
    at = (ends - made)[crosses]
    a, b, limit = along[crosses], across[crosses], limit[crosses]
    last, last_across = along[before][crosses], across[before][crosses]
    points[at, axis] = limit
    points[at, 1 - axis] = last_across + (limit - last) / (a - last) * (b - last_across)
    counts = np.bincount(np.repeat(owner, made), minlength=len(rings.counts))
    return ManyRings(points, counts)
