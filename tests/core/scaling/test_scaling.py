"""Values to 8 bits by one formula."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tilewright.core.errors import ExportError
from tilewright.core.scaling.scaling import RANGE, Scaling, parse_range


def formula(values, least, greatest):
    """Written out in Python numbers, halves to even."""
    found = []
    for value in np.asarray(values).ravel().tolist():
        number = round((value - least) / (greatest - least) * 255)
        found.append(min(255, max(0, number)))
    return np.array(found).reshape(np.shape(values))


def scale(values, least, greatest, valid=None, fill=0):
    values = np.asarray(values).reshape(1, 1, -1)
    valid = np.ones(values.shape[1:], bool) if valid is None else np.array(valid).reshape(1, -1)
    return Scaling(RANGE, (least,), (greatest,)).apply(values, valid, fill).ravel().tolist()


@pytest.mark.parametrize(
    "dtype", ["uint8", "int16", "uint16", "int32", "uint32", "float32", "float64"]
)
@given(
    values=st.lists(st.integers(-40_000, 70_000), min_size=1, max_size=40),
    least=st.floats(-30_000, 30_000),
    span=st.floats(0.01, 60_000),
)
def test_scaled_values_equal_the_formula(dtype, values, least, span):
    if dtype[0] != "f":
        limits = np.iinfo(dtype)
        values = [min(max(v, limits.min), limits.max) for v in values]
    greatest = least + span
    assume(greatest > least)
    values = np.array(values, dtype)
    assert scale(values, least, greatest) == formula(values, least, greatest).tolist()


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16"])
def test_table_of_small_types_equals_direct_scaling(dtype):
    limits = np.iinfo(dtype)
    codes = np.arange(limits.min, int(limits.max) + 1, dtype=dtype)
    assert scale(codes, -123.4, 4321.0) == scale(codes.astype(np.float64), -123.4, 4321.0)


def test_every_band_has_its_own_range():
    values = np.stack([np.full((2, 2), 50, np.uint16)] * 3)
    scaling = Scaling(RANGE, (0, 0, 50), (100, 50, 100))
    scaled = scaling.apply(values, np.ones((2, 2), bool))
    assert scaled[:, 0, 0].tolist() == [128, 255, 0]
    assert scaled.dtype == np.uint8 and scaled.shape == (3, 2, 2)


def test_ends_of_the_range_are_0_and_255_and_beyond_is_clipped():
    for dtype in ("uint16", "int32", "float32"):
        values = np.array([100, 1100, 0, 99, 1101, 65535], dtype)
        assert scale(values, 100, 1100) == [0, 255, 0, 0, 255, 255]


def test_halves_go_to_the_even_neighbour():
    assert scale(np.array([0.5, 1.5, 2.5, 253.5, 254.5]), 0, 255) == [0, 2, 2, 254, 254]


def test_band_of_one_value_has_no_contrast():
    for dtype in ("uint16", "float32"):
        assert scale(np.array([4, 5, 6], dtype), 5, 5) == [0, 0, 255]


def test_invalid_and_not_finite_pixels_become_the_fill():
    values = np.array([0, np.nan, np.inf, -np.inf, 10], np.float32)
    assert scale(values, 0, 10, [True] * 4 + [False], fill=7) == [0, 7, 7, 7, 7]
    assert scale(np.array([0, 10, 10], np.uint8), 0, 10, [False, True, False], 9) == [9, 255, 9]


def test_views_into_larger_arrays_scale_the_same():
    values = np.arange(4 * 9 * 9, dtype=np.uint16).reshape(4, 9, 9)
    part = values[:, 2:7:2, ::3]
    scaling = Scaling(RANGE, (0,) * 4, (324,) * 4)
    assert np.array_equal(scaling.apply(part, np.ones((3, 3), bool)), formula(part, 0, 324))


def test_description_has_a_row_a_band():
    assert Scaling(RANGE, (0.0, 1.0), (2.0, 3.0)).describe(("red", "nir")) == [
        {"band": "red", "min": 0.0, "max": 2.0},
        {"band": "nir", "min": 1.0, "max": 3.0},
    ]


@pytest.fixture
def info(open_source):
    return open_source(np.zeros((3, 4, 4), np.uint8), descriptions=("red", "green", "blue")).info


@pytest.mark.parametrize(
    ("least", "greatest", "low", "high"),
    [
        ("0", "3000", (0, 0, 0), (3000, 3000, 3000)),
        (" 1, 2 ,3", "1e4", (1, 2, 3), (1e4, 1e4, 1e4)),
        (-0.5, 2, (-0.5,) * 3, (2,) * 3),
    ],
)
def test_range_is_one_number_or_one_a_band(info, least, greatest, low, high):
    scaling = parse_range(least, greatest, info)
    assert (scaling.method, scaling.least, scaling.greatest) == (RANGE, low, high)


@pytest.mark.parametrize(
    ("least", "greatest", "message"),
    [
        ("", "5", "SCALING=RANGE needs SCALE_MIN"),
        ("5", None, "SCALING=RANGE needs SCALE_MAX"),
        ("a", "5", "SCALE_MIN is 'a'; write one number, or one a band separated by commas."),
        ("nan", "5", "SCALE_MIN is 'nan'"),
        ("0", "inf", "SCALE_MAX is 'inf'"),
        ("1,2", "5", "SCALE_MIN has 2 numbers, but 3 bands are exported."),
        ("1,6,2", "5", "SCALE_MIN is 6 and SCALE_MAX 5 for green; SCALE_MIN must be the smaller."),
        ("5", "5", "SCALE_MIN is 5 and SCALE_MAX 5 for red"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(info, least, greatest, message):
    with pytest.raises(ExportError, match=re.escape(message)):
        parse_range(least, greatest, info)
