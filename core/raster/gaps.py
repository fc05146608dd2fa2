"""Pixels as numbers in which NaN says that there is none."""

from __future__ import annotations

import numpy as np

from .info import RasterInfo


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
