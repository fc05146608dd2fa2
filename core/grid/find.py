"""Finding tiles of a grid by arithmetic, without making them: a grid may hold millions."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..geometry.outlines import corners_of_windows, pixel_coordinates, place_pixels
from .grid import DROP, GridAxis, GridBatch, TileGrid
from .part import NO_TILES, GridPart
from .touched import TouchedTiles

# Digits of a pixel that are kept: what is behind them is rounding in the affine transform.
_DIGITS = 6
NOWHERE = -1
# Rows and columns have eight digits at most.
_NAME = re.compile(r"r(\d{5,9})_c(\d{5,9})")
# More tiles than this are not distinguished when they are counted.
_MOST_CELLS = 50_000_000


class TileFinder:
    """The tiles of a grid over a raster, by number: row times columns plus column.

    Tiles that the raster's edge cuts are never found when ``edge`` is DROP; they have a number,
    a name and an outline all the same.

    Args:
        grid: the grid.
        transform: the raster's six affine coefficients a, b, c, d, e, f.
        edge: one of EDGES.
    """

    def __init__(self, grid: TileGrid, transform: Sequence[float], edge: str) -> None:
        self.transform = tuple(float(v) for v in transform[:6])
        self._grid = grid
        self._columns, self._rows = (_real(axis, edge) for axis in (grid.columns, grid.rows))
        self._width = len(grid.columns)

    def __len__(self) -> int:
        return len(self._columns) * len(self._rows)

    @property
    def end(self) -> int:
        """A number greater than that of any tile."""
        return len(self._grid.rows) * self._width

    @property
    def whole(self) -> GridPart:
        """All tiles."""
        return GridPart(0, len(self._rows), 0, len(self._columns))

    def find(self, xy: np.ndarray) -> np.ndarray:
        """The tile at each place, int64 (N,); NOWHERE where there is none.

        Of several tiles that hold a place, the one with the nearest centre is taken.

        Args:
            xy: float (N, 2) coordinates in the raster's system.
        """
        pixels = self._pixels(xy)
        cols, rows = _nearest(self._columns, pixels[:, 0]), _nearest(self._rows, pixels[:, 1])
        found = rows * self._width + cols
        return np.where((cols < 0) | (rows < 0), NOWHERE, found)

    def find_along(self, start: Sequence[float], end: Sequence[float]) -> np.ndarray:
        """The tiles under a straight line between two places x, y; each once, in their order."""
        if not len(self):
            return np.empty(0, dtype=np.int64)
        ends = self._pixels(np.array([start, end], dtype=float))
        across = np.abs(ends[1] - ends[0]) / (_spacing(self._columns), _spacing(self._rows))
        # Four steps a tile leap over none, and cut no corner that a hand could aim at.
        steps = int(np.ceil(4 * np.nan_to_num(across, posinf=0).max())) + 1
        share = np.linspace(0, 1, min(steps, 100_000) + 1)[:, None]
        line = (1 - share) * np.asarray(start, dtype=float) + share * np.asarray(end, dtype=float)
        found = self.find(line)
        found = found[found != NOWHERE]
        _, first = np.unique(found, return_index=True)
        return found[np.sort(first)]

    def count_centred(self, xy: np.ndarray) -> int:
        """How many tiles at most have their centre inside a shape with these corners (N, 2)."""
        (first, last), (top, bottom) = self._centred(xy)
        return (last - first) * (bottom - top)

    def centred(self, xy: np.ndarray) -> np.ndarray:
        """The tiles with their centre in the pixel box around some corners (N, 2), int64."""
        return self._numbers(*self._centred(xy))

    def all(self) -> np.ndarray:
        """Every tile, int64."""
        return self._numbers((0, len(self._columns)), (0, len(self._rows)))

    def touched(self, xy: np.ndarray) -> GridPart:
        """The tiles that the pixel box around some places x, y touches; NaN are no places."""
        pixels = self._pixels(xy)
        pixels = pixels[np.isfinite(pixels).all(axis=1)]
        if not len(pixels) or not len(self):
            return NO_TILES
        ends = np.stack((pixels.min(axis=0), pixels.max(axis=0)), axis=1)
        spans = []
        for axis, (least, last) in zip((self._rows, self._columns), ends[::-1]):
            first = int(np.searchsorted(axis.offsets + axis.sizes, least, "left"))
            spans += [first, max(first, int(np.searchsorted(axis.offsets, last, "right")))]
        return GridPart(*spans)

    def numbers(self, part: GridPart) -> np.ndarray:
        """The tiles of a part of the grid, int64."""
        rows, columns = len(self._rows), len(self._columns)
        own = GridPart(*np.clip(part, 0, (rows, rows, columns, columns)).tolist())
        return self._numbers((own.left, own.right), (own.top, own.bottom))

    def block(self, number: int, step: int) -> GridPart:
        """Of blocks of step x step tiles, that which holds a tile."""
        top, left = (place // step * step for place in divmod(number, self._width))
        rows, columns = len(self._rows), len(self._columns)
        return GridPart(top, min(top + step, rows), left, min(left + step, columns))

    def blocks(self, part: GridPart, step: int) -> np.ndarray:
        """Closed outlines (N, 5, 2) of the blocks of step x step tiles that hold those of a part.

        They lie in the raster's coordinate system, row after row; with a step of 1 they are the
        outlines of the tiles.
        """
        tops, heights = _blocks(self._rows, part.top, part.bottom, step)
        lefts, widths = _blocks(self._columns, part.left, part.right, step)
        windows = np.empty((len(tops), len(lefts), 4), dtype=np.int64)
        windows[..., 0], windows[..., 1] = lefts, tops[:, None]
        windows[..., 2], windows[..., 3] = widths, heights[:, None]
        return corners_of_windows(windows.reshape(-1, 4), self.transform)

    def tiles(self, numbers: np.ndarray) -> GridBatch:
        """Rows, columns and windows of tiles."""
        rows, cols = np.divmod(np.asarray(numbers, dtype=np.int64), self._width)
        across, down = self._grid.columns, self._grid.rows
        parts = (across.offsets[cols], down.offsets[rows], across.sizes[cols], down.sizes[rows])
        partial = across.partial[cols] | down.partial[rows]
        return GridBatch(rows, cols, np.stack(parts, axis=1), partial)

    def number(self, row: int, col: int) -> int:
        """The tile in a row and column of the grid."""
        return row * self._width + col

    def names(self, numbers: np.ndarray) -> list[str]:
        """The tile_id of tiles."""
        return self._grid.tile_ids(self.tiles(numbers))

    def find_name(self, name: str) -> int:
        """The tile of a tile_id; NOWHERE when there is none."""
        parts = _NAME.fullmatch(name)
        if parts is None:
            return NOWHERE
        row, col = int(parts[1]), int(parts[2])
        if row >= len(self._rows) or col >= len(self._columns):
            return NOWHERE
        number = row * self._width + col
        return number if self.names(np.array([number])) == [name] else NOWHERE

    def outlines(self, numbers: np.ndarray) -> np.ndarray:
        """Closed outlines (N, 5, 2) in the raster's coordinate system."""
        return corners_of_windows(self.tiles(numbers).windows, self.transform)

    def centres(self, numbers: np.ndarray) -> np.ndarray:
        """Centres (N, 2) in the raster's coordinate system."""
        windows = self.tiles(numbers).windows
        cols = windows[:, 0] + windows[:, 2] / 2
        rows = windows[:, 1] + windows[:, 3] / 2
        return np.stack(place_pixels(self.transform, cols, rows), axis=1)

    def count_touched(
        self, xy: np.ndarray, reach: float = 0.0, pixel: Sequence[float] = (1.0, 1.0)
    ) -> int | None:
        """How many tiles some places touch, edges included; None where too many to count.

        Args:
            xy: float (N, 2) coordinates in the raster's system.
            reach: places this near to a tile touch it, in the units of ``pixel``.
            pixel: width and height of a pixel.
        """
        if len(self) > _MOST_CELLS:
            return None
        pixels = self._pixels(xy)
        pixels = pixels[np.isfinite(pixels).all(axis=1)]
        return TouchedTiles((self._columns, self._rows), reach, pixel).count(pixels)

    def _numbers(self, cols: tuple[int, int], rows: tuple[int, int]) -> np.ndarray:
        return (np.arange(*rows)[:, None] * self._width + np.arange(*cols)).ravel()

    def _pixels(self, xy: np.ndarray) -> np.ndarray:
        xy = np.asarray(xy, dtype=float).reshape(-1, 2)
        with np.errstate(invalid="ignore"):
            return np.round(pixel_coordinates(xy, self.transform), _DIGITS)

    def _centred(self, xy: np.ndarray) -> tuple[tuple[int, int], tuple[int, int]]:
        pixels = self._pixels(xy)
        least, last = pixels.min(axis=0), pixels.max(axis=0)
        ranges = []
        for k, axis in enumerate((self._columns, self._rows)):
            centres = _centres(axis)
            first = int(np.searchsorted(centres, least[k], "left"))
            ranges.append((first, int(np.searchsorted(centres, last[k], "right"))))
        return ranges[0], ranges[1]


def _real(axis: GridAxis, edge: str) -> GridAxis:
    if edge != DROP:
        return axis
    whole = ~axis.partial
    return GridAxis(axis.offsets[whole], axis.sizes[whole], axis.partial[whole])


def _blocks(axis: GridAxis, first: int, last: int, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Offsets and sizes of runs of so many tiles, of which some are ``first`` to ``last``."""
    last = min(last, len(axis))
    starts = np.arange(first // step * step, last, step) if first < last else np.arange(0)
    ends = np.minimum(starts + step, len(axis)) - 1
    offsets = axis.offsets[starts]
    return offsets, axis.offsets[ends] + axis.sizes[ends] - offsets


def _centres(axis: GridAxis) -> np.ndarray:
    return axis.offsets + axis.sizes / 2


def _nearest(axis: GridAxis, places: np.ndarray) -> np.ndarray:
    """Of the tiles that hold each place, their far edge excluded, the one with nearest centre.

    Offsets, ends and centres of an axis all increase, so tiles that hold a place are neighbours.
    """
    if not len(axis):
        return np.full(len(places), NOWHERE)
    places = np.where(np.isfinite(places), places, -1.0)
    last = np.searchsorted(axis.offsets, places, "right") - 1
    first = np.searchsorted(axis.offsets + axis.sizes, places, "right")
    centres = _centres(axis)
    right = np.clip(np.searchsorted(centres, places), 0, len(axis) - 1)
    left = np.maximum(right - 1, 0)
    is_left = np.abs(places - centres[left]) <= np.abs(centres[right] - places)
    nearest = np.clip(np.where(is_left, left, right), first, np.maximum(first, last))
    return np.where(first <= last, nearest, NOWHERE)


def _spacing(axis: GridAxis) -> int:
    """The least width of a tile and of a step: with gaps, tiles are narrower than steps."""
    steps = axis.offsets[1:2] - axis.offsets[:1]
    return int(min([axis.sizes[0], *steps]))
