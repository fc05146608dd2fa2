"""The export of time series: plan, read round by round, write sample by sample."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .band_statistics import BandStatistics
from .choose_scaling import fit_tiles
from .dataset_plan import CARD, DESCRIPTION, FILE, FILES, LAYERS, MANIFEST
from .describe_series import describe_series, write_series_card
from .errors import CancelledError, ExportError
from .formats.series_files import GTIFF, SamplePlace, make_series_writer
from .manifest import manifest_table, write_description, write_manifest
from .output_folder import OutputFolder
from .read_series import SeriesCube, SeriesReader, SeriesRound, plan_rounds
from .report_progress import ProgressReport
from .run_batches import ignore_progress, never_cancelled, run_in_order, thread_pool
from .series_request import SeriesRequest
from .series_sample import make_sample, measured, usable_steps
from .tile_table import DOUBLE, INT, REASON, TEXT, Field, TileTable, make_column, merge_tables
from .write_file import write_file

NO_LABEL = "no label"
NO_DATE = "no usable date"
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


@dataclass(frozen=True)
class _Written:
    """What became of a sample; ``reason`` says why it was left out."""

    index: int
    reason: str | None = None
    valid_percent: float = 0.0
    cloud_percent: float = float("nan")
    labelled_percent: float = float("nan")
    dates: int = 0
    files: tuple[str, ...] = ()
    statistics: tuple[BandStatistics, ...] = ()
    size: int = 0


def export_series(
    request: SeriesRequest,
    folder: str,
    resume: bool = False,
    overwrite: bool = False,
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
    fingerprint = request.fingerprint()
    output.start(fingerprint, _all_files(request))
    try:
        for name in request.plan.folders:
            (output.path / name).mkdir(parents=True, exist_ok=True)
        report = ProgressReport(len(request.plan.tiles), progress, log)
        results = _SeriesExport(request, output).run(report, is_cancelled)
        report.finish()
        table, skipped = _tables(request, results)
        if not len(table):
            raise ExportError(
                f"None of {len(results)} windows is left: {_why_none(results)}. Nothing is written."
            )
        write_file(output.path / MANIFEST, write_manifest(table))
        if write_layers is not None:
            write_layers(output.path / LAYERS, table, skipped)
        statistics = [BandStatistics(len(group.bands)) for group in request.series.groups]
        for result in results:
            for whole, part in zip(statistics, result.statistics):
                whole.merge(part)
        facts = describe_series(request, fingerprint, table, skipped, statistics)
        write_file(output.path / CARD, write_series_card(facts))
        write_file(output.path / DESCRIPTION, write_description(facts))
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
    return [*files, *(f"{_stem(f)}/{name}.tif" for f in files for name in names)]


def _stem(file: str) -> str:
    return file[: -len(".json")]


def _why_none(results: list[_Written]) -> str:
    reasons = [r.reason for r in results]
    return ", ".join(f"{reasons.count(reason)} {reason}" for reason in sorted(set(reasons)))


def _tables(request: SeriesRequest, results: list[_Written]) -> tuple[TileTable, TileTable]:
    """The manifest, and the tiles that are left out with the reason of each."""
    by_index = sorted(results, key=lambda r: r.index)
    kept = np.array([r.reason is None for r in by_index], dtype=bool)
    percents = np.array([r.valid_percent for r in by_index])
    table = manifest_table(request.plan, percents, request.crs_name)
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


class _SeriesExport:
    """Reads and writes the samples of a request."""

    def __init__(self, request: SeriesRequest, output: OutputFolder) -> None:
        self._request = request
        self._output = output
        self._writer = make_series_writer(request.format, request.compress)
        self._windows = request.plan.places.windows
        self._files = request.plan.tiles[FILE.name].tolist()
        self._ids = request.plan.tiles["tile_id"].tolist()
        self._counted = fit_tiles(request.plan)

    def run(self, report: ProgressReport, is_cancelled: Callable[[], bool]) -> list[_Written]:
        request = self._request
        results = []
        workers = request.threads
        rounds, uses_file = plan_rounds(request.series, self._windows, workers)
        reader = SeriesReader(request.series, self._windows, request.rule, uses_file)
        stop = threading.Event()

        def is_over() -> bool:
            return stop.is_set() or is_cancelled()

        with thread_pool(workers) as pool:
            try:
                for part in rounds:
                    labels, left_out = self._read_labels(part, is_over)
                    results += left_out
                    kept = np.array([i for i in part.index.tolist() if i in labels], dtype=np.int64)
                    if len(kept):
                        some = SeriesRound(part.read, kept)
                        with reader.read(some, pool, workers, is_over, lambda: None) as cubes:
                            work = self._worker(labels, is_over)
                            results += run_in_order(pool, work, cubes, workers, is_cancelled)
                    report.add(len(part.index))
            except BaseException:
                stop.set()
                raise
        return results

    def _read_labels(self, part: SeriesRound, is_over) -> tuple[dict, list[_Written]]:
        """Labels by window, and the windows that are left out because they have none."""
        request = self._request
        if request.labels is None:
            return dict.fromkeys(part.index.tolist(), {}), []
        found, left_out = {}, []
        for i in part.index.tolist():
            if is_over():
                raise CancelledError
            only = None if request.parcels is None else request.parcels[self._ids[i]]
            labels = request.labels.read(self._windows[i], only)
            if request.skip_unlabelled and request.labels.is_empty(labels):
                left_out.append(_Written(i, NO_LABEL))
            else:
                found[i] = labels
        return found, left_out

    def _worker(self, labels: dict, is_over) -> Callable[[SeriesCube], _Written]:
        def work(cube: SeriesCube) -> _Written:
            if is_over():
                raise CancelledError
            return self._write(cube, labels[cube.index])

        return work

    def _write(self, cube: SeriesCube, labels: dict[str, np.ndarray]) -> _Written:
        request = self._request
        if not usable_steps(cube, request.options).any():
            return _Written(cube.index, NO_DATE)
        sample = make_sample(request.series, cube, labels, request.options)
        statistics = tuple(BandStatistics(len(g.bands)) for g in request.series.groups)
        if self._counted[cube.index]:
            for number, values, valid in measured(request.series, cube, sample.steps):
                statistics[number].add_tile(values, valid)
        file = self._files[cube.index]
        size, names = 0, []
        is_there = self._output.has(file)
        encoded = self._writer.encode(sample, self._place(cube.index))
        for more, data in encoded.items():
            name = f"{_stem(file)}{more}" if more else file
            if more:
                names.append(name)
            if not is_there:
                path = self._output.path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                size += write_file(path, data)
        cloud = cube.cloud_shares[sample.steps]
        known = cloud[np.isfinite(cloud)]
        labelled = float("nan")
        if request.labels is not None:
            labelled = round(100 * _labelled_share(request, labels), 6)
        return _Written(
            cube.index,
            None,
            round(float(100 * cube.valid_shares[sample.steps].mean(dtype=np.float64)), 6),
            round(float(100 * known.mean(dtype=np.float64)), 6) if len(known) else float("nan"),
            labelled,
            len(sample.steps),
            tuple(names),
            statistics,
            size,
        )

    def _place(self, index: int) -> SamplePlace:
        series, window = self._request.series, self._windows[index]
        transforms = []
        for group in series.groups:
            transforms.append(_moved(group.grid.transform, group.window(window)))
        factor = 1 if self._request.labels is None else self._request.labels.factor
        a, b, c, d, e, f = transforms[0]
        return SamplePlace(
            series.grid.crs_wkt,
            tuple(transforms),
            tuple(group.fill for group in series.groups),
            tuple(group.bands for group in series.groups),
            (a / factor, b / factor, c, d / factor, e / factor, f),
        )


def _moved(transform, window) -> tuple[float, ...]:
    a, b, c, d, e, f = transform
    col, row = window[:2]
    return a, b, a * col + b * row + c, d, e, d * col + e * row + f


def _labelled_share(request: SeriesRequest, labels: dict[str, np.ndarray]) -> float:
    if "ids" in labels:
        return float((labels["ids"] != 0).mean())
    values, background = labels["labels"], getattr(request.labels, "background", 0)
    if background != background:
        return float(np.isfinite(values).mean())
    return float((values != background).mean())
