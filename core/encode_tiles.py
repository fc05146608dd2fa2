"""The unit of work of an export: cut, scale, encode, write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .band_statistics import BandStatistics
from .cut_tiles import CutTile
from .errors import CancelledError
from .formats import ImageProfile, TileImage, TileWriter
from .output_folder import write_file
from .raster_info import RasterInfo
from .raster_source import RasterSource
from .scaling import Scaling


def prepare_tile(
    tile: CutTile, scaling: Scaling | None, profile: ImageProfile, fill: int
) -> np.ndarray:
    """The values that are written, (bands, height, width)."""
    if scaling is not None:
        return scaling.apply(tile.values, tile.valid, fill)
    if profile.is_picture and not tile.valid.all():
        return np.where(tile.valid, tile.values, np.uint8(fill))
    return tile.values


def measured_pixels(tile: CutTile, info: RasterInfo) -> np.ndarray:
    """Bool (height, width) or (bands, height, width): where each band has a value of its own."""
    masks = [info.has_values(k, band) for k, band in enumerate(tile.values)]
    if all(mask is None for mask in masks):
        return tile.valid
    return np.stack([tile.valid if mask is None else tile.valid & mask for mask in masks])


@dataclass(frozen=True)
class TileEncoder:
    """Writes the tiles of a batch. Can be sent to another process."""

    source: RasterSource
    writer: TileWriter
    profile: ImageProfile
    scaling: Scaling | None
    fill: int
    folder: str

    def run(self, batch, files: list[str], counted: list[bool], skip: list[bool], is_cancelled):
        """Cut and write a batch of cut_tiles.

        Args:
            batch: the tiles.
            files: where each goes, relative to the folder.
            counted: which take part in the statistics.
            skip: which are there already, and are only measured.
            is_cancelled: asked at each tile.

        Returns:
            The tiles' indices, their valid shares in percent, statistics, and bytes written.
        """
        statistics = BandStatistics(len(self.profile.band_names))
        valid_percent, size = [], 0
        for k, tile in enumerate(batch.cut(self.source)):
            if is_cancelled():
                raise CancelledError
            values = prepare_tile(tile, self.scaling, self.profile, self.fill)
            if counted[k]:
                statistics.add_tile(values, measured_pixels(tile, self.source.info))
            valid_percent.append(100 * np.count_nonzero(tile.valid) / tile.valid.size)
            if not skip[k]:
                image = TileImage(values, tile.valid, tile.transform)
                data = self.writer.encode(image, self.profile)
                write_file(Path(self.folder, files[k]), data)
                size += len(data)
        return batch.index, valid_percent, statistics, size
