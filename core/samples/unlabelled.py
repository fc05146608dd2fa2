"""Pixels from anywhere in a raster, at random, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..hashing import hash_numbers
from ..raster.source import RasterSource
from ..run.batches import ignore_progress, never_cancelled
from .labelled import has_all_values, strip_windows, strips
from .samples import PixelSamples

# Places drawn for each pixel that is wanted, as some will be nodata.
_SPARE = 4


def sample_raster(
    source: RasterSource,
    count: int,
    seed: int,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> PixelSamples:
    """At most ``count`` pixels with a value in every band, of class 0 and polygon 0.

    Fewer come back where three quarters of the raster or more are nodata.
    """
    info = source.info
    pixels = info.width * info.height
    drawn = min(_SPARE * count, pixels)
    if drawn == pixels:
        places = np.arange(pixels, dtype=np.int64)
    else:
        places = (hash_numbers(seed, np.arange(drawn)) % np.uint64(pixels)).astype(np.int64)
    _, first = np.unique(places, return_index=True)
    ranks = np.sort(first)
    rows, cols = np.divmod(places[ranks], info.width)
    parts, kept = [], []
    for top, height in strips(info, rows, rows + 1):
        in_strip = np.flatnonzero((rows >= top) & (rows < top + height))
        lefts = cols[in_strip]
        for window in strip_windows(info, top, height, lefts, lefts + 1):
            if is_cancelled():
                raise CancelledError
            left, width = window[0], window[2]
            here = in_strip[(cols[in_strip] >= left) & (cols[in_strip] < left + width)]
            values, valid = source.read(window)
            complete = has_all_values(source, values, valid)
            here = here[complete[rows[here] - top, cols[here] - left]]
            parts.append(values[:, rows[here] - top, cols[here] - left].T)
            kept.append(here)
        progress((top + height) / info.height)
    index = np.concatenate(kept) if kept else np.zeros(0, dtype=np.int64)
    values = np.concatenate(parts) if parts else np.empty((0, len(info.bands)), info.dtype)
    if drawn == pixels:
        # Every place was drawn: a random order decides instead.
        order = np.argsort(hash_numbers(seed, places[ranks][index]), kind="stable")
    else:
        order = np.argsort(index)
    order = order[:count]
    none = np.zeros(len(order), dtype=np.int64)
    chosen = index[order]
    samples = PixelSamples(values[order], none.astype(np.int32), none, cols[chosen], rows[chosen])
    return samples.in_reading_order()
