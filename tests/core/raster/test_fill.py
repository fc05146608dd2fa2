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


def all_watched(values, valid=None, size=PART):
    """What is found when a raster is read in parts."""
    valid = np.ones(values.shape[1:], dtype=bool) if valid is None else valid
    watch = FillWatch()
    height, width = valid.shape
    for row in range(0, height, size):
        for col in range(0, width, size):
            part = np.s_[row : row + size, col : col + size]
            watch.add(values[(slice(None), *part)], valid[part])
    return watch.find()


def watched(values, valid=None):
    """The only fill that is found, or None."""
    found = all_watched(values, valid)
    assert len(found) <= 1
    return found[0] if found else None


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


def low_contrast():
    """An 8-bit band of forest: few values, most of them near each other."""
    return (24 + 4 * np.sin(COLUMNS / 60) + RANDOM.normal(0, 2, (1, SIDE, SIDE))).astype(np.uint8)


@pytest.mark.parametrize("size", [64, 256, 512])
def test_collars_of_rasters_with_few_values_are_found(size):
    values = low_contrast()
    share = wedge(values, 0)
    assert len(np.unique(values)) < 40
    (found,) = all_watched(values, size=size)
    assert found.value == 0 and found.share == pytest.approx(share, abs=0.03)


def index_of_plants(dtype=np.float32):
    noise = RANDOM.normal(0, 0.05, (1, SIDE, SIDE))
    return (0.02 + 0.2 * np.sin(COLUMNS / 80) + 0.1 * np.cos(ROWS / 55) + noise).astype(dtype)


@pytest.mark.parametrize("size", [64, 256, 512])
def test_a_collar_amid_the_other_values_is_found(size):
    values = index_of_plants()
    share = wedge(values, 0)
    assert (values < 0).any() and (values > 0).any()
    (found,) = all_watched(values, size=size)
    assert found.value == 0 and found.share == pytest.approx(share, abs=0.03)


@pytest.mark.parametrize("size", [64, 256, 512])
def test_holes_that_a_cloud_mask_left_are_found(size):
    values = scene(12)
    holes = np.zeros((SIDE, SIDE), dtype=bool)
    for col, row in RANDOM.integers(0, SIDE, (30, 2)):
        holes |= (COLUMNS - col) ** 2 + (ROWS - row) ** 2 < 45**2
    values[:, holes] = 0
    (found,) = all_watched(values, size=size)
    assert found.value == 0 and found.share == pytest.approx(holes.mean(), abs=0.02)


def test_two_fills_are_both_found():
    values = scene()
    values[:, ROWS < 50] = 0
    values[:, ROWS >= SIDE - 30] = 65535
    first, second = all_watched(values)
    assert (first.value, second.value) == (0, 65535)
    assert first.share == pytest.approx(50 / SIDE, abs=0.02)
    assert second.share == pytest.approx(30 / SIDE, abs=0.02)


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


def soft_clouds():
    """Bright clouds that saturate in their middle and fade at their edge."""
    values = scene(3, np.float32) / 20
    for col, row in ((60, 80), (300, 280), (420, 40), (511, 400)):
        values += 400 * np.exp(-((COLUMNS - col) ** 2 + (ROWS - row) ** 2) / 3000)
    return np.clip(values, 0, 255).astype(np.uint8)


def coast():
    """Reflectances of a sea that are clipped at 0, beside land."""
    values = scene(3, np.float32) / 5
    values[:, :, 250:] = RANDOM.normal(-30, 20, (3, SIDE, SIDE - 250))
    return np.clip(values, 0, None).astype(np.uint16)


def heights():
    """A model of heights whose sea is 0."""
    return np.clip(ROWS - 200 + 30 * np.sin(COLUMNS / 40), 0, None)[None].astype(np.int16)


def rain():
    """Amounts, most of them 0, that rise where the rain begins."""
    return np.clip(20 * np.sin(COLUMNS / 50) * np.cos(ROWS / 70) - 5, 0, None)[None]


@pytest.mark.parametrize(
    "values",
    [
        scene(), scene(1), classes(5), classes(30), saturated(), water_mask(), cloud(),
        low_contrast(), index_of_plants(), soft_clouds(), coast(), heights(), rain(),
    ],
    ids=[
        "image", "band", "classes", "many classes", "saturated", "water", "cloud", "few values",
        "index", "soft clouds", "coast", "heights", "rain",
    ],
)  # fmt: skip
def test_ordinary_rasters_are_no_alarm(values):
    for size in (64, PART, SIDE):
        assert all_watched(values, size=size) == []


def test_nothing_read_is_nothing_found():
    assert FillWatch().find() == []
    assert watched(np.zeros((2, SIDE, SIDE), dtype=np.uint8)) is None
