"""Which ground is wanted of a service, and how large its pixels are to be."""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsRasterLayer,
    QgsRectangle,
)

from ...core.errors import GridError, RasterError
from ...core.files.text_file import read_text
from ...core.geodesy.scale import measure_ground_scale
from ...core.grid.settings import METERS, GridSettings
from ...core.services.lattice import Bounds, TilePixels
from ...core.tiles.words import SCENE
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.area_names import AOI, AOI_NAME, AOI_WKT, area_source
from ..rasters.source import RasterInput
from .service_input import ServiceInput, Wanted

METERS_PER_PIXEL = "METERS_PER_PIXEL"
RESOLUTION = "RESOLUTION"
_TILES = "TILES"
_PARCELS = "PARCELS"
# Windows around parcels are seldom wider.
_WINDOW = 512
# Resampling reaches some pixels beyond a tile.
_PAD = 64
# Tiles of another coordinate system lie across the pixels, wherever these begin, so that the image
# is resampled after the service has drawn it: of finer pixels, what that moves stays small.
_FINER = 2
# Fields of a tile's columns and rows.
_COUNTS = ("width", "height")
# Tiles of a service over which it is the area that was forgotten.
_MOST_OF_SERVICE = 3_000_000
_UNCHECKED = QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
_UNIT = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


def find_wanted(values: Values, layer: QgsRasterLayer, scene: str = "") -> Wanted:
    """What the parameters ask of a service; only in the main thread.

    Args:
        values: of the algorithm.
        layer: of the service.
        scene: what it is called where it is one of several rasters.

    Raises:
        RasterError: the ground cannot be told in the layer's coordinate system.
    """
    asked = METERS_PER_PIXEL if values.has(METERS_PER_PIXEL) else RESOLUTION
    metres = values.optional_double(asked) or None
    if values.has(_PARCELS) and not values.is_given(_TILES):
        return _wanted_of_parcels(values, layer, metres, asked)
    tiles = values.alg.parameterDefinition(values.name(_TILES))
    if tiles is not None and not tiles.isDestination() and values.is_given(_TILES):
        source = values.source(_TILES)
        bounds = _moved(values, source.sourceExtent(), source.sourceCrs(), layer)
        is_sized = metres is not None or (values.has("PIXELS") and values.is_given("PIXELS"))
        tile = _find_tile(values, metres is None, scene)
        if metres is None and tile is not None:
            metres = _metres_of_tile(values, tile, layer)
        if source.sourceCrs() == layer.crs():
            return Wanted(metres, bounds, asked, pad=_PAD, tile=tile)
        # Tiles of scenes lie on the pixels of theirs, whatever the coordinate system of all.
        finer = _FINER if is_sized and not scene else 1
        return Wanted(metres, bounds, asked, pad=_PAD * finer, finer=finer)
    if metres is None and values.choice("UNITS") == METERS and values.has("PIXELS"):
        pixels = values.optional_integer("PIXELS")
        metres = values.double("TILE_SIZE") / pixels if pixels else None
    grid = GridSettings(
        tile_size=values.double("TILE_SIZE"),
        tile_height=values.optional_double("TILE_HEIGHT") or None,
        units=values.choice("UNITS"),
        overlap=values.integer("OVERLAP"),
    )
    return wanted_of_grid(grid, metres, _area_bounds(values, layer), asked)


def _wanted_of_parcels(
    values: Values, layer: QgsRasterLayer, metres: float | None, asked: str
) -> Wanted:
    if not values.is_given(_PARCELS):
        # Who needs tiles or parcels says so.
        return Wanted(metres, None, asked)
    source = values.source(_PARCELS)
    bounds = _moved(values, source.sourceExtent(), source.sourceCrs(), layer)
    return Wanted(metres, bounds, asked, pad=values.optional_integer("WINDOW") or _WINDOW)


def wanted_of_grid(
    grid: GridSettings, metres: float | None, bounds: Bounds | None, asked: str = METERS_PER_PIXEL
) -> Wanted:
    """What a grid asks of a service.

    Args:
        grid: the grid.
        metres: width and height of a pixel on the ground, or None.
        bounds: of the area of interest, in the layer's coordinate system, or None.
        asked: name of the parameter that says how large pixels are.
    """
    if bounds is None:
        return Wanted(metres, None, asked)
    step, pad = _steps(grid, metres)
    return Wanted(metres, bounds, asked, step, pad)


def _steps(grid: GridSettings, metres: float | None) -> tuple[tuple[int, int], int]:
    """The step between tiles, so that grids of any area coincide, and the pixels of one tile."""
    width, height = grid.size
    if grid.units == METERS:
        return (1, 1), int(max(width, height) / metres) + 1 if metres else 0
    steps = (int(width) - grid.overlap, int(height) - grid.overlap)
    return (max(1, steps[0]), max(1, steps[1])), int(max(width, height))


def _area_bounds(values: Values, layer: QgsRasterLayer) -> Bounds | None:
    """The bounds of the area of interest; None without one."""
    if values.has(AOI_WKT) and values.is_given(AOI_WKT):
        box = QgsGeometry.fromWkt(read_text(values.file(AOI_WKT)).strip()).boundingBox()
        return _moved(values, box, QgsCoordinateReferenceSystem("EPSG:4326"), layer)
    source = area_source(values) if values.has(AOI) else None
    if source is None:
        return None
    return _moved(values, source.sourceExtent(), source.sourceCrs(), layer)


def check_area(values: Values, raster: RasterInput, count: int) -> None:
    """Refuse a grid over all that a service shows, often the world, that nobody means.

    Args:
        values: of the algorithm.
        raster: under the grid.
        count: tiles of it.

    Raises:
        GridError: it has more than some million tiles, and no area is given.
    """
    if not isinstance(raster, ServiceInput) or count <= _MOST_OF_SERVICE:
        return
    if any(values.is_given(name) for name in (AOI, AOI_WKT, AOI_NAME)):
        return
    raise GridError(
        "A grid over all that {name} shows would have {count} tiles; give an area of interest, "
        "{AOI}, {AOI_WKT} or {AOI_NAME}, or choose larger pixels.",
        name=raster.name,
        count=count,
    )


def _moved(
    values: Values, box: QgsRectangle, crs: QgsCoordinateReferenceSystem, layer: QgsRasterLayer
) -> Bounds:
    return bounds_on(layer, box, crs, values.context.transformContext())


def bounds_on(
    layer: QgsRasterLayer,
    box: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    transforms: QgsCoordinateTransformContext,
) -> Bounds:
    """A box in the coordinate system of a layer.

    Raises:
        RasterError: it has no place there.
    """
    transform = QgsCoordinateTransform(crs, layer.crs(), transforms)
    try:
        moved = transform.transformBoundingBox(box)
    except QgsCsException as error:
        raise RasterError(
            "The tiles or the area of interest cannot be placed on {name}: {error}. Check the "
            "coordinate systems.",
            name=layer.name(),
            error=str(error),
        ) from None
    return moved.xMinimum(), moved.yMinimum(), moved.xMaximum(), moved.yMaximum()


def _find_tile(values: Values, is_meant: bool, scene: str) -> TilePixels | None:
    """The first tile that has an outline, in its own coordinate system; None without one.

    Of a scene, one of its own where tiles say which they are of.
    """
    source = values.source(_TILES)
    names = [field.name().lower() for field in source.fields()]
    pixels = values.optional_integer("PIXELS") if values.has("PIXELS") else None
    for feature in _features(source, SCENE.name if SCENE.name in names else "", scene):
        box = feature.geometry().boundingBox()
        if not (box.width() > 0 and box.height() > 0):
            continue
        counts = [pixels, pixels]
        if not pixels:
            told = [feature.attributes()[names.index(n)] if n in names else None for n in _COUNTS]
            counts = [int(n) if isinstance(n, (int, float)) and n > 0 else None for n in told]
        bounds = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return TilePixels(bounds, counts[0], counts[1], is_meant)
    return None


def _features(source: FeatureSource, field: str, scene: str) -> Iterator[QgsFeature]:
    if scene and field:
        chosen = QgsExpression.createFieldEqualityExpression(field, scene)
        yield from source.getFeatures(QgsFeatureRequest().setFilterExpression(chosen), _UNCHECKED)
    yield from source.getFeatures(QgsFeatureRequest(), _UNCHECKED)


def _metres_of_tile(values: Values, tile: TilePixels, layer: QgsRasterLayer) -> float | None:
    """The pixels of a tile that says how many they are."""
    if tile.columns is None:
        return None
    box = QgsRectangle(*tile.bounds)
    x0, y0, x1, y1 = _moved(values, box, values.source(_TILES).sourceCrs(), layer)
    wkt = layer.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    scale = measure_ground_scale(wkt, (x0 + x1) / 2, (y0 + y1) / 2).pixel_size(_UNIT)
    return float(max((x1 - x0) * scale[0], (y1 - y0) * scale[1]) / tile.columns)
