"""Writing all tiles of an export, on threads or on a cluster."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..cut.cut import ResampledBatch, WindowBatch, plan_resampled_batches, plan_window_batches
from ..cut.masks import MaskCounts, split_number
from ..dataset.folder import OutputFolder
from ..dataset.plan import fit_tiles
from ..dataset.thumbnails import without_warnings
from ..resampling.plan_reads import DEFAULT_BUDGET
from ..run.batches import run_in_order
from ..run.executor import open_executor
from ..run.progress import ProgressReport
from ..scaling.moments import BandStatistics
from .encode import TileEncoder, TileResult, TileWork
from .map import MapPicture
from .request import ExportRequest


@dataclass
class WrittenTiles:
    """What all tiles came to.

    Attributes:
        valid_percent: float64 (tiles,): the share of valid pixels of each.
        statistics: of the pixels that count.
        picture: the raster as a picture for the map, or None when it is read for itself.
        size: bytes of images and masks.
        mask_counts: pixels of all masks.
    """

    valid_percent: np.ndarray
    statistics: BandStatistics
    picture: MapPicture | None
    size: int
    mask_counts: MaskCounts

    @classmethod
    def none(cls, count: int, encoder: TileEncoder) -> WrittenTiles:
        """Where nothing is written yet, of so many tiles."""
        return cls(
            np.zeros(count),
            encoder.no_statistics,
            None if encoder.sampler is None else MapPicture(encoder.sampler),
            0,
            MaskCounts(),
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


def write_tiles(
    request: ExportRequest,
    output: OutputFolder,
    encoder: TileEncoder,
    mask_files: Sequence[str],
    companion_files: Sequence[Sequence[str]],
    report: ProgressReport,
    is_cancelled: Callable[[], bool],
) -> WrittenTiles:
    """Write the tiles that are not there yet, and measure all.

    Args:
        request: what to write.
        output: where.
        encoder: writes a batch.
        mask_files: path of each tile's mask; empty without masks.
        companion_files: paths of each tile's files of each companion.
        report: hears of every batch.
        is_cancelled: polled between tiles.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    written = WrittenTiles.none(len(request.plan.tiles), encoder)
    stop = threading.Event()

    def encode(work: TileWork) -> TileResult:
        return encoder.run(work, lambda: stop.is_set() or is_cancelled())

    def is_stopped() -> bool:
        pool.check()
        output.keep()
        return is_cancelled()

    aside = open_executor(request.options.scheduler, request.workers)
    with without_warnings(), aside as pool:
        run = encoder.run if pool.is_remote else encode
        works = _plan_work(request, output, mask_files, companion_files)
        try:
            for result in run_in_order(pool.executor, run, works, pool.ahead, is_stopped):
                written.add(result)
                report.add(len(result.index))
        except BaseException:
            stop.set()
            raise
        if pool.is_remote:
            # A worker that was lost may have been writing.
            output.clean()
    return written


def _plan_work(
    request: ExportRequest,
    output: OutputFolder,
    mask_files: Sequence[str],
    companion_files: Sequence[Sequence[str]],
) -> Iterator[TileWork]:
    plan, options = request.plan, request.options
    files = plan.tiles["file"].tolist()
    batches: Sequence[WindowBatch | ResampledBatch]
    if request.targets is not None:
        batches = plan_resampled_batches(
            request.targets, options.resampling, plan.places.parts, request.source.reads_grids
        )
    else:
        # Small enough for memory to be used again without asking the system for it.
        budget = min(DEFAULT_BUDGET * 3 // 8, DEFAULT_BUDGET * 2 // request.workers)
        batches = plan_window_batches(
            request.source, plan.places.windows, budget, plan.places.parts
        )
    counted = fit_tiles(plan)
    for batch in batches:
        names = [files[i] for i in batch.index.tolist()]
        masks = [mask_files[i] for i in batch.index.tolist()] if mask_files else []
        splits = [split_number(plan.splits[i]) for i in batch.index.tolist()] if masks else []
        beside = [[files[i] for i in batch.index.tolist()] for files in companion_files]
        yield TileWork(
            batch,
            names,
            counted[batch.index],
            [output.has(name) for name in names],
            masks,
            [output.has(name) for name in masks],
            splits,
            beside,
            [[output.has(name) for name in names] for names in beside],
        )
