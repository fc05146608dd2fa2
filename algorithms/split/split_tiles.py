"""Split Tiles."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterField

from ...core.classes.shares import PROPORTION, read_class_shares, read_groups
from ...core.split.split import split_tiles
from ...core.split.step import SplitStep
from ...core.tiles.words import SCENE
from ..base.parameters import check_field, choose_field
from ..base.values import Values
from ..base.words import tr
from ..inputs.layer_transform import crs_text
from ..inputs.tiles import read_table
from ..outputs.filter_tiles import FilterTilesAlgorithm
from .split_parameters import (
    add_split_details,
    add_split_method,
    add_split_outputs,
    read_split_request,
    report_split,
)

GROUP_FIELD = "GROUP_FIELD"
STRATIFY_FIELD = "STRATIFY_FIELD"


class SplitTilesAlgorithm(FilterTilesAlgorithm):
    """Assigns tiles to train, val and test."""

    ID = "splittiles"
    NAME = "Split tiles"
    GROUP_ID = "split"
    GROUP = "Split"
    TAGS = ("split", "train", "validation", "test", "spatial", "blocks", "stratified", "leakage")
    HELP = (
        "Assigns tiles to train, val and test so that no split has seen another's ground. "
        "The field split holds the result. Splits can be bands, blocks, groups, whole scenes or "
        "single tiles, keep class shares alike, and keep a distance from each other, all at once. "
        "Tiles that overlap never come into different splits: blocks and bands reject those at "
        "their edges. Where a field scene names several scenes, that holds across dates and zones: "
        "distances between tiles in degrees are geodesic."
    )

    NAMES = {"SPLIT_BUFFER": "BUFFER"}

    def initAlgorithm(self, config=None) -> None:
        self.add_input()
        add_split_method(self)
        self.add(
            QgsProcessingParameterField(
                STRATIFY_FIELD,
                tr("Keep the shares of classes alike"),
                parentLayerParameterName=self.INPUT,
                allowMultiple=True,
                optional=True,
            ),
            "The field with the class, often label; or the fields with proportions, of which one "
            "that begins with p_ stands for all.",
        )
        self.add(
            QgsProcessingParameterField(
                GROUP_FIELD,
                tr("Keep groups together"),
                parentLayerParameterName=self.INPUT,
                optional=True,
            ),
            "Tiles of one value are never torn apart: each group goes where most of it falls. "
            "Tiles where it is NULL stand by themselves. GROUP needs it; all methods take it.",
        )
        add_split_details(self)
        self.add_outputs("Split tiles", "Tiles between splits")
        add_split_outputs(self)

    def compute(self, values: Values) -> dict:
        source = values.source(self.INPUT)
        request = read_split_request(values)
        strata = [
            check_field(source, STRATIFY_FIELD, name) for name in values.field_names(STRATIFY_FIELD)
        ]
        group = values.text(GROUP_FIELD)
        group = check_field(source, GROUP_FIELD, group) if group else ""
        wanted = [*strata, group]
        if len(strata) == 1 and strata[0].lower().startswith(PROPORTION):
            wanted += [f.name() for f in source.fields() if f.name().lower().startswith(PROPORTION)]
        scene = choose_field(source, "SCENE", "", SCENE.name)
        wanted.append(scene or "")
        known = [f.name() for f in source.fields() if f.name() in wanted]
        tiles = read_table(source, values.feedback.isCanceled, known)
        result = split_tiles(
            tiles.geometries,
            crs_text(source.sourceCrs()),
            request,
            read_groups(tiles, group) if group else None,
            read_class_shares(tiles, strata) if strata else None,
            lambda fraction: values.feedback.setProgress(100 * fraction),
            values.feedback.isCanceled,
            read_groups(tiles, scene) if scene else None,
        )
        results = self.run_step(values, SplitStep(tiles, result))
        results.update(report_split(result, values))
        return results
