"""Areas of polygons in rectangles, against shapely."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.geometry.clip import ClippedRings

# GEOS itself goes astray at subnormal coordinates.
NUMBERS = st.integers(-6, 6) | st.floats(-6, 6, allow_subnormal=False)


@given(
    st.lists(st.floats(0.5, 6), min_size=3, max_size=12),
    st.tuples(NUMBERS, NUMBERS, st.floats(0.1, 8), st.floats(0.1, 8)),
    st.tuples(NUMBERS, NUMBERS, st.floats(0.1, 8), st.floats(0.1, 8)),
)
def test_area_in_a_box_in_a_box_is_shapelys(radii, one, two):
    angles = [2 * math.pi * k / len(radii) for k in range(len(radii))]
    star = Polygon([(r * math.cos(a), r * math.sin(a)) for r, a in zip(radii, angles)])
    first, second = (box(x, y, x + w, y + h) for x, y, w, h in (one, two))
    if not star.is_valid or not star.intersects(first):
        return
    clipped = ClippedRings.of_polygon(star).clip(first.bounds)
    assert clipped.area == pytest.approx(star.intersection(first).area, abs=1e-9)
    expected = star.intersection(first).intersection(second).area
    assert clipped.clip(second.bounds).area == pytest.approx(expected, abs=1e-9)


def test_holes_and_parts_count():
    ring = box(0, 0, 10, 10).difference(box(2, 2, 8, 8))
    both = MultiPolygon([ring, box(4, 4, 6, 6)])
    rings = ClippedRings.of_polygon(both)
    assert rings.area == 64 + 4
    assert rings.clip((0, 0, 5, 10)).area == 32 + 2
    assert rings.clip((3, 3, 5, 5)).area == 1
    assert rings.clip((20, 20, 30, 30)).area == 0


def test_far_from_the_origin_no_digit_is_lost():
    x, y = 738885.0, 9_999_990.0
    triangle = Polygon([(x, y), (x + 20, y), (x, y + 20)])
    assert ClippedRings.of_polygon(triangle).clip((x, y, x + 10, y + 10)).area == 100
