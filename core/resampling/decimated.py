"""Rasters read on fewer pixels than they have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..raster.source import RasterSource


class DecimatedSource(RasterSource):
    """A raster of which every so manieth pixel is read, from overviews where there are some.

    Rows and columns at the lower and right edge that do not make up a pixel are left out.

    Args:
        source: the raster, which stays open.
        factor: how many of its pixels one is wide and high, 1 or more; never more than it has.
    """

    def __init__(self, source: RasterSource, factor: int) -> None:
        info = source.info
        self._source = source
        self._factor = max(1, min(factor, info.width, info.height))
        self.nodata = source.nodata
        a, b, c, d, e, f = info.transform
        k = self._factor
        self.info = replace(
            info,
            transform=(a * k, b * k, c, d * k, e * k, f),
            width=info.width // k,
            height=info.height // k,
        )

    @property
    def factor(self) -> int:
        """How many of the raster's own pixels one is wide and high."""
        return self._factor

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._source.read_overview(width, height)

    def close(self) -> None:
        """See RasterSource.close."""
        self._source.close()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        own = [int(v) * self._factor for v in window]
        return self._source.read_reduced(own, int(window[2]), int(window[3]))
