"""Where the tiles of a grid lie along an axis and over a raster."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tilewright.core.errors import GridError
from tilewright.core.grid.grid import DROP, KEEP, SHIFT, TileGrid, plan_axis


@st.composite
def axes(draw):
    length = draw(st.integers(1, 400))
    tile = draw(st.integers(1, 120))
    return length, tile, draw(st.integers(0, tile - 1))


@st.composite
def spaced_axes(draw):
    return (*draw(axes())[:2], draw(st.integers(-150, -1)))


def brute_force(length, tile, overlap, edge):
    """Step through the axis pixel by pixel, as one would with a ruler."""
    found, start, covered = [], 0, 0
    while covered < length and start < length:
        if start + tile <= length:
            found.append((start, tile, False))
        elif edge == SHIFT:
            found.append((length - tile, tile, False))
        else:
            found.append((start, length - start, True))
        covered = start + tile
        start += tile - overlap
    return found


@given(st.one_of(axes(), spaced_axes()), st.sampled_from((DROP, KEEP, SHIFT)))
def test_axis_equals_stepping_by_hand(axis, edge):
    length, tile, overlap = axis
    assume(edge != SHIFT or length >= tile)
    planned = plan_axis(length, tile, overlap, edge)
    rows = zip(planned.offsets.tolist(), planned.sizes.tolist(), planned.partial.tolist())
    assert list(rows) == brute_force(length, tile, overlap, edge)
    assert planned.offsets.dtype == planned.sizes.dtype == np.int64


@given(axes(), st.sampled_from((KEEP, SHIFT)))
def test_keep_and_shift_cover_every_pixel_and_none_outside(axis, edge):
    length, tile, overlap = axis
    assume(edge != SHIFT or length >= tile)
    planned = plan_axis(length, tile, overlap, edge)
    times = np.zeros(length, dtype=int)
    for offset, size in zip(planned.offsets, planned.sizes):
        assert offset >= 0 and size >= 1 and offset + size <= length
        times[offset : offset + size] += 1
    assert times.min() >= 1


@given(axes())
def test_neighbours_share_exactly_the_overlap(axis):
    length, tile, overlap = axis
    planned = plan_axis(length, tile, overlap, KEEP)
    ends = planned.offsets + planned.sizes
    assert (ends[:-1] - planned.offsets[1:] == overlap).all()
    assert planned.sizes[-1] > overlap or len(planned) == 1


@given(spaced_axes())
def test_a_negative_overlap_is_a_gap_of_so_many_pixels(axis):
    length, tile, overlap = axis
    planned = plan_axis(length, tile, overlap, KEEP)
    gaps = planned.offsets[1:] - (planned.offsets + planned.sizes)[:-1]
    assert (gaps == -overlap).all()
    # Behind the last tile there is no room for a gap and one more pixel.
    assert length - (planned.offsets + planned.sizes)[-1] <= -overlap


def test_a_gap_without_a_second_tile_is_refused():
    with pytest.raises(GridError) as caught:
        TileGrid.plan(30, 20, 10, 10, -20, KEEP)
    assert str(caught.value) == (
        "OVERLAP is -20 pixels, a gap beyond which no second tile fits on a raster of 30 x 20 "
        "pixels; make the gap narrower."
    )
    narrower = TileGrid.plan(30, 20, 10, 10, -19, KEEP)
    assert narrower.batch(0, 9).windows.tolist() == [[0, 0, 10, 10], [29, 0, 1, 10]]
    # A raster of one tile has no second with any overlap.
    assert len(TileGrid.plan(10, 10, 10, 10, -20, DROP)) == 1


@given(axes())
def test_drop_marks_the_cut_tiles_and_shift_none(axis):
    length, tile, overlap = axis
    dropped = plan_axis(length, tile, overlap, DROP)
    assert (dropped.partial == (dropped.sizes < tile)).all()
    if length >= tile:
        assert not plan_axis(length, tile, overlap, SHIFT).partial.any()


@pytest.mark.parametrize(
    ("length", "tile", "overlap", "edge", "message"),
    [
        (10, 0, 0, KEEP, "The tile size is 0 pixels; it must be at least 1."),
        (10, 4, 4, KEEP, "OVERLAP is 4 pixels and a tile only 4; make OVERLAP smaller than that."),
        (10, 11, 0, SHIFT, "The raster is 10 pixels across, less than one tile of 11 pixels"),
    ],
)
def test_sizes_that_make_no_grid_are_refused(length, tile, overlap, edge, message):
    with pytest.raises(GridError, match=re.escape(message)):
        plan_axis(length, tile, overlap, edge)


def test_unknown_edge_is_refused():
    with pytest.raises(GridError, match="EDGE is 'CUT'; choose one of DROP, KEEP, SHIFT"):
        TileGrid.plan(10, 10, 5, 5, 0, "CUT")


@given(axes(), axes(), st.integers(1, 50))
def test_batches_equal_one_big_batch(across, down, size):
    overlap = min(across[2], down[1] - 1)
    grid = TileGrid.plan(across[0], down[0], across[1], down[1], overlap, KEEP)
    assume(len(grid) < 2000)
    whole = grid.batch(0, len(grid))
    parts = list(grid.batches(size))
    assert all(len(part) <= size for part in parts)
    for name in ("rows", "cols", "windows", "partial"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        assert np.array_equal(joined, getattr(whole, name))
    by_hand = [
        (r, c, x, y, w, h)
        for r, (y, h) in enumerate(zip(grid.rows.offsets, grid.rows.sizes))
        for c, (x, w) in enumerate(zip(grid.columns.offsets, grid.columns.sizes))
    ]
    found = np.column_stack((whole.rows, whole.cols, whole.windows))
    assert [tuple(row) for row in found.tolist()] == by_hand


def test_partial_tiles_are_those_of_the_last_column_and_row():
    grid = TileGrid.plan(25, 17, 10, 8, 0, DROP)
    batch = grid.batch(0, len(grid))
    assert len(grid) == 9 and grid.whole_count == 4
    assert batch.partial.reshape(3, 3).tolist() == [
        [False, False, True],
        [False, False, True],
        [True, True, True],
    ]


def test_raster_smaller_than_a_tile_keeps_one_partial_tile():
    grid = TileGrid.plan(7, 5, 10, 10, 0, KEEP)
    assert grid.batch(0, 9).windows.tolist() == [[0, 0, 7, 5]]
    assert grid.whole_count == 0


def test_names_are_padded_from_the_grid_row_and_column():
    grid = TileGrid.plan(40, 20, 10, 10)
    ids = [name for batch in grid.batches(3) for name in grid.tile_ids(batch)]
    assert ids[0] == "r00000_c00000"
    assert ids[5] == "r00001_c00001"
    assert len(set(ids)) == 8


def test_names_sort_as_the_grid_when_it_passes_five_digits():
    grid = TileGrid.plan(120_000, 2, 1, 1)
    ids = grid.tile_ids(grid.batch(0, len(grid)))
    assert ids == sorted(ids)
    assert ids[0] == "r00000_c000000" and ids[-1] == "r00001_c119999"


def test_far_too_many_tiles_are_refused_before_they_take_memory():
    with pytest.raises(GridError, match="1000000000 pixels across, so that 41666666 tiles"):
        TileGrid.plan(10**9, 10**9, 24, 24)
    grid = TileGrid.plan(10**9, 10**9, 256, 256)
    with pytest.raises(GridError, match="would have 3906250 x 3906250 tiles; choose a larger"):
        grid.check_count()
    TileGrid.plan(10**9, 10**9, 10**6, 10**6).check_count()
