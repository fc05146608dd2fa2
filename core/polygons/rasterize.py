"""Which polygon a pixel belongs to, and which pixels several polygons claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import LayerError
from .cover import LEAST_SHARE, PixelClaims, cover_pixels
from .runs import expand_runs
from .store import PolygonStore

NO_POLYGON = -1
NO_CONFLICT, PARTLY_CLAIMED, WHOLLY_CLAIMED = 0, 1, 2
# Windows with more vertices than this are halved, and runs of more pixels painted in parts.
_MOST_VERTICES = 400_000
_MOST_PIXELS = 4_000_000


@dataclass(frozen=True)
class PolygonRaster:
    """The polygons of a window.

    Attributes:
        polygons: int32 (height, width) index of the polygon that a pixel goes to, or NO_POLYGON.
        conflicts: uint8 (height, width) NO_CONFLICT; PARTLY_CLAIMED where polygons of different
            values cover the pixel; WHOLLY_CLAIMED where two of them cover all of it.
        shares: float32 (height, width) share of the pixel that its polygon covers, 0 to 1.
    """

    polygons: np.ndarray
    conflicts: np.ndarray
    shares: np.ndarray


def check_min_coverage(percent: float) -> float:
    """The share of a pixel from a percentage.

    Raises:
        LayerError: it is none.
    """
    if not 0 <= percent <= 100:
        raise LayerError(
            "{MIN_COVERAGE} is {percent:g}; it is a percentage from 0 to 100.", percent=percent
        )
    return percent / 100


def rasterize_polygons(
    store: PolygonStore, values: np.ndarray, window: Sequence[int], min_share: float = 0.5
) -> PolygonRaster:
    """Give each pixel of a window to the polygon that covers most of it.

    Shares are exact areas; where they are equal, the first polygon has the pixel. A pixel goes to
    none unless the shares of all polygons add up to ``min_share``.

    Args:
        store: the polygons.
        values: (N,) class or measurement of each polygon; polygons of one value never conflict.
        window: column offset, row offset, width, height in pixels.
        min_share: from 0 to 1; 0 gives pixels away that a polygon covers ever so little.
    """
    col, row, width, height = (int(v) for v in window)
    polygons = np.full((height, width), NO_POLYGON, dtype=np.int32)
    conflicts = np.zeros((height, width), dtype=np.uint8)
    shares = np.zeros((height, width), dtype=np.float32)
    index = store.find(window)
    if not len(index):
        return PolygonRaster(polygons, conflicts, shares)
    if height > 1 and store.vertex_counts[index].sum() > _MOST_VERTICES and len(index) > 1:
        half = height // 2
        parts = [
            rasterize_polygons(store, values, part, min_share)
            for part in ((col, row, width, half), (col, row + half, width, height - half))
        ]
        return PolygonRaster(
            np.concatenate([p.polygons for p in parts]),
            np.concatenate([p.conflicts for p in parts]),
            np.concatenate([p.shares for p in parts]),
        )
    claims = cover_pixels(store.edges(index, window), width, height)
    own = values[index]
    winners, flags = polygons.reshape(-1), conflicts.reshape(-1)
    _paint_whole(claims, own, winners, flags)
    shares[polygons != NO_POLYGON] = 1
    _paint_parts(claims, own, winners, flags, shares.reshape(-1), max(min_share, LEAST_SHARE))
    found = winners != NO_POLYGON
    winners[found] = index[winners[found]]
    return PolygonRaster(polygons, conflicts, shares)


def _paint_whole(
    claims: PixelClaims, values: np.ndarray, winners: np.ndarray, flags: np.ndarray
) -> None:
    # The last one painted stays, so the first polygon comes last.
    order = np.argsort(-claims.run_owners, kind="stable")
    starts, lengths = claims.run_pixels[order], claims.run_lengths[order]
    owners = claims.run_owners[order]
    part_of = (np.cumsum(lengths) - lengths) // _MOST_PIXELS
    for part in np.split(np.arange(len(order)), np.flatnonzero(np.diff(part_of)) + 1):
        pixels = expand_runs(starts[part], lengths[part])
        owner = np.repeat(owners[part], lengths[part])
        before = winners[pixels]
        differs = (before != NO_POLYGON) & (values[before] != values[owner])
        flags[pixels[differs]] = WHOLLY_CLAIMED
        winners[pixels] = owner
        differs = values[winners[pixels]] != values[owner]
        flags[pixels[differs]] = WHOLLY_CLAIMED


def _paint_parts(
    claims: PixelClaims,
    values: np.ndarray,
    winners: np.ndarray,
    flags: np.ndarray,
    covered: np.ndarray,
    min_share: float,
) -> None:
    order = np.lexsort((claims.owners, -claims.shares, claims.pixels))
    pixels, owners = claims.pixels[order], claims.owners[order]
    if not len(order):
        return
    starts = np.flatnonzero(np.diff(pixels, prepend=-1))
    places, best = pixels[starts], owners[starts]
    is_open = winners[places] == NO_POLYGON
    has_pixel = np.where(is_open, best, winners[places])
    counts = np.diff(starts, append=len(pixels))
    differs = values[owners] != np.repeat(values[has_pixel], counts)
    is_claimed = np.logical_or.reduceat(differs, starts) & (flags[places] == NO_CONFLICT)
    flags[places[is_claimed]] = PARTLY_CLAIMED
    enough = np.add.reduceat(claims.shares[order], starts) >= min_share - LEAST_SHARE
    won = is_open & enough
    winners[places[won]] = best[won]
    covered[places[won]] = claims.shares[order][starts][won]
