"""Reading a raster on a pixel grid that is not its own."""

from __future__ import annotations

import math
from typing import Protocol, cast

import numpy as np

from ..errors import RasterError
from ..raster.info import fits_type
from ..raster.source import RasterSource
from .grid import TargetGrid, grid_of, same_crs

NONE = "NONE"
NEAREST = "NEAREST"
BILINEAR = "BILINEAR"
RESAMPLINGS = (NONE, NEAREST, BILINEAR, "CUBIC", "AVERAGE")
# Reads for one strip of output rows stay below this many source pixels.
_STRIP_PIXELS = 8_000_000
# In a row or column, as GDAL counts them.
_MOST_PIXELS = 2**31


class GridSource(Protocol):
    """A source that gives pixels on any grid by itself, as one that computes them does."""

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        """Values (bands, height, width) and valid pixels on a grid; see RasterSource.read."""
        ...


def read_resampled(
    source: RasterSource, target: TargetGrid, method: str
) -> tuple[np.ndarray, np.ndarray]:
    """Values (bands, height, width) in the source's type, and valid pixels, on another grid.

    Invalid pixels take no part: values and weights are resampled alike and divided, and a pixel is
    valid where at least half its weight is. Pixels beyond the raster are invalid.
    """
    if source.reads_grids:
        return cast(GridSource, source).read_grid(target)
    needed = source_box(source, target)
    rows = max(1, target.height)
    if needed is not None:
        pixels = (needed[2] - needed[0]) * (needed[3] - needed[1])
        rows = max(1, int(target.height * _STRIP_PIXELS / max(pixels, 1)))
    strips = [
        _read_strip(source, target.rows(top, min(top + rows, target.height)), method)
        for top in range(0, target.height, rows)
    ]
    return (
        np.concatenate([values for values, _ in strips], axis=1),
        np.concatenate([valid for _, valid in strips], axis=0),
    )


def _read_strip(
    source: RasterSource, target: TargetGrid, method: str
) -> tuple[np.ndarray, np.ndarray]:
    from rasterio.crs import CRS
    from rasterio.enums import Resampling
    from rasterio.warp import reproject

    info = source.info
    dtype = np.dtype(info.dtype)
    shape = (target.height, target.width)
    values = np.zeros((len(info.bands), *shape), dtype=dtype)
    valid = np.zeros(shape, dtype=bool)
    box = source_box(source, target)
    if box is None:
        return values, valid
    window = (box[0], box[1], box[2] - box[0], box[3] - box[1])
    read, read_valid = source.read(window)
    # float32 holds integers of 16 bits exactly; wider ones need float64.
    working = np.float32 if dtype.itemsize <= 2 or dtype == np.float32 else np.float64
    weights = read_valid.astype(working)
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

    def resample(array: np.ndarray) -> np.ndarray:
        result = np.zeros(shape, dtype=working)
        reproject(np.ascontiguousarray(array), result, **options)
        return result

    total = resample(weights)
    valid = total >= 0.5
    for k, band in enumerate(read):
        has_values = info.has_values(k, band)
        used, part, missing = read_valid, total, 0
        if has_values is not None and not has_values[read_valid].all():
            used = read_valid & has_values
            part = resample(used.astype(working))
            missing = _missing_value(info.nodatas[k], dtype)
        known = valid & (part >= 0.5)
        mixed = resample(np.where(used, band, 0).astype(working)) / np.where(known, part, 1)
        if dtype.kind in "iu":
            limits = np.iinfo(dtype)
            mixed = np.clip(np.rint(mixed), limits.min, limits.max)
        values[k] = np.where(known, mixed, np.where(valid, missing, 0)).astype(dtype)
    return values, valid


def _missing_value(nodata: float | None, dtype: np.dtype) -> float:
    """What stands where a band has no value and others have."""
    if nodata is not None and fits_type(nodata, dtype):
        return nodata
    return float("nan") if dtype.kind == "f" else 0


def source_box(source: RasterSource, target: TargetGrid) -> tuple[int, int, int, int] | None:
    """Pixels of the source that a target needs: first column, first row, ends; None if none."""
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
    return int(first[0]), int(first[1]), int(end[0]), int(end[1])


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
