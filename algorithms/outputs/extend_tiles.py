"""Base of the algorithms that add fields to every tile and drop none."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
)

from ...core.tiles.table import TileStep
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.tiles import read_batches
from .layer_fields import tell_replaced_fields
from .tiles import TileSink, extend_features, merge_fields


class ExtendTilesAlgorithm(TilewrightAlgorithm):
    """Reads tiles, adds columns, writes all of them to OUTPUT."""

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    TILE_COUNT = "TILE_COUNT"

    def add_input(self) -> None:
        """The tile layer that comes in."""
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The tile layer: from Create Tile Grid, or any polygon layer.",
        )

    def add_output(self, name: str) -> None:
        """The layer and count that go out."""
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr(name), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tiles with the new fields behind their own.",
        )
        self.addOutput(QgsProcessingOutputNumber(self.TILE_COUNT, tr("Tiles")))

    def run_step(self, values: Values, source, step: TileStep) -> dict:
        """Pass all tiles through a step that keeps them; returns the layer and the count."""
        fields = list(step.fields)
        tell_replaced_fields(values, source, fields)
        sink = TileSink(
            values,
            self.OUTPUT,
            merge_fields(source.fields(), fields),
            (source.wkbType(), source.sourceCrs()),
        )
        count, total = 0, max(1, source.featureCount())
        for features, batch in read_batches(source):
            values.check_cancelled()
            table, _ = step.extend(batch)
            sink.write(extend_features(features, table, sink.fields, fields, source.fields()))
            count += len(features)
            values.feedback.setProgress(100 * count / total)
        sink.close()
        return {self.OUTPUT: sink.destination, self.TILE_COUNT: count}
