"""Moving and swapping units, against trying every move and every swap."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.errors import CancelledError
from tilewright.core.split.balance import balance_classes, choose_strata

PARTS = 1 << 18


def parts_of(weights, counts):
    """Whole parts of each class in each unit, and of the number of tiles, which counts more."""
    columns = list(zip(*counts)) if counts and counts[0] else []
    more = 2 * math.ceil(math.sqrt(max(1, len(columns))))
    found = [[v * PARTS // max(1, sum(column)) for v in column] for column in columns]
    found.append([more * (v * PARTS // max(1, sum(weights))) for v in weights])
    return list(zip(*found))


def how_far(assigned, parts, targets):
    """The sum of squared differences that is made small."""
    total = 0
    for c in range(len(parts[0])):
        whole = sum(row[c] for row in parts)
        for k, target in enumerate(targets):
            got = sum(row[c] for row, a in zip(parts, assigned) if a == k)
            total += (got - whole * target // 1_000_000) ** 2
    return total


def step_by_hand(assigned, parts, targets):
    """The best move; where none helps, the best swap; None when neither does."""
    now = how_far(assigned, parts, targets)
    best = now, None
    for unit in range(len(assigned)):
        if assigned.count(assigned[unit]) == 1:
            continue
        for split, target in enumerate(targets):
            if not target or split == assigned[unit]:
                continue
            moved = assigned[:unit] + [split] + assigned[unit + 1 :]
            far = how_far(moved, parts, targets)
            if far < best[0]:
                best = far, moved
    if best[1]:
        return best[1]
    for s in range(len(targets)):
        for t in range(s + 1, len(targets)):
            for i in [i for i, a in enumerate(assigned) if a == s]:
                for j in [j for j, a in enumerate(assigned) if a == t]:
                    moved = list(assigned)
                    moved[i], moved[j] = t, s
                    far = how_far(moved, parts, targets)
                    if far < best[0]:
                        best = far, moved
    return best[1]


@st.composite
def cases(draw):
    """Assigned units of some classes, every wanted split with one."""
    targets = draw(
        st.sampled_from(
            [(700_000, 150_000, 150_000), (500_000, 500_000, 0), (800_000, 0, 200_000)]
            + [(1_000_000, 0, 0), (333_334, 333_333, 333_333)]
        )
    )
    wanted = [k for k, t in enumerate(targets) if t]
    count = draw(st.integers(len(wanted), 9))
    assigned = wanted + [draw(st.sampled_from(wanted)) for _ in range(count - len(wanted))]
    classes = draw(st.integers(0, 3))
    counts = [[draw(st.integers(0, 9)) for _ in range(classes)] for _ in range(count)]
    weights = [max(1, sum(row)) for row in counts]
    if not classes:
        weights = [draw(st.integers(1, 30)) for _ in range(count)]
    return assigned, weights, counts, targets


def balanced(assigned, weights, counts, targets, **options):
    table = np.array(counts, dtype=np.int64).reshape(len(weights), -1)
    return balance_classes(
        np.array(assigned), np.array(weights, dtype=np.int64), table, targets, **options
    ).tolist()


@settings(max_examples=60)
@given(cases())
def test_units_are_moved_and_swapped_like_by_hand(case):
    assigned, weights, counts, targets = case
    parts, expected = parts_of(weights, counts), list(assigned)
    while better := step_by_hand(expected, parts, targets):
        expected = better
    given_in = np.array(assigned)
    assert balanced(assigned, weights, counts, targets) == expected
    # What is handed in is the caller's.
    assert given_in.tolist() == assigned


def test_no_split_is_emptied_though_the_shares_were_nearer():
    assert balanced([0, 1], [10, 90], [[], []], (990_000, 10_000, 0)) in ([1, 0], [0, 1])
    assert balanced([0, 0, 1], [5, 5, 90], [[], [], []], (999_000, 1_000, 0)) == [1, 0, 0]


def test_units_go_to_wanted_splits_alone():
    found = balanced([0, 0, 0, 0], [5, 5, 5, 5], [[1, 0], [0, 1], [1, 0], [0, 1]], (10**6, 0, 0))
    assert found == [0, 0, 0, 0]


def test_many_units_are_moved_and_not_swapped():
    """Two units in each other's place are swapped among 400 units, and left among 401."""
    targets = (500_000, 500_000, 0)
    counts = [[1, 0]] * 200 + [[0, 1]] * 200
    even = [0, 1] * 200
    # One of the first class too many in split 1, one of the second too few.
    wrong = [1, *even[1:201], 0, *even[202:]]
    assert balanced(even, [1] * 400, counts, targets) == even
    found = balanced(wrong, [1] * 400, counts, targets)
    assert [found[:200].count(k) for k in (0, 1)] == [found[200:].count(k) for k in (0, 1)]
    assert found[:200].count(0) == 100
    # The last unit holds nothing.
    more = balanced([*wrong, 0], [*[1] * 400, 0], [*counts, [0, 0]], targets)
    assert more == [*wrong, 0]


def test_cancel_stops():
    with pytest.raises(CancelledError):
        balanced([0, 1], [1, 1], [[1], [1]], (500_000, 500_000, 0), is_cancelled=lambda: True)


def test_strata_are_the_classes_of_which_a_unit_holds_the_largest_part():
    counts = np.array([[90, 0, 1], [90, 10, 0], [20, 10, 0], [0, 0, 3], [0, 0, 0]])
    # Of 200, 20 and 4: 0.45 beside 0.25; 0.45 beside 0.5; 0.1 beside 0.5; 0.75; nothing.
    assert choose_strata(counts).tolist() == [0, 1, 1, 2, 0]
    # All of a single tile is more than three quarters of four.
    assert choose_strata(np.array([[1, 3], [0, 1]])).tolist() == [0, 1]
    assert choose_strata(np.zeros((4, 0), dtype=np.int64)).tolist() == [0, 0, 0, 0]
