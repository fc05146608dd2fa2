"""Sentinel-2 products as scenes."""

from contextlib import closing

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.scenes.products import finest_resolution, open_product_bands, product_bands
from tilewright.core.sentinel2.product import open_product

IMAGES = {
    ("B02", 10): np.arange(144, dtype="uint16").reshape(12, 12) + 1500,
    ("B04", 10): np.arange(144, dtype="uint16").reshape(12, 12) + 2500,
    ("B05", 20): np.arange(36, dtype="uint16").reshape(6, 6) + 3500,
}


def test_the_bands_of_the_finest_pixels_as_reflectances(make_product):
    product = open_product(make_product(IMAGES, offsets=-1000))
    assert finest_resolution(product) == 10
    assert product_bands(product) == ("B02", "B04")
    with closing(open_product_bands(product)) as source:
        values, valid = source.read((2, 3, 5, 4))
        assert source.info.descriptions == ("B02", "B04")
        assert source.info.scales == (1, 1)
    window = np.s_[3:7, 2:7]
    expected = [(IMAGES[b, 10][window].astype("float32") - 1000) / 10000 for b in ("B02", "B04")]
    assert values.dtype == np.float32
    np.testing.assert_array_equal(values, np.array(expected, dtype="float32"))
    assert valid.all()


def test_bands_by_name_or_number(make_product):
    product = open_product(make_product(IMAGES))
    assert product_bands(product, "2,1") == ("B04", "B02")
    assert product_bands(product, "B05, b4") == ("B05", "B04")
    assert product_bands(open_product(make_product({("B01", 60): np.ones((3, 3), "uint16")},
                                                   tile="32TQR"))) == ("B01",)  # fmt: skip


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ("3", r"asks for band 3, but .* is read with 2 bands \(B02, B04\); choose from 1 to 2"),
        ("B12", "has no B12; it has B02, B04, B05"),
        ("TCI", "TCI is a picture and no reflectance"),
        ("red", "BANDS names RED, which is not a band"),
    ],
)
def test_bands_that_a_product_has_not(make_product, bands, said):
    with pytest.raises(RasterError, match=said):
        product_bands(open_product(make_product(IMAGES)), bands)
