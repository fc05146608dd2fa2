"""The grid's parameters, shared by Create Tile Grid and Build Dataset."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsRectangle,
)

from ...core.errors import GridError, NothingNearError
from ...core.grid.grid import EDGES, TileGrid
from ...core.grid.over_raster import check_holds_tile
from ...core.grid.settings import UNITS as SIZE_UNITS
from ...core.grid.settings import GridSettings, TileSize
from ...core.grid.valid import ValidShareStep
from ...core.message import Message
from ...core.raster.fill import FillWatch
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.tiles.area import AREA_PREDICATES, AreaStep
from ...core.tiles.table import TileStep, TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import (
    AOI,
    AOI_PREDICATE,
    AOI_WKT,
    add_country_parameter,
    area_source,
    refuse_two_areas,
)
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_area, read_wkt_area
from ..rasters.source import RasterInput, raster_extent
from ..services.wanted import check_area
from .anchor_parameter import read_anchor

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TILE_SIZE = "TILE_SIZE"
TILE_HEIGHT = "TILE_HEIGHT"
UNITS = "UNITS"
OVERLAP = "OVERLAP"
# In pixels, between tiles: wider than most rasters.
WIDEST_GAP = 100_000
EDGE = "EDGE"
MIN_VALID = "MIN_VALID"
NODATA = "NODATA"
BANDS = "BANDS"


def add_grid_parameters(alg: TilewrightAlgorithm) -> None:
    """Size, edges and area of the grid."""
    alg.begin_section("Tiles")
    _add_size_parameters(alg)
    alg.add(
        QgsProcessingParameterFeatureSource(
            AOI,
            tr("Area of interest"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        ),
        "Polygons, in any coordinate system, that tiles must touch.",
    )
    alg.add(
        double_parameter(
            MIN_VALID, "Least share of valid pixels (%)", GridSettings.min_valid, 0, 100
        ),
        "Tiles with fewer valid pixels are left out. Above 0 the raster is read once and the "
        "field valid_pct filled in. A pixel is invalid when all used bands are nodata, NaN or "
        "masked.",
    )
    alg.add(
        double_parameter(NODATA, "Extra nodata value", decimals=6),
        "A value to treat as nodata besides the raster's own, for rasters that forgot to tag "
        "theirs; often 0.",
    )
    alg.add(
        double_parameter(TILE_HEIGHT, "Tile height", GridSettings.tile_height, 0),
        "Height of a tile, when it is not square.",
        advanced=True,
    )
    alg.add(
        enum_parameter(
            AOI_PREDICATE, "Rule of the area of interest", AREA_PREDICATES, GridSettings.predicate
        ),
        choices_help(
            "INTERSECTS keeps tiles that touch the area, WITHIN those wholly inside, CENTROID "
            "those with their centre in it.",
            AREA_PREDICATES,
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterFile(AOI_WKT, tr("Area of interest as a WKT file"), optional=True),
        "A text file with one POLYGON or MULTIPOLYGON in longitude and latitude (WGS 84), instead "
        "of a layer.",
        advanced=True,
    )
    add_country_parameter(alg)


def _add_size_parameters(alg: TilewrightAlgorithm) -> None:
    alg.add(
        double_parameter(TILE_SIZE, "Tile size", GridSettings.tile_size, 0),
        "Width of a tile, and its height unless the tile height is given.",
    )
    alg.add(
        enum_parameter(UNITS, "Unit of the tile size", SIZE_UNITS, GridSettings.units),
        choices_help(
            "Whether the size is in pixels or in metres on the ground. Metres are rounded to the "
            "nearest whole pixels, and the log says what they came to.",
            SIZE_UNITS,
        ),
    )
    alg.add(
        integer_parameter(OVERLAP, "Overlap (pixels)", GridSettings.overlap, -WIDEST_GAP),
        "Pixels that neighbouring tiles share. Below 0, a gap of so many pixels between them.",
    )
    alg.add(
        enum_parameter(EDGE, "Tiles at the raster's edge", EDGES, GridSettings.edge),
        choices_help(
            "DROP leaves out tiles that the edge cuts, KEEP keeps them smaller, SHIFT moves the "
            "last row and column inward so that whole tiles cover everything.",
            EDGES,
        ),
    )


def add_bands_parameter(alg: TilewrightAlgorithm, help_text: str, advanced: bool) -> None:
    """The bands that count."""
    alg.add(
        QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
        help_text,
        advanced=advanced,
    )


class TiledRaster(Protocol):
    """Tiles over a raster that are not a grid of its pixels."""

    def __len__(self) -> int: ...

    def batches(self, info: RasterInfo, edge: str) -> Iterator[tuple[TileTable, TileTable]]:
        """Tables of the kept and of the rejected tiles."""
        ...


@dataclass(frozen=True)
class GridRequest:
    """A planned grid and the steps that its tiles go through.

    Attributes:
        grid: the places of its tiles.
        source: the raster; who asks closes it.
        edge: what becomes of tiles at the raster's edge.
        steps: what the tiles go through.
        watch: looks at the pixels that the steps read, None when they read none.
        away: says that the raster is far from the area of interest, where it is.
    """

    grid: TileGrid | TiledRaster
    source: RasterSource
    edge: str
    steps: list[TileStep]
    watch: FillWatch | None
    away: NothingNearError | None = None

    @property
    def reads(self) -> bool:
        """Whether the steps read all pixels of the tiles that are kept."""
        return self.watch is not None


def read_grid_settings(values: Values) -> GridSettings:
    """What is asked for, over a raster or without one."""
    return GridSettings(
        tile_size=values.double(TILE_SIZE),
        tile_height=values.optional_double(TILE_HEIGHT),
        units=values.choice(UNITS),
        overlap=values.integer(OVERLAP),
        edge=values.choice(EDGE),
        predicate=values.choice(AOI_PREDICATE),
        min_valid=values.double(MIN_VALID),
    )


def read_grid_request(
    values: Values,
    raster: RasterInput,
    lay: Callable[[GridSettings, RasterInfo], TiledRaster] | None = None,
    is_one_of_several: bool = False,
) -> GridRequest:
    """Plan the grid that the parameters ask for, over a raster, or the tiles that ``lay`` lays.

    Of one of several rasters that is far from the area of interest, all tiles lie outside.
    """
    from shapely.geometry import Polygon

    settings = read_grid_settings(values)
    with ExitStack() as stack:
        source = raster.open(values.text(BANDS), values.optional_double(NODATA))
        stack.enter_context(closing(source))
        info = source.info
        if lay is not None:
            grid = lay(settings, info)
        else:
            size = settings.size_over(info)
            log_size(values, settings, size)
            step = (size.columns - settings.overlap, size.rows - settings.overlap)
            grid = settings.plan(info, size, read_anchor(values, raster, info, step))
            check_area(values, raster, len(grid))
            grid.check_count()
            check_holds_tile(grid, info, settings.edge)
        steps = []
        is_cancelled = values.feedback.isCanceled
        away = None
        try:
            area = _read_area(values, raster, raster_extent(info))
        except NothingNearError as error:
            if not is_one_of_several:
                raise
            area, away = Polygon(), error
        if area is not None:
            steps.append(AreaStep(area, settings.predicate, is_cancelled))
        if settings.min_valid > 0 and source.is_asked:
            raise GridError(
                "{MIN_VALID} looks at every pixel of the area, and {name} is a service, which is "
                "asked for pixels of tiles alone; leave {MIN_VALID} at 0.",
                name=raster.name,
            )
        if settings.min_valid > 0:
            steps.append(ValidShareStep(source, settings.min_valid, is_cancelled=is_cancelled))
            source.watch = FillWatch()
        # From here on it is the request whose source is closed.
        stack.pop_all()
    return GridRequest(grid, source, settings.edge, steps, source.watch, away)


def log_size(values: Values, settings: GridSettings, size: TileSize) -> None:
    """Tell what metres came to."""
    if size.metres:
        values.info(
            "Tiles of {columns} x {rows} pixels, {metres_x:.6g} x {metres_y:.6g} m on the ground, "
            "are nearest to {width:g} x {height:g} m.",
            columns=size.columns,
            rows=size.rows,
            metres_x=size.metres[0],
            metres_y=size.metres[1],
            width=settings.size[0],
            height=settings.size[1],
        )


def _read_area(values: Values, raster: RasterInput, extent: QgsRectangle) -> BaseGeometry | None:
    refuse_two_areas(values)
    if values.is_given(AOI_WKT):
        path = values.file(AOI_WKT)
        return read_wkt_area(values, path, raster.crs, raster.name, extent)
    source = area_source(values)
    if source is None:
        return None
    place = TilesPlace(raster.crs, extent, raster.name)
    transform = make_transform(values, source, Message("the area of interest"), place)
    return read_area(values, source, transform)
