"""Accuracies and areas of a map's classes from a sample, with standard errors.

The estimators are those of Stehman, "Estimating area and map accuracy for stratified random
sampling when the strata are different from the map classes" (2014). Where the strata are the map's
classes they are the same, term by term, as equations 1 to 11 of Olofsson et al., "Good practices
for estimating area and assessing accuracy of land change" (2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from ..errors import LayerError
from ..message import Message, counted, name_in_list

# Of a stratum, fewer say nothing of how much they differ.
LEAST_POINTS = 2
# A share of a stratum that is no more than what sums of ground are rounded by.
_ROUNDED = 1e-12


@dataclass(frozen=True)
class Figure:
    """An estimate; all None where the sample says nothing of it.

    Attributes:
        value: the estimate.
        error: its standard error.
        low: where its confidence interval begins.
        high: where it ends.
    """

    value: float | None
    error: float | None
    low: float | None
    high: float | None

    def times(self, factor: float) -> Figure:
        """The same in another unit."""
        numbers = (self.value, self.error, self.low, self.high)
        return Figure(*(None if n is None else n * factor for n in numbers))


@dataclass(frozen=True)
class Assessment:
    """What a sample says of a map.

    Attributes:
        counts: int64 (classes, classes): units of the map's class of the row and the reference's
            class of the column.
        shares: float64 (classes, classes): the same as shares of the ground.
        overall: share of the ground that the map has right.
        users: by class, share of what the map shows as the class that is the class.
        producers: by class, share of what is the class that the map shows as it.
        f1: by class, the harmonic mean of both.
        areas: by class, share of the ground that is the class.
        mapped: by class, share of the ground that the map shows as the class.
        kappa: Cohen's, of the shares; None where chance alone would have all right.
    """

    counts: np.ndarray
    shares: np.ndarray
    overall: Figure
    users: tuple[Figure, ...]
    producers: tuple[Figure, ...]
    f1: tuple[Figure, ...]
    areas: tuple[Figure, ...]
    mapped: tuple[Figure, ...]
    kappa: float | None


def check_strata(
    names: Sequence[str], counts: np.ndarray, areas: np.ndarray, can_join: bool = True
) -> None:
    """Make sure that every stratum with ground has units enough.

    Args:
        names: of the strata.
        counts: int64 (strata, classes, classes), see ``assess``.
        areas: float64 (strata,).
        can_join: whether joining classes joins the strata.

    Raises:
        LayerError: a stratum has fewer than two.
    """
    units = counts.sum(axis=(1, 2))
    few = np.flatnonzero((units < LEAST_POINTS) & (areas > 0))
    if not len(few):
        return
    first = int(few[0])
    more = Message("")
    if len(few) > 1:
        more = counted(len(few) - 1, " ({count} more lacks points)", " ({count} more lack points)")
    remedy = Message("Add points there.")
    if can_join:
        remedy = Message(
            "Add points there, or join classes with {CLASS_MAP} if points had the same chance in "
            "all of them."
        )
    if units[first]:
        raise LayerError(
            "The stratum {stratum} has only 1 point with a reference class{more}; standard errors "
            "need {least} or more. {remedy}",
            stratum=name_in_list(names[first]),
            more=more,
            least=LEAST_POINTS,
            remedy=remedy,
        )
    raise LayerError(
        "The stratum {stratum} has no point with a reference class{more}; each stratum needs "
        "{least} or more. {remedy}",
        stratum=name_in_list(names[first]),
        more=more,
        least=LEAST_POINTS,
        remedy=remedy,
    )


def assess(
    counts: np.ndarray,
    areas: np.ndarray,
    confidence: float = 0.95,
    ground: np.ndarray | None = None,
) -> Assessment:
    """Estimate accuracies and areas.

    Args:
        counts: int64 (strata, classes, classes): units of the stratum, the map's class and the
            reference's class.
        areas: float64 (strata,): ground of each stratum, in any unit. One with ground has two units
            or more.
        confidence: of the intervals, between 0 and 1.
        ground: float64 (strata, classes, classes): ground of these units, in the unit of ``areas``,
            where units are pixels. Then pixels count by their ground, and the share of a stratum
            that was not looked at counts as such (the finite population correction), so that a
            reference of everything has no error. None: points, that are next to nothing.
    """
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    used = areas > 0
    whole, counts, areas = counts.sum(axis=0), counts[used].astype(float), areas[used]
    free = None
    if ground is not None:
        ground = ground[used]
        looked_at = ground.sum(axis=(1, 2))
        free = np.clip(1 - looked_at / areas, 0, 1)
        free[free < _ROUNDED] = 0
        # Weights whose sum is still the number of units.
        counts = ground * (counts.sum(axis=(1, 2)) / looked_at)[:, None, None]
    classes = counts.shape[-1]
    shares = np.einsum("h,hij->ij", areas / areas.sum(), per_unit(counts))
    everything = np.ones((classes, classes))
    right = np.eye(classes)

    def figure(upper: np.ndarray, lower: np.ndarray) -> Figure:
        value, error = weigh(counts, areas, upper, lower, free)
        return _figure(float(value), float(error), z)

    def of_each(make: str) -> tuple[Figure, ...]:
        return tuple(figure(*_parts(make, k, classes)) for k in range(classes))

    agreed = float(np.trace(shares))
    chance = float(shares.sum(axis=0) @ shares.sum(axis=1))
    return Assessment(
        whole,
        shares,
        figure(right, everything),
        users=of_each("users"),
        producers=of_each("producers"),
        f1=of_each("f1"),
        areas=of_each("area"),
        mapped=of_each("mapped"),
        kappa=(agreed - chance) / (1 - chance) if chance < 1 - 1e-12 else None,
    )


def _parts(make: str, k: int, classes: int) -> tuple[np.ndarray, np.ndarray]:
    """What is counted of class ``k``, and out of what, by map's and reference's class."""
    mapped, true = np.zeros((classes, classes)), np.zeros((classes, classes))
    mapped[k, :], true[:, k] = 1, 1
    both, everything = mapped * true, np.ones((classes, classes))
    return {
        "users": (both, mapped),
        "producers": (both, true),
        "f1": (2 * both, mapped + true),
        "area": (true, everything),
        "mapped": (mapped, everything),
    }[make]


def per_unit(counts: np.ndarray) -> np.ndarray:
    """Shares of each stratum's units: the counts by their sum along the last two axes."""
    units = counts.sum(axis=(-2, -1), keepdims=True)
    return np.asarray(counts / np.maximum(units, 1e-300))


def weigh(
    counts: np.ndarray,
    areas: np.ndarray,
    upper: np.ndarray,
    lower: np.ndarray,
    free: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """A ratio of two weighted sums, and its standard error; NaN where the lower one is 0.

    Equations 27 and 28 of Stehman (2014): with a lower value of 1 everywhere they are 3 and 25.

    Args:
        counts: int64 (..., strata, classes, classes) of one sample or many; see ``assess``.
        areas: float64 (..., strata).
        upper: float64 (classes, classes): what a unit of these classes counts above the line.
        lower: the same below it.
        free: float64 (..., strata): share of each stratum that was not sampled; None for all.

    Returns:
        float64 (...): value and standard error.
    """
    units = counts.sum(axis=(-2, -1))
    shares = per_unit(counts)
    above = (areas * np.einsum("...hij,ij->...h", shares, upper)).sum(axis=-1)
    below = (areas * np.einsum("...hij,ij->...h", shares, lower)).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(below > 0, above / below, np.nan)
        rest = upper - value[..., None, None] * lower
        mean = np.einsum("...hij,...ij->...h", shares, rest)
        square = np.einsum("...hij,...ij->...h", shares, rest**2)
        # s2 / n, of which n / (n - 1) makes the sample's variance of the mean square.
        spread = np.maximum(square - mean**2, 0) / np.maximum(units - 1, 1)
        if free is not None:
            spread = spread * free
        error = np.sqrt((areas**2 * spread).sum(axis=-1)) / below
    return value, error


def _figure(value: float, error: float, z: float) -> Figure:
    if value != value or error != error:
        return Figure(None, None, None, None)
    # Shares: below none of it and above all of it there is nothing.
    return Figure(value, error, max(0.0, value - z * error), min(1.0, value + z * error))
