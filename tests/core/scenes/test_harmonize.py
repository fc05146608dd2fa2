"""Scenes of different types, scales, palettes and pixel sizes."""

import math
import pickle

import numpy as np
import pytest
import rasterio
from pyproj import Geod

from tilewright.core.errors import RasterError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.scenes.harmonize import check_pixel_sizes, open_alike, tell_difference
from tilewright.core.scenes.products import open_product_bands
from tilewright.core.sentinel2.product import open_product

WINDOW = (2, 1, 7, 6)


@pytest.fixture
def opened():
    """Opens rasters, and closes them at the end."""
    sources = []

    def make(*paths, **options):
        found = [FileRasterSource(path, **options) for path in paths]
        sources.extend(found)
        return found

    yield make
    for source in sources:
        source.close()


@pytest.fixture
def scaled(make_raster):
    """Writes a raster with scales and offsets of its bands."""

    def make(values, name, scales=None, offsets=None, **options):
        path = make_raster(values, name, **options)
        with rasterio.open(path, "r+") as dataset:
            if scales:
                dataset.scales = scales
            if offsets:
                dataset.offsets = offsets
        return path

    return make


def numbers(seed, dtype, bands=2):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 120, (bands, 9, 11)).astype(dtype)


def true(path):
    """True values of the window by rasterio and numpy, NaN where there are none."""
    col, row, width, height = WINDOW
    with rasterio.open(path) as dataset:
        values = dataset.read(
            window=rasterio.windows.Window(col, row, width, height), masked=True
        ).astype("float64")
        shape = (-1, 1, 1)
        values = values * np.reshape(dataset.scales, shape) + np.reshape(dataset.offsets, shape)
    return np.ma.filled(values, np.nan)


def test_what_is_alike_stays_as_it_is(opened, scaled):
    one = scaled(numbers(1, "uint16"), "a.tif", (0.1, 0.2), (1, 2), nodata=0)
    two = scaled(numbers(2, "uint16"), "b.tif", (0.1, 0.2), (1, 2), nodata=5)
    sources = opened(one, two)
    assert all(a is b for a, b in zip(open_alike(sources), sources))
    assert tell_difference([s.info for s in sources]) is None
    assert open_alike([]) == []


def test_types_that_differ_become_decimals(opened, scaled):
    paths = [
        scaled(numbers(1, "uint16"), "a.tif", nodata=7),
        scaled(numbers(2, "int16"), "b.tif", nodata=-1),
        scaled(numbers(3, "uint8"), "c.tif", nodata=4),
    ]
    sources = opened(*paths)
    alike = open_alike(sources)
    assert {s.info.dtype for s in alike} == {"float32"}
    for source, path in zip(alike, paths):
        values, valid = source.read(WINDOW)
        expected = true(path)
        assert values.dtype == np.float32
        np.testing.assert_array_equal(values, expected.astype("float32"))
        np.testing.assert_array_equal(valid, ~np.isnan(expected).all(axis=0))
        assert all(math.isnan(v) for v in source.info.nodatas)
        assert source.info.scales == (1, 1)
    said = tell_difference([s.info for s in sources])
    assert said.startswith("a.tif holds uint16 with neither scale nor offset, b.tif int16")


def test_decimals_beside_bare_whole_numbers_are_refused(opened, scaled):
    sources = opened(
        scaled(numbers(1, "uint16"), "a.tif"), scaled(numbers(3, "float32") / 3, "c.tif")
    )
    with pytest.raises(RasterError, match="c.tif holds decimals, and a.tif whole numbers"):
        open_alike(sources)


def test_scales_and_offsets_that_differ_become_true_values(opened, scaled):
    paths = [
        scaled(numbers(1, "uint16"), "a.tif", (0.0001, 0.0001), (0, -0.1)),
        scaled(numbers(2, "uint16"), "b.tif", (2.75e-5, 2.75e-5), (-0.2, -0.2), nodata=0),
        scaled(numbers(3, "float32") / 500, "c.tif"),
    ]
    alike = open_alike(opened(*paths))
    for source, path in zip(alike, paths):
        values, _ = source.read(WINDOW)
        np.testing.assert_allclose(values, true(path), rtol=1e-6, atol=1e-7)
        whole, _ = source.read_overview(11, 9)
        np.testing.assert_array_equal(whole[:, 1:7, 2:9], values)


def test_types_that_need_it_become_wider_decimals(opened, scaled):
    big = numbers(1, "int32") + 2**30
    paths = [scaled(big, "a.tif"), scaled(numbers(2, "uint8"), "b.tif")]
    alike = open_alike(opened(*paths))
    assert [s.info.dtype for s in alike] == ["float64", "float64"]
    for source, path in zip(alike, paths):
        np.testing.assert_array_equal(source.read(WINDOW)[0], true(path))


def test_a_product_beside_a_scaled_raster(opened, scaled, make_product):
    stored = numbers(4, "uint16", 1)[0] + 1500
    product = open_product_bands(open_product(make_product({("B04", 10): stored}, offsets=-1000)))
    path = scaled(numbers(5, "uint16", 1) + 1500, "a.tif", (0.0001,), (-0.1,), nodata=0)
    alike = open_alike([product, *opened(path)])
    assert alike[0] is product
    col, row, width, height = WINDOW
    expected = (stored[row : row + height, col : col + width].astype("float64") - 1000) / 10000
    np.testing.assert_allclose(alike[0].read(WINDOW)[0][0], expected, rtol=1e-6)
    np.testing.assert_allclose(alike[1].read(WINDOW)[0], true(path), rtol=1e-5, atol=1e-7)
    product.close()


def test_numbers_with_and_without_a_scale_are_refused(opened, scaled):
    one = scaled(numbers(1, "uint16"), "a.tif")
    two = scaled(numbers(2, "uint16"), "b.tif", (0.0001, 0.0001))
    with pytest.raises(RasterError) as caught:
        open_alike(opened(one, two))
    assert "b.tif has scale 0.0001 and offset 0, a.tif neither scale nor offset" in str(
        caught.value
    )


def test_palettes(opened, make_raster):
    codes = numbers(1, "uint8", 1)
    first, same, other = (
        make_raster(codes, f"{name}.tif", colormap={k: (k, tint, 0, 255) for k in range(256)})
        for name, tint in (("first", 1), ("same", 1), ("other", 2))
    )
    plain = make_raster(codes, "plain.tif")
    sources = opened(first, same)
    assert open_alike(sources) == sources
    for pair in ((first, plain), (plain, first)):
        with pytest.raises(RasterError, match="first.tif holds codes of a palette, plain.tif"):
            open_alike(opened(*pair))
    with pytest.raises(RasterError, match="first.tif and other.tif have different palettes"):
        open_alike(opened(first, other))


def test_numbers_of_bands(opened, make_raster):
    paths = make_raster(numbers(1, "uint8"), "a.tif"), make_raster(numbers(1, "uint8", 1), "b.tif")
    with pytest.raises(RasterError, match="a.tif has 2 bands, b.tif has 1"):
        open_alike(opened(*paths))


def infos(opened, make_raster, *places):
    made = []
    for k, (crs, size, corner) in enumerate(places):
        width, height = size if isinstance(size, tuple) else (size, size)
        transform = (width, 0, corner[0], 0, -height, corner[1])
        made.append(make_raster(numbers(k, "uint8", 1), f"{k}.tif", crs=crs, transform=transform))
    return [source.info for source in opened(*made)]


def degrees(lon, lat, metres):
    """A pixel of so many metres at a place, in degrees, by geodesic lines of pyproj."""
    geod = Geod(ellps="WGS84")
    east = geod.fwd(lon, lat, 90, metres)[0] - lon
    north = geod.fwd(lon, lat, 0, metres)[1] - lat
    return east, north


def test_equal_pixels_in_several_coordinate_systems(opened, make_raster):
    lon, lat = 5.5, 45.0
    found = infos(
        opened,
        make_raster,
        ("EPSG:32631", 10, (600000, 5000000)),
        ("EPSG:32632", 10, (300000, 5000000)),
        ("EPSG:4326", degrees(lon, lat, 10), (lon, lat)),
        ("EPSG:32631", 10.05, (600000, 5100000)),
    )
    check_pixel_sizes(found)
    check_pixel_sizes(found[:1])
    check_pixel_sizes([])


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (
            [("EPSG:32631", 10, (6e5, 5e6)), ("EPSG:32631", 20, (6e5, 5e6))],
            "0.tif has pixels of 10 x 10 m, 1.tif of 20 x 20 m; give METERS_PER_PIXEL",
        ),
        (
            [("EPSG:32631", 10, (6e5, 5e6)), ("EPSG:32632", 30, (3e5, 5e6))],
            "0.tif has pixels of 10 x 10 m, 1.tif of 30 x 30 m",
        ),
        # Web Mercator at 60 degrees shows half of its units.
        (
            [("EPSG:32631", 10, (5e5, 6.65e6)), ("EPSG:3857", 10, (3.3e5, 8.4e6))],
            r"0.tif has pixels of 10 x 10 m, 1.tif of 5\.012\d* x 5\.004\d* m",
        ),
        (
            [("EPSG:32631", (10, 20), (6e5, 5e6)), ("EPSG:32631", 10, (6e5, 5e6))],
            "pixels of 10 x 20 m, 1.tif of 10 x 10 m",
        ),
        ([(None, 1, (0, 0)), (None, 2, (0, 0))], "pixels of 1 x 1 units, 1.tif of 2 x 2 units"),
    ],
)
def test_pixels_of_different_sizes(opened, make_raster, places, said):
    with pytest.raises(RasterError, match=said):
        check_pixel_sizes(infos(opened, make_raster, *places))


def test_what_has_no_coordinate_system_is_compared_with_its_like(opened, make_raster):
    places = [(None, 2, (0, 0)), ("EPSG:32631", 10, (6e5, 5e6)), (None, 2, (9, 9))]
    check_pixel_sizes(infos(opened, make_raster, *places))


def test_a_product_beside_bare_numbers_is_refused(opened, scaled, make_product):
    stored = numbers(4, "uint16", 1)
    product = open_product_bands(open_product(make_product({("B04", 10): stored[0]})))
    path = scaled(stored, "a.tif")
    with pytest.raises(RasterError, match="read as reflectances, and a.tif holds uint16 without"):
        open_alike([*opened(path), product])
    product.close()


def test_sources_can_be_sent_to_other_processes(opened, scaled, make_product):
    stored = numbers(4, "uint16", 1) + 1500
    product = open_product_bands(open_product(make_product({("B04", 10): stored[0]})))
    path = scaled(stored, "a.tif", (0.0001,), (-0.1,))
    for source in open_alike([product, *opened(path)]):
        assert source.can_be_sent
        copy = pickle.loads(pickle.dumps(source))
        np.testing.assert_array_equal(copy.read(WINDOW)[0], source.read(WINDOW)[0])
        copy.close()
    product.close()


def test_the_band_that_differs_is_told(opened, scaled):
    one = scaled(numbers(1, "uint16"), "a.tif", (0.1, 0.2), (1, 2))
    two = scaled(numbers(2, "uint16"), "b.tif", (0.1, 0.3), (1, 2))
    said = tell_difference([s.info for s in opened(one, two)])
    assert "uint16 with scale 0.2 and offset 2, b.tif uint16 with scale 0.3 and offset 2" in said
