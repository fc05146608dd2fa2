"""Rasters that are open only while they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from .source import RasterSource

# Systems allow 256 (macOS) or 1024 open files; QGIS has its own besides.
MOST_OPEN = 100


class TransientSource:
    """A RasterSource that opens its raster anew for each window.

    Hundreds of dates, each open in each thread, are more files than a system allows; windows are
    large enough that opening does not count.

    Args:
        make: opens the raster.
    """

    def __init__(self, make: Callable[[], RasterSource]) -> None:
        self._make = make
        source = make()
        self.info = source.info
        self.can_be_sent = getattr(source, "can_be_sent", False)
        source.close()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        source = self._make()
        try:
            return source.read(window)
        finally:
            source.close()

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        source = self._make()
        try:
            return source.read_overview(width, height)
        finally:
            source.close()

    def close(self) -> None:
        """Nothing is open."""


def open_sources(makers: Sequence[Callable[[], RasterSource]], workers: int) -> list[RasterSource]:
    """Open rasters for good, or each time they are read where they are too many."""
    if len(makers) * (workers + 1) > MOST_OPEN:
        return [TransientSource(make) for make in makers]
    opened = []
    try:
        for make in makers:
            opened.append(make())
    except BaseException:
        for source in opened:
            source.close()
        raise
    return opened
