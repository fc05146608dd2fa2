"""From the engine's tables to QGIS layers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFields,
)

from ...core.tiles.table import Field, TileTable
from ..base.compat import make_field
from ..base.values import Values
from ..inputs.class_colors import find_class_colors
from .layer_fields import check_layer_fields
from .new_layer import FEATURES_AT_ONCE, NewLayer
from .style_on_load import style_on_load
from .style_tiles import style_kept, style_rejected


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
    columns = [table.plain_column(name) for name in names]
    return zip(*columns) if columns else (() for _ in range(len(table)))


def extend_features(
    features: Sequence[QgsFeature],
    table: TileTable,
    fields: QgsFields,
    added: Sequence[Field],
    source_fields: QgsFields,
) -> list[QgsFeature]:
    """Input features with the table's values of the added fields behind their own.

    They are the given ones, changed, unless one of their fields is to be replaced.
    """
    names = {field.name.lower() for field in added}
    kept = [i for i, f in enumerate(source_fields) if f.name().lower() not in names]
    is_longer = len(kept) == len(source_fields)
    extended = []
    for feature, row in zip(features, plain_rows(table, [f.name for f in added])):
        if is_longer:
            # Values that are handed on need no way through Python.
            new = feature
            new.resizeAttributes(len(kept) + len(added))
            for place, value in enumerate(row, len(kept)):
                if value is not None:
                    new.setAttribute(place, value)
        else:
            attributes = feature.attributes()
            new = QgsFeature(fields)
            new.setAttributes([*(attributes[i] for i in kept), *row])
            new.setGeometry(feature.geometry())
        extended.append(new)
    return extended


class TileSink:
    """An output layer of tiles, which may be one that nobody asked for; see ``NewLayer``.

    Args:
        values: of the algorithm.
        name: of the destination parameter.
        fields: of the new layer.
        like: geometry type and coordinate system of the new layer.

    Raises:
        QgsProcessingException: the layer is needed and nobody named a place.
        LayerError: it cannot have these fields, or cannot be made.
    """

    def __init__(self, values: Values, name: str, fields: QgsFields, like: tuple) -> None:
        check_layer_fields(values, name, fields)
        self.fields = fields
        self._alg = values.alg
        self._context = values.context
        self._is_rejected = name == "REJECTED"
        self._crs = like[1]
        self._layer = NewLayer(values, name, fields, like)
        self.destination = self._layer.destination

    @property
    def is_wanted(self) -> bool:
        """Whether anybody asked for the layer."""
        return self._layer.is_wanted

    def write(self, features: list[QgsFeature]) -> None:
        """Add features.

        Raises:
            LayerError: the layer did not take them.
            CancelledError: the user stopped it.
        """
        self._layer.write(features)

    def write_table(self, table: TileTable) -> None:
        """Add the tiles of a table; fields that it lacks stay NULL."""
        if not self.is_wanted:
            return
        names = [field.name() for field in self.fields]
        for start in range(0, len(table), FEATURES_AT_ONCE):
            part = table.select(np.arange(start, min(start + FEATURES_AT_ONCE, len(table))))
            self._layer.write_rows(part.wkb, plain_rows(part, names))

    def close(self, is_tiles: bool = True) -> None:
        """Write what is still held back, see whether it worked, and style tiles on load.

        Raises:
            LayerError: the layer did not take everything.
            CancelledError: the user stopped it.
        """
        if not self.is_wanted:
            return
        self._layer.close()
        if not self._crs.isValid():
            # QGIS gives memory layers without a coordinate system EPSG:4326.
            layer = self._context.temporaryLayerStore().mapLayer(self.destination)
            if layer is not None:
                layer.setCrs(self._crs)
        if is_tiles and self._is_rejected:
            style_on_load(self._context, self.destination, style_rejected)
        elif is_tiles and self._context.willLoadLayerOnCompletion(self.destination):
            own = find_class_colors(self._alg)
            style_on_load(self._context, self.destination, lambda layer: style_kept(layer, own))
