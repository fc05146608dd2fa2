"""Percentiles of streams, against numpy's of the whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.scaling.percentiles import OrderStatistics

QUANTILES = (0.0, 0.02, 0.25, 0.5, 0.98, 1.0)
TYPES = ("uint8", "int16", "uint16", "int32", "uint32", "float32")


def exact_quantiles(batches, dtype, quantiles):
    """Quantiles of all values that ``batches()`` yields, each time it is called."""
    statistics = OrderStatistics(dtype, quantiles)
    while not statistics.is_done:
        for values in batches():
            statistics.add(statistics.histogram(values))
        statistics.end_pass()
    return statistics.results() if statistics.count else []


def numbers_of(dtype):
    if dtype == "float32":
        return st.floats(width=32, allow_nan=False, allow_infinity=False)
    limits = np.iinfo(dtype)
    low, high = int(limits.min), int(limits.max)
    return st.integers(low, high) | st.integers(max(low, -5), 5)


def check(values, dtype, pieces=3):
    values = np.array(values, dtype=dtype)
    batches = np.array_split(values, pieces)
    found = exact_quantiles(lambda: iter(batches), np.dtype(dtype), QUANTILES)
    expected = np.percentile(values.astype(np.float64), [100 * q for q in QUANTILES])
    assert found == pytest.approx(expected.tolist(), rel=1e-12, abs=0)
    # What lies on a rank is a value, to the last bit.
    assert (found[0], found[-1]) == (float(values.min()), float(values.max()))


@pytest.mark.parametrize("dtype", TYPES)
@given(data=st.data())
@settings(max_examples=20)
def test_quantiles_equal_numpys(dtype, data):
    numbers = data.draw(st.lists(numbers_of(dtype), min_size=1, max_size=60))
    if dtype == "float32":
        # Between two of the largest numbers numpy's own interpolation overflows.
        numbers = [n for n in numbers if abs(n) < 1e30] or [0.0]
    check(numbers, dtype, data.draw(st.integers(1, 4)))


@pytest.mark.parametrize("dtype", TYPES)
def test_quantiles_of_many_values_equal_numpys(dtype):
    rng = np.random.default_rng(1)
    if dtype == "float32":
        values = rng.normal(0, 1000, 100_000)
    else:
        limits = np.iinfo(dtype)
        values = rng.integers(limits.min, limits.max, 100_000, dtype=dtype, endpoint=True)
    check(values, dtype, 7)


def test_many_duplicates():
    check([7] * 1000 + [8] * 15 + [-3] * 16, "int16")
    check([0.1] * 500 + [-0.1] * 10, "float32")
    check([0] * 3 + [255] * 3, "uint8")


@pytest.mark.parametrize("dtype", TYPES)
def test_one_value_is_every_quantile(dtype):
    found = exact_quantiles(lambda: [np.array([42], dtype)], np.dtype(dtype), QUANTILES)
    assert found == [42.0] * len(QUANTILES)


def test_no_values_have_no_quantiles():
    assert exact_quantiles(list, np.dtype("uint16"), QUANTILES) == []
    assert exact_quantiles(lambda: [np.array([], "float32")], np.dtype("float32"), [0.5]) == []


def test_extremes_of_the_type_keep_their_places():
    for dtype in ("int16", "int32", "uint32"):
        limits = np.iinfo(dtype)
        check([limits.min, limits.max, 0, 1], dtype)
    tiny = float(np.float32(1e-45))
    check([-tiny, tiny, 0.0, -0.0, 1.0], "float32")


def test_views_that_are_not_contiguous_count_the_same():
    values = np.arange(1000, dtype=np.uint16).reshape(10, 100)[:, ::3].T.ravel()[::2]
    found = exact_quantiles(lambda: [values], values.dtype, [0.5])
    assert found == [float(np.median(values))]


@pytest.mark.parametrize(("dtype", "passes"), [("uint8", 1), ("int16", 1), ("float32", 2)])
def test_each_pass_settles_16_bits(dtype, passes):
    statistics = OrderStatistics(np.dtype(dtype), [0.5])
    done = 0
    while not statistics.is_done:
        statistics.add(statistics.histogram(np.array([1, 2, 3], dtype)))
        statistics.end_pass()
        done += 1
    assert (done, statistics.results()) == (passes, [2.0])
