"""Ground of pixels beside integrals over the ellipsoid and known areas."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform as carry

from tilewright.core.errors import RasterError
from tilewright.core.geodesy.pixel_areas import PixelAreas

A, E2 = 6378137.0, 0.00669437999014


def wkt(code):
    return CRS.from_epsg(code).to_wkt()


def zone(south, north, degrees):
    """Square metres between two parallels, by Gauss's quadrature of the radii of curvature."""
    nodes, weights = np.polynomial.legendre.leggauss(20)
    south, north = np.radians(south), np.radians(north)
    phi = (north - south) / 2 * nodes + (north + south) / 2
    w = 1 - E2 * np.sin(phi) ** 2
    strip = A**2 * (1 - E2) / w**2 * np.cos(phi)
    return float((weights * strip).sum() * (north - south) / 2 * np.radians(degrees))


def test_rows_in_degrees_are_exact():
    areas = PixelAreas((0.25, 0, -30.0, 0, -0.5, 88.0), 10, 300, wkt(4326))
    found = areas.of_window((3, 0, 5, 300))
    assert found.shape == (300, 1)
    for row in (0, 100, 175, 176, 299):
        north = 88 - 0.5 * row
        assert found[row, 0] == pytest.approx(zone(north - 0.5, north, 0.25), rel=1e-12)
    assert areas.of_window((0, 7, 2, 3)) == pytest.approx(found[7:10])


def test_the_globe_has_its_area():
    areas = PixelAreas((1.0, 0, -180.0, 0, -1.0, 90.0), 360, 180, wkt(4326))
    whole = areas.of_window((0, 0, 360, 180)).sum() * 360
    # NIMA TR8350.2, table 3.5: the surface of the WGS 84 ellipsoid.
    assert whole == pytest.approx(5.10065621724e14, rel=1e-10)
    with pytest.raises(RasterError, match="reaches latitude 91, which does not exist"):
        PixelAreas((1.0, 0, -180.0, 0, -1.0, 91.0), 360, 180, wkt(4326))


def test_true_metres_are_taken_at_their_word():
    areas = PixelAreas((10.0, 0, 500_000.0, 0, -10.0, 4_600_000.0), 400, 300, wkt(32631))
    assert areas.constant == 100.0
    assert areas.of_window((0, 0, 400, 300)).tolist() == [[100.0]]
    feet = PixelAreas((10.0, 0, 1_500_000.0, 0, -10.0, 600_000.0), 40, 30, wkt(2264))
    assert feet.constant == pytest.approx(100 * 0.3048006096**2)


@pytest.mark.parametrize("code,transform", [
    (3857, (1000.0, 0, 1_000_000.0, 0, -1000.0, 9_000_000.0)),
    (3857, (700.0, 700.0, 1_000_000.0, 700.0, -700.0, 8_000_000.0)),
])  # fmt: skip
def test_web_mercator_is_measured(code, transform):
    areas = PixelAreas(transform, 600, 800, wkt(code))
    found = np.broadcast_to(areas.of_window((0, 0, 600, 800)), (800, 600))
    a, b, c, d, e, f = transform
    for row, col in ((0, 0), (400, 17), (799, 599), (123, 456)):
        y = d * (col + 0.5) + e * (row + 0.5) + f
        x = a * (col + 0.5) + b * (row + 0.5) + c
        _, lats = carry(CRS.from_epsg(code), CRS.from_epsg(4326), [x], [y])
        w = 1 - E2 * np.sin(np.radians(lats[0])) ** 2
        across = np.cos(np.radians(lats[0])) / np.sqrt(w)
        along = across * (1 - E2) / w
        real = abs(a * e - b * d) * across * along
        assert found[row, col] == pytest.approx(real, rel=1e-4)
    window = areas.of_window((100, 200, 30, 40))
    assert window == pytest.approx(found[200:240, 100:130], rel=1e-12)


def test_equal_area_systems_have_equal_pixels():
    areas = PixelAreas((500.0, 0, 4_000_000.0, 0, -500.0, 3_000_000.0), 50, 60, wkt(3035))
    assert areas.constant == pytest.approx(250_000)


def test_without_a_coordinate_system_pixels_count():
    areas = PixelAreas((10.0, 0, 0.0, 0, -10.0, 0.0), 4, 3, "")
    assert not areas.is_known
    assert areas.constant == 1.0
