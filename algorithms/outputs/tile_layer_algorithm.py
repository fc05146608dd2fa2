"""Base of the algorithms that make a layer of kept and one of rejected tiles."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsProcessingOutputNumber, QgsProcessingParameterFeatureSink

from ...core.message import counted
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from .tiles import TileSink


class TileLayerAlgorithm(TilewrightAlgorithm):
    """Writes tiles to OUTPUT and REJECTED, and counts them."""

    OUTPUT = "OUTPUT"
    REJECTED = "REJECTED"
    TILE_COUNT = "TILE_COUNT"
    REJECTED_COUNT = "REJECTED_COUNT"

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

    def finish(
        self, values: Values, sinks: tuple[TileSink, TileSink], kept: int, rejected: int
    ) -> dict:
        """Close the layers, tell the counts and return both."""
        results = {self.TILE_COUNT: kept, self.REJECTED_COUNT: rejected}
        for name, sink in zip((self.OUTPUT, self.REJECTED), sinks):
            sink.close()
            if sink.is_wanted:
                results[name] = sink.destination
        values.info(
            counted(
                kept,
                "{count} tile kept, {rejected} rejected.",
                "{count} tiles kept, {rejected} rejected.",
                rejected=rejected,
            )
        )
        if not kept:
            values.warn("No tile is left; the layer of rejected tiles tells why.")
        return results
