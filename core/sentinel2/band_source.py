"""A band of a Sentinel-2 product as reflectances."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..raster.source import FileRasterSource, RasterSource
from .kept_blocks import KeptBlocks
from .scale import NODATA, SATURATED


class ReflectanceSource(RasterSource):
    """Reads one band as float32 reflectances; 0 (nodata) and 65535 (saturated) are invalid.

    Args:
        path: of the image.
        band: its name.
        offset: what is added to its numbers.
        quantification: what the sum is divided by.
        kept_bytes: memory for blocks that windows share; see KeptBlocks.

    Attributes:
        counts: pixels read so far by kind: valid, saturated, negative. Pixels that are read twice
            count twice.
    """

    def __init__(
        self, path: str, band: str, offset: float, quantification: float, kept_bytes: int = 0
    ) -> None:
        self._source: RasterSource = FileRasterSource(path, "1", NODATA)
        if kept_bytes:
            self._source = KeptBlocks(self._source, kept_bytes)
        self._offset = np.float32(offset)
        self._quantification = np.float32(quantification)
        self._lock = threading.Lock()
        self.counts = {"valid": 0, "saturated": 0, "negative": 0}
        self.info = self._source.info.as_floats("float32", (band,))

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._source.can_be_sent

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in self.__dict__.items() if name != "_lock"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._lock = threading.Lock()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._scale(*self._source.read(window))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._scale(*self._source.read_overview(width, height))

    def _scale(self, numbers: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        is_saturated = (numbers[0] == SATURATED) & valid
        valid = valid & ~is_saturated
        # Whole numbers below 2^24 are exact in float32, so that only the division rounds.
        values = (numbers.astype(np.float32) + self._offset) / self._quantification
        negative = np.count_nonzero(valid & (values[0] < 0))
        values[:, ~valid] = np.nan
        with self._lock:
            self.counts["valid"] += int(np.count_nonzero(valid))
            self.counts["saturated"] += int(np.count_nonzero(is_saturated))
            self.counts["negative"] += int(negative)
        return values, valid

    def close(self) -> None:
        """See RasterSource.close."""
        self._source.close()
