"""Bands of a stack are called after what tells their files apart."""

from __future__ import annotations

import pytest

from tilewright.core.imagery.band_names import tell_apart

_LANDSAT = "LC08_L2SP_224078_20200518_20200820_02_T1"


@pytest.mark.parametrize(
    ("stems", "names"),
    [
        (["T31TCJ_20210908T105621_B02_10m", "T31TCJ_20210908T105621_B03_10m"], ["B02", "B03"]),
        (
            ["T31TCJ_20210908T105621_B02_10m", "T31TCJ_20210908T105621_B8A_20m"],
            ["B02_10m", "B8A_20m"],
        ),
        ([f"{_LANDSAT}_SR_B4", f"{_LANDSAT}_SR_B5"], ["SR_B4", "SR_B5"]),
        ([f"{_LANDSAT}_SR_B4", f"{_LANDSAT}_QA_PIXEL"], ["SR_B4", "QA_PIXEL"]),
        (["foz_blue", "foz_near infrared"], ["blue", "near_infrared"]),
        (["red", "nir"], ["red", "nir"]),
        (["my.red.clip", "my.nir.clip"], ["red", "nir"]),
        # Nothing sensible is left: a number, a date, nothing.
        (["image_1", "image_2"], ["image_1", "image_2"]),
        (["ndvi_20200101", "ndvi_20210101"], ["ndvi_20200101", "ndvi_20210101"]),
        (["image", "image_red"], ["image", "image_red"]),
        (["a_red", "a-red"], ["a_red", "a-red"]),
        (["T31TCJ_20210908T105621_B02_10m"], ["T31TCJ_20210908T105621_B02_10m"]),
        ([], []),
    ],
)
def test_files_are_called_after_what_they_do_not_share(stems, names):
    assert tell_apart(stems) == names
