"""What is said of rasters that do not lie on the map."""

import warnings

import numpy as np
import pytest
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.rpc import RPC
from rasterio.transform import Affine, from_origin

from tilewright.core.raster.georeferencing import georeferencing_problem

UTM = CRS.from_epsg(32631)
POINTS = [
    GroundControlPoint(row, col, 500000 + 10 * col + row, 4600000 - 10 * row)
    for row in (0, 16)
    for col in (0, 16)
]
LINES = [1.0] + [0.0] * 19
WARP = "make one first with Raster > Projections > Warp (Reproject), or with gdalwarp."


@pytest.fixture
def problem(tmp_path):
    """The sentence for a GeoTIFF of 16 x 16 pixels."""

    def say(**tags):
        path = tmp_path / "image.tif"
        rpcs = tags.pop("rpcs", None)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.open(
                path, "w", driver="GTiff", width=16, height=16, count=1, dtype="uint8", **tags
            ) as dataset:
                dataset.write(np.ones((1, 16, 16), "uint8"))
                if rpcs:
                    dataset.rpcs = rpcs
            with rasterio.open(path) as dataset:
                return georeferencing_problem(dataset, "image.tif")

    return say


def test_control_points_alone_name_the_warp_tool(problem):
    told = f"image.tif has 4 ground control points but no pixel grid on the ground; {WARP}"
    assert problem(gcps=POINTS, crs=UTM) == told


def test_rational_polynomials_alone_name_it_too(problem):
    rpcs = RPC(
        err_bias=1.0, err_rand=1.0, height_off=0.0, height_scale=1.0, lat_off=40.0, lat_scale=1.0,
        line_off=8.0, line_scale=8.0, long_off=3.0, long_scale=1.0, samp_off=8.0, samp_scale=8.0,
        line_den_coeff=LINES, line_num_coeff=LINES, samp_den_coeff=LINES, samp_num_coeff=LINES,
    )  # fmt: skip
    assert problem(rpcs=rpcs) == (
        "image.tif has rational polynomial coefficients (RPC) but no pixel grid on the ground; "
        + WARP
    )


def test_nothing_at_all_names_the_georeferencer(problem):
    assert problem() == (
        "image.tif has no georeferencing; give it one with Layer > Georeferencer first."
    )


def test_a_pixel_grid_is_no_problem(problem):
    assert problem(transform=from_origin(500000, 4600000, 10, 10), crs=UTM) is None
    # Without a coordinate system the grid is still one.
    assert problem(transform=from_origin(0, 16, 1, 1)) is None
    assert problem(transform=Affine(10, 1, 500000, 1, -10, 4600000), crs=UTM) is None
    # A coordinate system of which the units are the pixels.
    assert problem(crs=UTM) is None


def test_the_named_remedy_works(tmp_path):
    from osgeo import gdal

    source, warped = str(tmp_path / "points.tif"), str(tmp_path / "warped.tif")
    with rasterio.open(
        source, "w", driver="GTiff", width=16, height=16, count=1, dtype="uint8", gcps=POINTS,
        crs=UTM,
    ) as dataset:  # fmt: skip
        dataset.write(np.ones((1, 16, 16), "uint8"))
    gdal.Warp(warped, source).FlushCache()
    with rasterio.open(warped) as dataset:
        assert dataset.crs == UTM
        assert georeferencing_problem(dataset, "warped.tif") is None


def _virtual(folder, transform, size=16):
    """Opens a virtual raster, since GeoTIFFs are not written with any transform."""
    (folder / "odd.vrt").write_text(
        f'<VRTDataset rasterXSize="{size}" rasterYSize="{size}"><SRS>EPSG:32631</SRS>'
        f'<GeoTransform>{transform}</GeoTransform><VRTRasterBand dataType="Byte" band="1"/>'
        "</VRTDataset>"
    )
    return rasterio.open(folder / "odd.vrt")


@pytest.mark.parametrize(
    ("transform", "told"),
    [
        ("nan, 10, 0, nan, 0, -10", "pixels of 10 x 10 at nan, nan are no numbers"),
        ("nan, nan, nan, nan, nan, nan", "pixels of nan x nan at nan, nan are no numbers"),
        ("5e5, nan, 0, 4.6e6, 0, nan", "pixels of nan x nan at 500000, 4.6e+06 are no numbers"),
        ("5e5, inf, 0, 4.6e6, 0, -inf", "pixels of inf x inf at 500000, 4.6e+06 are no numbers"),
        ("5e5, 0, 0, 4.6e6, 0, 0", "pixels of 0 x 0 at 500000, 4.6e+06 have no area"),
        ("5e5, 10, 10, 4.6e6, 10, 10", "at 500000, 4.6e+06 have no area"),
        ("1e300, 10, 0, 1e300, 0, -10", "pixels of 10 x 10 at 1e+300, 1e+300 lie farther away"),
        ("5e5, 1e-9, 0, 4.6e6, 0, -1e-9", "at 500000, 4.6e+06 are too small to be told apart"),
    ],
)
def test_numbers_that_place_nothing_are_told(tmp_path, transform, told):
    with _virtual(tmp_path, transform) as dataset:
        problem = georeferencing_problem(dataset, "odd.vrt")
    assert problem.startswith("odd.vrt cannot be placed on the map: ")
    assert told in problem
    assert problem.endswith(
        "; correct its extent with Raster > Conversion > Translate, or with gdal_edit.py -a_ullr."
    )


@pytest.mark.parametrize(
    ("transform", "size"),
    [
        ("5e5, 1e-4, 0, 4.6e6, 0, -1e-4", 16),  # a tenth of a millimetre
        ("-180, 1e-8, 0, 90, 0, -1e-8", 16),
        ("-20037508.34, 0.0373, 0, 20037508.34, 0, -0.0373", 2**30),  # zoom 22 of web maps
        ("5e5, 8, 6, 4.6e6, 6, -8", 16),
        ("5e5, 10, 0, 4.6e6, 0, 10", 16),
    ],
)
def test_small_turned_and_large_pixel_grids_are_none(tmp_path, transform, size):
    with _virtual(tmp_path, transform, size) as dataset:
        assert georeferencing_problem(dataset, "odd.vrt") is None
