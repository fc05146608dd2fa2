"""Rasters that store numbers with a scale and an offset, read as what these stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from .info import RasterInfo
from .source import RasterSource


def float_type(dtype: str) -> np.dtype:
    """The smallest float type that holds all values of a type exactly, as far as one does."""
    kind = np.dtype(dtype)
    is_small = (
        kind == np.float32 or kind == np.float16 or (kind.kind in "iub" and kind.itemsize <= 2)
    )
    return np.dtype(np.float32 if is_small else np.float64)


def with_gaps(values: np.ndarray, valid: np.ndarray, info: RasterInfo) -> np.ndarray:
    """Values (bands, height, width) as floats, NaN where a band has no value of its own."""
    numbers = values.astype(float_type(info.dtype))
    for k, band in enumerate(values):
        has = info.has_values(k, band)
        numbers[k][~valid if has is None else ~(valid & has)] = np.nan
    return numbers


def is_scaled(info: RasterInfo) -> bool:
    """Whether a raster says that its numbers stand for others."""
    return any(v != 1 for v in info.scales) or any(info.offsets)


def true_values(values: np.ndarray, valid: np.ndarray, info: RasterInfo) -> np.ndarray:
    """Values (bands, height, width) as floats, scaled where the raster says how, NaN for gaps."""
    numbers = with_gaps(values, valid, info)
    if is_scaled(info):
        shape = (-1, 1, 1)
        numbers *= np.array(info.scales, dtype=numbers.dtype).reshape(shape)
        numbers += np.array(info.offsets, dtype=numbers.dtype).reshape(shape)
    return numbers


class TrueValues(RasterSource):
    """A RasterSource of floats, NaN where a band has no value of its own.

    Dates may be stored with different scales: products before and after a change of processing.

    Args:
        source: a raster, with or without a scale.
        dtype: a float type; by default the smallest that holds what the file stores.
    """

    is_scaled = True

    def __init__(self, source: RasterSource, dtype: str = "") -> None:
        self._source = source
        self.info = source.info.as_floats(dtype or float_type(source.info.dtype).name)
        self.is_asked = source.is_asked

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._source.can_be_sent

    def fingerprint(self) -> str | None:
        """See RasterSource.fingerprint."""
        return self._source.fingerprint()

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        """See RasterSource.count_requests."""
        return self._source.count_requests(windows)

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._convert(*self._source.read(window))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._convert(*self._source.read_overview(width, height))

    def _convert(self, values: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        numbers = true_values(values, valid, self._source.info)
        return numbers.astype(self.info.dtype, copy=False), valid

    def close(self) -> None:
        """See RasterSource.close."""
        self._source.close()
