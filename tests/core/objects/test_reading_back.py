"""Keyholes and run lengths on the way back, against what they were made of."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from tilewright.core.objects.keyhole import join_holes, split_holes
from tilewright.core.objects.run_lengths import (
    object_pixels,
    outline_pixels,
    pixels_of_runs,
    run_lengths,
)


def rings(polygon):
    return [np.array(r.coords)[:-1] for r in (polygon.exterior, *polygon.interiors)]


def ring_set(part):
    """Rings without regard to where they begin and which way they run."""
    return {frozenset(map(tuple, ring.tolist())) for ring in part}


@given(
    holes=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12, unique=True),
    is_turned=st.booleans(),
)
def test_holes_come_back(holes, is_turned):
    whole = Polygon(
        box(-1, -1, 100, 100).exterior,
        [box(10 * c + 1, 10 * r + 1, 10 * c + 6, 10 * r + 9).exterior for c, r in holes],
    )
    part = rings(whole)
    if is_turned:
        part = [ring[::-1] for ring in part]
    found = split_holes(join_holes(part))
    assert len(found) == 1
    assert ring_set(found[0]) == ring_set(part)


def test_a_hole_that_touches_the_shell_and_a_part_at_a_point():
    shell = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], dtype=float)
    hole = np.array([(0, 0), (2, 5), (5, 2)], dtype=float)
    (part,) = split_holes(join_holes([shell, hole]))
    assert ring_set(part) == ring_set([shell, hole])
    assert Polygon(part[0], part[1:]).area == pytest.approx(100 - Polygon(hole).area)
    # Two squares that touch, drawn in one go.
    eight = np.array([(0, 0), (2, 0), (2, 2), (4, 2), (4, 4), (2, 4), (2, 2), (0, 2)], dtype=float)
    parts = split_holes(eight)
    assert sorted(Polygon(p[0]).area for p in parts) == [4, 4]
    assert all(len(p) == 1 for p in parts)
    assert split_holes(np.array([(0, 0), (1, 1), (0, 0)], dtype=float)) == []


@given(pixels=st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=1, max_size=7))
def test_run_lengths_and_outlines_come_back(pixels):
    mask = np.array(pixels)
    height, width = mask.shape
    found = pixels_of_runs(run_lengths(mask), width, height)
    assert np.array_equal(found, mask)
    parts = outline_pixels(mask)
    drawn = object_pixels(parts, width, height) if parts else np.zeros_like(mask)
    assert np.array_equal(drawn, mask)


def test_run_lengths_of_another_size_are_refused():
    for counts in ([3], [5, -1], []):
        with pytest.raises(ValueError, match="size"):
            pixels_of_runs(counts, 2, 2)
