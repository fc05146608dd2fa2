"""Areas of interest in metres, for tiles without a raster."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
)

from ...core.errors import GridError
from ...core.geodesy.zone import measure_distortion, zone_of_area
from ...core.message import Message
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from .area_names import (
    AOI,
    AOI_NAME,
    AOI_WKT,
    add_country_parameter,
    area_source,
    refuse_two_areas,
)
from .layer_transform import LayerTransform
from .shapes import read_area, read_wkt_area

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class MetricArea:
    """An area as a shapely geometry, in a coordinate system in metres."""

    shape: BaseGeometry
    crs: QgsCoordinateReferenceSystem


def add_area_parameters(alg: TilewrightAlgorithm) -> None:
    """The area of interest, as a layer or as a file."""
    alg.add(
        QgsProcessingParameterFeatureSource(
            AOI,
            tr("Area of interest"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        ),
        "Polygons of the area, in any coordinate system. Give a layer or a WKT file.",
    )
    alg.add(
        QgsProcessingParameterFile(AOI_WKT, tr("Area of interest as a WKT file"), optional=True),
        "A text file with one POLYGON or MULTIPOLYGON in longitude and latitude (WGS 84), instead "
        "of a layer.",
    )
    add_country_parameter(alg, is_advanced=False)


def has_area(values: Values) -> bool:
    """Whether an area of interest is given, in whatever way."""
    return any(values.is_given(name) for name in (AOI, AOI_WKT, AOI_NAME))


def check_area_given(values: Values) -> None:
    """Refuse none and two areas.

    Raises:
        GridError: AOI, AOI_WKT and AOI_NAME are all missing, or two of them given.
    """
    refuse_two_areas(values)
    if not has_area(values):
        raise GridError(
            "Name an area of interest: a polygon layer with {AOI}, {AOI_WKT}, or a country, "
            "{AOI_NAME}."
        )


def area_reader(values: Values) -> Callable[[QgsCoordinateReferenceSystem], BaseGeometry]:
    """What gives the area of interest as a shapely geometry, in a coordinate system.

    Raises:
        GridError: there is no area, or two.
    """
    check_area_given(values)
    if values.is_given(AOI_WKT):
        path = values.file(AOI_WKT)
        return lambda crs: read_wkt_area(values, path, crs, crs.authid())
    source = area_source(values)
    name = Message("the area of interest")

    def read(crs: QgsCoordinateReferenceSystem) -> BaseGeometry:
        transforms = values.context.transformContext()
        to = LayerTransform(source.sourceCrs(), crs, transforms, name, crs.authid())
        return read_area(values, source, to)

    return read


def read_metric_area(values: Values) -> MetricArea:
    """The area of interest in the UTM zone of its middle.

    Raises:
        GridError: there is no area, or two, or it is too wide for one zone.
    """
    read = area_reader(values)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    zone = zone_of_area(read(degrees))
    crs = QgsCoordinateReferenceSystem(f"EPSG:{zone.epsg}")
    shape = read(crs)
    values.info("Metres are those of {zone} ({code}).", zone=zone.name, code=crs.authid())
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    distortion = measure_distortion(wkt, shape.bounds)
    if math.isinf(distortion):
        raise GridError(
            "The area of interest is too wide for {zone}, the zone of its middle; make a grid for "
            "each part of it.",
            zone=zone.name,
        )
    if distortion:
        values.warn(
            "The area reaches beyond what {zone} is made for: metres are off by up to {error:.0f} "
            "% there. Better make a grid for each part of the area.",
            zone=zone.name,
            error=100 * distortion,
        )
    return MetricArea(shape, crs)
