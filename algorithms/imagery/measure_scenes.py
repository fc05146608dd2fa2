"""Measuring images over an area given as a layer."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import LayerError, RasterError
from ...core.imagery.measure import SceneFacts, measure_scene, open_scene_raster
from ...core.imagery.scenes import Scene
from ...core.message import Message
from ...core.raster.info import RasterInfo
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..inputs.shapes import read_marks
from ..rasters.source import raster_extent

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def measure_scenes(
    scenes: list[Scene],
    area: FeatureSource | None,
    from_scl: bool,
    values: Values,
) -> tuple[list[SceneFacts], list[Scene]]:
    """Facts of each scene, and the scenes with what was found wrong with them.

    Args:
        scenes: the images.
        area: polygons that they should show, or None.
        from_scl: take clouds from the scene classification in the area.
    """
    refuse_empty(area)
    facts, seen = [], []
    shapes = {}
    for k, scene in enumerate(scenes):
        values.check_cancelled()
        try:
            facts.append(_measure_one(scene, area, shapes, from_scl, values))
            seen.append(scene)
        except RasterError as error:
            facts.append(SceneFacts())
            seen.append(replace(scene, problem=error.message))
        values.feedback.setProgress(100 * (k + 1) / len(scenes))
    return facts, seen


def refuse_empty(area: FeatureSource | None) -> None:
    """Raise RasterError for an area without a feature."""
    if area is not None and not area.featureCount():
        raise RasterError(
            "The area of interest {sourcename} is empty; draw a polygon in it.",
            sourcename=area.sourceName(),
        )


def _measure_one(
    scene: Scene,
    area: FeatureSource | None,
    shapes: dict[str, BaseGeometry | None],
    from_scl: bool,
    values: Values,
) -> SceneFacts:
    if scene.problem:
        return SceneFacts()
    with closing(open_scene_raster(scene)) as source:
        info = source.info
        shape = None
        if area is not None:
            # Tiles of one zone share the area's shape there.
            if info.crs_wkt not in shapes:
                shapes[info.crs_wkt] = area_in(info, area, scene, values)
            shape = shapes[info.crs_wkt]
            if shape is None:
                return SceneFacts(aoi=0.0, coverage=0.0, size=scene.size)
        return measure_scene(scene, source, shape, scene.size, from_scl)


def area_in(
    info: RasterInfo, area: FeatureSource, scene: Scene, values: Values
) -> BaseGeometry | None:
    """The area in an image's coordinate system; None where it has no place in it."""
    crs = QgsCoordinateReferenceSystem.fromWkt(info.crs_wkt)
    role = Message("the area of interest")
    transforms = values.context.transformContext()
    transform = LayerTransform(area.sourceCrs(), crs, transforms, role, scene.name)
    try:
        marks = read_marks(values, area, transform)
    except LayerError:
        if transform.is_identity or not crs.isValid():
            raise
        # World-wide areas: what is far from the image has no place in its system.
        transform.look_near(raster_extent(info))
        marks = read_marks(values, area, transform)
    shapes = [shape for shape in marks if shape.area > 0]
    if not shapes:
        return None
    from shapely.ops import unary_union

    return unary_union(shapes)
