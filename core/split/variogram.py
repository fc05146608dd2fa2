"""How far labels are alike: the empirical variogram of tiles' classes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classes.shares import ClassShares
from ..errors import SplitError

_SAMPLE = 1500
_BINS = 20
_LEAST_TILES = 30
_CANDIDATES = 200
# A structure that explains less than this of the differences is noise.
_LEAST_STRUCTURE = 0.1
_DIGITS = 2


@dataclass(frozen=True)
class LabelVariogram:
    """What was found.

    Attributes:
        lags: metres between tile centres, the middle of each class of distance.
        values: semivariance at each: half the mean squared difference, summed over classes, which
            for one class a tile is the chance that two tiles differ.
        model: the fitted spherical model at the same lags.
        range: metres beyond which labels are no more alike than anywhere; 0 when they never are.
        reach: the longest distance that was looked at.
        tile_count: how many tiles were compared.
    """

    lags: tuple[float, ...]
    values: tuple[float, ...]
    model: tuple[float, ...]
    range: float
    reach: float
    tile_count: int

    def describe(self) -> dict[str, Any]:
        """As plain values, for reports."""
        return {
            "lags": [round(v, 3) for v in self.lags],
            "values": [round(v, 6) for v in self.values],
            "model": [round(v, 6) for v in self.model],
            "range": self.range,
        }

    @property
    def is_open(self) -> bool:
        """Whether labels are still alike at the longest distance."""
        return self.range >= self.reach


def measure_variogram(
    places: np.ndarray, classes: ClassShares, keys: np.ndarray, reach: float | None = None
) -> LabelVariogram:
    """Fit a spherical model with nugget to the variogram of class indicators.

    Pairs up to half the longest distance count, in classes of equal width, weighted by their number
    (Journel and Huijbregts, "Mining Geostatistics", 1978; indicators: Journel, "Nonparametric
    Estimation of Spatial Distributions", 1983). Ranges are rounded to two digits.

    Args:
        places: float64 (N, 2) or (N, 3) tile centres in metres.
        classes: their classes.
        keys: uint64 (N,): the tiles with the least numbers are compared when there are many.
        reach: the longest distance to look at in metres, instead of half the longest there is.

    Raises:
        SplitError: too few tiles, one class only, or one place only.
    """
    order = np.argsort(keys, kind="stable")
    if classes.codes is not None:
        order = order[classes.codes[order] >= 0]
    index = order[:_SAMPLE]
    if len(index) < _LEAST_TILES:
        raise SplitError(
            "{BUFFER_AUTO} compares the labels of at least {least_tiles} tiles, and there are "
            "{count}; give {SPLIT_BUFFER} instead.",
            least_tiles=_LEAST_TILES,
            count=len(index),
        )
    shares = classes.indicators(index)
    if not np.ptp(shares, axis=0).any():
        raise SplitError(
            "{BUFFER_AUTO} compares labels, and all tiles have the same; give {SPLIT_BUFFER} "
            "instead."
        )
    distance, difference = _compare(places[index], shares)
    longest = float(distance.max()) / 2
    reach = longest if reach is None else min(reach, longest)
    if not reach:
        raise SplitError(
            "{BUFFER_AUTO} compares the labels of different places, and all tiles are at one; give "
            "{SPLIT_BUFFER} instead."
        )
    lags, values, counts = _bin(distance, difference, reach)
    found, model = _fit(lags, values, counts, reach)
    return LabelVariogram(
        tuple(lags.tolist()),
        tuple(values.tolist()),
        tuple(model.tolist()),
        found,
        reach,
        len(index),
    )


def _compare(places: np.ndarray, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    i, j = np.triu_indices(len(places), k=1)
    apart = places[i] - places[j]
    distance = np.hypot(*apart.T) if apart.shape[1] == 2 else np.linalg.norm(apart, axis=1)
    difference = np.zeros(len(i))
    for column in shares.T:
        difference += (column[i] - column[j]) ** 2 / 2
    return distance, difference


def _bin(
    distance: np.ndarray, difference: np.ndarray, reach: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    near = distance <= reach
    place = np.minimum((distance[near] / reach * _BINS).astype(int), _BINS - 1)
    counts = np.bincount(place, minlength=_BINS)
    used = counts > 0
    lags = np.bincount(place, distance[near], _BINS)[used] / counts[used]
    values = np.bincount(place, difference[near], _BINS)[used] / counts[used]
    return lags, values, counts[used].astype(float)


def _fit(
    lags: np.ndarray, values: np.ndarray, counts: np.ndarray, reach: float
) -> tuple[float, np.ndarray]:
    """The range of the best spherical model, and its values; 0 when flat is as good."""
    weights = counts / counts.sum()
    mean = (weights * values).sum()
    flat = (weights * (values - mean) ** 2).sum()
    best = (flat, 0.0, np.full(len(lags), mean), 0.0, mean)
    for k in range(1, _CANDIDATES + 1):
        span = reach * k / _CANDIDATES
        h = np.minimum(lags / span, 1)
        shape = 1.5 * h - 0.5 * h**3
        centred = shape - (weights * shape).sum()
        spread = (weights * centred**2).sum()
        if spread <= 1e-12:
            continue
        sill = (weights * centred * (values - mean)).sum() / spread
        nugget = mean - sill * (weights * shape).sum()
        if nugget < 0:
            nugget = 0.0
            sill = (weights * shape * values).sum() / (weights * shape**2).sum()
        if sill <= 0:
            continue
        model = nugget + sill * shape
        error = (weights * (values - model) ** 2).sum()
        if error < best[0] * (1 - 1e-9):
            best = (error, span, model, sill, nugget)
    _, span, model, sill, nugget = best
    if span == 0 or sill < _LEAST_STRUCTURE * (sill + nugget):
        return 0.0, np.full(len(lags), mean)
    digits = _DIGITS - 1 - int(np.floor(np.log10(span)))
    return float(min(reach, round(span, digits))), model
