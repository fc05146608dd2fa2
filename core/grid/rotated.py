"""Grids of tiles that are turned against the raster, and so not whole pixels of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..geometry.outlines import (
    corners_of_windows,
    move_origin,
    pixel_coordinates,
    wkb_of_corners,
)
from ..raster.info import RasterInfo
from ..resampling.grid import grid_of
from ..tiles.reasons import CUT_BY_EDGE, Reason
from ..tiles.table import (
    DOUBLE,
    GRID_FIELDS,
    INT,
    REASON,
    TEXT,
    TileTable,
    empty_column,
    make_column,
)
from .grid import TileGrid
from .over_area import plan_span
from .settings import TileSize

# What reaches less far over the raster's edge, in pixels, is rounding.
_ROUNDING = 1e-6


@dataclass(frozen=True)
class RotatedGrid:
    """A grid turned around the raster's centre, which is the middle of one of its tiles.

    Attributes:
        grid: tiles in pixels of ``transform``, as many as reach over the whole raster.
        transform: six affine coefficients of the turned pixels, which are as large as the raster's.
    """

    grid: TileGrid
    transform: tuple[float, float, float, float, float, float]

    @classmethod
    def plan(cls, info: RasterInfo, size: TileSize, overlap: int, degrees: float) -> RotatedGrid:
        """Lay tiles over a raster.

        Args:
            info: the raster.
            size: of a tile, in pixels of the raster.
            overlap: pixels that neighbours share; below 0, pixels between them.
            degrees: counter-clockwise in the raster's coordinate system.

        Raises:
            GridError: an overlap that leaves no step, or far too many tiles.
        """
        a, b, _, d, e, _ = info.transform
        turn = math.radians(degrees % 360)
        cos, sin = math.cos(turn), math.sin(turn)
        x, y = info.centre
        turned = (cos * a - sin * d, cos * b - sin * e, x, sin * a + cos * d, sin * b + cos * e, y)
        turned = move_origin(turned, -size.columns / 2, -size.rows / 2)
        corners = pixel_coordinates(grid_of(info).outline(), turned)
        spans = zip(corners.min(axis=0).tolist(), corners.max(axis=0).tolist())
        sides = zip((size.columns, size.rows), spans)
        columns, rows = (plan_span(*span, tile, overlap) for tile, span in sides)
        grid = TileGrid(columns, rows)
        grid.check_count()
        return cls(grid, turned)

    def __len__(self) -> int:
        return len(self.grid)

    def batches(
        self, info: RasterInfo, edge: str, size: int = 20_000
    ) -> Iterator[tuple[TileTable, TileTable]]:
        """Tables of the tiles that lie on the raster in row-major order, and of those cut by it.

        Tiles wholly beside the raster are in neither. The fields width and height are pixels of
        the tile, col_off and row_off stay NULL. ``edge`` is DROP.
        """
        frame = np.array([info.width, info.height], dtype=float)
        for batch in self.grid.batches(size):
            corners = corners_of_windows(batch.windows, self.transform)
            pixels = pixel_coordinates(corners, info.transform)
            reach = np.maximum(-pixels, pixels - frame).max(axis=(1, 2))
            is_whole = reach <= _ROUNDING
            names = make_column(TEXT, self.grid.tile_ids(batch))
            count = len(batch)
            columns = {
                "tile_id": names,
                "row": batch.rows,
                "col": batch.cols,
                "col_off": empty_column(INT, count),
                "row_off": empty_column(INT, count),
                "width": batch.windows[:, 2],
                "height": batch.windows[:, 3],
                "valid_pct": empty_column(DOUBLE, count),
            }
            table = TileTable(GRID_FIELDS, columns, wkb_of_corners(corners))
            is_cut = ~is_whole & _overlap_frame(pixels, frame)
            rejected = table.select(is_cut)
            reasons = [Reason(CUT_BY_EDGE)] * len(rejected)
            yield (
                table.select(is_whole),
                rejected.with_column(REASON, make_column(TEXT, reasons)),
            )


def _overlap_frame(quads: np.ndarray, frame: np.ndarray) -> np.ndarray:
    """Whether parallelograms (N, 5, 2) share more than an edge with 0..width, 0..height.

    Two convex outlines are apart where a side of one has the other wholly beyond it.
    """
    least, most = quads.min(axis=1), quads.max(axis=1)
    overlap = ((least < frame - _ROUNDING) & (most > _ROUNDING)).all(axis=1)
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * frame
    for k in (0, 1):
        side = quads[:, k + 1] - quads[:, k]
        normal = np.stack((-side[:, 1], side[:, 0]), axis=1)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        tile = np.einsum("nij,nj->ni", quads, normal)
        raster = corners @ normal.T
        overlap &= tile.max(axis=1) > raster.min(axis=0) + _ROUNDING
        overlap &= tile.min(axis=1) < raster.max(axis=0) - _ROUNDING
    return overlap
