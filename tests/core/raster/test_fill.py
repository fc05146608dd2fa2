"""Fill without a tag is noticed, and ordinary rasters are left in peace."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.raster.fill import FillWatch

SIDE, PART = 512, 128
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE]
RANDOM = np.random.default_rng(0)


def scene(bands=3, dtype=np.uint16, noise=60):
    waves = 2000 + 900 * np.sin(COLUMNS / 80) + 700 * np.cos(ROWS / 55)
    return (waves + RANDOM.normal(0, noise, (bands, SIDE, SIDE))).astype(dtype)


def watched(values, valid=None):
    """What is found when a raster is read in parts."""
    valid = np.ones(values.shape[1:], dtype=bool) if valid is None else valid
    watch = FillWatch()
    for row in range(0, SIDE, PART):
        for col in range(0, SIDE, PART):
            part = np.s_[row : row + PART, col : col + PART]
            watch.add(values[(slice(None), *part)], valid[part])
    return watch.find()


def wedge(values, fill, slope=0.35):
    """A collar as of a turned scene, and its share."""
    here = COLUMNS + slope * ROWS < 160
    values[:, here] = fill
    return here.mean()


@pytest.mark.parametrize(
    ("bands", "dtype", "fill"),
    [
        (3, np.uint16, 0),
        (1, np.uint16, 0),
        (12, np.uint16, 65535),
        (4, np.int16, -32768),
        (3, np.float32, -9999),
        (1, np.float64, -3.4e38),
    ],
)
def test_collars_are_found_with_their_share(bands, dtype, fill):
    values = scene(bands, dtype)
    share = wedge(values, fill)
    found = watched(values)
    assert found.value == fill and found.share == pytest.approx(share, abs=0.01)


def test_what_is_invalid_already_is_no_news():
    values = scene()
    wedge(values, 0)
    assert watched(values, (values != 0).any(axis=0)) is None


def test_a_band_may_have_gaps():
    values = scene(2, np.float32)
    share = wedge(values, 0)
    values[1, 200:300, 200:300] = np.nan
    assert watched(values).share == pytest.approx(share, abs=0.01)


def test_fill_of_one_band_alone_is_none():
    values = scene()
    here = COLUMNS < 100
    values[0, here] = 0
    assert watched(values) is None


def classes(count):
    return (1 + (COLUMNS // 64 + 8 * (ROWS // 64)) % count)[None].astype(np.uint16)


def saturated():
    grey = np.clip(scene(3, np.float32) / 10, 0, 255).astype(np.uint8)
    bright = RANDOM.random((SIDE, SIDE)) < 0.08
    grey[:, bright] = 255
    return grey


def water_mask():
    return ((COLUMNS + ROWS < 300)[None]).astype(np.uint8)


def cloud():
    values = np.clip(scene(3, np.float32) / 10, 0, 254).astype(np.uint8)
    values[:, (COLUMNS - 300) ** 2 + (ROWS - 280) ** 2 < 50**2] = 255
    return values


@pytest.mark.parametrize(
    "values",
    [scene(), scene(1), classes(5), classes(30), saturated(), water_mask(), cloud()],
    ids=["image", "band", "classes", "many classes", "saturated", "water", "cloud"],
)
def test_ordinary_rasters_are_no_alarm(values):
    assert watched(values) is None


def test_nothing_read_is_nothing_found():
    assert FillWatch().find() is None
    assert watched(np.zeros((2, SIDE, SIDE), dtype=np.uint8)) is None
