"""Further rasters of the same ground, cut to the tiles of the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ..formats.writer import ImageProfile
from ..raster.info import RasterInfo, fits_type
from ..raster.source import RasterSource
from ..raster.true_values import true_values
from ..resampling.align import AUTO, GridReader
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import read_resampled
from .cut import PixelBlock

IMAGE2, TARGET = "image2", "target"


@dataclass(frozen=True)
class Companion:
    """A raster that is cut beside the first: an image of another date, or a target in decimals.

    Attributes:
        kind: IMAGE2 or TARGET.
        source: the raster.
        like: the first one.
        format: name of the format of its files.
        profile: what they hold.
        method: resampling onto the pixels of resampled tiles. Onto those of the first raster it
            is AUTO, which changes nothing where the grids are the same.
        profiles: what the files hold of each raster, by number, where the source has several of
            which each tile has its own.
    """

    kind: str
    source: RasterSource
    like: RasterInfo
    format: str
    profile: ImageProfile
    method: str
    profiles: Mapping[int, ImageProfile] = field(default_factory=dict)

    def part(self, number: int) -> Companion:
        """One of several rasters alone."""
        source, profile = self.source.part(number), self.profiles[number]
        return replace(self, source=source, profile=profile, profiles={})

    def over(self, info: RasterInfo, crs_wkt: str) -> Companion:
        """The same beside another raster than the first, with tiles in a coordinate system."""
        return replace(self, like=info, profile=replace(self.profile, crs_wkt=crs_wkt))

    def read(self, block: PixelBlock) -> tuple[np.ndarray, np.ndarray]:
        """Values (bands, height, width) and valid pixels (height, width) of a block's pixels.

        Those of a target are float32, NaN where there is none.
        """
        height, width = block.valid.shape
        if block.origin is None:
            target = TargetGrid(block.crs_wkt or self.like.crs_wkt, block.transform, width, height)
            values, valid = read_resampled(self.source, target, self.method)
        else:
            reader = GridReader(self.source, grid_of(self.like), AUTO)
            values, valid = reader.read((*block.origin, width, height))
        if self.kind != TARGET:
            return values, valid
        return true_values(values, valid, self.source.info).astype(np.float32), valid

    @property
    def outside(self) -> float:
        """What stands beyond the raster where values are its own."""
        if self.kind == TARGET:
            return float("nan")
        dtype = np.dtype(self.source.info.dtype)
        nodata = (self.source.info.nodata, self.source.nodata)
        return next((v for v in nodata if v is not None and fits_type(v, dtype)), 0)


def target_profile(info: RasterInfo) -> ImageProfile:
    """What files of a target hold."""
    colors = tuple("gray" for _ in info.bands)
    return ImageProfile("float32", info.descriptions, colors, float("nan"), info.crs_wkt)
