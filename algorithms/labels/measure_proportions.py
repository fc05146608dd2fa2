"""The shares of classes in the tiles of a layer, as Label Proportions writes them."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from ...core.geometry.outlines import TileGeometries
from ...core.labels.by_polygons import rename_labels
from ...core.labels.proportions import Proportions, proportions_of_raster, proportions_of_shares
from ...core.labels.ranged import measure_classes
from ...core.labels.step import LARGEST, LabelRule, LabelStep
from ...core.message import Message, counted
from ...core.run.batches import run_aside
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import check_field
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from ..inputs.tiles import read_batches
from .label_raster_parameters import LabelRaster, read_class_map, warn_of_unmatched_keys

LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
OTHER_LABEL = "OTHER_LABEL"
# Stands for ground without a polygon; no field can hold it.
_REST = "\0"


def measure_raster(
    values: Values, source: FeatureSource, raster: LabelRaster
) -> tuple[Proportions, np.ndarray]:
    """Shares in a class raster, which is read once for all tiles, and the ids of the tiles."""
    to_raster = LayerTransform(
        source.sourceCrs(),
        raster.raster.crs,
        values.context.transformContext(),
        Message("the tile layer"),
        raster.raster.name,
    )
    class_map = read_class_map(values, raster)
    wkb, ids = [], []
    for features, table in read_batches(source):
        values.check_cancelled()
        wkb += to_raster.outlines(table).wkb
        ids += [feature.id() for feature in features]
    with closing(raster.open(values)) as pixels:
        areas = measure_classes(
            pixels,
            run_aside(lambda: TileGeometries(wkb), values.feedback.isCanceled),
            class_map,
            values.feedback.isCanceled,
            lambda fraction: values.feedback.setProgress(90 * fraction),
        )
    found = proportions_of_raster(areas, class_map)
    warn_of_unmatched_keys(values, [class_map])
    return found, np.array(ids, dtype=np.int64)


def measure_polygons(values: Values, source: FeatureSource) -> tuple[Proportions, np.ndarray]:
    """Shares of the polygons of a layer, and the ids of the tiles."""
    layer = values.source(LABELS)
    field = check_field(layer, LABEL_FIELD, values.text(LABEL_FIELD))
    place = TilesPlace(source.sourceCrs(), source.sourceExtent(), Message("the tile layer"))
    to_tiles = make_transform(values, layer, Message("the label layer"), place)
    labels = read_labels(values, layer, field, None, to_tiles)
    class_map = read_class_map(values, None)
    other = values.text(OTHER_LABEL).strip()
    renamed = rename_labels(labels, class_map)
    warn_of_unmatched_keys(values, [class_map])
    step = LabelStep(
        renamed,
        LabelRule(LARGEST, other_label=other or _REST),
        is_cancelled=values.feedback.isCanceled,
    )
    shares, ids = [], []
    total = max(1, source.featureCount())
    for features, table in read_batches(source):
        shares += step.shares(table)
        ids += [feature.id() for feature in features]
        values.feedback.setProgress(90 * len(ids) / total)
    rest = [row.pop(_REST, 0.0) for row in shares]
    declared = class_map.declared | ({other} if other else set())
    found, crowded = proportions_of_shares(shares, rest, declared)
    if crowded:
        values.warn(
            counted(
                crowded,
                "In {count} tile polygons of several classes overlap; they share that ground in "
                "proportion.",
                "In {count} tiles polygons of several classes overlap; they share that ground in "
                "proportion.",
            )
        )
    return found, np.array(ids, dtype=np.int64)
