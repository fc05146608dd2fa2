"""The tiles of a dataset: cut from a grid, freed from clouds, labelled and split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import reduce

from qgis.core import QgsRectangle

from ...core.errors import ExportError, LayerError
from ...core.files.fingerprint import fingerprint_values
from ...core.grid.over_raster import grid_batches
from ...core.labels.step import LabelStep
from ...core.message import Message, Parameter, counted
from ...core.raster.fill import FillWatch
from ...core.scenes.tiles import name_tiles
from ...core.tiles.reasons import NO_LABEL, ReasonKind
from ...core.tiles.steps import run_steps
from ...core.tiles.table import GRID_FIELDS, TileTable, merge_tables
from ..append.earlier_dataset import EarlierDataset
from ..base.values import Values
from ..grid.grid_parameters import read_grid_request
from ..inputs.place import TilesPlace
from ..labels.label_parameters import (
    LABEL,
    LABEL_FIELD,
    MULTI,
    make_label_step,
    warn_of_unused,
)
from ..rasters.source import raster_extent
from ..scenes.ground import each_near
from ..scenes.taken import TakenRasters
from ..split.dataset_split import DatasetSplit
from ..split.split_parameters import report_split
from .raster_to_tile import RasterToTile, Share, TilesOver, cloud_steps


@dataclass(frozen=True)
class DatasetTiles:
    """The tiles of a dataset.

    Attributes:
        kept: those that are exported.
        rejected: the others, each with its reason.
        sources: what they came from, for dataset.json.
        split_results: outputs that tell of the split; empty without one.
        watches: what has looked at the pixels of each raster, if anything.
    """

    kept: TileTable
    rejected: TileTable
    sources: dict
    split_results: dict
    watches: list[FillWatch | None]


class DatasetTileMaker:
    """Makes a dataset's tiles in any thread of what it takes from the layers in the main thread.

    Attributes:
        has_labels: whether the tiles get classes.
        has_label_sets: whether they get several each.
        is_split: whether they are dealt to splits.

    Raises:
        ExportError: a setting of clouds does nothing.
    """

    def __init__(
        self, values: Values, rasters: TakenRasters, earlier: EarlierDataset | None = None
    ) -> None:
        self._rasters = rasters
        self._grounds = [RasterToTile(rasters.rasters[0], values)]
        if rasters.scenes:
            self._grounds = [
                RasterToTile(scene.raster, rasters.values_of(scene, values), scene)
                for scene in rasters.scenes
            ]
        self.has_labels = any(ground.has_labels for ground in self._grounds)
        self.has_label_sets = self.has_labels and values.flag(MULTI)
        self._earlier = earlier
        self._splitter = DatasetSplit(values)
        self.is_split = self._splitter.is_wanted

    def make(self, values: Values) -> DatasetTiles:
        """The tiles over all rasters.

        Raises:
            ExportError: none is left.
        """
        count = len(self._grounds)
        numbered = each_near(
            list(enumerate(self._grounds)),
            lambda each: self._make_over(each[1], Share(values, each[0], count)),
            values.info,
        )
        made = [over for _, over in numbered]
        kept, rejected = (
            merge_tables([m.kept for m in made]),
            merge_tables([m.rejected for m in made]),
        )
        sources = _join_sources([m.sources for m in made])
        warn_of_unused(values, [m.labels for m in made if m.labels is not None])
        if self._earlier is not None and len(kept):
            self._earlier.check_pixels(kept, self._rasters.crs)
        split_results = {}
        if len(kept) and self._splitter.is_wanted:
            place = self._place_of_all(kept) if self._rasters.scenes else made[0].place
            earlier = self._earlier
            beside = None if earlier is None else earlier.split_tiles(self._rasters.crs, values)
            step = self._splitter.make_step(kept, place, values, sources, beside)
            kept, dropped = step.divide(kept)
            rejected = merge_tables([rejected, dropped])
            split_results = report_split(step.result, values)
        kinds = _count_reasons(rejected)
        _log_reasons(kinds, values)
        if not len(kept):
            raise ExportError(
                "No tile is left of {count}: {why}. {remedy}",
                count=len(rejected),
                why=_why(kinds),
                remedy=_remedy(made[0].labels, kinds),
            )
        seen = {number: over.watch for number, over in numbered}
        watches = [seen.get(k) for k in range(count)]
        return DatasetTiles(kept, rejected, sources, split_results, watches)

    def _place_of_all(self, tiles: TileTable) -> TilesPlace:
        bounds = tiles.geometries.bounds
        box = QgsRectangle(*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
        return TilesPlace(self._rasters.crs, box, Message("the tiles"))

    def _make_over(self, ground: RasterToTile, share: Share) -> TilesOver:
        """The tiles over one raster."""
        values, raster, scene = share.values, ground.raster, ground.scene
        if scene is not None:
            values = self._rasters.values_of(scene, values)
        request = read_grid_request(values, raster)
        sources = {}
        with ExitStack() as opened:
            opened.enter_context(closing(request.source))
            info = request.source.info
            place = TilesPlace(raster.crs, raster_extent(info), raster.name)
            steps = [*request.steps, *cloud_steps(ground, values, place, sources)]
            labels = self._label_step(ground, values, place)
            if labels is not None:
                sources["labels"] = {"sha256": labels.fingerprint()}
                steps.append(labels)
            for step in steps:
                opened.callback(step.close)
            batches = grid_batches(request.grid, info, request.edge)
            if scene is not None:
                batches = name_tiles(batches, scene.number, scene.name, scene.date)
            kept, rejected = _collect(run_steps(batches, steps), len(request.grid), share)
        if scene is not None:
            is_cancelled = values.feedback.isCanceled
            kept = self._rasters.carried(kept, scene, is_cancelled)
            rejected = self._rasters.carried(rejected, scene, is_cancelled)
        return TilesOver(kept, rejected, sources, labels, request.watch, place)

    def _label_step(
        self, ground: RasterToTile, values: Values, place: TilesPlace
    ) -> LabelStep | None:
        if self.has_labels:
            return make_label_step(values, place, ground.label_raster)
        for name in (LABEL_FIELD, LABEL):
            if values.is_given(name):
                raise LayerError(
                    "{name} is given without {LABELS}; name the label layer.",
                    name=Parameter(name),
                )
        return None


def _join_sources(found: Sequence[dict]) -> dict:
    """What the tiles of all rasters came from: as of one, or known by all together."""
    if len(found) == 1:
        return found[0]
    names = dict.fromkeys(name for sources in found for name in sources)
    return {
        name: {"sha256": fingerprint_values([sources.get(name) for sources in found])}
        for name in names
    }


def _collect(
    batches: Iterable[tuple[TileTable, TileTable]], count: int, share: Share
) -> tuple[TileTable, TileTable]:
    """The kept and the rejected tiles of all batches."""
    kept, rejected, done = [], [], 0
    for tiles, dropped in batches:
        share.values.check_cancelled()
        kept.append(tiles)
        rejected.append(dropped)
        done += len(tiles) + len(dropped)
        share.tell(done / count)
    filled = [t for t in kept if len(t)]
    fields = filled[0].fields if filled else GRID_FIELDS
    return TileTable.concatenate(filled, fields), merge_tables(rejected)


def _count_reasons(rejected: TileTable) -> list[tuple[ReasonKind, int]]:
    """Kinds of reasons and how many tiles each rejects."""
    reasons = rejected["reason"].tolist() if len(rejected) else []
    return Counter(reason.kind for reason in reasons).most_common()


def _log_reasons(kinds: list[tuple[ReasonKind, int]], values: Values) -> None:
    for kind, count in kinds:
        # QGIS prints its progress in front of the line: a number there would be misread.
        values.info(
            counted(
                count,
                "Left out: {count} tile, {reason}.",
                "Left out: {count} tiles, {reason}.",
                reason=kind.title,
            )
        )


def _why(kinds: list[tuple[ReasonKind, int]]) -> Message:
    parts = (Message("{count} {reason}", count=count, reason=kind.title) for kind, count in kinds)
    return reduce(lambda before, part: Message("{before}; {part}", before=before, part=part), parts)


def _remedy(labels: LabelStep | None, kinds: list[tuple[ReasonKind, int]]) -> Message:
    if labels is not None and labels.trouble and kinds[0][0] == NO_LABEL:
        return labels.trouble
    return Message("Change the settings that reject them.")
