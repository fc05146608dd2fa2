"""Create Tile Grid."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterRasterLayer, QgsWkbTypes

from ..core.errors import CancelledError
from ..core.make_grid import grid_batches
from ..core.run_steps import run_steps
from ..core.tile_table import GRID_FIELDS, REASON
from .base import tr
from .grid_parameters import add_bands_parameter, add_grid_parameters, read_grid_request
from .raster_input import read_raster_input
from .tile_layer_algorithm import TileLayerAlgorithm
from .write_tiles import TileSink, layer_fields


class CreateTileGridAlgorithm(TileLayerAlgorithm):
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
        self.add_outputs("Tile grid", "Rejected tiles")

    def take_inputs(self, parameters, context, feedback) -> None:
        self._raster = read_raster_input(self, parameters, self.INPUT, context)

    def compute(self, parameters, context, feedback) -> dict:
        request = read_grid_request(self, parameters, context, feedback, self._raster)
        like = (QgsWkbTypes.Type.Polygon, self._raster.crs)
        sinks = tuple(
            TileSink(self, parameters, name, context, layer_fields(fields), like)
            for name, fields in (
                (self.OUTPUT, GRID_FIELDS),
                (self.REJECTED, [*GRID_FIELDS, REASON]),
            )
        )
        counts = [0, 0]
        batches = grid_batches(request.grid, request.source.info, request.edge)
        for tables in run_steps(batches, request.steps):
            if feedback.isCanceled():
                raise CancelledError
            for k, (sink, table) in enumerate(zip(sinks, tables)):
                sink.write_table(table)
                counts[k] += len(table)
            feedback.setProgress(100 * sum(counts) / len(request.grid))
        request.source.close()
        return self.finish(sinks, *counts, feedback)
