"""Making class shares match across splits by moving and swapping units."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .request import WHOLE

# Shares are whole numbers of this many parts: sums of integers are the same on every machine.
_PARTS = 1 << 18
# How many units are still searched for the best move, and for the best swap.
MOST_UNITS = 20_000
_MOST_TO_SWAP = 400
_MOST_STEPS = 3000
_WORK = 40_000_000


def choose_strata(counts: np.ndarray) -> np.ndarray:
    """Int64 (U,): the class of which each unit of int64 (U, C) counts holds the largest part.

    Rare classes come first this way, as in Sechidis, Tsoumakas and Vlahavas, "On the Stratification
    of Multi-Label Data" (2011).
    """
    if not counts.shape[1]:
        return np.zeros(len(counts), dtype=np.int64)
    return _parts(counts).argmax(axis=1)


def balance_classes(
    assigned: np.ndarray,
    weights: np.ndarray,
    counts: np.ndarray,
    targets: Sequence[int],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> np.ndarray:
    """Improve an assignment until no move of a unit, and no swap of two, brings the shares nearer.

    What is made small is the sum of squared differences between the shares asked for and achieved,
    over splits and classes, every class counting the same and the number of tiles more than all
    classes together. No split is emptied.

    Args:
        assigned: int64 (U,) split of each unit.
        weights: int64 (U,) tiles in each.
        counts: int64 (U, C) of each class in each; C may be 0.
        targets: share of each split in millionths.
    """
    assigned = assigned.copy()
    weight_of_count = 2 * int(np.ceil(np.sqrt(max(1, counts.shape[1]))))
    parts = np.concatenate((_parts(counts), weight_of_count * _parts(weights[:, None])), axis=1)
    aims = _aims(parts, targets)
    wanted = np.array([t > 0 for t in targets])
    steps = min(_MOST_STEPS, _WORK // max(1, parts.size))
    for _ in range(steps):
        if is_cancelled():
            raise CancelledError
        over = _sums(parts, assigned, len(targets)) - aims
        gain, unit, split = _best_move(parts, assigned, over, wanted)
        if gain < 0:
            assigned[unit] = split
            continue
        if len(assigned) > _MOST_TO_SWAP:
            break
        gain, unit, other = _best_swap(parts, assigned, over)
        if gain >= 0:
            break
        assigned[unit], assigned[other] = assigned[other], assigned[unit]
    return assigned


def _parts(counts: np.ndarray) -> np.ndarray:
    return counts * _PARTS // np.maximum(counts.sum(axis=0), 1)


def _aims(parts: np.ndarray, targets: Sequence[int]) -> np.ndarray:
    totals = parts.sum(axis=0)
    return np.array([totals * t // WHOLE for t in targets])


def _sums(parts: np.ndarray, assigned: np.ndarray, count: int) -> np.ndarray:
    return np.stack([parts[assigned == k].sum(axis=0) for k in range(count)])


def _best_move(
    parts: np.ndarray, assigned: np.ndarray, over: np.ndarray, wanted: np.ndarray
) -> tuple[int, int, int]:
    """Change of the sum, unit and split of the best move; the first by index where several are."""
    # Moving x from s to t changes the sum by 2 x (x + over[t] - over[s]).
    toward = parts @ over.T
    change = (parts * parts).sum(axis=1)[:, None] + toward
    change = change - toward[np.arange(len(assigned)), assigned][:, None]
    blocked = np.iinfo(np.int64).max
    change[np.arange(len(assigned)), assigned] = blocked
    change[:, ~wanted] = blocked
    single = np.bincount(assigned, minlength=len(over))[assigned] == 1
    change[single] = blocked
    best = int(change.argmin())
    unit, split = divmod(best, len(over))
    return int(change[unit, split]), unit, split


def _best_swap(parts: np.ndarray, assigned: np.ndarray, over: np.ndarray) -> tuple[int, int, int]:
    best = (0, -1, -1)
    for s in range(len(over)):
        for t in range(s + 1, len(over)):
            own, others = np.flatnonzero(assigned == s), np.flatnonzero(assigned == t)
            if not len(own) or not len(others):
                continue
            z = parts[own][:, None] - parts[others][None]
            change = (z * (z + (over[t] - over[s]))).sum(axis=2)
            k = int(change.argmin())
            a, b = divmod(k, len(others))
            if change[a, b] < best[0]:
                best = (int(change[a, b]), int(own[a]), int(others[b]))
    return best
