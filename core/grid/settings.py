"""What is asked of a grid, and how large its tiles become."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import GridError
from ..message import Parameter
from ..raster.info import RasterInfo
from ..tiles.area import INTERSECTS
from .grid import DROP, TileGrid
from .over_raster import fit_tile_pixels

PIXELS = "PIXELS"
METERS = "METERS"
UNITS = (PIXELS, METERS)


@dataclass(frozen=True)
class TileSize:
    """The size of a tile in whole pixels.

    Attributes:
        columns, rows: its pixels.
        metres: its width and height, where these were asked for and had to be rounded.
    """

    columns: int
    rows: int
    metres: tuple[float, float] | None = None


@dataclass(frozen=True)
class GridSettings:
    """What is asked of a grid. The defaults are those of the algorithms and the dock.

    Attributes:
        tile_size: width of a tile.
        tile_height: its height; None is the same as the width.
        units: what both are in, one of UNITS.
        overlap: pixels that neighbouring tiles share; below 0, a gap of so many between them.
        edge: what becomes of tiles that the raster's edge cuts, one of EDGES.
        predicate: which tiles are in the area of interest, one of AREA_PREDICATES.
        min_valid: least share of valid pixels in percent.
    """

    tile_size: float = 256.0
    tile_height: float | None = None
    units: str = PIXELS
    overlap: int = 0
    edge: str = DROP
    predicate: str = INTERSECTS
    min_valid: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a tile."""
        return self.tile_size, self.tile_size if self.tile_height is None else self.tile_height

    def size_over(self, info: RasterInfo) -> TileSize:
        """The size of a tile over a raster.

        Raises:
            GridError: no whole pixels, or less than one.
        """
        if self.units == METERS:
            columns, rows, across, down = fit_tile_pixels(info, *self.size)
            return TileSize(columns, rows, (across, down))
        for role, value in zip(("TILE_SIZE", "TILE_HEIGHT"), self.size):
            _check_length(role, value)
            if value != int(value) or value < 1:
                raise GridError(
                    "{name} is {value:g}; in pixels it must be a whole number from 1 on. For "
                    "metres, set {UNITS=METERS}.",
                    name=Parameter(role),
                    value=value,
                )
        return TileSize(int(self.size[0]), int(self.size[1]))

    def plan(self, info: RasterInfo, size: TileSize, anchor: tuple[int, int] = (0, 0)) -> TileGrid:
        """The grid over a raster.

        Args:
            info: of the raster.
            size: of a tile; see size_over.
            anchor: column and row of a corner of tiles.

        Raises:
            GridError: see plan_axis.
        """
        return TileGrid.plan(
            info.width, info.height, size.columns, size.rows, self.overlap, self.edge, anchor
        )

    def size_without_raster(self, resolution: float | None) -> tuple[TileSize, tuple[float, float]]:
        """The size of a tile, and width and height of a pixel in metres.

        Args:
            resolution: metres of a pixel; None makes each tile a single pixel.

        Raises:
            GridError: sizes that are not positive, no whole pixels, or pixels of unknown size.
        """
        for role, value in zip(("TILE_SIZE", "TILE_HEIGHT"), self.size):
            _check_length(role, value)
            if not value > 0:
                raise GridError(
                    "{name} is {value:g}; it must be more than 0.",
                    name=Parameter(role),
                    value=value,
                )
        if resolution is None:
            if self.units != METERS:
                raise GridError(
                    "Without a raster the size of {width:g} pixels is not known; name a raster "
                    "with {INPUT}, give {RESOLUTION} in metres, or set {UNITS=METERS}.",
                    width=self.tile_size,
                )
            # One pixel a tile: its size is all there is to know.
            return TileSize(1, 1), self.size
        if not resolution > 0:
            raise GridError(
                "{RESOLUTION} is {resolution:g} metres; it must be more than 0.",
                resolution=resolution,
            )
        pixel = (resolution, resolution)
        if self.units == METERS:
            columns, rows = (max(1, int(value / resolution + 0.5)) for value in self.size)
            return TileSize(columns, rows, (columns * resolution, rows * resolution)), pixel
        odd = next((value for value in self.size if value != int(value)), None)
        if odd is not None:
            raise GridError(
                "{TILE_SIZE} is {size:g}; in pixels it must be a whole number from 1 on.", size=odd
            )
        return TileSize(int(self.size[0]), int(self.size[1])), pixel


def _check_length(role: str, value: float) -> None:
    # Numbers of pixels have 32 bits in GDAL.
    if value >= 2**31:
        raise GridError(
            "{name} is {value:g}, more than any raster has; choose a smaller one.",
            name=Parameter(role),
            value=value,
        )
