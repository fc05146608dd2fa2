"""Assign Coarse Tile."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.message import counted
from ...core.tiles.coarse import CoarseStep
from ..base.parameters import check_field
from ..base.values import Values
from ..base.words import tr
from ..inputs.coarse import read_coarse_ids
from ..outputs.extend_tiles import ExtendTilesAlgorithm

COARSE = "COARSE"
COARSE_ID = "COARSE_ID"


class AssignCoarseTileAlgorithm(ExtendTilesAlgorithm):
    """Tells of each tile in which coarse tile it lies."""

    ID = "assigncoarsetile"
    NAME = "Assign coarse tile"
    GROUP_ID = "split"
    GROUP = "Split"
    TAGS = ("coarse", "communes", "regions", "blocks", "groups", "split", "tiles")
    HELP = (
        "Gives each tile the id of the coarse tile, such as a commune or a block, that overlaps "
        "it most. Equal overlaps go to the first id. A split can then keep the tiles of one "
        "coarse tile together. The id goes to the field coarse_id, the overlap to coarse_pct; "
        "both are NULL where no coarse tile is."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        self.add(
            QgsProcessingParameterFeatureSource(
                COARSE, tr("Coarse tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "Larger polygons, in any coordinate system: communes, blocks, random tiles.",
        )
        self.add(
            QgsProcessingParameterField(
                COARSE_ID, tr("Field with their id"), parentLayerParameterName=COARSE
            ),
            "The field that names a coarse tile. Polygons of the same id are one coarse tile.",
        )
        self.add_output("Tiles with coarse tile")

    def compute(self, values: Values) -> dict:
        tiles = values.source(self.INPUT)
        coarse = values.source(COARSE)
        field = check_field(coarse, COARSE_ID, values.text(COARSE_ID))
        polygons = read_coarse_ids(values, coarse, tiles, field)
        step = CoarseStep(polygons, "coarse_pct", is_cancelled=values.feedback.isCanceled)
        results = self.run_step(values, tiles, step)
        if step.without:
            values.warn(
                counted(
                    step.without,
                    "{count} tile lies in no coarse tile.",
                    "{count} tiles lie in no coarse tile.",
                )
            )
        return results
