"""Rasters with indices behind their bands, against a loop over the pixels."""

import math
import pickle
from contextlib import closing

import numpy as np
import pytest
import rasterio

from tilewright.core.errors import ModelError, ParameterError, RasterError
from tilewright.core.indices.record import FACT, IndexRecord, read_record, record_of_table
from tilewright.core.indices.request import (
    IndexRequest,
    open_with_indices,
    parse_indices,
    parse_scale,
)
from tilewright.core.indices.source import info_of_file
from tilewright.core.indices.table import INDICES
from tilewright.core.raster.fill import FillWatch
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.samples.labelled import has_all_values
from tilewright.core.scenes.products import open_product_bands
from tilewright.core.sentinel2.product import open_product

NAMES = ("blue", "green", "red", "nir")
WHOLE = (0, 0, 7, 5)


@pytest.fixture
def stored():
    values = np.random.default_rng(5).integers(1, 6000, (4, 5, 7)).astype("uint16")
    values[:, 0, 0] = 0
    values[3, 1, 1] = 0
    # Green and near infrared both 0, which is a value where nothing says that it is none.
    values[[1, 3], 2, 2] = 0
    return values


@pytest.fixture
def opened(make_raster):
    sources = []

    def make(values, request, bands="", nodata=None, names=NAMES, tags=None, tagged=None):
        path = make_raster(values, descriptions=names, nodata=tagged)
        if tags:
            with rasterio.open(path, "r+") as dataset:
                dataset.scales, dataset.offsets = ([v] * len(values) for v in tags)
        source = open_with_indices(lambda own: FileRasterSource(path, own, nodata), bands, request)
        sources.append(source)
        return source

    yield make
    for source in sources:
        source.close()


def ndvi(red, nir):
    return (nir - red) / (nir + red) if nir + red else math.nan


def evi(blue, red, nir):
    return 2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)


def test_indices_stand_behind_the_bands(opened, stored):
    source = opened(stored, IndexRequest(("NDVI", "NDWI")))
    values, valid = source.read(WHOLE)
    assert values.shape == (6, 5, 7) and values.dtype == np.float32 and valid.all()
    assert np.array_equal(values[:4], stored)
    assert source.info.descriptions == (*NAMES, "NDVI", "NDWI")
    assert (source.info.bands, source.info.band_count) == ((1, 2, 3, 4, 5, 6), 6)
    for row in range(5):
        for col in range(7):
            _, green, red, nir = (int(v) for v in stored[:, row, col])
            assert values[4, row, col] == pytest.approx(ndvi(red, nir), abs=1e-6, nan_ok=True)
            assert values[5, row, col] == pytest.approx(ndvi(nir, green), abs=1e-6, nan_ok=True)
    # 0 divided by 0 is no value of the index, and the pixel no sample.
    assert np.isnan(values[4:, 0, 0]).all() and np.isnan(values[5, 2, 2])
    complete = has_all_values(source, values, valid)
    assert not complete[0, 0] and not complete[2, 2] and complete.sum() == 33


@pytest.mark.parametrize("way", ["tagged", "nodata"])
def test_nodata_of_a_band_is_none_of_its_indices(opened, stored, way):
    request = IndexRequest(("NDVI",))
    values, valid = opened(stored, request, **{way: 0}).read(WHOLE)
    assert not valid[0, 0] and valid.sum() == 34
    assert np.array_equal(np.isnan(values[:4]), stored == 0)
    assert np.array_equal(np.isnan(values[4]), (stored[2] == 0) | (stored[3] == 0))
    # An index of 0 is a value, whatever stands for nothing in the bands.
    same = stored.copy()
    same[2:, 3, 3] = 500
    source = opened(same, request, nodata=0)
    values, valid = source.read(WHOLE)
    assert values[4, 3, 3] == 0
    assert has_all_values(source, values, valid)[3, 3]


def test_bands_that_are_not_shown_are_read_for_indices(opened, stored):
    source = opened(stored, IndexRequest(("NDVI",)), bands="2,1", nodata=0)
    values, valid = source.read(WHOLE)
    assert np.array_equal(np.nan_to_num(values[:2]), stored[[1, 0]])
    assert source.info.descriptions == ("green", "blue", "NDVI")
    assert source.info.bands == (2, 1, 5)
    whole = opened(stored, IndexRequest(("NDVI",)), nodata=0).read(WHOLE)[0]
    assert np.array_equal(values[2], whole[4], equal_nan=True)
    # Valid is where a band that is shown has a value.
    assert np.array_equal(valid, ~np.isnan(values[:2]).all(axis=0))


@pytest.mark.parametrize("way", ["tags", "given"])
def test_reflectances_are_what_the_scale_says(opened, stored, way):
    scale = (0.0001, -0.1)
    if way == "tags":
        source = opened(stored, IndexRequest(("EVI",)), tags=scale)
        assert source.info.scales == (0.0001,) * 4 + (1,)
        assert source.info.offsets == (-0.1,) * 4 + (0,)
    else:
        source = opened(stored, IndexRequest(("EVI",), scale=scale))
    values, _ = source.read(WHOLE)
    # The bands stay as they are stored.
    assert np.array_equal(values[:4], stored)
    for row in range(5):
        for col in range(7):
            blue, _, red, nir = (int(v) * scale[0] + scale[1] for v in stored[:, row, col])
            assert values[4, row, col] == pytest.approx(evi(blue, red, nir), rel=1e-3)


def test_decimals_are_reflectances_and_whole_numbers_need_a_scale(opened, stored):
    values, _ = opened(stored / 10000, IndexRequest(("EVI",))).read(WHOLE)
    assert values.dtype == np.float64
    blue, _, red, nir = stored[:, 4, 4] / 10000
    assert values[4, 4, 4] == pytest.approx(evi(blue, red, nir), rel=1e-12)
    with pytest.raises(RasterError) as caught:
        opened(stored, IndexRequest(("NDVI", "EVI")))
    assert str(caught.value) == (
        "EVI needs reflectances from 0 to 1, and raster.tif holds uint16 without a scale; say with "
        "REFLECTANCE what makes them of its numbers, such as 0.0001, or 0.0001,-0.1."
    )
    # Decimals that are no shares of 1.
    text = "EVI needs reflectances from 0 to 1, and raster.tif holds values such as "
    with pytest.raises(RasterError, match=text):
        opened(stored.astype("float32"), IndexRequest(("EVI",)))


def test_windows_overviews_and_copies_are_the_same_pixels(opened, stored):
    source = opened(stored, IndexRequest(("NDVI", "VARI")))
    whole, _ = source.read(WHOLE)
    part, _ = source.read((2, 1, 3, 2))
    assert np.array_equal(part, whole[:, 1:3, 2:5], equal_nan=True)
    seen, _ = source.read_overview(7, 5)
    assert np.array_equal(seen, whole, equal_nan=True)
    copy = pickle.loads(pickle.dumps(source))  # noqa: S301
    assert np.array_equal(copy.read(WHOLE)[0], whole, equal_nan=True)
    assert copy.fingerprint() == source.fingerprint()
    other = opened(stored, IndexRequest(("NDVI",)))
    assert other.fingerprint() != source.fingerprint()
    copy.close()


def test_the_file_is_what_is_watched_and_described(opened, stored):
    source = opened(stored, IndexRequest(("NDVI",)))
    source.watch = FillWatch()
    source.read(WHOLE)
    assert source.watch is source.base.watch
    assert info_of_file(source).descriptions == NAMES
    assert info_of_file(source).dtype == "uint16"
    assert source.tell() == (
        "Indices of raster.tif: NDVI, computed of the numbers as they are (nir = nir, red = red)."
    )


def test_a_band_that_nobody_knows_is_asked_for(opened, stored):
    with pytest.raises(RasterError) as caught:
        opened(stored, IndexRequest(("NDVI", "NDBI")), names=None)
    assert str(caught.value) == (
        "NDVI needs nir and red, and nothing tells which band of raster.tif (band 1, band 2, "
        "band 3, band 4) is nir and red; say it with BAND_MEANINGS, such as 1=red, 2=nir, 3=swir1."
    )
    with pytest.raises(RasterError, match="raster.tif has a band called NDVI already"):
        opened(stored, IndexRequest(("NDVI",)), names=("blue", "green", "red", "NDVI"))


def test_names_and_scales_are_read():
    assert parse_indices(" ndvi, NDWI;evi2 NDVI") == ("NDVI", "NDWI", "EVI2")
    assert parse_indices("") == ()
    with pytest.raises(ParameterError, match="INDICES names NDVX, which is not known; choose from"):
        parse_indices("NDVX")
    assert parse_scale("") is None
    assert parse_scale("0.0001") == (0.0001, 0.0)
    assert parse_scale("0.0000275, -0.2") == (0.0000275, -0.2)
    for text in ("red", "0", "-1", "1,2,3", "nan", "1,inf"):
        with pytest.raises(ParameterError, match="REFLECTANCE is"):
            parse_scale(text)


def test_records_are_read_as_they_are_written():
    record = IndexRecord(("NDVI", "EVI"), {"nir": 1, "red": 0}, (0.0001, -0.1))
    bands = ("red", "nir", "NDVI", "EVI")
    assert read_record({FACT: record.describe()}, bands) == record
    assert read_record({}, bands) == IndexRecord()
    assert record_of_table(bands).names == ("NDVI", "EVI")
    assert record_of_table(("NDVI", "red")).names == ()
    # A table of nothing but indices has them as its bands.
    assert record_of_table(("NDVI", "EVI")).names == ("EVI",)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"formulas": {"NDVI": "nir"}}, "it was trained with NDVI as nir, which this Tilewright"),
        ({"formulas": {"XX": "nir"}}, "it was trained with XX as nir"),
        ({"formulas": {}}, "what it says of its indices is not what it should be"),
        ({"formulas": {"EVI": INDICES["EVI"].formula}}, "its indices are not the last"),
        ({"places": {"nir": 2}}, "what it says of its indices is not what it should be"),
        ({"places": {"nir": True}}, "what it says of its indices is not what it should be"),
        ({"places": {"uv": 1}}, "what it says of its indices is not what it should be"),
        ({"scale": [1, "2"]}, "what it says of its indices is not what it should be"),
        ({"scale": [1, 10**400]}, "what it says of its indices is not what it should be"),
        ({"scale": 3}, "what it says of its indices is not what it should be"),
    ],
)
def test_records_that_do_not_fit_are_refused(change, says):
    facts = {FACT: {**IndexRecord(("NDVI",), {"nir": 1}).describe(), **change}}
    with pytest.raises(ModelError) as caught:
        read_record(facts, ("red", "nir", "NDVI"))
    assert says in str(caught.value)


def test_bands_of_products_are_found_at_any_resolution(make_product):
    rng = np.random.default_rng(7)
    images = {
        ("B02", 10): rng.integers(1500, 3000, (12, 12)).astype("uint16"),
        ("B04", 10): rng.integers(1500, 3000, (12, 12)).astype("uint16"),
        ("B05", 20): rng.integers(2000, 4000, (6, 6)).astype("uint16"),
    }
    product = open_product(make_product(images, offsets=-1000))

    def opener(bands):
        return open_product_bands(product, bands)

    names = ",".join(product.bands)
    source = open_with_indices(opener, "", IndexRequest(("NDCI",)), names=names)
    assert source.info.descriptions == ("B02", "B04", "NDCI")
    found, _ = source.read((2, 3, 5, 4))
    with closing(opener("B04,B05")) as plain:
        red, edge = plain.read((2, 3, 5, 4))[0].astype(float)
    assert np.allclose(found[1], red)
    assert np.allclose(found[2], (edge - red) / (edge + red), atol=1e-6)
    source.close()
    chosen = open_with_indices(opener, "B02", IndexRequest(("NDCI",)), names=names)
    assert np.array_equal(chosen.read((2, 3, 5, 4))[0][1], found[2])
    chosen.close()


@pytest.mark.parametrize("names", [("NDVI",), ("NDVI", "NDVI_SD3")])
def test_fewer_pixels_are_some_of_those_that_the_whole_raster_has(opened, names):
    """Also of neighbourhoods, which are those of the pixels in full."""
    values = np.random.default_rng(2).integers(1, 6000, (4, 30, 44)).astype("uint16")
    source = opened(values, IndexRequest(names))
    whole, _ = source.read((0, 0, 44, 30))
    found, valid = source.read_reduced((4, 6, 40, 24), 10, 6)
    assert valid.all()
    assert np.array_equal(found, whole[:, 6 + 2 : 30 : 4, 4 + 2 : 44 : 4])
