"""Join Labels."""

from __future__ import annotations

import json
from contextlib import closing

from qgis.core import QgsProcessingOutputString

from ...core.classes.folders import class_folders
from ...core.errors import LayerError
from ...core.message import Message
from ..base.values import Values
from ..base.words import tr
from ..inputs.place import TilesPlace
from ..outputs.filter_tiles import FilterTilesAlgorithm
from ..outputs.report import log_class_counts
from .label_parameters import LABELS, add_label_parameters, make_label_step, warn_of_unused
from .label_raster_parameters import LABEL_RASTER, read_label_raster


class JoinLabelsAlgorithm(FilterTilesAlgorithm):
    """Gives tiles the classes of polygons."""

    ID = "joinlabels"
    NAME = "Join labels to tiles"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = ("labels", "classes", "join", "annotation", "tiles")
    HELP = (
        "Gives each tile the class of the polygons, or of the class raster, on it. "
        "The fields label and label_pct hold the class and the share of the tile it covers, "
        "second_label and second_pct the runner-up, which tells how ambiguous a tile is. "
        "Overlapping polygons of one class count once."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        add_label_parameters(self)
        self.add_outputs("Labelled tiles", "Tiles without a class")
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Tiles by class, as JSON")))

    def take_inputs(self, values: Values) -> None:
        if not values.is_given(LABELS) and not values.is_given(LABEL_RASTER):
            raise LayerError(
                "Name what tells the classes: polygons with {LABELS}, or a raster, {LABEL_RASTER}."
            )
        self._raster = read_label_raster(values)

    def compute(self, values: Values) -> dict:
        tiles = values.source(self.INPUT)
        place = TilesPlace(tiles.sourceCrs(), tiles.sourceExtent(), Message("the tile layer"))
        step = make_label_step(values, place, self._raster)
        with closing(step):
            results = self.run_step(values, step)
        warn_of_unused(values, [step])
        counts = {name: step.counts[name] for name in class_folders(step.counts)}
        log_class_counts(values, counts)
        results["CLASS_COUNTS"] = json.dumps(counts, ensure_ascii=False)
        return results
