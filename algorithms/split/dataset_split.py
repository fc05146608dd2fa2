"""The split of Build Dataset, whose tiles are made on the way."""

from __future__ import annotations

from dataclasses import replace

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.append.splits import SplitTiles, split_beside
from ...core.classes.shares import ClassShares, read_groups
from ...core.errors import SplitError
from ...core.files.fingerprint import fingerprint_shapes
from ...core.labels.step import LARGEST, LabelRule, LabelStep
from ...core.message import Message, Parameter, counted, list_names
from ...core.split.request import METHODS
from ...core.split.split import split_tiles
from ...core.split.step import SplitStep
from ...core.tiles.table import TileTable
from ...core.tiles.words import SCENE
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field
from ..base.values import Values
from ..base.words import tr
from ..inputs.layer_transform import crs_text
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from .split_parameters import (
    NONE,
    SPLIT_ROLES,
    add_split_details,
    add_split_method,
    read_split_request,
)

PREFIX = "SPLIT_"
GROUPS = "SPLIT_GROUPS"
GROUP_FIELD = "SPLIT_GROUP_FIELD"
STRATIFY = "SPLIT_STRATIFY"
# What the engine's messages name otherwise than Build Dataset does.
DATASET_SPLIT_ROLES = {
    **SPLIT_ROLES,
    "GROUP_FIELD": f"{GROUPS} and {GROUP_FIELD}",
    "STRATIFY_FIELD": "LABELS",
}


def add_dataset_split_parameters(alg: TilewrightAlgorithm) -> None:
    """All that Split Tiles has; groups come from polygons, classes from the labels."""
    alg.begin_section("Splits")
    add_split_method(alg, PREFIX, optional=True)
    alg.add(
        QgsProcessingParameterBoolean(STRATIFY, tr("Keep the shares of classes alike"), True),
        "Assigns bands, blocks or groups so that each class has the asked shares, as well as can "
        "be.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterFeatureSource(
            GROUPS,
            tr("Keep groups together: polygons"),
            [QgsProcessing.SourceType.TypeVectorPolygon],
            optional=True,
        ),
        "Polygons such as communes or fields. Tiles of one group are never torn apart; a tile is "
        "of the group that covers most of it. GROUP needs them; all methods take them.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterField(
            GROUP_FIELD, tr("Field with the group"), parentLayerParameterName=GROUPS, optional=True
        ),
        "The field of that layer that names the group.",
        advanced=True,
    )
    add_split_details(alg, PREFIX, optional=True)


class DatasetSplit:
    """A split that is read from parameters in the main thread and made in any.

    Raises:
        SplitError: parameters contradict each other.
    """

    def __init__(self, values: Values) -> None:
        of_split = values.prefixed(PREFIX)
        self.is_wanted = of_split.choice("METHOD") != NONE
        if not self.is_wanted:
            _refuse_unused(values)
            return
        self._request = read_split_request(of_split)
        self._is_stratified = values.flag(STRATIFY)
        self._group_field = values.text(GROUP_FIELD)
        if values.is_given(GROUPS) != bool(self._group_field):
            given, missing = GROUPS, GROUP_FIELD
            if self._group_field:
                given, missing = missing, given
            raise SplitError(
                "{given} is given without {missing}; give both.",
                given=Parameter(given),
                missing=Parameter(missing),
            )

    def make_step(
        self,
        tiles: TileTable,
        place: TilesPlace,
        values: Values,
        sources: dict,
        earlier: SplitTiles | None = None,
    ) -> SplitStep:
        """The step for these tiles; what it came from is added to ``sources``.

        Args:
            tiles: all that are split.
            place: where they lie.
            values: of the algorithm.
            sources: of the dataset.
            earlier: tiles of a dataset that they are added to, in the same coordinate system.
        """
        if earlier is not None:
            return self._make_step_beside(tiles, place, values, sources, earlier)
        classes = None
        if "label" in tiles.columns and (self._is_stratified or self._request.buffer_auto):
            classes = ClassShares.from_labels(tiles["label"].tolist())
        groups = None
        if self._group_field:
            groups = self._read_groups(tiles, place, values, sources)
        is_of_scenes = tiles.find_field(SCENE.name) is not None
        result = split_tiles(
            tiles.geometries,
            crs_text(place.crs),
            self._request,
            groups,
            classes,
            is_cancelled=values.feedback.isCanceled,
            scenes=read_groups(tiles, SCENE.name) if is_of_scenes else None,
        )
        return SplitStep(tiles, result)

    def _make_step_beside(
        self,
        tiles: TileTable,
        place: TilesPlace,
        values: Values,
        sources: dict,
        earlier: SplitTiles,
    ) -> SplitStep:
        labels = None
        if "label" in tiles.columns and (self._is_stratified or self._request.buffer_auto):
            labels = tiles["label"].tolist()
        new = SplitTiles(tiles.wkb, tiles[SCENE.name].tolist(), labels=labels)
        if self._group_field:
            together = TileTable([], {}, [*earlier.wkb, *new.wkb])
            groups = self._read_groups(together, place, values, sources)
            earlier = replace(earlier, groups=groups[: len(earlier.wkb)])
            new = replace(new, groups=groups[len(earlier.wkb) :])
        wkt = crs_text(place.crs)
        request = self._request
        has_blocks = "BLOCK_SIZE" in request.of_method.parameters
        if has_blocks and request.block_size is None and earlier.block_size:
            request = replace(request, block_size=earlier.block_size)
            values.info(
                "{BLOCK_SIZE} is not given; blocks of {size:g} m are used, as in the dataset.",
                size=request.block_size,
            )
        result = split_beside(earlier, new, wkt, request, values.feedback.isCanceled)
        return SplitStep(tiles, result)

    def _read_groups(
        self, tiles: TileTable, place: TilesPlace, values: Values, sources: dict
    ) -> list[str | None]:
        source = values.source(GROUPS)
        field = check_field(source, GROUP_FIELD, self._group_field)
        transform = make_transform(values, source, Message("the layer of groups"), place)
        polygons = read_labels(values, source, field, "", transform)
        sources["groups"] = {"sha256": fingerprint_shapes(polygons.polygons, polygons.classes)}
        rule = LabelRule(LARGEST)
        step = LabelStep(polygons, rule, is_cancelled=values.feedback.isCanceled)
        groups = step.apply(tiles).columns["label"].tolist()
        outside = groups.count(None)
        if outside:
            values.info(
                counted(
                    outside,
                    "{count} tile lies in no group; it stands by itself.",
                    "{count} tiles lie in no group; each stands by itself.",
                )
            )
        return groups


def _refuse_unused(values: Values) -> None:
    """A distance that nobody keeps would let the same pixels into several splits."""
    for name in ("SPLIT_BUFFER", "SPLIT_BUFFER_AUTO", "SPLIT_BLOCK_SIZE", GROUPS):
        unused = ("0", "0.0", "False", "false")
        if values.is_given(name) and str(values.raw(name)) not in unused:
            raise SplitError(
                "{given} is given without {METHOD}; choose one of {methods}.",
                given=Parameter(name),
                methods=list_names(METHODS),
            )
