"""Red, green and blue among the bands of a raster."""

import pytest

from tilewright.core.imagery.natural_color import choose_natural_color

SENTINEL = ["B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        # Sentinel-2 by wavelength, cut down, and as files are called.
        (SENTINEL, (4, 3, 2)),
        (["B02", "B03", "B04", "B08"], (3, 2, 1)),
        (["B08", "B04", "B03", "B02"], (2, 3, 4)),
        ([f"T31TCJ_20210908T105629_{b}_10m" for b in ("B02", "B03", "B04")], (3, 2, 1)),
        (["S2A_B2", "S2A_B3", "S2A_B4", "S2A_B8A"], (3, 2, 1)),
        # Landsat 8 and 9.
        ([f"B{k}" for k in range(1, 8)], (4, 3, 2)),
        ([f"SR_B{k}" for k in range(1, 8)], (4, 3, 2)),
        ([f"LC09_L2SP_224078_20220518_20220520_02_T1_SR_B{k}" for k in (2, 3, 4)], (3, 2, 1)),
        (["l8_B4", "l8_B3", "l8_B2"], (1, 2, 3)),
        # Landsat 4, 5 and 7, by scene or by the bands that there are.
        ([f"LT05_L2SP_224078_19990518_20200908_02_T1_SR_B{k}" for k in (1, 2, 3, 4)], (3, 2, 1)),
        ([f"LE70220491999322EDC01_B{k}" for k in (1, 2, 3, 4, 5)], (3, 2, 1)),
        (["SR_B1", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B7"], (3, 2, 1)),
        # Words.
        (["blue", "green", "red", "nir"], (3, 2, 1)),
        (["Coastal blue", "Blue", "Green", "Red edge", "Red", "Near infrared"], (5, 3, 2)),
        (["20210908_red", "20210908_green", "20210908_blue"], (1, 2, 3)),
        # Wavelengths in names, as ENVI files have them.
        ([f"{w} Nanometers" for w in (430, 490, 560, 610, 665, 705)], (5, 3, 2)),
        (["Band 1 (0.482 um)", "Band 2 (0.5613 um)", "Band 3 (0.6546 um)"], (3, 2, 1)),
    ],
)
def test_bands_are_told_by_their_names(names, expected):
    assert choose_natural_color(names) == expected


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["B08", "B04", "B03"],
        ["B11", "B8A", "B05"],
        # Numbers that any raster has tell nothing, nor do infrared and red edge tell red.
        ["band 1", "band 2", "band 3", "band 4"],
        ["", "", ""],
        ["infrared", "green", "blue"],
        ["red edge", "green", "blue"],
        ["700 nm", "800 nm", "900 nm"],
        ["VV", "VH", "VV_VH"],
        # Landsat 8 has no red among these, Landsat 5 has.
        ["B1", "B2", "B3"],
    ],
)
def test_what_cannot_be_told_is_not_guessed(names):
    assert choose_natural_color(names) is None


def test_wavelengths_and_the_scene_tell_what_names_do_not():
    assert choose_natural_color(["a", "b", "c", "d"], [864.7, 664.6, 559.8, 492.4]) == (2, 3, 4)
    assert choose_natural_color(["a", "b"], [None, 664.6]) is None
    names = ["B1", "B2", "B3", "B4"]
    assert choose_natural_color(names) == (4, 3, 2)
    assert choose_natural_color(names, source="LT05_L1TP_224078_19990518") == (3, 2, 1)
    assert choose_natural_color(names, source="Landsat 7, 1999") == (3, 2, 1)
    assert choose_natural_color(names, source="Landsat 8, 1999") == (4, 3, 2)
