"""Grids at their limits: the last size that is taken, the first that is refused."""

from __future__ import annotations

import hashlib
import math
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.errors import GridError
from tilewright.core.grid import over_area
from tilewright.core.grid.find import NOWHERE, TileFinder
from tilewright.core.grid.grid import DROP, EDGES, KEEP, SHIFT, TileGrid, plan_axis
from tilewright.core.grid.over_area import AreaGrid, cells_of_area, clip_tiles, grid_id
from tilewright.core.grid.settings import METERS, GridSettings, TileSize
from tilewright.core.grid.valid import ValidShareStep

PIXELS = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


def test_the_longest_row_and_the_largest_grid_that_are_taken():
    assert len(plan_axis(10**7, 1, 0, KEEP)) == 10**7
    with pytest.raises(GridError) as caught:
        plan_axis(10**7 + 1, 1, 0, KEEP)
    assert str(caught.value) == (
        "The raster is 10000001 pixels across, so that 10000001 tiles would stand in a row; choose "
        "a larger TILE_SIZE, or a raster of larger pixels."
    )
    TileGrid.plan(10**4, 10**4, 1, 1).check_count()
    with pytest.raises(GridError) as caught:
        TileGrid.plan(17, 5882353, 1, 1).check_count()
    assert 17 * 5882353 == 100_000_001
    assert str(caught.value) == (
        "The grid would have 17 x 5882353 tiles; choose a larger TILE_SIZE, or a smaller area."
    )


def test_rows_of_an_area_are_limited_too(monkeypatch):
    monkeypatch.setattr(over_area, "MOST_TILES", 100)
    AreaGrid.plan((0, 0, 100, 1), (1, 1))
    with pytest.raises(GridError) as caught:
        AreaGrid.plan((0, 0, 101, 1), (1, 1))
    assert str(caught.value) == (
        "The grid would have 101 tiles in a row; choose a larger TILE_SIZE, or a smaller area."
    )


def test_ids_get_a_sixth_digit_with_the_hundred_thousandth_row():
    for count, name in ((100_000, "r99999_c00000"), (100_001, "r100000_c00000")):
        grid = TileGrid.plan(1, count, 1, 1)
        assert grid.tile_ids(grid.batch(count - 1, count)) == [name]
        turned = TileGrid.plan(count, 1, 1, 1)
        row, col = name.split("_")
        assert turned.tile_ids(turned.batch(count - 1, count + 5)) == [f"r{col[1:]}_c{row[1:]}"]
        first = "0" * len(row[1:])
        assert grid.tile_ids(grid.batch(0, 1)) == [f"r{first}_c00000"]
        assert turned.tile_ids(turned.batch(0, 1)) == [f"r00000_c{first}"]
    assert TileGrid.plan(5, 5, 8, 8).tile_ids(TileGrid.plan(8, 8, 8, 8).batch(0, 1)) == [
        "r00000_c00000"
    ]


def test_grids_do_not_change_and_have_their_defaults():
    grid = TileGrid.plan(25, 17, 10, 8)
    assert (
        grid.batch(0, 99).windows.tolist()
        == TileGrid.plan(25, 17, 10, 8, 0, DROP).batch(0, 99).windows.tolist()
    )
    for thing, name in (
        (grid, "rows"),
        (grid.rows, "sizes"),
        (grid.batch(0, 1), "rows"),
        (AreaGrid.plan((0, 0, 1, 1), (1, 1)), "grid"),
        (GridSettings(), "edge"),
        (TileSize(1, 1), "rows"),
    ):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, None)
    assert GridSettings() == GridSettings(256.0, None, "PIXELS", 0, DROP, "INTERSECTS", 0.0)
    assert [len(b) for b in TileGrid.plan(20_001, 1, 1, 1).batches()] == [20_000, 1]
    assert EDGES == ("DROP", "KEEP", "SHIFT")


def test_tiles_of_an_area_are_as_many_rows_and_columns_as_asked():
    grid = AreaGrid.plan((10.0, 20.0, 40.0, 50.0), (4, 2), (2.5, 5.0), 1)
    # Steps of three pixels of 2.5 m, and of one of 5 m, both counted from 0.
    lefts = [7.5 * k for k in range(-9, 99) if 7.5 * k < 40 and 7.5 * k + 10 > 10]
    tops = [-5.0 * k for k in range(-99, 99) if -5.0 * k > 20 and -5.0 * k - 10 < 50]
    batch = grid.grid.batch(0, len(grid))
    assert grid.transform == (2.5, 0.0, 0.0, 0.0, -5.0, 0.0)
    assert (grid.grid.columns.offsets * 2.5).tolist() == lefts
    assert (grid.grid.rows.offsets * -5.0).tolist() == tops
    assert batch.windows[:, 2:].tolist() == [[4, 2]] * len(grid)
    assert not batch.partial.any()
    assert len(grid.grid.columns.sizes) == len(grid.grid.columns) == len(grid.grid.columns.partial)


@pytest.mark.parametrize("overlap", [2, 3])
def test_overlaps_of_an_area_leave_a_step(overlap):
    with pytest.raises(GridError) as caught:
        AreaGrid.plan((0, 0, 9, 9), (4, 2), (1.0, 1.0), overlap)
    assert str(caught.value) == (
        f"OVERLAP is {overlap} pixels and a tile 2; make OVERLAP smaller than that."
    )
    assert len(AreaGrid.plan((0, 0, 9, 2), (4, 2), (1.0, 1.0), 1).grid.rows) == 3


@pytest.mark.parametrize("gap", range(1, 12))
@pytest.mark.parametrize("bounds", [(0, 0, 30, 40), (3.5, -7, 17, 2), (-21, 13, -4, 14)])
def test_tiles_of_an_area_stand_a_gap_apart(bounds, gap):
    step = 5 + gap
    left, bottom, right, top = bounds
    lefts = [step * k for k in range(-99, 99) if step * k < right and step * k + 5 > left]
    tops = [-step * k for k in range(-99, 99) if -step * k > bottom and -step * k - 5 < top]
    if not lefts or not tops:
        with pytest.raises(GridError, match=f"OVERLAP is -{gap} pixels, and the whole area of"):
            AreaGrid.plan(bounds, (5, 5), (1.0, 1.0), -gap)
        return
    grid = AreaGrid.plan(bounds, (5, 5), (1.0, 1.0), -gap)
    assert grid.grid.columns.offsets.tolist() == lefts
    assert (-grid.grid.rows.offsets).tolist() == tops


def test_an_area_without_width_has_one_column():
    grid = AreaGrid.plan((15.0, 0.0, 15.0, 10.0), (10, 10))
    assert grid.grid.columns.offsets.tolist() == [10]
    on_an_edge = AreaGrid.plan((20.0, 0.0, 20.0, 10.0), (10, 10))
    assert on_an_edge.grid.columns.offsets.tolist() == [20]


def place_name(left):
    text = f"EPSG:32631 {left}.000 0.000 {left + 10}.000 10.000"
    return "t" + hashlib.sha256(text.encode()).hexdigest()[:13]


def test_cells_looked_at_are_counted_and_all_columns_filled():
    area = box(0, 0, 30, 10).union(box(50, 0, 60, 10))
    grid = AreaGrid.plan(area.bounds, (10, 10))
    found = list(grid.batches(area, 4, "EPSG:32631"))
    assert [done for _, done in found] == [4, 6]
    assert [t["tile_id"].tolist() for t, _ in found] == [
        [place_name(0), place_name(10), place_name(20)],
        [place_name(50)],
    ]
    assert [t["col"].tolist() for t, _ in found] == [[0, 1, 2], [5]]
    assert all(np.isnan(t["valid_pct"]).all() for t, _ in found)
    assert [field.name for field in found[0][0].fields] == list(found[0][0].columns)


def test_a_millionth_of_the_tile_or_of_the_area_is_noise(make_table):
    tiles = make_table([box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)])
    for width, expected in ((0.0009, [0]), (0.0011, [0, 1])):
        assert cells_of_area(tiles, box(-2000, 0, 1000 + width, 1000)).tolist() == expected
    # Of a small area a millionth of its own counts: it is smaller than one of the tile.
    small = box(999.99, 0, 1000.01, 0.02)
    assert small.area < 1e-6 * 1000**2
    assert cells_of_area(tiles, small).tolist() == [0, 1]
    assert cells_of_area(tiles, box(0, 0, 2000, 1000)).tolist() == [0, 1]
    assert cells_of_area(tiles, box(0, 1000, 2000, 2000)).tolist() == []


def test_clipped_parts_are_multipolygons_of_what_is_left(make_table):
    tiles = make_table([box(0, 0, 10, 10), box(10, 0, 20, 10)])
    comb = box(0, 0, 20, 2).union(box(0, 8, 20, 10)).union(box(12, 0, 20, 10))
    cut = clip_tiles(tiles, comb)
    shapes = [cut.geometries.polygon(k) for k in range(2)]
    assert [len(s.geoms) for s in shapes] == [2, 1]
    for shape, tile in zip(shapes, (box(0, 0, 10, 10), box(10, 0, 20, 10))):
        assert shape.symmetric_difference(tile.intersection(comb)).area < 1e-9
    whole = clip_tiles(tiles, box(-1, -1, 21, 11))
    assert [whole.geometries.polygon(k).area for k in range(2)] == [100, 100]
    assert {whole.geometries.polygon(k).geom_type for k in range(2)} == {"MultiPolygon"}


def test_areas_are_the_same_wherever_their_rings_begin():
    ring = [(0, 0), (4, 0), (4, 4), (0, 4)]
    hole = [(1, 1), (1, 2), (2, 2), (2, 1)]
    other = box(9, 9, 10, 10)
    digits = grid_id(area=MultiPolygon([Polygon(ring, [hole]), other]))
    turned = Polygon(ring[2:] + ring[:2], [hole[::-1]])
    assert grid_id(area=MultiPolygon([other, turned])) == digits
    square = [[[0.0, 0.0], [0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]]
    assert grid_id(area=box(-0.0, 0, 1, 1), size=7) == grid_id(area=square, size=7)
    assert len(digits) == 12 and set(digits) <= set("0123456789abcdef")
    # Of seven digits behind the point those below count as rounding; -0.0 is 0.0.
    shifted = [(x + 4e-9, -0.0 if y == 0 else y) for x, y in ring]
    assert grid_id(area=MultiPolygon([other, Polygon(shifted, [hole])])) == digits
    for area in (
        MultiPolygon([Polygon(ring), other]),
        MultiPolygon([Polygon([(x + 1e-7, y) for x, y in ring], [hole]), other]),
        Polygon(ring, [hole]),
    ):
        assert grid_id(area=area) != digits
    assert grid_id(area=Polygon([(*p, 7.0) for p in ring])) == grid_id(area=Polygon(ring))


def test_lines_are_followed_in_steps_of_a_quarter_tile():
    grid = TileGrid.plan(4000, 1000, 10, 10)
    finder = TileFinder(grid, PIXELS, DROP)
    found = finder.find_along((5, 5), (3995, 5)).tolist()
    assert found == list(range(400))
    assert finder.find_along((5, 5), (5, 995)).tolist() == [400 * k for k in range(100)]
    assert finder.find_along((995, 5), (5, 5)).tolist() == list(range(99, -1, -1))
    assert finder.find_along((5, 5), (5, 5)).tolist() == [0]
    assert finder.find_along((5, 1.5), (15, 14.9)).tolist() == [0, 1, 401]
    outside = finder.find_along((-50, 5), (25, 5)).tolist()
    assert outside == [0, 1, 2]
    one = TileFinder(TileGrid.plan(10, 10, 10, 10), PIXELS, DROP)
    assert one.find_along((1, 1), (9, 9)).tolist() == [0]


def test_steps_of_a_line_follow_the_nearest_tiles(monkeypatch):
    """How many places are looked at: four a tile along the longer axis, 100 001 at most."""
    for grid, end, expected in (
        (TileGrid.plan(400, 400, 10, 20), (100, 0), 42),
        (TileGrid.plan(400, 400, 10, 20), (0, 100), 22),
        (TileGrid.plan(400, 400, 10, 10, 5), (100, 50), 82),
        (TileGrid.plan(10, 10, 10, 10), (9, 0), 6),
        (TileGrid.plan(400, 400, 10, 20), (0, 0), 2),
        (TileGrid.plan(400, 400, 10, 20), (1e9, 0), 100_001),
        (TileGrid.plan(400, 400, 10, 20), (np.inf, 0), 2),
    ):
        finder = TileFinder(grid, PIXELS, DROP)
        seen = []
        monkeypatch.setattr(
            finder, "find", lambda xy, seen=seen: seen.append(xy) or np.full(len(xy), NOWHERE)
        )
        with np.errstate(invalid="ignore"):
            finder.find_along((0, 0), end)
        assert len(seen[0]) == expected
        if math.isfinite(end[0]):
            assert seen[0][0].tolist() == [0, 0] and seen[0][-1].tolist() == list(end)
            assert np.ptp(np.diff(seen[0], axis=0), axis=0) == pytest.approx([0, 0], abs=1e-3)


@pytest.mark.parametrize(
    "name",
    [
        *("r00000_c0000O", "r0000O_c00000", "r00000", "r00000_", "_c00000", "c00000_r00000"),
        *("r00001_d00001", "s00001_c00001", "r00000_c00000_", "r000001_c00001", "r00001_c000001"),
        *(
            "r99999_c00000",
            "r00000_c99999",
            "r_c00000",
            "r00000_c",
            "rr0000_c00000",
            "r0000٣_c00001",
        ),
        f"r{'9' * 5000}_c00000",
    ],
)
def test_names_must_be_those_of_the_grid_letter_by_letter(name):
    finder = TileFinder(TileGrid.plan(40, 30, 10, 10), PIXELS, DROP)
    assert finder.find_name(name) == NOWHERE
    assert finder.find_name("r00001_c00001") == 5
    assert finder.find_name("r00002_c00003") == 11


def test_too_many_tiles_are_not_counted():
    finder = TileFinder(TileGrid.plan(50_000_000, 10, 10, 10), PIXELS, DROP)
    assert finder.count_touched(np.array([[5.0, 5.0]])) == 1
    # The most that are told apart.
    most = TileFinder(TileGrid.plan(10_000, 5_000, 1, 1), PIXELS, DROP)
    assert len(most) == 50_000_000
    assert most.count_touched(np.array([[0.5, 0.5]])) == 1
    more = TileFinder(TileGrid.plan(10_000, 5_001, 1, 1), PIXELS, DROP)
    assert more.count_touched(np.array([[0.5, 0.5]])) is None


def test_marks_reach_as_far_as_pixels_are_large():
    """Two tiles beside a mark: one within reach across, the other beyond reach down."""
    grid = TileGrid.plan(30, 30, 10, 10)
    finder = TileFinder(grid, PIXELS, DROP)
    middle = np.array([[15.0, 15.0]])
    for reach, pixel, expected in (
        (9.9, (2.0, 2.0), 1),
        (10.0, (2.0, 2.0), 5),
        (10.0, (2.0, 3.0), 3),
        (10.0, (3.0, 2.0), 3),
        (14.1, (2.0, 2.0), 5),
        (14.2, (2.0, 2.0), 9),
        (4.9, (1.0, 1.0), 1),
        (5.0, (1.0, 1.0), 5),
    ):
        assert finder.count_touched(middle, reach, pixel) == expected
    assert finder.count_touched(middle, 5.0) == 5
    assert finder.count_touched(np.array([[15.0, 15.0], [15.0, 5.0], [5.0, 15.0]]), 1.0) == 3
    assert finder.count_touched(np.array([[10.0, 15.0]])) == 2
    assert finder.count_touched(np.array([[10.0, 10.0]])) == 4


def test_coordinates_count_up_to_a_millionth_of_a_pixel():
    finder = TileFinder(TileGrid.plan(20, 10, 10, 10), PIXELS, DROP)
    assert finder.find(np.array([[10 - 4e-7, 5]])).tolist() == [1]
    assert finder.find(np.array([[10 - 6e-7, 5]])).tolist() == [0]
    assert finder.find(np.array([[-4e-7, 5], [-6e-7, 5]])).tolist() == [0, NOWHERE]


def test_boxes_without_a_centre_hold_nothing():
    finder = TileFinder(TileGrid.plan(40, 30, 10, 10), PIXELS, DROP)
    for corners in ([[6, 6], [9, 9]], [[50, 50], [60, 60]], [[0, 6], [40, 9]]):
        assert finder.centred(np.array(corners, dtype=float)).tolist() == []
        assert finder.count_centred(np.array(corners, dtype=float)) == 0
    assert finder.centred(np.array([[5.0, 5.0], [15.0, 5.0]])).tolist() == [0, 1]
    assert finder.count_centred(np.array([[5.0, 5.0], [15.0, 25.0]])) == 6


@pytest.mark.parametrize("least", [0, 100, 37.5])
def test_percentages_from_0_to_100_are_taken(open_source, least):
    source = open_source(np.ones((4, 4), np.uint8))
    assert ValidShareStep(source, least).min_valid == least
    for wrong in (-0.1, 100.1):
        with pytest.raises(GridError) as caught:
            ValidShareStep(source, wrong)
        assert str(caught.value) == f"MIN_VALID is {wrong}; it is a percentage from 0 to 100."


def test_shares_are_told_with_one_digit(open_source, make_table):
    values = np.zeros((10, 30), np.uint8)
    values.ravel()[:101] = 1
    step = ValidShareStep(open_source(values, nodata=0), 33.8)
    columns = {"col_off": [0, 0], "row_off": [0, 0], "width": [30, 30], "height": [10, 9]}
    table, kept = step.extend(make_table([(0, 0, 30, 10), (0, 0, 30, 9)], **columns))
    assert table["valid_pct"].tolist() == pytest.approx([101 / 3, 1010 / 27])
    assert kept.tolist() == [False, True]
    assert table["reason"].tolist() == ["too few valid pixels (33.7 %, at least 33.8 %)", None]


def test_sizes_without_a_raster_at_their_limits():
    assert GridSettings(0.004, units=METERS).size_without_raster(0.01)[0] == TileSize(
        1, 1, (0.01, 0.01)
    )
    assert GridSettings(25, 35, units=METERS).size_without_raster(10.0) == (
        TileSize(3, 4, (30.0, 40.0)),
        (10.0, 10.0),
    )
    assert GridSettings(24.9, 34.9, units=METERS).size_without_raster(10.0)[0] == TileSize(
        2, 3, (20.0, 30.0)
    )
    assert GridSettings(64.0, 32.0).size_without_raster(10.0)[0] == TileSize(64, 32)
    for settings, resolution, told in (
        (GridSettings(8, 8.5), 10.0, "TILE_SIZE is 8.5; in pixels it must be a whole number"),
        (GridSettings(8), 0.0, "RESOLUTION is 0 metres; it must be more than 0"),
        (GridSettings(8, math.nan), 1.0, "TILE_HEIGHT is nan; it must be more than 0"),
        (GridSettings(2**32), 1.0, "TILE_SIZE is .*, more than any raster has"),
    ):
        with pytest.raises(GridError, match=told):
            settings.size_without_raster(resolution)
    assert GridSettings(2**31 - 1).size_without_raster(1.0)[0].columns == 2**31 - 1


def test_edges_of_short_axes():
    assert plan_axis(7, 10, 0, KEEP).sizes.tolist() == [7]
    assert plan_axis(10, 10, 0, SHIFT).offsets.tolist() == [0]
    assert plan_axis(10, 10, 9, KEEP).offsets.tolist() == [0]
    assert plan_axis(1, 1, 0, DROP).partial.tolist() == [False]
    with pytest.raises(GridError, match="choose a smaller TILE_SIZE, or EDGE=KEEP"):
        plan_axis(9, 10, 0, SHIFT)
