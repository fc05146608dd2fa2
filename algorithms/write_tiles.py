"""From the engine's tables to QGIS layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
)

from ..core.tile_table import Field, TileTable
from .base import tr
from .compat import make_field


def layer_fields(fields: Sequence[Field]) -> QgsFields:
    """Fields of a new layer."""
    made = QgsFields()
    for field in fields:
        made.append(make_field(field.name, field.kind))
    return made


def merge_fields(existing: QgsFields, added: Sequence[Field]) -> QgsFields:
    """The fields of a layer with some added; those of the same name give way, case aside."""
    names = {field.name.lower() for field in added}
    merged = QgsFields()
    for field in existing:
        if field.name().lower() not in names:
            merged.append(field)
    for field in added:
        merged.append(make_field(field.name, field.kind))
    return merged


def plain_rows(table: TileTable, names: Sequence[str]) -> Iterable[tuple]:
    """Rows of some columns as plain Python values, None for NULL."""
    columns = [[None if v is None or v != v else v for v in table[name].tolist()] for name in names]
    return zip(*columns) if columns else (() for _ in range(len(table)))


def table_features(table: TileTable, fields: QgsFields) -> list[QgsFeature]:
    """Features of a table for a layer with these fields; fields the table lacks stay NULL."""
    names = [field.name() for field in fields]
    known = [name for name in names if name in table.columns]
    places = [names.index(name) for name in known]
    features = []
    for wkb, row in zip(table.wkb, plain_rows(table, known)):
        feature = QgsFeature(fields)
        values = [None] * len(names)
        for place, value in zip(places, row):
            values[place] = value
        feature.setAttributes(values)
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        feature.setGeometry(geometry)
        features.append(feature)
    return features


def extend_features(
    features: Sequence[QgsFeature],
    table: TileTable,
    fields: QgsFields,
    added: Sequence[Field],
    source_fields: QgsFields,
) -> list[QgsFeature]:
    """Input features with the table's values of the added fields behind their own."""
    names = {field.name.lower() for field in added}
    kept = [i for i, f in enumerate(source_fields) if f.name().lower() not in names]
    extended = []
    for feature, row in zip(features, plain_rows(table, [f.name for f in added])):
        attributes = feature.attributes()
        new = QgsFeature(fields)
        new.setAttributes([*(attributes[i] for i in kept), *row])
        new.setGeometry(feature.geometry())
        extended.append(new)
    return extended


def write_features(sink: QgsFeatureSink | None, features: list[QgsFeature], name: str) -> None:
    """Write into a sink, which may be one that nobody asked for.

    Raises:
        QgsProcessingException: the layer did not take them.
    """
    if sink is None or not features:
        return
    if not sink.addFeatures(features, QgsFeatureSink.Flag.FastInsert):
        raise QgsProcessingException(
            tr("{} could not be written: {}.").format(
                name, sink.lastError() or tr("the layer refused the features")
            )
        )


def keep_missing_crs(
    context: QgsProcessingContext, destination: str | None, crs: QgsCoordinateReferenceSystem
) -> None:
    """Leave a layer without coordinate system: QGIS gives memory layers EPSG:4326."""
    layer = None if crs.isValid() or not destination else context.getMapLayer(destination)
    if layer is not None:
        layer.setCrs(crs)


def close_sink(sink: QgsFeatureSink | None, name: str) -> None:
    """Write what a sink still holds back, and hear whether it worked."""
    if sink is None:
        return
    finalize = getattr(sink, "finalize", sink.flushBuffer)
    if finalize() is False:
        raise QgsProcessingException(
            tr("{} could not be written: {}.").format(name, sink.lastError())
        )
