"""The files of an item as one raster."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from tilewright.core.catalog.item import Asset, Item
from tilewright.core.catalog.item_source import AssetSource, band_names, open_item
from tilewright.core.errors import RasterError


@pytest.fixture
def item(make_raster):
    values = np.arange(1, 1 + 4 * 20 * 20, dtype="uint16").reshape(4, 20, 20)
    single = [make_raster(values[k : k + 1], name=f"{k}.tif") for k in range(2)]
    pair = make_raster(values[2:], name="pair.tif")
    assets = {
        "red": Asset(single[0], scale=0.5, offset=1.0),
        "green": Asset(single[1], scale=0.5, offset=1.0, nodata=401),
        "both": Asset(pair, ("nir", "swir"), scale=2.0),
    }
    return Item("a", "https://h.org/a", assets=assets), values


def test_all_bands_are_values(item):
    told, values = item
    source = open_item(told)
    assert band_names(told) == ("red", "green", "nir", "swir")
    assert source.info.descriptions == ("red", "green", "nir", "swir")
    assert (source.info.name, source.info.path) == ("a", "https://h.org/a")
    read, valid = source.read((2, 3, 10, 5))
    wanted = values.astype(np.float32) * np.array([0.5, 0.5, 2, 2], np.float32)[:, None, None]
    wanted[:2] += 1
    wanted[1][values[1] == 401] = np.nan
    np.testing.assert_array_equal(read, wanted[:, 3:8, 2:12])
    assert valid.all()
    source.close()


@pytest.mark.parametrize(
    ("bands", "numbers", "files"),
    [
        ("swir,red", (4, 1), 2),
        ("3", (3,), 1),
        ("NIR; swir", (3, 4), 1),
        ("green, 2", (2, 2), 1),
    ],
)
def test_only_what_is_asked_for_is_opened(item, bands, numbers, files, monkeypatch):
    told, values = item
    opened = []
    whole = AssetSource.__init__

    def start(self, *arguments):
        opened.append(arguments)
        whole(self, *arguments)

    monkeypatch.setattr(AssetSource, "__init__", start)
    source = open_item(told, bands)
    assert source.info.bands == numbers
    assert source.info.band_count == 4
    assert len(opened) == files
    read, _ = source.read((0, 0, 20, 20))
    everything, _ = open_item(told).read((0, 0, 20, 20))
    np.testing.assert_array_equal(read, everything[[k - 1 for k in numbers]])


@pytest.mark.parametrize("bands", ["blue", "0", "5", "red,9"])
def test_a_band_that_is_not_there(item, bands):
    with pytest.raises(RasterError, match=r"which a lacks; it has red, green, nir"):
        open_item(item[0], bands)


def test_a_copy_in_another_process_reads_the_same(item):
    told, _ = item
    source = open_item(told)
    copy = pickle.loads(pickle.dumps(source))
    np.testing.assert_array_equal(copy.read((0, 0, 9, 9))[0], source.read((0, 0, 9, 9))[0])
    assert source.can_be_sent
    assert not open_item(told, sign=lambda href: href).can_be_sent


def test_a_file_is_opened_anew_when_its_address_is_signed_anew(item, make_raster):
    """Values change with the address here, so that it is seen which was read."""
    told, values = item
    other = make_raster(np.full((1, 20, 20), 7, "uint16"), name="renewed.tif")
    place = told.assets["red"].href
    signed = [place]
    source = AssetSource(told.assets["red"], "1", lambda href: signed[-1])
    np.testing.assert_array_equal(source.read((0, 0, 20, 20))[0], values[:1])
    signed.append(other)
    assert (source.read((0, 0, 20, 20))[0] == 7).all()
    assert source.info.scales == (0.5,)
    source.close()
    assert (source.read((0, 0, 20, 20))[0] == 7).all()
    source.close()


def test_one_file_of_several_bands_without_a_scale_stays_as_it_is(make_raster):
    values = np.arange(3 * 10 * 10, dtype="uint8").reshape(3, 10, 10)
    image = Asset(make_raster(values, name="rgb.tif"), ("r", "g", "b"))
    source = open_item(Item("a", "a.json", assets={"image": image}), "b,r")
    read, _ = source.read((0, 0, 10, 10))
    assert read.dtype == np.uint8
    np.testing.assert_array_equal(read, values[[2, 0]])
    assert source.info.descriptions == ("b", "r")
