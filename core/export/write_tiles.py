"""Writing all tiles of an export, on threads or on a cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np

from ..cut.cut import WindowBatch, bytes_of_pixel, plan_window_batches
from ..cut.masks import MaskCounts, split_number
from ..cut.resampled import ResampledBatch, plan_resampled_batches
from ..dataset.folder import OutputFolder
from ..dataset.plan import fit_tiles
from ..dataset.thumbnails import without_warnings
from ..errors import ExportError
from ..message import counted
from ..resampling.align import GridReader
from ..resampling.grid import grid_of
from ..resampling.places import source_box
from ..resampling.plan_reads import is_striped, task_budget, thread_budget
from ..resampling.windows import each_part
from ..run.batches import run_in_order
from ..run.executor import open_executor
from ..run.memory import give_back_memory
from ..run.progress import ProgressReport
from ..scaling.moments import BandStatistics
from ..scaling.scaling import Scaling
from ..tiles.growing import GrowingTables
from ..tiles.layout import FILE, MANIFEST
from ..tiles.reasons import REFUSED, Reason
from ..tiles.table import REASON, TEXT, make_column, merge_tables
from .encode import TileEncoder, TileResult, TileWork
from .map import MapPicture
from .request import ExportRequest
from .some_tiles import take_tiles

# In dataset.json: how many tiles could not be read, and why the first could not.
FAILED = "failed"

Window = tuple[int, int, int, int]

# Tiles from which it pays to give back what planning and writing took, a tenth of a second each.
_MANY = 100_000


@dataclass
class WrittenTiles:
    """What all tiles came to.

    Attributes:
        valid_percent: float64 (tiles,): the share of valid pixels of each.
        statistics: of the pixels that count.
        picture: the raster as a picture for the map, or None when it is read for itself.
        size: bytes of images and masks.
        mask_counts: pixels of all masks.
        refused: why tiles are not written, by their number in the plan.
        there_count: how many were there before.
        tables: files that are written meanwhile, or None.
    """

    valid_percent: np.ndarray
    statistics: BandStatistics
    picture: MapPicture | None
    size: int
    mask_counts: MaskCounts
    refused: dict[int, Reason] = field(default_factory=dict)
    there_count: int = 0
    tables: GrowingTables | None = None

    @classmethod
    def none(cls, count: int, encoder: TileEncoder, there: int = 0) -> WrittenTiles:
        """Where nothing is written yet, of so many tiles, but what was there before."""
        return cls(
            np.zeros(count),
            encoder.no_statistics,
            None if encoder.sampler is None else MapPicture(encoder.sampler),
            0,
            MaskCounts(),
            there_count=there,
        )

    def add(self, result: TileResult) -> None:
        """Add what a batch came to."""
        self.valid_percent[result.index] = result.valid_percent
        self.statistics.merge(result.statistics)
        if self.picture is not None:
            for samples in result.samples:
                self.picture.add(samples)
        self.size += result.size
        self.mask_counts.merge(result.mask_counts)
        self.refused.update(result.refused)
        if self.tables is not None and not self.refused:
            self.tables.add(result.index)

    def leave_tables(self) -> None:
        """Drop what is not whole of the tables."""
        if self.tables is not None:
            self.tables.leave()

    @property
    def is_whole(self) -> bool:
        """Whether all tiles are written."""
        return not self.refused

    def kept(self) -> np.ndarray:
        """Numbers in the plan of the tiles that are written."""
        return np.setdiff1d(np.arange(len(self.valid_percent)), list(self.refused))

    def describe_failed(self) -> dict[str, Any]:
        """What dataset.json says of tiles that could not be read; nothing of none."""
        failed = [r for r in self.refused.values() if r.kind is REFUSED]
        return {FAILED: {"count": len(failed), "reason": failed[0].detail}} if failed else {}


def leave_out(request: ExportRequest, written: WrittenTiles) -> ExportRequest:
    """The request without the tiles that were refused, which are skipped with the reason.

    Raises:
        ExportError: none is left.
    """
    if written.is_whole:
        return request
    plan, kept = request.plan, written.kept()
    numbers = sorted(written.refused)
    reasons = make_column(TEXT, [written.refused[k] for k in numbers])
    if not len(kept):
        raise ExportError(
            counted(
                len(numbers),
                "The only tile is not written: {reason}.",
                "None of {count} tiles is written: {reason}.",
                reason=reasons[0],
            )
        )
    dropped = plan.tiles.without(FILE.name).select(np.array(numbers))
    skipped = merge_tables([plan.skipped, dropped.with_column(REASON, reasons)])
    rest = take_tiles(request, kept)
    return replace(rest, plan=replace(rest.plan, skipped=skipped))


def are_all_written(request: ExportRequest, scaling: Scaling | None) -> bool:
    """Whether it is known before that all tiles of the plan are written, in one table."""
    if request.source.is_asked or request.options.scheduler:
        return False
    return (scaling is None or not scaling.refused) and GrowingTables.takes(request.plan.tiles)


def make_folders(output: OutputFolder, folders: Sequence[str], files: Iterable[str]) -> None:
    """Make the folders of a dataset, and those that files lie in."""
    for name in (*folders, *{file.rpartition("/")[0] for file in files}):
        (output.path / name).mkdir(parents=True, exist_ok=True)


def write_tiles(
    request: ExportRequest,
    output: OutputFolder,
    encoder: TileEncoder,
    written: WrittenTiles,
    mask_files: Sequence[str],
    companion_files: Sequence[Sequence[str]],
    report: ProgressReport,
    is_cancelled: Callable[[], bool],
) -> None:
    """Write the tiles that are not there yet, and measure all.

    Args:
        request: what to write.
        output: where.
        encoder: writes a batch.
        written: what the tiles come to, of which there is nothing yet.
        mask_files: path of each tile's mask; empty without masks.
        companion_files: paths of each tile's files of each companion.
        report: hears of every batch.
        is_cancelled: polled between tiles.

    Raises:
        CancelledError: ``is_cancelled`` said so; no table is left.
    """
    if len(request.plan.tiles) > _MANY:
        give_back_memory()
    stop = threading.Event()

    def is_over() -> bool:
        return stop.is_set() or is_cancelled()

    def is_stopped() -> bool:
        pool.check()
        output.keep()
        return is_cancelled()

    apart = is_over if request.may_be_apart else None
    aside = open_executor(request.options.scheduler, request.workers, apart, request.processes)
    try:
        with without_warnings(), aside as pool:
            run = encoder.run if pool.is_remote else partial(encoder.run, is_cancelled=is_over)
            counted, has = fit_tiles(request.plan), output.has
            works = plan_work(
                request, counted, has, mask_files, companion_files, pool.remote_threads
            )
            for result in run_in_order(pool.executor, run, works, pool.ahead, is_stopped):
                written.add(result)
                report.add(len(result.index))
    except BaseException:
        stop.set()
        written.leave_tables()
        raise
    finally:
        if apart is not None or request.options.scheduler:
            # A worker that was lost, or killed, may have been writing.
            output.clean(MANIFEST)
    if len(request.plan.tiles) > _MANY:
        give_back_memory()


def count_requests(request: ExportRequest) -> int:
    """How many requests an export makes to servers, but for what is kept of their answers."""
    wanted: dict[int, list[Window]] = {}
    for number, window in _planned_reads(request):
        if request.source.part(number).is_asked:
            wanted.setdefault(number, []).append(window)
    return sum(
        request.source.part(number).count_requests(windows) for number, windows in wanted.items()
    )


def _planned_reads(request: ExportRequest) -> Iterator[tuple[int, Window]]:
    """The windows that are read, in their order, with the raster that each is of."""
    seconds = request.plan.places.seconds
    for batch in plan_batches(request):
        info = request.source.part(batch.part).info
        later = [] if seconds is None else np.unique(seconds[batch.index]).tolist()
        if isinstance(batch, WindowBatch):
            yield batch.part, batch.read
            for number in later:
                reader = GridReader(request.source.part(number), grid_of(info))
                yield from ((number, window) for window in reader.windows_of(batch.read))
            continue
        for number in (batch.part, *later):
            part = request.source.part(number)
            for target in batch.targets:
                box = source_box(part, target)
                if box is not None:
                    yield number, (box[0], box[1], box[2] - box[0], box[3] - box[1])


def plan_batches(
    request: ExportRequest, remote_threads: int = 0
) -> Sequence[WindowBatch | ResampledBatch]:
    """All tiles, as they are read together; by so many threads of a cluster, if by any."""
    plan, options = request.plan, request.options
    if request.targets is not None:
        # What is laid over the pixels is read or drawn on the grid of each tile.
        is_apart = bool(request.masks or request.blackener or request.companions)
        source, parts = request.source, plan.places.parts
        infos = {n: source.part(n).info for n, _ in each_part(parts, len(request.targets))}
        return plan_resampled_batches(
            request.targets,
            options.resampling,
            parts,
            source.reads_grids,
            is_apart,
            source.is_asked,
            {n for n, info in infos.items() if is_striped(info.shape, info.block_shape)},
        )
    windows, parts = plan.places.windows, plan.places.parts
    workers, budget = request.workers, thread_budget(request.workers)
    if remote_threads:
        pixels = int(windows[:, 2:].astype(np.int64).prod(axis=1).sum())
        # Strips of many threads together are bounded by the memory of one computer, not of many.
        workers = min(2, remote_threads)
        budget = task_budget(remote_threads, pixels * bytes_of_pixel(request.source.info))
    return plan_window_batches(request.source, windows, budget, parts, workers)


def plan_work(
    request: ExportRequest,
    counted: np.ndarray,
    is_there: Callable[[str], bool],
    mask_files: Sequence[str],
    companion_files: Sequence[Sequence[str]],
    remote_threads: int = 0,
) -> Iterator[TileWork]:
    """What TileEncoder is given to write all tiles.

    Args:
        request: what is written.
        counted: bool (N,), the tiles that take part in the statistics.
        is_there: whether a file is not to be written again.
        mask_files: path of each tile's mask; empty without masks.
        companion_files: paths of each tile's files of each companion.
        remote_threads: of a cluster, if it does the work.
    """
    plan = request.plan
    files, seconds = plan.tiles["file"].tolist(), plan.places.seconds
    for batch in plan_batches(request, remote_threads):
        names = [files[i] for i in batch.index.tolist()]
        masks = [mask_files[i] for i in batch.index.tolist()] if mask_files else []
        splits = [split_number(plan.splits[i]) for i in batch.index.tolist()] if masks else []
        beside = [[files[i] for i in batch.index.tolist()] for files in companion_files]
        yield TileWork(
            batch,
            names,
            counted[batch.index],
            [is_there(name) for name in names],
            masks,
            [is_there(name) for name in masks],
            splits,
            beside,
            [[is_there(name) for name in names] for names in beside],
            None if seconds is None else seconds[batch.index],
        )
