"""The split of Build Dataset, whose tiles are made on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.classes.shares import ClassShares
from ...core.errors import SplitError
from ...core.files.fingerprint import fingerprint_shapes
from ...core.labels.by_polygons import LARGEST, LabelRule, LabelStep
from ...core.split.request import METHODS
from ...core.split.split import split_tiles
from ...core.split.step import SplitStep
from ...core.tiles.table import TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field, is_given, required_source
from ..base.values import Values
from ..base.words import count_text, tr
from ..inputs.layer_transform import crs_text
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from .split_parameters import (
    NONE,
    SplitNames,
    add_split_details,
    add_split_method,
    read_split_request,
)

NAMES = SplitNames("SPLIT_")
GROUPS = "SPLIT_GROUPS"
GROUP_FIELD = "SPLIT_GROUP_FIELD"
STRATIFY = "SPLIT_STRATIFY"
# What the engine's sentences call the parameters, and what they are called here.
_RENAMED = {
    "GROUP_FIELD": f"{GROUPS} and {GROUP_FIELD}",
    "STRATIFY_FIELD": "LABELS",
    **{
        name.upper(): getattr(NAMES, name)
        for name in ("method", "band_count", "angle", "block_size", "buffer_auto", "buffer")
    },
    "ALLOW_OVERLAP": NAMES.allow_overlap,
}
_WORDS = re.compile(r"\b(" + "|".join(_RENAMED) + r")\b")


def add_dataset_split_parameters(alg: TilewrightAlgorithm) -> None:
    """All that Split Tiles has; groups come from polygons, classes from the labels."""
    add_split_method(alg, NAMES, optional=True)
    alg.add(
        QgsProcessingParameterBoolean(STRATIFY, tr("Keep the shares of classes alike"), True),
        "Deals bands, blocks or groups so that each class has the asked shares, as well as can be.",
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
    add_split_details(alg, NAMES, optional=True)


class DatasetSplit:
    """A split that is read from parameters in the main thread and made in any.

    Raises:
        SplitError: wishes that contradict each other.
    """

    def __init__(self, alg: TilewrightAlgorithm, parameters, context) -> None:
        self._alg = alg
        self._parameters = parameters
        self.is_wanted = alg.parameterAsEnumString(parameters, NAMES.method, context) != NONE
        if not self.is_wanted:
            self._refuse_idle(parameters)
            return
        with _own_names():
            self._request = read_split_request(alg, parameters, context, NAMES)
        self._is_stratified = alg.parameterAsBool(parameters, STRATIFY, context)
        self._group_field = alg.parameterAsString(parameters, GROUP_FIELD, context)
        if is_given(parameters, GROUPS) != bool(self._group_field):
            given, missing = GROUPS, GROUP_FIELD
            if self._group_field:
                given, missing = missing, given
            raise SplitError(
                "{given} is given without {missing}; give both.", given=given, missing=missing
            )

    @staticmethod
    def _refuse_idle(parameters) -> None:
        """A distance that nobody keeps would let the same ground into several splits."""
        for name in (NAMES.buffer, NAMES.buffer_auto, NAMES.block_size, GROUPS):
            idle = ("0", "0.0", "False", "false")
            if is_given(parameters, name) and str(parameters[name]) not in idle:
                raise SplitError(
                    "{name} is given without {method}; choose one of {methods}.",
                    name=name,
                    method=NAMES.method,
                    methods=", ".join(METHODS),
                )

    def make_step(
        self, tiles: TileTable, place: TilesPlace, context, feedback, sources: dict
    ) -> SplitStep:
        """The step for these tiles; what it came from is added to ``sources``."""
        classes = None
        if "label" in tiles.columns and (self._is_stratified or self._request.buffer_auto):
            classes = ClassShares.from_labels(tiles["label"].tolist())
        groups = None
        if self._group_field:
            groups = self._read_groups(tiles, place, context, feedback, sources)
        with _own_names():
            result = split_tiles(
                tiles.geometries,
                crs_text(place.crs),
                self._request,
                groups,
                classes,
                is_cancelled=feedback.isCanceled,
            )
        result.notes[:] = [_rename(note) for note in result.notes]
        return SplitStep(tiles, result)

    def _read_groups(self, tiles, place, context, feedback, sources) -> list[str | None]:
        source = required_source(self._alg, self._parameters, GROUPS, context)
        field = check_field(source, GROUP_FIELD, self._group_field)
        values = Values(self._alg, self._parameters, context, feedback)
        transform = make_transform(values, source, tr("the layer of groups"), place)
        polygons = read_labels(values, source, field, "", transform)
        sources["groups"] = {"sha256": fingerprint_shapes(polygons.polygons, polygons.classes)}
        step = LabelStep(polygons, LabelRule(LARGEST))
        step.is_cancelled = feedback.isCanceled
        groups = step.apply(tiles).columns["label"].tolist()
        outside = groups.count(None)
        if outside:
            feedback.pushInfo(
                count_text(
                    outside,
                    tr("{} tile lies in no group; it stands by itself."),
                    tr("{} tiles lie in no group; each stands by itself."),
                )
            )
        return groups


def _rename(text: str) -> str:
    return _WORDS.sub(lambda match: _RENAMED[match.group()], text)


@contextmanager
def _own_names() -> Iterator[None]:
    """Errors name the parameters as they are called here."""
    try:
        yield
    except SplitError as error:
        raise SplitError(_rename(str(error))) from None
