"""Polygons that are valid for certain, against shapely."""

import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import wkb
from shapely.affinity import scale, translate
from shapely.geometry import MultiPolygon, Point, Polygon, box

from tilewright.core.geometry.plain_rings import are_plain, start_of_ring
from tilewright.core.geometry.repair import repair_wkb

places = st.one_of(st.integers(0, 5), st.floats(0, 5, allow_nan=False))


def of_ring(points):
    header = b"\x01\x03\x00\x00\x00\x01\x00\x00\x00"
    return header + struct.pack("<I", len(points)) + np.array(points, dtype="<f8").tobytes()


@given(
    st.lists(st.tuples(places, places), min_size=3, max_size=8),
    st.sampled_from([0, 500000, 4e6]),
)
def test_what_is_certain_is_valid(points, far):
    ring = [(x + far, y + far) for x, y in points]
    data = of_ring([*ring, ring[0]])
    if are_plain([data])[0]:
        polygon = wkb.loads(data)
        assert polygon.is_valid
        assert polygon.area > 0
        assert len(polygon.convex_hull.exterior.coords) == len(ring) + 1


@pytest.mark.parametrize(
    "shape",
    [
        box(0, 0, 3, 2),
        box(500000.3, 4600000.1, 500010.7, 4600003.9),
        Point(500000, 4600000).buffer(30, 4),
        scale(translate(Point(0, 0).buffer(30, 8), 7e5, 1e6), -1, 1),
        MultiPolygon([box(0, 0, 3, 2)]),
    ],
)
def test_most_shapes_are_certain(shape):
    assert are_plain([wkb.dumps(shape)]).tolist() == [True]


star = [(np.cos(k), np.sin(k)) for k in np.arange(5) * 4 * np.pi / 5]


@pytest.mark.parametrize(
    "data",
    [
        of_ring([*star, star[0]]),
        of_ring([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)]),
        of_ring([(0, 0), (1, 0), (2, 0), (2, 2), (0, 0)]),
        of_ring([(0, 0), (4, 0), (4, 4), (2, 1), (0, 4), (0, 0)]),
        of_ring([(0, 0), (4, 0), (4, 4), (0, 4)]),
        of_ring([(0, 0), (4, 0), (0, 0)]),
        of_ring([(0, 0), (4, 0), (4, np.nan), (0, 0)]),
        of_ring([(0, 0), (4, 0), (np.inf, 4), (0, 0)]),
        of_ring([(0, 0), (1e9, 0), (1e9, 1e-3), (0, 0)]),
        of_ring([(0, 0), (4, 0), (4, 4), (0, 0)])[:-1],
        of_ring([]),
        wkb.dumps(box(0, 0, 9, 9).difference(box(1, 1, 2, 2))),
        wkb.dumps(MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)])),
        wkb.dumps(Point(1, 1)),
        b"",
        b"\x01\x03\x00\x00\x00\x01\x00\x00\x00",
    ],
)
def test_all_else_is_left_to_others(data):
    assert are_plain([data, wkb.dumps(box(0, 0, 1, 1))]).tolist() == [False, True]


def test_plain_shapes_keep_their_bytes_and_places():
    bow_tie = wkb.dumps(Polygon([(0, 0), (2, 2), (2, 0), (0, 2)]))
    shapes = [wkb.dumps(box(0, 0, 1, 1)), bow_tie, b"no shape", wkb.dumps(box(3, 3, 4, 4))]
    good, origins, repaired = repair_wkb(shapes)
    assert origins == [0, 1, 3]
    assert (good[0], good[2], repaired) == (shapes[0], shapes[3], 1)
    assert start_of_ring(shapes[0]) == 13
