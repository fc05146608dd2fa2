"""The tiles of a raster as tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from ..errors import GridError, TooSmallError
from ..geodesy.scale import measure_ground_scale
from ..geometry.outlines import corners_of_windows, wkb_of_corners
from ..message import Message
from ..raster.info import RasterInfo
from ..tiles.reasons import CUT_BY_EDGE, Reason
from ..tiles.table import (
    DOUBLE,
    GRID_FIELDS,
    REASON,
    TEXT,
    WINDOW_FIELDS,
    TileTable,
    empty_column,
    make_column,
)
from .grid import DROP, TileGrid
from .part import GridPart


def fit_tile_pixels(
    info: RasterInfo, width_metres: float, height_metres: float
) -> tuple[int, int, float, float]:
    """Whole pixels whose size in metres is nearest to the one asked for.

    Pixels are measured on the ellipsoid at the raster's centre.

    Returns:
        Width and height in pixels, and the size in metres that they come to.

    Raises:
        GridError: less than half a pixel.
    """
    scale = measure_ground_scale(info.crs_wkt, *info.centre)
    pixels = []
    sizes = scale.pixel_size(info.transform)
    for metres, size in zip((width_metres, height_metres), sizes):
        count = math.floor(metres / size + 0.5)
        if count < 1:
            raise GridError(
                "A tile of {metres:g} m is smaller than a pixel of {name} ({size:.4g} m); choose "
                "a larger {TILE_SIZE}.",
                metres=metres,
                name=info.name,
                size=size,
            )
        pixels.append(count)
    return pixels[0], pixels[1], pixels[0] * sizes[0], pixels[1] * sizes[1]


def grid_batches(
    grid: TileGrid,
    info: RasterInfo,
    edge: str,
    size: int = 20_000,
    part: GridPart | None = None,
) -> Iterator[tuple[TileTable, TileTable]]:
    """Tables of the grid's tiles in row-major order: the kept, and those the edge rejects.

    With ``part`` only its tiles; there is one table at least.
    """
    check_holds_tile(grid, info, edge)
    for batch in grid.batches(size) if part is None else grid.batches_of(part, size):
        names = grid.tile_ids(batch)
        table = window_table(names, batch.rows, batch.cols, batch.windows, info)
        dropped = batch.partial & (edge == DROP)
        rejected = table.select(dropped)
        reasons = [
            cut_by_edge(width, height)
            for width, height in zip(rejected["width"].tolist(), rejected["height"].tolist())
        ]
        yield table.select(~dropped), rejected.with_column(REASON, make_column(TEXT, reasons))


def check_holds_tile(grid: TileGrid, info: RasterInfo, edge: str) -> None:
    """Refuse a raster of which no tile would be kept for its edge alone.

    Raises:
        TooSmallError: it has less than one whole tile.
    """
    if edge == DROP and not grid.whole_count:
        raise TooSmallError(
            "{name} has {width} x {height} pixels, less than one whole tile; choose a smaller "
            "{TILE_SIZE}, or {EDGE=KEEP}.",
            name=info.name,
            width=info.width,
            height=info.height,
        )


def window_table(
    names: Sequence[str], rows: np.ndarray, cols: np.ndarray, windows: np.ndarray, info: RasterInfo
) -> TileTable:
    """Tiles of whole pixels.

    Args:
        names: their tile_ids.
        rows: int64 (N,), in the grid.
        cols: int64 (N,), in the grid.
        windows: int64 (N, 4): column offset, row offset, width, height in pixels from the raster's
            upper left.
        info: the raster.
    """
    columns = {
        "tile_id": make_column(TEXT, names),
        "row": rows,
        "col": cols,
        "valid_pct": empty_column(DOUBLE, len(names)),
    }
    columns.update(zip(WINDOW_FIELDS, windows.T))
    corners = corners_of_windows(windows, info.transform)
    return TileTable(GRID_FIELDS, columns, wkb_of_corners(corners))


@lru_cache(maxsize=64)
def cut_by_edge(width: int, height: int) -> Reason:
    """One reason for all tiles of a size."""
    return Reason(CUT_BY_EDGE, Message("{width} x {height} pixels", width=width, height=height))
