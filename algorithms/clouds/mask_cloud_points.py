"""Mask Cloudy Tiles by Marks."""

from __future__ import annotations

from ...core.message import Message
from ..base.values import Values
from ..inputs.place import TilesPlace
from ..outputs.filter_tiles import FilterTilesAlgorithm
from .cloud_parameters import add_cloud_mark_parameters, make_cloud_mark_step


class MaskCloudPointsAlgorithm(FilterTilesAlgorithm):
    """Leaves out tiles that marks of clouds touch."""

    ID = "maskcloudpoints"
    NAME = "Mask cloudy tiles by marks"
    GROUP_ID = "clouds"
    GROUP = "Clouds"
    TAGS = ("clouds", "shadow", "mask", "points", "tiles")
    HELP = (
        "Leaves out the tiles on which somebody marked clouds or shadows. "
        "Marks may be points, lines or polygons."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        add_cloud_mark_parameters(self)
        self.add_outputs("Clear tiles", "Cloudy tiles")

    def compute(self, values: Values) -> dict:
        tiles = values.source(self.INPUT)
        place = TilesPlace(tiles.sourceCrs(), tiles.sourceExtent(), Message("the tile layer"))
        step = make_cloud_mark_step(values, place)
        return self.run_step(values, step)
