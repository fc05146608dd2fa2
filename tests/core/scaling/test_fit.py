"""One range for all tiles of a dataset."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.scaling.fit import fit_scaling
from tilewright.core.scaling.scaling import MINMAX, PERCENTILE

WINDOWS = np.array([[0, 0, 20, 10], [10, 5, 20, 10], [35, 40, 13, 8], [10, 5, 20, 10]])


def pooled(band, keep):
    """Values of all tiles one after the other, pixels shared by tiles several times."""
    parts = []
    for x, y, w, h in WINDOWS.tolist():
        part = band[y : y + h, x : x + w]
        parts.append(part[keep[y : y + h, x : x + w]])
    return np.concatenate(parts).astype(np.float64)


@pytest.fixture(params=["uint8", "uint16", "int16", "int32", "float32", "float64"])
def values(request):
    rng = np.random.default_rng(9)
    made = rng.normal(100, 40, (2, 48, 48))
    if request.param in ("uint8", "uint16"):
        made = np.abs(made)
    return np.rint(made).astype(request.param)


@pytest.mark.parametrize(("method", "percents"), [(PERCENTILE, (2, 98)), (MINMAX, (0, 100))])
def test_range_equals_numpys_over_all_tiles(open_source, values, method, percents):
    source = open_source(values)
    everything = np.ones(values.shape[1:], bool)
    for workers in (1, 4):
        scaling = fit_scaling(source, WINDOWS, method, workers)
        for k, band in enumerate(values):
            expected = np.percentile(pooled(band, everything), percents)
            assert [scaling.least[k], scaling.greatest[k]] == pytest.approx(expected, rel=1e-12)
    assert scaling.method == method


def test_invalid_pixels_take_no_part(open_source):
    rng = np.random.default_rng(2)
    values = rng.integers(1, 5000, (2, 48, 48)).astype(np.uint16)
    values[:, :12] = 0
    source = open_source(values, nodata=0)
    scaling = fit_scaling(source, WINDOWS, PERCENTILE)
    for k in range(2):
        expected = np.percentile(pooled(values[k], values[k] != 0), (2, 98))
        assert [scaling.least[k], scaling.greatest[k]] == pytest.approx(expected, rel=1e-12)


def test_numbers_that_are_not_finite_take_no_part(open_source):
    values = np.random.default_rng(4).normal(0, 1, (2, 48, 48)).astype(np.float32)
    values[0, ::3] = np.nan
    values[1, :, ::4] = np.inf
    scaling = fit_scaling(open_source(values), WINDOWS, MINMAX)
    for k in range(2):
        used = pooled(values[k], np.isfinite(values[k]))
        assert (scaling.least[k], scaling.greatest[k]) == (used.min(), used.max())


def test_pixels_outside_the_tiles_take_no_part(open_source):
    values = np.full((1, 48, 48), 9999, np.uint16)
    values[0, 3:13, 4:14] = np.arange(100).reshape(10, 10)
    scaling = fit_scaling(open_source(values), np.array([[4, 3, 10, 10]]), MINMAX)
    assert (scaling.least, scaling.greatest) == ((0.0,), (99.0,))


@pytest.mark.parametrize("windows", [WINDOWS, np.empty((0, 4), np.int64)], ids=["nodata", "none"])
def test_nothing_to_fit_to_is_told(open_source, windows):
    source = open_source(np.zeros((2, 48, 48), np.uint8), nodata=0, descriptions=("red", "nir"))
    with pytest.raises(ExportError, match="No tile has a valid pixel in red"):
        fit_scaling(source, windows, PERCENTILE)


def test_cancel_stops_the_fit(open_source):
    source = open_source(np.ones((1, 48, 48), np.uint8))
    with pytest.raises(CancelledError):
        fit_scaling(source, WINDOWS, PERCENTILE, is_cancelled=lambda: True)


def test_progress_runs_to_the_end(open_source):
    told = []
    source = open_source(np.random.default_rng(0).normal(0, 1, (1, 48, 48)).astype(np.float32))
    fit_scaling(source, WINDOWS, PERCENTILE, progress=told.append)
    assert told == sorted(told) and told[-1] == 1.0 and told[0] < 1.0
