"""What is done for many objects at once, against the same for one after the other."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPoint, Polygon

from tilewright.core.geometry.clip import ClippedRings
from tilewright.core.geometry.clip_many import ManyRings, clip_many
from tilewright.core.objects.order import order_objects
from tilewright.core.objects.parts import part_area, shows, snap
from tilewright.core.objects.showing import find_showing
from tilewright.core.objects.tile_object import TileObject, boxes_of

places = st.floats(-3, 20, allow_nan=False, width=32)
thousandths = st.integers(-3000, 20000).map(lambda k: k / 1000)


def convex(points):
    hull = MultiPoint(points).convex_hull
    return np.array(hull.exterior.coords)[:-1] if hull.geom_type == "Polygon" else None


def rings_of(rings):
    return ManyRings(np.concatenate(rings), np.array([len(ring) for ring in rings]))


@given(st.lists(st.lists(st.tuples(places, places), min_size=3, max_size=9), min_size=1))
def test_rings_are_cut_as_one_after_the_other(given_points):
    rings = [ring for ring in map(convex, given_points) if ring is not None]
    if not rings:
        return
    bounds = np.array([(*ring.min(axis=0), *ring.max(axis=0)) for ring in rings])
    boxes = np.array([(k % 3, 0, 16 - k % 5, 12) for k in range(len(rings))], dtype=float)
    found = clip_many(rings_of(rings), bounds, boxes)
    areas, starts = found.areas, found.starts
    for k, ring in enumerate(rings):
        one = ClippedRings([tuple(map(list, ring.T))], [1], tuple(bounds[k])).clip(tuple(boxes[k]))
        expected = list(zip(*one.rings[0])) if one.rings else []
        got = found.points[starts[k] : starts[k] + found.counts[k]]
        assert list(map(tuple, got.tolist())) == expected
        assert areas[k] == one.area


@given(
    st.lists(st.lists(st.tuples(thousandths, thousandths), min_size=3, max_size=7), min_size=1),
    st.sampled_from([1, 4, 40]),
)
@settings(max_examples=200)
def test_parts_that_show_are_those_with_a_centre_of_a_pixel(given_points, thinner):
    rings = []
    for points in given_points:
        ring = convex([(x, y / thinner) for x, y in points])
        part = None if ring is None else snap([ring])
        if part is not None and Polygon(part[0]).is_valid:
            rings.append(part[0])
    if not rings:
        return
    areas = np.array([part_area([ring]) for ring in rings])
    found = find_showing(rings_of(rings), areas)
    assert found.tolist() == [shows([ring], area) for ring, area in zip(rings, areas)]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.one_of(
                st.integers(0, 30).map(str),
                st.sampled_from(["01", "a", "B", "", "\u00b2", "9" * 25]),
            ),
        )
    )
)
def test_objects_are_in_order_of_class_number_and_word(rows):
    def key(row):
        class_id, name = row
        return class_id, not name.isdecimal(), int(name) if name.isdecimal() else name

    places = order_objects([row[0] for row in rows], [row[1] for row in rows])
    found = sorted(range(len(rows)), key=places.tolist().__getitem__)
    assert found == sorted(range(len(rows)), key=lambda k: key(rows[k]))
    for a in range(len(rows)):
        for b in range(len(rows)):
            assert (places[a] == places[b]) == (key(rows[a]) == key(rows[b]))


def test_boxes_are_around_all_parts():
    square = np.array([(1.0, 2), (4, 2), (4, 5), (1, 5)])
    objects = [
        TileObject("1", 1, ((square,), (square + 10,)), 18.0, 1.0, False),
        TileObject("2", 1, ((square - 1, square),), 9.0, 1.0, False),
    ]
    assert boxes_of(objects).tolist() == [[1, 2, 14, 15], [0, 1, 3, 4]]
    assert [found.box for found in objects] == [(1, 2, 14, 15), (0, 1, 3, 4)]
    assert boxes_of([]).shape == (0, 4)
