"""How large units, pixels and tiles are on the ground."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from rasterio.crs import CRS

from tilewright.core.errors import GridError, RasterError
from tilewright.core.geodesy.scale import GroundScale, measure_ground_scale
from tilewright.core.grid.over_raster import fit_tile_pixels

DEGREE = math.radians(1)


def measure(code, x, y):
    scale = measure_ground_scale(CRS.from_epsg(code).to_wkt(), x, y)
    return scale.x, scale.y


# Lengths of a degree as published for the WGS 84 ellipsoid (NGA, "Length of a degree").
@pytest.mark.parametrize(
    ("latitude", "along_x", "along_y"),
    [
        (0, 111319.5, 110574.3),
        (30, 96486.3, 110852.4),
        (45, 78846.8, 111131.8),
        (60, 55800.0, 111412.2),
        (-60, 55800.0, 111412.2),
    ],
)
def test_degree_has_its_published_length(latitude, along_x, along_y):
    assert measure(4326, 10, latitude) == pytest.approx((along_x, along_y), abs=0.15)


def test_degree_is_measured_across_the_date_line():
    assert measure(4326, 179.99995, 0)[0] == pytest.approx(111319.5, abs=0.1)


@pytest.mark.parametrize(
    ("code", "x", "y"), [(32631, 500000, 4600000), (32631, 250000, 7000000), (32721, 740000, 7.2e6)]
)
def test_utm_metre_is_taken_at_its_word(code, x, y):
    assert measure(code, x, y) == (1.0, 1.0)


def test_foot_is_taken_at_its_word():
    foot = 1200 / 3937
    assert measure(2263, 984000, 200000) == pytest.approx((foot, foot), rel=1e-12)


def test_web_mercator_shrinks_with_the_cosine_of_the_latitude():
    y = 6378137 * math.log(math.tan(math.pi / 4 + 30 * DEGREE))
    # Its sphere is the ellipsoid's equator; the meridian's radius at 60 degrees differs a little.
    east = 55800.0 / 111319.49079
    north = 111412.2 * math.cos(60 * DEGREE) / 111319.49079
    assert measure(3857, 1e6, y) == pytest.approx((east, north), rel=1e-4)
    assert measure(3857, 0, 0) == pytest.approx((1.0, 1.0), rel=1e-2)


def test_pixel_of_a_rotated_raster_has_the_length_of_its_sides():
    scale = GroundScale(2.0, 3.0)
    assert scale.pixel_size((10, 0, 0, 0, -10, 0)) == (20.0, 30.0)
    assert scale.pixel_size((3, 4, 0, 4, -3, 0)) == (math.hypot(6, 12), math.hypot(8, 9))


def test_metres_need_a_coordinate_system():
    with pytest.raises(RasterError, match="Metres need a coordinate system and the raster has"):
        measure_ground_scale("", 0, 0)


def test_place_beyond_the_coordinate_system_is_named():
    wkt = CRS.from_epsg(32631).to_wkt()
    with pytest.raises(RasterError, match=re.escape("1e+12, 1e+12")):
        measure_ground_scale(wkt, 1e12, 1e12)


def test_system_that_is_nowhere_on_earth_is_refused():
    wkt = 'LOCAL_CS["site",UNIT["metre",1],AXIS["x",EAST],AXIS["y",NORTH]]'
    with pytest.raises(RasterError, match="cannot be used for metres at 10, 10"):
        measure_ground_scale(wkt, 10, 10)


def test_tile_in_metres_becomes_the_nearest_whole_pixels(open_source):
    info = open_source(np.zeros((8, 8), np.uint8), crs="EPSG:32631").info
    assert fit_tile_pixels(info, 640, 644.9) == (64, 64, 640.0, 640.0)
    assert fit_tile_pixels(info, 645, 5) == (65, 1, 650.0, 10.0)
    with pytest.raises(GridError, match="A tile of 4 m is smaller than a pixel of raster.tif"):
        fit_tile_pixels(info, 640, 4)


def test_tile_in_metres_fits_a_geographic_raster_at_its_centre(open_source):
    step = 0.0001
    info = open_source(
        np.zeros((200, 100), np.uint8),
        crs="EPSG:4326",
        transform=(step, 0, 10 - 50 * step, 0, -step, 60 + 100 * step),
    ).info
    width, height, across, down = fit_tile_pixels(info, 640, 640)
    assert (width, height) == (115, 57)
    assert (across, down) == pytest.approx((115 * 5.58, 57 * 11.14122), rel=1e-4)
