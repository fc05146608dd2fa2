"""Dates of images, and the images in a folder."""

import zipfile
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.errors import RasterError
from tilewright.core.files.dates import dates_of_bands, dates_of_table, day_of_year, read_date
from tilewright.core.imagery.scenes import find_scenes, natural_key, pair_by_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S2A_MSIL1C_20210908T042701_N0301_R133_T46RER_20230109T070248.SAFE", "2021-09-08"),
        ("2020061.tif", "2020-03-01"),
        ("LE70220491999322EDC01_stack.gtif", "1999-11-18"),
        ("MOD13Q1.A2013257.h12v10.tif", "2013-09-14"),
        ("TERRA_MODIS_012010_NDVI_2013-09-14.jp2", "2013-09-14"),
        ("LC08_L2SP_190024_20200604_20200824_02_T1", "2020-06-04"),
        ("ndvi_2020-02-30_2020-02-29", "2020-02-29"),
        ("2021366.tif", None),
        ("99991231", None),
        ("tile_12345678_9", None),
        ("scene", None),
    ],
)
def test_dates_in_names(text, expected):
    found = read_date(text)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("img_05Mar19.tif", "%d%b%y", "2019-03-05"),
        ("a1999-032b", "%Y-%j", "1999-02-01"),
        ("x_20200101_y_20210302", "y_%Y%m%d", "2021-03-02"),
        ("run20200101 of 2021.03.02", "run* of %Y.%m.%d", "2021-03-02"),
        ("a_31Foo19", "%d%b%y", None),
    ],
)
def test_dates_after_a_pattern(text, pattern, expected):
    found = read_date(text, pattern)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize("pattern", ["%Y", "%m%d", "%Y%q%m%d", "%Y%y%m%d", "%Y%m%m%d", "scene"])
def test_patterns_that_tell_no_day_are_refused(pattern):
    with pytest.raises(RasterError, match="cannot be understood; write for example"):
        read_date("20200101", pattern)


@given(st.dates(date(1950, 1, 1), date(2149, 12, 31)))
def test_every_day_is_read_back(day):
    for form in ("a_%Y%m%d_b", "a_%Y-%m-%d", "%Y%j", "x.%Y_%m_%d.tif"):
        assert read_date(day.strftime(form)) == day
    assert date(day.year, 1, 1) + timedelta(day_of_year(day) - 1) == day


def test_dates_of_bands_and_tables():
    assert dates_of_bands(["2020-01-01", "NDVI 20200201"]) == [date(2020, 1, 1), date(2020, 2, 1)]
    assert dates_of_bands(["2020-01-01", "NDVI"]) is None
    assert dates_of_bands([]) is None
    assert dates_of_table([("a", "2020-01-01"), ("b", "20200301")])["b"] == date(2020, 3, 1)
    with pytest.raises(RasterError, match="The date 'soon' of a cannot be read"):
        dates_of_table([("a", "soon")])
    with pytest.raises(RasterError, match="gives a two dates"):
        dates_of_table([("a", "2020-01-01"), ("a", "2020-01-02")])


IMAGE = {("B04", 10): np.full((6, 6), 2000, dtype="uint16")}


def test_a_folder_holds_products_archives_and_rasters(make_product, make_raster, tmp_path):
    below = tmp_path / "été"
    below.mkdir()
    make_product(IMAGE, date="20220501")
    make_product(IMAGE, date="20220401", archive="S2A_MSIL2A_b.zip", folder=below)
    make_product(IMAGE, date="20220415", archive="odd 3.zip", folder=below)
    with zipfile.ZipFile(tmp_path / "texts.zip", "w") as file:
        file.writestr("B04.txt", "no band")
    (tmp_path / "broken.zip").write_bytes(b"no archive")
    make_raster(np.ones((4, 4), "uint8"), name="été/scene_20220601.tif")
    make_raster(np.ones((4, 4), "uint8"), name="undated.tif")
    (tmp_path / "S2A_MSIL2A_20220301T105321_broken.zip").write_bytes(b"no archive")
    (tmp_path / "notes_20220101.txt").write_text("no image")
    scenes = find_scenes(str(tmp_path))
    assert [(s.name[:20], s.date and s.date.isoformat(), bool(s.problem)) for s in scenes] == [
        ("S2A_MSIL2A_20220301T", "2022-03-01", True),
        ("S2A_MSIL2A_20220401T", "2022-04-01", False),
        ("S2A_MSIL2A_20220415T", "2022-04-15", False),
        ("S2A_MSIL2A_20220501T", "2022-05-01", False),
        ("scene_20220601.tif", "2022-06-01", False),
        ("undated.tif", None, False),
    ]
    assert "is not a zip file that can be read" in scenes[0].problem
    assert scenes[1].product.baseline == "04.00"
    assert all(scene.size > 0 for scene in scenes[1:])
    with pytest.raises(RasterError, match="is not a folder"):
        find_scenes(str(tmp_path / "none"))


def test_masks_go_with_images_by_date_else_by_order():
    days = [date(2020, 1, d) for d in (1, 2, 3)]
    images = list(zip("abc", days))
    assert pair_by_date(images, list(zip("zxy", [days[2], days[0], days[1]]))) == ([1, 2, 0], True)
    assert pair_by_date(images, [(n, None) for n in "xyz"]) == ([0, 1, 2], False)
    # Two masks of one day leave the order alone to tell.
    assert pair_by_date(images, list(zip("xyz", [days[0]] * 3))) == ([0, 1, 2], False)
    with pytest.raises(RasterError, match="c of 2020-01-03 has no mask of that date"):
        pair_by_date(images, list(zip("xy", days)))
    with pytest.raises(RasterError, match="3 rasters and 1 masks"):
        pair_by_date(images, [("x", None)])


def test_names_with_numbers_sort_as_people_count():
    names = ["B10", "b2", "B1", "a"]
    assert sorted(names, key=natural_key) == ["a", "B1", "b2", "B10"]
