"""The unit of work of an export: cut, scale, encode, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from ..cut.blacken import Blackener, blacken
from ..cut.companions import IMAGE2, Companion
from ..cut.cut import CutTile, PixelBlock, WindowBatch
from ..cut.masks import MaskCounts, TileMasks, mark_ignored
from ..cut.prepare import measured_pixels, prepare_pixels
from ..cut.resampled import ResampledBatch
from ..errors import CancelledError, TileEmptyError, TileRefusedError
from ..files.whole import write_through
from ..formats import make_writer
from ..formats.writer import ImageProfile, TileWriter
from ..labels.mask_codes import IGNORE
from ..raster.source import RasterSource
from ..resampling.windows import each_part
from ..run.batches import never_cancelled
from ..scaling.moments import BandStatistics
from ..scaling.scaling import Scaling
from ..tiles.reasons import NO_IMAGE, REFUSED, Reason
from .map import MapSampler, MapSamples

# How many tiles, and pixels, are written between two looks whether to stop.
_TILES_A_LOOK = 16
_PIXELS_A_LOOK = 2_000_000


@dataclass(frozen=True)
class TileWork:
    """A batch of tiles: where each goes, and what is done with it.

    Attributes:
        batch: the tiles, of cut_tiles.
        files: their paths relative to the dataset.
        counted: bool, those that take part in the statistics.
        skipped: those that are there already, and are only measured.
        masks: paths of their masks; empty without.
        skipped_masks: those that are there already, and whose pixels are only counted.
        splits: numbers of split_number; empty without masks.
        companions: paths of the files of each companion.
        skipped_companions: those that are there already.
        seconds: number of the raster of each tile's second image; None where all have one.
    """

    batch: WindowBatch | ResampledBatch
    files: list[str]
    counted: np.ndarray
    skipped: list[bool]
    masks: list[str] = field(default_factory=list)
    skipped_masks: list[bool] = field(default_factory=list)
    splits: list[int] = field(default_factory=list)
    companions: list[list[str]] = field(default_factory=list)
    skipped_companions: list[list[bool]] = field(default_factory=list)
    seconds: np.ndarray | None = None

    def alone(self) -> Iterator[TileWork]:
        """The tiles one by one."""
        batches: Iterable[WindowBatch | ResampledBatch] = self.batch.alone()
        for k, batch in enumerate(batches):
            chosen = np.s_[k : k + 1]
            yield TileWork(
                batch,
                self.files[chosen],
                self.counted[chosen],
                self.skipped[chosen],
                self.masks[chosen],
                self.skipped_masks[chosen],
                self.splits[chosen],
                [names[chosen] for names in self.companions],
                [skipped[chosen] for skipped in self.skipped_companions],
                None if self.seconds is None else self.seconds[chosen],
            )

    @property
    def all_files(self) -> list[str]:
        """Paths of images, masks and companions."""
        return [*self.files, *self.masks, *(name for names in self.companions for name in names)]


@dataclass(frozen=True)
class TileResult:
    """What became of a batch.

    Shares of valid pixels in percent, statistics, bytes, map, the pixels of masks, and why tiles
    are not written, by their number.
    """

    index: np.ndarray
    valid_percent: np.ndarray
    statistics: BandStatistics
    size: int
    samples: list[MapSamples]
    mask_counts: MaskCounts
    refused: Mapping[int, Reason] = field(default_factory=dict)


@dataclass(frozen=True)
class TileEncoder:
    """Writes the tiles of a batch. Can be sent to another process."""

    source: RasterSource
    writer: TileWriter
    profile: ImageProfile
    scaling: Scaling | None
    fill: int
    folder: str
    sampler: MapSampler | None = None
    masks: TileMasks | None = None
    blackener: Blackener | None = None
    has_ranges: bool = False
    companions: tuple[Companion, ...] = ()
    part_profiles: Mapping[int, ImageProfile] = field(default_factory=dict)

    @property
    def no_statistics(self) -> BandStatistics:
        """Where nothing is measured yet."""
        return BandStatistics(len(self.profile.band_names), self.has_ranges)

    def run(self, work: TileWork, is_cancelled: Callable[[], bool] = never_cancelled) -> TileResult:
        """Cut and write a batch; of tiles that the source refuses nothing is left.

        Raises:
            CancelledError: ``is_cancelled`` said so; tiles are whole or not there.
        """
        try:
            return self._run(work, is_cancelled)
        except TileRefusedError as error:
            if len(work.files) == 1:
                return self._refuse(work, error)
        # What was asked for at once may hold some tiles that are given.
        return self._join([self.run(one, is_cancelled) for one in work.alone()])

    def _refuse(self, work: TileWork, error: TileRefusedError) -> TileResult:
        """A tile that is not in the dataset; nothing of it may lie among those that are."""
        for name in work.all_files:
            Path(self.folder, name).unlink(missing_ok=True)
        kind = NO_IMAGE if isinstance(error, TileEmptyError) else REFUSED
        reason = Reason(kind, error.message)
        (number,) = work.batch.index.tolist()
        counts, none = MaskCounts(), np.zeros(1)
        return TileResult(
            work.batch.index, none, self.no_statistics, 0, [], counts, {number: reason}
        )

    def _join(self, results: Sequence[TileResult]) -> TileResult:
        statistics, counts = self.no_statistics, MaskCounts()
        refused: dict[int, Reason] = {}
        for result in results:
            statistics.merge(result.statistics)
            counts.merge(result.mask_counts)
            refused.update(result.refused)
        return TileResult(
            np.concatenate([result.index for result in results]),
            np.concatenate([result.valid_percent for result in results]),
            statistics,
            sum(result.size for result in results),
            [samples for result in results for samples in result.samples],
            counts,
            refused,
        )

    def _run(self, work: TileWork, is_cancelled: Callable[[], bool]) -> TileResult:
        statistics = self.no_statistics
        percents, samples, size, done = [], [], 0, 0
        mask_counts = MaskCounts()
        number = work.batch.part
        info = self.source.part(number).info
        profile = self.part_profiles.get(number, self.profile)
        masks = None if self.masks is None else self.masks.source.part(number)
        blackener = None if self.blackener is None else self.blackener.part(number)
        bands_last = self.writer.bands_last and len(self.profile.band_names) > 1
        is_own = self.scaling is None and not self.profile.is_picture
        for block in work.batch.blocks(self.source, is_cancelled):
            stop = done + len(block.index)
            values = prepare_pixels(
                block.values, block.valid, self._scaling(block), profile, self.fill, bands_last
            )
            counted = block.boxes_inside[work.counted[done:stop]]
            measured = measured_pixels(block, info)
            codes = None if masks is None else masks.read(block)
            shown = None if blackener is None else blackener.shown(block, codes)
            if shown is not None:
                values, measured = blacken(values, shown, self.fill), measured & shown
            statistics.add_windows(values, measured, counted)
            percents.append(block.valid_percent())
            if self.sampler is not None:
                samples += self.sampler.sample(block)
            outside = block.outside if is_own else self.fill
            size += self._write(
                block.tiles(values, outside),
                work.files[done:],
                work.skipped[done:],
                self.writer,
                profile,
                is_cancelled,
            )
            if self.masks is not None and codes is not None:
                codes = mark_ignored(codes, block.valid)
                mask_counts.add_block(codes, block, work.splits[done:stop])
                size += self._write(
                    block.tiles(codes[None], IGNORE),
                    work.masks[done:],
                    work.skipped_masks[done:],
                    make_writer(self.masks.format.name),
                    self.masks.profile(profile.crs_wkt),
                    is_cancelled,
                )
            for k, companion in enumerate(self.companions):
                for one, chosen in _divide(companion, work.seconds, done, stop):
                    names = [work.companions[k][done + i] for i in chosen.tolist()]
                    skipped = [work.skipped_companions[k][done + i] for i in chosen.tolist()]
                    if all(skipped):
                        continue
                    beside = one.over(info, profile.crs_wkt) if self.part_profiles else one
                    part = replace(block, index=block.index[chosen], boxes=block.boxes[chosen])
                    size += self._write_companion(beside, part, shown, names, skipped, is_cancelled)
            done = stop
        return TileResult(
            work.batch.index, np.concatenate(percents), statistics, size, samples, mask_counts
        )

    def _scaling(self, block: PixelBlock) -> Scaling | None:
        return None if self.scaling is None else self.scaling.part(block.part)

    def _write_companion(
        self,
        companion: Companion,
        block: PixelBlock,
        shown: np.ndarray | None,
        names: Sequence[str],
        skipped: Sequence[bool],
        is_cancelled: Callable[[], bool],
    ) -> int:
        values, valid = companion.read(block)
        outside = companion.outside
        if companion.kind == IMAGE2:
            profile = companion.profile
            bands_last = self.writer.bands_last and len(values) > 1
            scaling = self._scaling(block)
            values = prepare_pixels(values, valid, scaling, profile, self.fill, bands_last)
            if shown is not None:
                values = blacken(values, shown, self.fill)
            outside = outside if self.scaling is None and not profile.is_picture else self.fill
        return self._write(
            replace(block, values=values, valid=valid).tiles(values, outside),
            names,
            skipped,
            self.writer if companion.kind == IMAGE2 else make_writer(companion.format),
            companion.profile,
            is_cancelled,
        )

    def _write(
        self,
        tiles: Iterable[CutTile],
        files: Sequence[str],
        skipped: Sequence[bool],
        writer: TileWriter,
        profile: ImageProfile,
        is_cancelled: Callable[[], bool],
    ) -> int:
        size = seen = 0
        for k, tile in enumerate(tiles):
            seen += tile.valid.size
            if k % _TILES_A_LOOK == 0 or seen > _PIXELS_A_LOOK:
                seen = 0
                if is_cancelled():
                    raise CancelledError
            if skipped[k]:
                continue
            # Paths of pathlib's keep what they are made of, some 40 bytes a tile, for good.
            path = f"{self.folder}{os.sep}{files[k]}"
            size += write_through(path, partial(writer.write, tile, profile))
        return size


def _divide(
    companion: Companion, seconds: np.ndarray | None, start: int, stop: int
) -> Iterator[tuple[Companion, np.ndarray]]:
    """The companion of some tiles of a batch, with their places from ``start`` on."""
    if seconds is None or not companion.profiles:
        yield companion, np.arange(stop - start)
        return
    for number, chosen in each_part(seconds[start:stop], stop - start):
        yield companion.part(number), chosen
