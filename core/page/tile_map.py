"""Where tiles lie, as areas of an SVG picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..report.html import WIDTH

# More tiles than these are shown by the cells of a grid: a picture needs no more detail.
_MOST_BOXES = 4000
# Boxes that are looked at together.
_AT_ONCE = 50_000
_CELLS = 128
# Rasters may be stripes.
_LEAST_HEIGHT, _MOST_HEIGHT = 40, 1440


def map_height(width: float, height: float) -> int:
    """Height of a map of a raster of this size, in units of which 720 are its width."""
    return int(min(_MOST_HEIGHT, max(_LEAST_HEIGHT, round(WIDTH * height / width))))


def draw_areas(
    boxes: np.ndarray, names: Sequence[str], size: tuple[float, float]
) -> dict[str, str]:
    """Data of an SVG path by name, in the order in which names come.

    Args:
        boxes: float64 (N, 4): left, top, right and bottom in pixels of the raster, whose origin
            is its upper left corner.
        names: of each box, that of its area.
        size: width and height of the raster in pixels.
    """
    numbers = {name: k for k, name in enumerate(dict.fromkeys(names))}
    owners = np.fromiter((numbers[name] for name in names), dtype=np.int64, count=len(boxes))
    scale = np.array([WIDTH / size[0], map_height(*size) / size[1]])
    if len(boxes) > _MOST_BOXES:
        low, high, owners = _as_cells(boxes, scale, owners, map_height(*size))
    else:
        low, high = boxes[:, :2] * scale, boxes[:, 2:] * scale
    low, high = np.round(low, 1), np.round(high, 1)
    paths = {}
    for name, number in numbers.items():
        chosen = owners == number
        rows = np.concatenate((low[chosen], high[chosen] - low[chosen]), axis=1).tolist()
        paths[name] = "".join(
            f"M{x:g} {y:g}h{width:.4g}v{height:.4g}h-{width:.4g}z" for x, y, width, height in rows
        )
    return paths


def _as_cells(
    boxes: np.ndarray, scale: np.ndarray, owners: np.ndarray, height: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Runs of equal cells of a grid; later boxes lie over earlier ones."""
    cell = max(WIDTH, height) / _CELLS
    columns, rows = int(np.ceil(WIDTH / cell)), int(np.ceil(height / cell))
    grid = np.full((rows, columns + 1), -1, dtype=np.int64)
    for first in range(0, len(boxes), _AT_ONCE):
        some = boxes[first : first + _AT_ONCE]
        low, high = some[:, :2] * scale, some[:, 2:] * scale
        starts = np.clip(np.rint(low / cell), 0, (columns - 1, rows - 1)).astype(np.int64)
        ends = np.maximum(starts + 1, np.clip(np.rint(high / cell), 0, (columns, rows)))
        _lay_cells(grid, starts, ends.astype(np.int64), first)
    grid[grid >= 0] = owners[grid[grid >= 0]]
    # The last column is empty, so that no run goes over the end of its row.
    flat = grid.reshape(-1)
    edges = np.flatnonzero(np.diff(flat, prepend=-1, append=-1))
    begins, stops = edges[:-1], edges[1:]
    is_used = flat[begins] >= 0
    begins, stops = begins[is_used], stops[is_used]
    at = np.stack((begins % (columns + 1), begins // (columns + 1)), axis=1)
    to = at + np.stack((stops - begins, np.ones_like(begins)), axis=1)
    return at * cell, to * cell, flat[begins]


def _lay_cells(grid: np.ndarray, starts: np.ndarray, ends: np.ndarray, first: int) -> None:
    """Write the numbers of boxes, from ``first`` on, into cells, later ones over earlier ones."""
    sizes = ends - starts
    for width, height in np.unique(sizes, axis=0).tolist():
        group = np.flatnonzero((sizes == (width, height)).all(axis=1))
        if len(group) < width * height:
            for number, (left, top) in zip(group.tolist(), starts[group].tolist()):
                part = grid[top : top + height, left : left + width]
                np.maximum(part, first + number, out=part)
            continue
        for across, down in np.ndindex(width, height):
            columns, rows = starts[group, 0] + across, starts[group, 1] + down
            over = first + group > grid[rows, columns]
            # Of several numbers for one cell the last is kept, which is the greatest.
            grid[rows[over], columns[over]] = first + group[over]
