"""What a split says of what came out, by counting."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import LayerError, SplitError
from tilewright.core.split.request import SplitRequest
from tilewright.core.split.result import SplitResult, describe_shares
from tilewright.core.split.step import SplitStep

CODES = np.array([0, 0, 0, 1, 1, 2, 0, 1])
CONFLICTS = np.array([-1, 1, -1, -1, 2, -1, 2, -1])
OVERLAPS = np.array([False, False, False, False, True, False, True, False])


@pytest.fixture
def result():
    return SplitResult(CODES, CONFLICTS, OVERLAPS, {"buffer": 300.0})


def test_splits_and_reasons_of_each_tile(result):
    assert result.splits().tolist() == [*("train", None, "train", "val", None, "test", None, "val")]
    overlaps = "overlaps a tile of another split (test)"
    assert result.reasons().tolist() == [
        *(None, "too near to another split (less than 300 m from val)", None, None, overlaps),
        *(None, overlaps, None),
    ]
    assert result.counts() == {"train": 2, "val": 2, "test": 1}
    assert result.kept.tolist() == (CONFLICTS < 0).tolist()
    assert (result.notes, result.warnings) == ([], [])
    with pytest.raises(FrozenInstanceError):
        result.codes = CODES
    assert pickle.loads(pickle.dumps(result)).splits().tolist() == result.splits().tolist()


def test_shares_of_tiles_and_classes_are_counted(result):
    labels = ["10", "10", "9", "9", "9", "10", None, "lake"]
    found = describe_shares(
        SplitRequest("RANDOM", (33.3, 33.3, 33.3)),
        CODES,
        result.kept,
        ClassShares.from_labels([*labels]),
    )
    assert found["splits"] == {
        "train": {"tiles": 2, "rejected": 2, "asked": 33.33, "achieved": 40.0},
        "val": {"tiles": 2, "rejected": 1, "asked": 33.33, "achieved": 40.0},
        "test": {"tiles": 1, "rejected": 0, "asked": 33.33, "achieved": 20.0},
    }
    # As class folders are numbered.
    assert list(found["classes"]) == ["10", "9", "lake"]
    assert found["classes"]["10"] == {
        "tiles": 2,
        "rejected": 1,
        "splits": {
            "train": {"tiles": 1, "achieved": 50.0},
            "val": {"tiles": 0, "achieved": 0.0},
            "test": {"tiles": 1, "achieved": 50.0},
        },
    }
    assert found["classes"]["9"]["splits"]["val"] == {"tiles": 1, "achieved": 50.0}
    assert found["classes"]["9"]["rejected"] == 1
    assert found["classes"]["lake"]["rejected"] == 0
    without = describe_shares(SplitRequest("RANDOM"), CODES, result.kept, None)
    assert without["classes"] == {} and without["splits"].keys() == found["splits"].keys()


def test_proportions_are_sums_of_shares_of_tiles(result):
    percent = np.array([[30.0, 70], [100, 0], [33.33, 66.67], [50, 50], [20, 0]] + [[0.0, 100]] * 3)
    found = describe_shares(
        SplitRequest("RANDOM"),
        CODES,
        result.kept,
        ClassShares.from_proportions(("z", "a"), percent),
    )
    # In the order of the fields.
    assert list(found["classes"]) == ["z", "a"]
    assert found["classes"]["z"]["tiles"] == 1.13
    assert found["classes"]["z"]["rejected"] == 1.2
    assert found["classes"]["z"]["splits"] == {
        "train": {"tiles": 0.63, "achieved": 55.88},
        "val": {"tiles": 0.5, "achieved": 44.12},
        "test": {"tiles": 0.0, "achieved": 0.0},
    }


def test_a_class_without_kept_tiles_has_no_shares():
    kept = np.array([True, False])
    found = describe_shares(
        SplitRequest("RANDOM"), np.array([0, 1]), kept, ClassShares.from_labels(["a", "b"])
    )
    assert found["classes"]["b"]["splits"]["train"] == {"tiles": 0, "achieved": None}
    nothing = describe_shares(SplitRequest("RANDOM"), np.array([0]), np.array([False]), None)
    assert nothing["splits"]["train"] == {
        **{"tiles": 0, "rejected": 1, "asked": 70.0, "achieved": 0.0}
    }
    one = describe_shares(SplitRequest("RANDOM"), np.array([0]), np.array([True]), None)
    assert one["splits"]["train"]["achieved"] == 100.0


def test_tiles_get_their_split_batch_by_batch(make_table, result):
    table = make_table([(8 * k, 0, 8, 8) for k in range(8)])
    step = SplitStep(table, result)
    assert step.result is result
    splits, reasons = [], []
    for part in (slice(0, 3), slice(3, 4), slice(4, 8)):
        found, kept = step.extend(table.select(np.arange(8)[part]))
        splits += found["split"].tolist()
        reasons += found["reason"].tolist()
        assert kept.tolist() == result.kept[part].tolist()
    assert splits == result.splits().tolist()
    assert reasons == result.reasons().tolist()


def test_other_tiles_than_those_that_were_split_are_refused(make_table, result):
    table = make_table([(8 * k, 0, 8, 8) for k in range(8)])
    for wrong in (np.array([1, 2]), np.array([1, 0])):
        with pytest.raises(LayerError, match="The tile layer changed while it was read; run again"):
            SplitStep(table, result).apply(table.select(wrong))


def test_shares_are_whole_millionths_that_add_up():
    for shares, targets, wanted in (
        ((70, 15, 15), (700_000, 150_000, 150_000), (0, 1, 2)),
        ((33.3, 33.3, 33.3), (333_334, 333_333, 333_333), (0, 1, 2)),
        ((0, 1, 2), (0, 333_333, 666_667), (1, 2)),
        ((60, 20, 0), (750_000, 250_000, 0), (0, 1)),
        ((60, 40, 0.4), (597_610, 398_406, 3_984), (0, 1, 2)),
    ):
        request = SplitRequest("RANDOM", shares)
        assert (request.targets, request.wanted) == (targets, wanted)
        assert [request.asked_percent(k) for k in range(3)] == pytest.approx(
            [t / 10_000 for t in targets], rel=1e-15
        )
    for shares, is_scaled in (((60, 20, 19.5), False), ((60, 20, 19.4), True), ((1, 0, 0), True)):
        assert SplitRequest("RANDOM", shares).is_scaled == is_scaled


def test_shares_up_to_half_a_percent_above_100_are_meant_to_be_100():
    assert SplitRequest("RANDOM", (70, 15.5, 15)).wanted == (0, 1, 2)
    with pytest.raises(SplitError, match="add up to 100.6 %; they must not exceed 100"):
        SplitRequest("RANDOM", (70, 15.6, 15))
    for options in (
        {"band_count": 1},
        {"block_size": 1e-9},
        {"buffer": 0},
        {"shares": (100, 0, 0)},
        {"angle": -1e9},
    ):
        ((name, value),) = options.items()
        assert getattr(SplitRequest(**options), name) == value
    for options in (
        {"block_size": float("inf")},
        {"buffer": float("inf")},
        {"buffer": float("nan")},
        {"shares": (100.1, 0, 0)},
    ):
        with pytest.raises(SplitError):
            SplitRequest(**options)


def test_defaults_are_those_that_are_promised():
    assert SplitRequest() == SplitRequest(
        "BANDS", (70.0, 15.0, 15.0), 8, 45.0, None, 0.0, False, False, 0
    )
    with pytest.raises(FrozenInstanceError):
        SplitRequest().seed = 1
