"""Rasters that are open only while they are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing

import numpy as np

from .source import RasterSource
from .unchanged import NotedFiles

# Systems allow 256 (macOS) or 1024 open files; QGIS has its own besides.
MOST_OPEN = 100


class TransientSource(RasterSource):
    """A RasterSource that opens its raster anew for each window.

    Hundreds of dates, each open in each thread, are more files than a system allows; windows are
    large enough that opening does not count.

    Args:
        make: opens the raster.
    """

    def __init__(self, make: Callable[[], RasterSource]) -> None:
        self._make = make
        with closing(make()) as source:
            self.info = source.info
            self._can_be_sent = source.can_be_sent
        # A source notes what it opens, and each window has another one.
        self._files = NotedFiles([self.info.path])

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._can_be_sent

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        with closing(self._make()) as source:
            read = source.read(window)
        self._files.check()
        return read

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        with closing(self._make()) as source:
            read = source.read_overview(width, height)
        self._files.check()
        return read

    def close(self) -> None:
        """Nothing is open."""


def open_sources(makers: Sequence[Callable[[], RasterSource]], workers: int) -> list[RasterSource]:
    """Open rasters for good, or each time they are read where they are too many.

    Those of servers stay: nothing of them is open.
    """
    if len(makers) * (workers + 1) > MOST_OPEN:
        return [
            make() if getattr(make, "is_asked", False) else TransientSource(make) for make in makers
        ]
    with ExitStack() as stack:
        opened = [stack.enter_context(closing(make())) for make in makers]
        stack.pop_all()
    return opened
