"""Polygons as users draw them, made fit for overlay."""

from __future__ import annotations

import math
import struct

import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
)

from tilewright.core.geometry.repair import parse_wkb, repair_polygons, repair_wkb

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


def written(*rings):
    """Well-known binary of a polygon, whatever its corners are."""
    parts = [
        struct.pack("<I", len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)
        for ring in rings
    ]
    return struct.pack("<BII", 1, 3, len(rings)) + b"".join(parts)


SQUARE = [(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf, 1e300], ids=str)
@pytest.mark.parametrize("corner", range(5))
@pytest.mark.parametrize("axis", [0, 1])
def test_polygons_without_a_place_are_left_out(number, corner, axis):
    ring = [list(point) for point in SQUARE]
    ring[corner][axis] = number
    for broken in (written(ring), written(SQUARE, ring), written([*ring[:2], *ring[2:]])):
        good = box(0, 0, 1, 1).wkb
        assert repair_polygons([broken, good])[1:] == ([1], 0)
        assert repair_wkb([broken, good]) == ([good], [1], 0)


def test_points_without_a_place_are_none():
    assert parse_wkb(struct.pack("<BI2d", 1, 1, 5.0, math.inf)) is None
    assert parse_wkb(struct.pack("<BI2d", 1, 1, 5.0, 6.0)).coords[0] == (5, 6)
