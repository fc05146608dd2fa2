"""Units go to splits as by a plain loop."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import SplitError
from tilewright.core.hashing import hash_numbers
from tilewright.core.split.assign import UnitAssigner, missing_classes
from tilewright.core.split.assign_units import assign_in_order, assign_in_turn, give_each_a_unit
from tilewright.core.split.balance import balance_classes
from tilewright.core.split.request import SplitRequest
from tilewright.core.split.units import SplitUnits

targets = st.sampled_from(
    [
        (700_000, 150_000, 150_000),
        (500_000, 500_000, 0),
        (800_000, 0, 200_000),
        (0, 0, 1_000_000),
        (333_334, 333_333, 333_333),
    ]
)
weights = st.lists(st.integers(1, 9), min_size=1, max_size=30)


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 3)), min_size=1, max_size=30), targets)
def test_the_middle_of_a_unit_decides_in_each_stratum(units, targets):
    expected = []
    for k, (weight, stratum) in enumerate(units):
        before = sum(w for w, s in units[:k] if s == stratum)
        total = sum(w for w, s in units if s == stratum)
        middle = Fraction(2 * before + weight, 2 * total)
        cuts = [Fraction(sum(targets[:n]), 1_000_000) for n in (1, 2)]
        expected.append(sum(middle >= cut for cut in cuts))
    found = assign_in_order(
        np.array([w for w, _ in units]), targets, np.array([s for _, s in units])
    )
    assert found.tolist() == expected


@given(weights, targets)
def test_without_strata_all_units_are_one(weights, targets):
    found = assign_in_order(np.array(weights), targets)
    same = assign_in_order(np.array(weights), targets, np.full(len(weights), 7))
    assert found.tolist() == same.tolist()


@given(weights, targets, st.integers(0, 29))
def test_units_in_turn_go_to_the_split_that_lacks_most(weights, targets, start):
    start %= len(weights)
    expected, given_to = {}, [0, 0, 0]
    for place in range(len(weights)):
        unit = (start + place) % len(weights)
        total = sum(given_to) + weights[unit]
        lacks = {
            k: Fraction(target, 1_000_000) * total - given_to[k]
            for k, target in enumerate(targets)
            if target
        }
        expected[unit] = max(lacks, key=lambda k: (lacks[k], -k))
        given_to[expected[unit]] += weights[unit]
    found = assign_in_turn(np.array(weights), targets, start)
    assert found.tolist() == [expected[k] for k in range(len(weights))]


def test_splits_that_got_nothing_get_the_smallest_unit_of_the_fullest_split():
    given_in = np.array([0, 0, 0, 0, 1])
    found = give_each_a_unit(given_in, np.array([5, 3, 4, 3, 1]), (600_000, 200_000, 200_000))
    assert found.tolist() == [0, 2, 0, 0, 1]
    assert given_in.tolist() == [0, 0, 0, 0, 1]
    # Two are missing; each takes from what is left.
    found = give_each_a_unit(np.array([2, 2, 2]), np.array([1, 2, 3]), (1, 1, 999_998))
    assert found.tolist() == [0, 1, 2]
    # The first missing one took from the fullest, which then no longer is the fullest.
    found = give_each_a_unit(
        np.array([0, 0, 1, 1]), np.array([9, 8, 7, 6]), (400_000, 300_000, 300_000)
    )
    assert found.tolist() == [0, 2, 1, 1]
    # Of four splits two are missing; the second is given by the one that is fullest by then.
    found = give_each_a_unit(np.array([0, 0, 0, 1, 1, 1]), np.arange(1, 7), (3, 3, 2, 2))
    assert found.tolist() == [2, 0, 0, 3, 1, 1]
    nothing = give_each_a_unit(np.array([0, 0]), np.array([1, 1]), (1_000_000, 0, 0))
    assert nothing.tolist() == [0, 0]


def units_of(*sizes):
    of_tiles = np.repeat(np.arange(len(sizes)), sizes)
    return SplitUnits(of_tiles, np.array(sizes, dtype=np.int64), len(sizes))


def test_bands_begin_where_the_seed_says():
    units = units_of(*[2] * 8)
    begun = set()
    for seed in range(30):
        request = SplitRequest("BANDS", (50, 50, 0), seed=seed)
        start = int(hash_numbers(seed, np.zeros(1, dtype=np.int64))[0]) % 8
        codes = UnitAssigner(request, units).assign(request.targets)[::2]
        assert codes.tolist() == [(k - start) % 8 % 2 for k in range(8)]
        begun.add(start)
    assert len(begun) > 5


def test_bands_of_different_sizes_are_balanced_without_classes():
    """Taken in turn alone they would come out otherwise."""
    sizes = np.array((9, 1, 8, 2, 7, 3, 6, 4, 1, 5))
    request = SplitRequest("BANDS", (60, 20, 20), seed=1)
    start = int(hash_numbers(1, np.zeros(1, dtype=np.int64))[0]) % 10
    in_turn = assign_in_turn(sizes, request.targets, start)
    expected = balance_classes(in_turn, sizes, np.zeros((10, 0), dtype=np.int64), request.targets)
    codes = UnitAssigner(request, units_of(*sizes)).assign(request.targets)
    assert codes.tolist() == np.repeat(expected, sizes).tolist()
    exact = np.array((60, 20, 20)) / 100 * sizes.sum()
    off = [np.abs(np.bincount(a, sizes) - exact).sum() for a in (in_turn, expected)]
    assert off[1] < off[0]


def test_fewer_units_than_splits_are_refused():
    with pytest.raises(SplitError) as caught:
        UnitAssigner(SplitRequest("BANDS", band_count=4), units_of(3, 3))
    assert str(caught.value) == (
        "There are only 2 bands with tiles, and 3 splits are asked for; raise BAND_COUNT."
    )
    UnitAssigner(SplitRequest("BANDS"), units_of(3, 3, 3))
    with pytest.raises(SplitError) as caught:
        UnitAssigner(SplitRequest("RANDOM"), units_of(1))
    assert str(caught.value) == (
        "There is only 1 tile, and 3 splits are asked for; make more tiles, or ask for fewer "
        "splits."
    )
    UnitAssigner(SplitRequest("BANDS", (60, 40, 0)), units_of(3, 3))


def test_a_unit_larger_than_any_share_is_told():
    large = "One of the 4 groups of tiles holds {} % of the tiles, so the shares cannot come out"
    for sizes, told in (((70, 10, 10, 10), None), ((71, 10, 10, 9), "71"), ((7, 1, 1, 0), "77.78")):
        warnings = UnitAssigner(SplitRequest("GROUP"), units_of(*sizes)).warnings()
        assert bool(warnings) == bool(told)
        assert not told or warnings[0].startswith(large.format(told))
    alone = SplitRequest("GROUP", (0, 100, 0))
    assert UnitAssigner(alone, units_of(5)).warnings() == []


def test_classes_that_one_unit_alone_holds_are_told_but_for_single_tiles():
    labels = ["a", "a", "b", "b", "c", "a", "a", None]
    classes = ClassShares.from_labels(labels)
    units = units_of(2, 2, 2, 2)
    told = UnitAssigner(SplitRequest("GROUP"), units, classes).warnings()
    assert told == [
        "Only one of the 4 groups of tiles holds 2 classes ('b', 'c'), so only one split can."
    ]
    assert UnitAssigner(SplitRequest("RANDOM"), units, classes).warnings() == []
    in_two = SplitRequest("GROUP", (50, 50, 0))
    assert UnitAssigner(in_two, units, classes).warnings() == told
    # A single split holds all classes.
    in_one = SplitRequest("GROUP", (0, 100, 0))
    assert UnitAssigner(in_one, units, classes).warnings() == []
    two = ClassShares.from_labels(["a", "b", "a", "b", "a", "b", "a", "b"])
    assert UnitAssigner(SplitRequest("GROUP"), units, two).warnings() == []


@pytest.mark.parametrize("names", ["abc", "cba", "bac"])
def test_units_are_assigned_by_their_rarest_class_where_the_table_is_too_large(monkeypatch, names):
    monkeypatch.setattr("tilewright.core.classes.shares._CELLS", 10)
    rare, some, many = names
    # Units of four tiles; rare is 2 of them all, some 8, many 32.
    labels = [many] * 4 * 6 + [some, some, many, many] * 3 + [None, many] * 2
    labels += [rare, some, rare, some]
    classes = ClassShares.from_labels(labels)
    count = len(labels) // 4
    request = SplitRequest("GROUP", (50, 50, 0))
    assigner = UnitAssigner(request, units_of(*[4] * count), classes)
    codes = assigner.assign(request.targets)[::4]
    rank = {rare: 0, some: 1, many: 2, None: 3}
    strata = np.array([min(rank[x] for x in labels[4 * k : 4 * k + 4]) for k in range(count)])
    expected = assign_in_order(np.full(count, 4), request.targets, strata)
    assert codes.tolist() == expected.tolist()
    assert len(set(strata.tolist())) == 3
    assert assigner.warnings() == []


def test_missing_classes_are_told_for_each_split():
    def row(tiles, rejected, *splits):
        given_to = zip(("train", "val", "test"), splits)
        return {
            "tiles": tiles,
            "rejected": rejected,
            "splits": {split: {"tiles": count} for split, count in given_to},
        }

    facts = {
        "classes": {
            "wood": row(6, 0, 2, 2, 2),
            "lake": row(3, 1, 3, 0, 0),
            "town": row(2, 0, 1, 0, 1),
            "lost": row(0, 4, 0, 0, 0),
            "none": row(0, 0, 0, 0, 0),
        }
    }
    assert missing_classes(SplitRequest("RANDOM"), facts) == [
        "No tile of 2 classes ('lake', 'town') is in val.",
        "No tile of class 'lake' is in test.",
        "All tiles of class 'lost' are rejected.",
    ]
    assert missing_classes(SplitRequest("RANDOM", (50, 0, 50)), facts) == [
        "No tile of class 'lake' is in test.",
        "All tiles of class 'lost' are rejected.",
    ]


def test_very_many_units_are_not_balanced(monkeypatch):
    sizes = np.array((9, 1, 8, 2, 7, 3, 6, 4, 1, 5))
    request = SplitRequest("BANDS", (60, 20, 20), seed=1)
    start = int(hash_numbers(1, np.zeros(1, dtype=np.int64))[0]) % 10
    in_turn = assign_in_turn(sizes, request.targets, start)
    for most, is_balanced in ((10, True), (9, False)):
        monkeypatch.setattr("tilewright.core.split.assign.MOST_UNITS", most)
        codes = UnitAssigner(request, units_of(*sizes)).assign(request.targets)
        assert (codes.tolist() != np.repeat(in_turn, sizes).tolist()) == is_balanced
