"""Polygons on tiles, against shapely asked for each pair."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.geometry.overlay import Piece, TileOverlay, union_area

GRIDS = {
    "boxes": [box(x, y, x + 4, y + 3) for y in range(0, 30, 3) for x in range(0, 28, 4)],
    "overlapping boxes": [
        box(x, y, x + 8, y + 8) for y in range(0, 28, 4) for x in range(0, 28, 4)
    ],
}
GRIDS["rotated boxes"] = [rotate(tile, 23, origin=(14, 14)) for tile in GRIDS["boxes"]]
GRIDS["triangles"] = [
    Polygon([(x, y), (x + 5, y), (x, y + 5)]) for y in range(0, 25, 5) for x in range(0, 25, 5)
]


@st.composite
def stars(draw):
    """Valid polygons around a centre: mostly concave."""
    x, y = draw(st.floats(-5, 35)), draw(st.floats(-5, 35))
    radii = draw(st.lists(st.floats(0.5, 18), min_size=3, max_size=14))
    angles = [2 * math.pi * k / len(radii) for k in range(len(radii))]
    return Polygon([(x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(radii, angles)])


@st.composite
def corner_boxes(draw):
    """Boxes on whole numbers, so that they share edges and corners with tiles."""
    x, y = draw(st.integers(-3, 30)), draw(st.integers(-3, 30))
    return box(x, y, x + draw(st.integers(1, 20)), y + draw(st.integers(1, 20)))


@st.composite
def areas(draw):
    """Polygons with and without holes, and of several parts."""
    shapes = draw(st.lists(stars() | corner_boxes(), min_size=1, max_size=3))
    area = unary_union([s for s in shapes if s.is_valid])
    if draw(st.booleans()):
        area = area.difference(draw(stars() | corner_boxes()))
    assume(area.is_valid and area.area > 0 and area.geom_type in ("Polygon", "MultiPolygon"))
    return area


@pytest.mark.parametrize("grid", GRIDS)
@given(area=areas())
@settings(max_examples=40)
def test_overlay_equals_shapely_for_each_pair(outlines, grid, area):
    tiles = GRIDS[grid]
    found = {o.tile: o for o in TileOverlay(outlines(tiles)).overlay(area)}
    assert sorted(found) == [i for i, tile in enumerate(tiles) if area.intersects(tile)]
    for i, overlay in found.items():
        expected = area.intersection(tiles[i]).area
        assert overlay.area == pytest.approx(expected, abs=1e-9)
        assert overlay.is_whole == area.covers(tiles[i])
        if overlay.piece is not None:
            assert overlay.piece.area == overlay.area > 0
            assert not overlay.is_whole


def test_polygon_around_everything_covers_every_tile_whole(outlines):
    tiles = GRIDS["boxes"]
    found = list(TileOverlay(outlines(tiles)).overlay(box(-1, -1, 99, 99)))
    assert sorted(o.tile for o in found) == list(range(len(tiles)))
    assert {(o.is_whole, o.area, o.piece) for o in found} == {(True, 12.0, None)}


def test_zero_area_touch_is_found_without_a_piece(outlines):
    tiles = [box(0, 0, 1, 1), box(1, 1, 2, 2), box(3, 0, 4, 1)]
    touching = Polygon([(1, 1), (1, 0), (1.5, 0.5)])
    found = {o.tile: o for o in TileOverlay(outlines(tiles)).overlay(touching)}
    assert sorted(found) == [0, 1]
    assert [(o.area, o.piece, o.is_whole) for o in found.values()] == [(0.0, None, False)] * 2


def test_part_that_touches_the_tile_edge_from_inside_counts_alone(outlines):
    area = MultiPolygon([box(2, 5, 5, 8), Polygon([(9, 9), (20, 9), (20, 20)])])
    found = list(TileOverlay(outlines([box(0, 0, 8, 8)])).overlay(area))
    assert [(o.area, o.is_whole) for o in found] == [(9.0, False)]


def test_ring_that_collapses_at_the_tile_edge_is_no_error(outlines):
    area = box(0, -1, 2, 2).difference(Point(0, 1.7763568394002505e-15).buffer(2))
    tile = box(0, 0, 10, 10)
    found = list(TileOverlay(outlines([tile])).overlay(area))
    assert [o.area for o in found] == pytest.approx([area.intersection(tile).area])


def test_polygon_beside_the_tiles_finds_none(outlines):
    assert list(TileOverlay(outlines(GRIDS["boxes"])).overlay(box(100, 100, 101, 101))) == []


def test_area_of_a_union_counts_overlaps_once():
    def union(*shapes):
        return union_area([Piece(shape, lambda s=shape: s, shape.area) for shape in shapes])

    assert union(box(0, 0, 4, 4)) == 16
    assert union(box(0, 0, 4, 4), box(2, 0, 6, 4), box(6, 0, 7, 4)) == 28
    assert union(MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)]), box(0, 0, 3, 1)) == 3


def test_overlay_of_large_coordinates_keeps_its_areas(outlines):
    tiles = [box(x, 9_999_000, x + 640, 9_999_640) for x in range(500_000, 506_400, 640)]
    area = Polygon([(500_320, 9_999_100), (505_000, 9_999_100), (505_000, 9_999_420)])
    found = {o.tile: o.area for o in TileOverlay(outlines(tiles)).overlay(area)}
    expected = {i: area.intersection(t).area for i, t in enumerate(tiles) if area.intersects(t)}
    assert found == pytest.approx(expected, rel=1e-9)
    assert np.sum(list(found.values())) == pytest.approx(area.area, rel=1e-10)
