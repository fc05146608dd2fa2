"""Mean and standard deviation of bands over tiles."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tilewright.core.scaling.moments import BandStatistics

TYPES = ["uint8", "uint16", "int16", "int32", "float32", "float64"]


def make_tiles(dtype, count=7):
    rng = np.random.default_rng(8)
    tiles = []
    for _ in range(count):
        values = np.abs(rng.normal(1000, 300, (3, 9, 11)) % 250)
        tiles.append((values.astype(dtype), rng.random((9, 11)) < 0.8))
    return tiles


def collect(tiles, bands=3):
    statistics = BandStatistics(bands)
    for values, valid in tiles:
        statistics.add_tile(values, valid)
    return statistics


@pytest.mark.parametrize("dtype", TYPES)
def test_moments_equal_numpys_over_all_valid_pixels(dtype):
    tiles = make_tiles(dtype)
    for k, (count, mean, std) in enumerate(collect(tiles).results()):
        used = np.concatenate([values[k][valid] for values, valid in tiles]).astype(np.float64)
        assert count == used.size
        assert mean == pytest.approx(used.mean(), rel=1e-13)
        assert std == pytest.approx(used.std(), rel=1e-12)


@pytest.mark.parametrize("dtype", TYPES)
def test_result_is_the_same_to_the_last_bit_however_tiles_are_grouped(dtype):
    tiles = make_tiles(dtype)
    expected = collect(tiles).results()
    for first, second in itertools.combinations(range(len(tiles)), 2):
        merged = collect(tiles[second:])
        merged.merge(collect(tiles[first:second]))
        merged.merge(collect(tiles[:first]))
        assert merged.results() == expected


def test_large_offset_costs_no_digits():
    values = np.full((1, 4, 4), 1e9) + np.arange(16).reshape(4, 4)
    valid = np.ones((4, 4), bool)
    count, mean, std = collect([(values, valid), (values + 16, valid)], 1).results()[0]
    assert (count, mean) == (32, 1e9 + 15.5)
    assert std == pytest.approx(np.arange(32).std(), rel=1e-12)


def test_numbers_that_are_not_finite_take_no_part():
    values = np.array([[[1.0, np.nan, 3.0, np.inf]]])
    assert collect([(values, np.ones((1, 4), bool))], 1).results() == [(2, 2.0, 1.0)]


def test_no_values_have_no_moments():
    assert BandStatistics(2).results() == [(0, None, None)] * 2
    empty = (np.ones((2, 3, 3)), np.zeros((3, 3), bool))
    assert collect([empty], 2).results() == [(0, None, None)] * 2


def test_one_value_has_no_deviation():
    for dtype in ("uint8", "float32"):
        tiles = [(np.full((1, 5, 5), 77, dtype), np.ones((5, 5), bool))] * 3
        assert collect(tiles, 1).results() == [(75, 77.0, 0.0)]


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("overlap", ["grid", "holes", "overlapping", "masked", "by band"])
def test_tiles_of_one_array_give_what_they_give_one_by_one(dtype, overlap):
    rng = np.random.default_rng(3)
    values = (np.abs(rng.normal(1000, 300, (3, 40, 60))) % 250).astype(dtype)
    boxes = [(x, y, 20, 10) for y in range(0, 40, 10) for x in range(0, 60, 20)]
    valid = np.ones((40, 60), bool)
    if overlap == "holes":
        boxes = boxes[::2]
    elif overlap == "overlapping":
        boxes += [(3, 5, 30, 30), (3, 5, 30, 30)]
    elif overlap == "masked":
        valid = rng.random((40, 60)) < 0.7
    elif overlap == "by band":
        valid = rng.random((3, 40, 60)) < 0.7
    expected = collect(
        [
            (values[:, y : y + h, x : x + w], valid[..., y : y + h, x : x + w])
            for x, y, w, h in boxes
        ]
    )
    found = BandStatistics(3)
    found.add_windows(values, valid, np.array(boxes))
    assert found.results() == expected.results()


def test_large_values_seen_often_stay_exact():
    values = np.full((1, 64, 64), 65535, np.uint16)
    values[0, 0, 0] = 0
    found = BandStatistics(1)
    found.add_windows(values, np.ones((64, 64), bool), np.array([[0, 0, 64, 64]] * 40_000))
    count, mean, _ = found.results()[0]
    assert count == 40_000 * 4096 and mean == 65535 * 4095 / 4096


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_ranges_are_those_of_valid_pixels_in_windows(dtype):
    random = np.random.default_rng(11)
    values = random.integers(0, 255, (2, 20, 30)).astype(dtype)
    valid = random.random((20, 30)) < 0.7
    if dtype == "float32":
        values[0, 3, 4] = np.nan
        values[1, 5, 6] = np.inf
    boxes = np.array([(0, 0, 10, 10), (5, 5, 12, 9), (18, 2, 11, 17)])
    found, other = BandStatistics(2, has_ranges=True), BandStatistics(2, has_ranges=True)
    found.add_windows(values, valid, boxes[:2])
    other.add_windows(values, valid, boxes[2:])
    found.merge(other)
    expected = []
    for band in values:
        parts = [np.s_[t : t + h, x : x + w] for x, t, w, h in boxes]
        used = np.concatenate([band[part][valid[part]] for part in parts])
        used = used[np.isfinite(used)]
        expected.append((used.min(), used.max()))
    assert found.ranges() == expected
    assert BandStatistics(2, has_ranges=True).ranges() == [None, None]
    assert BandStatistics(2).ranges() == []
