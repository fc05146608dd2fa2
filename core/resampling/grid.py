"""Pixel grids: where the pixels of a raster lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..raster.info import RasterInfo


def grid_of(info: RasterInfo) -> TargetGrid:
    """A raster's own pixel grid."""
    return TargetGrid(info.crs_wkt, info.transform, info.width, info.height)


def grid_window(grid: TargetGrid, window: Sequence[int]) -> TargetGrid:
    """The part of a grid in a window: column offset, row offset, width, height in pixels."""
    col, row, width, height = window
    a, b, c, d, e, f = grid.transform
    moved = (a, b, a * col + b * row + c, d, e, d * col + e * row + f)
    return TargetGrid(grid.crs_wkt, moved, width, height)


def same_crs(first: str, second: str) -> bool:
    """Whether two well-known texts are of one coordinate system; none equals none."""
    if first == second or not (first and second):
        return first == second
    from rasterio.crs import CRS

    return CRS.from_wkt(first) == CRS.from_wkt(second)


@dataclass(frozen=True)
class TargetGrid:
    """A pixel grid: coordinate system, six affine numbers, size in pixels."""

    crs_wkt: str
    transform: tuple[float, float, float, float, float, float]
    width: int
    height: int

    @classmethod
    def over_corners(cls, corners: np.ndarray, width: int, height: int, crs_wkt: str) -> TargetGrid:
        """A grid over a closed outline (5, 2): upper left, upper right, lower right, lower left."""
        upper_left, across, down = corners[0], corners[1] - corners[0], corners[3] - corners[0]
        a, d = (across / width).tolist()
        b, e = (down / height).tolist()
        return cls(crs_wkt, (a, b, float(upper_left[0]), d, e, float(upper_left[1])), width, height)

    def rows(self, start: int, stop: int) -> TargetGrid:
        """The part from row ``start`` to row ``stop`` (exclusive)."""
        a, b, c, d, e, f = self.transform
        moved = (a, b, c + b * start, d, e, f + e * start)
        return TargetGrid(self.crs_wkt, moved, self.width, stop - start)
