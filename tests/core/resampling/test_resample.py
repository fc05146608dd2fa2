"""Tiles on pixel grids that are not the raster's own."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from rasterio.warp import transform as transform_points
from rasterio.warp import transform_bounds

from tilewright.core.geometry.outlines import corners_of_windows
from tilewright.core.resampling import resample as resample_window
from tilewright.core.resampling.grid import TargetGrid
from tilewright.core.resampling.resample import RESAMPLINGS, read_resampled, target_pixels

METHODS = RESAMPLINGS[1:]
TRANSFORMS = {
    "north-up": (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0),
    "south-up": (10.0, 0.0, 500000.0, 0.0, 10.0, 4600000.0),
    "rotated": (8.0, 6.0, 500000.0, 6.0, -8.0, 4600000.0),
}
VALUES = np.random.default_rng(11).integers(1, 60_000, (2, 40, 50)).astype(np.uint16)


def target(window, transform, shape, crs):
    """A grid of (rows, columns) over a window given in pixels of the raster."""
    corners = corners_of_windows(np.array([window], dtype=float), transform)[0]
    return TargetGrid.over_corners(corners, shape[1], shape[0], crs)


@pytest.fixture(params=TRANSFORMS)
def placed(request, open_source):
    transform = TRANSFORMS[request.param]
    return open_source(VALUES, transform=transform), transform


@pytest.mark.parametrize("method", METHODS)
def test_own_grid_gives_the_pixels_themselves(placed, method):
    source, transform = placed
    grid = target((7, 5, 20, 16), transform, (16, 20), source.info.crs_wkt)
    values, valid = read_resampled(source, grid, method)
    assert np.array_equal(values, VALUES[:, 5:21, 7:27])
    assert valid.all() and values.dtype == np.uint16


def test_nearest_takes_the_pixel_under_the_centre(placed):
    source, transform = placed
    for shift in (0.3, -0.3, 0.45):
        grid = target((7 + shift, 5 - shift, 20, 16), transform, (16, 20), source.info.crs_wkt)
        assert np.array_equal(read_resampled(source, grid, "NEAREST")[0], VALUES[:, 5:21, 7:27])
    grid = target((7 + 0.6, 5 + 0.6, 20, 16), transform, (16, 20), source.info.crs_wkt)
    assert np.array_equal(read_resampled(source, grid, "NEAREST")[0], VALUES[:, 6:22, 8:28])


def test_nearest_at_double_size_repeats_pixels(placed):
    source, transform = placed
    grid = target((4, 6, 8, 8), transform, (16, 16), source.info.crs_wkt)
    expected = VALUES[:, 6:14, 4:12].repeat(2, axis=1).repeat(2, axis=2)
    assert np.array_equal(read_resampled(source, grid, "NEAREST")[0], expected)


def test_average_at_half_size_is_the_mean_of_blocks(placed):
    source, transform = placed
    grid = target((6, 4, 20, 16), transform, (8, 10), source.info.crs_wkt)
    blocks = VALUES[:, 4:20, 6:26].reshape(2, 8, 2, 10, 2).astype(float).mean(axis=(2, 4))
    values, valid = read_resampled(source, grid, "AVERAGE")
    assert np.abs(values - blocks).max() <= 0.5
    assert valid.all()


def test_bilinear_between_pixels_is_their_mean(placed):
    source, transform = placed
    grid = target((6.5, 4, 20, 16), transform, (16, 20), source.info.crs_wkt)
    means = (VALUES[:, 4:20, 6:26].astype(float) + VALUES[:, 4:20, 7:27]) / 2
    assert np.abs(read_resampled(source, grid, "BILINEAR")[0] - means).max() <= 0.51


@pytest.mark.parametrize("method", ["BILINEAR", "AVERAGE", "CUBIC"])
def test_invalid_pixels_take_no_part(open_source, method):
    values = np.full((1, 20, 20), 100, np.uint16)
    values[:, :, 8:] = 0
    source = open_source(values, nodata=0)
    grid = target((2.25, 2, 12, 12), source.info.transform, (8, 8), source.info.crs_wkt)
    found, valid = read_resampled(source, grid, method)
    assert valid[:, 0].all() and not valid[:, -1].any()
    assert set(found[0][valid].tolist()) == {100}
    assert set(found[0][~valid].tolist()) == {0}


def test_numbers_that_are_not_finite_do_not_spread(open_source):
    values = np.full((2, 20, 20), 5, np.float32)
    values[:, 10:, :] = np.nan
    source = open_source(values)
    grid = target((2, 2, 16, 16), source.info.transform, (11, 11), source.info.crs_wkt)
    found, valid = read_resampled(source, grid, "BILINEAR")
    assert found[0][valid].tolist() == pytest.approx([5] * int(valid.sum()))
    assert valid[:5].all() and not valid[6:].any()


@pytest.mark.parametrize("method", METHODS)
def test_pixels_beyond_the_raster_are_invalid(placed, method):
    source, transform = placed
    grid = target((-6, 30, 16, 20), transform, (20, 16), source.info.crs_wkt)
    values, valid = read_resampled(source, grid, method)
    expected = np.zeros((20, 16), bool)
    expected[:10, 6:] = True
    assert np.array_equal(valid, expected)
    assert np.array_equal(values[:, :10, 6:], VALUES[:, 30:40, 0:10])
    assert not values[:, ~valid].any()


@pytest.mark.parametrize("method", METHODS)
def test_tile_beside_the_raster_is_empty(placed, method):
    source, transform = placed
    grid = target((200, 200, 8, 8), transform, (8, 8), source.info.crs_wkt)
    values, valid = read_resampled(source, grid, method)
    assert values.shape == (2, 8, 8) and not values.any() and not valid.any()


@pytest.mark.parametrize("method", METHODS)
def test_strips_join_without_a_seam(placed, method, monkeypatch):
    source, transform = placed
    grid = target((3.3, 2.7, 40, 30), transform, (37, 23), source.info.crs_wkt)
    whole, whole_valid = read_resampled(source, grid, method)
    monkeypatch.setattr(resample_window, "_STRIP_PIXELS", 200)
    values, valid = read_resampled(source, grid, method)
    assert np.array_equal(valid, whole_valid)
    assert np.abs(values.astype(int) - whole.astype(int)).max() <= 1


SMOOTH = np.rint(
    20_000 + 8_000 * np.sin(np.arange(120)[:, None] / 9) * np.cos(np.arange(140)[None, :] / 11)
).astype(np.uint16)


@pytest.mark.parametrize("code", [4326, 3857, 32632])
@pytest.mark.parametrize("method", METHODS)
def test_other_coordinate_system_equals_gdals_warped_raster(open_source, code, method):
    source = open_source(SMOOTH)
    to = CRS.from_epsg(code)
    a, _, c, _, e, f = source.info.transform
    box = transform_bounds("EPSG:32631", to, c + 40 * a, f + 90 * e, c + 100 * a, f + 30 * e)
    size_x, size_y = (box[2] - box[0]) / 48, (box[3] - box[1]) / 44
    transform = (size_x, 0.0, box[0], 0.0, -size_y, box[3])
    with (
        rasterio.open(source.info.path) as dataset,
        WarpedVRT(
            dataset,
            crs=to,
            transform=rasterio.Affine(*transform),
            width=48,
            height=44,
            resampling=Resampling[method.lower()],
        ) as warped,
    ):
        expected = warped.read()
    values, valid = read_resampled(source, TargetGrid(to.to_wkt(), transform, 48, 44), method)
    assert valid.all()
    # GDAL's raster is off by up to an eighth of a pixel; this is how much that is here.
    steepest = max(np.abs(np.diff(SMOOTH.astype(int), axis=k)).max() for k in (0, 1))
    difference = np.abs(values.astype(int) - expected.astype(int))
    assert difference.max() <= steepest * (1 if method == "NEAREST" else 0.3)
    assert difference.mean() <= steepest * 0.02


@pytest.mark.parametrize("code", [4326, 3857, 32632])
def test_nearest_in_another_coordinate_system_is_the_pixel_under_each_centre(open_source, code):
    source = open_source(VALUES)
    to = CRS.from_epsg(code)
    a, _, c, _, e, f = source.info.transform
    box = transform_bounds("EPSG:32631", to, c + 5 * a, f + 30 * e, c + 40 * a, f + 5 * e)
    size_x, size_y = (box[2] - box[0]) / 31, (box[3] - box[1]) / 29
    transform = (size_x, 0.0, box[0], 0.0, -size_y, box[3])
    grid = TargetGrid(to.to_wkt(), transform, 31, 29)
    values, valid = read_resampled(source, grid, "NEAREST")
    assert valid.all()
    for row in range(29):
        for col in range(31):
            place = [box[0] + (col + 0.5) * size_x], [box[3] - (row + 0.5) * size_y]
            (x,), (y,) = transform_points(to, "EPSG:32631", *place)
            expected = VALUES[:, int((y - f) / e), int((x - c) / a)]
            assert values[:, row, col].tolist() == expected.tolist()


def test_raster_without_a_coordinate_system_is_placed_by_numbers(open_source):
    source = open_source(VALUES, crs=None)
    for crs in ("", CRS.from_epsg(32631).to_wkt()):
        grid = target((7, 5, 20, 16), source.info.transform, (16, 20), crs)
        assert np.array_equal(read_resampled(source, grid, "NEAREST")[0], VALUES[:, 5:21, 7:27])


@pytest.mark.parametrize("dtype", ["uint8", "int16", "int32", "float32", "float64"])
def test_type_is_kept_and_its_limits_hold(open_source, dtype):
    limits = np.iinfo(dtype) if dtype[0] != "f" else np.finfo(dtype)
    values = np.full((1, 20, 20), limits.min if dtype[0] != "f" else -1e6, dtype)
    values[0, :, 10:] = limits.max if dtype[0] != "f" else 1e6
    source = open_source(values)
    grid = target((4.5, 4.5, 10, 10), source.info.transform, (23, 23), source.info.crs_wkt)
    found, _ = read_resampled(source, grid, "CUBIC")
    assert found.dtype == np.dtype(dtype)
    assert found[0, :, 0].tolist() == pytest.approx([float(values.min())] * 23)
    assert found[0, :, -1].tolist() == pytest.approx([float(values.max())] * 23)
    # The kernel overshoots beside the step: that must not wrap around.
    middle = found[0, 11].astype(float)
    assert (np.diff(middle) >= 0).all() or dtype[0] == "f"


@pytest.mark.parametrize(
    ("pixels", "metres", "expected"),
    [
        (224, None, (224, 224)),
        (None, 10.0, (64, 32)),
        (None, 300.0, (2, 1)),
        (None, 5000.0, (1, 1)),
        (None, None, (21, 11)),
    ],
)
def test_size_in_pixels_is_the_nearest_to_what_was_asked(pixels, metres, expected):
    assert target_pixels((640.0, 320.0), pixels, metres, (21.3, 10.5)) == expected


def one_by_one(source, grid, method):
    """The same, a call of the library for each array."""
    info = source.info
    whole, valid = source.read((0, 0, info.width, info.height))
    dtype = whole.dtype
    working = np.float32 if dtype.itemsize <= 2 or dtype == np.float32 else np.float64

    def resample(array):
        result = np.zeros((grid.height, grid.width), dtype=working)
        rasterio.warp.reproject(
            array.astype(working), result, src_transform=rasterio.Affine(*info.transform),
            src_crs=CRS.from_wkt(info.crs_wkt), dst_transform=grid.affine,
            dst_crs=CRS.from_wkt(grid.crs_wkt), resampling=Resampling[method.lower()], tolerance=0,
        )  # fmt: skip
        return result

    total = resample(valid)
    found = np.zeros((len(whole), grid.height, grid.width), dtype=dtype)
    for k, band in enumerate(whole):
        has = info.has_values(k, band)
        used = valid if has is None else valid & has
        part = resample(used)
        known = (total >= 0.5) & (part >= 0.5)
        mixed = resample(np.where(used, band, 0)) / np.where(known, part, 1)
        if dtype.kind in "iu":
            mixed = np.clip(np.rint(mixed), np.iinfo(dtype).min, np.iinfo(dtype).max)
        gap = np.nan if dtype.kind == "f" else info.nodatas[k]
        missing = 0 if used is valid or has[valid].all() else gap
        found[k] = np.where(known, mixed, np.where(total >= 0.5, missing, 0)).astype(dtype)
    return found, total >= 0.5


@pytest.mark.parametrize("pass_bytes", [1, 60_000, 10**9])
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int32", "float32", "float64"])
@pytest.mark.parametrize("method", METHODS)
def test_bands_in_one_pass_are_those_of_a_pass_each(
    open_source, monkeypatch, method, dtype, pass_bytes
):
    monkeypatch.setattr(resample_window, "_PASS_BYTES", pass_bytes)
    rng = np.random.default_rng(3)
    values = rng.integers(1, 200, (5, 90, 80)).astype(dtype)
    values[:, 20:30, 5:40] = 0
    values[2, 50:60] = 0
    values[3][rng.random((90, 80)) < 0.1] = 0
    source = open_source(values, nodata=0, crs="EPSG:32631")
    left, bottom, right, top = transform_bounds("EPSG:32631", "EPSG:4326", *bounds_of(source))
    wkt = CRS.from_epsg(4326).to_wkt()
    for size in (40, 110):
        corner = (left - 0.0005, (right - left) / size, top, (top - bottom) / size)
        transform = (corner[1], 0, corner[0], 0, -corner[3], corner[2])
        grid = TargetGrid(wkt, transform, size, size)
        found, valid = read_resampled(source, grid, method)
        expected, expected_valid = one_by_one(source, grid, method)
        assert np.array_equal(found, expected, equal_nan=True)
        assert np.array_equal(valid, expected_valid) and valid.any() and not valid.all()


def bounds_of(source):
    info = source.info
    return rasterio.transform.array_bounds(
        info.height, info.width, rasterio.Affine(*info.transform)
    )
