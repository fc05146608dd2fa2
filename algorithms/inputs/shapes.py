"""Polygons, marks and corrections from QGIS layers, in the tiles' coordinate system."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsWkbTypes,
)

from ...core.errors import CancelledError
from ...core.geometry.repair import parse_wkb, repair_polygons
from ...core.labels.by_polygons import LabelPolygons
from ...core.labels.step import LabelEdit
from ...core.tiles.words import class_name
from ..base.polygons import PolygonTaker, shapes_of
from ..base.words import count_text, tr
from .label_counts import no_class_texts, no_shape_texts, repaired_texts
from .layer_transform import LayerTransform
from .tiles import flat_wkb, plain_value, read_features, read_near
from .warn_of_class_names import warn_of_class_names


def make_transform(
    source: QgsProcessingFeatureSource,
    role: str,
    to_crs: QgsCoordinateReferenceSystem,
    to_name: str,
    context,
    extent: QgsRectangle,
) -> LayerTransform:
    """From a layer's coordinate system to the tiles', which lie in an extent.

    Messages call the layer by role and name.
    """
    name = f"{role} ({source.sourceName()})" if source.sourceName() else role
    transform = LayerTransform(
        source.sourceCrs(), to_crs, context.transformContext(), name, to_name
    )
    transform.look_near(extent)
    return transform


def read_marks(
    source: QgsProcessingFeatureSource,
    transform: LayerTransform,
    feedback,
    only_near: bool = True,
) -> list:
    """Shapes of a layer as shapely geometries, polygons repaired.

    ``only_near`` may leave out those that cannot touch the extent that the transform looks at.
    """
    marks = []
    polygons = []
    features = read_near(source, [], transform) if only_near else read_features(source, [])
    for feature in features:
        _check_cancelled(feedback)
        for geometry in shapes_of(feature.geometry()):
            is_polygon = geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry
            if geometry.isEmpty() or (geometry := transform.apply(geometry)) is None:
                continue
            (polygons if is_polygon else marks).append(flat_wkb(geometry))
    repaired, _, count = repair_polygons(polygons)
    if count:
        feedback.pushInfo(
            count_text(
                count,
                tr("{} invalid polygon of {} was repaired."),
                tr("{} invalid polygons of {} were repaired."),
                source.sourceName(),
            )
        )
    return [mark for mark in map(parse_wkb, marks) if mark is not None] + repaired


def read_area(source: QgsProcessingFeatureSource, transform: LayerTransform, feedback):
    """All polygons of a layer as one shapely geometry.

    Raises:
        QgsProcessingException: the layer has no polygon.
    """
    from shapely.ops import unary_union

    shapes = [s for s in read_marks(source, transform, feedback) if s.area > 0]
    if not shapes:
        raise QgsProcessingException(
            tr("The area of interest {} has no polygon near {}.").format(
                source.sourceName(), transform.to_name
            )
        )
    return unary_union(shapes)


def read_wkt_area(path: str, to_crs, to_name: str, context, extent: QgsRectangle | None = None):
    """An area from a text file: a well-known text polygon in longitude and latitude (WGS 84).

    With an extent, given in the result's coordinate system, what is far from it is left out.

    Raises:
        QgsProcessingException: the file holds no such polygon.
    """
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        text = file.read().strip()
    geometry = QgsGeometry.fromWkt(text)
    if geometry.isEmpty() or geometry.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise QgsProcessingException(
            tr(
                "AOI_WKT {} holds no polygon; it must hold one POLYGON or MULTIPOLYGON in "
                "longitude and latitude."
            ).format(path)
        )
    transform = LayerTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), to_crs, context.transformContext(), path, to_name
    )
    if extent is not None:
        transform.look_near(extent)
    moved = transform.apply(geometry)
    polygons, _, _ = repair_polygons([] if moved is None else [flat_wkb(moved)])
    if moved is None:
        raise QgsProcessingException(
            tr("The polygon in AOI_WKT {} is far from {}.").format(path, to_name)
        )
    if not polygons:
        raise QgsProcessingException(tr("The polygon in AOI_WKT {} has no area.").format(path))
    return polygons[0]


def read_labels(
    source: QgsProcessingFeatureSource,
    field: str | None,
    label: str | None,
    transform: LayerTransform,
    feedback,
    only_near: bool = False,
) -> LabelPolygons:
    """Polygons with their classes: of a field, or all of one class.

    ``only_near`` leaves out those that cannot touch the extent that the transform looks at.
    """
    wkb, classes, without_class, without_shape, far = [], [], 0, 0, 0
    taker = PolygonTaker()
    fields = [field] if field else []
    features = read_near(source, fields, transform) if only_near else read_features(source, fields)
    for feature in features:
        _check_cancelled(feedback)
        name = class_name(plain_value(feature[field])) if field else label
        geometry = feature.geometry()
        if name is None:
            without_class += 1
        elif geometry.isEmpty():
            without_shape += 1
        elif (geometry := taker.take(geometry)) is None:
            continue
        elif (geometry := transform.apply(geometry)) is None:
            far += 1
        else:
            wkb.append(flat_wkb(geometry))
            classes.append(name)
    polygons, origins, repaired = repair_polygons(wkb)
    taker.tell(source.sourceName(), feedback)
    for count, texts in (
        (repaired, repaired_texts()),
        (without_class, no_class_texts()),
        (without_shape + len(wkb) - len(origins), no_shape_texts()),
    ):
        if count:
            feedback.pushWarning(count_text(count, *texts))
    if field:
        warn_of_class_names(classes, source, feedback)
    # Layers whose size nobody knows say -1.
    used = without_class + without_shape + taker.without + len(wkb)
    far = max(far, source.featureCount() - used)
    return LabelPolygons(polygons, [classes[i] for i in origins], far)


def read_edits(
    source: QgsProcessingFeatureSource,
    label_field: str | None,
    transform: LayerTransform,
    feedback,
    known: Collection[str] = (),
) -> list[LabelEdit]:
    """Hand corrections from a point layer with a field ``label``, or the label layer's field.

    A field ``tile_id``, when there is one, names the tile where tiles overlap. ``known`` are the
    classes there are without the corrections.

    Raises:
        QgsProcessingException: the layer has no field with the class.
    """
    fields = source.fields()
    index = fields.lookupField("label")
    if index < 0 and label_field:
        index = fields.lookupField(label_field)
    if index < 0:
        names = ", ".join(f.name() for f in fields) or tr("none")
        raise QgsProcessingException(
            tr("LABEL_EDITS {} needs a text field named label with the class; it has {}.").format(
                source.sourceName(), names
            )
        )
    id_index = fields.lookupField("tile_id")
    edits = []
    for feature in read_features(source):
        _check_cancelled(feedback)
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        geometry = transform.apply(geometry)
        if geometry is None:
            continue
        point = geometry.centroid().asPoint()
        tile_id = plain_value(feature.attribute(id_index)) if id_index >= 0 else None
        name = class_name(plain_value(feature.attribute(index)))
        edits.append(LabelEdit(point.x(), point.y(), name, tile_id or None))
    names = {edit.label for edit in edits if edit.label is not None}
    warn_of_class_names(names, source, feedback, known)
    return edits


def _check_cancelled(feedback) -> None:
    if feedback.isCanceled():
        raise CancelledError
