"""Join Labels."""

from __future__ import annotations

import json

from qgis.core import QgsProcessingOutputString

from .base import tr
from .cloud_parameters import TilesPlace
from .filter_tiles import FilterTilesAlgorithm
from .label_parameters import (
    add_label_parameters,
    log_class_counts,
    make_label_step,
    warn_of_unused_edits,
)
from .parameters import required_source


class JoinLabelsAlgorithm(FilterTilesAlgorithm):
    """Gives tiles the classes of polygons."""

    ID = "joinlabels"
    NAME = "Join labels to tiles"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = ("labels", "classes", "join", "annotation", "tiles")
    HELP = (
        "Gives each tile the class of the polygons on it. "
        "The fields label and label_pct hold the class and the share of the tile it covers, "
        "second_label and second_pct the runner-up, which tells how ambiguous a tile is. "
        "Overlapping polygons of one class count once."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        add_label_parameters(self, optional=False)
        self.add_outputs("Labelled tiles", "Tiles without a class")
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Tiles by class, as JSON")))

    def compute(self, parameters, context, feedback) -> dict:
        tiles = required_source(self, parameters, self.INPUT, context)
        place = TilesPlace(tiles.sourceCrs(), tiles.sourceExtent(), tr("the tile layer"))
        step = make_label_step(self, parameters, context, feedback, place)
        results = self.run_step(step, parameters, context, feedback)
        warn_of_unused_edits(step, feedback)
        counts = dict(sorted(step.counts.items()))
        log_class_counts(counts, feedback)
        results["CLASS_COUNTS"] = json.dumps(counts, ensure_ascii=False)
        return results
