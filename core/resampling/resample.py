"""Reading a raster on a pixel grid that is not its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Protocol, cast

import numpy as np

from ..errors import RasterError
from ..raster.info import RasterInfo, fits_type
from ..raster.source import RasterSource
from .grid import TargetGrid, grid_of, same_crs

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
        box: where the grid that was wanted lies: least column and row, greatest column and row.
    """

    left: int
    top: int
    values: np.ndarray
    valid: np.ndarray
    box: tuple[float, float, float, float]


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
        place = _place_on(source, target)
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
            _read_strip(source, part, _place_on(source, part), method, seen) for part in parts
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
    place: _Place | None,
    method: str,
    seen: list[SeenPixels] | None,
) -> tuple[np.ndarray, np.ndarray]:
    info = source.info
    dtype = np.dtype(info.dtype)
    shape = (target.height, target.width)
    if place is None:
        return np.zeros((len(info.bands), *shape), dtype=dtype), np.zeros(shape, dtype=bool)
    box = place.box
    window = (box[0], box[1], box[2] - box[0], box[3] - box[1])
    read, read_valid = source.read(window)
    if seen is not None:
        seen.append(SeenPixels(box[0], box[1], read, read_valid, (*place.least, *place.last)))
    # float32 holds integers of 16 bits exactly; wider ones need float64.
    working = np.dtype(np.float32 if dtype.itemsize <= 2 or dtype == np.float32 else np.float64)
    resample = _resampler(info, window, target, method, working)
    # A pass over several arrays takes little longer than over one, but more memory.
    together = max(1, _PASS_BYTES // (working.itemsize * (read_valid.size + math.prod(shape))))
    weights = [_BandWeights(read_valid, info.has_values(k, band)) for k, band in enumerate(read)]
    own = [w.used for w in weights if w.used is not read_valid]
    resampled = resample(
        [read_valid, *own, *(w.weighted(band) for w, band in zip(weights, read))],
        together,
    )
    total = next(resampled)
    parts = [total if w.used is read_valid else next(resampled) for w in weights]
    valid = total >= 0.5
    is_whole = bool((total == 1).all())
    values = np.zeros((len(info.bands), *shape), dtype=dtype)
    for k, (part, sums) in enumerate(zip(parts, resampled)):
        if is_whole and part is total:
            values[k] = _fitting(sums, dtype)
            continue
        missing = 0 if part is total else _missing_value(info.nodatas[k], dtype)
        known = valid & (part >= 0.5)
        mixed = _fitting(sums / np.where(known, part, 1), dtype)
        values[k] = np.where(known, mixed, np.where(valid, missing, 0)).astype(dtype)
    return values, valid


def _fitting(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
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


def _resampler(
    info: RasterInfo,
    window: tuple[int, int, int, int],
    target: TargetGrid,
    method: str,
    dtype: np.dtype,
) -> Callable[[Sequence[np.ndarray], int], Iterator[np.ndarray]]:
    """What resamples arrays over a window of a raster, so many in a pass."""
    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from rasterio.warp import reproject

    same = "" in (info.crs_wkt, target.crs_wkt) or same_crs(info.crs_wkt, target.crs_wkt)
    crs = CRS.from_wkt(info.crs_wkt) if info.crs_wkt else CRS.from_epsg(3857)
    options = {
        "src_transform": grid_of(info).window(window).affine,
        "src_crs": crs,
        "dst_transform": target.affine,
        "dst_crs": crs if same else CRS.from_wkt(target.crs_wkt),
        "resampling": Resampling[method.lower()],
        "tolerance": 0,
    }

    def resample(arrays: Sequence[np.ndarray], together: int) -> Iterator[np.ndarray]:
        for start in range(0, len(arrays), together):
            few = arrays[start : start + together]
            stacked = np.empty((len(few), *few[0].shape), dtype=dtype)
            for layer, array in zip(stacked, few):
                layer[...] = array
            result = np.zeros((len(stacked), target.height, target.width), dtype=dtype)
            reproject(stacked, result, **options)
            yield from result

    return resample


def _missing_value(nodata: float | None, dtype: np.dtype) -> float:
    """What stands where a band has no value and others have."""
    if nodata is not None and fits_type(nodata, dtype):
        return nodata
    return float("nan") if dtype.kind == "f" else 0


@dataclass(frozen=True)
class _Place:
    """Where a target lies in pixels of the source, and the whole pixels that it needs.

    ``box`` is first column, first row, ends.
    """

    least: tuple[float, float]
    last: tuple[float, float]
    box: tuple[int, int, int, int]


def source_box(source: RasterSource, target: TargetGrid) -> tuple[int, int, int, int] | None:
    """Pixels of the source that a target needs: first column, first row, ends; None if none."""
    place = _place_on(source, target)
    return None if place is None else place.box


def _place_on(source: RasterSource, target: TargetGrid) -> _Place | None:
    info = source.info
    pixels = target.places_on(grid_of(info)).reshape(-1, 2)
    pixels = pixels[np.isfinite(pixels).all(axis=1)]
    if not len(pixels):
        return None
    least, last = pixels.min(axis=0), pixels.max(axis=0)
    # The widest kernel reaches two pixels, of the coarser of both grids.
    step = (last - least) / (target.width, target.height)
    pad = 3 + np.ceil(2 * np.maximum(step, 1))
    size = (info.width, info.height)
    first = np.clip(np.floor(least - pad), 0, size).astype(int)
    end = np.clip(np.ceil(last + pad), 0, size).astype(int)
    if (end <= first).any() or (last <= 0).any() or (least >= size).any():
        return None
    box = (int(first[0]), int(first[1]), int(end[0]), int(end[1]))
    return _Place(tuple(least.tolist()), tuple(last.tolist()), box)


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
