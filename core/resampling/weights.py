"""With which weight the pixels of a raster count for a tile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.outlines import TileGeometries, pixel_coordinates
from ..raster.info import RasterInfo
from .grid import grid_of
from .windows import windows_of_geometries

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

# Tiles that are not a rectangle of the raster's grid are sampled 4 times along a pixel or more,
# small ones 64 times along their side; and once where the outline hardly counts any more.
_SAMPLES = 4
_SAMPLES_ALONG = 64
_MANY_PIXELS = 1_000_000
# Edges a rounding error off a pixel edge are on it, so that aligned rasters are exact.
_ON_EDGE = 1e-6


class PixelWeights:
    """Which part of each pixel lies in a tile, for many tiles on one raster.

    Rectangles of the raster's own grid are exact: each pixel counts with the part of it that lies
    in the tile. Quadrilaterals, such as tiles in another coordinate system, are measured along
    lines 1/4 pixel apart, and other outlines sampled at points 1/4 pixel apart; nearer in small
    tiles.

    Args:
        tiles: N outlines in the raster's coordinate system.
        info: the raster.

    Attributes:
        windows: int64 (N, 4), the pixels that a tile touches, inside the raster: column offset,
            row offset, width, height; width or height 0 where there are none.
        is_whole: bool (N,), rectangles of whole pixels, for which every weight is 1.
        is_inside: bool (N,), tiles that do not reach beyond the raster.
    """

    def __init__(self, tiles: TileGeometries, info: RasterInfo) -> None:
        self._tiles = tiles
        self._transform = info.transform
        self._pixel_area = grid_of(info).pixel_area
        exact = windows_of_geometries(tiles, info.transform).exact
        # A rounding error must not add a row of pixels that have no weight.
        nearest = np.rint(exact)
        self._exact = np.where(np.abs(exact - nearest) < _ON_EDGE, nearest, exact)
        self._corners = pixel_coordinates(tiles.quads, info.transform)
        self._is_convex = tiles.is_convex
        self._is_rectangle = tiles.is_convex & _are_rectangles(self._corners, exact)
        size = (info.width, info.height)
        least = np.clip(np.floor(self._exact[:, :2]), 0, size)
        last = np.clip(np.ceil(self._exact[:, 2:]), 0, size)
        self.windows = np.concatenate((least, np.maximum(last - least, 0)), axis=1).astype(np.int64)
        self.is_whole = self._is_rectangle & (self._exact == nearest).all(axis=1)
        pixels = np.maximum(self.windows[:, 2:].prod(axis=1), 1)
        samples = np.maximum(np.ceil(_SAMPLES_ALONG / np.sqrt(pixels)), _SAMPLES)
        self._samples = np.where(pixels < _MANY_PIXELS, samples, 1).astype(int)
        # Where the tile reaches beyond the raster, its own area shows how much is missing.
        is_inside = (self._exact >= 0) & (self._exact <= (*size, *size))
        self.is_inside = np.asarray(is_inside.all(axis=1))

    def weights(self, i: int, window: Sequence[int]) -> np.ndarray:
        """Float64 (height, width): the part of each pixel of a window that lies in a tile."""
        if self._is_rectangle[i]:
            return self._rectangle_weights(i, window)
        if self._is_convex[i]:
            return self._convex_weights(i, window)
        return self._outline_weights(i, window)

    def area(self, i: int) -> float:
        """Area of a tile in pixels, parts beyond the raster included."""
        if self._is_rectangle[i]:
            return float((self._exact[i, 2:] - self._exact[i, :2]).prod())
        return self._tiles.polygon(i).area / self._pixel_area

    def _rectangle_weights(self, i: int, window: Sequence[int]) -> np.ndarray:
        col, row, width, height = (int(v) for v in window)
        left, top, right, bottom = self._exact[i].tolist()
        cols, rows = np.arange(col, col + width), np.arange(row, row + height)
        across = np.clip(np.minimum(cols + 1, right) - np.maximum(cols, left), 0, 1)
        down = np.clip(np.minimum(rows + 1, bottom) - np.maximum(rows, top), 0, 1)
        return np.outer(down, across)

    def _convex_weights(self, i: int, window: Sequence[int]) -> np.ndarray:
        """Along each line, the tile reaches from one side to the other."""
        col, row, width, height = (int(v) for v in window)
        samples = int(self._samples[i])
        y = row + (np.arange(height * samples) + 0.5) / samples
        left, right = np.full(len(y), np.inf), np.full(len(y), -np.inf)
        corners = self._corners[i].tolist()
        for (x0, y0), (x1, y1) in zip(corners[:-1], corners[1:]):
            crossed = np.flatnonzero((y >= y0) != (y >= y1))
            x = x0 + (y[crossed] - y0) * ((x1 - x0) / (y1 - y0)) if y1 != y0 else x0
            left[crossed] = np.minimum(left[crossed], x)
            right[crossed] = np.maximum(right[crossed], x)
        cols = np.arange(col, col + width)
        across = np.minimum(right[:, None], cols + 1) - np.maximum(left[:, None], cols)
        return np.clip(across, 0, 1).reshape(height, samples, width).mean(axis=1)

    def _outline_weights(self, i: int, window: Sequence[int]) -> np.ndarray:
        from rasterio.features import rasterize
        from shapely.ops import transform as map_coordinates

        col, row, width, height = (int(v) for v in window)
        samples = int(self._samples[i])

        def to_samples(
            x: ArrayLike, y: ArrayLike, z: ArrayLike | None = None
        ) -> tuple[np.ndarray, np.ndarray]:
            pixels = pixel_coordinates(
                np.stack((np.asarray(x), np.asarray(y)), axis=-1), self._transform
            )
            return (pixels[..., 0] - col) * samples, (pixels[..., 1] - row) * samples

        outline = map_coordinates(to_samples, self._tiles.polygon(i))
        hits = rasterize([outline], out_shape=(height * samples, width * samples), dtype="uint8")
        if samples == 1:
            return hits.astype(float)
        return hits.reshape(height, samples, width, samples).mean(axis=(1, 3))


def _are_rectangles(corners: np.ndarray, exact: np.ndarray) -> np.ndarray:
    sides = np.maximum(exact[:, 2:] - exact[:, :2], 1e-12)
    to_least = np.abs(corners - exact[:, None, :2]) / sides[:, None]
    to_last = np.abs(corners - exact[:, None, 2:]) / sides[:, None]
    with np.errstate(invalid="ignore"):
        return np.minimum(to_least, to_last).max(axis=(1, 2)) < 1e-6
