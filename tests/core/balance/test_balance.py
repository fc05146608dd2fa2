"""Which tiles are left out for balance, against plain loops over hashes of their names."""

import hashlib
from collections import Counter
from random import Random

import numpy as np
import pytest

from tilewright.core.balance.class_cap import class_weights, find_surplus
from tilewright.core.balance.empty_tiles import find_surplus_empty
from tilewright.core.balance.leave_out import leave_out
from tilewright.core.balance.settings import BalanceSettings
from tilewright.core.errors import ExportError

IDS = [f"r{k // 20:05d}_c{k % 20:05d}" for k in range(400)]
LABELS = [("urban", "forest", "water", None)[min(3, int(k**0.5) // 6)] for k in range(400)]
SPLITS = [("train", "train", "val", "test")[k % 4] for k in range(400)]


def draw(tile_id, seed=0):
    key = seed.to_bytes(8, "little")
    digest = hashlib.blake2b(tile_id.encode(), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "little")


def surplus_by_hand(ids, labels, splits, most, seed):
    left = set()
    for label in {label for label in labels if label is not None}:
        own = [
            i for i, name, s in zip(ids, labels, splits) if name == label and s in (None, "train")
        ]
        left |= set(sorted(own, key=lambda tile_id: (draw(tile_id, seed), tile_id))[most:])
    return left


@pytest.mark.parametrize("seed", [0, 1, 77])
@pytest.mark.parametrize("splits", [SPLITS, [None] * 400])
def test_a_class_keeps_the_first_of_its_draw(seed, splits):
    found = find_surplus(IDS, LABELS, splits, 30, seed)
    left = {tile_id for tile_id, is_left in zip(IDS, found) if is_left}
    assert left == surplus_by_hand(IDS, LABELS, splits, 30, seed)
    counts = Counter(n for n, s, gone in zip(LABELS, splits, found) if not gone and s != "val")
    assert len(left) > 30
    if splits is not SPLITS:
        assert counts["urban"] == counts["forest"] == 30


def test_only_train_is_capped():
    found = find_surplus(IDS, LABELS, SPLITS, 5, 3)
    assert {s for s, gone in zip(SPLITS, found) if gone} == {"train"}
    kept = Counter(n for n, s, gone in zip(LABELS, SPLITS, found) if s == "train" and not gone)
    assert kept["urban"] == kept["forest"] == kept["water"] == 5


def test_the_choice_depends_on_no_other_tile_and_no_order():
    found = dict(zip(IDS, find_surplus(IDS, LABELS, SPLITS, 5, 3)))
    mixed = list(zip(IDS, LABELS, SPLITS))
    Random(4).shuffle(mixed)
    ids, labels, splits = zip(*mixed)
    assert dict(zip(ids, find_surplus(ids, labels, splits, 5, 3))) == found
    # A tile more of a class takes the place of one at most.
    more = find_surplus([*IDS, "new"], [*LABELS, "urban"], [*SPLITS, "train"], 5, 3)
    changed = [i for i, gone in zip(IDS, more) if gone != found[i]]
    assert len(changed) <= 1


@pytest.mark.parametrize(
    ("share", "kept"), [(0, 0), (20, 20), (50, 80), (60, 120), (99.9, 120), (100, 120)]
)
def test_empty_tiles_are_at_most_their_share_of_a_split(share, kept):
    ids = [f"t{k:03d}" for k in range(200)]
    is_empty = np.arange(200) % 5 < 3
    found = find_surplus_empty(ids, [None] * 200, is_empty, share, 9)
    assert not found[~is_empty].any()
    assert (is_empty & ~found).sum() == kept
    assert 100 * kept <= share * (80 + kept)
    if kept < 120:
        assert 100 * (kept + 1) > share * (80 + kept + 1)
    order = sorted((i for i, e in zip(ids, is_empty) if e), key=lambda i: draw(i, 9))
    assert {i for i, e, gone in zip(ids, is_empty, found) if e and not gone} == set(order[:kept])


def test_each_split_has_its_share():
    is_empty = np.array([k % 7 < 5 for k in range(400)])
    found = find_surplus_empty(IDS, SPLITS, is_empty, 25, 0)
    for split in ("train", "val", "test"):
        here = np.array([s == split for s in SPLITS])
        others = (here & ~is_empty).sum()
        assert (here & is_empty & ~found).sum() == others // 3


def test_a_split_of_empty_tiles_alone_has_none_left():
    found = find_surplus_empty(["a", "b"], ["val", "val"], np.array([True, True]), 50, 0)
    assert found.all()


def test_empty_tiles_take_no_place_of_their_class():
    is_empty = np.arange(400) % 2 == 0
    dropped = leave_out(
        BalanceSettings(max_per_class=10, empty_tiles="DROP"), IDS, LABELS, [None] * 400, is_empty
    )
    kept = Counter(n for i, n in zip(IDS, LABELS) if i not in dropped)
    assert kept["urban"] == kept["forest"] == kept["water"] == 10
    assert all(dropped[i] == "no object" for i, e in zip(IDS, is_empty) if e)
    assert set(map(str, dropped.values())) == {
        "no object",
        "class cap (urban)",
        "class cap (forest)",
        "class cap (water)",
    }


def test_the_share_is_that_of_what_is_left():
    is_empty = np.arange(400) % 2 == 0
    settings = BalanceSettings(max_per_class=10, empty_tiles="SHARE", empty_share=20, seed=2)
    left = leave_out(settings, IDS, LABELS, [None] * 400, is_empty)
    kept = [e for i, e in zip(IDS, is_empty) if i not in left]
    assert sum(kept) == (len(kept) - sum(kept)) // 4


def test_nothing_is_left_out_unasked():
    assert leave_out(BalanceSettings(), IDS, LABELS, SPLITS) == {}
    assert leave_out(BalanceSettings(max_per_class=400), IDS, LABELS, SPLITS) == {}
    assert leave_out(BalanceSettings(empty_tiles="DROP"), [], [], [], np.zeros(0, bool)) == {}


def test_weights_are_inverse_frequencies_of_mean_one():
    weights = class_weights({"urban": 10, "forest": 40, "water": 20})
    assert weights == {"urban": pytest.approx(12 / 7), "forest": 0.428571, "water": 0.857143}
    assert sum(weights.values()) == pytest.approx(3, abs=1e-5)
    assert class_weights({"a": 4, "b": 0}) == {"a": 1.0, "b": 0.0}
    assert class_weights({"a": 0}) == {"a": 0.0}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"max_per_class": 0}, "MAX_PER_CLASS is 0; it must be at least 1."),
        ({"empty_tiles": "SOME"}, "EMPTY_TILES is 'SOME'; choose one of KEEP, DROP, SHARE."),
        ({"empty_tiles": "SHARE"}, "EMPTY_TILES=SHARE needs a share; say with EMPTY_SHARE which"),
        ({"empty_share": 3}, "EMPTY_SHARE is used by EMPTY_TILES=SHARE alone; choose that, or"),
        (
            {"empty_tiles": "SHARE", "empty_share": 101},
            "EMPTY_SHARE is 101; it is a percentage from 0 to 100.",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(given, said):
    with pytest.raises(ExportError) as error:
        BalanceSettings(**given)
    assert str(error.value).startswith(said)
