"""From tile outlines back to windows of whole pixels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.outlines import TileGeometries, pixel_coordinates
from ..geometry.repair import parts_of

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from ..raster.info import RasterInfo


def clip_windows(
    windows: np.ndarray, width: int | np.ndarray, height: int | np.ndarray
) -> np.ndarray:
    """The parts of windows that lie inside a raster, int64 (N, 4).

    Width and height are those of the raster, or int (N,) of that of each window.
    """
    size = np.stack(np.broadcast_arrays(width, height), axis=-1)
    least = np.clip(windows[:, :2], 0, size)
    last = np.clip(windows[:, :2] + windows[:, 2:], 0, size)
    return np.concatenate((least, np.maximum(last - least, 0)), axis=1)


def count_padded(places: PixelWindows, width: int | np.ndarray, height: int | np.ndarray) -> int:
    """How many tiles reach beyond a raster of so many pixels, or each beyond its own."""
    least, last = places.exact[:, :2], places.exact[:, 2:]
    margin = ON_GRID_PIXELS
    size = np.stack(np.broadcast_arrays(width, height), axis=-1)
    beyond = (least < -margin) | (last > size + margin)
    return int(np.count_nonzero(beyond.any(axis=1)))


def each_part(parts: np.ndarray | None, count: int) -> Iterator[tuple[int, np.ndarray]]:
    """Numbers of the rasters that tiles lie in, and which of ``count`` tiles lie in each."""
    if parts is None:
        yield 0, np.arange(count)
        return
    order = np.argsort(parts, kind="stable")
    numbers, starts = np.unique(parts[order], return_index=True)
    yield from zip(numbers.tolist(), np.split(order, starts[1:]))


# Tiles that are looked at together, so that what is made meanwhile is small.
_AT_ONCE = 20_000
# A tile further than this from the pixel edges is off the grid and would have to be resampled.
ON_GRID_PIXELS = 1e-3


@dataclass(frozen=True)
class PixelWindows:
    """Where tiles lie in a raster.

    Attributes:
        windows: int64 (N, 4) column offset, row offset, width, height, rounded to pixel edges.
        exact: float64 (N, 4) least column, least row, greatest column, greatest row, unrounded.
        off_grid: float64 (N,) largest distance in pixels of a side from the nearest pixel edge;
            infinite for outlines that are not a rectangle of the raster's pixel grid.
        parts: int64 (N,) number of the raster that each lies in, where there are several; see
            RasterSource.part.
        sizes: int64 (N, 2) columns and rows of that raster.
        seconds: int64 (N,) number of the raster of each tile's second image, where these are pairs.
    """

    windows: np.ndarray
    exact: np.ndarray
    off_grid: np.ndarray
    parts: np.ndarray | None = None
    sizes: np.ndarray | None = None
    seconds: np.ndarray | None = None

    def select(self, index: np.ndarray) -> PixelWindows:
        """Those of some tiles, by number."""
        if len(index) == len(self.windows) and np.array_equal(index, np.arange(len(index))):
            return self
        return PixelWindows(
            self.windows[index],
            self.exact[index],
            self.off_grid[index],
            None if self.parts is None else self.parts[index],
            None if self.sizes is None else self.sizes[index],
            None if self.seconds is None else self.seconds[index],
        )

    def limits(self, info: RasterInfo) -> tuple[int | np.ndarray, int | np.ndarray]:
        """Width and height of the raster, or of the one that each tile lies in."""
        if self.sizes is None:
            return info.width, info.height
        return self.sizes[:, 0], self.sizes[:, 1]

    def is_on_grid(self) -> np.ndarray:
        """Bool (N,): tiles that are whole pixels."""
        return self.off_grid <= ON_GRID_PIXELS

    def overlap_raster(self, width: int | np.ndarray, height: int | np.ndarray) -> np.ndarray:
        """Bool (N,): tiles that share at least a sliver with a raster of ``width`` x ``height``."""
        least_col, least_row, last_col, last_row = self.exact.T
        margin = ON_GRID_PIXELS
        return (
            (last_col > margin)
            & (last_row > margin)
            & (least_col < width - margin)
            & (least_row < height - margin)
        )


def windows_of_geometries(tiles: TileGeometries, transform: Sequence[float]) -> PixelWindows:
    """Round outlines, given in the raster's coordinate system, to pixel windows."""
    exact = np.empty((len(tiles), 4))
    off_rectangle = np.full(len(tiles), np.inf)
    quads = tiles.is_quad
    for start in range(0, len(tiles), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        pixels = pixel_coordinates(tiles.quads[part], transform)
        exact[part, :2] = pixels.min(axis=1)
        exact[part, 2:] = pixels.max(axis=1)
        some = quads[part]
        distances = _distance_from_rectangle(pixels[some], exact[part][some])
        off_rectangle[part][some] = distances
    for i in np.flatnonzero(~quads).tolist():
        exact[i], off_rectangle[i] = _outline_of_polygon(tiles.polygon(i), transform)
    rounded = np.rint(exact)
    off_grid = np.abs(exact - rounded).max(axis=1)
    sizes = rounded[:, 2:] - rounded[:, :2]
    off_grid[(sizes < 1).any(axis=1)] = np.inf
    windows = np.concatenate((rounded[:, :2], np.maximum(sizes, 1)), axis=1)
    return PixelWindows(windows.astype(np.int64), exact, np.maximum(off_grid, off_rectangle))


def _distance_from_rectangle(pixels: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Largest distance in pixels of a corner from the nearest corner of its bounding rectangle."""
    to_least = np.abs(pixels - exact[:, None, :2])
    to_last = np.abs(pixels - exact[:, None, 2:])
    distance = np.minimum(to_least, to_last).max(axis=(1, 2))
    # A bow tie touches all four corners but crosses itself.
    column, row = pixels[..., 0], pixels[..., 1]
    area = np.abs((column[:, :-1] * row[:, 1:] - column[:, 1:] * row[:, :-1]).sum(axis=1)) / 2
    sides = exact[:, 2:] - exact[:, :2]
    full = np.abs(area - sides.prod(axis=1)) <= 4 * ON_GRID_PIXELS * sides.sum(axis=1)
    return np.where(full, distance, np.inf)


def _outline_of_polygon(
    polygon: BaseGeometry, transform: Sequence[float]
) -> tuple[np.ndarray, float]:
    parts = parts_of(polygon)
    rings = [pixel_coordinates(np.asarray(p.exterior.coords)[:, :2], transform) for p in parts]
    pixels = np.concatenate(rings)
    exact = np.concatenate((pixels.min(axis=0), pixels.max(axis=0)))
    sides = exact[2:] - exact[:2]
    holes = sum(len(p.interiors) for p in parts)
    if len(rings) > 1 or holes:
        return exact, np.inf
    column, row = pixels[:, 0] - exact[0], pixels[:, 1] - exact[1]
    area = abs((column[:-1] * row[1:] - column[1:] * row[:-1]).sum()) / 2
    missing = sides.prod() - area
    # Extra points along a side are harmless; a missing corner shows as missing area.
    return exact, 0.0 if missing <= ON_GRID_PIXELS * sides.sum() else np.inf
