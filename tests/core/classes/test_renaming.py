"""Names for codes and for ranges of numbers, against looking at every pair in turn."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.classes.renaming import parse_class_map
from tilewright.core.errors import LayerError
from tilewright.core.tiles.words import class_name


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-19", 0, 19),
        ("-5--1", -5, -1),
        ("-5 - -1", -5, -1),
        ("-.5-1.", -0.5, 1),
        ("1e-3-2E+3", 0.001, 2000),
        ("80-inf", 80, math.inf),
        ("-inf-0", -math.inf, 0),
        ("7-7", 7, 7),
    ],
)
def test_ranges_are_read(text, low, high):
    (found,) = parse_class_map(f" {text} = low ").ranges
    assert (found.low, found.high, found.text, found.name) == (low, high, text, "low")


def test_what_is_no_range_stays_a_code():
    codes = "-20=a,A-1=b,1-2-3=c,1e-3=d,2020-=e,x-y=f"
    parsed = parse_class_map(codes)
    assert not parsed.ranges
    assert set(parsed.names) == {"-20", "A-1", "1-2-3", "0.001", "2020-", "x-y"}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("19-0=low", "has the range 19-0, which ends before it begins"),
        ("0-20=a,10-30=b", "the ranges 0-20 and 10-30, which overlap"),
        ("0-20=a,0-5=b", "the ranges 0-5 and 0-20, which overlap"),
        ("0-20=a,5-6=a", "the ranges 0-20 and 5-6, which overlap"),
        ("0-20=a,0-20=b", "gives 0-20 two names, a and b"),
        ("0-20", "has '0-20'; write code=name pairs"),
    ],
)
def test_ranges_that_make_no_sense_are_refused(text, part):
    with pytest.raises(LayerError, match=part):
        parse_class_map(text)


ends = st.lists(
    st.one_of(st.integers(-40, 40), st.floats(-40, 40).map(lambda v: round(v, 2))),
    min_size=2,
    max_size=10,
    unique=True,
).map(sorted)


@given(ends, st.sets(st.integers(-40, 40), max_size=3), st.booleans())
@settings(max_examples=60)
def test_every_number_has_the_class_that_all_pairs_in_turn_give_it(ends, codes, touch):
    step = 1 if touch else 2
    pairs = list(zip(ends[:-1:step], ends[1::step]))
    text = ",".join(
        [*(f"{a}-{b}=r{k}" for k, (a, b) in enumerate(pairs)), *(f"{c}=c{c}" for c in codes)]
    )
    parsed, used = parse_class_map(text), set()
    for value in (*ends, *codes, *np.arange(-42, 42, 0.7).tolist()):
        expected, key = None, None
        for k, (a, b) in enumerate(pairs):
            # The last that holds it: of two that share an end, the one that begins there.
            if a <= value <= b:
                expected, key = f"r{k}", f"{a}-{b}"
        if value in codes:
            expected, key = f"c{int(value)}", str(int(value))
        assert parsed.name(value) == parsed.name(class_name(value)) == expected
        used |= {key} - {None}
    assert parsed.matched == used
    assert parsed.declared == {f"r{k}" for k in range(len(pairs))} | {f"c{c}" for c in codes}


def test_texts_are_no_measurements():
    parsed = parse_class_map("0-19=low,20-29=,forest=wood", {"30": "sea", "5": "pond"})
    assert parsed.name("0-19") == "low"
    assert parsed.name("forest") == "wood" and parsed.name("lawn") == "lawn"
    assert parsed.name(25) is None and parsed.name(31) is None
    assert parsed.name(30) == "sea" and parsed.name(5) == "low"
    assert parse_class_map("forest=wood").name(31) == "31"
