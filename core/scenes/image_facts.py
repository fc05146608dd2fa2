"""What a user wants to know of an image at a glance."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..imagery.band_names import is_nameless
from ..imagery.natural_color import choose_natural_color
from ..network.stays_local import is_address
from ..raster.fill import Fill
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
# Pixels of a part that its values are told by.
_MOST_KEPT = 50_000
_PERCENTILES = 2, 98
# Fewer zeros are dark pixels and no collar; as few of the greatest value are bright ones.
_LEAST_ZEROS, _LEAST_OTHERS = 0.001, 0.02
# Blocks are read whole for a square, and those of all squares together have no more values.
_MOST_READ = 300_000_000


@dataclass(frozen=True)
class ImageFacts:
    """What is known of an image.

    Attributes:
        info: what it says of itself, of all data bands.
        natural: numbers of the bands that are red, green and blue; None when nothing tells.
        shares: value that fill often has -> share of the pixels, 0 to 1, that have it in all bands
            without being nodata, an estimate; empty where that would take long to find out.
        ranges: number of each data band -> its 2nd and 98th percentile besides nodata and fill, an
            estimate; empty as ``shares``.
    """

    info: RasterInfo = field(repr=False)
    natural: tuple[int, int, int] | None = None
    shares: Mapping[float, float] = field(default_factory=dict)
    ranges: Mapping[int, tuple[float, float]] = field(default_factory=dict, repr=False)

    @property
    def fill(self) -> Fill | None:
        """What looks like the fill of a collar that nobody marked as nodata."""
        found = [Fill(value, share) for value, share in self.shares.items()]
        found = [each for each in found if each.share >= _least_share(each.value)]
        return max(found, key=lambda each: each.share, default=None)

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
    shares, pixels = _look_at_pixels(source, is_cancelled)
    facts = ImageFacts(info, find_natural_color(info), shares)
    return replace(facts, ranges=_find_ranges(info, pixels, facts.fill))


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


def _least_share(value: float) -> float:
    return _LEAST_ZEROS if value == 0 else _LEAST_OTHERS


def _look_at_pixels(
    source: RasterSource, is_cancelled: Callable[[], bool]
) -> tuple[dict[float, float], np.ndarray]:
    """Shares of usual fills, and some valid pixels: values (bands, N)."""
    usual = _usual_fills(source.info.dtype)
    counts, total = dict.fromkeys(usual, 0), 0
    kept = [np.empty((len(source.info.bands), 0), source.info.dtype)]
    for values, valid in _parts(source):
        heed(is_cancelled)
        for value in usual:
            counts[value] += int(np.count_nonzero(valid & (values == value).all(axis=0)))
        total += valid.size
        pixels = values[:, valid]
        kept.append(pixels[:, :: 1 + pixels.shape[1] // _MOST_KEPT])
    shares = {value: count / total for value, count in counts.items()} if total else {}
    return shares, np.concatenate(kept, axis=1)


def _find_ranges(
    info: RasterInfo, pixels: np.ndarray, fill: Fill | None
) -> dict[int, tuple[float, float]]:
    if fill is not None:
        pixels = pixels[:, (pixels != fill.value).any(axis=0)]
    if not pixels.shape[1] or pixels.dtype.kind not in "uif":
        return {}
    low, high = np.nanpercentile(pixels.astype(np.float64), _PERCENTILES, axis=1)
    return {band: (float(low[k]), float(high[k])) for k, band in enumerate(info.bands)}


def _usual_fills(dtype: str) -> tuple[float, ...]:
    """What the fill of a collar is most often, for a type of pixels."""
    kind = np.dtype(dtype).kind
    if kind == "u":
        return 0.0, float(np.iinfo(dtype).max)
    if kind == "i":
        return 0.0, float(np.iinfo(dtype).min), -9999.0
    return (0.0, -9999.0) if kind == "f" else ()


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
