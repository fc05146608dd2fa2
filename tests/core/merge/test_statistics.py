"""Statistics of datasets together, against those of all their values at once."""

from pathlib import Path

import numpy as np
import pytest

from tilewright.core.export.describe import describe_statistics
from tilewright.core.merge.parents import Parent
from tilewright.core.merge.statistics import merge_statistics
from tilewright.core.scaling.moments import BandStatistics
from tilewright.core.tiles.table import TileTable


def parent(statistics, dtype):
    nothing = TileTable([], {}, [])
    facts = {"statistics": statistics, "bands": ["x", "y"], "dtype": dtype}
    return Parent("a", Path(), facts, nothing, nothing, nothing)


def measure(values, has_ranges=False):
    found = BandStatistics(2, has_ranges)
    height, width = values.shape[1:]
    boxes = np.array([[0, 0, width, height]])
    found.add_windows(values, np.ones((height, width), dtype=bool), boxes)
    return describe_statistics(["x", "y"], found)


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16"])
@pytest.mark.parametrize("seed", range(5))
def test_whole_numbers_are_pooled_to_the_last_digit(dtype, seed):
    draw = np.random.default_rng(seed)
    limits = np.iinfo(dtype)
    parts = [
        draw.integers(limits.min, limits.max, (2, draw.integers(1, 300), 97)).astype(dtype)
        for _ in range(draw.integers(2, 6))
    ]
    parents = [parent(measure(values, has_ranges=True), dtype) for values in parts]
    found = merge_statistics(parents, lambda: False, print)
    assert found == measure(np.concatenate(parts, axis=1), has_ranges=True)


def test_decimals_are_pooled_as_numpy_does():
    draw = np.random.default_rng(3)
    parts = [draw.normal(5 * k, 1 + k, (2, 40 + k, 30)).astype("float32") for k in range(4)]
    parents = [parent(measure(values), "float32") for values in parts]
    found = merge_statistics(parents, lambda: False, print)
    whole = np.concatenate([p.reshape(2, -1) for p in parts], axis=1).astype(float)
    for band, row in zip(whole, found):
        assert row["pixels"] == band.size
        assert row["mean"] == pytest.approx(band.mean(), rel=1e-13)
        assert row["std"] == pytest.approx(band.std(), rel=1e-13)
        assert "min" not in row


def test_a_dataset_without_values_counts_for_nothing():
    values = np.arange(24, dtype="uint8").reshape(2, 3, 4)
    empty = [{"band": b, "pixels": 0, "mean": None, "std": None} for b in "xy"]
    found = merge_statistics(
        [parent(empty, "uint8"), parent(measure(values), "uint8")], lambda: False, print
    )
    assert found == measure(values)
    found = merge_statistics([parent(empty, "uint8")] * 2, lambda: False, print)
    assert found == empty
