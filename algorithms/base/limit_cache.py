"""Keeping GDAL's block cache from growing with the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

# The engine reads each block once, so that a large cache would only hold what is done with.
_CACHE_BYTES = 96 * 1024**2


@contextmanager
def limited_gdal_cache() -> Iterator[None]:
    """GDAL's cache, by default 5 % of the memory, at most 96 MB within the block.

    Where rasterio brings a GDAL of its own, this does not reach it.
    """
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, _CACHE_BYTES))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
