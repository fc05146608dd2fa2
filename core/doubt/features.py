"""What a tile looks like in numbers: brightness, spread and texture of each band, and colours."""

from __future__ import annotations

from itertools import combinations

import numpy as np

_PERCENTILES = (2, 10, 25, 50, 75, 90, 98)
# Differences of all bands with all others would be thousands of numbers where bands are many.
_MOST_PAIRED = 6
# Pixels a side whose mean is one cell of the coarse texture.
_COARSE = 4


def tile_features(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """Float64 (F,): F depends on the number of bands alone.

    Of each band the mean, standard deviation and percentiles, how steep its values rise between
    neighbours, between means of 4 by 4 pixels, along rows and along columns; of pairs of bands the
    normalised difference.

    Args:
        values: (bands, height, width).
        valid: bool (height, width); other pixels count for nothing.
    """
    bands = np.asarray(values, dtype=np.float64)
    found: list[float] = []
    for band in bands:
        masked = np.where(valid, band, np.nan)
        found += _spread(masked)
        found += _texture(masked)
    for i, j in _pairs(len(bands)):
        one, other = bands[i][valid], bands[j][valid]
        size = np.abs(one) + np.abs(other)
        difference = np.divide(one - other, size, out=np.zeros_like(one), where=size > 0)
        found += _summary(difference, (10, 50, 90))
    return np.array(found)


def _pairs(count: int) -> list[tuple[int, int]]:
    if count <= _MOST_PAIRED:
        return list(combinations(range(count), 2))
    return [(k, k + 1) for k in range(count - 1)]


def _spread(band: np.ndarray) -> list[float]:
    return _summary(band[np.isfinite(band)], _PERCENTILES)


def _summary(values: np.ndarray, percentiles: tuple[int, ...]) -> list[float]:
    if not values.size:
        return [0.0] * (2 + len(percentiles))
    return [
        float(values.mean()),
        float(values.std()),
        *np.percentile(values, percentiles).tolist(),
    ]


def _texture(band: np.ndarray) -> list[float]:
    found = []
    for cells in (band, _mean_cells(band)):
        across, down = np.diff(cells, axis=1), np.diff(cells, axis=0)
        steep = np.hypot(across[:-1], down[:, :-1])
        found += _summary(steep[np.isfinite(steep)], (90,))
        found += [_mean_size(across), _mean_size(down)]
    return found


def _mean_size(steps: np.ndarray) -> float:
    sizes = np.abs(steps[np.isfinite(steps)])
    return float(sizes.mean()) if sizes.size else 0.0


def _mean_cells(band: np.ndarray) -> np.ndarray:
    """Means of whole cells; NaN where a pixel of one is."""
    rows, columns = (side // _COARSE for side in band.shape)
    whole = band[: rows * _COARSE, : columns * _COARSE]
    return whole.reshape(rows, _COARSE, columns, _COARSE).mean(axis=(1, 3))
