"""Which values stand for nothing, beside GDAL's own nodata mask."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal

from tilewright.core.raster.nodata import holds_value, nodata_interval

GDAL_TYPES = {
    "uint8": gdal.GDT_Byte,
    "int16": gdal.GDT_Int16,
    "uint16": gdal.GDT_UInt16,
    "int32": gdal.GDT_Int32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}


def gdal_mask(values, nodata):
    """Bool: where GDAL itself finds a value."""
    dataset = gdal.GetDriverByName("MEM").Create(
        "", len(values), 1, 1, GDAL_TYPES[str(values.dtype)]
    )
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(nodata)
    band.WriteArray(values[None])
    return band.GetMaskBand().ReadAsArray()[0] > 0


def own_mask(values, nodata):
    gap = nodata_interval(nodata, values.dtype)
    has = holds_value(values, () if gap is None else (gap,))
    return np.ones(values.shape, bool) if has is None else has


@pytest.mark.parametrize(
    ("dtype", "nodata", "values"),
    [
        ("float32", -3.4e38, [-3.4028235e38, -3.4e38, 0, 1, -9999, 3.4028235e38]),
        ("float32", -3.4028234663852886e38, [-3.4028235e38, 0, 3.4028235e38]),
        ("float32", 3.4e38, [-3.4028235e38, 0, 3.4028235e38]),
        ("float32", -9999.1, [-9999.1, -9999, -9999.2, 0]),
        ("float32", 0.1, [0.1, 0.10001, 0]),
        ("float32", 0, [0, 1e-30, -1]),
        ("float64", 0.1, [0.1, 0.1000001, 0]),
        ("int16", -9999.5, [-9999, -10000, 0]),
        ("uint16", 65534.7, [65535, 65534]),
        ("uint8", -1, [255, 0]),
        ("uint8", 256, [255, 0]),
        ("int32", 2147483647, [2147483647, 2147483646, 0]),
    ],
)
def test_nodata_is_told_as_by_gdal(dtype, nodata, values):
    values = np.array(values, dtype)
    assert own_mask(values, nodata).tolist() == gdal_mask(values, nodata).tolist()


@given(
    st.sampled_from(["uint8", "int16", "uint16", "int32"]),
    st.integers(-40000, 70000),
    st.integers(-3, 3),
)
def test_whole_numbers_are_told_as_by_gdal(dtype, nodata, shift):
    limits = np.iinfo(dtype)
    near = np.clip([nodata + shift, nodata, 0], limits.min, limits.max).astype(dtype)
    assert own_mask(near, nodata).tolist() == gdal_mask(near, nodata).tolist()


@given(st.floats(-1e30, 1e30), st.floats(-1e30, 1e30))
def test_floats_far_from_each_other_are_told_as_by_gdal(nodata, value):
    values = np.array([nodata, value], "float32")
    if 0 < abs(values[1] - values[0]) <= 1e-5 * abs(values).max():
        return
    assert own_mask(values, nodata).tolist() == gdal_mask(values, nodata).tolist()


def test_lowest_float32_in_float64_is_nodata():
    values = np.array([-3.4028234663852886e38, -3.4e38, 0.0])
    assert own_mask(values, -3.4028235e38).tolist() == [False, False, True]
    lowest = np.array([-1.7976931348623157e308, -1.0])
    assert own_mask(lowest, -1.797e308).tolist() == [False, True]


def test_numbers_that_are_not_finite_are_no_values():
    values = np.array([np.nan, np.inf, -np.inf, 3], "float32")
    assert holds_value(values, ()).tolist() == [False, False, False, True]
    assert holds_value(np.array([1, 2], "uint8"), ()) is None
    assert nodata_interval(float("nan"), np.dtype("float32")) is None


def test_intervals_hold_both_ends():
    values = np.array([4, 5, 7, 10, 11], "uint16")
    assert holds_value(values, [(5.0, 10.0)]).tolist() == [True, False, False, False, True]
    assert holds_value(values, [(4, 4), (10.5, np.inf)]).tolist() == [
        False,
        True,
        True,
        True,
        False,
    ]
