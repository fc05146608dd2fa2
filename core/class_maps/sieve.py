"""Small patches of a class raster, merged into their largest neighbours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..run.batches import ignore_progress, never_cancelled

CONNECTEDNESS = (4, 8)


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
