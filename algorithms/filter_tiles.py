"""Base of the algorithms that pass a tile layer through one step."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ..core.errors import CancelledError
from ..core.tile_table import REASON, TileStep
from .base import TilewrightAlgorithm, tr
from .parameters import required_source
from .read_tiles import read_batches
from .style_tiles import style_on_load
from .write_tiles import (
    close_sink,
    extend_features,
    keep_missing_crs,
    merge_fields,
    write_features,
)


class FilterTilesAlgorithm(TilewrightAlgorithm):
    """Reads tiles, adds columns, writes the kept ones to OUTPUT and the others to REJECTED."""

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    REJECTED = "REJECTED"
    TILE_COUNT = "TILE_COUNT"
    REJECTED_COUNT = "REJECTED_COUNT"

    def add_input(self) -> None:
        """The tile layer that comes in."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The tile layer: from Create Tile Grid, or any polygon layer.",
        )

    def add_outputs(self, kept: str, rejected: str) -> None:
        """The layers and counts that go out."""
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr(kept), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The layer of the tiles that are kept.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.REJECTED,
                tr(rejected),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            "The tiles that are left out, with the reason of each in its field reason.",
        )
        self.addOutput(QgsProcessingOutputNumber(self.TILE_COUNT, tr("Tiles kept")))
        self.addOutput(QgsProcessingOutputNumber(self.REJECTED_COUNT, tr("Tiles rejected")))

    def run_step(self, step: TileStep, parameters, context, feedback) -> dict:
        """Pass all tiles through a step; returns the layers and counts."""
        source = required_source(self, parameters, self.INPUT, context)
        added = list(step.fields)
        fields = merge_fields(source.fields(), added)
        rejected_fields = merge_fields(source.fields(), [*added, REASON])
        sink, output = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        rejected_sink, rejected_output = self.parameterAsSink(
            parameters,
            self.REJECTED,
            context,
            rejected_fields,
            source.wkbType(),
            source.sourceCrs(),
        )
        kept_count = rejected_count = done = 0
        total = max(1, source.featureCount())
        for features, batch in read_batches(source):
            if feedback.isCanceled():
                raise CancelledError
            tiles, kept = step.extend(batch)
            for target, chosen, target_fields, new in (
                (sink, kept, fields, added),
                (rejected_sink, ~kept, rejected_fields, [*added, REASON]),
            ):
                index = np.flatnonzero(chosen)
                if target is not None and len(index):
                    own = [features[i] for i in index.tolist()]
                    table = tiles.select(index)
                    made = extend_features(own, table, target_fields, new, source.fields())
                    write_features(target, made, tr("The tile layer"))
            kept_count += int(kept.sum())
            rejected_count += int((~kept).sum())
            done += len(features)
            feedback.setProgress(100 * done / total)
        close_sink(sink, tr("The tile layer"))
        close_sink(rejected_sink, tr("The layer of rejected tiles"))
        feedback.pushInfo(tr("{} tiles kept, {} rejected.").format(kept_count, rejected_count))
        if not kept_count:
            feedback.pushWarning(tr("No tile is left."))
        keep_missing_crs(context, output, source.sourceCrs())
        keep_missing_crs(context, rejected_output, source.sourceCrs())
        style_on_load(context, output, rejected=False)
        style_on_load(context, rejected_output, rejected=True)
        results = {
            self.OUTPUT: output,
            self.TILE_COUNT: kept_count,
            self.REJECTED_COUNT: rejected_count,
        }
        if rejected_output:
            results[self.REJECTED] = rejected_output
        return results
