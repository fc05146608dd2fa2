"""Pixel grids: where the pixels of a raster lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ..errors import RasterError
from ..geometry.outlines import (
    TileGeometries,
    corners_of_windows,
    move_origin,
    pixel_coordinates,
    place_pixels,
)
from ..raster.info import RasterInfo

if TYPE_CHECKING:
    from affine import Affine

_PLACES_ALONG = 21


def grid_of(info: RasterInfo) -> TargetGrid:
    """A raster's own pixel grid."""
    return TargetGrid(info.crs_wkt, info.transform, info.width, info.height)


def tile_corners(outlines: TileGeometries, k: int, transform: Sequence[float]) -> np.ndarray:
    """Corners (5, 2) of the k-th tile as over_corners takes them.

    Args:
        outlines: of tiles.
        k: which of them.
        transform: of pixels whose axes the tile's own run along, where it is upright.
    """
    if outlines.is_quad[k] and not outlines.is_box[k]:
        return outlines.quads[k]
    # A box made elsewhere may start at any corner.
    left, bottom, right, top = outlines.bounds[k].tolist()
    if transform[4] > 0:
        bottom, top = top, bottom
    if transform[0] < 0:
        left, right = right, left
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])


@lru_cache(maxsize=64)
def same_crs(first: str, second: str) -> bool:
    """Whether two well-known texts are of one coordinate system; none equals none."""
    if first == second or not (first and second):
        return first == second
    from rasterio.crs import CRS

    return CRS.from_wkt(first) == CRS.from_wkt(second)


def carry_points(points: np.ndarray, from_wkt: str, to_wkt: str) -> np.ndarray:
    """Coordinates (N, 2) in another coordinate system; not finite where it has none for them.

    Raises:
        RasterError: nothing leads from one to the other, as with local systems.
    """
    from rasterio.crs import CRS
    from rasterio.warp import transform

    systems = CRS.from_wkt(from_wkt), CRS.from_wkt(to_wkt)
    try:
        xs, ys = transform(*systems, points[:, 0].tolist(), points[:, 1].tolist())
    except Exception as error:  # rasterio lets GDAL's errors through, which share no public class
        first, second = (_name_of_crs(wkt) for wkt in (from_wkt, to_wkt))
        raise RasterError(
            'Nothing leads from the coordinate system "{first}" to "{second}"; if one of them is a '
            "local one, assign the layer its real one with Raster > Projections > Assign "
            "Projection.",
            first=first,
            second=second,
        ) from error
    return np.stack((xs, ys), axis=-1)


def _name_of_crs(wkt: str) -> str:
    """What stands between the first quotes of a well-known text."""
    return wkt.partition('"')[2].partition('"')[0]


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

    @property
    def affine(self) -> Affine:
        """The transform as the object that rasterio takes."""
        # It comes with rasterio, and the plugin must load where that is missing.
        from affine import Affine

        return Affine(*self.transform)

    @property
    def pixel_area(self) -> float:
        """Area of a pixel in square units of the coordinate system."""
        return abs(self.affine.determinant)

    def window(self, window: Sequence[int]) -> TargetGrid:
        """The part in a window: column offset, row offset, width, height in pixels."""
        col, row, width, height = window
        moved = move_origin(self.transform, col, row)
        return TargetGrid(self.crs_wkt, moved, width, height)

    def rows(self, start: int, stop: int) -> TargetGrid:
        """The part from row ``start`` to row ``stop`` (exclusive)."""
        return self.window((0, start, self.width, stop - start))

    def finer(self, factor: int) -> TargetGrid:
        """The same extent in pixels ``factor`` times as fine along each side."""
        a, b, c, d, e, f = self.transform
        finer = (a / factor, b / factor, c, d / factor, e / factor, f)
        return TargetGrid(self.crs_wkt, finer, self.width * factor, self.height * factor)

    def coarser(self, factor: int) -> TargetGrid:
        """Pixels ``factor`` times as wide and high from the same corner, enough to cover it all."""
        a, b, c, d, e, f = self.transform
        coarser = (a * factor, b * factor, c, d * factor, e * factor, f)
        width, height = -(-self.width // factor), -(-self.height // factor)
        return TargetGrid(self.crs_wkt, coarser, width, height)

    def outline(self) -> np.ndarray:
        """The closed outline, float64 (5, 2); see corners_of_windows."""
        return corners_of_windows(np.array([[0, 0, self.width, self.height]]), self.transform)[0]

    def coordinates(self, cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Coordinates (..., 2) as x, y of fractional pixels."""
        return np.stack(place_pixels(self.transform, cols, rows), axis=-1)

    def pixels(self, xy: np.ndarray) -> np.ndarray:
        """Fractional pixels (..., 2) as column, row of coordinates (..., 2)."""
        return pixel_coordinates(xy, self.transform)

    def places_on(self, other: TargetGrid) -> np.ndarray:
        """Where places all over this grid, edges included, lie on another.

        A grid without a coordinate system is taken to be in the other's.

        Returns:
            float64 (21, 21, 2), row by row: fractional pixels of ``other`` as column, row; not
            finite for places that its coordinate system does not have.
        """
        along = np.linspace(0, 1, _PLACES_ALONG)
        cols, rows = np.meshgrid(along * self.width, along * self.height)
        points = self.coordinates(cols, rows).reshape(-1, 2)
        if self.crs_wkt and other.crs_wkt and not same_crs(self.crs_wkt, other.crs_wkt):
            points = carry_points(points, self.crs_wkt, other.crs_wkt)
        return other.pixels(points).reshape(*cols.shape, 2)
