"""Reading files: bands, types, and which pixels are valid."""

from __future__ import annotations

import os
import pickle
import re
import threading
from pathlib import Path

import numpy as np
import pytest
from rasterio.errors import NotGeoreferencedWarning

from tilewright.core.errors import RasterError
from tilewright.core.raster import unchanged
from tilewright.core.raster.info import choose_bands
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.raster.transient import TransientSource

WHOLE = (0, 0, 4, 3)


def ramp(bands=1, dtype=np.uint16):
    return np.arange(bands * 12, dtype=dtype).reshape(bands, 3, 4)


def test_window_is_the_part_of_the_raster(open_source):
    source = open_source(ramp(3))
    values, valid = source.read((1, 1, 3, 2))
    assert np.array_equal(values, ramp(3)[:, 1:3, 1:4]) and valid.all()
    assert values.dtype == np.uint16 and valid.shape == (2, 3)


def test_bands_come_in_the_order_asked_for(open_source):
    source = open_source(ramp(3), bands="3,1", descriptions=("red", "green", None))
    assert np.array_equal(source.read(WHOLE)[0], ramp(3)[[2, 0]])
    assert source.info.bands == (3, 1)
    assert source.info.descriptions == ("band 3", "red")
    assert source.info.band_count == 3


def test_facts_are_those_of_the_file(open_source, tmp_path):
    info = open_source(ramp(2), tagged=7, name="scene.tif").info
    assert (info.width, info.height, info.shape) == (4, 3, (3, 4))
    assert info.transform == (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
    assert (info.dtype, info.nodata, info.itemsize) == ("uint16", 7, 2)
    assert (info.name, info.path) == ("scene.tif", str(tmp_path / "scene.tif"))
    assert info.centre == (500020.0, 4599985.0)
    assert info.is_north_up and "UTM zone 31N" in info.crs_wkt


@pytest.mark.parametrize(
    "transform", [(1, 0, 9, 0, 1, 0), (1, 0.1, 0, 0.1, -1, 0), (-1, 0, 9, 0, -1, 0)]
)
def test_other_orientations_are_not_north_up(open_source, transform):
    assert not open_source(ramp(), transform=transform).info.is_north_up


def test_tagged_nodata_is_invalid(open_source):
    values = ramp()
    values[0, 1, 2] = 0
    assert np.array_equal(open_source(values, tagged=0).read(WHOLE)[1], values[0] != 0)


def test_untagged_nodata_is_invalid_beside_the_tagged(open_source):
    source = open_source(ramp(), tagged=3, nodata=5)
    assert np.argwhere(~source.read(WHOLE)[1]).tolist() == [[0, 3], [1, 1]]


def test_pixel_is_invalid_only_when_all_bands_are(open_source):
    values = ramp(2) + 1
    values[0, 0, 0] = values[1, 0, 0] = values[0, 1, 1] = values[1, 2, 2] = 0
    assert np.argwhere(~open_source(values, tagged=0).read(WHOLE)[1]).tolist() == [[0, 0]]
    one = open_source(values, tagged=0, bands="1", name="one.tif")
    assert np.argwhere(~one.read(WHOLE)[1]).tolist() == [[0, 0], [1, 1]]


@pytest.mark.parametrize("tagged", [None, np.nan, -9999.0])
def test_numbers_that_are_not_finite_are_invalid(open_source, tagged):
    values = ramp(2, np.float32)
    values[:, 0, 1] = np.nan, np.inf
    values[0, 1, 1] = np.nan
    assert np.argwhere(~open_source(values, tagged=tagged).read(WHOLE)[1]).tolist() == [[0, 1]]


def test_nodata_of_float32_is_compared_in_float32(open_source):
    lowest = float(np.finfo(np.float32).min)
    values = ramp(1, np.float32)
    values[0, 2, 3] = lowest
    source = open_source(values, nodata=-3.4028234663852886e38)
    assert np.argwhere(~source.read(WHOLE)[1]).tolist() == [[2, 3]]
    tenth = open_source(np.full((3, 4), 0.1, np.float32), nodata=0.1, name="tenth.tif")
    assert not tenth.read(WHOLE)[1].any()


@pytest.mark.parametrize("nodata", [-9999, 256, 1e30, np.nan])
def test_nodata_that_the_type_cannot_hold_marks_nothing(open_source, nodata):
    source = open_source(ramp(1, np.uint8), nodata=nodata)
    assert source.read(WHOLE)[1].all()


def test_internal_mask_is_honoured(open_source):
    mask = np.ones((3, 4), bool)
    mask[2, 0] = False
    assert np.array_equal(open_source(ramp(2), mask=mask).read(WHOLE)[1], mask)


def test_alpha_band_is_a_mask_and_no_band(open_source):
    values = np.full((4, 3, 4), 255, np.uint8)
    values[3, 1, 1] = 0
    values[3, 2, 2] = 1
    colors = ("red", "green", "blue", "alpha")
    source = open_source(values, colorinterp=colors)
    assert source.info.bands == (1, 2, 3)
    read, valid = source.read(WHOLE)
    assert len(read) == 3 and np.argwhere(~valid).tolist() == [[1, 1]]
    kept = open_source(values, colorinterp=colors, keep_alpha=True, name="kept.tif")
    assert kept.info.bands == (1, 2, 3, 4)
    assert open_source(values, colorinterp=colors, bands="4", name="a.tif").info.bands == (4,)


def test_each_thread_reads_the_same(open_source):
    source = open_source(ramp(2))
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(source.read(WHOLE)[0])) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(np.array_equal(values, ramp(2)) for values in found)


def test_copy_sent_elsewhere_reads_the_same(open_source):
    source = open_source(ramp(2), bands="2", nodata=13)
    copy = pickle.loads(pickle.dumps(source))
    for mine, other in zip(source.read(WHOLE), copy.read(WHOLE)):
        assert np.array_equal(mine, other)
    assert copy.info == source.info
    copy.close()


def test_closed_source_opens_again_when_it_is_read(open_source):
    source = open_source(ramp())
    source.close()
    assert np.array_equal(source.read(WHOLE)[0], ramp())


def test_what_is_no_raster_is_named(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    for name in (path, tmp_path / "missing.tif"):
        with pytest.raises(RasterError, match=re.escape(f"The raster {name} cannot be opened")):
            FileRasterSource(str(name))


def test_picture_without_georeferencing_is_refused(make_raster):
    with pytest.warns(NotGeoreferencedWarning):
        path = make_raster(ramp(), crs=None, transform=(1, 0, 0, 0, 1, 0))
    with pytest.raises(RasterError, match="raster.tif has no georeferencing; give it one with"):
        FileRasterSource(path)


def test_damaged_file_is_told_with_the_place(make_raster, tmp_path):
    values = np.random.default_rng(0).integers(0, 255, (1, 256, 256), np.uint8)
    path = make_raster(values, tiled=True, blockxsize=128, blockysize=128, compress="deflate")
    data = (tmp_path / "raster.tif").read_bytes()
    (tmp_path / "raster.tif").write_bytes(data[: len(data) // 2])
    source = FileRasterSource(path)
    with pytest.raises(RasterError, match="raster.tif cannot be read at column 128, row 128"):
        source.read((128, 128, 128, 128))
    source.close()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("", (1, 2, 3)),
        (None, (1, 2, 3)),
        ("3,2,1", (3, 2, 1)),
        (" 4 ; 2 ", (4, 2)),
        ("2,2", (2, 2)),
    ],
)
def test_bands_are_chosen_by_number(wanted, expected):
    assert choose_bands(wanted, 4, {4}, "a.tif") == expected


def test_raster_of_alpha_alone_gives_its_first_band():
    assert choose_bands("", 1, {1}, "a.tif") == (1,)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("4", "BANDS asks for band 4, but a.tif has 3 bands; choose from 1 to 3."),
        ("0", "BANDS asks for band 0"),
        ("red", "BANDS is 'red'; write band numbers separated by commas"),
        ("1,", "BANDS is '1,'; write band numbers"),
    ],
)
def test_bands_that_are_not_there_are_refused(wanted, message):
    with pytest.raises(RasterError, match=re.escape(message)):
        choose_bands(wanted, 3, set(), "a.tif")


def test_reads_that_do_not_fit_are_refused_before_they_begin(tmp_path):
    path = tmp_path / "huge.vrt"
    path.write_text(
        '<VRTDataset rasterXSize="1000000000" rasterYSize="1000000000"><SRS>EPSG:32631</SRS>'
        "<GeoTransform>5e5, 0.01, 0, 4.6e6, 0, -0.01</GeoTransform>"
        '<VRTRasterBand dataType="Byte" band="1"/></VRTDataset>'
    )
    source = FileRasterSource(str(path))
    with pytest.raises(RasterError, match="huge.vrt, of which .* would take .* of memory, and"):
        source.read((0, 0, 10**9, 10**9))
    assert source.read((10**9 - 4, 10**9 - 3, 4, 3))[0].shape == (1, 3, 4)
    source.close()


@pytest.fixture
def always_checked(monkeypatch):
    """Files are looked at with each read, however long that took the last time."""
    monkeypatch.setattr(unchanged, "_SHARE", float("inf"))


@pytest.mark.usefixtures("always_checked")
def test_other_threads_do_not_read_a_raster_that_was_replaced(open_source, make_raster):
    source = open_source(ramp(), name="scene.tif")
    source.read(WHOLE)
    make_raster(ramp() + 1, name="other.tif")
    Path(source.info.path).with_name("other.tif").replace(source.info.path)
    with pytest.raises(RasterError, match=r"^scene\.tif was changed, replaced or removed while"):
        source.read(WHOLE)


def test_statistics_written_beside_a_raster_are_no_change(open_source):
    source = open_source(ramp(), name="scene.tif")
    Path(source.info.path + ".aux.xml").write_text("<PAMDataset/>", encoding="ascii")
    assert np.array_equal(source.read(WHOLE)[0], ramp())


@pytest.mark.usefixtures("always_checked")
def test_files_of_a_mosaic_are_noticed_too(open_source, tmp_path):
    first = open_source(ramp(), name="scene.tif").info.path
    mosaic = tmp_path / "mosaic.vrt"
    mosaic.write_text(
        '<VRTDataset rasterXSize="4" rasterYSize="3">'
        "<GeoTransform>0, 10, 0, 0, 0, -10</GeoTransform>"
        '<VRTRasterBand dataType="UInt16" band="1">'
        f"<SimpleSource><SourceFilename>{first}</SourceFilename><SourceBand>1</SourceBand>"
        "</SimpleSource></VRTRasterBand></VRTDataset>",
        encoding="ascii",
    )
    source = FileRasterSource(str(mosaic))
    assert np.array_equal(source.read(WHOLE)[0], ramp())
    os.utime(first, (1, 1))
    with pytest.raises(RasterError, match=r"^scene\.tif was changed"):
        source.read(WHOLE)
    source.close()


@pytest.mark.usefixtures("always_checked")
def test_rasters_that_are_opened_for_each_window_are_noticed(open_source):
    path = open_source(ramp(), name="scene.tif").info.path
    source = TransientSource(lambda: FileRasterSource(path))
    assert np.array_equal(source.read(WHOLE)[0], ramp())
    os.utime(path, (1, 1))
    with pytest.raises(RasterError, match=r"^scene\.tif was changed"):
        source.read(WHOLE)
