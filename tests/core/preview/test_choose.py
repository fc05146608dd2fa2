"""Which tiles are looked at: some of each class and split, whatever the tiles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.preview.choose import choose_groups

WORDS = st.sampled_from(["crop", "urban", "water"])
TILES = st.lists(
    st.tuples(
        st.lists(WORDS, max_size=2, unique=True).map(tuple),
        st.sampled_from([None, "train", "val", "test"]),
    ),
    min_size=1,
    max_size=60,
)


def choose(tiles, order=None, most=4):
    order = range(len(tiles)) if order is None else order
    ids = [f"t{k}" for k in order]
    places = np.array([(k % 8, k // 8) for k in order], dtype=float)
    classes = {place: tiles[k][0] for place, k in enumerate(order)}
    groups = choose_groups(ids, classes, [tiles[k][1] for k in order], places, most)
    return ids, groups


@given(TILES, st.integers(1, 5))
def test_every_class_and_split_has_as_many_tiles_as_there_are_or_are_wanted(tiles, most):
    expected = {}
    for k, (labels, split) in enumerate(tiles):
        for label in labels or ("",):
            expected.setdefault((label, split or ""), set()).add(k)
    _, groups = choose(tiles, most=most)
    assert {(g.label, g.split) for g in groups} == set(expected)
    for group in groups:
        members = expected[group.label, group.split]
        assert group.count == len(members)
        assert len(set(group.numbers)) == len(group.numbers) == min(most, len(members))
        assert set(group.numbers) <= members


@given(TILES, st.randoms(use_true_random=False))
def test_the_same_tiles_are_chosen_whatever_their_order(tiles, random):
    order = list(range(len(tiles)))
    random.shuffle(order)
    told = []
    for ids, groups in (choose(tiles), choose(tiles, order)):
        told.append({(g.label, g.split): [ids[k] for k in g.numbers] for g in groups})
    assert told[0] == told[1]


def test_classes_come_in_order_with_their_splits_and_those_without_last():
    tiles = [((), "test"), (("b",), "test"), (("a",), "val"), (("b",), "train"), (("a",), "train")]
    _, groups = choose(tiles)
    found = [(group.label, group.split) for group in groups]
    assert found == [("a", "train"), ("a", "val"), ("b", "train"), ("b", "test"), ("", "test")]


@given(st.integers(2, 16), st.integers(2, 4))
def test_tiles_of_a_group_lie_apart(count, most):
    ids = [f"t{k}" for k in range(count)]
    places = np.array([(k, 0) for k in range(count)], dtype=float)
    classes = dict.fromkeys(range(count), ("a",))
    (group,) = choose_groups(ids, classes, [None] * count, places, most)
    gaps = np.diff(sorted(group.numbers))
    # Farthest first comes to at least half of the best that there is: Gonzalez (1985).
    best = (count - 1) // (min(most, count) - 1)
    assert gaps.min() >= best / 2


def test_groups_are_in_the_order_of_the_numbers_of_their_classes():
    classes = {0: ("crop",), 1: ("water",), 2: (), 3: ("urban",), 4: ("lake",)}
    places = np.zeros((5, 2))
    found = choose_groups(
        list("abcde"), classes, [None] * 5, places, names=("water", "crop", "urban")
    )
    assert [group.label for group in found] == ["water", "crop", "urban", "lake", ""]
