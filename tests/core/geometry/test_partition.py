"""Random partitions: no gap, no overlap, no long side, the same for the same seed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.errors import GridError
from tilewright.core.geometry.partition import draw_share, partition_area, split_at

coordinate = st.integers(-20000, 20000).map(lambda v: v / 7)
rings = st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=12)


@st.composite
def areas(draw):
    shapes = [Polygon(ring).buffer(0) for ring in draw(st.lists(rings, min_size=1, max_size=3))]
    area = unary_union(shapes)
    hole = Point(draw(coordinate), draw(coordinate)).buffer(300)
    area = area.difference(hole)
    assume(area.geom_type in ("Polygon", "MultiPolygon") and area.area > 1)
    return area


def vertices(shape):
    return {
        point
        for part in getattr(shape, "geoms", [shape])
        for ring in (part.exterior, *part.interiors)
        for point in ring.coords
    }


@given(areas(), st.floats(300, 4000), st.floats(0, 0.49), st.integers(0, 2**31 - 1))
@settings(max_examples=30)
def test_parts_are_the_area_without_gap_overlap_or_long_side(area, size, variance, seed):
    made = list(partition_area(area, size, variance, seed))
    parts = [part for _, part in made]
    assert sum(part.area for part in parts) == pytest.approx(area.area, rel=1e-9)
    assert unary_union(parts).symmetric_difference(area).area <= 1e-9 * max(area.area, 1)
    for (left, bottom, right, top), part in made:
        assert max(right - left, top - bottom) <= size
        assert part.is_valid and part.area > 0
        assert part.within(box(left, bottom, right, top).buffer(1e-6))


@pytest.mark.parametrize("seed", range(6))
def test_neighbours_share_the_same_coordinates(seed):
    lake = Point(300, 200).buffer(1234.5, 40)
    area = Point(0, 0).buffer(5432.1, 123).difference(lake).union(Point(6000, 100).buffer(700, 7))
    made = [part for _, part in partition_area(area, 1500, 0.3, seed)]
    assert len(made) > 30
    for i, part in enumerate(made):
        for other in made[i + 1 :]:
            if not part.intersects(other):
                continue
            assert part.intersection(other).area == 0
            edge = part.boundary.intersection(other.boundary)
            ends = {
                point
                for line in getattr(edge, "geoms", [edge])
                if line.geom_type == "LineString"
                for point in (line.coords[0], line.coords[-1])
            }
            # Where three rectangles meet, the corner of two is no vertex of the third.
            assert ends <= vertices(part) | vertices(other)
            on_outline = {p for p in ends if Point(p).distance(area.boundary) < 1e-6}
            assert on_outline <= vertices(part) & vertices(other)


def test_rectangles_do_not_overlap_and_vary_with_the_seed():
    area = box(0, 0, 10000, 8000)
    made = {seed: [b for b, _ in partition_area(area, 1500, 0.3, seed)] for seed in (1, 1, 2)}
    assert made[1] != made[2]
    assert sum((r - le) * (t - b) for le, b, r, t in made[1]) == pytest.approx(8e7, rel=1e-12)
    widths = {round(right - left) for left, _, right, _ in made[1]}
    assert len(widths) > 10


def test_without_variance_sides_are_halved():
    made = [b for b, _ in partition_area(box(0, 0, 8000, 4000), 1000, 0, 5)]
    assert sorted(made) == sorted(
        (x * 1000.0, y * 1000.0, x * 1000.0 + 1000, y * 1000.0 + 1000)
        for x in range(8)
        for y in range(4)
    )


def test_same_seed_gives_the_same_tiles_on_every_platform():
    # sha256("42/01"), first 53 bits. A change here changes users' grids.
    assert draw_share(42, "01") == 0.7365631879178697
    made = list(partition_area(box(0, 0, 3000, 2000), 1800, 0.1, 7))
    assert [tuple(round(v, 3) for v in bounds) for bounds, _ in made] == [
        (0.0, 840.175, 1400.289, 2000.0),
        (0.0, 0.0, 1400.289, 840.175),
        (1400.289, 1130.975, 3000.0, 2000.0),
        (1400.289, 0.0, 3000.0, 1130.975),
    ]


@given(st.integers(0, 10**9), st.text("01", max_size=40))
def test_draws_are_shares(seed, key):
    assert 0 <= draw_share(seed, key) < 1


def test_cut_beside_the_area_takes_nothing():
    area = MultiPolygon([box(0, 0, 1, 1), box(5, 0, 6, 1)])
    low, high = split_at(area, 0, -1)
    assert (low.area, high.area) == (0, 2)
    low, high = split_at(area, 0, 6)
    assert (low.area, high.area) == (2, 0)
    low, high = split_at(area, 0, 3)
    assert (low.bounds, high.bounds) == ((0, 0, 1, 1), (5, 0, 6, 1))


@pytest.mark.parametrize(
    ("size", "variance", "part"),
    [
        (0, 0.1, "MAX_SIZE is 0 metres; it must be more than 0"),
        (-5, 0.1, "MAX_SIZE is -5 metres"),
        (float("inf"), 0.1, "MAX_SIZE is inf metres"),
        (100, 0.5, "VARIANCE is 0.5; it is a share of a side from 0 to 0.49"),
        (100, -0.1, "VARIANCE is -0.1"),
        (0.01, 0.1, "would cut the area into more than 1000000000000 tiles"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(size, variance, part):
    with pytest.raises(GridError, match=part):
        list(partition_area(box(0, 0, 10000, 10000), size, variance, 0))
