"""Shares that make up for rejected tiles, progress, and the sentences about what came out."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import CancelledError, SplitError
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.split import split
from tilewright.core.split.outcome import check_kept
from tilewright.core.split.request import SplitRequest
from tilewright.core.split.separate import Assignment
from tilewright.core.split.split import _make_up, _Splitter, split_tiles

PLACE = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)


@pytest.fixture(scope="module")
def utm():
    from rasterio.crs import CRS

    return CRS.from_epsg(32631).to_wkt()


def lay_grid(columns, rows, step=64):
    windows = [(c * step, r * step, 64, 64) for r in range(rows) for c in range(columns)]
    return TileGeometries(wkb_of_corners(corners_of_windows(np.array(windows), PLACE)))


@given(
    st.sampled_from([(700_000, 150_000, 150_000), (500_000, 500_000, 0), (600_000, 0, 400_000)]),
    st.lists(st.integers(0, 400_000), min_size=2, max_size=2),
    st.lists(st.integers(0, 900), min_size=3, max_size=3),
)
def test_shares_grow_as_much_as_rejecting_took(asked, cuts, counts):
    wanted = [k for k in range(3) if asked[k]]
    targets = [0, 0, 0]
    for k, share in zip(wanted, (*cuts, 0)):
        targets[k] = share
    targets[wanted[-1]] += 1_000_000 - sum(targets)
    counts = [c if k in wanted else 0 for k, c in enumerate(counts)]
    found = _make_up(targets, asked, counts)
    if any(not counts[k] for k in wanted):
        assert found is None
        return
    # A split that got half of what was asked for is aimed at twice as high.
    grown = [
        Fraction(targets[k]) * asked[k] * sum(counts) / (counts[k] * 1_000_000) if asked[k] else 0
        for k in range(3)
    ]
    exact = [g / sum(grown) * 1_000_000 for g in grown]
    assert sum(found) == 1_000_000
    assert all(abs(f - e) < 3 for f, e in zip(found, exact))
    assert all(f == 0 for f, a in zip(found, asked) if not a)
    assert all(f > 0 for f, e in zip(found, exact) if e >= 1)


class Assigner:
    """A stand-in that gives out what it was told to, and keeps what it was asked for."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def assign(self, targets):
        self.asked.append(tuple(targets))
        return self.answers.pop(0)


def outcome(kept, lost=4):
    """An assignment with numbers of kept tiles, and some rejected tiles of train."""
    codes = np.repeat([0, 1, 2, 0], [*kept, lost])
    conflicts = np.where(np.arange(len(codes)) < sum(kept), -1, 1)
    return Assignment(codes, conflicts, np.zeros(len(codes), dtype=bool))


@pytest.fixture
def try_outcomes(utm, monkeypatch):
    """What ``_assign`` returns of some outcomes, what it aimed at, and the progress it told."""

    def run(*outcomes, shares=(50, 25, 25)):
        splitter = _Splitter(
            lay_grid(4, 4), utm, SplitRequest("RANDOM", shares), None, None, lambda: False
        )
        left, aims, told = list(outcomes), [], []

        def assign_once(assigner, targets, buffer):
            aims.append(tuple(targets))
            return left.pop(0)

        monkeypatch.setattr(splitter, "_assign_once", assign_once)
        best = splitter._assign(None, 5.0, told.append)
        return [o is best for o in outcomes].index(True), aims, told

    return run


def test_shares_are_tried_again_until_they_are_near_enough(try_outcomes):
    whole = outcome((8, 4, 4), lost=0)
    far, farther, nearer = outcome((6, 5, 5)), outcome((4, 6, 6)), outcome((7, 4, 5))
    exact = outcome((8, 4, 4))
    asked = (500_000, 250_000, 250_000)
    # Nothing is rejected, so there is nothing to make up for.
    assert try_outcomes(outcome((6, 5, 5), lost=0))[1] == [asked]
    assert try_outcomes(whole)[1] == [asked]
    assert try_outcomes(exact) == (0, [asked], [0.7])
    first = _make_up(asked, asked, [6, 5, 5])
    place, aims, told = try_outcomes(far, exact)
    assert (place, aims) == (1, [asked, first])
    assert told == pytest.approx([0.7, 0.775])
    # Three times at most; the best is taken, whichever it was. Each follows from the latest.
    place, aims, told = try_outcomes(far, farther, nearer, outcome((6, 4, 6)))
    second = _make_up(first, asked, [4, 6, 6])
    assert (place, aims) == (2, [asked, first, second, _make_up(second, asked, [7, 4, 5])])
    assert told == pytest.approx([0.7, 0.775, 0.85, 0.925])
    assert try_outcomes(far, farther, farther, farther)[0] == 0
    # Of two that are as far the first is taken.
    assert try_outcomes(far, outcome((6, 5, 5)), farther, farther)[0] == 0
    # Half a point is near enough; a little more is not.
    assert len(try_outcomes(outcome((101, 50, 50)))[1]) == 1
    assert len(try_outcomes(outcome((100, 50, 50)), exact)[1]) == 1
    assert len(try_outcomes(outcome((103, 50, 50)), exact)[1]) == 2
    # A split that lost all of its tiles is as far as can be, and cannot be made up for.
    assert try_outcomes(outcome((6, 0, 5))) == (0, [asked], [0.7])
    assert try_outcomes(outcome((6, 1, 5)), outcome((8, 0, 4)), shares=(50, 25, 25))[0] == 0
    two = try_outcomes(outcome((6, 2, 0)), outcome((8, 8, 0)), shares=(50, 50, 0))
    assert (two[0], len(two[1])) == (1, 2)
    # A split alone has its share whatever is rejected.
    assert len(try_outcomes(outcome((6, 0, 0)), shares=(100, 0, 0))[1]) == 1


def test_many_tiles_are_assigned_once(try_outcomes, monkeypatch):
    far, exact = outcome((6, 5, 5)), outcome((8, 4, 4))
    monkeypatch.setattr(split, "_MOST_TO_REPEAT", 16)
    assert len(try_outcomes(far, exact)[1]) == 2
    monkeypatch.setattr(split, "_MOST_TO_REPEAT", 15)
    assert len(try_outcomes(far, exact)[1]) == 1


def test_distance_and_overlap_decide_whether_tiles_are_separated(utm):
    """Only methods that cut the area put overlapping tiles into different splits."""
    codes = np.array([0, 1] * 8)

    def rejected(method, buffer=0.0, step=40, **options):
        splitter = _Splitter(
            lay_grid(4, 4, step), utm, SplitRequest(method, **options), None, None, lambda: False
        )
        found = splitter._assign_once(Assigner(codes), (1, 1, 0), buffer)
        assert found.codes.tolist() == codes.tolist()
        assert found.overlaps.dtype == bool
        return int((~found.kept).sum())

    assert rejected("BLOCKS") == rejected("BANDS") == 8
    assert rejected("RANDOM") == rejected("GROUP") == 0
    assert rejected("BLOCKS", allow_overlap=True) == 0
    assert rejected("RANDOM", buffer=5.0) == 8
    assert rejected("BLOCKS", buffer=5.0, allow_overlap=True) == 8
    assert rejected("BLOCKS", step=64) == 0
    assert rejected("BLOCKS", buffer=5.0, step=64) == 8


def test_cancel_stops_before_each_assignment(utm):
    splitter = _Splitter(lay_grid(2, 2), utm, SplitRequest("RANDOM"), None, None, lambda: True)
    with pytest.raises(CancelledError):
        splitter._assign_once(Assigner(), (1, 1, 1), 0.0)


def test_progress_and_facts_of_a_split(utm):
    told = []
    splitter = _Splitter(
        lay_grid(10, 10), utm, SplitRequest("BANDS", seed=3), None, None, lambda: False
    )
    found = splitter.run(told.append)
    assert told == [0.1, 0.5, 0.7, 1.0]
    assert {k: v for k, v in found.facts.items() if k != "splits"} == {
        **{"method": "BANDS", "seed": 3, "units": 8, "lumps": 100, "buffer": 0.0},
        **{"band_count": 8, "angle": 45.0, "tile_count": 100, "rejected_count": 0},
        **{"classes": {}, "warnings": [str(w) for w in found.warnings]},
    }
    assert sum(row["tiles"] for row in found.facts["splits"].values()) == 100


def told_by(utm, kept, lost, buffer=0.0, shares=(50, 25, 25)):
    request = SplitRequest("BLOCKS", shares)
    splitter = _Splitter(lay_grid(4, 4), utm, request, None, None, lambda: False)
    found = outcome(kept, lost)
    splitter._count = len(found.codes)
    splitter._warn_of_outcome(splitter._off(found), lost, buffer)
    return splitter._warnings


def test_more_than_half_lost_and_ten_points_off_are_told(utm):
    assert told_by(utm, (4, 2, 2), 8) == []
    assert told_by(utm, (4, 2, 2), 9) == [
        "9 of 17 tiles are rejected because they overlap; larger blocks, or fewer bands, would "
        "keep more."
    ]
    assert told_by(utm, (4, 2, 2), 9, 30.5) == [
        "9 of 17 tiles are rejected to keep splits 30.5 m apart; a smaller distance would keep "
        "more."
    ]
    assert told_by(utm, (60, 20, 20), 0) == []
    assert told_by(utm, (61, 20, 19), 0) == [
        "The shares are up to 11 percentage points from those asked for; smaller blocks "
        "come nearer."
    ]
    (told,) = told_by(utm, (61, 20, 19), 0, 30.5)
    assert told.endswith("asked for; smaller blocks or a smaller distance come nearer.")


def test_shares_are_as_far_off_as_the_worst_split(utm):
    def off(kept, shares=(50, 25, 25)):
        request = SplitRequest("RANDOM", shares)
        splitter = _Splitter(lay_grid(4, 4), utm, request, None, None, lambda: False)
        return splitter._off(outcome(kept))

    assert off((2, 1, 1)) == 0
    assert off((6, 1, 1)) == 25
    assert off((2, 1, 5)) == pytest.approx(37.5)
    assert off((1, 0, 0), (100, 0, 0)) == 0
    assert off((0, 1, 0), (0, 100, 0)) == 0
    # A wanted split without tiles is as far off as can be.
    assert off((3, 0, 1)) == off((0, 0, 0)) == 100
    assert off((3, 0, 1), (75, 0, 25)) == 0


def sentence(method, kept, lost, distance, **options):
    request = SplitRequest(method, (50, 25, 25), block_size=200.0, **options)
    try:
        check_kept(request, outcome(kept, lost), distance)
    except SplitError as error:
        return str(error)
    return None


def test_splits_that_lost_all_tiles_are_told_with_the_remedies():
    assert sentence("BLOCKS", (3, 1, 1), 5, 30.0, buffer=30.0) is None
    assert sentence("BLOCKS", (3, 0, 0), 5, 30.5, buffer=30.5) == (
        "5 of 8 tiles are less than SPLIT_BUFFER (30.5 m) from another split, which leaves none "
        "for val and test; choose a smaller SPLIT_BUFFER or a BLOCK_SIZE larger than 200 m."
    )
    assert sentence("BANDS", (3, 1, 0), 5, 30.0, buffer=20.0, buffer_auto=True) == (
        "5 of 9 tiles are less than 30 m, which BUFFER_AUTO found, from another split, which "
        "leaves none for test; choose a SPLIT_BUFFER of your own instead of BUFFER_AUTO or a "
        "BAND_COUNT smaller than 8."
    )
    assert sentence("BANDS", (0, 1, 2), 5, 0.0) == (
        "5 of 8 tiles are overlapping a tile of another split, which leaves none for train; choose "
        "a BAND_COUNT smaller than 8."
    )
    assert sentence("RANDOM", (1, 1, 0), 5, 30.0, buffer=30.0) == (
        "5 of 7 tiles are less than SPLIT_BUFFER (30 m) from another split, which leaves none for "
        "test; choose a smaller SPLIT_BUFFER or METHOD=BANDS or BLOCKS, where fewer tiles have "
        "neighbours elsewhere."
    )


def test_shares_that_are_scaled_are_told_with_four_digits(utm):
    result = split_tiles(lay_grid(6, 6), utm, SplitRequest("RANDOM", (10, 10, 10)))
    assert result.warnings[0] == (
        "TRAIN, VAL and TEST add up to 30 %; they are scaled to 33.33, 33.33, 33.33."
    )


def test_classes_that_are_missing_are_told_among_the_warnings(utm):
    classes = ClassShares.from_labels(["rare"] + ["many"] * 99)
    result = split_tiles(lay_grid(10, 10), utm, SplitRequest("RANDOM"), classes=classes)
    assert sorted(result.warnings) == [
        f"No tile of class 'rare' is in {split}."
        for split, row in sorted(result.facts["classes"]["rare"]["splits"].items())
        if not row["tiles"]
    ]
    assert len(result.warnings) == 2 == len(result.facts["warnings"])
