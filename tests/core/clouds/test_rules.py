"""Which values of a mask are cloudy, against Python's own integers."""

from __future__ import annotations

import operator
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.errors import CloudRuleError

COMPARE = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
codes = st.lists(st.integers(0, 65535), min_size=1, max_size=50)
spaces = st.sampled_from(("", " ", "  "))


@st.composite
def bit_tests(draw):
    """The text of a test, and the function that it stands for."""
    first = draw(st.integers(0, 15))
    last = draw(st.integers(first, 15))
    space = draw(spaces)
    bits = f"{first}{space}-{space}{last}" if last > first or draw(st.booleans()) else f"{first}"
    if first == last and draw(st.booleans()):
        return bits, lambda v: v >> first & 1 == 1
    sign = draw(st.sampled_from(sorted(COMPARE)))
    number = draw(st.integers(0, (1 << (last - first + 1)) - 1))

    def test(value):
        return COMPARE[sign]((value >> first) % (1 << (last - first + 1)), number)

    return f"{space}{bits}{space}{sign}{space}{number}{space}", test


@given(st.lists(bit_tests(), min_size=1, max_size=4), codes)
def test_bits_equal_integer_arithmetic(tests, values):
    rule = parse_mask_rule("", ",".join(text for text, _ in tests))
    expected = [any(test(v) for _, test in tests) for v in values]
    for dtype in (np.uint16, np.uint32, np.int32, np.int64, np.float32, np.float64):
        assert rule.matches(np.array(values, dtype)).tolist() == expected


@st.composite
def ranges(draw):
    first = draw(st.integers(-300, 300))
    last = draw(st.integers(first, first + 200))
    space = draw(spaces)
    text = f"{first}{space}-{space}{last}" if last > first or draw(st.booleans()) else f"{first}"
    return f"{space}{text}{space}", range(first, last + 1)


@given(st.lists(ranges(), min_size=1, max_size=4), st.lists(st.integers(-600, 600), min_size=1))
def test_values_equal_membership_in_ranges(parts, values):
    rule = parse_mask_rule(",".join(text for text, _ in parts), "")
    expected = [any(v in numbers for _, numbers in parts) for v in values]
    for dtype in (np.int16, np.float32):
        assert rule.matches(np.array(values, dtype)).tolist() == expected


def test_known_masks():
    scl = np.arange(12, dtype=np.uint8)
    assert np.flatnonzero(parse_mask_rule("3,8-10", "").matches(scl)).tolist() == [3, 8, 9, 10]
    qa = np.array([0b1100_0000_0000_0000, 0b1000_0000_0000_0000, 0b01 << 14, 16], np.uint16)
    assert parse_mask_rule("", "14-15=3").matches(qa).tolist() == [True, False, False, False]
    assert parse_mask_rule("", "14-15>=2").matches(qa).tolist() == [True, True, False, False]
    assert parse_mask_rule("", "4").matches(qa).tolist() == [False, False, False, True]


def test_unset_high_bits_of_any_type_match_nothing():
    assert parse_mask_rule("", "14").matches(np.array([255], np.uint8)).tolist() == [False]
    assert parse_mask_rule("", "62").matches(np.array([1 << 62], np.uint64)).tolist() == [True]


def test_decimals_and_missing_numbers():
    rule = parse_mask_rule("0.5-1.25,-2", "")
    values = np.array([[0.5, 0.4999], [1.25, 1.3], [-2, np.nan]])
    assert rule.matches(values).tolist() == [[True, False], [True, False], [True, False]]
    assert parse_mask_rule("", "0").matches(np.array([1.0, np.nan, np.inf])).tolist() == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("values", "bits", "message"),
    [
        ("3", "4", "Both values (3) and bits (4) are given; give one of them."),
        ("", " ", "Say which mask values are cloudy"),
        (None, None, "Say which mask values are cloudy"),
        ("3,cloud", "", "The value 'cloud' cannot be understood; write values and ranges"),
        ("3,,4", "", "The value '' cannot be understood"),
        ("10-8", "", "The range '10-8' runs backwards"),
        ("", "fourteen", "The bits 'fourteen' cannot be understood; write bits such as 4"),
        ("", "4,", "The bits '' cannot be understood"),
        ("", "1" * 5000, "cannot be understood"),
        ("", "-1", "The bits '-1' cannot be understood"),
        ("", "15-14=3", "The bits '15-14=3' run backwards"),
        ("", "63", "The bits '63' go past bit 62"),
        ("", "14-15", "The bits '14-15' need a number to compare with, for example 14-15=3."),
        ("", "14-15=4", "The bits '14-15=4' can never be 4: 2 bits hold at most 3."),
        ("", "4=2", "The bits '4=2' can never be 2: 1 bit holds at most 1."),
    ],
)
def test_rules_that_cannot_be_understood_say_why(values, bits, message):
    with pytest.raises(CloudRuleError, match=re.escape(message)):
        parse_mask_rule(values, bits)
