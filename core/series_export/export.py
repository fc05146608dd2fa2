"""The export of time series: rounds of windows for threads or a cluster, then the records."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..dataset.edits import with_checksums
from ..dataset.folder import OutputFolder
from ..dataset.manifest import manifest_table, write_description
from ..dataset.places import some_names
from ..errors import ExportError
from ..files.whole import write_whole
from ..message import Message, counted, listed
from ..raster.info import check_can_be_sent
from ..run.batches import ignore_progress, never_cancelled, run_in_order
from ..run.executor import open_executor
from ..run.progress import ProgressReport
from ..scaling.moments import BandStatistics
from ..series.read import plan_rounds
from ..services.answers import forget_answers
from ..tiles.csv_file import save_manifest
from ..tiles.layout import CARD, DESCRIPTION, FILE, FILES, LAYERS, MANIFEST
from ..tiles.reasons import REFUSED
from ..tiles.table import DOUBLE, INT, REASON, TEXT, Field, TileTable, make_column, merge_tables
from .describe import describe_series, write_series_card
from .encode import REMOTE_THREADS, SampleResult, SeriesEncoder, file_stem
from .request import SeriesRequest
from .work import plan_series_work
from .writers import GTIFF, make_series_writer

FAILED = "failed"
DATES_FIELD = Field("dates", INT)
CLOUD_FIELD = Field("cloud_pct", DOUBLE)
LABELLED_FIELD = Field("labelled_pct", DOUBLE)


@dataclass(frozen=True)
class SeriesResult:
    """What an export of time series wrote."""

    tile_count: int
    skipped_count: int
    date_count: int
    manifest: Path
    size: int
    failed: dict[str, Any]


def export_series(
    request: SeriesRequest,
    folder: str,
    resume: bool = False,
    overwrite: bool = False,
    *,
    write_layers: Callable[[Path, TileTable, TileTable], None] | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    log: Callable[[str], None] = print,
) -> SeriesResult:
    """Write a dataset of time series; arguments as of export_dataset.

    Raises:
        ExportError: what cannot be written as asked; nothing is lost.
        CancelledError: whole samples stay to be resumed.
    """
    output = OutputFolder(folder, resume, overwrite)
    if request.scheduler:
        for source in request.series.sources:
            check_can_be_sent(source)
    fingerprint = request.fingerprint()
    output.start(fingerprint, _all_files(request))
    try:
        if request.answers is not None:
            request.answers.move_to(output.path)
        for name in request.plan.folders:
            (output.path / name).mkdir(parents=True, exist_ok=True)
        report = ProgressReport(len(request.plan.tiles), progress, log)
        results = _write_samples(request, output, report, is_cancelled)
        report.finish()
        table, skipped = _tables(request, results)
        if not len(table):
            raise ExportError(
                "None of {count} windows is left: {why_none}. Nothing is written.",
                count=len(results),
                why_none=_why_none(results),
            )
        _warn_of_empty_parcels(request, table, log)
        save_manifest(output.path / MANIFEST, table)
        if write_layers is not None:
            write_layers(output.path / LAYERS, table, skipped)
        statistics = [BandStatistics(len(group.bands)) for group in request.series.groups]
        for result in results:
            for whole, part in zip(statistics, result.statistics):
                whole.merge(part)
        facts = describe_series(request, fingerprint, table, skipped, statistics)
        failed = _describe_failed(results)
        facts.update(failed)
        write_whole(output.path / CARD, write_series_card(facts))
        facts = with_checksums(facts, output.path)
        write_whole(output.path / DESCRIPTION, write_description(facts))
        if request.answers is not None and not failed:
            forget_answers(output.path)
        if overwrite:
            forget_answers(output.folder)
        output.finish()
    except BaseException:
        output.abandon()
        raise
    return SeriesResult(
        len(table),
        len(skipped),
        len(request.series.steps),
        output.folder / MANIFEST,
        sum(result.size for result in results),
        failed.get(FAILED, {}),
    )


def _describe_failed(results: list[SampleResult]) -> dict[str, Any]:
    """What dataset.json says of samples whose pixels a source refused; nothing of none."""
    failed = [r.reason for r in results if r.reason is not None and r.reason.kind is REFUSED]
    return {FAILED: {"count": len(failed), "reason": failed[0].detail}} if failed else {}


def _warn_of_empty_parcels(
    request: SeriesRequest, table: TileTable, log: Callable[[str], None]
) -> None:
    if request.parcels is None:
        return
    names = table["tile_id"][table[LABELLED_FIELD.name] == 0].tolist()
    if names:
        log(
            counted(
                len(names),
                "Warning: {count} parcel has no pixel of its own, and labels of nothing but "
                "background: {names}.",
                "Warning: {count} parcels have no pixel of their own, and labels of nothing but "
                "background: {names}.",
                names=some_names(names),
            )
        )


def _all_files(request: SeriesRequest) -> list[str]:
    """Files that may be written, so that those of an export that never ended are known."""
    files = request.plan.tiles[FILE.name].tolist()
    if request.format != GTIFF:
        return files
    days = [step.date.isoformat() for step in request.series.steps]
    names = [
        f"{day}{turn}{size}"
        for day in sorted(set(days))
        for turn in ("", *(f"_{k}" for k in range(2, days.count(day) + 1)))
        for size in ("", *(f"_{k + 1}" for k in range(len(request.series.groups))))
    ]
    names += ["labels", "ids", "conflicts"]
    return [*files, *(f"{file_stem(f)}/{name}.tif" for f in files for name in names)]


def _why_none(results: list[SampleResult]) -> Message:
    counts = sorted(Counter(r.reason for r in results).items())
    return listed(Message("{count} {reason}", count=n, reason=reason) for reason, n in counts)


def _tables(request: SeriesRequest, results: list[SampleResult]) -> tuple[TileTable, TileTable]:
    """The manifest, and the tiles that are left out with the reason of each."""
    by_index = sorted(results, key=lambda r: r.index)
    kept = np.array([r.reason is None for r in by_index], dtype=bool)
    percents = np.array([r.valid_percent for r in by_index])
    table = manifest_table(request.plan, percents, request.record.crs_name)
    table = table.with_column(DATES_FIELD, make_column(INT, [r.dates for r in by_index]))
    if request.series.has_codes and request.rule is not None:
        table = table.with_column(CLOUD_FIELD, np.array([r.cloud_percent for r in by_index]))
    if request.labels is not None:
        shares = np.array([r.labelled_percent for r in by_index])
        table = table.with_column(LABELLED_FIELD, shares)
    if request.format == GTIFF:
        names = ["|".join(r.files) for r in by_index]
        table = table.with_column(FILES, make_column(TEXT, names))
    dropped = request.plan.tiles.select(~kept)
    reasons = make_column(TEXT, [r.reason for r in by_index if r.reason])
    skipped = merge_tables([request.plan.skipped, dropped.with_column(REASON, reasons)])
    return table.select(kept), skipped


def _write_samples(
    request: SeriesRequest,
    output: OutputFolder,
    report: ProgressReport,
    is_cancelled: Callable[[], bool],
) -> list[SampleResult]:
    labels, windows = request.labels, request.plan.places.windows
    results = []
    stop = threading.Event()

    def is_over() -> bool:
        pool.check()
        output.keep()
        return stop.is_set() or is_cancelled()

    with open_executor(request.scheduler, request.threads) as pool:
        workers = REMOTE_THREADS if pool.is_remote else request.threads
        rounds, uses_file = plan_rounds(request.series, windows, workers)
        encoder = SeriesEncoder(
            request.series,
            request.options,
            make_series_writer(request.format, request.compress),
            str(output.path),
            request.rule,
            uses_file,
            1 if labels is None else labels.factor,
            0 if labels is None else labels.background,
        )
        works = plan_series_work(request, output, rounds, pool.is_remote, is_over)
        if pool.is_remote:
            done = run_in_order(pool.executor, encoder.run_alone, works, pool.ahead, is_over)
        else:
            done = (encoder.run(work, pool.executor, workers, is_over) for work in works)
        try:
            for found in done:
                results += found
                report.add(len(found))
        except BaseException:
            stop.set()
            raise
        if pool.is_remote:
            # A worker that was lost may have been writing.
            output.clean()
    return results
