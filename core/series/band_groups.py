"""Which bands of a time series share a pixel grid and a type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..raster.info import RasterInfo, fits_type
from ..resampling.grid import TargetGrid, grid_of
from .images import SeriesImage

STACKED, SEPARATE = "STACKED", "SEPARATE"
LAYOUTS = (STACKED, SEPARATE)
_TOLERANCE = 1e-3


@dataclass(frozen=True)
class BandGroup:
    """Bands that share a pixel grid and a type.

    Attributes:
        bands: their names.
        factor: how many pixels of the reference one of theirs is wide.
        grid: over the whole ground.
        dtype: numpy name.
        fill: value of pixels that hold nothing.
        scales: factor of each band from what is written to true values; empty where it is these.
        offsets: what is added then.
    """

    bands: tuple[str, ...]
    factor: int
    grid: TargetGrid
    dtype: str
    fill: float
    scales: tuple[float, ...] = ()
    offsets: tuple[float, ...] = ()

    def window(self, window: Sequence[int]) -> tuple[int, int, int, int]:
        """A window of the reference grid in this one's pixels, to the nearest whole ones."""
        col, row, width, height = (int(v) for v in window)
        if self.factor == 1:
            return col, row, width, height
        return (
            round(col / self.factor),
            round(row / self.factor),
            max(1, round(width / self.factor)),
            max(1, round(height / self.factor)),
        )

    def ground(self, window: Sequence[int]) -> tuple[int, int, int, int]:
        """What is read for a window of the reference grid, in this one's pixels."""
        # Coarser windows are rounded, by less than a pixel.
        more = int(self.factor > 1)
        col, row, width, height = self.window(window)
        return col - more, row - more, width + 2 * more, height + 2 * more


def _band_factors(
    images: Sequence[SeriesImage], bands: Sequence[str], grid: TargetGrid, layout: str
) -> Mapping[str, int]:
    """How many pixels of the reference one of each band's is wide; 1 where that is not a number."""
    factors = dict.fromkeys(bands, 1)
    if layout == STACKED:
        return factors
    for name in bands:
        ratios = [
            grid_of(i.info).pixel_area ** 0.5 / grid.pixel_area**0.5
            for i in images
            if name in i.bands and _same_axes(i.info, grid)
        ]
        finest = min(ratios, default=1.0)
        whole = round(finest)
        factors[name] = whole if whole > 1 and abs(finest - whole) < _TOLERANCE else 1
    # Bands of one file are read together, and files may share some of their bands.
    for _ in bands:
        for image in images:
            least = min(factors[name] for name in image.bands)
            factors.update(dict.fromkeys(image.bands, least))
    return factors


def _same_axes(info: RasterInfo, grid: TargetGrid) -> bool:
    return grid.transform[1] == grid.transform[3] == info.transform[1] == info.transform[3] == 0


def make_groups(
    images: Sequence[SeriesImage], bands: Sequence[str], grid: TargetGrid, layout: str
) -> tuple[BandGroup, ...]:
    """Group bands by their pixels and give each group its grid.

    Args:
        images: by date.
        bands: names of all bands.
        grid: the reference, over the whole ground.
        layout: STACKED puts all bands on it; SEPARATE leaves bands with pixels two, three, ...
            times as wide on theirs.
    """
    factors = _band_factors(images, bands, grid, layout)
    types = {
        name: np.result_type(*(i.info.dtype for i in images if name in i.bands)) for name in bands
    }
    members = defaultdict(list)
    for name in bands:
        members[factors[name]].append(name)
    groups = []
    for factor, names in sorted(members.items()):
        dtype = np.result_type(*(types[n] for n in names))
        infos = [i.info for i in images if set(names) & set(i.bands)]
        fill = _fill(infos, dtype)
        told = _told_scales(images, names)
        groups.append(
            BandGroup(tuple(names), factor, grid.coarser(factor), str(dtype), fill, *told)
        )
    return tuple(groups)


def _told_scales(
    images: Sequence[SeriesImage], names: Sequence[str]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Scales and offsets of bands whose numbers are read as they stand for others, or none."""
    told = {}
    for image in images:
        for name, scale, offset in zip(image.bands, image.info.scales, image.info.offsets):
            told[name] = (scale, offset)
    if all(told[name] == (1, 0) for name in names):
        return (), ()
    return tuple(told[name][0] for name in names), tuple(told[name][1] for name in names)


def _fill(infos: Sequence[RasterInfo], dtype: np.dtype) -> float:
    if dtype.kind == "f":
        return float("nan")
    told = (v for info in infos for v in info.nodatas if v is not None and fits_type(v, dtype))
    return next(told, 0)


def reference_info(info: RasterInfo, grid: TargetGrid, groups: Sequence[BandGroup]) -> RasterInfo:
    """The common grid as a raster of the first group's bands.

    Args:
        info: of the image whose pixels are the reference.
        grid: the reference, over the whole ground.
        groups: of bands.
    """
    names = groups[0].bands
    count = len(names)
    return replace(
        info,
        name=f"the images' common grid ({info.name})",
        width=grid.width,
        height=grid.height,
        transform=grid.transform,
        crs_wkt=grid.crs_wkt,
        bands=tuple(range(1, count + 1)),
        dtype=groups[0].dtype,
        descriptions=names,
        color_names=("gray",) * count,
        nodatas=(None,) * count,
        more_nodata=((),) * count,
        scales=(1.0,) * count,
        offsets=(0.0,) * count,
        colormap=None,
    )
