"""Nearest samples against a plain loop, with samples that are equally far."""

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tilewright.core.vectors.neighbours import NearestSamples

PLACES = st.integers(0, 4).map(float)


def by_loop(samples, pixels, count):
    found = []
    for pixel in pixels.T:
        far = ((samples - pixel) ** 2).sum(axis=1)
        found.append(set(np.argsort(far, kind="stable")[:count].tolist()))
    return found


@given(
    arrays(float, st.tuples(st.integers(1, 30), st.just(2)), elements=PLACES),
    arrays(float, st.tuples(st.just(2), st.integers(1, 12)), elements=PLACES),
    st.integers(1, 30),
)
def test_of_those_equally_far_the_first_ones_are_found(samples, pixels, count):
    count = min(count, len(samples))
    near = NearestSamples(samples, count)
    expected = by_loop(samples, pixels, count)
    assert [set(row) for row in near.find(pixels).tolist()] == expected
    assert [set(row) for row in near.compare(pixels).tolist()] == expected


@pytest.mark.parametrize("count", [1, 5])
def test_scipy_need_not_be_there(count, monkeypatch):
    rng = np.random.default_rng(0)
    samples, pixels = rng.normal(size=(500, 4)), rng.normal(size=(4, 3000))
    quick = NearestSamples(samples, count).find(pixels)
    monkeypatch.setitem(sys.modules, "scipy.spatial", None)
    slow = NearestSamples(samples, count).find(pixels)
    assert np.array_equal(np.sort(quick), np.sort(slow))
    assert [set(row) for row in slow[:200].tolist()] == by_loop(samples, pixels[:, :200], count)
