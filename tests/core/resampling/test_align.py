"""Rasters on other grids than their own, against GDAL and numpy."""

from dataclasses import replace

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.transform import Affine
from rasterio.warp import reproject

from tilewright.core.errors import RasterError
from tilewright.core.resampling.align import GridReader, common_grid
from tilewright.core.resampling.grid import TargetGrid, grid_of, same_crs

UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


def utm(epsg=32631):
    return rasterio.crs.CRS.from_epsg(epsg).to_wkt()


def random_values(shape, dtype="uint16"):
    return np.random.default_rng(8).integers(1, 5000, shape).astype(dtype)


def test_a_grid_shifted_by_whole_pixels_copies_them(open_source):
    values = random_values((2, 30, 40))
    source = open_source(values, tagged=0)
    moved = (10.0, 0.0, 499950.0, 0.0, -10.0, 4600030.0)
    reader = GridReader(source, TargetGrid(utm(), moved, 60, 50))
    assert reader.method == "EXACT"
    read, valid = reader.read((0, 0, 60, 50))
    expected = np.zeros((2, 50, 60), dtype="uint16")
    expected[:, 3:33, 5:45] = values
    assert np.array_equal(read, expected)
    assert np.array_equal(valid, expected[0] > 0)
    part, _ = reader.read((40, 20, 20, 25))
    assert np.array_equal(part, expected[:, 20:45, 40:60])
    beyond, none = reader.read((50, 40, 5, 5))
    assert not none.any()
    assert not beyond.any()


@pytest.mark.parametrize(
    ("step", "method"), [(5.0, "BILINEAR"), (20.0, "AVERAGE"), (30.0, "AVERAGE")]
)
def test_other_pixel_sizes_equal_gdal_whatever_the_window(open_source, step, method):
    values = random_values((1, 60, 60), "float32")
    source = open_source(values)
    side = int(600 / step)
    grid = TargetGrid(utm(), (step, 0.0, 500000.0, 0.0, -step, 4600000.0), side, side)
    reader = GridReader(source, grid)
    assert reader.method == method
    assert reader.ratio == pytest.approx(10 / step)
    whole, valid = reader.read((0, 0, side, side))
    expected = np.zeros((side, side), dtype="float32")
    reproject(
        values[0],
        expected,
        src_transform=Affine(*UTM),
        src_crs="EPSG:32631",
        dst_transform=Affine(*grid.transform),
        dst_crs="EPSG:32631",
        resampling=Resampling[method.lower()],
        tolerance=0,
    )
    assert np.allclose(whole[0], expected, rtol=1e-5)
    assert valid.all()
    for window in ((0, 0, 7, 5), (side - 6, side - 4, 6, 4), (3, 2, 11, 13)):
        part, _ = reader.read(window)
        col, row, width, height = window
        assert np.allclose(part, whole[:, row : row + height, col : col + width], rtol=1e-5)


def test_averages_of_finer_pixels_are_means(open_source):
    values = random_values((1, 60, 60), "float64")
    grid = TargetGrid(utm(), (30.0, 0.0, 500000.0, 0.0, -30.0, 4600000.0), 20, 20)
    read, _ = GridReader(open_source(values), grid).read((0, 0, 20, 20))
    assert np.allclose(read[0], values[0].reshape(20, 3, 20, 3).mean(axis=(1, 3)))


def test_half_a_pixel_off_is_not_the_same_grid_and_a_thousandth_is(open_source):
    source = open_source(random_values((8, 8)))
    for shift, method in ((5.0, "BILINEAR"), (0.009, "EXACT"), (0.02, "BILINEAR")):
        moved = (10.0, 0.0, 500000.0 + shift, 0.0, -10.0, 4600000.0)
        assert GridReader(source, TargetGrid(utm(), moved, 8, 8)).method == method


def test_paletted_rasters_are_never_mixed(open_source):
    codes = np.kron(np.array([[1, 3], [5, 7]]), np.ones((8, 8))).astype("uint8")
    colors = {i: (i, i, i, 255) for i in range(8)}
    source = open_source(codes, colormap=colors)
    grid = TargetGrid(utm(), (3.0, 0.0, 500000.0, 0.0, -3.0, 4600000.0), 50, 50)
    reader = GridReader(source, grid)
    assert reader.method == "NEAREST"
    assert set(np.unique(reader.read((0, 0, 50, 50))[0])) <= {1, 3, 5, 7}


def test_another_coordinate_system_equals_gdal(open_source):
    values = random_values((1, 50, 50), "float32")
    source = open_source(values)
    grid = TargetGrid(utm(32632), (12.0, 0.0, 1200.0, 0.0, -12.0, 4621000.0), 60, 60)
    with rasterio.io.MemoryFile() as memory, memory.open(
        driver="GTiff", width=50, height=50, count=1, dtype="float32", crs="EPSG:32631",
        transform=Affine(*UTM),
    ) as dataset:  # fmt: skip
        dataset.write(values)
        box = rasterio.warp.transform_bounds("EPSG:32631", "EPSG:32632", *dataset.bounds)
    grid = TargetGrid(utm(32632), (12.0, 0.0, box[0] + 100, 0.0, -12.0, box[3] - 100), 20, 20)
    reader = GridReader(source, grid)
    read, valid = reader.read((0, 0, 20, 20))
    expected = np.zeros((20, 20), dtype="float32")
    reproject(
        values[0], expected, src_transform=Affine(*UTM), src_crs="EPSG:32631",
        dst_transform=Affine(*grid.transform), dst_crs="EPSG:32632",
        resampling=Resampling.bilinear if reader.method == "BILINEAR" else Resampling.average,
        tolerance=0,
    )  # fmt: skip
    assert valid.all()
    assert np.allclose(read[0], expected, rtol=1e-4)


@pytest.mark.parametrize(
    ("zone", "pixel", "left", "told"),
    [
        (32631, 10.0, 500005.0, "is shifted: resampled with BILINEAR."),
        (32631, 12.5, 500000.0, "is finer (a pixel of it is 0.8 wide): resampled with AVERAGE."),
        (32631, 5.0, 500000.0, "is coarser (a pixel of it is 2 wide): resampled with BILINEAR."),
        (32632, 10.0, 1200.0, "is in another coordinate system: reprojected with "),
        (32632, 30.0, 1200.0, "is in another coordinate system: reprojected with AVERAGE."),
    ],
)
def test_what_is_done_is_said(open_source, zone, pixel, left, told):
    source = open_source(random_values((30, 30)), name="a.tif")
    grid = TargetGrid(utm(zone), (pixel, 0.0, left, 0.0, -pixel, 4600000.0), 10, 10)
    assert GridReader(source, grid).describe().startswith(f"a.tif {told}")


def test_common_grids(open_source):
    first = open_source(random_values((10, 10)), name="a.tif")
    second = open_source(
        random_values((10, 10)),
        name="b.tif",
        transform=(20.0, 0.0, 500050.0, 0.0, -20.0, 4599955.0),
    )
    infos = [first.info, second.info]
    own = grid_of(first.info)
    assert common_grid(infos, own, "REFERENCE") == own
    union = common_grid(infos, own, "UNION")
    assert (union.transform[2], union.transform[5]) == (500000, 4600000)
    # To x 500250, y 4599755: half a pixel more than 24.
    assert (union.width, union.height) == (25, 25)
    shared = common_grid(infos, own, "INTERSECTION")
    assert (shared.transform[2], shared.transform[5]) == (500050, 4599960)
    assert (shared.width, shared.height) == (5, 6)


def test_rasters_that_cannot_be_laid_over_each_other(open_source):
    first = open_source(random_values((10, 10)), name="a.tif")
    far = open_source(
        random_values((10, 10)), name="b.tif", transform=(10.0, 0, 900000, 0, -10, 4600000)
    )
    bare = open_source(random_values((10, 10)), name="c.tif", crs=None)
    with pytest.raises(RasterError, match="The rasters do not overlap"):
        common_grid([first.info, far.info], grid_of(first.info), "INTERSECTION")
    with pytest.raises(RasterError, match="c.tif has no coordinate system and others have one"):
        common_grid([first.info, bare.info], grid_of(first.info), "UNION")


def test_windows_of_a_grid_keep_their_place():
    grid = TargetGrid("", (2.0, 0.5, 100.0, 0.25, -3.0, 50.0), 10, 10)
    assert grid.window((0, 0, 10, 10)) == grid
    moved = grid.window((3, 4, 2, 1))
    assert moved.transform == (2.0, 0.5, 108.0, 0.25, -3.0, 38.75)
    assert (moved.width, moved.height) == (2, 1)


def test_twins_of_a_coordinate_system_are_one():
    assert same_crs(utm(), rasterio.crs.CRS.from_epsg(32631).to_wkt(version="WKT2_2019"))
    assert same_crs("", "")
    assert not same_crs(utm(), "")
    assert not same_crs(utm(), utm(32632))


def test_rasters_of_two_continents_are_no_mosaic(open_source, tmp_path):
    """Such a composite would run for hours over pixels that nothing fills."""
    here = open_source(random_values((1, 30, 40))).info
    there = replace(here, transform=(10.0, 0.0, 500000.0, 0.0, -10.0, 9_900_000.0))
    near = replace(here, transform=(10.0, 0.0, 520000.0, 0.0, -10.0, 4600000.0))
    east = replace(here, transform=(10.0, 0.0, 2_500_000.0, 0.0, -10.0, 4600000.0))
    with pytest.raises(RasterError, match="lie so far apart .* 200040 x 530030 pixels"):
        common_grid([here, there, east], grid_of(here), "UNION")
    assert common_grid([here, near], grid_of(here), "UNION").width == 2040
