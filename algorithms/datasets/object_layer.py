"""The layer of a dataset's objects."""

from __future__ import annotations

from math import isnan

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsWkbTypes

from ...core.classes.colors import Color
from ...core.classes.legend import parse_color
from ...core.dataset.objects import PlacedObject, read_placed_objects
from ...core.dataset.read import damaged_dataset
from ...core.errors import FileError
from ...core.tiles.table import DOUBLE, INT, TEXT, TILE_ID, Field
from ...core.tiles.words import SPLIT
from ..base.values import Values
from ..outputs.new_layer import FEATURES_AT_ONCE
from ..outputs.style_on_load import style_on_load
from ..outputs.style_tiles import style_objects
from ..outputs.tiles import TileSink, layer_fields
from .dataset_layers import DatasetLayers

_OBJECT_FIELDS = (
    Field("object_id", TEXT),
    Field("class", TEXT),
    TILE_ID,
    SPLIT,
    Field("visible", DOUBLE),
    Field("truncated", INT),
    Field("ignored", INT),
)


def write_object_layer(values: Values, name: str, layers: DatasetLayers) -> tuple[str | None, int]:
    """Write the objects of a dataset to the layer of a destination parameter, if it is wanted.

    Returns:
        where it is, or None when nobody asked; and how many pieces were written.

    Raises:
        ExportError: the dataset is damaged.
        LayerError: the layer cannot be made.
        CancelledError: the user stopped it.
    """
    fields = layer_fields(_OBJECT_FIELDS)
    like = (QgsWkbTypes.Type.MultiPolygon, layers.object_crs)
    sink = TileSink(values, name, fields, like)
    if not sink.is_wanted:
        return None, 0
    count = _write_objects(values, layers, sink, fields)
    return sink.destination, count


def _write_objects(values: Values, layers: DatasetLayers, sink: TileSink, fields: QgsFields) -> int:
    dataset, count, features = layers.dataset, 0, []
    try:
        found = read_placed_objects(
            dataset.folder,
            dataset.facts,
            dataset.tiles,
            lambda fraction: values.feedback.setProgress(100 * fraction),
            values.feedback.isCanceled,
        )
        for placed in found:
            features.append(_feature(placed, fields))
            count += 1
            if len(features) == FEATURES_AT_ONCE:
                sink.write(features)
                features = []
    except FileError as error:
        raise damaged_dataset(dataset.folder, error) from None
    sink.write(features)
    sink.close(is_tiles=False)
    rows = (dataset.facts.get("objects") or {}).get("classes") or ()
    colors = told_colors(rows, "class")
    style_on_load(values.context, sink.destination, lambda layer: style_objects(layer, colors))
    told = sum(row.get("objects") or 0 for row in rows)
    if not rows:
        values.warn("The dataset has no objects, so their layer is empty.")
    elif count < told:
        # There may be more: some layouts have a row for each part of an object.
        values.warn(
            "dataset.json counts {told} pieces of objects, and {count} are in the files, which "
            "were changed since.",
            told=told,
            count=count,
        )
    return count


def _feature(placed: PlacedObject, fields: QgsFields) -> QgsFeature:
    feature = QgsFeature(fields)
    found, tile = placed.found, placed.tile
    feature.setAttributes(
        [
            found.object_id,
            placed.class_name,
            tile.tile_id,
            tile.split,
            # Not all layouts know it.
            None if isnan(found.visible) else found.visible,
            int(found.is_cut),
            int(found.is_small),
        ]
    )
    geometry = QgsGeometry()
    geometry.fromWkb(placed.wkb)
    feature.setGeometry(geometry)
    return feature


def told_colors(rows, name: str) -> dict[str, Color]:
    """Colours by class that dataset.json tells."""
    found = {row[name]: parse_color(row.get("color")) for row in rows}
    return {title: color for title, color in found.items() if color is not None}
