"""Rules that fit no pixel of a mask are told, with what does occur."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from tilewright.core.clouds import codes
from tilewright.core.clouds.codes import find_unused_rule
from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.errors import CancelledError

QA = np.full((300, 200), 2720, dtype=np.uint16)
QA[:60] = 2800


def rule(values="", bits=""):
    return parse_mask_rule(values, bits)


def test_values_that_never_occur_are_told_with_those_that_do(open_source):
    mask = open_source(QA, name="BQA.tif")
    assert find_unused_rule(rule("3,8-10"), [mask]) == (
        "No pixel of BQA.tif is cloudy by values 3, 8-10; its values are 2720 (80 %), 2800 (20 %). "
        "Check that the band and values are those of this kind of mask, or go on if there are no "
        "clouds."
    )


def test_bits_that_are_never_set_are_told_with_those_that_are(open_source):
    mask = open_source(QA, name="BQA.tif")
    text = find_unused_rule(rule(bits="16"), [mask])
    # 2720 is 0b101010100000, 2800 is 0b101011110000.
    assert "cloudy by bits 16; its values are 2720 (80 %), 2800 (20 %), in which the bits" in text
    assert "bits 5 (100 %), 7 (100 %), 9 (100 %), 11 (100 %), 4 (20 %), 6 (20 %) are set" in text


@pytest.mark.parametrize("given", [("2800", ""), ("1-2,2750-2900", ""), ("", "4"), ("", "4-5=3")])
def test_rules_that_fit_a_pixel_say_nothing(open_source, given):
    assert find_unused_rule(rule(*given), [open_source(QA)]) is None


def test_one_cloudy_pixel_anywhere_is_enough(open_source):
    values = np.zeros((700, 2100), dtype=np.uint8)
    values[699, 2099] = 9
    mask = open_source(values, tiled=True, blockxsize=256, blockysize=256)
    assert find_unused_rule(rule("8-10"), [mask]) is None
    assert find_unused_rule(rule("7"), [mask]).count("9 (under 1 %)") == 1


def test_clouds_in_one_of_several_masks_are_enough(open_source):
    clear, cloudy = np.full((2, 40, 40), 4, np.uint8)
    cloudy[3, 3] = 8
    masks = [open_source(clear, name="a.tif"), open_source(cloudy, name="b.tif")]
    assert find_unused_rule(rule("8"), masks) is None
    assert "No pixel of a.tif and 1 more mask is cloudy by values 9; its values are 4" in (
        find_unused_rule(rule("9"), masks)
    )


def test_unknown_pixels_do_not_count(open_source):
    values = np.full((20, 20), 4, np.uint8)
    values[:5] = 9
    assert "No pixel" in find_unused_rule(rule("9"), [open_source(values, tagged=9)])
    nothing = open_source(values, tagged=4, nodata=9, name="n.tif")
    assert (
        find_unused_rule(rule("1"), [nothing]) == "n.tif has no valid pixel: everything is nodata."
    )


def test_lists_are_bounded(open_source):
    values = np.arange(10_000, dtype=np.uint16).reshape(100, 100)
    text = find_unused_rule(rule("65000"), [open_source(values)])
    assert "and over 9994 more" in text and len(text) < 300


def test_sentences_of_many_codes_and_bits_stay_readable(open_source):
    values = np.random.default_rng(0).integers(0, 2**12, (100, 100)).astype(np.uint16)
    mask = open_source(values, name="LC08_L1TP_224078_20200518_20200518_01_RT_BQA.tif")
    text = find_unused_rule(rule(bits="LANDSAT_PRE_COLLECTION"), [mask])
    assert "(under 1 %)" not in text and "6 more are set. Check that the band and bits are" in text
    assert len(text) < 400
    assert "cloudy by LANDSAT_PRE_COLLECTION (bits 14-15=3, 12-13=3); its values" in text


def test_it_stops(open_source):
    with pytest.raises(CancelledError):
        find_unused_rule(rule("1"), [open_source(QA)], lambda: True)


@pytest.mark.parametrize(
    ("values", "bits", "text"),
    [
        ("CLOUDS", "", "CLOUDS (values 3, 8-10)"),
        ("landsat_c2", "", "LANDSAT_C2 (bits 1, 2, 3, 4)"),
        ("", "SENTINEL2_SCL", "SENTINEL2_SCL (values 3, 8-10)"),
        ("SENTINEL2_SCL,7", "", "values 3, 8-10, 7"),
        ("1.5-2,7", "", "values 1.5-2, 7"),
        ("", "4, 14-15=3, 2>0", "bits 4, 14-15=3, 2>0"),
    ],
)
def test_rules_are_described_as_they_are_written(values, bits, text):
    assert parse_mask_rule(values, bits).describe() == text


def test_of_an_endless_mask_some_parts_are_thought_of(monkeypatch):
    monkeypatch.setattr(codes, "_SIDE", 16)
    mask = SimpleNamespace(info=SimpleNamespace(block_shape=(16, 16), width=10**9, height=300))
    monkeypatch.setattr(codes, "_MOST_WINDOWS", 4)
    windows = codes._windows(mask)
    assert windows == [
        (0, 0, 16, 16),
        (750000000, 64, 16, 16),
        (500000000, 144, 16, 16),
        (250000000, 224, 16, 16),
    ]
    mask.info.width = 40
    monkeypatch.setattr(codes, "_MOST_WINDOWS", 100)
    whole = [(x, y) for y in range(0, 300, 16) for x in range(0, 40, 16)]
    assert [window[:2] for window in codes._windows(mask)] == whole
    assert codes._windows(mask)[-1] == (32, 288, 8, 12)
