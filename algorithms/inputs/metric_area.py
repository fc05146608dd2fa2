"""Areas of interest in metres, for tiles without a raster."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
)

from ...core.errors import GridError
from ...core.geodesy.zone import measure_distortion, zone_of_area
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import is_given, required_source
from ..base.words import tr
from .area_names import AOI, AOI_WKT
from .layer_transform import LayerTransform
from .shapes import read_area, read_wkt_area


@dataclass(frozen=True)
class MetricArea:
    """An area as a shapely geometry, in a coordinate system in metres."""

    shape: object
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


def check_area_given(parameters) -> None:
    """Refuse none and two areas.

    Raises:
        GridError: AOI and AOI_WKT are both given, or both missing.
    """
    has_layer, has_wkt = is_given(parameters, AOI), is_given(parameters, AOI_WKT)
    if has_layer and has_wkt:
        raise GridError(tr("AOI and AOI_WKT are both given; give one of them."))
    if not has_layer and not has_wkt:
        raise GridError(tr("Name an area of interest: a polygon layer with AOI, or AOI_WKT."))


def read_metric_area(alg, parameters, context, feedback) -> MetricArea:
    """The area of interest in the UTM zone of its middle.

    Raises:
        GridError: there is no area, or two, or it is too wide for one zone.
    """
    check_area_given(parameters)
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    if is_given(parameters, AOI_WKT):
        path = alg.parameterAsFile(parameters, AOI_WKT, context)

        def read(crs):
            return read_wkt_area(path, crs, crs.authid(), context)

    else:
        source = required_source(alg, parameters, AOI, context)
        name = tr("the area of interest")

        def read(crs):
            to = LayerTransform(
                source.sourceCrs(), crs, context.transformContext(), name, crs.authid()
            )
            return read_area(source, to, feedback)

    zone = zone_of_area(read(degrees))
    crs = QgsCoordinateReferenceSystem(f"EPSG:{zone.epsg}")
    shape = read(crs)
    feedback.pushInfo(tr("Metres are those of {} ({}).").format(zone.name, crs.authid()))
    wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    distortion = measure_distortion(wkt, shape.bounds)
    if math.isinf(distortion):
        raise GridError(
            tr(
                "The area of interest is too wide for {}, the zone of its middle; make a grid for "
                "each part of it."
            ).format(zone.name)
        )
    if distortion:
        feedback.pushWarning(
            tr(
                "The area reaches beyond what {} is made for: metres are off by up to {:.0f} % "
                "there. Better make a grid for each part of the area."
            ).format(zone.name, 100 * distortion)
        )
    return MetricArea(shape, crs)
