"""How many points each class gets, beside the tables of Olofsson et al. (2014)."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.assess.allocate import (
    EQUAL,
    NEYMAN,
    OLOFSSON,
    PROPORTIONAL,
    Allocation,
    allocate,
    points_for_error,
    read_expected,
)
from tilewright.core.errors import ParameterError

# Section 5.1 of the paper: shares of the map, and the user's accuracies that are conjectured.
AREAS = np.array([0.02, 0.015, 0.32, 0.645])
EXPECTED = np.array([0.7, 0.6, 0.9, 0.95])
MANY = np.full(4, 10**7)


def test_the_number_of_points_of_the_worked_example():
    assert points_for_error(AREAS, EXPECTED, 0.01) == 641


def test_the_allocations_of_the_worked_example():
    def dealt(method, least):
        return allocate(Allocation(method, 641, None, least), AREAS, MANY, EXPECTED).tolist()

    assert sorted(dealt(EQUAL, 2)) == [160, 160, 160, 161]
    assert dealt(PROPORTIONAL, 2) == [13, 10, 205, 413]
    # Table 5, which rounds the rest by hand: 100 100 149 292, 75 75 165 325, 50 50 182 358.
    for least, printed in ((100, (149, 292)), (75, (165, 325)), (50, (182, 358))):
        first, second, *rest = dealt(OLOFSSON, least)
        assert first == second == least
        assert sum(rest) == 641 - 2 * least
        assert np.abs(np.array(rest) - printed).max() <= 4
        assert rest[0] / rest[1] == pytest.approx(0.32 / 0.645, rel=0.01)


def test_neyman_makes_the_error_least():
    def error(counts):
        return float(np.sqrt((AREAS**2 * EXPECTED * (1 - EXPECTED) / counts).sum()))

    best = allocate(Allocation(NEYMAN, 200), AREAS, MANY, EXPECTED)
    assert best.sum() == 200
    for i in range(4):
        for j in range(4):
            other = best.copy()
            other[i] += 1
            other[j] -= 1
            if other.min() >= 2:
                assert error(other) >= error(best) - 1e-9


def test_an_error_that_is_asked_for_is_reached():
    counts = allocate(Allocation(NEYMAN, None, 0.02), AREAS, MANY, EXPECTED)
    reached = np.sqrt((AREAS**2 * EXPECTED * (1 - EXPECTED) / counts).sum())
    assert reached == pytest.approx(0.02, rel=0.02)


@pytest.mark.parametrize("method", [EQUAL, PROPORTIONAL, NEYMAN, OLOFSSON])
def test_classes_never_get_more_than_their_pixels(method):
    pixels = np.array([1, 30, 5000, 9000])
    counts = allocate(Allocation(method, 300, None, 50), pixels / 14031, pixels, EXPECTED)
    assert counts.sum() == 300
    assert counts[0] == 1
    assert counts[1] <= 30
    everything = allocate(Allocation(method, 10**6, None, 2), pixels / 14031, pixels, EXPECTED)
    assert everything.tolist() == pixels.tolist()


def test_fewer_points_than_classes_need_are_refused():
    with pytest.raises(ParameterError) as caught:
        allocate(Allocation(OLOFSSON, 100, None, 50), AREAS, MANY, EXPECTED)
    assert str(caught.value) == (
        "COUNT is 100, and 4 classes with 50 points or more take 200; raise COUNT, or lower "
        "MIN_PER_CLASS."
    )
    with pytest.raises(ParameterError, match="TARGET_ERROR 0.0001 % would take"):
        points_for_error(AREAS, EXPECTED, 1e-6)
    with pytest.raises(ParameterError, match="TARGET_ERROR is 0; it is a percentage above 0"):
        points_for_error(AREAS, EXPECTED, 0.0)


def test_expected_accuracies_are_read():
    names = ("water", "a=b", "forest")
    assert read_expected("", names).tolist() == [0.8, 0.8, 0.8]
    assert read_expected("70,water=95, a=b=50", names).tolist() == [0.95, 0.5, 0.7]
    for text, says in (
        ("water=120", "'water=120'; write a percentage from 0 to 100"),
        ("lots", "'lots'; write a percentage"),
        ("sea=50", "names the class 'sea', which the map does not have; it has water, a=b, f"),
    ):
        with pytest.raises(ParameterError, match=says):
            read_expected(text, names)
