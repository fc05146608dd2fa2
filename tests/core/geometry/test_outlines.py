"""Windows to outlines and back, without drift."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.errors import LayerError
from tilewright.core.geometry.outlines import (
    TileGeometries,
    corners_of_windows,
    find_broken,
    multi_wkb,
    pixel_coordinates,
    wkb_of_corners,
)
from tilewright.core.grid.grid import KEEP, TileGrid
from tilewright.core.resampling.windows import windows_of_geometries


def rotated(size_x, size_y, degrees, x, y):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (size_x * c, size_y * s, x, size_x * s, -size_y * c, y)


TRANSFORMS = {
    "utm": (10.0, 0.0, 699960.0, 0.0, -10.0, 4600020.0),
    "geographic": (8.983152841195215e-05, 0.0, -54.7, 0.0, -6.1e-05, -25.123456789),
    "rotated": rotated(0.3, 0.25, 17.3, 412345.678, 5712345.678),
    "south-up": (30.0, 0.0, 300000.0, 0.0, 30.0, 2_000_000.0),
    "negative northing": (30.0, 0.0, 738885.0, 0.0, -30.0, -2787285.0),
}


def round_trip(windows, transform):
    tiles = TileGeometries(wkb_of_corners(corners_of_windows(windows, transform)))
    return windows_of_geometries(tiles, transform)


@pytest.mark.parametrize("name", TRANSFORMS)
def test_a_million_windows_come_back_unchanged(name):
    grid = TileGrid.plan(64_000 - 7, 64_000 - 11, 64, 65, 1, KEEP)
    assert len(grid) > 1_000_000
    for batch in grid.batches(250_000):
        back = round_trip(batch.windows, TRANSFORMS[name])
        assert np.array_equal(back.windows, batch.windows)
        assert back.off_grid.max() < 1e-4


coordinates = st.floats(-1e7, 1e7)
pixel_sizes = st.floats(0.05, 500)


@st.composite
def placed_grids(draw):
    transform = rotated(
        draw(pixel_sizes),
        draw(pixel_sizes) * draw(st.sampled_from((1, -1))),
        draw(st.sampled_from((0, 0, 90, 180)) | st.floats(-180, 180)),
        draw(coordinates),
        draw(coordinates),
    )
    tile_width, tile_height = draw(st.integers(1, 600)), draw(st.integers(1, 600))
    overlap = draw(st.integers(0, min(tile_width, tile_height) - 1))
    width, height = draw(st.integers(1, 30_000)), draw(st.integers(1, 30_000))
    return TileGrid.plan(width, height, tile_width, tile_height, overlap, KEEP), transform


@given(placed_grids())
def test_windows_of_any_grid_come_back_unchanged(placed):
    grid, transform = placed
    ends = np.r_[0 : min(len(grid), 50), max(0, len(grid) - 50) : len(grid)]
    windows = np.concatenate([grid.batch(i, i + 1).windows for i in ends.tolist()])
    back = round_trip(windows, transform)
    assert np.array_equal(back.windows, windows)
    assert back.is_on_grid().all()


@pytest.mark.parametrize("name", TRANSFORMS)
def test_neighbours_have_bitwise_equal_edges(name):
    grid = TileGrid.plan(5000, 5000, 37, 41)
    columns, rows = len(grid.columns), len(grid.rows)
    corners = corners_of_windows(grid.batch(0, len(grid)).windows, TRANSFORMS[name])
    corners = corners.reshape(rows, columns, 5, 2)
    # Upper left 0, upper right 1, lower right 2, lower left 3.
    assert np.array_equal(corners[:, :-1, 1], corners[:, 1:, 0])
    assert np.array_equal(corners[:-1, :, 3], corners[1:, :, 0])
    assert np.array_equal(corners[:-1, :-1, 2], corners[1:, 1:, 0])


def test_corners_are_the_transform_of_the_pixel_edges():
    transform = TRANSFORMS["rotated"]
    a, b, c, d, e, f = transform
    corners = corners_of_windows(np.array([[3, 5, 10, 20]]), transform)[0]
    pixels = [(3, 5), (13, 5), (13, 25), (3, 25), (3, 5)]
    for (x, y), (col, row) in zip(corners, pixels):
        assert x == pytest.approx(a * col + b * row + c, rel=1e-15)
        assert y == pytest.approx(d * col + e * row + f, rel=1e-15)
    assert pixel_coordinates(corners, transform) == pytest.approx(np.array(pixels), abs=1e-6)


def test_binary_form_is_what_shapely_writes():
    corners = corners_of_windows(np.array([[0, 0, 4, 2], [4, 2, 1, 9]]), TRANSFORMS["utm"])
    for data, ring in zip(wkb_of_corners(corners), corners):
        assert data == Polygon(ring).wkb
        assert np.array_equal(np.array(wkb.loads(data).exterior.coords), ring)


SHAPES = {
    "box": box(2, 3, 7, 13),
    "box in a multipolygon": MultiPolygon([box(2, 3, 7, 13)]),
    "turned box": Polygon([(0, 0), (3, 4), (-1, 7), (-4, 3)]),
    "triangle": Polygon([(0, 0), (4, 0), (0, 3)]),
    "hexagon": Polygon([(0, 0), (2, 0), (3, 1), (2, 2), (0, 2), (-1, 1)]),
    "with a hole": box(0, 0, 9, 9).difference(box(2, 2, 5, 5)),
    "two parts": MultiPolygon([box(0, 0, 1, 1), box(5, 0, 7, 1)]),
    "far away": box(499990.25, -9999990.5, 500000.25, -9999980.5),
}


def test_outlines_measure_as_shapely_does(outlines):
    shapes = list(SHAPES.values())
    tiles = outlines(shapes)
    assert dict(zip(SHAPES, tiles.is_quad.tolist())) == {
        name: name in ("box", "box in a multipolygon", "turned box", "far away") for name in SHAPES
    }
    assert dict(zip(SHAPES, tiles.is_box.tolist())) == {
        name: name in ("box", "box in a multipolygon", "far away") for name in SHAPES
    }
    assert tiles.areas() == pytest.approx([s.area for s in shapes], rel=1e-12)
    assert tiles.bounds == pytest.approx(np.array([s.bounds for s in shapes]), abs=0)
    centroids = np.array([(s.centroid.x, s.centroid.y) for s in shapes])
    assert tiles.centres() == pytest.approx(centroids, rel=1e-12, abs=1e-9)
    assert [tiles.polygon(i).equals(s) for i, s in enumerate(shapes)] == [True] * len(shapes)


def test_no_tiles_are_no_outlines():
    tiles = TileGeometries([])
    assert len(tiles) == 0
    assert tiles.areas().shape == (0,) and tiles.centres().shape == (0, 2)
    assert windows_of_geometries(tiles, TRANSFORMS["utm"]).windows.shape == (0, 4)


@pytest.mark.parametrize("name", TRANSFORMS)
def test_area_of_a_box_in_pixels_is_exact(name):
    transform = TRANSFORMS[name]
    pixel = abs(transform[0] * transform[4] - transform[1] * transform[3])
    windows = np.array([[100, 200, 256, 256], [60_000, 60_000, 3, 7]])
    tiles = TileGeometries(wkb_of_corners(corners_of_windows(windows, transform)))
    assert tiles.areas() == pytest.approx([256 * 256 * pixel, 21 * pixel], rel=1e-6)


def place(polygon, transform=TRANSFORMS["utm"]):
    """Window and distance of a polygon that is given in pixels."""
    a, b, c, d, e, f = transform
    from shapely.affinity import affine_transform

    moved = affine_transform(polygon, (a, b, d, e, c, f))
    found = windows_of_geometries(TileGeometries([moved.wkb]), transform)
    return found.windows[0].tolist(), float(found.off_grid[0])


@pytest.mark.parametrize("name", TRANSFORMS)
@given(offset=st.floats(-0.49, 0.49), where=st.integers(0, 3))
@settings(max_examples=25)
def test_distance_off_the_grid_is_that_of_the_worst_side(name, offset, where):
    sides = [10.0, 20.0, 42.0, 36.0]
    sides[where] += offset
    window, distance = place(box(*sides), TRANSFORMS[name])
    assert window == [10, 20, 32, 16]
    assert distance == pytest.approx(abs(offset), abs=1e-5)


def test_a_thousandth_of_a_pixel_is_on_the_grid():
    shifted = [box(x, 0, 10 + x, 10) for x in (0.0009, 0.0011)]
    found = windows_of_geometries(TileGeometries([s.wkb for s in shifted]), (1, 0, 0, 0, 1, 0))
    assert found.is_on_grid().tolist() == [True, False]


@pytest.mark.parametrize(
    "polygon",
    [
        Polygon([(0, 0), (8, 8), (8, 0), (0, 8)]),
        Polygon([(0, 0), (8, 0), (8, 4), (4, 4), (4, 8), (0, 8)]),
        box(0, 0, 9, 9).difference(box(2, 2, 5, 5)),
        MultiPolygon([box(0, 0, 4, 8), box(5, 0, 9, 8)]),
        Polygon([(0, 0), (8, 0), (0, 8)]),
        Polygon([(4, 0), (8, 4), (4, 8), (0, 4)]),
        box(3, 3, 3.2, 3.2),
    ],
    ids=["bow tie", "L", "hole", "two parts", "triangle", "diamond", "sliver"],
)
def test_shapes_that_are_no_rectangle_are_infinitely_off(polygon):
    assert place(polygon)[1] == math.inf


@pytest.mark.parametrize("name", TRANSFORMS)
def test_extra_points_along_a_side_are_harmless(name):
    ring = [(2, 1), (5, 1), (10, 1), (10, 4), (10, 9), (2, 9), (2, 3)]
    window, distance = place(Polygon(ring), TRANSFORMS[name])
    assert window == [2, 1, 8, 8]
    assert distance < 1e-4


def test_overlap_with_the_raster_needs_more_than_a_shared_edge(outlines):
    tiles = outlines(
        [
            box(-5, 0, 0, 5),
            box(-5, 0, 0.5, 5),
            box(10, 0, 15, 5),
            box(9, 9, 20, 20),
            box(0, 8, 5, 9),
        ]
    )
    found = windows_of_geometries(tiles, (1, 0, 0, 0, 1, 0))
    assert found.overlap_raster(10, 8).tolist() == [False, True, False, False, False]


CROSSED = {
    "bow tie": Polygon([(0, 0), (100, 100), (100, 0), (0, 100)]),
    "with a fifth corner": Polygon([(0, 0), (100, 100), (100, 0), (0, 100), (-10, 50)]),
}


def test_outlines_that_cross_themselves_are_what_they_enclose(outlines):
    tiles = outlines(CROSSED.values())
    assert not tiles.is_convex.any()
    assert tiles.areas() == pytest.approx([5000, 5500])
    halves = [Polygon([(50, 50), (100, 0), (100, 100)]), Polygon([(50, 50), (0, 0), (0, 100)])]
    assert tiles.polygon(0).equals(MultiPolygon(halves))
    assert tiles.polygon(1).is_valid
    assert tiles.bounds.tolist() == [[0, 0, 100, 100], [-10, 0, 100, 100]]


def test_outlines_without_ground_stay_as_they_are(outlines):
    lines = [Polygon([(0, 0), (10, 0), (20, 0)]), Polygon([(0, 0), (9, 0), (5, 0), (2, 0)])]
    tiles = outlines(lines)
    assert tiles.areas().tolist() == [0, 0]
    assert tiles.bounds.tolist() == [[0, 0, 20, 0], [0, 0, 9, 0]]


def test_the_first_outline_that_is_none_is_found():
    good = wkb_of_corners(np.array([[(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]], dtype=float))[0]
    triangle = Polygon([(0, 0), (4, 0), (0, 4)]).wkb
    assert find_broken([]) is None
    assert find_broken([good, triangle, multi_wkb(good), multi_wkb(triangle)]) is None
    for number in (math.nan, math.inf, 1e300):
        spoilt = good[:-8] + np.float64(number).tobytes()
        assert find_broken([good, spoilt, good]) == 1
        assert find_broken([multi_wkb(spoilt)]) == 0
        spoilt = triangle[:37] + np.float64(number).tobytes() + triangle[45:]
        assert find_broken([good, triangle, spoilt]) == 2


def test_a_ring_of_two_points_is_no_outline():
    line = np.array([(0, 0), (4, 4), (0, 0)], dtype="<f8").tobytes()
    ring = b"\x01\x03\0\0\0\x01\0\0\0\x03\0\0\0" + line
    assert find_broken([ring]) == 0
    with pytest.raises(LayerError, match="outline of tile 1 is not a polygon"):
        TileGeometries([ring])
