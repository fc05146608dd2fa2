"""Base of the algorithms that pass a tile layer through one step."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource

from ...core.tiles.table import REASON, TileStep
from ..base.values import Values
from ..base.words import tr
from ..inputs.tiles import read_batches
from .layer_fields import tell_replaced_fields
from .new_layer import FEATURES_AT_ONCE
from .tile_layer_algorithm import TileLayerAlgorithm
from .tiles import TileSink, extend_features, merge_fields


class FilterTilesAlgorithm(TileLayerAlgorithm):
    """Reads tiles, adds columns, writes the kept ones to OUTPUT and the others to REJECTED."""

    INPUT = "INPUT"

    def add_input(self) -> None:
        """The tile layer that comes in."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The tile layer: from Create Tile Grid, or any polygon layer.",
        )

    def run_step(self, values: Values, step: TileStep) -> dict:
        """Pass all tiles through a step; returns the layers and counts."""
        source = values.source(self.INPUT)
        added = list(step.fields)
        tell_replaced_fields(values, source, added)
        fields = merge_fields(source.fields(), added)
        rejected_fields = merge_fields(source.fields(), [*added, REASON])
        like = (source.wkbType(), source.sourceCrs())
        sinks = (
            TileSink(values, self.OUTPUT, fields, like),
            TileSink(values, self.REJECTED, rejected_fields, like),
        )
        kept_count = done = 0
        total = max(1, source.featureCount())
        for features, batch in read_batches(source, columns=step.reads):
            values.check_cancelled()
            tiles, kept = step.extend(batch)
            for sink, chosen, new in zip(sinks, (kept, ~kept), (added, [*added, REASON])):
                if not sink.is_wanted:
                    continue
                index = np.flatnonzero(chosen)
                for start in range(0, len(index), FEATURES_AT_ONCE):
                    values.check_cancelled()
                    part = index[start : start + FEATURES_AT_ONCE]
                    own = [features[i] for i in part.tolist()]
                    table = tiles.select(part)
                    sink.write(extend_features(own, table, sink.fields, new, source.fields()))
            kept_count += int(kept.sum())
            done += len(features)
            values.feedback.setProgress(100 * done / total)
        return self.finish(values, sinks, kept_count, done - kept_count)
