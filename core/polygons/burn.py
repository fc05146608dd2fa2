"""Which class and polygon each pixel of a window belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..errors import LayerError
from ..geometry.outlines import pixel_coordinates
from ..geometry.repair import parts_of

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely.geometry.base import BaseGeometry

CENTRE = "CENTRE"
COVERAGE = "COVERAGE"
RULES = (CENTRE, COVERAGE)
# COVERAGE counts this many points along a pixel's side.
_POINTS = 8


class PolygonBurner:
    """Polygons of several classes, laid over the pixels of one raster.

    The parts of a multipolygon are polygons of their own, numbered from 0 in the order given.

    Args:
        polygons: valid shapely polygons and multipolygons in the raster's coordinate system.
        class_ids: the number of each one's class, 1 or more.
        transform: six affine coefficients of the raster.
        rule: CENTRE takes a pixel whose centre lies in the polygon, as GDAL and rasterio do;
            COVERAGE one of which the class covers at least ``min_coverage`` percent, counted at
            8 x 8 points.
    """

    def __init__(
        self,
        polygons: Sequence[BaseGeometry],
        class_ids: Sequence[int],
        transform: Sequence[float],
        rule: str = CENTRE,
        min_coverage: float = 50.0,
    ) -> None:
        if rule not in RULES:
            raise LayerError(
                "{RULE} is {rule!r}; choose one of {rules}.", rule=rule, rules=", ".join(RULES)
            )
        if not 0 < min_coverage <= 100:
            raise LayerError(
                "{MIN_COVERAGE} is {min_coverage:g}; it is a percentage above 0, at most 100.",
                min_coverage=min_coverage,
            )
        self.rule = rule
        self._share = min_coverage / 100
        self._shapes, self._ids = [], []
        for polygon, class_id in zip(polygons, class_ids):
            for part in parts_of(polygon):
                self._shapes.append(to_pixel_shape(part, transform))
                self._ids.append(int(class_id))
        self._bounds = np.array([s.bounds for s in self._shapes]).reshape(-1, 4)

    @property
    def bounds(self) -> np.ndarray:
        """Float64 (N, 4): least column and row, greatest column and row of each polygon."""
        return self._bounds

    def touches(self, window: Sequence[int]) -> np.ndarray:
        """Indices of the polygons whose bounding box meets a pixel window."""
        col, row, width, height = window
        bounds = self._bounds
        return np.flatnonzero(
            (bounds[:, 0] < col + width)
            & (bounds[:, 2] > col)
            & (bounds[:, 1] < row + height)
            & (bounds[:, 3] > row)
        )

    def burn(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray, int]:
        """Lay the polygons over a window (column offset, row offset, width, height).

        Returns:
            int32 (height, width): the number of the class, 0 where there is none; int32 of the
            same shape: the index of the polygon, the last where several of one class overlap; and
            how many pixels are left out because two classes claim them.
        """
        height, width = int(window[3]), int(window[2])
        classes = np.zeros((height, width), dtype=np.int32)
        owners = np.zeros((height, width), dtype=np.int32)
        conflicts = np.zeros((height, width), dtype=bool)
        near = self.touches(window).tolist()
        for class_id in sorted({self._ids[k] for k in near}):
            burned = self._burn_class([k for k in near if self._ids[k] == class_id], window)
            hit = burned > 0
            conflicts |= hit & (classes > 0)
            classes[hit] = class_id
            owners[hit] = burned[hit] - 1
        classes[conflicts] = 0
        return classes, owners, int(np.count_nonzero(conflicts))

    def _burn_class(self, polygons: list[int], window: Sequence[int]) -> np.ndarray:
        """The index of the polygon plus 1 on the pixels that the class claims, else 0."""
        if self.rule == CENTRE:
            return self._rasterize(polygons, window, 1)
        points = self._rasterize(polygons, window, _POINTS)
        blocks = points.reshape(window[3], _POINTS, window[2], _POINTS)
        shares = np.count_nonzero(blocks, axis=(1, 3)) / _POINTS**2
        return np.where(shares >= self._share, blocks.max(axis=(1, 3)), 0)

    def _rasterize(self, polygons: list[int], window: Sequence[int], points: int) -> np.ndarray:
        from rasterio.features import rasterize
        from rasterio.transform import Affine

        col, row, width, height = (int(v) for v in window)
        return rasterize(
            [(self._shapes[k], k + 1) for k in polygons],
            out_shape=(height * points, width * points),
            transform=Affine(1 / points, 0, col, 0, 1 / points, row),
            dtype="int32",
        )


def to_pixel_shape(polygon: BaseGeometry, transform: Sequence[float]) -> BaseGeometry:
    """The polygon in fractional pixels: windows then differ by whole numbers, which are exact."""
    from shapely.ops import transform as map_coordinates

    def to_pixels(
        x: ArrayLike, y: ArrayLike, z: ArrayLike | None = None
    ) -> tuple[np.ndarray, np.ndarray]:
        xy = np.stack((np.asarray(x, dtype=float), np.asarray(y, dtype=float)), axis=-1)
        pixels = pixel_coordinates(xy, transform)
        return pixels[..., 0], pixels[..., 1]

    return map_coordinates(to_pixels, polygon)
