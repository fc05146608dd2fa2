"""Create Tile Grid."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ..core.errors import CancelledError
from ..core.make_grid import grid_batches
from ..core.run_steps import run_steps
from ..core.tile_table import GRID_FIELDS, REASON
from .base import TilewrightAlgorithm, tr
from .grid_parameters import add_bands_parameter, add_grid_parameters, read_grid_request
from .raster_input import read_raster_input
from .style_tiles import style_on_load
from .write_tiles import (
    close_sink,
    keep_missing_crs,
    layer_fields,
    table_features,
    write_features,
)


class CreateTileGridAlgorithm(TilewrightAlgorithm):
    """A grid of whole-pixel tiles over a raster."""

    ID = "createtilegrid"
    NAME = "Create tile grid"
    GROUP_ID = "grid"
    GROUP = "Grid"
    TAGS = ("tiles", "chips", "patches", "grid", "fishnet", "deep learning")
    HELP = (
        "Lays a grid of tiles over a raster, whole pixels from its upper left corner. "
        "Tiles can be limited to an area of interest and to places with enough valid pixels; "
        "those left out go to the layer of rejected tiles with the reason."
    )

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    REJECTED = "REJECTED"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster")),
            "The image to cut into tiles. Any size, coordinate system and pixel shape.",
        )
        add_grid_parameters(self)
        add_bands_parameter(
            self,
            "Bands whose pixels count as valid or not, for example 3,2,1. Empty: all but alpha "
            "bands.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Tile grid"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tile layer, with the pixel window of each tile.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.REJECTED,
                tr("Rejected tiles"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            "The tiles left out, with the reason of each in its field reason.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles kept")))
        self.addOutput(QgsProcessingOutputNumber("REJECTED_COUNT", tr("Tiles rejected")))

    def take_inputs(self, parameters, context, feedback) -> None:
        self._raster = read_raster_input(self, parameters, self.INPUT, context)

    def compute(self, parameters, context, feedback) -> dict:
        request = read_grid_request(self, parameters, context, feedback, self._raster)
        fields, rejected_fields = layer_fields(GRID_FIELDS), layer_fields([*GRID_FIELDS, REASON])
        polygon, crs = QgsWkbTypes.Type.Polygon, self._raster.crs
        sink, output = self.parameterAsSink(parameters, self.OUTPUT, context, fields, polygon, crs)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        rejected_sink, rejected_output = self.parameterAsSink(
            parameters, self.REJECTED, context, rejected_fields, polygon, crs
        )
        kept_count = rejected_count = 0
        batches = grid_batches(request.grid, request.source.info, request.edge)
        for kept, rejected in run_steps(batches, request.steps):
            if feedback.isCanceled():
                raise CancelledError
            write_features(sink, table_features(kept, fields), tr("The tile layer"))
            rejected_count += len(rejected)
            if rejected_sink is not None:
                write_features(
                    rejected_sink,
                    table_features(rejected, rejected_fields),
                    tr("The layer of rejected tiles"),
                )
            kept_count += len(kept)
            feedback.setProgress(100 * (kept_count + rejected_count) / len(request.grid))
        close_sink(sink, tr("The tile layer"))
        close_sink(rejected_sink, tr("The layer of rejected tiles"))
        request.source.close()
        feedback.pushInfo(tr("{} tiles kept, {} rejected.").format(kept_count, rejected_count))
        if not kept_count:
            feedback.pushWarning(tr("No tile is left; the rejected layer tells why."))
        keep_missing_crs(context, output, crs)
        keep_missing_crs(context, rejected_output, crs)
        style_on_load(context, output, rejected=False)
        style_on_load(context, rejected_output, rejected=True)
        results = {
            self.OUTPUT: output,
            "TILE_COUNT": kept_count,
            "REJECTED_COUNT": rejected_count,
        }
        if rejected_output:
            results[self.REJECTED] = rejected_output
        return results
