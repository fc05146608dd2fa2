"""Indices of a series do not depend on which windows are read together, where, or by whom."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta

import numpy as np
import pytest

from tilewright.core.indices.neighbourhood import window_mean
from tilewright.core.run.batches import never_cancelled
from tilewright.core.series.band_groups import SEPARATE, STACKED
from tilewright.core.series.images import choose_bands, images_of_file
from tilewright.core.series.indices import IndexBands, as_decimals
from tilewright.core.series.plan import plan_series
from tilewright.core.series.read import SeriesReader, SeriesRound, show_cube

HEIGHT, WIDTH, SIZE = 40, 56, 8


@pytest.fixture
def values():
    found = np.random.default_rng(1).integers(1, 5000, (3, 2, HEIGHT, WIDTH)).astype("uint16")
    found[:, 1, 5:9, 7] = 0
    return found


@pytest.fixture
def images(values, make_raster):
    found = []
    for k, own in enumerate(values):
        path = make_raster(own, name=f"{k}.tif", descriptions=("red", "nir"), nodata=0)
        found += images_of_file(path, date(2020, 1, 1) + timedelta(k))
    return as_decimals(found)


def read(plan, windows, uses_file):
    """What is shown of each window, of all that are read at once."""
    reader = SeriesReader(plan, windows, uses_file=uses_file)
    least, last = windows[:, :2].min(axis=0), (windows[:, :2] + windows[:, 2:]).max(axis=0)
    part = SeriesRound((*least.tolist(), *(last - least).tolist()), np.arange(len(windows)))
    with (
        ThreadPoolExecutor(2) as pool,
        reader.read(part, pool, 2, never_cancelled, lambda: None) as cubes,
    ):
        shown = [show_cube(plan, cube) for cube in cubes]
        return [(np.array(cube.values[0]), np.array(cube.valid[0])) for cube in shown]


@pytest.mark.parametrize("layout", [STACKED, SEPARATE])
@pytest.mark.parametrize("uses_file", [False, True])
@pytest.mark.parametrize("is_sent", [False, True])
def test_windows_have_the_indices_of_the_whole(images, values, layout, uses_file, is_sent):
    wanted = IndexBands(("NDVI", "NDVI_MEAN5"), {"red": "red", "nir": "nir"})
    plan = plan_series(images, choose_bands(images, "red"), layout, index_bands=wanted)
    assert plan.bands == ("red", "NDVI", "NDVI_MEAN5")
    if is_sent:
        plan.close()
        plan = pickle.loads(pickle.dumps(plan))
    # Beyond the images, too.
    windows = np.array(
        [(c, r, SIZE, SIZE) for r in range(-4, HEIGHT, SIZE) for c in range(-4, WIDTH, SIZE)]
    )
    with closing(plan):
        found = read(plan, windows, uses_file)
    red, nir = np.where(values == 0, np.nan, values).astype("float32").transpose(1, 0, 2, 3)
    ndvi = (nir - red) / (nir + red)
    means = np.stack([window_mean(own, 5) for own in ndvi])
    whole = np.stack((red, ndvi, means.astype("float32")), axis=1)
    margin = ((0, 0), (0, 0), (4, 2 * SIZE), (4, 2 * SIZE))
    whole = np.pad(whole, margin, constant_values=np.nan)
    inside = np.pad(np.ones((HEIGHT, WIDTH), bool), margin[2:])
    for (cube, valid), (col, row, _, _) in zip(found, windows.tolist()):
        part = np.s_[..., row + 4 : row + 4 + SIZE, col + 4 : col + 4 + SIZE]
        assert np.array_equal(cube, whole[part], equal_nan=True)
        assert np.array_equal(valid, np.broadcast_to(inside[part], valid.shape))
