"""Finding tiles of a grid without making them, against a look at every tile."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from tilewright.core.clouds.marks import CloudMarkStep
from tilewright.core.geodesy.scale import GroundScale
from tilewright.core.geometry.outlines import corners_of_windows
from tilewright.core.grid.find import NOWHERE, TileFinder
from tilewright.core.grid.grid import DROP, EDGES, SHIFT, TileGrid
from tilewright.core.grid.part import GridPart

PIXELS = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
NORTH_UP = (10.0, 0.0, 699960.3, 0.0, -10.0, 4600020.7)
TURNED = (8.660254, 5.0, 500000.0, 5.0, -8.660254, 4600000.0)


@st.composite
def grids(draw):
    """A grid and its edge."""
    tile = draw(st.integers(1, 12)), draw(st.integers(1, 12))
    edge = draw(st.sampled_from(EDGES))
    least = max(tile) if edge == SHIFT else 1
    size = draw(st.integers(least, 50)), draw(st.integers(least, 50))
    overlap = draw(st.integers(-9, min(tile) - 1))
    room = max(size[0] - tile[0], size[1] - tile[1])
    assume(not (overlap < 0 < room <= -overlap))
    return TileGrid.plan(*size, *tile, overlap, edge), edge


def real_tiles(grid, edge):
    """Numbers and windows of the tiles that count."""
    batch = grid.batch(0, len(grid))
    real = np.flatnonzero(~batch.partial | (edge != DROP))
    return real, batch.windows[real]


def nearest_of(grid, edge, col, row):
    """Word by word: of the tiles that hold a pixel's corner, the nearest centre, then the first."""
    best = []
    for number, (left, top, width, height) in zip(*(x.tolist() for x in real_tiles(grid, edge))):
        if left <= col < left + width and top <= row < top + height:
            away = abs(left + width / 2 - col), abs(top + height / 2 - row)
            best.append((away[0], away[1], number))
    if not best:
        return NOWHERE
    return min(best, key=lambda b: (b[0] ** 2 + b[1] ** 2, b[2]))[2]


def at(transform, col, row):
    a, b, c, d, e, f = transform
    return a * col + b * row + c, d * col + e * row + f


@pytest.mark.parametrize("transform", [PIXELS, NORTH_UP, TURNED], ids=["pixels", "utm", "turned"])
@given(grids(), st.lists(st.tuples(st.integers(-4, 110), st.integers(-4, 110)), min_size=1))
def test_the_tile_at_a_place_is_the_one_with_the_nearest_centre(transform, planned, halves):
    grid, edge = planned
    finder = TileFinder(grid, transform, edge)
    found = finder.find(np.array([at(transform, c / 2, r / 2) for c, r in halves]))
    assert found.tolist() == [nearest_of(grid, edge, c / 2, r / 2) for c, r in halves]


@given(grids())
def test_every_tile_is_found_at_its_own_centre_with_its_name_and_outline(planned):
    grid, edge = planned
    numbers, _ = real_tiles(grid, edge)
    finder = TileFinder(grid, NORTH_UP, edge)
    assert len(finder) == len(numbers)
    assert finder.all().tolist() == numbers.tolist()
    assert finder.find(finder.centres(numbers)).tolist() == numbers.tolist()
    batch = grid.batch(0, len(grid))
    names = np.array(grid.tile_ids(batch), dtype=object)[numbers]
    assert finder.names(numbers) == names.tolist()
    assert [finder.find_name(name) for name in names] == numbers.tolist()
    everything = np.arange(len(grid))
    outlines = corners_of_windows(batch.windows, NORTH_UP)
    assert np.array_equal(finder.outlines(everything), outlines)
    assert np.array_equal(finder.tiles(everything).partial, batch.partial)
    assert np.array_equal(finder.tiles(everything).windows, batch.windows)
    assert finder.names(everything) == grid.tile_ids(batch)
    assert [finder.number(r, c) for r, c in zip(batch.rows, batch.cols)] == everything.tolist()
    dropped = set(range(len(grid))) - set(numbers.tolist())
    for number in dropped:
        assert finder.find_name(grid.tile_ids(batch)[number]) == NOWHERE


@pytest.mark.parametrize(
    "name",
    ["", "r0_c0", "r00000", "r00000_c00004", "r00003_c00000", "x00000_c00000", "r_c", "r-1_c0"],
)
def test_other_names_are_no_tiles(name):
    assert TileFinder(TileGrid.plan(40, 30, 10, 10), PIXELS, DROP).find_name(name) == NOWHERE


@given(grids(), st.lists(st.tuples(st.floats(-5, 55), st.floats(-5, 55)), min_size=2, max_size=2))
def test_a_box_takes_the_tiles_with_their_centre_in_it(planned, corners):
    grid, edge = planned
    finder = TileFinder(grid, NORTH_UP, edge)
    xy = np.array([at(NORTH_UP, *corner) for corner in corners])
    (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
    numbers, windows = real_tiles(grid, edge)
    expected = [
        number
        for number, (c, r, w, h) in zip(numbers.tolist(), windows.tolist())
        if left - 1e-6 <= c + w / 2 <= right + 1e-6 and top - 1e-6 <= r + h / 2 <= bottom + 1e-6
    ]
    assert finder.centred(xy).tolist() == expected
    assert finder.count_centred(xy) == len(expected)


def test_a_drag_over_wide_gaps_finds_the_small_tiles_under_it():
    finder = TileFinder(TileGrid.plan(500, 500, 3, 3, -67, DROP), PIXELS, DROP)
    assert finder.find_along((1, 71), (499, 71)).tolist() == list(range(8, 16))


@pytest.mark.parametrize("transform", [PIXELS, TURNED], ids=["pixels", "turned"])
@given(
    st.tuples(st.integers(0, 49), st.integers(0, 49)),
    st.tuples(st.integers(0, 49), st.integers(0, 49)),
    st.integers(0, 7),
)
def test_a_drag_finds_the_tiles_under_its_line_in_order(transform, start, end, overlap):
    grid = TileGrid.plan(50, 50, 8, 8, overlap, SHIFT)
    finder = TileFinder(grid, transform, SHIFT)
    places = [at(transform, c + 0.25, r + 0.25) for c, r in (start, end)]
    found = finder.find_along(*places).tolist()
    ends = finder.find(np.array(places)).tolist()
    assert (found[0], found[-1]) == tuple(ends)
    assert len(set(found)) == len(found)
    batch = finder.tiles(np.array(found))
    steps = np.abs(np.diff(np.stack((batch.rows, batch.cols)), axis=1))
    assert (steps.max(axis=0, initial=0) <= 1).all(), "no tile is leapt over"
    (x0, y0), (x1, y1) = places
    line = [Point(x0 + t * (x1 - x0), y0 + t * (y1 - y0)) for t in np.linspace(0, 1, 400)]
    for outline in finder.outlines(np.array(found)):
        assert min(Polygon(outline).distance(p) for p in line) < 0.5


@given(
    grids(),
    st.one_of(
        st.lists(st.tuples(st.integers(-2, 104), st.integers(-2, 104)), max_size=6),
        # Marks in the middle of tiles stand in lines.
        st.builds(
            lambda across, down: [(x, y) for x in across for y in down],
            st.sets(st.integers(-2, 104), max_size=5),
            st.sets(st.integers(-2, 104), max_size=3),
        ),
    ),
    st.sampled_from([0, 0, 3.0, 8.5]),
)
def test_the_tiles_that_marks_touch_are_those_that_masking_drops(
    make_table, planned, halves, reach
):
    grid, edge = planned
    transform = (2.0, 0.0, 0.0, 0.0, -2.0, 100.0)
    xy = np.array([at(transform, c / 2, r / 2) for c, r in halves]).reshape(-1, 2)
    _, windows = real_tiles(grid, edge)
    step = CloudMarkStep([Point(p) for p in xy.tolist()], reach * 3, GroundScale(3.0, 3.0))
    _, kept = step.extend(make_table(windows, transform))
    finder = TileFinder(grid, transform, edge)
    assert finder.count_touched(xy, reach * 3, (6.0, 6.0)) == int((~kept).sum())


def test_a_mark_on_half_overlapping_tiles_touches_all_nine():
    grid = TileGrid.plan(64 * 4, 64 * 4, 64, 64, 32)
    finder = TileFinder(grid, NORTH_UP, DROP)
    middle = np.array([finder.find_name("r00003_c00003")])
    assert finder.count_touched(finder.centres(middle)) == 9


@pytest.mark.parametrize("in_lines", [True, False])
def test_thousands_of_marks_are_counted_as_one_by_one(monkeypatch, in_lines):
    monkeypatch.setattr("tilewright.core.grid.touched._PAIRS", 100)
    finder = TileFinder(TileGrid.plan(640, 480, 16, 16, 3), PIXELS, SHIFT)
    generator = np.random.default_rng(7)
    xy = generator.uniform(-20, 500, (400, 2))
    if in_lines:
        xy = finder.centres(np.sort(generator.choice(finder.all(), 400, replace=False)))
    apart = [finder.outlines(finder.all())[:, k, :2] for k in (0, 2)]
    least, last = np.minimum(*apart), np.maximum(*apart)
    away = np.maximum(np.maximum(least[:, None] - xy, xy - last[:, None]), 0)
    for reach in (0.0, 21.0):
        touched = (np.hypot(*away.T) <= reach).any(axis=0)
        assert finder.count_touched(xy, reach) == touched.sum()


def test_too_many_marks_far_and_wide_are_not_counted():
    finder = TileFinder(TileGrid.plan(64_000, 64_000, 64, 64), PIXELS, DROP)
    scattered = np.random.default_rng(0).uniform(0, 64_000, (20_000, 2))
    assert finder.count_touched(scattered) == len(np.unique(finder.find(scattered)))
    assert finder.count_touched(scattered, 1000.0) is None


def test_a_grid_of_a_million_tiles_is_never_made():
    grid = TileGrid.plan(64_000, 64_000, 64, 64)
    finder = TileFinder(grid, PIXELS, DROP)
    assert finder.names(finder.find(np.array([[63_999.5, 32.0]]))) == ["r00000_c00999"]
    assert finder.count_centred(np.array([[0, 0], [64_000, 64_000]])) == 1_000_000
    assert finder.count_touched(np.array([[64.0, 64.0], [96.0, 96.0]])) == 4
    huge = TileFinder(TileGrid.plan(64_000, 64_000, 64, 64, 63), PIXELS, DROP)
    assert huge.count_touched(np.array([[64.0, 64.0]])) is None


def test_no_place_and_no_tiles_find_nothing():
    empty = TileFinder(TileGrid.plan(5, 5, 8, 8), PIXELS, DROP)
    nowhere = np.array([[np.nan, 1.0], [np.inf, 2.0]])
    assert empty.find(np.array([[1.0, 1.0]])).tolist() == [NOWHERE]
    assert empty.find_along((0, 0), (4, 4)).tolist() == []
    assert empty.count_touched(np.array([[1.0, 1.0]])) == 0
    finder = TileFinder(TileGrid.plan(16, 16, 8, 8), PIXELS, DROP)
    assert finder.find(nowhere).tolist() == [NOWHERE, NOWHERE]
    assert finder.find(np.empty((0, 2))).tolist() == []
    assert finder.count_touched(nowhere) == 0
    assert finder.find_along((1, 1), (np.nan, 1)).tolist() == []


ENDS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
PARTS = st.tuples(ENDS, ENDS).map(lambda p: GridPart(*p[0], *p[1]))


@given(grids(), PARTS, st.integers(1, 30))
def test_the_batches_of_a_part_are_its_tiles_in_their_order(grid_edge, part, size):
    grid, _ = grid_edge
    batch = grid.batch(0, len(grid))
    chosen = (
        (batch.rows >= part.top)
        & (batch.rows < part.bottom)
        & (batch.cols >= part.left)
        & (batch.cols < part.right)
    )
    found = list(grid.batches_of(part, size))
    assert np.array_equal(np.concatenate([b.windows for b in found]), batch.windows[chosen])
    assert np.array_equal(np.concatenate([b.partial for b in found]), batch.partial[chosen])


@pytest.mark.parametrize("transform", [PIXELS, NORTH_UP, TURNED], ids=["pixels", "utm", "turned"])
@given(grids(), st.tuples(*[st.integers(-4, 60)] * 4))
def test_what_a_box_of_pixels_touches_is_in_its_part(transform, grid_edge, ends):
    grid, edge = grid_edge
    finder = TileFinder(grid, transform, edge)
    left, right = sorted(ends[:2])
    top, bottom = sorted(ends[2:])
    a, b, c, d, e, f = transform
    places = [(a * x + b * y + c, d * x + e * y + f) for x in (left, right) for y in (top, bottom)]
    part = finder.touched(np.array([*places, (np.nan, 0)]))
    numbers, windows = real_tiles(grid, edge)
    # A box may be a line or a point, which touches as well.
    expected = [
        number
        for number, (x, y, width, height) in zip(numbers.tolist(), windows.tolist())
        if x <= right and left <= x + width and y <= bottom and top <= y + height
    ]
    assert finder.numbers(part).tolist() == expected
    assert part.size == len(expected)


@given(grids(), PARTS, st.integers(1, 6))
def test_a_block_covers_its_tiles_and_no_others(grid_edge, part, step):
    grid, edge = grid_edge
    finder = TileFinder(grid, PIXELS, edge)
    numbers, windows = real_tiles(grid, edge)
    places = dict(zip(numbers.tolist(), windows.tolist()))
    blocks = {}
    for number in finder.numbers(part).tolist():
        blocks.setdefault(tuple(finder.block(number, step)), number)
    outlines = finder.blocks(part, step)
    assert len(outlines) == len(blocks)
    for outline, block in zip(outlines, sorted(blocks)):
        inside = finder.numbers(GridPart(*block))
        assert 1 <= len(inside) <= step * step
        ends = [(x, y, x + w, y + h) for x, y, w, h in (places[n] for n in inside.tolist())]
        hull = [min(e[0] for e in ends), min(e[1] for e in ends)]
        hull += [max(e[2] for e in ends), max(e[3] for e in ends)]
        assert Polygon(outline).equals(box(*hull))
    if step == 1:
        wanted = np.array([places[n] for n in finder.numbers(part).tolist()]).reshape(-1, 4)
        assert np.array_equal(outlines, corners_of_windows(wanted.astype(int), PIXELS))
