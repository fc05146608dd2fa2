"""The variogram of labels, against pairs one by one and least squares by numpy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import SplitError
from tilewright.core.split.variogram import LabelVariogram, measure_variogram


def by_pairs(places, shares):
    """Lags, values and numbers of pairs in twenty classes, and the longest that was looked at."""
    pairs = [
        (
            math.dist(places[i], places[j]),
            sum((a - b) ** 2 for a, b in zip(shares[i], shares[j])) / 2,
        )
        for i in range(len(places))
        for j in range(i)
    ]
    reach = max(away for away, _ in pairs) / 2
    classes = [[] for _ in range(20)]
    for away, difference in pairs:
        if away <= reach:
            classes[min(19, int(away / reach * 20))].append((away, difference))
    classes = [c for c in classes if c]
    return (
        [sum(a for a, _ in c) / len(c) for c in classes],
        [sum(d for _, d in c) / len(c) for c in classes],
        [len(c) for c in classes],
        reach,
    )


def by_least_squares(lags, values, counts, reach):
    """The range of the best spherical model with a nugget from 0 on, and its values."""
    lags, values = np.array(lags), np.array(values)
    root = np.sqrt(np.array(counts) / sum(counts))

    def solve(columns):
        found = np.linalg.lstsq(columns * root[:, None], values * root, rcond=None)[0]
        model = columns @ found
        return float((root**2 * (values - model) ** 2).sum()), found, model

    one = np.ones(len(lags))
    error, _, flat = solve(one[:, None])
    best = error, 0.0, flat, 0.0, 1.0
    for k in range(1, 201):
        h = np.minimum(lags / (reach * k / 200), 1)
        shape = 1.5 * h - 0.5 * h**3
        if np.ptp(shape) < 1e-9:
            continue
        error, (nugget, sill), model = solve(np.stack((one, shape), axis=1))
        if nugget < 0:
            nugget, (error, (sill,), model) = 0.0, solve(shape[:, None])
        if sill > 0 and error < best[0] * (1 - 1e-9):
            best = error, reach * k / 200, model, sill, nugget
    _, span, model, sill, nugget = best
    if not span or sill / (sill + nugget) < 0.1:
        return 0.0, flat
    return min(reach, float(f"{span:.1e}")), model


def smooth_labels(places, span, seed, kinds=3):
    rng = np.random.default_rng(seed)
    centres = rng.uniform(places.min(), places.max(), (max(4, int((1000 / span) ** 2)), 2))
    nearest = np.hypot(*(places[:, None] - centres[None]).transpose(2, 0, 1)).argmin(axis=1)
    return [f"class {k}" for k in rng.integers(0, kinds, len(centres))[nearest]]


@pytest.mark.parametrize("seed", range(12))
def test_variogram_equals_pairs_one_by_one_and_least_squares(seed):
    rng = np.random.default_rng(seed)
    count = (30, 80, 150)[seed % 3]
    places = rng.uniform(0, 1000, (count, 2)) * (1, (1, 0.3)[seed % 2])
    span = (40, 150, 300, 700)[seed % 4]
    if seed % 2:
        classes = ClassShares.from_labels(smooth_labels(places, span, seed))
    else:
        waves = 50 + 50 * np.sin(places / span)
        waves[:, 1] = 100 - waves[:, 0]
        noise = rng.uniform(-1, 1, count) * (0, 5)[seed % 4 // 2]
        percent = np.clip(waves + np.stack((noise, -noise), axis=1), 0, 100)
        classes = ClassShares.from_proportions(("a", "b"), percent)
    found = measure_variogram(places, classes, np.arange(count, dtype=np.uint64))
    lags, values, counts, reach = by_pairs(
        places.tolist(), classes.indicators(np.arange(count)).tolist()
    )
    assert found.lags == pytest.approx(lags)
    assert found.values == pytest.approx(values)
    assert found.reach == pytest.approx(reach)
    span, model = by_least_squares(lags, values, counts, reach)
    assert found.range == pytest.approx(span)
    assert found.model == pytest.approx(model)
    assert found.tile_count == count


def test_ranges_of_all_kinds_are_among_those_compared():
    """What the test above would not see: no structure, some, and more than the area shows."""
    found = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        places = rng.uniform(0, 1000, (150, 2))
        labels = smooth_labels(places, (20, 300, 2000)[seed % 3], seed)
        if len(set(labels)) > 1:
            classes = ClassShares.from_labels(labels)
            found.append(measure_variogram(places, classes, np.arange(150, dtype=np.uint64)))
    assert any(v.range == 0 for v in found)
    assert any(0 < v.range < v.reach and not v.is_open for v in found)
    assert any(v.range == v.reach and v.is_open for v in found)


def test_weak_structure_is_noise():
    """Of a tenth and more of the differences, nearness is told; of less it is not."""
    rng = np.random.default_rng(1)
    places = rng.uniform(0, 1000, (400, 2))
    near = np.sin(places[:, 0] / 80)
    noise = rng.normal(size=400)
    ranges = []
    for part in (0.0, 0.25, 0.45, 2.0):
        mixed = 50 + 10 * (part * near + noise)
        classes = ClassShares.from_proportions(("a",), np.clip(mixed, 0, 100)[:, None])
        found = measure_variogram(places, classes, np.arange(400, dtype=np.uint64))
        lags, values, counts, reach = by_pairs(
            places.tolist(), classes.indicators(np.arange(400)).tolist()
        )
        expected, model = by_least_squares(lags, values, counts, reach)
        assert found.range == pytest.approx(expected)
        assert found.model == pytest.approx(model)
        ranges.append(found.range)
    assert ranges[0] == 0 and ranges[-1] > 0


def test_the_tiles_with_the_least_keys_are_compared_when_there_are_many():
    rng = np.random.default_rng(4)
    places = rng.uniform(0, 1000, (1700, 2))
    labels = smooth_labels(places, 200, 4)
    for k in range(0, 100, 3):
        labels[k] = None
    keys = rng.permutation(1700).astype(np.uint64)
    found = measure_variogram(places, ClassShares.from_labels(labels), keys)
    chosen = [i for i in np.argsort(keys).tolist() if labels[i] is not None][:1500]
    least = measure_variogram(
        places[chosen],
        ClassShares.from_labels([labels[i] for i in chosen]),
        np.arange(1500, dtype=np.uint64),
    )
    assert found == least
    assert found.tile_count == 1500


def test_thirty_tiles_of_two_classes_are_the_fewest():
    places = np.stack((np.arange(31.0), np.zeros(31)), axis=1)
    keys = np.arange(31, dtype=np.uint64)
    labels = ["a"] * 15 + ["b"] * 15 + [None]
    assert measure_variogram(places, ClassShares.from_labels(labels), keys).tile_count == 30
    with pytest.raises(SplitError) as caught:
        measure_variogram(places, ClassShares.from_labels([None, *labels[1:]]), keys)
    assert str(caught.value) == (
        "BUFFER_AUTO compares the labels of at least 30 tiles, and there are 29; give SPLIT_BUFFER "
        "instead."
    )
    with pytest.raises(SplitError, match="all tiles have the same; give SPLIT_BUFFER instead"):
        measure_variogram(places, ClassShares.from_labels(["a"] * 31), keys)


def test_pairs_at_exactly_half_the_longest_distance_count():
    places = np.stack((np.arange(41.0), np.zeros(41)), axis=1)
    labels = [f"{k // 7 % 3}" for k in range(41)]
    classes = ClassShares.from_labels(labels)
    found = measure_variogram(places, classes, np.arange(41, dtype=np.uint64))
    lags, values, counts, reach = by_pairs(
        places.tolist(), classes.indicators(np.arange(41)).tolist()
    )
    assert reach == found.reach == 20
    assert found.lags == pytest.approx(lags)
    assert found.values == pytest.approx(values)
    assert counts[-1] == 21 + 22


def test_one_place_only_is_told_and_two_have_no_range():
    classes = ClassShares.from_labels(["a", "b"] * 20)
    keys = np.arange(40, dtype=np.uint64)
    with pytest.raises(SplitError) as caught:
        measure_variogram(np.full((40, 2), 7.0), classes, keys)
    assert str(caught.value) == (
        "BUFFER_AUTO compares the labels of different places, and all tiles are at one; give "
        "SPLIT_BUFFER instead."
    )
    places = np.repeat([[0.0, 0.0], [8.0, 6.0]], 20, axis=0)
    with np.errstate(all="raise"):
        found = measure_variogram(places, classes, keys)
    # All pairs that are near are at one place: half of them, or a little more, differ.
    assert (found.range, found.reach, found.lags) == (0.0, 5.0, (0.0,))
    assert found.values == found.model == (pytest.approx(100 / 190),)


@pytest.mark.parametrize("seed", [7, 9, 11])
def test_of_ranges_that_fit_alike_the_shortest_is_found(seed):
    """Sixty tiles 100 m apart with a neighbour at 1 m, which has the same label in most cases."""
    rng = np.random.default_rng(seed)
    places = np.array([(100.0 * (k % 10), 100.0 * (k // 10)) for k in range(60)])
    labels = rng.integers(0, 2, 60)
    beside = np.where(rng.random(60) < 0.25, 1 - labels, labels)
    classes = ClassShares.from_labels([str(v) for v in (*labels, *beside)])
    places = np.concatenate((places, places + (1, 0)))
    found = measure_variogram(places, classes, np.arange(120, dtype=np.uint64))
    # A 200th of half the longest distance, the least that is tried.
    assert found.reach == pytest.approx(math.dist((0, 0), (901, 500)) / 2)
    assert found.range == 2.6
    assert found.lags[0] == 1


def test_labels_that_differ_far_apart_alone_have_no_range():
    """Two clusters of one class each: all pairs that are near are alike."""
    rng = np.random.default_rng(2)
    places = rng.uniform(0, 10, (40, 2)) + np.repeat([[0, 0], [1000, 0]], 20, axis=0)
    classes = ClassShares.from_labels(["a"] * 20 + ["b"] * 20)
    found = measure_variogram(places, classes, np.arange(40, dtype=np.uint64))
    assert found.range == 0
    assert set(found.values) == set(found.model) == {0.0}


def test_reports_hold_rounded_numbers():
    found = LabelVariogram((1.23456,), (0.123456789,), (0.987654321,), 640.0, 640.0, 30)
    assert found.describe() == {
        "lags": [1.235],
        "values": [0.123457],
        "model": [0.987654],
        "range": 640.0,
    }
    assert found.is_open
    assert not LabelVariogram((), (), (), 639.9, 640.0, 30).is_open
