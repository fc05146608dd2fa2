"""Outlines of tiles in degrees, also where the globe is cut."""

import numpy as np
import pytest
from shapely.geometry import box, shape

from tilewright.core.metadata.outlines import draw_outline, to_degrees


def corners(left, bottom, right, top):
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=float)


def test_a_tile_is_a_ring_against_the_clock():
    for points in (corners(10, 20, 11, 21), corners(10, 20, 11, 21)[::-1]):
        found = draw_outline(points)
        assert found.box == [10, 20, 11, 21]
        outline = shape(found.geometry)
        assert outline.exterior.is_ccw and outline.equals(box(10, 20, 11, 21))


@pytest.mark.parametrize("turned", [False, True])
def test_a_tile_over_the_date_line_has_two_parts(turned):
    points = corners(179, -17, -178, -16)
    found = draw_outline(points[::-1] if turned else points)
    assert found.box == [179, -17, -178, -16]
    assert found.geometry["type"] == "MultiPolygon"
    outline = shape(found.geometry)
    assert outline.is_valid and outline.area == pytest.approx(3)
    assert outline.equals(box(179, -17, 180, -16).union(box(-180, -17, -178, -16)))
    assert all(part.exterior.is_ccw for part in outline.geoms)


def test_a_tile_that_ends_at_the_date_line_has_one():
    found = draw_outline(corners(179, -17, 180, -16))
    assert (found.geometry["type"], found.box) == ("Polygon", [179, -17, 180, -16])


def test_what_has_no_place_on_the_globe_has_no_outline():
    found = draw_outline(np.full((4, 2), np.inf))
    assert (found.geometry, found.box) == (None, None)


def test_corners_keep_their_shape_and_order():
    from rasterio.crs import CRS

    points = np.array([[[5e5, 0], [5e5, 1e5]], [[6e5, 0], [4e5, 1e5]]])
    found = to_degrees(CRS.from_epsg(32631).to_wkt(), points)
    assert found.shape == points.shape
    assert found[0, 0] == pytest.approx((3, 0), abs=1e-9)
    assert found[1, 0, 0] == pytest.approx(3.8983, abs=1e-3)
    assert found[1, 1, 0] < 3 < found[1, 0, 0]
