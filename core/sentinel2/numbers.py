"""Reflectances of a product as whole numbers of 16 bits, as products store them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..raster.source import RasterSource
from .scale import NODATA, SATURATED


class NumberSource(RasterSource):
    """Numbers that stand for reflectances: reflectance = (number + offset) / quantification.

    Pixels that a product stores with this offset and quantification come out as it stores them;
    others, and those that are resampled, as the nearest number. 0 is nodata. Numbers that would
    not fit are the least, 1, or the greatest below those that stand for saturation.

    Args:
        source: reflectances, NaN where there is none.
        offsets: of each of its bands.
        quantification: see above.
    """

    def __init__(
        self, source: RasterSource, offsets: Sequence[float], quantification: float
    ) -> None:
        self._source = source
        self._offsets = np.array(offsets, dtype=np.float64).reshape(-1, 1, 1)
        self._quantification = quantification
        count = len(source.info.bands)
        self.info = replace(
            source.info,
            dtype="uint16",
            nodatas=(float(NODATA),) * count,
            scales=(1 / quantification,) * count,
            offsets=tuple(offset / quantification for offset in offsets),
        )

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._source.can_be_sent

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._number(*self._source.read(window))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._number(*self._source.read_overview(width, height))

    def _number(self, values: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        known = np.isfinite(values)
        numbers = np.rint(values * self._quantification - self._offsets)
        fitting = np.clip(numbers, NODATA + 1, SATURATED - 1, where=known, out=numbers)
        return np.where(known, fitting, NODATA).astype(np.uint16), valid

    def close(self) -> None:
        """See RasterSource.close."""
        self._source.close()
