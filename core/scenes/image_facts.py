"""What a user wants to know of an image at a glance."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..imagery.band_names import is_nameless
from ..imagery.natural_color import choose_natural_color
from ..network.stays_local import is_address
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..run.batches import heed, never_cancelled
from .wavelengths import read_wavelengths

_COLORS = ("red", "green", "blue")
# Values that are looked at, all bands counted: a moment's work.
_MOST_VALUES = 4_000_000
# Where there are no overviews, squares of so many pixels are, on a lattice of so many a side.
_SQUARE = 16
_FEWEST, _MOST = 6, 24
# Blocks are read whole for a square, and those of all squares together have no more values.
_MOST_READ = 300_000_000


@dataclass(frozen=True)
class ImageFacts:
    """What is known of an image.

    Attributes:
        info: what it says of itself, of all data bands.
        natural: numbers of the bands that are red, green and blue; None when nothing tells.
        zeros: share of its pixels, 0 to 1, that are 0 in all bands without being nodata, an
            estimate; None where that would take long to find out.
    """

    info: RasterInfo = field(repr=False)
    natural: tuple[int, int, int] | None = None
    zeros: float | None = None

    @property
    def band_names(self) -> dict[int, str]:
        """Number of each data band -> its name, empty for one that has none.

        Without the words that all of several names begin with, such as what names the scene.
        """
        names = ["" if is_nameless(name) else name for name in self.info.descriptions]
        same = os.path.commonprefix([name.split("_")[:-1] for name in names])
        start = len("_".join([*same, ""])) if len(names) > 1 else 0
        return {band: name[start:] for band, name in zip(self.info.bands, names)}


def look_at_image(
    source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
) -> ImageFacts:
    """Find out what a user wants to know of an image; some of its pixels are read.

    Args:
        source: of all data bands.
        is_cancelled: polled between reads.

    Raises:
        CancelledError: ``is_cancelled`` says so.
        RasterError: it cannot be read.
    """
    info = source.info
    return ImageFacts(info, find_natural_color(info), _share_of_zeros(source, is_cancelled))


def find_natural_color(info: RasterInfo) -> tuple[int, int, int] | None:
    """Numbers of the bands for red, green and blue, by their names, wavelengths or colour tags.

    Returns:
        None when nothing tells.
    """
    names = [
        color if is_nameless(name) and color in _COLORS else name
        for name, color in zip(info.descriptions, info.color_names)
    ]
    nanometres = [None if w is None else 1000 * w for w in read_wavelengths(info)]
    places = choose_natural_color(names, nanometres, info.name)
    if places is None:
        return None
    red, green, blue = (info.bands[place - 1] for place in places)
    return red, green, blue


def _share_of_zeros(source: RasterSource, is_cancelled: Callable[[], bool]) -> float | None:
    info, zeros, pixels = source.info, 0, 0
    for values, valid in _parts(source):
        heed(is_cancelled)
        zeros += int(np.count_nonzero(valid & (values == 0).all(axis=0)))
        pixels += valid.size
    return zeros / pixels if pixels and info.dtype != "bool" else None


def _parts(source: RasterSource) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Values and validity of some pixels from all over the raster."""
    info = source.info
    values = info.width * info.height * len(info.bands)
    if info.has_overviews or values <= _MOST_VALUES:
        step = max(1.0, math.sqrt(values / _MOST_VALUES))
        yield source.read_overview(
            max(1, math.floor(info.width / step)), max(1, math.floor(info.height / step))
        )
    elif not is_address(info.path):
        for window in lattice_windows(info.width, info.height, _squares_a_side(info)):
            yield source.read(window)


def _squares_a_side(info: RasterInfo) -> int:
    rows, columns = info.block_shape
    block = max(rows, _SQUARE) * max(columns, _SQUARE) * len(info.bands)
    return min(_MOST, max(_FEWEST, math.isqrt(_MOST_READ // block)))


def lattice_windows(width: int, height: int, count: int) -> Iterator[Sequence[int]]:
    """Small windows in the middles of ``count`` x ``count`` equal parts of a raster, row by row.

    Yields:
        Column, row, width and height in pixels.
    """
    wide, high = min(_SQUARE, width), min(_SQUARE, height)
    for row in range(count):
        top = min(height - high, max(0, (2 * row + 1) * height // (2 * count) - high // 2))
        for column in range(count):
            left = min(width - wide, max(0, (2 * column + 1) * width // (2 * count) - wide // 2))
            yield left, top, wide, high
