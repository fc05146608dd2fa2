"""Means and spreads around pixels, against a loop over the squares."""

import numpy as np
import pytest

from tilewright.core.errors import ParameterError
from tilewright.core.indices.neighbourhood import find_index, window_deviation, window_mean
from tilewright.core.indices.request import IndexRequest, open_with_indices, parse_indices
from tilewright.core.raster.source import FileRasterSource

SHAPE = (23, 31)


@pytest.fixture(scope="module")
def values():
    made = np.random.default_rng(4).normal(2000, 700, SHAPE)
    made[3:6, 4:9] = np.nan
    made[0, 0] = np.inf
    return made


def by_loop(values, side, measure):
    found = np.full(values.shape, np.nan)
    reach = side // 2
    for row, col in np.argwhere(np.isfinite(values)).tolist():
        part = values[max(0, row - reach) : row + reach + 1, max(0, col - reach) : col + reach + 1]
        found[row, col] = measure(part[np.isfinite(part)])
    return found


@pytest.mark.parametrize("side", [3, 7])
def test_squares_are_measured_as_a_loop_does(values, side):
    mean, spread = window_mean(values, side), window_deviation(values, side)
    assert np.allclose(mean, by_loop(values, side, np.mean), equal_nan=True, rtol=1e-12)
    assert np.allclose(spread, by_loop(values, side, np.std), equal_nan=True, rtol=1e-7)
    assert (window_deviation(np.full((9, 9), 6001.0), side) == 0).all()


def test_windows_are_parts_of_the_whole_bit_by_bit(make_raster):
    rng = np.random.default_rng(6)
    bands = rng.integers(1, 5000, (2, *SHAPE)).astype("uint16")
    bands[:, 10:12, 15] = 0
    path = make_raster(bands, nodata=0, descriptions=("red", "nir"))
    request = IndexRequest(parse_indices("ndvi,NDVI_MEAN3,NIR_SD5"))
    source = open_with_indices(lambda own: FileRasterSource(path, own), "", request)
    whole, valid = source.read((0, 0, SHAPE[1], SHAPE[0]))
    red, nir = np.where(bands == 0, np.nan, bands).astype(float)
    ndvi = (nir - red) / (nir + red)
    assert np.allclose(whole[2], ndvi, equal_nan=True, atol=1e-6)
    assert np.allclose(whole[3], by_loop(ndvi, 3, np.mean), equal_nan=True, atol=1e-6)
    assert np.allclose(whole[4], by_loop(nir, 5, np.std), equal_nan=True, rtol=1e-6)
    for col, row, width, height in ((0, 0, 8, 8), (8, 0, 8, 8), (13, 9, 5, 4), (30, 22, 1, 1)):
        part, has = source.read((col, row, width, height))
        place = np.s_[row : row + height, col : col + width]
        assert np.array_equal(part, whole[(slice(None), *place)], equal_nan=True)
        assert np.array_equal(has, valid[place])
    source.close()


@pytest.mark.parametrize("name", ["NDVI_SD4", "NDVI_SD1", "NDVI_MEAN33", "ALPHA_SD3", "NDVI_MAX3"])
def test_other_names_are_refused(name):
    assert find_index(name) is None
    with pytest.raises(ParameterError, match=f"INDICES names {name}, which is not known"):
        parse_indices(name)


def test_what_they_are_is_told():
    index = find_index("REDEDGE1_SD5")
    assert (index.bands, index.reach) == (("rededge1",), 2)
    assert index.formula == "standard deviation of rededge1 in 5 x 5 pixels"
    assert not find_index("EVI_MEAN3").is_ratio
