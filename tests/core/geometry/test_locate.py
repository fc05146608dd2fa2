"""Tiles that hold a point, edges included."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.geometry.locate import tiles_holding
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.grid.grid import TileGrid

# North up, turned by 30 degrees, south up, geographic: c, f are the upper left corner.
TRANSFORMS = {
    "north up": (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0),
    "turned": (8.660254, 5.0, 500000.0, 5.0, -8.660254, 4600000.0),
    "south up": (10.0, 0.0, 500000.0, 0.0, 10.0, 4600000.0),
    "degrees": (0.1, 0.0, -54.3, 0.0, -0.1, -25.7),
}


def grid_of(transform, overlap=0):
    windows = TileGrid.plan(24, 18, 6, 6, overlap).batch(0, 999).windows
    return windows, TileGeometries(wkb_of_corners(corners_of_windows(windows, transform)))


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        (5, 5, [2]),
        (10, 5, [3]),
        (5, 10, [2]),
        (10, 10, [3]),
        (0, 5, [2]),
        (20, 5, []),
        (5, 0, []),
        (5, 20, [0]),
        (0, 20, [0]),
        (20, 20, []),
        (-0.001, 5, []),
    ],
)
def test_an_edge_belongs_to_the_tile_east_or_south_of_it(outlines, x, y, expected):
    tiles = outlines(
        [box(0, 10, 10, 20), box(10, 10, 20, 20), box(0, 0, 10, 10), box(10, 0, 20, 10)]
    )
    assert tiles_holding(tiles, x, y).tolist() == expected


@pytest.mark.parametrize("name", TRANSFORMS)
@given(col=st.integers(1, 71), row=st.integers(1, 53))
def test_tiles_side_by_side_never_share_a_point_and_leave_none_out(name, col, row):
    # Thirds of a pixel: corners and edges of tiles among them.
    a, b, c, d, e, f = TRANSFORMS[name]
    _, tiles = grid_of(TRANSFORMS[name])
    x, y = a * (col / 3) + b * (row / 3) + c, d * (col / 3) + e * (row / 3) + f
    found = tiles_holding(tiles, x, y)
    assert len(found) == 1
    assert tiles.polygon(int(found[0])).distance(Point(x, y)) < 1e-9


@pytest.mark.parametrize("name", ["north up", "degrees"])
@given(col=st.integers(0, 23), row=st.integers(0, 17), overlap=st.integers(0, 5))
def test_with_north_up_a_corner_of_a_pixel_belongs_to_the_tiles_of_that_pixel(
    name, col, row, overlap
):
    windows, tiles = grid_of(TRANSFORMS[name], overlap)
    corner = corners_of_windows(np.array([[col, row, 1, 1]]), TRANSFORMS[name])[0, 0]
    right, bottom = windows[:, 0] + windows[:, 2], windows[:, 1] + windows[:, 3]
    holds = (windows[:, 0] <= col) & (col < right) & (windows[:, 1] <= row) & (row < bottom)
    assert tiles_holding(tiles, *corner.tolist()).tolist() == np.flatnonzero(holds).tolist()


places = st.tuples(st.floats(-1, 11), st.floats(-1, 11))


@given(places)
def test_any_polygon_holds_what_shapely_says_it_contains(place):
    ring = box(0, 0, 10, 10).difference(box(3, 3, 7, 7))
    parts = MultiPolygon([box(0, 0, 2, 2), Polygon([(5, 5), (9, 6), (6, 9)])])
    tiles = TileGeometries([ring.wkb, parts.wkb, Polygon([(0, 0), (10, 3), (4, 10)]).wkb])
    point = Point(place)
    found = set(tiles_holding(tiles, *place).tolist())
    for i, shape in enumerate((ring, parts, Polygon([(0, 0), (10, 3), (4, 10)]))):
        if shape.boundary.distance(point) > 1e-9:
            assert (i in found) == shape.contains(point)


@given(st.lists(st.floats(-2, 2), min_size=6, max_size=6), st.floats(0, 1))
def test_polygons_with_a_crooked_border_share_no_point_of_it(bends, where):
    border = [(10 + bend, 2 * k) for k, bend in enumerate(bends)]
    west = Polygon([(0, 10), (0, 0), *border])
    east = Polygon([(20, 0), (20, 10), *border[::-1]])
    assert unary_union([west, east]).area == pytest.approx(200)
    tiles = TileGeometries([west.wkb, east.wkb])
    point = west.exterior.interpolate(10 + 10 + where)
    for x, y in [*border[1:-1], (point.x, point.y)]:
        if 0 < y < 10:
            assert len(tiles_holding(tiles, x, y)) == 1


def test_no_tiles_hold_nothing(outlines):
    assert tiles_holding(outlines([]), 1, 1).tolist() == []
