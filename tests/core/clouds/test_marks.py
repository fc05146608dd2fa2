"""Tiles that marks of clouds touch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import rotate, scale
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from tilewright.core.clouds.marks import CloudMarkStep
from tilewright.core.errors import LayerError
from tilewright.core.geodesy.scale import GroundScale

BOXES = [box(x, y, x + 10, y + 10) for y in (0, 10, 20) for x in (0, 10, 20)]
TURNED = [rotate(tile, 30, origin=(15, 15)) for tile in BOXES]


@pytest.fixture
def cloudy(make_table):
    """Numbers of the tiles that marks reject."""

    def run(marks, tiles=BOXES, **options):
        table, kept = CloudMarkStep(marks, **options).extend(make_table(tiles))
        assert set(table["reason"][~kept].tolist()) <= {"cloud mark"}
        return np.flatnonzero(~kept).tolist()

    return run


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (Point(5, 5), [0]),
        (Point(10, 5), [0, 1]),
        (Point(10, 10), [0, 1, 3, 4]),
        (Point(30, 30), [8]),
        (Point(30.001, 30), []),
        (MultiPoint([(5, 5), (25, 25)]), [0, 8]),
        (LineString([(1, 1), (9, 9)]), [0]),
        (LineString([(0, 5), (30, 5)]), [0, 1, 2]),
        (LineString([(5, 25), (25, 25), (25, 5)]), [2, 5, 6, 7, 8]),
        (box(12, 12, 18, 18), [4]),
        (box(-5, -5, 50, 50), list(range(9))),
        (Polygon([(0, 31), (31, 31), (31, 0), (29, 29)]), [5, 7, 8]),
        (Point(), []),
    ],
    ids=str,
)
def test_mark_rejects_what_it_touches(cloudy, mark, expected):
    assert cloudy([mark]) == expected


def test_no_marks_and_no_tiles_reject_nothing(cloudy):
    assert cloudy([]) == []
    assert cloudy([Point(1, 1)], tiles=[]) == []


places = st.tuples(st.integers(-2, 32), st.integers(-2, 32))
marks = st.lists(
    places.map(Point)
    | st.lists(places, min_size=2, max_size=4, unique=True).map(LineString)
    | st.tuples(places, st.integers(1, 9)).map(lambda p: Point(p[0]).buffer(p[1])),
    max_size=4,
)


@given(marks)
def test_marks_equal_shapely_for_each_pair(make_table, marks):
    for tiles in (BOXES, TURNED):
        _, kept = CloudMarkStep(marks).extend(make_table(tiles))
        assert kept.tolist() == [not any(m.intersects(tile) for m in marks) for tile in tiles]


@given(marks, st.floats(0.1, 12), st.sampled_from([(1, 1), (2, 0.5), (0.3048, 3)]))
def test_buffer_is_a_distance_in_metres_on_the_ground(make_table, marks, distance, sizes):
    step = CloudMarkStep(marks, distance, GroundScale(*sizes))
    for tiles in (BOXES, TURNED):
        _, kept = step.extend(make_table(tiles))
        expected = [
            not any(
                scale(m, *sizes, origin=(0, 0)).distance(scale(t, *sizes, origin=(0, 0)))
                <= distance
                for m in marks
            )
            for t in tiles
        ]
        assert kept.tolist() == expected


def test_buffer_reaches_as_far_as_it_says(cloudy):
    mark = [Point(-4, 5)]
    assert cloudy(mark, buffer=4, scale=GroundScale(1, 1)) == [0]
    assert cloudy(mark, buffer=3.99, scale=GroundScale(1, 1)) == []
    assert cloudy(mark, buffer=4, scale=GroundScale(2, 1)) == []
    assert cloudy(mark, buffer=8, scale=GroundScale(2, 1)) == [0]


@pytest.mark.parametrize("buffer", [-1, float("nan")])
def test_buffer_below_zero_is_refused(buffer):
    with pytest.raises(LayerError, match="BUFFER is .* metres; it must be 0 or more"):
        CloudMarkStep([], buffer)


def test_buffer_without_a_coordinate_system_is_refused():
    with pytest.raises(LayerError, match="BUFFER in metres needs tiles with a coordinate system"):
        CloudMarkStep([], 5)
