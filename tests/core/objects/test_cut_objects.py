"""Objects on tiles against shapely and loops over pixels."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import wkb
from shapely.affinity import translate
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.objects.carry import carry_pixels, densify
from tilewright.core.objects.counts import ObjectCounts
from tilewright.core.objects.cut_objects import ObjectSource
from tilewright.core.objects.keyhole import join_holes
from tilewright.core.objects.parts import part_area, ring_area
from tilewright.core.objects.run_lengths import object_pixels, run_lengths
from tilewright.core.objects.settings import ObjectSettings
from tilewright.core.polygons.rings import is_convex
from tilewright.core.polygons.store import PolygonStore
from tilewright.core.resampling.grid import TargetGrid

SIZE = (48, 40)
IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
numbers = st.floats(0, 40, allow_nan=False, width=32)


def source_of(shapes, **settings_given):
    store = PolygonStore(IDENTITY, SIZE[1])
    store.add([wkb.dumps(shape) for shape in shapes])
    store.finish()
    ids = [str(k) for k in range(1, len(shapes) + 1)]
    return ObjectSource(store, ids, [1] * len(shapes), {1: "a"}, ObjectSettings(**settings_given))


def shape_of(found):
    return MultiPolygon([Polygon(part[0], part[1:]) for part in found.parts])


@given(st.lists(st.tuples(numbers, numbers, st.floats(1, 9), st.integers(3, 9)), min_size=1))
@settings(max_examples=60)
def test_pieces_of_all_tiles_are_the_clipped_originals(stars):
    shapes = [
        Point(x, y).buffer(radius, corners).difference(Point(x, y).buffer(radius / 3, 2))
        for x, y, radius, corners in stars
    ]
    source, pieces = source_of(shapes, min_pixels=0), {}
    with source.store:
        for col in range(0, SIZE[0], 16):
            for row in range(0, SIZE[1], 16):
                for found in source.of_windows([(col, row, 16, 16)], SIZE, ObjectCounts())[0]:
                    left, top, right, bottom = found.box
                    assert left >= 0 and top >= 0
                    assert right <= min(16, SIZE[0] - col) and bottom <= min(16, SIZE[1] - row)
                    moved = translate(shape_of(found).buffer(0), col, row)
                    pieces.setdefault(int(found.object_id) - 1, []).append(moved)
    for k, shape in enumerate(shapes):
        expected = shape.intersection(box(0, 0, *SIZE))
        got = unary_union(pieces.get(k, []))
        assert got.symmetric_difference(expected).area <= 0.003 * (expected.length + 16)


def test_objects_come_by_class_and_number_and_small_parts_go():
    shapes = [
        box(1, 1, 4, 4),
        MultiPolygon([box(5, 5, 8, 8), box(9, 9, 9.5, 9.5)]),
        box(0, 0, 2, 2),
    ]
    store = source_of(shapes).store
    source = ObjectSource(store, ["10", "9", "x"], [2, 2, 1], {1: "a", 2: "b"}, ObjectSettings())
    counts = ObjectCounts()
    found = source.of_windows([(0, 0, 16, 16)], SIZE, counts)[0]
    assert [(f.class_id, f.object_id) for f in found] == [(1, "x"), (2, "9"), (2, "10")]
    assert [len(f.parts) for f in found] == [1, 1, 1]
    assert found[1].area == 9
    assert counts.small == 0
    store.close()


def test_an_oriented_box_is_that_of_the_whole_object():
    shape = Polygon([(10, 2), (22, 6), (20, 12), (8, 8)])
    source = source_of([shape], shape="ORIENTED_BOX")
    found = source.of_windows([(0, 0, 16, 16)], SIZE, ObjectCounts())[0][0]
    whole = Polygon(found.whole)
    assert whole.symmetric_difference(shape).area < 1e-6
    assert found.visible == pytest.approx(shape.intersection(box(0, 0, 16, 16)).area / shape.area)
    source.store.close()


@given(st.integers(1, 3), st.floats(0.05, 1.2))
def test_keyholes_keep_the_area(count, size):
    shell = box(0, 0, 12, 4)
    holes = [box(1 + 4 * k, 1, 1 + 4 * k + size, 1 + size) for k in range(count)]
    part = [np.array(r.exterior.coords)[:-1] for r in (shell, *holes)]
    ring = join_holes(part)
    assert ring_area(ring) == pytest.approx(part_area(part), abs=1e-9)
    assert part_area(part) == pytest.approx(48 - count * size**2)
    by_even_odd = object_pixels(([ring],), 12, 4)
    assert np.array_equal(by_even_odd, object_pixels((part,), 12, 4))


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_run_lengths_count_down_the_columns(values):
    pixels = np.array(values).reshape(3, 4)
    counts = run_lengths(pixels)
    flat, value = [], 0
    for count in counts:
        flat += [value] * count
        value = 1 - value
    assert [pixels[r, c] for c in range(4) for r in range(3)] == [bool(v) for v in flat]
    assert all(count > 0 for count in counts[1:])


def test_rings_are_carried_to_rotated_and_other_grids():
    ring = np.array([(10.0, 10), (20, 10), (20, 30), (10, 30)])
    like = TargetGrid("", (2.0, 0, 100, 0, -2, 500), 48, 40)
    # A quarter turn: columns run down the map.
    target = TargetGrid("", (0, 1.0, 120, -1, 0, 480), 40, 20)
    expected = [((480 - y), (x - 120)) for x, y in ((100 + 2 * c, 500 - 2 * r) for c, r in ring)]
    assert [tuple(p) for p in carry_pixels(ring, like, target).tolist()] == expected
    source = source_of([Polygon(ring)])
    counts = ObjectCounts()
    found = source.of_grid(target, like, (10, 10, 10, 20), counts)
    assert found[0].visible == 1.0
    assert found[0].area == 10 * 20 * 4
    source.store.close()


@given(st.floats(0.5, 50))
def test_long_edges_get_points_of_equal_distance(step):
    ring = np.array([(0.0, 0), (30, 0), (30, 40)])
    dense = densify(ring, step)
    lengths = np.hypot(*(np.roll(dense, -1, axis=0) - dense).T)
    assert lengths.max() <= step + 1e-9
    assert lengths.sum() == pytest.approx(120)
    assert ring_area(dense) == pytest.approx(600)


@given(
    st.lists(st.tuples(numbers, numbers), min_size=3, max_size=8, unique=True),
    st.integers(-8, 30),
    st.integers(-8, 30),
)
def test_outlines_without_dents_are_clipped_as_shapely_clips_them(points, left, top):
    shape = MultiPoint(points).convex_hull
    assume(shape.geom_type == "Polygon" and shape.area > 1)
    source = source_of([shape], min_pixels=0)
    with source.store:
        found = source.of_windows([(left, top, 16, 16)], SIZE, ObjectCounts())[0]
    inside = box(0, 0, *SIZE).intersection(box(left, top, left + 16, top + 16))
    expected = translate(shape.intersection(inside), -left, -top)
    got = shape_of(found[0]).buffer(0) if found else Polygon()
    assert got.symmetric_difference(expected).area <= 0.003 * (shape.length + 1)
    if found:
        assert found[0].visible == pytest.approx(expected.area / shape.area, abs=1e-6)


def test_dents_are_seen():
    shapes = [
        box(0, 0, 4, 4),
        Polygon([(0, 0), (4, 0), (4, 4), (2, 2)]),
        Polygon([(0, 0), (4, 0), (1, 1), (0, 4)]),
        Polygon([(0, 0), (0, 4), (4, 4), (4, 0)]),
        Point(9, 9).buffer(3),
    ]
    source = source_of(shapes)
    with source.store as store:
        convex = is_convex(store.outlines(np.arange(5)))
    assert convex.tolist() == [True, True, False, True, True]
