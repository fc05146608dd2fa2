"""Numbers as text, against Python's own."""

import json

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.annotations.numbers import join_numbers, whole_units

texts = st.lists(st.lists(st.integers(0, 10**10), min_size=1, max_size=5), min_size=1, max_size=6)


@given(texts)
def test_decimals_are_those_of_json(rows):
    units = np.array([unit for row in rows for unit in row], dtype=np.int64)
    counts = np.array([len(row) for row in rows])
    found = join_numbers(units, counts, 3, ", ", has_point=True)
    assert found == [json.dumps([unit / 1000 for unit in row])[1:-1] for row in rows]


@given(texts, st.integers(1, 9))
def test_whole_numbers_may_do_without_a_point(rows, decimals):
    units = np.array([unit for row in rows for unit in row], dtype=np.int64)
    counts = np.array([len(row) for row in rows])
    for text, row in zip(join_numbers(units, counts, decimals, " ", has_point=False), rows):
        for word, unit in zip(text.split(" "), row):
            whole, rest = divmod(unit, 10**decimals)
            assert word == f"{whole}.{rest:0{decimals}d}".rstrip("0").rstrip(".")


def test_nothing_has_no_text():
    nothing = np.empty(0, dtype=np.int64)
    assert join_numbers(nothing, nothing, 3, ", ", has_point=True) == []


@given(
    st.lists(st.one_of(st.floats(0, 1e7), st.integers(0, 10**8).map(lambda k: k / 20000))),
    st.sampled_from([3, 4]),
)
def test_numbers_are_rounded_as_python_does_it(values, decimals):
    found = whole_units(np.array(values, dtype=float), decimals)
    assert [k / 10**decimals for k in found.tolist()] == [round(v, decimals) for v in values]
