"""Assigning units of tiles to splits by their weights alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .request import WHOLE


def assign_in_order(
    weights: np.ndarray, targets: Sequence[int], strata: np.ndarray | None = None
) -> np.ndarray:
    """Cut an order of units into splits, in each stratum by itself.

    The order comes from a hash, so it is as good as shuffled; the middle of a unit decides. Hence
    every split's share is within the largest unit of what was asked for, and a unit that is added
    moves only those that stand at a cut.

    Args:
        weights: int64 (U,) tiles in each unit, in that order.
        targets: share of each split in millionths.
        strata: int64 (U,) or None.

    Returns:
        int64 (U,): index of the split.
    """
    if strata is None:
        strata = np.zeros(len(weights), dtype=np.int64)
    order = np.argsort(strata, kind="stable")
    ordered, sorted_weights = strata[order], weights[order]
    ends = np.cumsum(sorted_weights)
    first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
    length = np.diff(np.append(first, len(ordered)))
    before = np.repeat(ends[first] - sorted_weights[first], length)
    total = np.repeat(np.add.reduceat(sorted_weights, first), length)
    middle = 2 * (ends - before) - sorted_weights
    assigned = np.zeros(len(weights), dtype=np.int64)
    for cut in np.cumsum(targets)[:-1].tolist():
        assigned[order] += middle * (WHOLE // 2) >= total * cut
    return assigned


def assign_in_turn(weights: np.ndarray, targets: Sequence[int], start: int) -> np.ndarray:
    """Assign units that lie side by side so that splits alternate.

    Each unit goes to the split that lacks most tiles once the unit is counted.

    Args:
        weights: int64 (U,) tiles in each unit, in the order in which they lie.
        targets: share of each split in millionths.
        start: the unit that is assigned first; those before it come last.
    """
    assigned = np.zeros(len(weights), dtype=np.int64)
    given = [0] * len(targets)
    total = 0
    order = np.roll(np.arange(len(weights)), -start)
    for unit, weight in zip(order.tolist(), weights[order].tolist()):
        total += weight
        lacks = [t * total - WHOLE * g if t else -1 for t, g in zip(targets, given)]
        split = lacks.index(max(lacks))
        given[split] += weight
        assigned[unit] = split
    return assigned


def give_each_a_unit(
    assigned: np.ndarray, weights: np.ndarray, targets: Sequence[int]
) -> np.ndarray:
    """Splits that are wanted and got nothing get a small unit of the split that has most of them.

    There must be as many units as wanted splits.
    """
    assigned = assigned.copy()
    counts = np.bincount(assigned, minlength=len(targets))
    for split, target in enumerate(targets):
        if target and not counts[split]:
            units = np.flatnonzero(assigned == counts.argmax())
            unit = units[np.argmin(weights[units])]
            counts[assigned[unit]] -= 1
            counts[split] += 1
            assigned[unit] = split
    return assigned
