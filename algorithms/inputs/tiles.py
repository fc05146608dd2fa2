"""From QGIS layers to the engine's tables and geometries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...core.errors import CancelledError, LayerError
from ...core.geometry.outlines import find_broken, no_polygon
from ...core.geometry.packed import pack_outlines
from ...core.tiles.table import DOUBLE, INT, TEXT, Field, TileTable, make_column
from ..base.compat import is_null
from ..base.layer_snapshot import FeatureSource
from .layer_transform import LayerTransform
from .stored_table import read_stored

BATCH = 20_000
# Features of which a table is made while they are in the processor's cache.
_FEW = 2_000
# How polygons and multipolygons of two dimensions begin.
_EMPTY_BYTES = 13
_FLAT_POLYGONS = (b"\x01\x03\x00\x00\x00", b"\x01\x06\x00\x00\x00")


def read_features(
    source: FeatureSource,
    fields: list[str] | None = None,
    box: QgsRectangle | None = None,
):
    """An iterator over all features, or those in a box, invalid geometries included."""
    request = QgsFeatureRequest()
    if box is not None:
        request.setFilterRect(box)
    if fields is not None:
        request.setSubsetOfAttributes(fields, source.fields())
    return source.getFeatures(
        request, QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks
    )


def read_near(source: FeatureSource, fields: list[str] | None, transform: LayerTransform):
    """An iterator over the features near the extent of a transform, by the layer's spatial index.

    Where none is near, over all features: what is then said of the layer is said of all of it.
    """
    is_empty = True
    if transform.near is not None:
        for feature in read_features(source, fields, transform.near):
            is_empty = False
            yield feature
    if is_empty:
        yield from read_features(source, fields)


def flat_wkb(geometry: QgsGeometry) -> bytes:
    """2D well-known binary without curves, which is what the engine reads."""
    wkb = bytes(geometry.asWkb().data())
    if wkb.startswith(_FLAT_POLYGONS):
        return wkb
    shape = geometry.constGet()
    # A curve type without a single arc is a curve type all the same.
    is_curved = QgsWkbTypes.isCurvedType(shape.wkbType())
    if shape.is3D() or shape.isMeasure() or is_curved:
        shape = shape.segmentize() if is_curved else shape.clone()
        shape.dropZValue()
        shape.dropMValue()
        return bytes(shape.asWkb().data())
    return wkb


def table_fields(fields: QgsFields) -> list[Field]:
    """The engine's fields for those of a layer; the feature id of files is left out."""
    return [Field(f.name(), _kind(f)) for f in fields if f.name().lower() != "fid"]


def _kind(field) -> str:
    name = field.typeName().lower()
    if not field.isNumeric():
        return TEXT
    is_whole = any(word in name for word in ("int", "long", "short", "byte"))
    return INT if is_whole and field.precision() == 0 else DOUBLE


def plain_value(value):
    """An attribute as a plain Python value; dates become ISO text."""
    if is_null(value):
        return None
    if isinstance(value, (QDate, QDateTime, QTime)):
        from qgis.PyQt.QtCore import Qt

        return value.toString(Qt.DateFormat.ISODate)
    if isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


_PLAIN_TYPES = {TEXT: {str}, INT: {int}, DOUBLE: {float}}


def read_batches(
    source: FeatureSource,
    size: int = BATCH,
    names: list[str] | None = None,
    columns: Sequence[str] | None = None,
) -> Iterator[tuple[list[QgsFeature], TileTable]]:
    """Features and the same as tables, a batch at a time; features without outline are refused.

    ``names`` says which fields are wanted, ``columns`` which of them the tables are to have; None:
    all.
    """
    wanted = names if columns is None else columns
    fields = [f for f in table_fields(source.fields()) if wanted is None or f.name in wanted]
    features = []
    for feature in read_features(source, names):
        features.append(feature)
        if len(features) == size:
            yield features, make_table(features, fields)
            features = []
    if features:
        yield features, make_table(features, fields)


def make_table(features: list[QgsFeature], fields: list[Field]) -> TileTable:
    """A table of features that all have outlines."""
    wkb = []
    for feature in features:
        geometry = feature.geometry()
        flat = bytes(geometry.asWkb().data())
        if len(flat) > _EMPTY_BYTES and flat.startswith(_FLAT_POLYGONS):
            wkb.append(flat)
            continue
        if geometry.isEmpty():
            raise LayerError(
                "Feature {number} of the tile layer has no outline; delete it or repair it.",
                number=feature.id(),
            )
        if geometry.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise LayerError(
                "The tile layer must hold polygons, and feature {number} is a {kind}; delete it, "
                "or draw a polygon in its place.",
                number=feature.id(),
                kind=QgsWkbTypes.displayString(geometry.wkbType()),
            )
        wkb.append(flat_wkb(geometry))
    outlines = pack_outlines(wkb)
    broken = find_broken(outlines)
    if broken is not None:
        raise no_polygon(features[broken].id())
    if not features:
        return TileTable(fields, {f.name: make_column(f.kind, ()) for f in fields}, outlines)
    names = features[0].fields().names()
    places = [names.index(field.name) for field in fields]
    if len(fields) > len(names) // 2:
        rows = list(zip(*(feature.attributes() for feature in features)))
        found = [rows[k] for k in places]
    else:
        # Taking all attributes of a feature would cost as much as joining labels to it.
        found = [[feature.attribute(k) for feature in features] for k in places]
    columns = {
        field.name: make_column(field.kind, _plain_values(values, field.kind))
        for field, values in zip(fields, found)
    }
    return TileTable(fields, columns, outlines)


def _plain_values(values: Sequence, kind: str) -> Sequence:
    if set(map(type, values)) <= _PLAIN_TYPES[kind]:
        return values
    plain = map(plain_value, values)
    return [None if v is None else str(v) for v in plain] if kind == TEXT else list(plain)


def read_table(source: FeatureSource, is_cancelled, names: list[str] | None = None) -> TileTable:
    """A whole layer as a table, with all fields or those named."""
    fields = [f for f in table_fields(source.fields()) if names is None or f.name in names]
    if source.stored is not None:
        count, stored = source.featureCount(), source.stored
        table = read_stored(stored, count, source.fields(), fields, is_cancelled)
        if table is not None:
            return table
    tables = []
    for _, table in read_batches(source, _FEW, names):
        if is_cancelled():
            raise CancelledError
        tables.append(table)
    return TileTable.concatenate(tables, fields)
