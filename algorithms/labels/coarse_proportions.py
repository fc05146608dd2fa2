"""Coarse Proportions."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from ...core.classes.shares import PREFIX, PROPORTIONS
from ...core.errors import LayerError
from ...core.labels.proportions import KNOWN
from ...core.message import counted
from ...core.tiles.coarse import CoarseStep, CoarseTiles, WeightedCoarseStep
from ...core.tiles.table import DOUBLE, TEXT, Field
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.coarse import read_polygons
from ..outputs.extend_tiles import ExtendTilesAlgorithm

COARSE = "COARSE"
NAME_PREFIX = "PREFIX"
METHOD = "METHOD"
LARGEST, WEIGHTED = METHODS = ("LARGEST", "WEIGHTED")


class CoarseProportionsAlgorithm(ExtendTilesAlgorithm):
    """Gives tiles the proportions of their coarse tile."""

    ID = "coarseproportions"
    NAME = "Coarse proportions"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = ("labels", "proportions", "coarse", "communes", "weak labels", "tiles")
    HELP = (
        "Gives each tile the label proportions of the coarse tile that overlaps it most, or the "
        "mean of all that overlap it, for learning from coarse labels. Run Label Proportions on "
        "the coarse tiles first. Its fields p_, proportions and known_pct come to the tiles as "
        "coarse_p_, coarse_proportions and coarse_known_pct, beside the tiles' own."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        self.add(
            QgsProcessingParameterFeatureSource(
                COARSE, tr("Coarse tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "Larger polygons with the fields of Label Proportions, in any coordinate system.",
        )
        self.add(
            enum_parameter(METHOD, "Where several overlap", METHODS, LARGEST, is_optional=True),
            choices_help(
                "LARGEST takes the proportions of the coarse tile with the largest overlap. "
                "WEIGHTED takes the mean of all that overlap, weighted by the area they share "
                "with the tile; coarse tiles without proportions (NULL) do not count.",
                METHODS,
            ),
        )
        self.add(
            QgsProcessingParameterString(
                NAME_PREFIX, tr("Start of the new fields' names"), "coarse_", optional=True
            ),
            "What the names of the new fields begin with. Empty: they replace the tiles' own.",
            advanced=True,
        )
        self.add_output("Tiles with coarse proportions")

    def compute(self, values: Values) -> dict:
        tiles = values.source(self.INPUT)
        coarse = values.source(COARSE)
        prefix = values.text(NAME_PREFIX).strip()
        fields = [
            (field.name(), DOUBLE)
            for field in coarse.fields()
            if field.isNumeric() and (field.name().startswith(PREFIX) or field.name() == KNOWN.name)
        ]
        if not any(name.startswith(PREFIX) for name, _ in fields):
            raise LayerError(
                "The coarse layer {sourcename} has no field p_...; run Label Proportions on it "
                "first.",
                sourcename=coarse.sourceName(),
            )
        if coarse.fields().lookupField(PROPORTIONS.name) >= 0:
            fields.append((PROPORTIONS.name, TEXT))
        names = [name for name, _ in fields]
        polygons, rows = read_polygons(values, coarse, tiles, names)
        made = [Field(prefix + name, kind) for name, kind in fields]
        columns = {field.name: [row[k] for row in rows] for k, field in enumerate(made)}
        taken = CoarseTiles(polygons, made, columns)
        is_cancelled = values.feedback.isCanceled
        step: CoarseStep | WeightedCoarseStep
        if values.choice(METHOD) == WEIGHTED:
            shares = [prefix + name for name in names if name.startswith(PREFIX)]
            step = WeightedCoarseStep(taken, shares, is_cancelled)
        else:
            step = CoarseStep(taken, is_cancelled=is_cancelled)
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
