"""Mean and spread of a band or an index around each pixel, which tell textures apart."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from .meanings import MEANINGS
from .table import INDICES, SpectralIndex

LEAST, MOST = 3, 31
_NAME = re.compile(r"([A-Z0-9]+)_(MEAN|SD)(\d{1,3})")


def find_index(name: str) -> SpectralIndex | None:
    """What is called so: an index of the table, or a mean or a spread such as ``NDVI_SD5``.

    Args:
        name: of an index; or this, or what a band means, in capitals, with ``_MEAN`` or ``_SD`` and
            the side of a square of pixels behind it, an odd number from 3 to 31.
    """
    if name in INDICES:
        return INDICES[name]
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    base, side = found[1], int(found[3])
    if not LEAST <= side <= MOST or side % 2 == 0:
        return None
    if base in INDICES:
        index = INDICES[base]
        return _around(name, index.bands, index.formula, index.compute, side, index.is_ratio)
    meaning = base.lower()
    if meaning in MEANINGS:
        return _around(name, (meaning,), meaning, lambda b: b[meaning], side, True)
    return None


def index_of(name: str) -> SpectralIndex:
    """The same, of a name that is known.

    Raises:
        KeyError: it is not.
    """
    index = find_index(name)
    if index is None:
        raise KeyError(name)
    return index


def _around(
    name: str,
    bands: tuple[str, ...],
    formula: str,
    compute: Callable[[dict[str, Any]], np.ndarray],
    side: int,
    is_ratio: bool,
) -> SpectralIndex:
    is_mean = "_MEAN" in name
    what = "mean" if is_mean else "standard deviation"
    measure = window_mean if is_mean else window_deviation
    return SpectralIndex(
        name,
        f"{what} around each pixel",
        bands,
        f"{what} of {formula} in {side} x {side} pixels",
        "",
        lambda b: measure(compute(b), side),
        is_ratio,
        side // 2,
    )


def window_mean(values: np.ndarray, side: int) -> np.ndarray:
    """The mean of the finite values in a square around each pixel.

    Args:
        values: float (height, width).
        side: of the square, odd.

    Returns:
        Float64 (height, width), NaN where the pixel itself is not finite. What a pixel gets depends
        on its square alone, bit by bit, wherever the array begins.
    """
    known, has = _known(values)
    count = np.maximum(_sum_around(has.astype(np.float64), side), 1)
    return np.where(has, _sum_around(known, side) / count, np.nan)


def window_deviation(values: np.ndarray, side: int) -> np.ndarray:
    """The standard deviation of all finite values in a square, divided by their number; see above.

    Whole numbers that are all alike give 0.
    """
    known, has = _known(values)
    count = np.maximum(_sum_around(has.astype(np.float64), side), 1)
    spread = count * _sum_around(known * known, side) - _sum_around(known, side) ** 2
    return np.where(has, np.sqrt(np.maximum(spread, 0)) / count, np.nan)


def _known(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    has = np.isfinite(values)
    return np.where(has, values, 0).astype(np.float64), has


def _sum_around(values: np.ndarray, side: int) -> np.ndarray:
    """Sums over squares; a shift at a time, so that they do not depend on other pixels."""
    height, width = values.shape
    padded = np.pad(values, side // 2)
    rows = padded[:height].copy()
    for k in range(1, side):
        rows += padded[k : k + height]
    found = rows[:, :width].copy()
    for k in range(1, side):
        found += rows[:, k : k + width]
    return found
