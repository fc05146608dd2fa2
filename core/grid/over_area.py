"""Grids of whole tiles over an area, without a raster."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GridError
from ..files.fingerprint import fingerprint_values
from ..geometry.outlines import corners_of_windows, wkb_of_corners
from ..geometry.overlay import TileOverlay
from ..geometry.repair import parts_of
from ..tiles.table import GRID_FIELDS, TEXT, TileTable, empty_column, make_column
from .grid import MOST_TILES, GridAxis, TileGrid
from .place_ids import place_ids

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely.geometry.base import BaseGeometry

# What covers less of a tile is the noise of a reprojection: 1 mm of a kilometre.
_NOISE = 1e-6
_ID_DIGITS = 6
# Digits behind the point of coordinates that tell areas apart: 1 cm where they are degrees.
_DIGITS = 7


@dataclass(frozen=True)
class AreaGrid:
    """A regular grid whose tile edges are whole multiples of the step between tiles.

    Grids of the same size in the same coordinate system therefore coincide, whatever their areas.

    Attributes:
        grid: tiles in units of ``transform``.
        transform: six affine coefficients a, b, c, d, e, f, north up.
    """

    grid: TileGrid
    transform: tuple[float, float, float, float, float, float]

    @classmethod
    def plan(
        cls,
        bounds: tuple[float, float, float, float],
        tile: tuple[int, int],
        unit: tuple[float, float] = (1.0, 1.0),
        overlap: int = 0,
    ) -> AreaGrid:
        """Lay tiles over bounds.

        Args:
            bounds: least x, least y, greatest x, greatest y in metres.
            tile: width and height in pixels.
            unit: width and height of a pixel in metres.
            overlap: pixels that neighbours share; below 0, pixels between them.

        Raises:
            GridError: sizes that leave no step between tiles, far too many tiles, or bounds that
                lie in a gap between tiles.
        """
        left, bottom, right, top = bounds
        columns = plan_span(left, right, tile[0], overlap, unit[0])
        # Rows count from the north.
        rows = plan_span(-top, -bottom, tile[1], overlap, unit[1])
        grid = TileGrid(columns, rows)
        grid.check_count()
        # From the origin, equal edges of different grids are equal numbers.
        transform = (float(unit[0]), 0.0, 0.0, 0.0, -float(unit[1]), 0.0)
        return cls(grid, transform)

    def __len__(self) -> int:
        return len(self.grid)

    def batches(
        self, area: BaseGeometry, size: int = 20_000, crs: str = ""
    ) -> Iterator[tuple[TileTable, int]]:
        """Tables of the tiles that overlap an area, and the cells looked at so far.

        ``area`` is a valid shapely polygon or multipolygon, ``crs`` the code of its coordinate
        system. Tiles go from west to east, northern rows first, and are named by their envelope:
        a tile of the same place and size has the same tile_id in grids over other areas. Window
        columns stay NULL.
        """
        done = 0
        for batch in self.grid.batches(size):
            corners = corners_of_windows(batch.windows, self.transform)
            wkb = wkb_of_corners(corners)
            cells = TileTable([], {}, wkb)
            inside = cells_of_area(cells, area)
            done += len(batch)
            columns = {field.name: empty_column(field.kind, len(inside)) for field in GRID_FIELDS}
            ends = np.hstack((corners.min(axis=1), corners.max(axis=1)))[inside]
            columns["tile_id"] = place_ids(crs, ends.tolist())
            columns["row"], columns["col"] = batch.rows[inside], batch.cols[inside]
            yield TileTable(GRID_FIELDS, columns, [wkb[i] for i in inside.tolist()]), done


def plan_span(start: float, end: float, tile: int, overlap: int, unit: float = 1.0) -> GridAxis:
    """Tiles that reach into start..end, at multiples of the step from 0, in pixels of ``unit``.

    Raises:
        GridError: see AreaGrid.plan.
    """
    if overlap >= tile:
        raise GridError(
            "{OVERLAP} is {overlap} pixels and a tile {size}; make {OVERLAP} smaller than that.",
            overlap=overlap,
            size=tile,
        )
    step = tile - overlap
    first = math.floor((start / unit - tile) / step + _NOISE) + 1
    last = math.ceil(end / unit / step - _NOISE) - 1
    if last < first and overlap < 0:
        raise GridError(
            "{OVERLAP} is {overlap} pixels, and the whole area of interest lies in the gap between "
            "two tiles; make the gap narrower.",
            overlap=overlap,
        )
    # An area without width may lie on the edge between two tiles.
    last = max(first, last)
    count = last - first + 1
    if count > MOST_TILES:
        raise GridError(
            "The grid would have {count} tiles in a row; choose a larger {TILE_SIZE}, or a "
            "smaller area.",
            count=count,
        )
    offsets = np.arange(first, last + 1, dtype=np.int64) * step
    sizes = np.full(count, tile, dtype=np.int64)
    return GridAxis(offsets, sizes, np.zeros(count, dtype=bool))


def tile_numbers(first: int, count: int) -> np.ndarray:
    """Names t000001, t000002, ... as a column."""
    return make_column(TEXT, [f"t{i:0{_ID_DIGITS}d}" for i in range(first, first + count)])


def cells_of_area(tiles: TileTable, area: BaseGeometry) -> np.ndarray:
    """Sorted indices of the tiles that overlap an area; a common edge is not enough."""
    overlay = TileOverlay(tiles.geometries)
    found = [
        part.tile
        for part in overlay.overlay(area)
        if part.is_whole or part.area > _NOISE * min(overlay.areas[part.tile], area.area)
    ]
    return np.array(sorted(found), dtype=np.int64)


def clip_tiles(tiles: TileTable, area: BaseGeometry, crs: str = "") -> TileTable:
    """The same tiles cut at the outline of an area that all of them overlap.

    Those that are cut are named by their outlines: neighbouring areas share a tile out.
    """
    from shapely.geometry import MultiPolygon

    overlay = TileOverlay(tiles.geometries)
    pieces = {part.tile: part.piece for part in overlay.overlay(area)}
    wkb, names = [], tiles["tile_id"].copy()
    for i in range(len(tiles)):
        piece = pieces.get(i)
        outline = overlay.tile_polygon(i) if piece is None else piece.geometry()
        is_multi = outline.geom_type == "MultiPolygon"
        wkb.append((outline if is_multi else MultiPolygon([outline])).wkb)
        if piece is not None:
            numbers = [v for ring in _coordinates(outline) for point in ring for v in point]
            names[i] = place_ids(crs, [numbers])[0]
    return TileTable(tiles.fields, {**tiles.columns, "tile_id": names}, wkb)


def grid_id(**facts: object) -> str:
    """12 hexadecimal digits that stand for what a grid is made from.

    Grids get the same digits when all facts are the same. Shapely geometries count by their
    coordinates, wherever their rings begin; what differs by less than a rounding error is the same.
    """
    from shapely.geometry.base import BaseGeometry

    plain = {k: _coordinates(v) if isinstance(v, BaseGeometry) else v for k, v in facts.items()}
    return fingerprint_values(plain)[:12]


def _coordinates(shape: BaseGeometry) -> list[list[list[float]]]:
    """Sorted rings of a polygon or multipolygon."""
    from shapely.ops import transform

    def rounded(x: ArrayLike, y: ArrayLike, z: ArrayLike | None = None) -> tuple[np.ndarray, ...]:
        # -0.0 and 0.0 are the same place.
        return tuple(np.round(np.asarray(v), _DIGITS) + 0.0 for v in (x, y))

    plain = transform(rounded, shape).normalize()
    return sorted(
        [list(point) for point in ring.coords]
        for part in parts_of(plain)
        for ring in (part.exterior, *part.interiors)
    )
