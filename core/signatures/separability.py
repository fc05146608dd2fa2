"""How well classes can be told apart by their bands: Jeffries-Matusita distances."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

# As in use since Swain and Davis; ENVI's and SCP's manuals name the same.
WELL, HARDLY = 1.9, 1.0
# Pixels a band with which a class is described by itself.
_ENOUGH = 10
# Of the variance within classes: what keeps bands that say the same from a singular matrix.
_RIDGE = 1e-6
# With more bands not all pairs of them are tried.
_MOST_BANDS = 24


def regularize(counts: Sequence[int], covariances: np.ndarray) -> np.ndarray:
    """Covariances that can be inverted, however few pixels a class has.

    A class of less than ten pixels a band counts as if as many pixels more as there are bands had
    the covariance that is pooled from all classes, which is the mixture of Friedman, "Regularized
    Discriminant Analysis" (1989), with a weight that fades as pixels become many. A class that has
    them, the least that Richards advises, is described by itself, as one that varies much would
    else blur those that do not. A millionth of the variance of each band is added, for
    bands that follow from others.

    Args:
        counts: pixels of each class.
        covariances: float64 (classes, bands, bands), unbiased; zeros for a class of one pixel.
    """
    bands = covariances.shape[1]
    weights = np.maximum(np.asarray(counts, dtype=float) - 1, 0)[:, None, None]
    pooled = (weights * covariances).sum(axis=0) / max(float(weights.sum()), 1.0)
    lent = np.where(weights + 1 < _ENOUGH * bands, bands, 0)
    mixed = (weights * covariances + lent * pooled) / (weights + lent)
    own, common = np.diagonal(mixed, axis1=1, axis2=2), np.diagonal(pooled)
    # A band that is constant in a class, or in all, has no spread of its own.
    spread = np.where(own > 0, own, np.where(common > 0, common, 1.0))
    return np.asarray(mixed + _RIDGE * spread[:, :, None] * np.eye(bands))


def jeffries_matusita(means: np.ndarray, covariances: np.ndarray) -> np.ndarray:
    """Jeffries-Matusita distances of normal classes, 0 for the same to 2 for ones quite apart.

    2 (1 - exp(-B)) with the Bhattacharyya distance
    B = d' S^-1 d / 8 + ln(|S| / sqrt(|S1| |S2|)) / 2 of means that differ by d, and S the mean
    of the covariances S1 and S2: Swain and Davis, "Remote
    Sensing: The Quantitative Approach" (1978); Richards, "Remote Sensing Digital Image Analysis"
    (2013), 10.6. Bhattacharyya, "On a measure of divergence between two statistical populations"
    (1943).

    Args:
        means: float64 (classes, bands).
        covariances: float64 (classes, bands, bands), positive definite.

    Returns:
        float64 (classes, classes), symmetric, 0 on its diagonal.
    """
    count = len(means)
    found = np.zeros((count, count))
    first, second = np.triu_indices(count, 1)
    if not len(first):
        return found
    # Bands of very different units would lose digits: distances do not depend on units.
    scale = np.sqrt(np.diagonal(covariances, axis1=1, axis2=2).mean(axis=0))
    covariances = covariances / (scale[:, None] * scale)
    apart = (means[first] - means[second]) / scale
    middle = (covariances[first] + covariances[second]) / 2
    logs = np.linalg.slogdet(covariances)[1]
    square = (apart * np.linalg.solve(middle, apart[..., None])[..., 0]).sum(axis=1)
    ratio = np.linalg.slogdet(middle)[1] - (logs[first] + logs[second]) / 2
    distance = np.maximum(square / 8 + ratio / 2, 0)
    found[first, second] = found[second, first] = 2 * -np.expm1(-distance)
    return found


def telling_bands(means: np.ndarray, covariances: np.ndarray) -> tuple[int, int]:
    """The two bands that tell classes apart best: by the mean distance of all pairs of classes.

    Of one band it is this band twice.
    """
    bands = means.shape[1]
    if bands < 2:
        return 0, 0
    within = np.diagonal(covariances, axis1=1, axis2=2).mean(axis=0)
    order = np.argsort(-means.var(axis=0) / within, kind="stable")[:_MOST_BANDS]
    best, least = (0, 1), -1.0
    for pair in combinations(sorted(order.tolist()), 2):
        part = covariances[:, pair][:, :, pair]
        mean = float(jeffries_matusita(means[:, pair], part).sum())
        if mean > least + 1e-12:
            best, least = pair, mean
    return best
