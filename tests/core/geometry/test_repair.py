"""Polygons as users draw them, made fit for overlay."""

from __future__ import annotations

import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from tilewright.core.geometry.repair import repair_polygons

BOW_TIE = Polygon([(0, 0), (4, 4), (4, 0), (0, 4)])
TOUCHES_ITSELF = Polygon([(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)])
COLLAPSED = Polygon([(0, 0), (4, 0), (2, 0)])
SPIKE = Polygon([(0, 0), (4, 0), (4, 4), (9, 4), (4, 4), (0, 4)])
OVERLAPPING_PARTS = MultiPolygon([box(0, 0, 4, 4), box(2, 0, 6, 4)])


@pytest.mark.parametrize(
    ("shape", "area"), [(BOW_TIE, 8), (TOUCHES_ITSELF, 8), (SPIKE, 16)], ids=str
)
def test_invalid_polygon_is_repaired_and_counted(shape, area):
    assert not shape.is_valid
    polygons, origins, repaired = repair_polygons([shape.wkb])
    assert (origins, repaired) == ([0], 1)
    assert polygons[0].is_valid
    assert polygons[0].geom_type in ("Polygon", "MultiPolygon")
    assert polygons[0].area == pytest.approx(area)


def test_parts_that_overlap_become_valid():
    polygons, _, repaired = repair_polygons([OVERLAPPING_PARTS.wkb])
    assert repaired == 1 and polygons[0].is_valid


def test_valid_polygons_are_left_as_they_are():
    shapes = [box(0, 0, 1, 1), MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])]
    polygons, origins, repaired = repair_polygons([s.wkb for s in shapes])
    assert polygons == shapes
    assert (origins, repaired) == ([0, 1], 0)


def test_what_has_no_area_is_left_out_and_the_others_keep_their_numbers():
    shapes = [
        COLLAPSED,
        box(0, 0, 1, 1),
        Polygon(),
        BOW_TIE,
        Point(1, 1),
        LineString([(0, 0), (1, 1)]),
    ]
    polygons, origins, repaired = repair_polygons([s.wkb for s in shapes])
    assert origins == [1, 3]
    assert [p.area for p in polygons] == [1, 8]
    assert repaired == 2


def test_collection_gives_its_polygons():
    shape = GeometryCollection([Point(0, 0), box(0, 0, 2, 1), LineString([(0, 0), (9, 9)])])
    polygons, _, _ = repair_polygons([shape.wkb])
    assert [p.geom_type for p in polygons] == ["MultiPolygon"]
    assert polygons[0].equals(box(0, 0, 2, 1))


def test_no_polygons_are_none():
    assert repair_polygons([]) == ([], [], 0)
