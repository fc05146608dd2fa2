"""How many points each class of a map gets."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ParameterError
from ..message import list_names
from .estimate import LEAST_POINTS

EQUAL, PROPORTIONAL, NEYMAN, OLOFSSON = "EQUAL", "PROPORTIONAL", "NEYMAN", "OLOFSSON"
ALLOCATIONS = (OLOFSSON, EQUAL, PROPORTIONAL, NEYMAN)
# More nobody interprets, and one that many are asked for is a slip of the keys.
MOST_POINTS = 1_000_000


@dataclass(frozen=True)
class Allocation:
    """How points are dealt to classes.

    Attributes:
        method: EQUAL gives each class as many; PROPORTIONAL by area; NEYMAN by area and by how
            much a class's points will differ, which makes the overall error least; OLOFSSON gives
            rare classes ``least`` points and deals the rest by area, as section 5.1.1 of
            Olofsson et al. (2014) advises.
        count: points of all classes; None where ``error`` decides.
        error: the standard error of the overall accuracy that is wanted, as a share of 1.
        least: points that each class gets at least.
    """

    method: str = OLOFSSON
    count: int | None = None
    error: float | None = None
    least: int = LEAST_POINTS


def points_for_error(areas: np.ndarray, expected: np.ndarray, error: float) -> int:
    """How many points make the overall accuracy's standard error so small.

    Equation 13 of Olofsson et al. (2014), which is 5.25 of Cochran's "Sampling Techniques"
    (1977), for maps of very many pixels.

    Args:
        areas: float64 (classes,).
        expected: the user's accuracy that each class is thought to have, 0 to 1.
        error: the standard error, as a share of 1.

    Raises:
        ParameterError: it is no such share, or it would take too many.
    """
    if not 0 < error < 1:
        raise ParameterError(
            "{TARGET_ERROR} is {error:g}; it is a percentage above 0, such as 2.", error=100 * error
        )
    spread = float((areas / areas.sum()) @ np.sqrt(expected * (1 - expected)))
    needed = (spread / error) ** 2
    # 640.0000001 points are 640.
    count = max(LEAST_POINTS, math.ceil(needed - 1e-6))
    if count > MOST_POINTS:
        raise ParameterError(
            "{TARGET_ERROR} {error:g} % would take {count} points; choose a larger one.",
            error=100 * error,
            count=count,
        )
    return count


def allocate(
    rule: Allocation, areas: np.ndarray, pixels: np.ndarray, expected: np.ndarray
) -> np.ndarray:
    """Int64 (classes,): points of each class, never more than it has pixels.

    Args:
        rule: see Allocation.
        areas: float64 (classes,): ground of each class; all above 0.
        pixels: int64 (classes,): pixels that points may be drawn from.
        expected: the user's accuracy that each class is thought to have, 0 to 1.

    Raises:
        ParameterError: there are fewer points than the classes need.
    """
    count = rule.count
    if rule.error is not None:
        count = points_for_error(areas, expected, rule.error)
    if count is None:
        raise ParameterError("Give {COUNT}, the number of points, or {TARGET_ERROR}.")
    least = np.minimum(max(LEAST_POINTS, rule.least), pixels)
    if rule.method == EQUAL:
        least = np.minimum(LEAST_POINTS, pixels)
    if rule.error is not None:
        count = max(count, int(least.sum()))
    if count < least.sum():
        raise ParameterError(
            "{COUNT} is {count}, and {classes} classes with {least} points or more take {needed}; "
            "raise {COUNT}, or lower {MIN_PER_CLASS}.",
            count=count,
            classes=len(areas),
            least=int(least.max()),
            needed=int(least.sum()),
        )
    weights = {
        EQUAL: np.ones(len(areas)),
        NEYMAN: areas * np.sqrt(np.maximum(expected * (1 - expected), 1e-12)),
    }.get(rule.method, areas)
    return _deal(count, weights, least, pixels)


def _deal(count: int, weights: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """Whole numbers by weights, within bounds; what a bound takes or gives the others share."""
    count = min(count, int(most.sum()))
    fixed = np.full(len(weights), -1, dtype=np.int64)
    while True:
        is_open = fixed < 0
        left = count - int(fixed[~is_open].sum())
        if not is_open.any():
            return fixed
        shares = left * weights[is_open] / weights[is_open].sum()
        low, high = shares < least[is_open], shares > most[is_open]
        # One side at a time: what one bound takes may free the other.
        if (
            low.any()
            and (least[is_open] - shares)[low].sum() >= (shares - most[is_open])[high].sum()
        ):
            chosen = np.flatnonzero(is_open)[low]
            fixed[chosen] = least[chosen]
        elif high.any():
            chosen = np.flatnonzero(is_open)[high]
            fixed[chosen] = most[chosen]
        else:
            fixed[is_open] = _whole(shares, left)
            return fixed


def _whole(shares: np.ndarray, count: int) -> np.ndarray:
    """Whole numbers of a given sum by the largest remainders."""
    whole = np.floor(shares + 1e-9).astype(np.int64)
    order = np.argsort(-(shares - whole), kind="stable")
    whole[order[: count - int(whole.sum())]] += 1
    return whole


def read_expected(text: str, names: Sequence[str]) -> np.ndarray:
    """User's accuracies that are expected, 0 to 1, from ``80`` or ``90,water=98,bare=60``.

    Args:
        text: percentages; one alone is of all classes that none is given for. Empty: 80.
        names: of the classes.

    Raises:
        ParameterError: what cannot be understood, no percentage, or no such class.
    """
    found = np.full(len(names), 0.8)
    named: dict[str, float] = {}
    for part in filter(None, (p.strip() for p in text.replace("\n", ",").split(","))):
        name, equals, number = part.rpartition("=")
        percent = _percent(number)
        if percent is None:
            raise ParameterError(
                "{EXPECTED_ACCURACY} has {part!r}; write a percentage from 0 to 100, and others of "
                "single classes behind it, for example 80,water=95.",
                part=part,
            )
        if not equals:
            found[:] = percent / 100
            continue
        name = name.strip()
        if name not in names:
            raise ParameterError(
                "{EXPECTED_ACCURACY} names the class {name!r}, which the map does not have; it has "
                "{names}.",
                name=name,
                names=list_names(names),
            )
        named[name] = percent / 100
    for name, share in named.items():
        found[list(names).index(name)] = share
    return found


def _percent(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 100 else None
