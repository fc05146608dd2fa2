"""Pictures of tiles that are far larger than tiles are."""

import warnings

import numpy as np
import pytest
from PIL import Image

from tilewright.core.formats.png_by_gdal import png_by_gdal
from tilewright.core.report import pictures
from tilewright.core.report.pictures import dataset_rows, read_tile

MANIFEST = "tile_id,file,label,split\na,images/a.{0},forest,train\n"


@pytest.fixture
def picture(tmp_path):
    """The picture of a dataset's only tile, of an array (rows, columns)."""

    def show(values, extension):
        (tmp_path / "images").mkdir(exist_ok=True)
        (tmp_path / "tiles.csv").write_text(MANIFEST.format(extension), "utf-8")
        path = tmp_path / "images" / f"a.{extension}"
        if extension == "npy":
            np.save(path, values[None])
        else:
            Image.fromarray(values).save(path)
        ((row,),) = [row.pictures for row in dataset_rows(str(tmp_path), 1, 0, 32)]
        return row.pixels

    return show


@pytest.mark.parametrize("extension", ["png", "jpg", "npy"])
def test_large_tiles_are_not_decoded_whole(picture, monkeypatch, extension):
    values = np.zeros((400, 200), "uint8")
    values[200:] = 200
    whole = picture(values, extension)
    assert whole.shape[0] == 2 * whole.shape[1]
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    again = picture(values, extension)
    assert np.abs(again.astype(int) - whole).max() <= 3


def test_pillows_own_limit_is_no_end(picture, monkeypatch):
    values = np.full((400, 200), 7, "uint8")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    assert (picture(values, "png") == 7).all()


@pytest.mark.parametrize(("bands", "dtype"), [(2, "uint8"), (4, "uint8"), (3, "uint16")])
def test_bands_and_bits_of_a_png_are_all_read(tmp_path, bands, dtype):
    values = np.random.default_rng(1).integers(0, np.iinfo(dtype).max, (bands, 9, 12), dtype)
    path = tmp_path / "tile.png"
    path.write_bytes(png_by_gdal(values))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = read_tile(path)
    assert found.dtype == dtype and (found == values).all()
