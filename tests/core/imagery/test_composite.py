"""Composites against numpy on whole stacks."""

from datetime import date

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tilewright.core.clouds.rules import parse_mask_rule
from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.imagery import composite as module
from tilewright.core.imagery.composite import (
    Composite,
    CompositeInput,
    median_of_sorted,
    order_inputs,
    write_composite,
)
from tilewright.core.resampling.grid import grid_of

RULE = parse_mask_rule("CLOUDS", "")
DATES, BANDS, ROWS, COLUMNS = 7, 2, 33, 41


@pytest.fixture
def stack(open_source):
    """Seven dates of two bands with gaps and clouds: sources, values, clear pixels."""
    rng = np.random.default_rng(4)
    inputs, values, clear = [], [], []
    for k in range(DATES):
        image = rng.random((BANDS, ROWS, COLUMNS)).astype("float32")
        image[:, rng.random((ROWS, COLUMNS)) < 0.1] = np.nan
        image[0, rng.random((ROWS, COLUMNS)) < 0.1] = np.nan
        codes = rng.choice([0, 3, 4, 5, 8, 11], (ROWS, COLUMNS)).astype("uint8")
        source = open_source(image, name=f"image{k}.tif", tagged=float("nan"))
        mask = open_source(codes, name=f"mask{k}.tif", tagged=0)
        inputs.append(CompositeInput(source, mask, date(2020, 1, DATES - k)))
        is_clear = ~np.isin(codes, [0, 3, 8]) & ~np.isnan(image).all(axis=0)
        values.append(np.where(is_clear, image, np.nan))
        clear.append(is_clear)
    return inputs, np.array(values), np.array(clear)


def compose(inputs, method, rule=RULE, window=None):
    ordered = order_inputs(inputs, method, rule)
    grid = grid_of(inputs[0].source.info)
    composite = Composite(ordered, grid, method, rule, "AUTO")
    return composite.work(window or (0, 0, grid.width, grid.height))


@pytest.mark.filterwarnings("ignore:.*empty slice:RuntimeWarning")
@pytest.mark.filterwarnings("ignore:All-NaN slice:RuntimeWarning")
@pytest.mark.parametrize("method", ["MEDIAN", "MEAN"])
@pytest.mark.parametrize("memory", [1, 10**9])
def test_median_and_mean_equal_numpy(stack, monkeypatch, method, memory):
    monkeypatch.setattr(module, "_STACK_BYTES", memory)
    inputs, values, clear = stack
    made, counts = compose(inputs, method)
    expected = (np.nanmedian if method == "MEDIAN" else np.nanmean)(values.astype(float), axis=0)
    assert made.dtype == np.float32
    assert np.array_equal(np.isnan(made), np.isnan(expected))
    assert np.allclose(made, expected, rtol=1e-6, equal_nan=True)
    assert np.array_equal(counts, clear.sum(axis=0))
    assert counts.min() == 0


def test_first_takes_all_bands_of_the_earliest_clear_date(stack):
    inputs, values, clear = stack
    made, counts = compose(inputs, "FIRST")
    expected = np.full((BANDS, ROWS, COLUMNS), np.nan, dtype="float32")
    # The last in order is the earliest.
    for k in range(DATES):
        expected[:, clear[k]] = values[k][:, clear[k]]
    assert np.array_equal(made, expected, equal_nan=True)
    assert np.array_equal(counts, clear.sum(axis=0))


def test_best_takes_the_clearest_date_first(stack):
    inputs, values, clear = stack
    made, _ = compose(inputs, "BEST")
    order = np.argsort([-module.clear_share(item, RULE) for item in inputs], kind="stable")
    expected = np.full((BANDS, ROWS, COLUMNS), np.nan, dtype="float32")
    for k in order[::-1]:
        expected[:, clear[k]] = values[k][:, clear[k]]
    assert np.array_equal(made, expected, equal_nan=True)


def test_the_clear_share_is_counted(open_source):
    image = np.ones((10, 10), dtype="float32")
    image[:5] = np.nan
    codes = np.full((10, 10), 4, dtype="uint8")
    codes[:, :2] = 9
    item = CompositeInput(
        open_source(image, name="a.tif", tagged=float("nan")), open_source(codes, name="b.tif")
    )
    assert module.clear_share(item, RULE) == pytest.approx(0.5 * 0.8)
    assert module.clear_share(item, None) == pytest.approx(0.5)


def test_without_dates_first_is_the_order_given(open_source):
    first, second = (
        open_source(np.full((4, 4), v, dtype="uint8"), name=f"{v}.tif") for v in (7, 5)
    )
    made, counts = compose([CompositeInput(first), CompositeInput(second)], "FIRST", None)
    assert (made == 7).all()
    assert made.dtype == np.float32
    assert (counts == 2).all()


def test_scales_of_the_files_are_applied(make_raster, open_source):
    plain = open_source(np.full((4, 4), 0.2, dtype="float32"), name="a.tif")
    path = make_raster(np.full((4, 4), 3000, dtype="uint16"), name="b.tif")
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (1e-4,), (-0.1,)
    from tilewright.core.raster.source import FileRasterSource

    scaled = FileRasterSource(path)
    made, _ = compose([CompositeInput(plain), CompositeInput(scaled)], "MEAN", None)
    scaled.close()
    assert made == pytest.approx(0.2, abs=1e-6)


@given(arrays(np.float32, st.tuples(st.integers(1, 6), st.just(5)), elements=st.sampled_from(
    [np.nan, 0.0, 1.0, -2.5, 2.0**99, 7.25]
)))  # fmt: skip
@pytest.mark.filterwarnings("ignore:All-NaN slice:RuntimeWarning")
def test_median_of_any_values(values):
    expected = np.nanmedian(values.astype(np.float64), axis=0)
    found = median_of_sorted(np.sort(values, axis=0))
    assert np.allclose(found, expected, rtol=1e-6, equal_nan=True)


def test_dates_must_have_the_same_bands(open_source):
    one = open_source(np.ones((1, 4, 4), "uint8"), name="a.tif")
    two = open_source(np.ones((2, 4, 4), "uint8"), name="b.tif")
    with pytest.raises(RasterError, match=r"a.tif has 1 band, b.tif has 2"):
        compose([CompositeInput(one), CompositeInput(two)], "MEAN", None)


def test_cancel_is_heard_between_dates(stack, tmp_path):
    inputs, _, _ = stack
    asked = []

    def after_three():
        asked.append(1)
        return len(asked) > 3

    grid = grid_of(inputs[0].source.info)
    composite = Composite(inputs, grid, "MEDIAN", RULE, "AUTO", after_three)
    with pytest.raises(CancelledError):
        write_composite(str(tmp_path / "a.tif"), "", composite, {}, 1)
    assert not (tmp_path / "a.tif").exists()
