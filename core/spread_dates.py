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

    Of all choices those whose least gap between neighbours is greatest; of these the one with the
    least sum of squared gaps, among which are those from the period's first day to the first
    chosen one and from the last chosen one to the period's last; of these the one of least cost;
    then the earliest. The least gap by bisection, the sum by dynamic programming: exact.

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
    # Squares first, costs after: scaled so that costs never reach one day squared.
    scale = 10_000 * count * 2
    extra = np.zeros(len(days), dtype=np.int64)
    if costs is not None:
        extra = np.rint(100 * np.clip(np.asarray(costs, dtype=float), 0, 100)).astype(np.int64)
    total = (place - period[0]) ** 2 * scale + extra
    before = np.zeros((count, len(days)), dtype=np.int64)
    # The last day that is far enough before each.
    ends = np.searchsorted(place, place - gap, side="right")
    for chosen in range(1, count):
        following = np.full(len(days), _FAR, dtype=np.int64)
        for i in range(chosen, len(days)):
            end = int(ends[i]) if gap else i
            end = min(end, i)
            if end < 1:
                continue
            options = total[:end] + (place[i] - place[:end]) ** 2 * scale
            best = int(options.argmin())
            if total[best] < _FAR:
                following[i] = options[best] + extra[i]
                before[chosen, i] = best
        total = following
    known = total < _FAR
    total = np.where(known, total + (period[1] - place) ** 2 * scale, _FAR)
    last = int(total.argmin())
    picked = [last]
    for chosen in range(count - 1, 0, -1):
        last = int(before[chosen, last])
        picked.append(last)
    return picked[::-1]


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
