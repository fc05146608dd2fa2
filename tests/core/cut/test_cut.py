"""Cutting tiles, whole pixels or resampled, inside the raster or over its edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.cut.cut import plan_window_batches
from tilewright.core.cut.resampled import plan_resampled_batches
from tilewright.core.raster.palette import PaletteSource
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.resampling.grid import TargetGrid
from tilewright.core.resampling.windows import clip_windows

VALUES = np.arange(1, 2 * 30 * 40 + 1, dtype=np.uint16).reshape(2, 30, 40)
TRANSFORM = (8.0, 6.0, 500000.0, 6.0, -8.0, 4600000.0)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    import rasterio

    path = str(tmp_path_factory.mktemp("cut") / "raster.tif")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=2,
        width=40,
        height=30,
        dtype="uint16",
        crs="EPSG:32631",
        transform=rasterio.Affine(*TRANSFORM),
    ) as dataset:
        dataset.write(VALUES)
    opened = FileRasterSource(path)
    yield opened
    opened.close()


def cut_all(source, windows, budget=10**6):
    tiles = {}
    for batch in plan_window_batches(source, windows, budget):
        tiles.update((tile.index, tile) for tile in batch.cut(source))
    return [tiles[i] for i in range(len(windows))]


windows = st.tuples(
    st.integers(-8, 38), st.integers(-8, 28), st.integers(9, 20), st.integers(9, 20)
)


@given(st.lists(windows, min_size=1, max_size=12), st.sampled_from([2000, 10**6]))
@settings(max_examples=30)
def test_tiles_are_the_source_windows_padded_with_invalid_pixels(source, tiles, budget):
    padded = np.pad(VALUES, ((0, 0), (40, 40), (40, 40)))
    inside = np.pad(np.ones(VALUES.shape[1:], bool), 40)
    a, b, c, d, e, f = TRANSFORM
    for (x, y, w, h), tile in zip(tiles, cut_all(source, np.array(tiles), budget)):
        part = np.s_[y + 40 : y + 40 + h, x + 40 : x + 40 + w]
        assert np.array_equal(tile.values, padded[(slice(None), *part)])
        assert np.array_equal(tile.valid, inside[part])
        assert tile.transform == (a, b, a * x + b * y + c, d, e, d * x + e * y + f)


@pytest.mark.parametrize(
    ("tagged", "extra", "expected"), [(None, None, 0), (7, None, 7), (None, 9, 9), (7, 9, 7)]
)
def test_padding_is_the_nodata_value(open_source, tagged, extra, expected):
    source = open_source(np.ones((1, 4, 4), np.uint8), tagged=tagged, nodata=extra)
    tile = cut_all(source, np.array([[2, 0, 4, 4]]))[0]
    assert tile.values[0].tolist() == [[1, 1, expected, expected]] * 4


@pytest.mark.parametrize("extra", [-9999, float("nan"), 0.5])
def test_padding_of_a_type_that_cannot_hold_the_nodata_value_is_zero(open_source, extra):
    source = open_source(np.ones((1, 4, 4), np.uint8), nodata=extra)
    tile = cut_all(source, np.array([[2, 0, 4, 4]]))[0]
    assert tile.values[0].tolist() == [[1, 1, 0, 0]] * 4


def test_windows_are_clipped_to_the_raster():
    windows = np.array([[-2, 3, 5, 5], [8, 8, 9, 9], [20, 0, 4, 4], [0, 0, 10, 10]])
    assert clip_windows(windows, 10, 10).tolist() == [
        [0, 3, 3, 5],
        [8, 8, 2, 2],
        [10, 0, 0, 4],
        [0, 0, 10, 10],
    ]


def test_resampled_tiles_come_in_the_order_given(source):
    grids = [
        TargetGrid(
            source.info.crs_wkt, (8.0, 6.0, 500000.0 + 8 * k, 6.0, -8.0, 4600000.0 + 6 * k), 3, 2
        )
        for k in range(37)
    ]
    batches = plan_resampled_batches(grids, "NEAREST")
    assert len(batches) == 2
    tiles = [tile for batch in batches for tile in batch.cut(source)]
    assert [tile.index for tile in tiles] == list(range(37))
    for k, tile in enumerate(tiles):
        assert np.array_equal(tile.values, VALUES[:, 0:2, k : k + 3])
        assert tile.transform == grids[k].transform


def test_palette_shows_the_colours_of_its_codes(open_source):
    codes = np.array([[0, 1, 2], [3, 1, 200]], np.uint8)
    colors = {0: (0, 0, 0, 0), 1: (255, 0, 0, 255), 2: (10, 20, 30, 255), 3: (1, 2, 3, 128)}
    source = PaletteSource(open_source(codes, colormap=colors, tagged=3))
    values, valid = source.read((0, 0, 3, 2))
    shown = source.source.info.colormap
    assert values.shape == (3, 2, 3) and values.dtype == np.uint8
    for row in range(2):
        for col in range(3):
            code = int(codes[row, col])
            assert tuple(values[:, row, col].tolist()) == tuple(shown[code][:3])
            assert valid[row, col] == (code != 3 and shown[code][3] > 0)
    assert tuple(values[:, 0, 2].tolist()) == (10, 20, 30)
    assert (source.info.bands, source.info.dtype) == ((1, 2, 3), "uint8")
    assert source.info.nodata is None and source.info.colormap is None
