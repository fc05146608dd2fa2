"""Rejected tiles of earlier steps as one table."""

from __future__ import annotations

from qgis.core import QgsVectorLayer

from ...core.message import Message
from ...core.tiles.table import TileTable, merge_tables
from ..base.layer_snapshot import LayerSnapshot
from ..base.values import Values
from .layer_transform import LayerTransform
from .tiles import read_table


def read_rejected(values: Values, layers: list[QgsVectorLayer], crs) -> TileTable | None:
    """Tables of the layers, one after the other, in one coordinate system; None without layers."""
    if not layers:
        return None
    transforms = values.context.transformContext()
    tables = []
    for layer in layers:
        transform = LayerTransform(
            layer.crs(), crs, transforms, layer.name(), Message("the tile layer")
        )
        table = read_table(LayerSnapshot(layer), values.feedback.isCanceled)
        if not transform.is_identity:
            table = TileTable(table.fields, table.columns, transform.outlines(table).wkb)
        tables.append(table)
    return merge_tables(tables)
