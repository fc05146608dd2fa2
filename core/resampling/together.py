"""Reading many tiles on pixel grids of their own at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..errors import UnreadableError
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource, RasterSource
from ..run.batches import heed
from .grid import TargetGrid
from .places import Place, place_all
from .resample import (
    SeenPixels,
    fitting,
    gdal_session,
    read_resampled,
    resample_pixels,
    working_type,
)
from .warp import warp

# What is read for a tile alone, and for tiles that lie side by side, has at most so many values.
_MOST_VALUES = 4_000_000
# It is read at once where that is not much more than what the tiles need, edges counted for each.
_MOST_BETWEEN = 1.3

_Pixels = tuple[np.ndarray, np.ndarray]


def read_together(
    source: RasterSource,
    targets: Sequence[TargetGrid],
    method: str,
    is_cancelled: Callable[[], bool],
) -> tuple[np.ndarray, np.ndarray, list[SeenPixels]]:
    """The same as ``read_resampled`` of each target, in less time.

    Args:
        source: the raster.
        targets: grids of one width and height.
        method: a resampling.
        is_cancelled: asked before each.

    Returns:
        Values (bands, height, width) and valid pixels (height, width), the targets one below the
        other, and what was seen of the raster.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    info = source.info
    width, height = targets[0].width, targets[0].height
    shape = (len(targets) * height, width)
    values = np.zeros((len(info.bands), *shape), dtype=info.dtype)
    valid = np.zeros(shape, dtype=bool)
    seen: list[SeenPixels] = []
    # Of tiles without gaps, whose weights are 1.
    whole = np.zeros(shape[0], dtype=bool)
    sums = np.zeros(values.shape if _may_be_whole(info) else (0, 0, 0), dtype=np.float32)
    with gdal_session():
        places = place_all(info, targets)
        read = _reader(source, places, seen)
        for k, (target, place) in enumerate(zip(targets, places)):
            heed(is_cancelled)
            rows = np.s_[k * height : (k + 1) * height]
            if place is None:
                continue
            if np.prod(place.window[2:]) * len(info.bands) > _MOST_VALUES:
                found = read_resampled(source, target, method, seen)
                values[:, rows], valid[rows] = found
                continue
            pixels, known = read(place)
            if place.is_inside and len(sums) and _is_whole(info, pixels, known):
                warp(pixels, sums[:, rows], info, place.window, target, method)
                whole[rows] = True
                continue
            found = resample_pixels(info, target, place, method, pixels, known)
            values[:, rows], valid[rows] = found
    if whole.all():
        values = fitting(sums, values.dtype).astype(values.dtype, copy=False)
    elif whole.any():
        values[:, whole] = fitting(sums[:, whole], values.dtype)
    return values, valid | whole[:, None], seen


def _may_be_whole(info: RasterInfo) -> bool:
    # Weights add up to 1 with the digits of float32; those of float64 tell more.
    return working_type(info) == np.float32


def _is_whole(info: RasterInfo, pixels: np.ndarray, known: np.ndarray) -> bool:
    if not known.all():
        return False
    has = (info.has_values(k, band) for k, band in enumerate(pixels))
    return all(mask is None or mask.all() for mask in has)


def _reader(
    source: RasterSource, places: Sequence[Place | None], seen: list[SeenPixels]
) -> Callable[[Place], _Pixels]:
    """What gives the pixels of a place: of all places at once, or one after the other."""

    def read_alone(place: Place) -> _Pixels:
        values, valid = source.read(place.window)
        box = np.array([[*place.least, *place.last]])
        seen.append(SeenPixels(*place.box[:2], values, valid, box))
        return values, valid

    found = [place for place in places if place is not None]
    # Of other sources the pixels may depend on what is read beside them.
    if len(found) < 2 or not isinstance(source, FileRasterSource):
        return read_alone
    boxes = np.array([place.box for place in found])
    left, top = boxes[:, :2].min(axis=0).tolist()
    right, bottom = boxes[:, 2:].max(axis=0).tolist()
    area = (right - left) * (bottom - top)
    needed = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1).sum()
    if area > _MOST_BETWEEN * needed or area * len(source.info.bands) > _MOST_VALUES:
        return read_alone
    try:
        values, valid = source.read((left, top, right - left, bottom - top))
    except UnreadableError:
        # One by one they tell which of them cannot be read.
        return read_alone
    ends = np.array([[*place.least, *place.last] for place in found])
    seen.append(SeenPixels(left, top, values, valid, ends))

    def read(place: Place) -> _Pixels:
        first, start, end, stop = place.box
        part = np.s_[start - top : stop - top, first - left : end - left]
        return values[(slice(None), *part)], valid[part]

    return read
