"""The tiles of a dataset: cut from a grid, freed from clouds, labelled and split."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from qgis.core import QgsRectangle

from ...core.errors import (
    ExportError,
    LayerError,
    NothingNearError,
    TilewrightError,
    TooSmallError,
    UnreadableError,
)
from ...core.files.fingerprint import fingerprint_values
from ...core.grid.over_raster import grid_batches
from ...core.grid.part import parse_parts
from ...core.grid.valid import measure_valid_percent
from ...core.labels.step import LabelStep
from ...core.message import Message, Parameter
from ...core.raster.fill import FillWatch
from ...core.scenes.tiles import name_tiles
from ...core.tiles.reasons import NO_LABEL, ReasonKind
from ...core.tiles.steps import run_steps
from ...core.tiles.table import GRID_FIELDS, TileTable, merge_tables
from ..append.earlier_dataset import EarlierDataset
from ..base.values import Values
from ..clouds.cloud_parameters import make_cloud_mask_step
from ..grid.grid_parameters import MIN_VALID, read_grid_request
from ..inputs.place import TilesPlace
from ..labels.label_parameters import (
    LABEL,
    LABEL_FIELD,
    MULTI,
    make_label_step,
    warn_of_unused,
)
from ..labels.polygons_near import PolygonsNear, tell_of_polygons
from ..rasters.source import raster_extent
from ..scenes.ground import each_near, refuse_all_away
from ..scenes.pair_scenes import ScenePairs
from ..scenes.taken import TakenRasters
from ..split.dataset_split import DatasetSplit
from ..split.split_parameters import report_split
from .log_skipped import count_reasons, log_reasons, tell_why
from .raster_to_tile import CLOUD_PREFIX, RasterToTile, Share, TilesOver, cloud_steps

GRID_PART = "GRID_PART"


@dataclass(frozen=True)
class DatasetTiles:
    """The tiles of a dataset.

    Attributes:
        kept: those that are exported.
        rejected: the others, each with its reason.
        sources: what they came from, for dataset.json.
        split_results: outputs that tell of the split; empty without one.
        block_size: metres that were chosen for blocks of scenes; None without.
        watches: what has looked at the pixels of each raster, if anything.
    """

    kept: TileTable
    rejected: TileTable
    sources: dict
    split_results: dict
    block_size: float | None
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
        self,
        values: Values,
        rasters: TakenRasters,
        earlier: EarlierDataset | None = None,
        pairs: ScenePairs | None = None,
    ) -> None:
        self._rasters, self._pairs = rasters, pairs
        self._grounds = [
            RasterToTile(scene.raster, rasters.values_of(scene, values), scene)
            for scene in rasters.scenes
        ] or [RasterToTile(rasters.rasters[0], values)]
        # Of many tiles the map shows a part only.
        text = values.optional_text(GRID_PART)
        self._parts = parse_parts(text, len(self._grounds)) if text else None
        self.has_labels = any(ground.has_labels for ground in self._grounds)
        self.has_label_sets = self.has_labels and values.flag(MULTI)
        self._near: list[tuple[str, PolygonsNear]] = []
        self._earlier = earlier
        self._splitter = DatasetSplit(values)
        self.is_split = self._splitter.is_wanted

    def make(self, values: Values) -> DatasetTiles:
        """The tiles over all rasters.

        Raises:
            ExportError: none is left, of the whole grid.
        """
        count = len(self._grounds)
        self._near = []
        numbered = self._make_over_each(values)
        tell_of_polygons(self._near, values)
        made = [over for _, over in numbered]
        kept, rejected = (
            merge_tables([m.kept for m in made]),
            merge_tables([m.rejected for m in made]),
        )
        sources = _join_sources([m.sources for m in made])
        warn_of_unused(values, [m.labels for m in made if m.labels is not None])
        if self._earlier is not None and len(kept):
            self._earlier.check_pixels(kept, self._rasters.crs)
        if self._pairs is not None and len(kept):
            kept, dropped = self._pair(self._pairs, kept, values)
            rejected = merge_tables([rejected, dropped])
        split_results, block_size = {}, None
        if len(kept) and self._splitter.is_wanted:
            place = self._place_of_all(kept) if self._rasters.scenes else made[0].place
            earlier = self._earlier
            beside = None if earlier is None else earlier.split_tiles(self._rasters.crs, values)
            step = self._splitter.make_step(kept, place, values, sources, beside)
            kept, dropped = step.divide(kept)
            rejected = merge_tables([rejected, dropped])
            split_results = report_split(step.result, values)
            if self._rasters.scenes and not values.is_given("SPLIT_BLOCK_SIZE"):
                block_size = step.result.facts.get("block_size")
        kinds = count_reasons(rejected)
        log_reasons(kinds, values)
        if not len(kept) and self._parts is None:
            raise ExportError(
                "No tile is left of {count}: {why}. {remedy}",
                count=len(rejected),
                why=tell_why(kinds),
                remedy=_remedy(made[0].labels, kinds),
            )
        seen = {number: over.watch for number, over in numbered}
        watches = [seen.get(k) for k in range(count)]
        return DatasetTiles(kept, rejected, sources, split_results, block_size, watches)

    def _make_over_each(self, values: Values) -> list[tuple[int, TilesOver]]:
        """The tiles over each raster that has any, with its place among them."""
        left_out, count = self._rasters.left_out, len(self._grounds)

        def leave_out(number: int, error: TilewrightError) -> None:
            ground = self._grounds[number]
            left_out.add(ground.scene.name, ground.raster.path, error, ground.scene.info)

        spare = (NothingNearError, TooSmallError, UnreadableError)
        try:
            found = each_near(
                list(enumerate(self._grounds)),
                lambda each: self._make_over(each[1], Share(values, each[0], count)),
                leave_out,
                spare,
            )
        except spare:
            left_out.settle(values, count)
            raise
        left_out.settle(values, count)
        refuse_all_away([over.away for _, over in found])
        return found

    def _pair(
        self, pairs: ScenePairs, tiles: TileTable, values: Values
    ) -> tuple[TileTable, TileTable]:
        """The tiles that a later scene shows, and the others.

        The masks of a run were asked for the earlier scenes; a scene's own counts at its date.
        """
        place, checks = self._place_of_all(tiles), {}
        with ExitStack() as opened:
            for number, ground in enumerate(self._grounds):
                if ground.scene is not None and ground.scene.cloud_mask:
                    own = self._rasters.values_of(ground.scene, values).prefixed(CLOUD_PREFIX)
                    step = make_cloud_mask_step(own, ground.mask, place)
                    opened.callback(step.close)
                    checks[number] = lambda table, step=step: step.apply(table).reasons
            min_valid = values.double(MIN_VALID)
            return pairs.divide(tiles, self._rasters.crs, values, min_valid, checks)

    def _place_of_all(self, tiles: TileTable) -> TilesPlace:
        bounds = tiles.geometries.bounds
        box = QgsRectangle(*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
        return TilesPlace(self._rasters.crs, box, Message("the tiles"))

    def _make_over(self, ground: RasterToTile, share: Share) -> TilesOver:
        """The tiles over one raster."""
        values, raster, scene = share.values, ground.raster, ground.scene
        if scene is not None:
            values = self._rasters.values_of(scene, values)
        request = read_grid_request(values, raster, None, share.count > 1)
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
            part = None if self._parts is None else self._parts[share.number]
            batches = grid_batches(request.grid, info, request.edge, part=part)
            if scene is not None:
                batches = name_tiles(batches, scene.number, scene.name, scene.date)
            kept, rejected = _collect(run_steps(batches, steps), len(request.grid), share)
            is_looked_at = request.reads or request.source.is_asked
            if self._rasters.left_out.skips and not is_looked_at and len(kept):
                # Raises where a tile cannot be read.
                measure_valid_percent(request.source, kept.windows(), values.feedback.isCanceled)
        if scene is not None:
            is_cancelled = values.feedback.isCanceled
            kept = self._rasters.carried(kept, scene, is_cancelled)
            rejected = self._rasters.carried(rejected, scene, is_cancelled)
        return TilesOver(kept, rejected, sources, labels, request.watch, place, request.away)

    def _label_step(
        self, ground: RasterToTile, values: Values, place: TilesPlace
    ) -> LabelStep | None:
        if self.has_labels:
            near: list[PolygonsNear] = []
            step = make_label_step(values, place, ground.label_raster, near)
            self._near += [(ground.scene.name if ground.scene else "", found) for found in near]
            return step
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


def _remedy(labels: LabelStep | None, kinds: list[tuple[ReasonKind, int]]) -> Message:
    if labels is not None and labels.trouble and kinds[0][0] == NO_LABEL:
        return labels.trouble
    return Message("Change the settings that reject them.")
