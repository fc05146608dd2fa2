"""What bands are: data or mask, their type, and the values that stand for nothing."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from osgeo import gdal, osr

from tilewright.core.errors import RasterError
from tilewright.core.grid.valid import measure_valid_percent
from tilewright.core.raster.nodata import NodataSettings
from tilewright.core.raster.source import FileRasterSource

WHOLE = (0, 0, 4, 3)


def with_alpha(bands, dtype="uint16", colors=None):
    """Bands of data and a last one of alpha, transparent in column 0, nearly so in column 1."""
    values = np.arange(1, bands * 12 + 1).reshape(bands, 3, 4).astype(dtype)
    alpha = np.full((1, 3, 4), np.iinfo(dtype).max, dtype)
    alpha[:, :, 0], alpha[:, :, 1] = 0, 1
    colors = ["gray"] + ["undefined"] * (bands - 1) if colors is None else colors
    return np.concatenate((values, alpha)), [*colors, "alpha"]


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("bands", [1, 2, 3, 4, 5, 7])
def test_alpha_is_the_mask_whatever_the_number_of_bands(open_source, bands, dtype):
    values, colors = with_alpha(bands, dtype)
    source = open_source(values, colorinterp=colors)
    assert source.info.bands == tuple(range(1, bands + 1))
    read, valid = source.read(WHOLE)
    assert np.array_equal(read, values[:-1])
    assert valid.tolist() == [[False, True, True, True]] * 3
    assert source.read_overview(4, 3)[1].tolist() == valid.tolist()


def test_transparent_quarter_of_a_drone_mosaic(open_source):
    values = np.full((6, 128, 128), 200, "uint16")
    values[5] = 65535
    values[:, :64, :64] = 0
    colors = ["gray"] + ["undefined"] * 4 + ["alpha"]
    source = open_source(values, colorinterp=colors)
    windows = np.array([(c, r, 64, 64) for r in (0, 64) for c in (0, 64)])
    assert measure_valid_percent(source, windows).tolist() == [0, 100, 100, 100]


def test_bands_asked_for_by_number_are_data(open_source):
    values, colors = with_alpha(3, "uint8", ["red", "green", "blue"])
    source = open_source(values, bands="1,2,3,4", colorinterp=colors)
    read, valid = source.read(WHOLE)
    assert np.array_equal(read, values) and valid.all()
    assert source.info.color_names == ("red", "green", "blue", "undefined")
    assert source.info.notes == (
        "Band 4 of raster.tif is tagged as alpha and used as data, as BANDS asks for it.",
    )


def test_band_that_is_taken_as_mask_is_named(open_source):
    values, colors = with_alpha(3)
    note = (
        "Band 4 of raster.tif is tagged as alpha: it says which pixels are valid{}. If it holds "
        "data, such as infrared, set BANDS=1,2,3,4."
    )
    assert open_source(values, colorinterp=colors).info.notes == (note.format(""),)
    some = open_source(values, bands="3,1", colorinterp=colors)
    assert some.info.notes == (note.format(""),) and not some.read(WHOLE)[1][:, 0].any()
    kept = open_source(values, keep_alpha=True, colorinterp=colors)
    assert kept.info.notes == (note.format(" and is kept"),)
    assert np.array_equal(kept.read(WHOLE)[0], values)
    assert kept.read(WHOLE)[1].tolist() == [[False, True, True, True]] * 3
    assert open_source(values[:-1]).info.notes == ()


def test_two_bands_tagged_as_alpha_are_told(open_source):
    values = np.arange(48).reshape(4, 3, 4).astype("uint8")
    colors = ["gray", "undefined", "alpha", "alpha"]
    mask = (
        "Band 3 of raster.tif is tagged as alpha: it says which pixels are valid{}. If it holds "
        "data, such as infrared, set BANDS=1,2,3,4."
    )
    other = "Band 4 of raster.tif is tagged as alpha, too, and {}."
    left_out = open_source(values, colorinterp=colors)
    assert left_out.info.bands == (1, 2) and left_out.info.alpha_band == 3
    assert left_out.info.notes == (mask.format(""), other.format("left out"))
    kept = open_source(values, keep_alpha=True, colorinterp=colors)
    assert kept.info.notes == (mask.format(" and is kept"), other.format("kept"))
    asked = open_source(values, bands="1,2,3,4", colorinterp=colors)
    assert asked.info.notes == (
        "Bands 3, 4 of raster.tif are tagged as alpha and used as data, as BANDS asks for them.",
    )
    one = open_source(values, bands="1,4", colorinterp=colors)
    assert one.info.notes == (
        "Band 4 of raster.tif is tagged as alpha and used as data, as BANDS asks for it.",
        mask.format(""),
    )


def test_raster_of_alpha_alone_is_data(open_source):
    values = np.zeros((1, 3, 4), "uint8")
    source = open_source(values, colorinterp=["alpha"])
    assert source.read(WHOLE)[1].all()


def test_alpha_and_mask_both_count(open_source):
    values, colors = with_alpha(5)
    mask = np.ones((3, 4), bool)
    mask[2] = False
    valid = open_source(values, colorinterp=colors, mask=mask).read(WHOLE)[1]
    assert valid.tolist() == [[False, True, True, True]] * 2 + [[False] * 4]


@pytest.fixture
def signed(tmp_path):
    """Signed bytes, -100 to 99, with nodata -128 in the first two rows."""
    values = np.random.default_rng(1).integers(-100, 100, (16, 16)).astype("int8")
    values[:2] = -128
    path = str(tmp_path / "signed.tif")
    code = getattr(gdal, "GDT_Int8", gdal.GDT_Byte)
    options = [] if code != gdal.GDT_Byte else ["PIXELTYPE=SIGNEDBYTE"]
    file = gdal.GetDriverByName("GTiff").Create(path, 16, 16, 1, code, options)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32631)
    file.SetSpatialRef(reference)
    file.SetGeoTransform((500000, 10, 0, 4800000, 0, -10))
    file.GetRasterBand(1).SetNoDataValue(-128)
    file.GetRasterBand(1).WriteRaster(0, 0, 16, 16, values.tobytes(), 16, 16, code)
    file = None
    return path, values


def test_signed_bytes_keep_their_sign(signed):
    path, values = signed
    source = FileRasterSource(path)
    read, valid = source.read((0, 0, 16, 16))
    source.close()
    assert read.dtype == np.int8 and np.array_equal(read[0], values)
    assert np.array_equal(valid, values != -128)


@pytest.mark.parametrize("dtype", ["complex64", "complex128", "complex_int16"])
def test_complex_numbers_are_refused(tmp_path, dtype):
    path = str(tmp_path / "slc.tif")
    codes = {"complex64": gdal.GDT_CFloat32, "complex128": gdal.GDT_CFloat64}
    file = gdal.GetDriverByName("GTiff").Create(path, 4, 3, 1, codes.get(dtype, gdal.GDT_CInt16))
    file.SetGeoTransform((500000, 10, 0, 4800000, 0, -10))
    file = None
    with pytest.raises(RasterError, match=r"^slc\.tif holds complex numbers .*amplitude.*abs"):
        FileRasterSource(path)


def test_nothing_stays_open_when_a_raster_is_refused(make_raster, monkeypatch):
    path = make_raster(np.zeros((1, 3, 4), "uint8"))
    opened = []
    real = rasterio.open

    def spy(*args, **kwargs):
        opened.append(real(*args, **kwargs))
        return opened[-1]

    monkeypatch.setattr(rasterio, "open", spy)
    with pytest.raises(RasterError, match="band 7"):
        FileRasterSource(path, "7")
    assert [dataset.closed for dataset in opened] == [True]


def test_settings_of_a_layer_count(make_raster):
    values = np.array([[[0, 5, 6, 7], [8, 9, 10, 255], [1, 1, 1, 1]]], "uint8")
    path = make_raster(values, nodata=255)
    settings = NodataSettings({1: ((0, 0), (6.0, 8.5))}, frozenset({1}))
    source = FileRasterSource(path, settings=settings)
    valid = source.read(WHOLE)[1]
    source.close()
    assert valid.tolist() == [[False, True, False, False], [False, True, True, True], [True] * 4]
    assert source.info.nodatas == (None,)
    assert source.info.notes == (
        "The layer's additional nodata values count: 0, 6 to 8.5.",
        "The layer's own nodata value is switched off in band 1, and its pixels count as data.",
    )


def test_settings_of_a_scaled_layer_are_true_values(make_raster):
    path = make_raster(np.array([[[1000, 2000, 3000, 0]] * 3], "uint16"))
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (0.0001,), (-0.1,)
    source = FileRasterSource(path, settings=NodataSettings({1: ((0.1, 0.1),)}))
    valid = source.read(WHOLE)[1]
    source.close()
    assert valid[0].tolist() == [True, False, True, True]
