"""Reading a raster on a pixel grid that is not its own."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np

from ..errors import RasterError
from ..raster.info import RasterInfo, fits_type
from ..raster.source import RasterSource
from .grid import TargetGrid
from .places import Place, place_on
from .warp import warp

NONE = "NONE"
NEAREST = "NEAREST"
BILINEAR = "BILINEAR"
RESAMPLINGS = (NONE, NEAREST, BILINEAR, "CUBIC", "AVERAGE")
# Reads for one strip of output rows stay below this many source pixels.
_STRIP_PIXELS = 8_000_000
# What is resampled in a pass, source and result, takes less: far from the 64 MB from which GDAL
# would work in pieces, whose kernels may differ.
_PASS_BYTES = 8 * 1024**2
# In a row or column, as GDAL counts them.
_MOST_PIXELS = 2**31


class GridSource(Protocol):
    """A source that gives pixels on any grid by itself, as one that computes them does."""

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        """Values (bands, height, width) and valid pixels on a grid; see RasterSource.read."""
        ...


@dataclass(frozen=True)
class SeenPixels:
    """Pixels of a raster that were read to resample them.

    Attributes:
        left: column of the first in the raster.
        top: its row.
        values: (bands, height, width).
        valid: bool (height, width).
        boxes: float64 (N, 4), where the grids that were wanted lie: least column and row, greatest
            column and row.
    """

    left: int
    top: int
    values: np.ndarray
    valid: np.ndarray
    boxes: np.ndarray


def read_resampled(
    source: RasterSource,
    target: TargetGrid,
    method: str,
    seen: list[SeenPixels] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Values (bands, height, width) in the source's type, and valid pixels, on another grid.

    Invalid pixels take no part: values and weights are resampled alike and divided, and a pixel is
    valid where at least half its weight is. Pixels beyond the raster are invalid. What is read of
    the raster for it is added to ``seen``.
    """
    if source.reads_grids:
        return cast(GridSource, source).read_grid(target)
    with gdal_session():
        place = place_on(source.info, target)
        rows = max(1, target.height)
        if place is not None:
            left, top, right, bottom = place.box
            rows = int(target.height * _STRIP_PIXELS / max((right - left) * (bottom - top), 1))
            rows = max(1, rows)
        if rows >= target.height:
            return _read_strip(source, target, place, method, seen)
        parts = [
            target.rows(top, min(top + rows, target.height))
            for top in range(0, target.height, rows)
        ]
        strips = [
            _read_strip(source, part, place_on(source.info, part), method, seen) for part in parts
        ]
    return (
        np.concatenate([values for values, _ in strips], axis=1),
        np.concatenate([valid for _, valid in strips], axis=0),
    )


def gdal_session() -> AbstractContextManager[object]:
    """What calls of rasterio share within it, instead of starting GDAL anew each.

    Only within one function: no generator may be left while it lasts.
    """
    from rasterio.env import Env, hasenv

    return nullcontext() if hasenv() else Env()


def _read_strip(
    source: RasterSource,
    target: TargetGrid,
    place: Place | None,
    method: str,
    seen: list[SeenPixels] | None,
) -> tuple[np.ndarray, np.ndarray]:
    info = source.info
    if place is None:
        shape = (target.height, target.width)
        return np.zeros((len(info.bands), *shape), info.dtype), np.zeros(shape, dtype=bool)
    read, valid = source.read(place.window)
    if seen is not None:
        box = np.array([[*place.least, *place.last]])
        seen.append(SeenPixels(*place.box[:2], read, valid, box))
    return resample_pixels(info, target, place, method, read, valid)


def resample_pixels(
    info: RasterInfo,
    target: TargetGrid,
    place: Place,
    method: str,
    read: np.ndarray,
    read_valid: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """The values and valid pixels of a grid, from those of its place on a raster."""
    dtype, working = np.dtype(info.dtype), working_type(info)
    shape = (target.height, target.width)
    # A pass over several arrays takes little longer than over one, but more memory.
    together = max(1, _PASS_BYTES // (working.itemsize * (read_valid.size + math.prod(shape))))
    weights = [_BandWeights(read_valid, info.has_values(k, band)) for k, band in enumerate(read)]
    own = [w.used for w in weights if w.used is not read_valid]
    arrays = [read_valid, *own, *(w.weighted(band) for w, band in zip(weights, read))]
    resampled = _resample(arrays, together, working, info, place, target, method)
    total = next(resampled)
    parts = [total if w.used is read_valid else next(resampled) for w in weights]
    valid = total >= 0.5
    is_whole = bool((total == 1).all())
    values = np.zeros((len(info.bands), *shape), dtype=dtype)
    for k, (part, sums) in enumerate(zip(parts, resampled)):
        if is_whole and part is total:
            values[k] = fitting(sums, dtype)
            continue
        missing = 0 if part is total else _missing_value(info.nodatas[k], dtype)
        known = valid & (part >= 0.5)
        mixed = fitting(sums / np.where(known, part, 1), dtype)
        values[k] = np.where(known, mixed, np.where(valid, missing, 0)).astype(dtype)
    return values, valid


def working_type(info: RasterInfo) -> np.dtype:
    """What values are resampled as."""
    dtype = np.dtype(info.dtype)
    # float32 holds integers of 16 bits exactly; wider ones need float64.
    return np.dtype(np.float32 if dtype.itemsize <= 2 or dtype == np.float32 else np.float64)


def _resample(
    arrays: Sequence[np.ndarray],
    together: int,
    dtype: np.dtype,
    info: RasterInfo,
    place: Place,
    target: TargetGrid,
    method: str,
) -> Iterator[np.ndarray]:
    for start in range(0, len(arrays), together):
        few = arrays[start : start + together]
        stacked = np.empty((len(few), *few[0].shape), dtype=dtype)
        for layer, array in zip(stacked, few):
            layer[...] = array
        result = np.zeros((len(stacked), target.height, target.width), dtype=dtype)
        warp(stacked, result, info, place.window, target, method)
        yield from result


def fitting(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """Values, changed in place, as a type holds them: whole and within its limits."""
    if dtype.kind in "iu":
        limits = np.iinfo(dtype)
        np.rint(values, out=values)
        np.maximum(values, limits.min, out=values)
        np.minimum(values, limits.max, out=values)
    return values


class _BandWeights:
    """Which pixels of a band take part: ``used`` is ``valid`` itself where all valid ones do."""

    def __init__(self, valid: np.ndarray, has_values: np.ndarray | None) -> None:
        self.used = valid
        if has_values is not None and not has_values[valid].all():
            self.used = valid & has_values

    def weighted(self, band: np.ndarray) -> np.ndarray:
        """The band with 0 where it takes no part."""
        return band if self.used.all() else np.where(self.used, band, 0)


def _missing_value(nodata: float | None, dtype: np.dtype) -> float:
    """What stands where a band has no value and others have."""
    if nodata is not None and fits_type(nodata, dtype):
        return nodata
    return float("nan") if dtype.kind == "f" else 0


def target_pixels(
    size: tuple[float, float], pixels: int | None, metres: float | None, native: tuple[float, float]
) -> tuple[int, int]:
    """Width and height in pixels of a tile.

    Args:
        size: ground width and height of the tile in metres (any unit when ``metres`` is None).
        pixels: wanted pixels a side, or None.
        metres: wanted size of a pixel in metres, or None.
        native: width and height of the tile in source pixels, used when nothing is asked.

    Raises:
        RasterError: more pixels than GDAL counts in a row.
    """
    if pixels:
        return pixels, pixels
    width, height = (s / metres for s in size) if metres else native
    if not max(width, height) < _MOST_PIXELS:
        raise RasterError(
            "A tile would have {width:.4g} x {height:.4g} pixels; choose a larger "
            "{METERS_PER_PIXEL}.",
            width=width,
            height=height,
        )
    return max(1, math.floor(width + 0.5)), max(1, math.floor(height + 0.5))
