"""Mask Cloudy Tiles by Raster."""

from __future__ import annotations

from contextlib import closing

from ...core.message import Message
from ..base.values import Values
from ..inputs.place import TilesPlace
from ..outputs.filter_tiles import FilterTilesAlgorithm
from ..rasters.source import read_raster_input
from .cloud_parameters import MASK, add_cloud_mask_parameters, make_cloud_mask_step


class MaskCloudRasterAlgorithm(FilterTilesAlgorithm):
    """Leaves out tiles with too many cloudy pixels."""

    ID = "maskcloudraster"
    NAME = "Mask cloudy tiles by raster"
    GROUP_ID = "clouds"
    GROUP = "Clouds"
    TAGS = ("clouds", "quality", "SCL", "QA60", "BQA", "mask", "tiles")
    HELP = (
        "Measures the cloudy share of each tile in a mask raster and leaves out those with too "
        "much. The share goes to the field cloud_pct. It counts the pixels by the part of them "
        "that lies in the tile, so it is exact where the mask is on the tiles' pixel grid. Tiles "
        "beyond the mask are left out, because nobody knows."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        add_cloud_mask_parameters(self)
        self.add_outputs("Clear tiles", "Cloudy tiles")

    def take_inputs(self, values: Values) -> None:
        self._mask = read_raster_input(values, MASK)

    def compute(self, values: Values) -> dict:
        tiles = values.source(self.INPUT)
        place = TilesPlace(tiles.sourceCrs(), tiles.sourceExtent(), Message("the tile layer"))
        step = make_cloud_mask_step(values, self._mask, place)
        with closing(step):
            return self.run_step(values, step)
