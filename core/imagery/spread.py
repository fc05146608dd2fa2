"""Choosing days that are spread over time as evenly as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

_FAR = np.iinfo(np.int64).max // 4


def spread_days(
    days: Sequence[int], count: int, period: tuple[int, int], costs: Sequence[float] | None = None
) -> list[int]:
    """Choose days, spread as evenly as can be.

    Of all choices those whose least gap between neighbours is greatest; of these the one nearest to
    an even spacing of the whole period, by the sum of squared distances; of these the one of least
    cost; then the earliest. The least gap is found by bisection, the rest by dynamic programming,
    so that no choice is better.

    Args:
        days: different days in ascending order.
        count: how many to choose; all where there are no more.
        period: first and last day.
        costs: 0 to 100 for each day, such as its cloud cover.

    Returns:
        Indices of the chosen days, ascending.
    """
    if count >= len(days):
        return list(range(len(days)))
    if count < 1:
        return []
    days = [int(day) for day in days]
    gap = _greatest_least_gap(days, count)
    place = np.array(days, dtype=np.int64)
    steps = max(1, count - 1)
    length = period[1] - period[0]
    # In parts of a day, so that the even spacing is whole numbers too.
    start = period[0] * steps + (length // 2 if count == 1 else 0)
    ideals = [start + k * length for k in range(count)]
    scale, extra = _scale_costs(costs, count, max(length, days[-1] - days[0]) * steps, len(days))

    def distances(k: int) -> np.ndarray:
        return (place * steps - ideals[k]) ** 2 * scale + extra

    total = distances(0)
    before = np.zeros((count, len(days)), dtype=np.int64)
    # The last day that is far enough before each.
    ends = np.searchsorted(place, place - gap, side="right")
    for chosen in range(1, count):
        following = np.full(len(days), _FAR, dtype=np.int64)
        own = distances(chosen)
        for i in range(chosen, len(days)):
            end = int(ends[i])
            if end < 1:
                continue
            best = int(total[:end].argmin())
            if total[best] < _FAR:
                following[i] = total[best] + own[i]
                before[chosen, i] = best
        total = following
    last = int(total.argmin())
    picked = [last]
    for chosen in range(count - 1, 0, -1):
        last = int(before[chosen, last])
        picked.append(last)
    return picked[::-1]


def _scale_costs(
    costs: Sequence[float] | None, count: int, reach: int, days: int
) -> tuple[int, np.ndarray]:
    """A factor for squared distances, and costs that all together stay below one of them."""
    scale = 100 * count + 1
    if costs is None or reach**2 * count * scale >= _FAR:
        return 1, np.zeros(days, dtype=np.int64)
    return scale, np.rint(np.clip(np.asarray(costs, dtype=float), 0, 100)).astype(np.int64)


def _greatest_least_gap(days: list[int], count: int) -> int:
    """The greatest gap that ``count`` days can all keep from each other."""
    if count < 2:
        return 0

    def fits(gap: int) -> bool:
        at, chosen = 0, 1
        while chosen < count:
            at = bisect_left(days, days[at] + gap)
            if at == len(days):
                return False
            chosen += 1
        return True

    least, most = 1, (days[-1] - days[0]) // (count - 1)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if fits(middle) else (least, middle - 1)
    return least
