"""Tiles around features: their parameters, and where their centres are."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsGeometry,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ...core.errors import GridError, NothingNearError
from ...core.grid.centred import BOX, CROPS, SIZE, CentredTiles, pixel_box
from ...core.grid.settings import GridSettings
from ...core.message import Message, counted
from ...core.raster.info import RasterInfo
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform
from ..inputs.tiles import read_features
from ..rasters.source import RasterInput, raster_extent
from .grid_parameters import OVERLAP

CENTRES = "CENTRES"
CROP = "CROP"


def add_centre_parameters(alg: TilewrightAlgorithm) -> None:
    """Features that each get a tile, instead of a grid."""
    alg.add(
        QgsProcessingParameterFeatureSource(
            CENTRES,
            tr("Features with a tile each"),
            [
                QgsProcessing.SourceType.TypeVectorPoint,
                QgsProcessing.SourceType.TypeVectorPolygon,
            ],
            optional=True,
        ),
        "Points or polygons, in any coordinate system. Instead of a grid, each gets a tile of "
        "whole pixels around the middle of the box that holds it, named by its feature id. Tiles "
        "may overlap.",
        advanced=True,
    )
    alg.add(
        enum_parameter(CROP, "Size of tiles around features", CROPS, SIZE, is_optional=True),
        choices_help(
            "SIZE makes all tiles as large as the tile size says. BOX makes each as large as the "
            "box that holds its polygon, and the tile size does not count.",
            CROPS,
        ),
        advanced=True,
    )


def refuse_idle_centres(values: Values) -> None:
    """What does nothing without the other would be missed by who gave it.

    Raises:
        GridError: BOX without features, or features and an overlap.
    """
    if not values.is_given(CENTRES):
        if values.choice(CROP) != SIZE:
            raise GridError("{CROP=BOX} needs features; name their layer with {CENTRES}.")
        return
    if values.integer(OVERLAP):
        raise GridError(
            "{OVERLAP} is for grids, and tiles around features lie where these are; leave out "
            "{OVERLAP} or {CENTRES}."
        )


def lay_around_features(
    values: Values, raster: RasterInput, settings: GridSettings, info: RasterInfo
) -> CentredTiles:
    """Read the features, and plan a tile for each.

    Raises:
        GridError: no feature near the raster has a place, or BOX with points.
        LayerError: the layer's coordinate system does not lead to the raster's.
    """
    source = values.source(CENTRES)
    is_box = values.choice(CROP) == BOX
    is_polygons = (
        QgsWkbTypes.geometryType(source.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry
    )
    if is_box and not is_polygons:
        raise GridError(
            "{CROP=BOX} needs polygons, and {layer} holds none; choose {CROP=SIZE}.",
            layer=source.sourceName(),
        )
    place = TilesPlace(raster.crs, raster_extent(info), raster.name)
    transform = make_transform(values, source, Message("the layer of features"), place)
    boxes, without, far = {}, 0, 0
    for feature in read_features(source, []):
        values.check_cancelled()
        geometry = feature.geometry()
        if geometry.isEmpty() or not geometry.boundingBox().isFinite():
            without += 1
        elif (geometry := transform.apply(geometry)) is None:
            far += 1
        else:
            boxes[feature.id()] = pixel_box(_places(geometry, info), info)
    _tell(values, source, raster.name, without, far)
    if not boxes:
        raise NothingNearError(
            "{layer} has no feature near {name} to lay a tile around; name another layer with "
            "{CENTRES}.",
            layer=source.sourceName(),
            name=raster.name,
        )
    return CentredTiles.plan(boxes, None if is_box else settings.size_over(info))


def _places(geometry: QgsGeometry, info: RasterInfo) -> np.ndarray:
    """Places (N, 2) whose box of pixels is the one of the geometry."""
    if info.transform[1] or info.transform[3]:
        # The box along a turned raster is not the one along the axes.
        straight = QgsGeometry(geometry.constGet().segmentize())
        return np.array([(point.x(), point.y()) for point in straight.vertices()])
    box = geometry.boundingBox()
    return np.array([(box.xMinimum(), box.yMinimum()), (box.xMaximum(), box.yMaximum())])


def _tell(values: Values, source: FeatureSource, name: str, without: int, far: int) -> None:
    if without:
        values.warn(
            counted(
                without,
                "{count} feature of {layer} has no place and gets no tile.",
                "{count} features of {layer} have no place and get no tile.",
                layer=source.sourceName(),
            )
        )
    if far:
        values.warn(
            counted(
                far,
                "{count} feature of {layer} is far from {name} and gets no tile.",
                "{count} features of {layer} are far from {name} and get no tile.",
                layer=source.sourceName(),
                name=name,
            )
        )
