"""Which zone a place and an area lie in, against EPSG's areas of use."""

from __future__ import annotations

import math

import pyproj
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_utm_crs_info
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, box
from shapely.ops import unary_union

from tilewright.core.errors import GridError
from tilewright.core.geodesy.zone import measure_distortion, zone_of_area, zone_of_place

degrees = st.integers(-18_000_000, 17_999_999).map(lambda v: v / 1e5)


@given(degrees, st.integers(-7_999_999, 8_399_999).map(lambda v: v / 1e5))
@settings(max_examples=12)
@example(-180.0, 10.0)
@example(6.0, 60.0)
@example(5.3, 60.4)
@example(0.0, 0.0)
def test_zone_of_a_place_is_one_that_epsg_offers_there(longitude, latitude):
    place = AreaOfInterest(longitude, latitude, longitude, latitude)
    offered = {int(i.code) for i in query_utm_crs_info(datum_name="WGS 84", area_of_interest=place)}
    found = zone_of_place(longitude, latitude).epsg
    assert found in offered
    # A UTM zone is told by its central meridian: never further than 3 degrees.
    meridian = (found % 100 - 1) * 6 - 177
    assert abs((longitude - meridian + 180) % 360 - 180) <= 3


@pytest.mark.parametrize(
    ("place", "epsg", "name"),
    [
        ((6.1, 49.8), 32632, "UTM zone 32N"),
        ((5.999, 49.8), 32631, "UTM zone 31N"),
        ((-54.6, -25.5), 32721, "UTM zone 21S"),
        ((-180, 0), 32601, "UTM zone 1N"),
        ((180, -0.1), 32701, "UTM zone 1S"),
        ((15, 83.99), 32633, "UTM zone 33N"),
        ((15, 84), 5041, "UPS north"),
        ((15, -80), 32733, "UTM zone 33S"),
        ((15, -80.01), 5042, "UPS south"),
        ((0, 90), 5041, "UPS north"),
    ],
)
def test_zones_and_their_edges(place, epsg, name):
    zone = zone_of_place(*place)
    assert (zone.epsg, zone.name) == (epsg, name)
    assert pyproj.CRS.from_epsg(epsg).axis_info[0].unit_name == "metre"


def test_area_across_zones_takes_the_zone_of_its_middle():
    assert zone_of_area(box(5, 48, 8, 51)).epsg == 32632
    assert zone_of_area(box(3, 48, 6.1, 51)).epsg == 32631


def test_area_on_both_sides_of_the_antimeridian_stays_there():
    fiji = MultiPolygon([box(177, -19, 180, -16), box(-180, -19, -179, -16)])
    assert zone_of_area(fiji).epsg == 32760


def test_area_around_a_pole_gets_polar_metres():
    assert zone_of_area(box(-180, -90, 180, -62)).epsg == 5042
    assert zone_of_area(box(-180, 85, 180, 90)).epsg == 5041


def test_areas_without_a_middle_or_beyond_the_poles_are_refused():
    with pytest.raises(GridError, match="spread over the whole globe"):
        zone_of_area(box(-180, -90, 180, 90))
    with pytest.raises(GridError, match=r"from 4.9e\+06 to 5e\+06 degrees of latitude"):
        zone_of_area(box(500000, 4900000, 600000, 5000000))


def test_holes_and_parts_count_by_their_ground():
    ring = Point(20, 0).buffer(15).difference(Point(20, 0).buffer(14))
    assert zone_of_area(ring).epsg == zone_of_area(translate(ring, 0, -1e-6)).epsg - 100
    many = unary_union([box(9.1, 40, 9.2, 40.1), box(20, 40, 24, 44)])
    assert zone_of_area(many).epsg == 32634


def test_distortion_is_what_the_projection_says():
    wkt = pyproj.CRS.from_epsg(32632).to_wkt()
    assert measure_distortion(wkt, (300000, 5400000, 700000, 5600000)) == 0
    far = measure_distortion(wkt, (500000, 0, 2000000, 10))
    to_degrees = pyproj.Transformer.from_crs(32632, 4326, always_xy=True)
    place = to_degrees.transform(2000000, 0)
    factor = pyproj.Proj(32632).get_factors(*place).meridional_scale
    assert far == pytest.approx(1 - 1 / factor, rel=1e-3)
    assert math.isinf(measure_distortion(wkt, (-9e7, -9e7, 9e7, 9e7)))
