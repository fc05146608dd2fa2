"""Pixel grids, against rasterio."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform
from rasterio.windows import Window
from rasterio.windows import transform as transform_of_window

from tilewright.core.errors import RasterError
from tilewright.core.geometry.outlines import corners_of_windows
from tilewright.core.resampling.grid import TargetGrid

NORTH_UP = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
ROTATED = (9.7, 2.1, 500000.3, 2.4, -8.9, 4600000.7)


def wkt(epsg, **options):
    return rasterio.crs.CRS.from_epsg(epsg).to_wkt(**options)


@pytest.fixture(params=[NORTH_UP, ROTATED], ids=["north up", "rotated"])
def grid(request):
    return TargetGrid(wkt(32631), request.param, 300, 200)


def test_the_affine_is_rasterios(grid):
    assert grid.affine == Affine(*grid.transform)
    a, b, _, d, e, _ = grid.transform
    assert grid.pixel_area == abs(a * e - b * d)


def test_a_window_lies_where_rasterio_puts_it(grid):
    part = grid.window((7, 31, 20, 10))
    assert part.transform == tuple(transform_of_window(Window(7, 31, 20, 10), grid.affine))[:6]
    assert (part.width, part.height, part.crs_wkt) == (20, 10, grid.crs_wkt)
    assert grid.rows(31, 41) == grid.window((0, 31, 300, 10))


def test_corners_of_parts_are_those_of_the_whole(grid):
    # To the last digit: neighbours share their edges.
    cols, rows = np.array([0, 300, 300, 0, 0]), np.array([0, 0, 200, 200, 0])
    assert np.array_equal(grid.outline(), grid.coordinates(cols, rows))
    window = (7, 31, 20, 10)
    upper_left = corners_of_windows(np.array([window]), grid.transform)[0, 0]
    assert np.array_equal(grid.window(window).outline()[0], upper_left)


def test_pixels_are_the_inverse_of_coordinates(grid):
    rng = np.random.default_rng(3)
    cols, rows = rng.uniform(-100, 400, (2, 5, 4))
    xy = grid.coordinates(cols, rows)
    assert xy.shape == (5, 4, 2)
    x, y = rasterio.transform.xy(grid.affine, rows.ravel(), cols.ravel(), offset="ul")
    assert np.allclose(xy.reshape(-1, 2), np.stack((x, y), axis=1), rtol=1e-15)
    assert np.allclose(grid.pixels(xy), np.stack((cols, rows), axis=-1), atol=1e-6)


def test_finer_and_coarser_grids_share_the_corner(grid):
    finer, coarser = grid.finer(3), grid.coarser(7)
    assert (finer.width, finer.height) == (900, 600)
    assert (coarser.width, coarser.height) == (43, 29)
    assert finer.pixel_area == pytest.approx(grid.pixel_area / 9)
    assert coarser.pixel_area == pytest.approx(49 * grid.pixel_area)
    corner = grid.outline()[0]
    assert np.array_equal(finer.outline()[0], corner)
    assert np.array_equal(coarser.outline()[0], corner)
    assert np.allclose(finer.outline(), grid.outline(), rtol=1e-14)


def test_places_all_over_a_grid_on_another(grid):
    other = TargetGrid(wkt(4326), (1e-4, 0.0, 3.0, 0.0, -1e-4, 41.6), 100, 100)
    places = grid.places_on(other)
    assert places.shape == (21, 21, 2)
    cols, rows = np.array([0.0, 150, 300]), np.array([0.0, 100, 200])
    lons, lats = transform("EPSG:32631", "EPSG:4326", *grid.coordinates(cols, rows).T.tolist())
    expected = np.stack(((np.array(lons) - 3) / 1e-4, (41.6 - np.array(lats)) / 1e-4), axis=1)
    assert np.allclose(places[[0, 10, 20], [0, 10, 20]], expected, atol=1e-6)


def test_other_words_for_one_coordinate_system_move_nothing(grid):
    twin = wkt(32631, version="WKT2_2019")
    assert twin != grid.crs_wkt
    other = TargetGrid(grid.crs_wkt, (3.3, 0.0, 499000.1, 0.0, -3.3, 4601000.1), 10, 10)
    expected = other.pixels(grid.coordinates(*np.meshgrid(np.linspace(0, 300, 21), [0.0, 200.0])))
    for text in (grid.crs_wkt, twin, ""):
        places = grid.places_on(TargetGrid(text, other.transform, 10, 10))
        assert np.array_equal(places[[0, -1]], expected)


def test_local_systems_are_told(grid):
    local = TargetGrid('LOCAL_CS["here",UNIT["metre",1]]', NORTH_UP, 10, 10)
    for one, other in ((grid, local), (local, grid)):
        with pytest.raises(RasterError, match=r'Nothing leads from .* "here"') as told:
            one.places_on(other)
        assert '"WGS 84 / UTM zone 31N"' in str(told.value)
    assert np.isfinite(local.places_on(local)).all()
