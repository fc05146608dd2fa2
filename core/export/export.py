"""The export: plan, fit, cut, encode, write."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ..card.card import write_card
from ..dataset.folder import OutputFolder
from ..dataset.manifest import manifest_table, write_description
from ..dataset.plan import fit_tiles, name_masks
from ..errors import CancelledError, ExportError
from ..files.whole import write_whole
from ..formats import make_writer
from ..formats.pillow import has_pillow
from ..raster.source import check_can_be_sent
from ..resampling.plan_reads import DEFAULT_BUDGET
from ..run.batches import ignore_progress, never_cancelled, run_aside, run_in_order
from ..run.executor import open_executor
from ..run.progress import ProgressReport
from ..scaling.moments import BandStatistics
from ..scaling.scaling import FITTED, Scaling
from ..tiles.csv_file import write_manifest
from ..tiles.layout import CARD, DESCRIPTION, LAYERS, MANIFEST, MAP, MASK
from ..tiles.table import TEXT, TileTable, make_column, merge_tables
from .colors import mask_colors, tile_colors
from .cut import plan_resampled_batches, plan_window_batches
from .describe import describe_dataset, describe_masks, fingerprint_request
from .encode import TileEncoder, TileResult, TileWork
from .map import MapPicture, MapSampler, draw_map, read_map
from .masks import IGNORE
from .request import ExportRequest, check_masks_can_be_sent
from .scaling import choose_scaling, fit_windows

# Of the progress: the fit, and what is written when all tiles are.
_FIT_SHARE = 0.3
_RECORDS_SHARE = 0.05


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote.

    Attributes:
        masks: what dataset.json says of the masks, or None when there are none.
    """

    tile_count: int
    skipped_count: int
    manifest: Path
    scaling: Scaling | None
    image_bytes: int
    masks: dict | None = None


def export_dataset(
    request: ExportRequest,
    folder: str,
    resume: bool = False,
    overwrite: bool = False,
    write_layers: Callable[[Path, TileTable, TileTable], None] | None = None,
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
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.
        log: told what was found.

    Raises:
        ExportError: what cannot be written as asked; nothing is lost.
        CancelledError: whole tiles stay to be resumed.
    """
    options, plan = request.options, request.plan
    writer = make_writer(options.format, options.quality)
    profile = request.profile
    writer.check(profile)
    output = OutputFolder(folder, resume, overwrite)
    if options.scheduler:
        check_can_be_sent(request.source)
        check_masks_can_be_sent(request.masks)
    fingerprint = fingerprint_request(request, is_cancelled)
    masks = request.tile_masks
    mask_files = [] if masks is None else name_masks(plan, masks.format.extension)
    output.start(fingerprint, [*plan.tiles["file"].tolist(), *mask_files])
    try:
        windows = fit_windows(request)
        scaling = choose_scaling(request, windows, lambda f: progress(f * _FIT_SHARE), is_cancelled)
        if scaling is not None:
            _log_scaling(scaling, request.source.info.descriptions, log)
        for name in plan.folders:
            (output.path / name).mkdir(parents=True, exist_ok=True)
        for name in {Path(file).parent for file in mask_files}:
            (output.path / name).mkdir(parents=True, exist_ok=True)
        start = _FIT_SHARE if options.scaling in FITTED else 0.0
        share = 1 - start - _RECORDS_SHARE
        report = ProgressReport(len(plan.tiles), lambda f: progress(start + share * f), log)
        sampler = MapSampler.of_raster(request.source.info)
        sampler = sampler if sampler.is_needed and request.targets is None else None
        encoder = TileEncoder(
            request.source, writer, profile, scaling, options.fill, str(output.path), sampler, masks
        )
        valid_percent, statistics, picture, size, mask_counts = _write_tiles(
            request, output, encoder, report, is_cancelled, mask_files
        )
        report.finish()
        table = run_aside(
            lambda: manifest_table(plan, valid_percent, request.crs_name), is_cancelled
        )
        if masks is not None:
            table = table.with_column(MASK, make_column(TEXT, mask_files))
        rejected = request.rejected
        skipped = (
            merge_tables([plan.skipped])
            if rejected is None
            else merge_tables([rejected, plan.skipped])
        )
        write_whole(output.path / MANIFEST, write_manifest(table, is_cancelled))
        if write_layers is not None:
            write_layers(output.path / LAYERS, table, skipped)
        facts = run_aside(
            lambda: describe_dataset(request, fingerprint, scaling, statistics), is_cancelled
        )
        facts["rejected_count"] = len(skipped)
        if masks is not None:
            facts["masks"] = describe_masks(
                masks.source.names, mask_counts, partial(mask_colors, request)
            )
        if options.spec.is_picture or has_pillow():
            # Styles are drawn by QGIS, whose objects have no place in threads that end at once.
            pixels = read_map(request.source) if picture is None else picture
            info = request.source.info
            colors = tile_colors(request)
            drawn = run_aside(lambda: draw_map(plan, info, scaling, pixels, colors), is_cancelled)
            write_whole(output.path / MAP, drawn)
        write_whole(output.path / CARD, write_card(facts, options.spec.extension))
        write_whole(output.path / DESCRIPTION, write_description(facts))
        _stop_if(is_cancelled)
        output.finish()
        progress(1.0)
    except OSError as error:
        output.abandon()
        if overwrite and error.errno == errno.ENOSPC:
            raise ExportError(
                "The disk is full: {filename} cannot be written. The earlier dataset is as it "
                "was; free space for both, then run again with {OVERWRITE}.",
                filename=error.filename,
            ) from error
        raise
    except BaseException:
        output.abandon()
        raise
    return ExportResult(
        len(plan.tiles),
        len(plan.skipped),
        output.folder / MANIFEST,
        scaling,
        size,
        facts.get("masks"),
    )


def _stop_if(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise CancelledError


def _log_scaling(scaling: Scaling, names: tuple[str, ...], log) -> None:
    for row in scaling.describe(names):
        log(f"{scaling.method} of {row['band']}: {row['min']:g} becomes 0, {row['max']:g} 255.")
        if row["min"] == row["max"]:
            log(f"Warning: {row['band']} has one value only; its tiles will be empty.")


def _write_tiles(
    request: ExportRequest,
    output: OutputFolder,
    encoder: TileEncoder,
    report: ProgressReport,
    is_cancelled,
    mask_files: list[str],
):
    plan, workers = request.plan, request.workers
    files = plan.tiles["file"].tolist()
    valid_percent = np.zeros(len(files))
    statistics = BandStatistics(len(encoder.profile.band_names))
    picture = None if encoder.sampler is None else MapPicture(encoder.sampler)
    size = 0
    mask_counts = np.zeros(IGNORE + 1, dtype=np.int64)
    stop = threading.Event()

    def encode(work: TileWork) -> TileResult:
        return encoder.run(work, lambda: stop.is_set() or is_cancelled())

    def is_stopped() -> bool:
        pool.check()
        output.keep()
        return is_cancelled()

    with open_executor(request.options.scheduler, workers) as pool:
        run = encoder.run if pool.is_remote else encode
        works = _plan_work(request, output, files, mask_files)
        try:
            for result in run_in_order(pool.executor, run, works, pool.ahead, is_stopped):
                valid_percent[result.index] = result.valid_percent
                statistics.merge(result.statistics)
                for samples in result.samples:
                    picture.add(samples)
                size += result.size
                if result.mask_counts is not None:
                    mask_counts += result.mask_counts
                report.add(len(result.index))
        except BaseException:
            stop.set()
            raise
        if pool.is_remote:
            # A worker that was lost may have been writing.
            output.clean()
    return valid_percent, statistics, picture, size, mask_counts


def _plan_work(
    request: ExportRequest, output: OutputFolder, files: list[str], mask_files: list[str]
) -> Iterator[TileWork]:
    plan, options = request.plan, request.options
    if request.targets is not None:
        batches = plan_resampled_batches(request.targets, options.resampling)
    else:
        # Small enough for memory to be used again without asking the system for it.
        budget = min(DEFAULT_BUDGET * 3 // 8, DEFAULT_BUDGET * 2 // request.workers)
        batches = plan_window_batches(request.source, plan.places.windows, budget)
    counted = fit_tiles(plan)
    for batch in batches:
        names = [files[i] for i in batch.index.tolist()]
        masks = [mask_files[i] for i in batch.index.tolist()] if mask_files else []
        skipped = [
            all(map(output.has, both)) for both in (zip(names, masks) if masks else zip(names))
        ]
        yield TileWork(batch, names, counted[batch.index], skipped, masks)
