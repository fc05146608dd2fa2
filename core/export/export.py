"""The export: plan, fit, cut, encode, write."""

from __future__ import annotations

import errno
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from typing import Any

import numpy as np

from ..card.card import write_card
from ..dataset.edits import with_checksums
from ..dataset.folder import PARTLY_FITTED, OutputFolder
from ..dataset.manifest import write_description
from ..errors import CancelledError, ExportError
from ..files.whole import write_whole
from ..formats import find_format
from ..formats.pillow import has_pillow
from ..run.batches import ignore_progress, never_cancelled, run_aside, wait_for
from ..run.progress import ProgressReport
from ..scaling.scaling import FITTED, Scaling
from ..services.answers import forget_answers
from ..tiles.growing import GrowingTables
from ..tiles.layout import CARD, DESCRIPTION
from ..tiles.shards import WriteLayers, save_tables, told_manifests
from ..tiles.table import TILE_ID, TileTable
from ..update.update import Update
from .colors import mask_colors
from .describe import (
    begin_fingerprint,
    describe_dataset,
    describe_files,
    foretell_description,
    list_files,
    table_of_tiles,
)
from .describe_labels import describe_masks
from .labels import write_labels
from .map import MapSampler
from .notes import ExportResult
from .records import begin_map_of, write_map_of, write_page_of, write_records_of
from .request import ExportRequest
from .scaling import scaling_of_tiles
from .some_tiles import make_encoder
from .write_tiles import (
    FAILED,
    WrittenTiles,
    are_all_written,
    leave_out,
    make_folders,
    write_tiles,
)

# Of the progress: the fit, and what is written when all tiles are.
_FIT_SHARE = 0.3
_RECORDS_SHARE = 0.05


def export_dataset(
    request: ExportRequest,
    folder: str,
    resume: bool = False,
    overwrite: bool = False,
    write_layers: WriteLayers | None = None,
    update: Update | None = None,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    log: Callable[[str], None] = print,
) -> ExportResult:
    """Write a dataset.

    Args:
        request: what to write.
        folder: where; created when missing.
        resume: finish an interrupted export of the same inputs and parameters.
        overwrite: replace an earlier dataset.
        write_layers: writes tiles.gpkg from a path, the tiles and the rejected ones.
        update: an earlier dataset in the folder, to be replaced by one with its images.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between tiles.
        log: called with each note, a Message.

    Raises:
        ExportError: what cannot be written as asked; nothing is lost.
        CancelledError: whole tiles stay to be resumed.
    """
    options = request.options
    options.make_writer().check(request.profile)
    overwrite = overwrite or update is not None
    output = OutputFolder(folder, resume, overwrite)
    if options.scheduler:
        request.check_can_be_sent()
    if update is not None:
        kept = update.keep_scaling(request.plan, request.targets)
        # Before anything looks at the raster's file, of which the request keeps what it found.
        made_with = update.find_first_parameters(request.parameters)
        request = replace(request, kept_scaling=kept, made_with=made_with)
        update.check(foretell_description(request))
    fingerprint = begin_fingerprint(request, is_cancelled)
    export = _Export(
        request, output, fingerprint, write_layers, update, progress, is_cancelled, log
    )
    layout = describe_files(request)
    files = list_files(request, layout, export.files_beside)
    known = wait_for(fingerprint, is_cancelled) if resume else fingerprint
    output.start(known, files, layout if {"layout", "values", "labels"} & set(layout) else {})
    try:
        if request.answers is not None:
            request.answers.move_to(output.path)
        result = export.run()
        if not result.failed:
            forget_answers(output.path)
        if overwrite:
            forget_answers(output.folder)
        output.finish()
        progress(1.0)
    except OSError as error:
        output.abandon()
        if overwrite and error.errno == errno.ENOSPC:
            raise ExportError(
                "The disk is full: {path} cannot be written. The earlier dataset is as it "
                "was; free space for both, then run again with {OVERWRITE}.",
                path=error.filename,
            ) from error
        raise
    except BaseException:
        output.abandon()
        raise
    return result


@dataclass(frozen=True)
class _Export:
    """The steps of an export into a folder that is made ready; see ``export_dataset``."""

    request: ExportRequest
    output: OutputFolder
    fingerprint: Future[str]
    write_layers: WriteLayers | None
    update: Update | None
    progress: Callable[[float], None]
    is_cancelled: Callable[[], bool]
    log: Callable[[str], None]

    @cached_property
    def mask_files(self) -> list[str]:
        """Path of each tile's mask; empty without masks."""
        masks = self.request.tile_masks
        plan = self.request.plan
        return [] if masks is None else plan.name_masks(masks.format.extension)

    @cached_property
    def companions(self) -> dict[str, list[str]]:
        """Paths of each tile's files of each companion, by its kind."""
        name = self.request.plan.name_companions
        return {
            found.kind: name(found.kind, find_format(found.format).extension)
            for found in self.request.companions
        }

    @property
    def files_beside(self) -> list[str]:
        """Paths of masks and of all files of companions."""
        return [*chain(self.mask_files, *self.companions.values())]

    def run(self) -> ExportResult:
        """Write all files."""
        scaling = self._fit()
        make_folders(self.output, self.request.plan.folders, self.files_beside)
        self._keep_images(scaling)
        written = self._write_tiles(scaling)
        if scaling is not None and scaling.refused and written.is_whole:
            # What the fit lacked has come since.
            self.output.begin_anew()
            scaling = self._fit()
            written = self._write_tiles(scaling)
        try:
            rest = replace(self, request=leave_out(self.request, written))
            return rest._finish(scaling, written, self.request.plan.tiles[TILE_ID.name].tolist())
        finally:
            written.leave_tables()

    def _finish(
        self, scaling: Scaling | None, written: WrittenTiles, ids: list[str]
    ) -> ExportResult:
        """Write what tells of the tiles that are there."""
        request, folder, is_cancelled = self.request, self.output.path, self.is_cancelled
        skipped = request.all_skipped
        has_map = request.options.spec.is_picture or has_pillow()
        drawn = begin_map_of(request, written.picture, scaling) if has_map else None
        table, shards = self._write_tables(written, skipped)
        facts = {**self._describe(written, scaling, len(skipped)), **shards}
        beside = self.mask_files, self.companions
        write_labels(request, folder, facts, *beside, is_cancelled)
        write_whole(folder / CARD, write_card(facts, request.options.spec.extension))
        write_page_of(request, folder, facts, self.mask_files, skipped, is_cancelled)
        if has_map:
            write_map_of(request, folder, drawn, facts, is_cancelled)
        write_records_of(request, folder, facts, table, *beside, is_cancelled)
        facts = with_checksums(facts, folder)
        write_whole(folder / DESCRIPTION, write_description(facts))
        if is_cancelled():
            raise CancelledError
        return ExportResult(
            len(request.plan.tiles),
            len(request.plan.skipped),
            self.output.folder / told_manifests(facts)[0],
            scaling,
            written.size,
            facts.get("masks"),
            facts.get("objects"),
            facts.get(FAILED, {}),
            {ids[k]: reason for k, reason in written.refused.items()},
            written.there_count,
        )

    def _fit(self) -> Scaling | None:
        def progress(fraction: float) -> None:
            self.progress(fraction * _FIT_SHARE)

        scaling = scaling_of_tiles(self.request, progress, self.is_cancelled, self.log)
        if scaling is not None and scaling.refused:
            self.output.note({PARTLY_FITTED: scaling.refused})
        return scaling

    def _keep_images(self, scaling: Scaling | None) -> None:
        request, update = self.request, self.update
        if update is None:
            return
        wanted = foretell_description(request, scaling)
        kept = update.keep_images(
            request.plan, request.targets, wanted, self.output.path, self.is_cancelled, self.log
        )
        self.output.note_kept(kept)

    def _write_tiles(self, scaling: Scaling | None) -> WrittenTiles:
        request, options = self.request, self.request.options
        start = _FIT_SHARE if options.scaling in FITTED else 0.0
        share = 1 - start - _RECORDS_SHARE
        report = ProgressReport(
            len(request.plan.tiles), lambda f: self.progress(start + share * f), self.log
        )
        there = sum(map(self.output.has, request.plan.tiles["file"].tolist()))
        sampler = MapSampler.of_plan(request.plan, request.source)
        encoder = make_encoder(request, scaling, str(self.output.path), sampler)
        written = WrittenTiles.none(len(request.plan.tiles), encoder, there)
        beside = self.mask_files, list(self.companions.values())
        if are_all_written(request, scaling):
            table, rejected = self._table(written.valid_percent), request.all_skipped
            written.tables = GrowingTables(self.output.path, table, rejected, self.write_layers)
        write_tiles(request, self.output, encoder, written, *beside, report, self.is_cancelled)
        report.finish(there, len(written.refused))
        return written

    def _table(self, valid_percent: np.ndarray) -> TileTable:
        return run_aside(
            lambda: table_of_tiles(self.request, valid_percent, self.mask_files, self.companions),
            self.is_cancelled,
        )

    def _write_tables(
        self, written: WrittenTiles, skipped: TileTable
    ) -> tuple[TileTable, dict[str, Any]]:
        """Write tiles.csv and tiles.gpkg; what is in the first, and in which shards."""
        table = self._table(written.valid_percent[written.kept()])
        if written.tables is not None and written.is_whole:
            written.tables.finish(self.is_cancelled)
            return table, {}
        written.leave_tables()
        save = partial(save_tables, self.output.path, table, skipped)
        return table, save(self.write_layers, self.is_cancelled)

    def _describe(
        self, written: WrittenTiles, scaling: Scaling | None, rejected: int
    ) -> dict[str, Any]:
        """What dataset.json says."""
        request, fingerprint = self.request, wait_for(self.fingerprint, self.is_cancelled)
        facts = run_aside(
            lambda: describe_dataset(request, fingerprint, scaling, written.statistics),
            self.is_cancelled,
        )
        facts.update({"rejected_count": rejected, **written.describe_failed()})
        if scaling is not None and scaling.refused:
            facts[PARTLY_FITTED] = scaling.refused
        if request.masks is not None:
            colors, counts = partial(mask_colors, request), written.mask_counts
            facts["masks"] = describe_masks(request.masks.names, counts, colors, request.plan)
        return facts
