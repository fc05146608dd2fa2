"""The unit of work of an export: cut, scale, encode, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np

from ..cut.blacken import Blackener, blacken
from ..cut.companions import IMAGE2, Companion
from ..cut.cut import CutTile, PixelBlock, ResampledBatch, WindowBatch
from ..cut.masks import MaskCounts, TileMasks, mark_ignored
from ..errors import CancelledError
from ..files.whole import write_through
from ..formats import make_writer
from ..formats.writer import ImageProfile, TileWriter
from ..labels.mask_codes import IGNORE
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..resampling.windows import each_part
from ..run.batches import never_cancelled
from ..scaling.moments import BandStatistics
from ..scaling.scaling import Scaling
from .map import MapSampler, MapSamples

# How many tiles, and pixels, are written between two looks whether to stop.
_TILES_A_LOOK = 16
_PIXELS_A_LOOK = 2_000_000


def prepare_pixels(
    values: np.ndarray,
    valid: np.ndarray,
    scaling: Scaling | None,
    profile: ImageProfile,
    fill: int,
    bands_last: bool = False,
) -> np.ndarray:
    """The values that are written, (bands, height, width).

    ``bands_last`` puts the bands of a pixel side by side in memory, as pictures have them.
    """
    is_filled = profile.is_picture and not valid.all()
    if scaling is None and not is_filled and not bands_last:
        return values
    dtype = np.uint8 if scaling is not None else values.dtype
    if bands_last:
        prepared = np.empty((*values.shape[1:], len(values)), dtype=dtype).transpose(2, 0, 1)
    else:
        prepared = np.empty(values.shape, dtype=dtype)
    if scaling is not None:
        return scaling.apply(values, valid, fill, prepared)
    for band, old in zip(prepared, values):
        band[...] = old
    if is_filled:
        prepared[:, ~valid] = fill
    return prepared


def measured_pixels(block: PixelBlock, info: RasterInfo) -> np.ndarray:
    """Bool (height, width) or (bands, height, width): where each band has a value of its own."""
    masks = [info.has_values(k, band) for k, band in enumerate(block.values)]
    if all(mask is None for mask in masks):
        return block.valid
    return np.stack([block.valid if mask is None else block.valid & mask for mask in masks])


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


@dataclass(frozen=True)
class TileResult:
    """What became of a batch.

    Shares of valid pixels in percent, statistics, bytes, map, and the pixels of masks.
    """

    index: np.ndarray
    valid_percent: np.ndarray
    statistics: BandStatistics
    size: int
    samples: list[MapSamples]
    mask_counts: MaskCounts


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
        """Cut and write a batch.

        Raises:
            CancelledError: ``is_cancelled`` said so; tiles are whole or not there.
        """
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
            path = Path(self.folder, files[k])
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
