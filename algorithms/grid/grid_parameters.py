"""The grid's parameters, shared by Create Tile Grid and Build Dataset."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsRectangle,
)

from ...core.errors import GridError
from ...core.grid.grid import EDGES, TileGrid
from ...core.grid.over_raster import fit_tile_pixels
from ...core.grid.valid import ValidShareStep
from ...core.message import Message, Parameter
from ...core.raster.fill import FillWatch
from ...core.raster.info import RasterInfo
from ...core.raster.source import FileRasterSource
from ...core.tiles.area import AREA_PREDICATES, AreaStep
from ...core.tiles.table import TileStep
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import AOI, AOI_PREDICATE, AOI_WKT
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_area, read_wkt_area
from ..rasters.source import RasterInput, raster_extent

TILE_SIZE = "TILE_SIZE"
TILE_HEIGHT = "TILE_HEIGHT"
UNITS = "UNITS"
OVERLAP = "OVERLAP"
EDGE = "EDGE"
MIN_VALID = "MIN_VALID"
NODATA = "NODATA"
BANDS = "BANDS"
PIXELS = "PIXELS"
METERS = "METERS"


def add_grid_parameters(alg: TilewrightAlgorithm) -> None:
    """Size, edges and area of the grid."""
    alg.add(
        double_parameter(TILE_SIZE, "Tile size", 256, 0),
        "Width of a tile, and its height unless the tile height is given.",
    )
    alg.add(
        enum_parameter(UNITS, "Unit of the tile size", (PIXELS, METERS), PIXELS),
        choices_help(
            "Whether the size is in pixels or in metres on the ground. Metres are rounded to the "
            "nearest whole pixels, and the log says what they came to.",
            (PIXELS, METERS),
        ),
    )
    alg.add(
        integer_parameter(OVERLAP, "Overlap (pixels)", 0, 0),
        "Pixels that neighbouring tiles share.",
    )
    alg.add(
        enum_parameter(EDGE, "Tiles at the raster's edge", EDGES, "DROP"),
        choices_help(
            "DROP leaves out tiles that the edge cuts, KEEP keeps them smaller, SHIFT moves the "
            "last row and column inward so that whole tiles cover everything.",
            EDGES,
        ),
    )
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
        double_parameter(MIN_VALID, "Least share of valid pixels (%)", 0, 0, 100),
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
        double_parameter(TILE_HEIGHT, "Tile height", None, 0),
        "Height of a tile, when it is not square.",
        advanced=True,
    )
    alg.add(
        enum_parameter(
            AOI_PREDICATE, "Rule of the area of interest", AREA_PREDICATES, "INTERSECTS"
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


def add_bands_parameter(alg: TilewrightAlgorithm, help_text: str, advanced: bool) -> None:
    """The bands that count."""
    alg.add(
        QgsProcessingParameterString(BANDS, tr("Bands"), optional=True),
        help_text,
        advanced=advanced,
    )


@dataclass(frozen=True)
class GridRequest:
    """A planned grid and the steps that its tiles go through."""

    grid: TileGrid
    source: FileRasterSource
    edge: str
    steps: list[TileStep]


def read_grid_request(values: Values, raster: RasterInput) -> GridRequest:
    """Plan the grid that the parameters ask for, over a raster."""
    bands = values.text(BANDS)
    nodata = values.optional_double(NODATA)
    source = raster.open(bands, nodata)
    info = source.info
    width, height = _tile_pixels(values, info)
    edge = values.choice(EDGE)
    overlap = values.integer(OVERLAP)
    grid = TileGrid.plan(info.width, info.height, width, height, overlap, edge)
    steps = []
    extent = raster_extent(info)
    area = _read_area(values, raster, extent)
    if area is not None:
        steps.append(AreaStep(area, values.choice(AOI_PREDICATE)))
    min_valid = values.double(MIN_VALID)
    if min_valid > 0:
        steps.append(ValidShareStep(source, min_valid))
        source.watch = FillWatch()
    for step in steps:
        step.is_cancelled = values.feedback.isCanceled
    return GridRequest(grid, source, edge, steps)


def _tile_pixels(values: Values, info: RasterInfo) -> tuple[int, int]:
    width = values.double(TILE_SIZE)
    height = values.optional_double(TILE_HEIGHT)
    height = width if height is None else height
    if values.choice(UNITS) == METERS:
        columns, rows, metres_x, metres_y = fit_tile_pixels(info, width, height)
        values.info(
            "Tiles of {columns} x {rows} pixels, {metres_x:.6g} x {metres_y:.6g} m on the ground, "
            "are nearest to {width:g} x {height:g} m.",
            columns=columns,
            rows=rows,
            metres_x=metres_x,
            metres_y=metres_y,
            width=width,
            height=height,
        )
        return columns, rows
    for name, value in ((TILE_SIZE, width), (TILE_HEIGHT, height)):
        if value != int(value) or value < 1:
            raise GridError(
                "{name} is {value:g}; in pixels it must be a whole number from 1 on. For metres, "
                "set {UNITS=METERS}.",
                name=Parameter(name),
                value=value,
            )
    return int(width), int(height)


def _read_area(values: Values, raster: RasterInput, extent: QgsRectangle):
    has_layer, has_wkt = values.is_given(AOI), values.is_given(AOI_WKT)
    if has_layer and has_wkt:
        raise GridError("{AOI} and {AOI_WKT} are both given; give one of them.")
    if has_wkt:
        path = values.file(AOI_WKT)
        return read_wkt_area(values, path, raster.crs, raster.name, extent)
    source = values.optional_source(AOI)
    if source is None:
        return None
    place = TilesPlace(raster.crs, extent, raster.name)
    transform = make_transform(values, source, Message("the area of interest"), place)
    return read_area(values, source, transform)
