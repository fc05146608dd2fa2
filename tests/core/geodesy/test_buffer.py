"""Shapes grown on the ground, against the geodesics of PROJ."""

import math

import numpy as np
import pytest
from pyproj import Geod
from rasterio.crs import CRS
from rasterio.warp import transform
from shapely import wkb
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box

from tilewright.core.errors import RasterError
from tilewright.core.geodesy.buffer import buffer_on_ground

WGS84 = CRS.from_epsg(4326)
EARTH = Geod(ellps="WGS84")


def wkt(code):
    return CRS.from_epsg(code).to_wkt()


def grow(shapes, metres, code, extent):
    made, repaired = buffer_on_ground([s.wkb for s in shapes], metres, wkt(code), extent)
    return [wkb.loads(data) for data in made], repaired


@pytest.mark.parametrize("code", [4326, 3857, 32722])
@pytest.mark.parametrize("place", [(-54.5, -25.5), (-52.0, -60.25)])
def test_a_point_becomes_a_circle_of_so_many_metres(code, place):
    (x,), (y,) = transform(WGS84, CRS.from_epsg(code), [place[0]], [place[1]])
    (circle,), _ = grow([Point(x, y)], 250, code, (x - 1, y - 1, x + 1, y + 1))
    corners = np.array(circle.exterior.coords)
    lons, lats = transform(CRS.from_epsg(code), WGS84, *corners.T.tolist())
    far = [EARTH.inv(*place, lon, lat)[2] for lon, lat in zip(lons, lats)]
    # UTM is taken at its word, which is 0.9996 to 1.001 m a metre in its zone.
    assert far == pytest.approx([250] * len(far), rel=2e-3 if code == 32722 else 1e-4)


def test_metres_of_utm_are_shapelys_own_buffer():
    shapes = [
        Point(500100, 4600100),
        LineString([(500200, 4600100), (500300, 4600150)]),
        MultiPoint([(500500, 4600500), (500600, 4600500)]),
        box(500700, 4600700, 500720, 4600730),
    ]
    made, repaired = grow(shapes, 7.5, 32631, (500000, 4600000, 501000, 4601000))
    assert repaired == 0
    for found, shape in zip(made, shapes):
        expected = shape.buffer(7.5, 16)
        assert found.symmetric_difference(expected).area < 1e-6
    assert [found.geom_type for found in made] == ["Polygon", "Polygon", "MultiPolygon", "Polygon"]


def test_polygons_that_are_not_valid_are_repaired_before():
    bow_tie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    (found,), repaired = grow([bow_tie], 1, 32631, (0, 0, 10, 10))
    assert repaired == 1
    both = Polygon([(0, 0), (5, 5), (0, 10)]).union(Polygon([(10, 0), (5, 5), (10, 10)]))
    assert found.symmetric_difference(both.buffer(1, 16)).area < 1e-6


def test_what_is_no_shape_on_the_ground_is_empty_bytes():
    shapes = [Point(math.nan, 1).wkb, b"", Polygon().wkb, Point(1, 1).wkb]
    made, _ = buffer_on_ground(shapes, 1, wkt(32631), (0, 0, 2, 2))
    assert made[:3] == [b"", b"", b""]
    assert wkb.loads(made[3]).area == pytest.approx(math.pi, rel=2e-3)


def test_far_shapes_are_measured_at_the_nearest_place_of_the_extent():
    """Beyond the valid area of a coordinate system there are no metres."""
    (found,), _ = grow([Point(0, 1e9)], 10, 3857, (0, 0, 10, 8399737.89))
    # At 60 degrees a unit of Web Mercator is half a metre.
    assert found.bounds[0] == pytest.approx(-20, rel=5e-3)
    assert found.bounds[3] - 1e9 == pytest.approx(20, rel=5e-3)


def test_without_a_coordinate_system_there_are_no_metres():
    with pytest.raises(RasterError, match="Metres need a coordinate system"):
        buffer_on_ground([Point(0, 0).wkb], 1, "", (0, 0, 1, 1))
