"""Polygons, marks and corrections from QGIS layers, in the tiles' coordinate system."""

from __future__ import annotations

from collections.abc import Collection

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsRectangle,
    QgsWkbTypes,
)

from ...core.errors import LayerError, NothingNearError, ParameterError
from ...core.files.text_file import read_text
from ...core.geometry.repair import parse_wkb, repair_polygons
from ...core.labels.by_polygons import LabelPolygons
from ...core.labels.step import LabelEdit
from ...core.message import Message
from ...core.run.batches import run_aside
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import field_names
from ..base.polygons import PolygonTaker, shapes_of
from ..base.values import Values
from .label_counts import repaired, repaired_of, spoilt_of, without_area, without_class
from .layer_transform import LayerTransform
from .place import TilesPlace
from .tiles import flat_wkb, plain_value, read_features, read_near
from .warn_of_class_names import warn_of_class_names


def make_transform(
    values: Values, source: FeatureSource, role: str, place: TilesPlace
) -> LayerTransform:
    """From a layer's coordinate system to the tiles', which lie in an extent.

    Messages call the layer by role and name.
    """
    name = role
    if source.sourceName():
        name = Message("{role} ({layer})", role=role, layer=source.sourceName())
    transforms = values.context.transformContext()
    transform = LayerTransform(source.sourceCrs(), place.crs, transforms, name, place.name)
    transform.look_near(place.extent)
    return transform


def read_marks(
    values: Values,
    source: FeatureSource,
    transform: LayerTransform,
    only_near: bool = True,
) -> list:
    """Shapes of a layer as shapely geometries, polygons repaired.

    ``only_near`` may leave out those that cannot touch the extent that the transform looks at.
    """
    marks = []
    polygons = []
    features = read_near(source, [], transform) if only_near else read_features(source, [])
    for feature in features:
        values.check_cancelled()
        for geometry in shapes_of(feature.geometry()):
            is_polygon = geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry
            if geometry.isEmpty() or (geometry := transform.apply(geometry)) is None:
                continue
            (polygons if is_polygon else marks).append(flat_wkb(geometry))
    is_cancelled = values.feedback.isCanceled
    repaired, origins, count = run_aside(lambda: repair_polygons(polygons), is_cancelled)
    if count:
        values.info(repaired_of(count, source.sourceName()))
    parsed = run_aside(lambda: list(map(parse_wkb, marks)), is_cancelled)
    found = [mark for mark in parsed if mark is not None]
    lost = len(marks) - len(found) + len(polygons) - len(origins)
    if lost:
        values.warn(spoilt_of(lost, source.sourceName()))
    return found + repaired


def read_area(values: Values, source: FeatureSource, transform: LayerTransform):
    """All polygons of a layer as one shapely geometry.

    Raises:
        LayerError: the layer has no polygon.
    """
    from shapely.ops import unary_union

    shapes = [s for s in read_marks(values, source, transform) if s.area > 0]
    if not shapes:
        raise NothingNearError(
            "The area of interest {layer} has no polygon near {place}.",
            layer=source.sourceName(),
            place=transform.to_name,
        )
    return run_aside(lambda: unary_union(shapes), values.feedback.isCanceled)


def read_wkt_area(
    values: Values, path: str, to_crs, to_name: str, extent: QgsRectangle | None = None
):
    """An area from a text file: a well-known text polygon in longitude and latitude (WGS 84).

    With an extent, given in the result's coordinate system, what is far from it is left out.

    Raises:
        ParameterError: the file holds no such polygon.
    """
    geometry = QgsGeometry.fromWkt(read_text(path).strip())
    if geometry.isEmpty() or geometry.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise ParameterError(
            "{AOI_WKT} {path} holds no polygon; it must hold one POLYGON or MULTIPOLYGON in "
            "longitude and latitude.",
            path=path,
        )
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    transforms = values.context.transformContext()
    transform = LayerTransform(degrees, to_crs, transforms, path, to_name)
    if extent is not None:
        transform.look_near(extent)
    moved = transform.apply(geometry)
    polygons, _, _ = repair_polygons([] if moved is None else [flat_wkb(moved)])
    if moved is None:
        raise NothingNearError(
            "The polygon in {AOI_WKT} {path} is far from {place}.", path=path, place=to_name
        )
    if not polygons:
        raise ParameterError("The polygon in {AOI_WKT} {path} has no area.", path=path)
    return polygons[0]


def read_labels(
    values: Values,
    source: FeatureSource,
    field: str | None,
    label: str | None,
    transform: LayerTransform,
    only_near: bool = False,
) -> LabelPolygons:
    """Polygons with their classes: of a field, or all of one class.

    ``only_near`` leaves out those that cannot touch the extent that the transform looks at.
    """
    wkb, classes, unnamed, without_shape, far = [], [], 0, 0, 0
    taker = PolygonTaker()
    fields = [field] if field else []
    features = read_near(source, fields, transform) if only_near else read_features(source, fields)
    for feature in features:
        values.check_cancelled()
        name = class_name(plain_value(feature[field])) if field else label
        geometry = feature.geometry()
        if name is None:
            unnamed += 1
        elif geometry.isEmpty():
            without_shape += 1
        elif (geometry := taker.take(geometry)) is None:
            continue
        elif (geometry := transform.apply(geometry)) is None:
            far += 1
        else:
            wkb.append(flat_wkb(geometry))
            classes.append(name)
    is_cancelled = values.feedback.isCanceled
    polygons, origins, mended = run_aside(lambda: repair_polygons(wkb), is_cancelled)
    taker.tell(values, source.sourceName())
    for count, make_message in (
        (mended, repaired),
        (unnamed, without_class),
        (without_shape + len(wkb) - len(origins), without_area),
    ):
        if count:
            values.warn_once(make_message(count))
    if field:
        warn_of_class_names(values, classes, source)
    # Layers whose size nobody knows say -1.
    used = unnamed + without_shape + taker.without + len(wkb)
    far = max(far, source.featureCount() - used)
    return LabelPolygons(polygons, [classes[i] for i in origins], far)


def read_edits(
    values: Values,
    source: FeatureSource,
    label_field: str | None,
    transform: LayerTransform,
    known: Collection[str] = (),
) -> list[LabelEdit]:
    """Hand corrections from a point layer with a field ``label``, or the label layer's field.

    A field ``tile_id``, when there is one, names the tile where tiles overlap. ``known`` are the
    classes there are without the corrections.

    Raises:
        LayerError: the layer has no field with the class.
    """
    fields = source.fields()
    index = fields.lookupField("label")
    if index < 0 and label_field:
        index = fields.lookupField(label_field)
    if index < 0:
        raise LayerError(
            "{LABEL_EDITS} {layer} needs a text field named label with the class; it has {names}.",
            layer=source.sourceName(),
            names=field_names(source),
        )
    id_index = fields.lookupField("tile_id")
    edits = []
    for feature in read_features(source):
        values.check_cancelled()
        geometry = feature.geometry()
        if geometry.isEmpty():
            continue
        geometry = transform.apply(geometry)
        if geometry is None:
            continue
        point = geometry.centroid()
        if point.isNull() or not point.boundingBox().isFinite():
            raise LayerError(
                "Feature {number} of {LABEL_EDITS} {layer} has no place: a corner is not a number, "
                "or it has too few of them. Delete it, or draw it anew.",
                number=feature.id(),
                layer=source.sourceName(),
            )
        point = point.asPoint()
        tile_id = plain_value(feature.attribute(id_index)) if id_index >= 0 else None
        name = class_name(plain_value(feature.attribute(index)))
        edits.append(LabelEdit(point.x(), point.y(), name, tile_id or None))
    names = {edit.label for edit in edits if edit.label is not None}
    warn_of_class_names(values, names, source, known)
    return edits
