"""Small patches of a class raster, merged into their largest neighbours."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np

from ..assess.tally import each_window
from ..raster.source import FileRasterSource
from ..run.batches import ignore_progress, never_cancelled

CONNECTEDNESS = (4, 8)
# Where neighbours have grown a patch may go to them in the next round; more change little.
_MOST_ROUNDS = 8


def sieve_file(
    source: Path,
    target: Path,
    least: int,
    connectedness: int,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write a GeoTIFF in which patches of fewer pixels than ``least`` have a neighbour's class.

    GDAL's sieve: each goes to its largest neighbour, over smaller ones if need be, and stays where
    none is large enough. Nodata takes no part. GDAL's own bindings go through the file line by
    line, and hold some bytes for each patch; rasterio alone would hold all pixels.

    Args:
        source: a GeoTIFF of one band of whole numbers of at most 32 bits.
        target: where the new one goes.
        least: pixels of a patch that stays.
        connectedness: whether pixels that share a corner are of one patch: 4 no, 8 yes.
        progress: called with the fraction done.
        is_cancelled: asked often.

    Raises:
        RuntimeError: GDAL's words.
        CancelledError: ``is_cancelled`` said so.
    """
    try:
        from .sieve_by_osgeo import sieve
    except ImportError:
        from .sieve_by_rasterio import sieve

    sieve(source, target, least, connectedness, progress, is_cancelled)


def sieve_until_same(
    first: Path,
    least: int,
    connectedness: int,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Path:
    """Sieve a file again and again until nothing changes; see sieve_file.

    Args:
        first: the file, which is removed; the others are written beside it, as ``1.tif`` and so on.
        least: see sieve_file.
        connectedness: see sieve_file.
        progress: called with the fraction done.
        is_cancelled: asked often.

    Returns:
        The path of the last.

    Raises:
        RuntimeError: GDAL's words.
        CancelledError: ``is_cancelled`` said so.
    """
    last = first
    for k in range(_MOST_ROUNDS):
        new = first.with_name(f"{k + 1}.tif")

        def tell(fraction: float, left: float = 0.5**k) -> None:
            # Few rounds change anything: each is taken for half of what is left.
            progress(1 - left + left / 2 * fraction)

        sieve_file(last, new, least, connectedness, tell, is_cancelled)
        is_same = _are_equal(last, new, is_cancelled)
        last.unlink()
        last = new
        if is_same:
            break
    return last


def _are_equal(one: Path, other: Path, is_cancelled: Callable[[], bool]) -> bool:
    with closing(FileRasterSource(str(one))) as a, closing(FileRasterSource(str(other))) as b:
        return all(
            np.array_equal(a.read(window)[0], b.read(window)[0])
            for window in each_window(a.info, is_cancelled=is_cancelled)
        )
