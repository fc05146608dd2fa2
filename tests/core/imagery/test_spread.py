"""Days spread over time, against all choices there are."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.imagery.spread import spread_days


def quality(days, chosen, period, costs):
    """Least gap (more is better), distance from an even spacing, costs: as a sort key."""
    picked = [days[i] for i in chosen]
    gaps = [b - a for a, b in zip(picked, picked[1:])]
    steps = max(1, len(picked) - 1)
    length = period[1] - period[0]
    first = Fraction(period[0]) + (length // 2 if len(picked) == 1 else 0)
    ideals = [first + Fraction(k * length, steps) for k in range(len(picked))]
    distance = sum((day - ideal) ** 2 for day, ideal in zip(picked, ideals))
    return -min(gaps, default=0), distance, sum(costs[i] for i in chosen)


@given(st.data())
def test_as_even_as_the_best_of_all_choices(data):
    days = sorted(data.draw(st.sets(st.integers(0, 40), min_size=1, max_size=9)))
    count = data.draw(st.integers(1, len(days)))
    period = (days[0] - data.draw(st.integers(0, 9)), days[-1] + data.draw(st.integers(0, 9)))
    costs = data.draw(st.lists(st.integers(0, 100), min_size=len(days), max_size=len(days)))
    best = min(quality(days, c, period, costs) for c in combinations(range(len(days)), count))
    chosen = spread_days(days, count, period, costs)
    assert len(set(chosen)) == count
    assert chosen == sorted(chosen)
    assert quality(days, chosen, period, costs) == best


def test_small_cases_by_hand():
    year = (0, 365)
    assert spread_days([0, 180, 190, 365], 3, year) == [0, 1, 3]
    assert spread_days([0, 100, 182, 365], 1, year) == [2]
    assert spread_days([5, 9], 5, year) == [0, 1]
    assert spread_days([], 3, year) == []
    # Of two that are as good the less cloudy one.
    assert spread_days([0, 10, 20, 30], 3, (0, 30), [0, 90, 10, 0]) == [0, 2, 3]
    assert spread_days([0, 10, 20, 30], 3, (0, 30), [0, 10, 90, 0]) == [0, 1, 3]


def test_many_days():
    days = list(range(0, 4000, 2))
    chosen = spread_days(days, 41, (0, 3998))
    gaps = {days[b] - days[a] for a, b in zip(chosen, chosen[1:])}
    assert (chosen[0], chosen[-1]) == (0, len(days) - 1)
    assert gaps <= {98, 100}
