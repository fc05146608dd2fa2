"""Many polygons on many tiles, against one after the other and against shapely."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

from tilewright.core.geometry.overlay import TileOverlay
from tilewright.core.lattice.lattices import find_lattices
from tilewright.core.lattice.overlay import ManyOverlay

BOXES = [box(x, y, x + 4, y + 3) for y in range(0, 30, 3) for x in range(0, 28, 4)]
GRIDS = {
    "whole": BOXES,
    "some tiles rejected": [tile for k, tile in enumerate(BOXES) if k * 7 % 5],
    "strides longer than tiles": [
        box(x, y, x + 3, y + 2) for y in range(0, 30, 3) for x in range(0, 28, 4)
    ],
    "strides of half a tile": [
        box(x, y, x + 6, y + 6) for y in range(0, 27, 3) for x in range(0, 27, 3)
    ],
    "last ones shifted": [
        box(x, y, x + 4, y + 3) for y in (*range(0, 30, 3), 29) for x in (*range(0, 28, 4), 25)
    ],
    "last ones smaller": [
        box(x, y, min(x + 4, 27), min(y + 3, 29)) for y in range(0, 30, 3) for x in range(0, 28, 4)
    ],
    "sides added up": [
        box(0.7 * x, 0.9 * y, 0.7 * x + 0.7, 0.9 * y + 0.9) for y in range(12) for x in range(12)
    ],
    "rotated": [rotate(tile, 23, origin=(14, 14)) for tile in BOXES],
    "grid and others": [
        *BOXES,
        rotate(box(3, 3, 9, 9), 20),
        BOXES[0],
        Polygon([(1, 1), (9, 1), (1, 9)]),
    ],
}
HAS_ALL = ("whole", "some tiles rejected", "strides longer than tiles", "last ones smaller")


@st.composite
def stars(draw):
    """Polygons around a centre, some with corners on lines of the tiles."""
    x, y = draw(st.floats(-5, 35)), draw(st.floats(-5, 35))
    radii = draw(st.lists(st.floats(0.5, 18), min_size=3, max_size=12))
    turn = 2 * math.pi / len(radii)
    ring = np.array(
        [(x + r * math.cos(k * turn), y + r * math.sin(k * turn)) for k, r in enumerate(radii)]
    )
    steps = draw(st.sampled_from((0, 1, 4)))
    return Polygon(np.rint(ring * steps) / steps if steps else ring)


@st.composite
def corner_boxes(draw):
    x, y = draw(st.integers(-3, 30)), draw(st.integers(-3, 30))
    return box(x, y, x + draw(st.integers(1, 20)), y + draw(st.integers(1, 20)))


@st.composite
def areas(draw):
    """Valid polygons, with and without holes and several parts."""
    shapes = [s for s in draw(st.lists(stars() | corner_boxes(), max_size=3)) if s.is_valid]
    hole = draw(stars() | corner_boxes())
    area = unary_union(shapes) if shapes else Polygon()
    if draw(st.booleans()) and hole.is_valid:
        area = area.difference(hole)
    is_area = area.geom_type in ("Polygon", "MultiPolygon") and area.is_valid
    return area if is_area else Polygon()


def rows_of(found):
    columns = (found.polygons, found.tiles, found.areas, found.is_whole)
    rows = list(zip(*(column.tolist() for column in columns)))
    by_pair = {(polygon, tile): (area, whole) for polygon, tile, area, whole in rows}
    assert len(by_pair) == len(rows)
    return by_pair


@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("origin", [(0, 0), (50_000, 460_020)])
@given(polygons=st.lists(areas(), min_size=1, max_size=4))
@settings(max_examples=15)
def test_overlays_equal_those_of_one_polygon_after_the_other(outlines, grid, origin, polygons):
    tiles = [translate(tile, *origin) for tile in GRIDS[grid]]
    polygons = [translate(polygon, *origin) for polygon in polygons]
    polygons = [polygon for polygon in polygons if polygon.is_valid]
    overlay = TileOverlay(outlines(tiles))
    found = rows_of(ManyOverlay(overlay).overlay(polygons))
    expected = {
        (k, part.tile): (part.area, part.is_whole)
        for k, polygon in enumerate(polygons)
        for part in overlay.overlay(polygon)
    }
    assert found.keys() == expected.keys()
    for (k, tile), (area, is_whole) in found.items():
        assert is_whole == expected[k, tile][1] == polygons[k].covers(tiles[tile])
        assert area == pytest.approx(expected[k, tile][0], abs=1e-9 * tiles[tile].area)
        shared = polygons[k].intersection(tiles[tile]).area
        assert area == pytest.approx(shared, abs=1e-8)


@pytest.mark.parametrize("grid", HAS_ALL)
def test_tiles_of_a_grid_are_one_lattice(outlines, grid):
    lattices, others = find_lattices(outlines(GRIDS[grid]))
    assert len(lattices) == 1 and not len(others)
    tiles = lattices[0].tiles
    assert sorted(tiles[tiles >= 0].tolist()) == list(range(len(GRIDS[grid])))


@pytest.mark.parametrize(
    ("grid", "count", "left"),
    [
        ("strides of half a tile", 4, 0),
        ("last ones shifted", 1, 18),
        ("sides added up", 1, 0),
        ("rotated", 0, 70),
        ("grid and others", 1, 3),
    ],
)
def test_other_layers_are_lattices_and_what_is_left(outlines, grid, count, left):
    lattices, others = find_lattices(outlines(GRIDS[grid]))
    assert (len(lattices), len(others)) == (count, left)


def test_few_tiles_far_apart_are_no_lattice(outlines):
    tiles = [box(100 * k, 100 * k, 100 * k + 1, 100 * k + 1) for k in range(40)]
    assert find_lattices(outlines(tiles))[0] == []


def test_polygon_that_is_not_valid_goes_the_other_way(outlines):
    # No tile lies in it whole: whether one does, GEOS leaves to chance where it is invalid.
    twice = MultiPolygon([box(1, 1, 7.5, 5.5), box(1, 1, 7.5, 5.5)])
    overlay = TileOverlay(outlines(BOXES))
    found = rows_of(ManyOverlay(overlay).overlay([box(0, 0, 5, 5), twice]))
    assert {tile: area for (k, tile), (area, _) in found.items() if k} == {
        part.tile: part.area for part in overlay.overlay(twice)
    }
    assert found[0, 0] == (12.0, True)


def test_nothing_is_on_no_tiles(outlines):
    assert not len(ManyOverlay(TileOverlay(outlines([]))).overlay([box(0, 0, 1, 1)]).tiles)
    assert not len(ManyOverlay(TileOverlay(outlines(BOXES))).overlay([Polygon()]).tiles)
