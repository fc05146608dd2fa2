"""Rasters of a list that say different things about the same bands."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tilewright.core.errors import RasterError
from tilewright.core.raster.compare import (
    BandTags,
    check_alike,
    check_tags,
    find_difference,
    find_nodata_difference,
    tags_of,
    take_tags,
)


def tags(raster="a.tif", scale=1.0, offset=0.0, nodata=None, has_mask=False, dtype="uint16"):
    return BandTags(raster, scale, offset, nodata, has_mask, dtype)


SCALED = tags("a.tif", 2.75e-5, -0.2)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (tags("b.tif"), "a.tif has scale 2.75e-05 and offset -0.2, b.tif neither scale nor offset"),
        (tags("b.tif", 0.0001), None),
        (tags("b.tif", dtype="float32"), None),
        (tags("b.tif", 2.75e-5, -0.2, dtype="int16"), None),
    ],
)
def test_scales_that_only_some_have(other, sentence):
    found = find_difference([SCALED, other])
    assert (found and found.text) == sentence


def test_raw_numbers_need_the_same_scale():
    found = find_difference([SCALED, tags("b.tif", 0.0001)], uses_true_values=False)
    assert found.text == "a.tif has scale 2.75e-05 and offset -0.2, b.tif scale 0.0001 and offset 0"


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("uint16", "int16", False),
        ("uint8", "uint8", False),
        ("uint8", "uint16", True),
        ("uint16", "float32", True),
        ("float32", "float64", False),
    ],
)
def test_types_that_cannot_mean_the_same(first, second, differ):
    found = find_difference([tags(dtype=first), tags("b.tif", dtype=second)])
    assert (found and found.text) == (f"a.tif holds {first}, b.tif {second}" if differ else None)


@pytest.mark.parametrize(
    ("bands", "sentence"),
    [
        ([tags(nodata=0), tags("b.tif")], "a.tif has nodata 0, b.tif has none"),
        ([tags(), tags("b.tif", nodata=-9999)], "b.tif has nodata -9999, a.tif has none"),
        ([tags(nodata=0), tags("b.tif", nodata=-1)], None),
        ([tags(nodata=0), tags("b.tif", has_mask=True)], None),
        ([tags(has_mask=True), tags("b.tif")], "a.tif has a mask, b.tif has none"),
        ([tags(has_mask=True), tags("b.tif", dtype="float32")], None),
        (
            [tags(nodata=-9999, dtype="float32"), tags("b.tif", dtype="float32")],
            "a.tif has nodata -9999, b.tif has none",
        ),
        (
            [tags(nodata=0, dtype="float32"), tags("b.tif", nodata=float("nan"), dtype="float32")],
            None,
        ),
        ([tags(nodata=float("nan")), tags("b.tif")], None),
        ([tags(), tags("b.tif")], None),
    ],
)
def test_nodata_that_only_some_have(bands, sentence):
    found = find_nodata_difference(bands)
    assert (found and found.text) == sentence
    for given in {band.nodata for band in bands} - {None}:
        assert find_difference(bands, nodata=given) is None


def test_refusal_names_files_values_and_remedies(open_source):
    values = np.ones((1, 3, 4), "uint16")
    both = [
        open_source(values, tagged=nodata, name=name).info
        for nodata, name in ((0, "may.tif"), (None, "june.tif"))
    ]
    for order in itertools.permutations(both):
        with pytest.raises(RasterError) as error:
            check_alike(order)
        assert str(error.value) == (
            "may.tif has nodata 0, june.tif has none, so their values cannot be mixed; give "
            f"NODATA, or DIFFERENCES=AS_FIRST to treat all like {order[0].name}, or set "
            "DIFFERENCES=AS_TAGGED to take each as its file says."
        )
    # Who gives a value gives it for the raster that has none.
    for given in (0, 255):
        check_alike(both, nodata=given)
    check_alike(both[:1])


def test_as_the_first_takes_scale_offset_and_nodata(open_source):
    first = open_source(np.ones((1, 3, 4), "uint16"), tagged=7, name="first.tif").info
    other = open_source(np.full((1, 3, 4), 7, "int16"), name="other.tif").info
    taken = take_tags(other, tags_of(first))
    assert taken.nodatas == (7,) and taken.name == "other.tif" and taken.dtype == "int16"
    assert not taken.has_values(0, np.array([7], "int16")).any()
    with pytest.raises(RasterError, match="first.tif has 1 band, two.tif has 2"):
        take_tags(open_source(np.ones((2, 3, 4), "uint16"), name="two.tif").info, tags_of(first))


def test_types_are_not_borrowed_from_the_first():
    with pytest.raises(RasterError) as error:
        check_tags([[tags(dtype="uint8"), tags("b.tif")]])
    assert str(error.value) == (
        "a.tif holds uint8, b.tif uint16, so their values cannot be mixed; set "
        "DIFFERENCES=AS_TAGGED to take each as its file says."
    )
