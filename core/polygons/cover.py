"""Which share of each pixel polygons cover, exactly."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .runs import expand_runs
from .store import Edges

# Shares closer than this to nothing or to a whole pixel are rounding: coordinates of millions of
# metres carry errors of 1e-9 pixel, and neighbours that share an edge must not claim each other's.
LEAST_SHARE = 1e-6
_DIGITS = 6


@dataclass(frozen=True)
class PixelClaims:
    """Which polygons cover which pixels of a window.

    Attributes:
        pixels: int64 (N,) row * width + column of pixels that are covered in part.
        owners: int64 (N,) the polygon of each.
        shares: float64 (N,) of the pixel's area, above 0 and below 1.
        run_pixels: int64 (M,) first pixel of a run of wholly covered ones along a row.
        run_lengths: int64 (M,).
        run_owners: int64 (M,).
    """

    pixels: np.ndarray
    owners: np.ndarray
    shares: np.ndarray
    run_pixels: np.ndarray
    run_lengths: np.ndarray
    run_owners: np.ndarray


def cover_pixels(edges: Edges, width: int, height: int) -> PixelClaims:
    """Cover the pixels of a window with polygons.

    The exact areas are those that font rasterizers accumulate: each edge adds, to the cell that it
    passes, the height it climbs there ("cover") and the area to its right; the sum of covers along
    a row, from the left, is what pixels between two edges are covered by. See FreeType's smooth
    rasterizer (ftgrays.c, by David Turner), which follows Raph Levien's LibArt. Here all
    polygons of a window are done at once, by sorting their cells.

    Args:
        edges: of valid polygons, in pixels of the window.
        width: columns of the window.
        height: its rows.
    """
    keys, covers, areas = _cut_edges(edges, width, height)
    keys, covers, areas = _sum_cells(keys, covers, areas)
    rows = keys // width
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    sums = np.cumsum(covers)
    before_rows = np.concatenate(([0.0], sums))[starts]
    lengths = np.diff(starts, append=len(rows))
    levels = sums - np.repeat(before_rows, lengths)
    shares = np.round(levels - covers + areas, _DIGITS)
    levels = np.round(levels, _DIGITS)
    # A cell is followed by pixels without an edge, up to the next cell or the end of the row.
    cols = keys - rows * width
    following = np.append(cols[1:], width)
    following[starts[1:] - 1] = width
    gaps = following - cols - 1
    owners, pixels = keys // (width * height), keys % (width * height)
    is_part = (shares >= LEAST_SHARE) & (shares < 1)
    is_whole = shares >= 1
    part_gaps = (gaps > 0) & (levels >= LEAST_SHARE) & (levels < 1)
    whole_gaps = (gaps > 0) & (levels >= 1)
    spread = expand_runs(pixels[part_gaps] + 1, gaps[part_gaps])
    return PixelClaims(
        np.concatenate((pixels[is_part], spread)),
        np.concatenate((owners[is_part], np.repeat(owners[part_gaps], gaps[part_gaps]))),
        np.concatenate((shares[is_part], np.repeat(levels[part_gaps], gaps[part_gaps]))),
        np.concatenate((pixels[is_whole], pixels[whole_gaps] + 1)),
        np.concatenate((np.ones(is_whole.sum(), dtype=np.int64), gaps[whole_gaps])),
        np.concatenate((owners[is_whole], owners[whole_gaps])),
    )


def _cut_edges(edges: Edges, width: int, height: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pieces of edges that each lie in one pixel: its key, the signed climb, the area it adds."""
    down = edges.row1 > edges.row0
    top, bottom = np.minimum(edges.row0, edges.row1), np.maximum(edges.row0, edges.row1)
    top_col = np.where(down, edges.col0, edges.col1)
    bottom_col = np.where(down, edges.col1, edges.col0)
    sign = np.where(down, edges.sign, -edges.sign)
    used = np.flatnonzero(np.minimum(top_col, bottom_col) < width)
    top, bottom, top_col, bottom_col, sign, owner = (
        v[used] for v in (top, bottom, top_col, bottom_col, sign, edges.owner)
    )
    slope = (bottom_col - top_col) / (bottom - top)
    first = np.maximum(np.floor(top), 0).astype(np.int64)
    last = np.minimum(np.ceil(bottom), height).astype(np.int64)
    counts = last - first
    of = np.repeat(np.arange(len(top)), counts)
    row = expand_runs(first, counts)
    upper, lower = np.maximum(top[of], row), np.minimum(bottom[of], row + 1)
    left = top_col[of] + (upper - top[of]) * slope[of]
    right = np.where(
        lower == bottom[of], bottom_col[of], top_col[of] + (lower - top[of]) * slope[of]
    )
    climb = (lower - upper) * sign[of]
    base = owner[of] * height + row
    left, right = np.minimum(left, right), np.maximum(left, right)
    # What lies left of the window counts as its first column, what lies right of it not at all.
    first = np.clip(np.floor(left), -1, width).astype(np.int64)
    last = np.clip(np.ceil(right), first + 1, width + 1).astype(np.int64)
    counts = last - first
    of = np.repeat(np.arange(len(left)), counts)
    col = expand_runs(first, counts)
    from_col = np.where(col < 0, left[of], np.maximum(left[of], col))
    to_col = np.where(col >= width, right[of], np.minimum(right[of], col + 1))
    run = right[of] - left[of]
    steep = run == 0
    part = np.where(steep, 1.0, (to_col - from_col) / np.where(steep, 1.0, run))
    cover = climb[of] * part
    area = cover * np.clip(1 - ((from_col + to_col) / 2 - col), 0, 1)
    outside = col < 0
    area[outside] = cover[outside]
    col[outside] = 0
    inside = col < width
    return (base[of] * width + col)[inside], cover[inside], area[inside]


def _sum_cells(
    keys: np.ndarray, covers: np.ndarray, areas: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """One cell a polygon and pixel, sorted by polygon, row and column."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(starts):
        return keys, covers, areas
    return (
        keys[starts],
        np.add.reduceat(covers[order], starts),
        np.add.reduceat(areas[order], starts),
    )
