"""Which reads cut which tiles: bounded, and each block about once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.grid.grid import KEEP, TileGrid
from tilewright.core.resampling.plan_reads import (
    plan_reads,
    task_budget,
    thread_budget,
    touched_cells,
)

MB = 1024**2


def windows_of(width, height, tile, overlap=0):
    grid = TileGrid.plan(width, height, tile, tile, overlap, KEEP)
    return grid.batch(0, len(grid)).windows


def check(windows, shape, batches, pixel_bytes, budget):
    """Every tile in one batch and inside its read; reads inside the raster and the budget."""
    used = np.concatenate([b.tiles for b in batches]) if batches else np.array([], int)
    assert sorted(used.tolist()) == list(range(len(windows)))
    for batch in batches:
        left, top, width, height = batch.window
        assert left >= 0 and top >= 0 and left + width <= shape[1] and top + height <= shape[0]
        own = windows[batch.tiles]
        assert (own[:, :2] >= (left, top)).all()
        assert (own[:, :2] + own[:, 2:] <= (left + width, top + height)).all()
        if len(batch.tiles) > 1:
            assert width * height * pixel_bytes <= budget
        else:
            assert [left, top, width, height] == own[0].tolist()


@st.composite
def rasters(draw):
    """Raster shape and block shape: tiled, strips of one or many rows, or one block."""
    height, width = draw(st.integers(1, 3000)), draw(st.integers(1, 3000))
    block = draw(
        st.sampled_from(
            [(64, 64), (256, 256), (512, 512), (1, width), (16, width), (height, width)]
        )
    )
    return (height, width), block


@given(
    rasters(),
    st.integers(8, 400),
    st.integers(0, 7),
    st.integers(1, 32),
    st.sampled_from([10_000, 200_000, 5_000_000]),
)
def test_grid_is_read_within_the_budget(raster, tile, overlap, pixel_bytes, budget):
    shape, block = raster
    windows = windows_of(shape[1], shape[0], tile, overlap)
    check(
        windows, shape, plan_reads(windows, shape, block, pixel_bytes, budget), pixel_bytes, budget
    )


@given(
    rasters(),
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.integers(1, 300), st.integers(1, 300)),
        max_size=30,
    ),
    st.sampled_from([10_000, 200_000, 5_000_000]),
)
def test_scattered_tiles_of_any_size_are_read_within_the_budget(raster, tiles, budget):
    shape, block = raster
    windows = []
    for x, y, wide, high in tiles:
        width, height = min(wide, shape[1]), min(high, shape[0])
        left, top = int(x * (shape[1] - width)), int(y * (shape[0] - height))
        windows.append((left, top, width, height))
    windows = np.array(windows, dtype=np.int64).reshape(-1, 4)
    check(windows, shape, plan_reads(windows, shape, block, 4, budget), 4, budget)


@pytest.mark.parametrize("block", [(256, 256), (512, 512), (1, 8192), (16, 8192), (256, 8192)])
@pytest.mark.parametrize("tile", [64, 256, 224])
def test_aligned_grid_reads_each_block_about_once(block, tile):
    shape = (8192, 8192)
    windows = windows_of(8192, 8192, tile)
    batches = plan_reads(windows, shape, block, 8, 64 * 1024**2)
    times = np.zeros((-(-shape[0] // block[0]), -(-shape[1] // block[1])), dtype=int)
    for left, top, width, height in (b.window for b in batches):
        last_row, last_col = (top + height - 1) // block[0], (left + width - 1) // block[1]
        times[top // block[0] : last_row + 1, left // block[1] : last_col + 1] += 1
    assert times.min() >= 1
    assert times.mean() <= (1.0 if tile == 256 and block[0] <= 256 else 1.45)


def test_a_row_of_tiles_of_strips_is_read_as_one():
    side, tile, budget = 10980, 256, 24 * 1024**2
    windows = windows_of(side, side, tile)
    asked = windows, (side, side), (1, side), 13, budget
    batches = plan_reads(*asked, workers=2)
    check(windows, (side, side), batches, 13, 2 * budget)
    assert [b.window[2] for b in batches] == [side] * (-(-side // tile))
    # One thread, and tiled rasters, are read within the budget.
    check(windows, (side, side), plan_reads(*asked), 13, budget)
    tiled = (*asked[:2], (256, 256), *asked[3:])
    check(windows, (side, side), plan_reads(*tiled, workers=2), 13, budget)


@pytest.mark.parametrize(
    ("threads", "total", "megabytes"),
    [
        # Eight reads or more for each thread,
        (2, 6 * 1024 * MB, 128),
        (2, 1024 * MB, 64),
        # unless they are as small as those of this computer's own threads.
        (2, 100 * MB, 24),
        (100, 6 * 1024 * MB, 24),
        (100, 80_000 * MB, 100),
    ],
)
def test_what_is_sent_to_a_cluster_is_large_and_enough_for_all(threads, total, megabytes):
    assert task_budget(threads, total) == megabytes * MB


@pytest.mark.parametrize(("workers", "megabytes"), [(1, 24), (2, 24), (5, 24), (8, 16), (64, 2)])
def test_reads_of_all_threads_are_within_128_megabytes(workers, megabytes):
    assert thread_budget(workers) == megabytes * MB


def test_sparse_tiles_are_read_one_by_one():
    windows = np.array([[0, 0, 10, 10], [900, 900, 10, 10], [500, 20, 10, 10]])
    batches = plan_reads(windows, (1000, 1000), (1000, 1000), 1)
    assert sorted((b.window, b.tiles.tolist()) for b in batches) == [
        ((0, 0, 10, 10), [0]),
        ((500, 20, 10, 10), [2]),
        ((900, 900, 10, 10), [1]),
    ]


def test_no_tiles_need_no_reads():
    assert plan_reads(np.empty((0, 4), np.int64), (10, 10), (10, 10), 1) == []


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 30))), st.integers(1, 20))
def test_touched_cells_are_those_that_hold_a_place_of_an_interval(intervals, side):
    least = np.array([start for start, _ in intervals], dtype=float)
    last = least + np.array([length for _, length in intervals])
    expected = {place // side for start, n in intervals for place in range(start, start + n)}
    assert list(touched_cells(least, last, side)) == sorted(expected)
