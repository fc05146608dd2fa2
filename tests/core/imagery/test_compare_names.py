"""Rasters of a list whose bands are called otherwise."""

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.imagery.compare_names import band_key, check_names, find_name_difference


@pytest.fixture
def infos(open_source):
    """Rasters of bands with names, or tagged with colours where there is a second list."""

    def make(*names, colors=()):
        values = np.ones((len((*names, *colors)[0]), 3, 4), "uint8")
        kinds = [{"descriptions": n} for n in names] + [{"colorinterp": c} for c in colors]
        return [
            open_source(values, name=f"{k}.tif", photometric="minisblack", **kind).info
            for k, kind in enumerate(kinds)
        ]

    return make


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("B04", "b4"),
        ("b4", "b4"),
        ("B8A", "b8a"),
        ("SR_B4", "b4"),
        ("B04_10m", "b4"),
        ("sur_refl_b01", "b1"),
        ("B4, central wavelength 665 nm", "b4"),
        ("Band 4 - Red", "red"),
        ("Red", "red"),
        ("Band 5 - Near Infrared (NIR)", "nir"),
        ("red edge 1", "rededge1"),
        ("Red-Edge", "rededge"),
        ("SWIR 2", "swir2"),
        ("band 4", "band_4"),
        ("red_p10", "red_p10"),
        ("B04_median", "b04_median"),
        ("ndvi", "ndvi"),
        ("b4_b3", "b4_b3"),
        ("2020", "2020"),
        ("", ""),
    ],
)
def test_what_spellings_of_a_name_have_in_common(text, key):
    assert band_key(text) == key


def test_bands_in_another_order_are_refused(infos):
    with pytest.raises(RasterError) as error:
        check_names(infos(("B02", "B03", "B04"), ("B04", "B03", "B02")))
    assert str(error.value) == (
        "0.tif has the bands B02, B03, B04, 1.tif B04, B03, B02; bring them into one order with "
        "BANDS or Stack Bands, or set DIFFERENCES=AS_TAGGED to take them by their places."
    )
    check_names(infos(("B02", "B03", "B04"), ("B04", "B03", "B02")), "AS_TAGGED")


def test_different_bands_are_refused(infos):
    with pytest.raises(RasterError) as error:
        check_names(infos(("B04", "B03", "B02"), ("B04", "B08", "B02")))
    assert str(error.value) == (
        "0.tif has the bands B04, B03, B02, 1.tif B04, B08, B02, which are not the same; put "
        "the same bands into each with Stack Bands, or set DIFFERENCES=AS_TAGGED to take them by "
        "their places."
    )


SENTINEL = ("B04", "B03", "B02")
ORDER, OTHERS = "into one order", "not the same"


@pytest.mark.parametrize(
    ("first", "other", "told"),
    [
        (SENTINEL, ("b02", "b03", "b04"), ORDER),
        (SENTINEL, ("B2", "B3", "B4"), ORDER),
        (SENTINEL, ("20200201_B02", "20200201_B03", "20200201_B04"), ORDER),
        (SENTINEL, ("T31TCJ_20200201T105321_B08_10m", "B03", "B02"), OTHERS),
        (("B04", "B03"), ("B08", "B11"), OTHERS),
        (("B08", "B03"), ("B8A", "B03"), OTHERS),
        (("red", "green", "blue"), ("nir", "red", "green"), OTHERS),
        (("Band 4 - Red", "Band 3 - Green"), ("Band 3 - Green", "Band 4 - Red"), ORDER),
        (("ndvi", "evi"), ("EVI", "NDVI"), ORDER),
        (("B04_10m", "B04_20m"), ("B04_20m", "B04_10m"), ORDER),
        (SENTINEL, ("b4", "SR_B3", "20200201_B02"), None),
        (SENTINEL, (None, None, None), None),
        (SENTINEL, ("red", "green", "blue"), None),
        (SENTINEL, ("scene_1", "scene_2", "scene_3"), None),
        (("2020_a", "2020_b"), ("2021_a", "2021_b"), None),
        (("2020_a", "2020_b"), ("red", "nir"), None),
        (("ndvi_20200101", "ndvi_20200109"), ("ndvi_20210101", "ndvi_20210109"), None),
        (("20200101", "20200109"), ("20210101", "20210109"), None),
        (("red_p10", "red_p90"), ("red_p10", "red_p50"), None),
    ],
)
def test_names_are_compared_as_bands(infos, first, other, told):
    for names in ((first, other), (first, first, other)):
        found = find_name_difference(infos(*names))
        assert found is None if told is None else told in found
    if told:
        # Between them may stand one that has no names.
        assert told in find_name_difference(infos((None,) * len(first), first, other))


RGB = ("red", "green", "blue")


def test_colours_tell_where_names_do_not(infos):
    found = find_name_difference(infos(colors=(RGB, RGB[::-1])))
    assert found == (
        "0.tif has the bands red, green, blue, 1.tif blue, green, red; bring them into one order "
        "with BANDS or Stack Bands"
    )
    assert find_name_difference(infos(colors=(RGB, RGB))) is None
    assert find_name_difference(infos(colors=(RGB, ("gray", "undefined", "undefined")))) is None


def test_names_count_more_than_colours(open_source):
    values = np.ones((3, 3, 4), "uint8")
    both = [
        open_source(values, name=f"{k}.tif", descriptions=SENTINEL, colorinterp=colors).info
        for k, colors in enumerate((RGB, RGB[::-1]))
    ]
    assert find_name_difference(both) is None


def test_long_lists_of_bands_are_cut(infos):
    names = [f"f{k}" for k in range(60)]
    assert "and 40 more" in find_name_difference(infos(names, names[::-1]))
