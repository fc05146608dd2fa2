"""What is remembered of files, and for how long."""

from __future__ import annotations

import os

import numpy as np
import pytest

from tilewright.core.raster.source import FileRasterSource
from tilewright.core.raster.unchanged import Remembered, family_of

_OLD = 1_600_000_000


def make_old(*paths):
    for path in paths:
        os.utime(path, (_OLD, _OLD))


@pytest.fixture
def image(tmp_path):
    path = tmp_path / "image.tif"
    path.write_bytes(b"1234")
    make_old(path)
    return path


def test_what_is_known_of_a_file_holds_until_it_or_its_family_is_another(image):
    known = Remembered()
    known.keep(str(image), "a")
    assert known.find(str(image)) == "a"
    (image.parent / "other.tif").write_bytes(b"")
    (image.parent / "image2.tif").write_bytes(b"")
    assert known.find(str(image)) == "a"
    for name in ("image.tif.aux.xml", "image.tfw", "IMAGE.msk"):
        beside = image.parent / name
        beside.write_text("x")
        assert known.find(str(image)) is None
        beside.unlink()
        assert known.find(str(image)) == "a"
    image.write_bytes(b"4321")
    assert known.find(str(image)) is None
    image.unlink()
    assert known.find(str(image)) is None


def test_what_was_just_written_is_not_believed(image):
    known = Remembered()
    os.utime(image)
    known.keep(str(image), "a")
    assert known.find(str(image)) is None


def test_what_is_made_of_other_files_is_not_remembered(image):
    known, other = Remembered(), image.parent / "other.tif"
    other.write_bytes(b"")
    make_old(other)
    known.keep(str(image), "a", [str(image), str(other)])
    assert known.find(str(image)) is None
    known.keep(str(image), "a", [str(image)])
    assert known.find(str(image)) == "a"


@pytest.mark.parametrize("path", ["/vsimem/a.tif", "https://example.org/a.tif", "", "nowhere.tif"])
def test_what_is_no_file_has_no_family(path):
    assert family_of(path) == {}


def test_a_raster_that_is_known_is_not_opened_to_be_described(make_raster, monkeypatch):
    import rasterio

    path = make_raster(np.ones((3, 8, 8), dtype="uint16"), nodata=7)
    make_old(path)
    first = FileRasterSource(path)
    first.close()
    opened = []
    real = rasterio.open
    monkeypatch.setattr(rasterio, "open", lambda *a, **k: opened.append(a) or real(*a, **k))
    again = FileRasterSource(path)
    assert opened == [] and again.info == first.info
    assert FileRasterSource(path, "3,1").info.bands == (3, 1)
    assert opened == []
    # Its pixels are.
    values, valid = again.read((0, 0, 8, 8))
    assert len(opened) == 1 and (values == 1).all() and valid.all()
    again.close()


def test_a_raster_that_changed_is_described_anew(make_raster):
    path = make_raster(np.ones((1, 8, 8), dtype="uint8"))
    make_old(path)
    assert not FileRasterSource(path).info.has_mask_file
    import rasterio

    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(path, "r+") as dataset:
        dataset.write_mask(np.zeros((8, 8), dtype=bool))
    make_old(path)
    assert FileRasterSource(path).info.has_mask_file
