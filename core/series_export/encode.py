"""The unit of work of an export of time series: read all dates, make samples, encode, write."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..clouds.rules import MaskRule
from ..errors import CancelledError, TileRefusedError
from ..files.whole import write_whole
from ..run.batches import never_cancelled, run_in_order, thread_pool
from ..scaling.moments import BandStatistics
from ..series.plan import SeriesPlan
from ..series.read import SeriesCube, SeriesReader, SeriesRound, show_cube
from ..tiles.reasons import NO_DATE, NO_LABEL, REFUSED, Reason
from .labels import unpack_labels
from .sample import IDS, LABELS, SampleOptions, make_sample, measured, usable_steps
from .writers import SamplePlace, SeriesWriter

# Of a round that is sent away: while one waits for pixels another one encodes. The other
# processors of a worker have rounds of their own.
REMOTE_THREADS = 2
# Of what tells of a sample of several files, which lie in a folder of its name.
_FOLDER_END = ".json"


@dataclass(frozen=True)
class SeriesWork:
    """A round of windows, and where the sample of each goes.

    Attributes:
        read: the ground that holds them on the reference grid: column, row, width, height.
        index: int64 (N,) of the windows in the export.
        windows: int64 (N, 4) on the reference grid.
        files: their paths relative to the dataset.
        counted: bool (N,), those that take part in the statistics.
        skipped: those that are there already, and are only measured.
        labels: arrays by name of each, packed ones of pack_labels when they are sent; without
            entries where there are no labels; None for windows that are left out as they have none.
    """

    read: tuple[int, int, int, int]
    index: np.ndarray
    windows: np.ndarray
    files: Sequence[str]
    counted: np.ndarray
    skipped: Sequence[bool]
    labels: Sequence[Mapping[str, np.ndarray | bytes] | None]

    def alone(self) -> Iterator[SeriesWork]:
        """The windows one by one."""
        for k, window in enumerate(self.windows.tolist()):
            chosen = np.s_[k : k + 1]
            yield SeriesWork(
                tuple(window),
                self.index[chosen],
                self.windows[chosen],
                self.files[chosen],
                self.counted[chosen],
                self.skipped[chosen],
                self.labels[chosen],
            )


@dataclass(frozen=True)
class SampleResult:
    """What became of a sample; ``reason`` says why it was left out."""

    index: int
    reason: Reason | None = None
    valid_percent: float = 0.0
    cloud_percent: float = float("nan")
    labelled_percent: float = float("nan")
    dates: int = 0
    files: tuple[str, ...] = ()
    statistics: tuple[BandStatistics, ...] = ()
    size: int = 0


@dataclass(frozen=True)
class SeriesEncoder:
    """Writes the samples of a round. Can be sent to another process.

    Attributes:
        series: where the pixels come from.
        options: what a sample holds.
        writer: of the samples' files.
        folder: of the dataset.
        rule: which codes are cloudy; None without.
        uses_file: whether the pixels of a round are kept in a temporary file.
        label_factor: how many pixels of the labels one of the reference is wide.
        background: value of pixels without a label.
    """

    series: SeriesPlan
    options: SampleOptions
    writer: SeriesWriter
    folder: str
    rule: MaskRule | None = None
    uses_file: bool = False
    label_factor: int = 1
    background: float = 0

    def run_alone(self, work: SeriesWork) -> list[SampleResult]:
        """Read and write a round with threads and open rasters of its own."""
        # Rounds of one process share what was sent to it, and none may close another's rasters.
        series = copy.deepcopy(self.series)
        try:
            with thread_pool(REMOTE_THREADS) as pool:
                return replace(self, series=series).run(work, pool, REMOTE_THREADS)
        finally:
            series.close()

    def run(
        self,
        work: SeriesWork,
        executor: Executor,
        workers: int,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> list[SampleResult]:
        """Read and write a round: a step in time, then a sample, in each thread.

        Of samples whose pixels a source refuses nothing is left.

        Raises:
            CancelledError: ``is_cancelled`` said so; files are whole or not there.
        """
        try:
            return self._run(work, executor, workers, is_cancelled)
        except TileRefusedError as error:
            if len(work.files) == 1:
                return [self._refuse(work, error)]
        # What was asked for at once may hold some samples that are given.
        return [
            result
            for one in work.alone()
            for result in self.run(one, executor, workers, is_cancelled)
        ]

    def _refuse(self, work: SeriesWork, error: TileRefusedError) -> SampleResult:
        (file,) = work.files
        Path(self.folder, file).unlink(missing_ok=True)
        if file.endswith(_FOLDER_END):
            shutil.rmtree(Path(self.folder, file_stem(file)), ignore_errors=True)
        (number,) = work.index.tolist()
        return SampleResult(number, Reason(REFUSED, error.message))

    def _run(
        self,
        work: SeriesWork,
        executor: Executor,
        workers: int,
        is_cancelled: Callable[[], bool],
    ) -> list[SampleResult]:
        is_kept = np.array([labels is not None for labels in work.labels])
        results = [SampleResult(i, Reason(NO_LABEL)) for i in work.index[~is_kept].tolist()]
        if not is_kept.any():
            return results

        def write(cube: SeriesCube) -> SampleResult:
            if is_cancelled():
                raise CancelledError
            return self._write(show_cube(self.series, cube), work)

        reader = SeriesReader(self.series, work.windows, self.rule, self.uses_file)
        part = SeriesRound(work.read, np.flatnonzero(is_kept))
        with reader.read(part, executor, workers, is_cancelled, lambda: None) as cubes:
            results += run_in_order(executor, write, cubes, workers, is_cancelled)
        return results

    def _write(self, cube: SeriesCube, work: SeriesWork) -> SampleResult:
        """Write one sample; ``cube`` is numbered by its place in the round."""
        place = cube.index
        index, file = int(work.index[place]), work.files[place]
        if not usable_steps(cube, self.options).any():
            return SampleResult(index, Reason(NO_DATE))
        labels = unpack_labels(work.labels[place] or {})
        sample = make_sample(self.series, cube, labels, self.options)
        statistics = tuple(BandStatistics(len(g.bands)) for g in self.series.groups)
        if work.counted[place]:
            for number, values, valid in measured(self.series, cube, sample.steps):
                statistics[number].add_tile(values, valid)
        size, names = 0, []
        encoded = self.writer.encode(sample, self._place(work.windows[place]))
        for more, data in encoded.items():
            name = f"{file_stem(file)}{more}" if more else file
            if more:
                names.append(name)
            if not work.skipped[place]:
                path = Path(self.folder, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                size += write_whole(path, data)
        cloud = cube.cloud_shares[sample.steps]
        known = cloud[np.isfinite(cloud)]
        return SampleResult(
            index,
            None,
            round(float(100 * cube.valid_shares[sample.steps].mean(dtype=np.float64)), 6),
            round(float(100 * known.mean(dtype=np.float64)), 6) if len(known) else float("nan"),
            round(100 * self._labelled_share(labels), 6) if labels else float("nan"),
            len(sample.steps),
            tuple(names),
            statistics,
            size,
        )

    def _place(self, window: np.ndarray) -> SamplePlace:
        groups = self.series.groups
        place = window.tolist()
        grids = [group.grid.window(group.window(place)) for group in groups]
        return SamplePlace(
            self.series.grid.crs_wkt,
            tuple(grid.transform for grid in grids),
            tuple(group.fill for group in groups),
            tuple(group.bands for group in groups),
            grids[0].finer(self.label_factor).transform,
            tuple(group.scales for group in groups),
            tuple(group.offsets for group in groups),
        )

    def _labelled_share(self, labels: Mapping[str, np.ndarray]) -> float:
        if IDS in labels:
            return float((labels[IDS] != 0).mean())
        values = labels[LABELS]
        if self.background != self.background:
            return float(np.isfinite(values).mean())
        return float((values != self.background).mean())


def file_stem(file: str) -> str:
    """What the files of a sample of several files begin with."""
    return file[: -len(_FOLDER_END)]
