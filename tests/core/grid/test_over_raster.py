"""Tiles of a raster as tables, and sizes in metres as pixels."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import box

from tilewright.core.errors import GridError
from tilewright.core.geodesy.scale import measure_ground_scale
from tilewright.core.grid.grid import DROP, KEEP, SHIFT, TileGrid
from tilewright.core.grid.over_raster import fit_tile_pixels, grid_batches
from tilewright.core.grid.select import SelectStep
from tilewright.core.grid.settings import METERS, GridSettings, TileSize

OBLONG = (10.0, 0.0, 500000.0, 0.0, -20.0, 4600000.0)


@pytest.fixture
def info(open_source):
    return open_source(np.ones((17, 25), np.uint8), transform=OBLONG).info


def test_metres_become_the_nearest_whole_pixels(info):
    for asked, expected in (
        ((640, 640), (64, 32, 640.0, 640.0)),
        ((644.9, 649), (64, 32, 640.0, 640.0)),
        ((645, 650), (65, 33, 650.0, 660.0)),
        ((5, 10), (1, 1, 10.0, 20.0)),
    ):
        assert fit_tile_pixels(info, *asked) == expected
    with pytest.raises(GridError) as caught:
        fit_tile_pixels(info, 640, 9.9)
    assert str(caught.value) == (
        "A tile of 9.9 m is smaller than a pixel of raster.tif (20 m); choose a larger TILE_SIZE."
    )


def test_degrees_are_measured_at_the_centre_of_the_raster(open_source):
    place = (1e-4, 0.0, 11.0, 0.0, -1e-4, 60.0)
    info = open_source(np.ones((4000, 10), np.uint8), transform=place, crs="EPSG:4326").info
    scale = measure_ground_scale(info.crs_wkt, 11.0005, 59.8)
    columns, rows, across, down = fit_tile_pixels(info, 640, 640)
    assert (columns, rows) == (round(640 / scale.x / 1e-4), round(640 / scale.y / 1e-4))
    assert columns > 1.9 * rows
    assert across == pytest.approx(columns * 1e-4 * scale.x, rel=1e-9)
    assert down == pytest.approx(rows * 1e-4 * scale.y, rel=1e-9)


def test_settings_give_size_and_grid(info):
    assert GridSettings(8, 4).size_over(info) == TileSize(8, 4)
    assert GridSettings(8).size_over(info) == TileSize(8, 8)
    assert GridSettings(1).size_over(info) == TileSize(1, 1)
    metres = GridSettings(78, 42, METERS).size_over(info)
    assert metres == TileSize(8, 2, (80.0, 40.0))
    grid = GridSettings(8, 4, overlap=2, edge=KEEP).plan(info, TileSize(8, 4))
    assert (len(grid.columns), len(grid.rows)) == (4, 8)
    assert grid.columns.offsets.tolist() == [0, 6, 12, 18]
    for settings, told in (
        (GridSettings(8.5), "TILE_SIZE is 8.5; in pixels it must be a whole number from 1 on"),
        (GridSettings(8, 0), "TILE_HEIGHT is 0; in pixels"),
        (GridSettings(2**31), "TILE_SIZE is .*, more than any raster has"),
        (GridSettings(8, 2**33), "TILE_HEIGHT is .*, more than any raster has"),
    ):
        with pytest.raises(GridError, match=told):
            settings.size_over(info)
    largest = GridSettings(2**31 - 1).size_over(info)
    assert largest == TileSize(2**31 - 1, 2**31 - 1)


@pytest.mark.parametrize("size", [20_000, 4])
@pytest.mark.parametrize("edge", [DROP, KEEP, SHIFT])
def test_tables_hold_each_tile_of_the_grid(info, edge, size):
    grid = TileGrid.plan(25, 17, 10, 8, 0, edge)
    tables = list(grid_batches(grid, info, edge, size))
    assert len(tables) == (1 if size > 9 else 3)
    kept, rejected = [], []
    for table, dropped in tables:
        for found, part in ((kept, table), (rejected, dropped)):
            names = ("tile_id", "row", "col", "col_off", "row_off", "width", "height")
            columns = [part[name].tolist() for name in names]
            bounds = map(tuple, part.geometries.bounds.tolist())
            assert np.isnan(part["valid_pct"]).all()
            reasons = part.columns.get("reason", [None] * len(part))
            found.extend(zip(*columns, bounds, reasons))
    expected_kept, expected_rejected = [], []
    for row in range(3):
        for col in range(3):
            left, top, width, height = 10 * col, 8 * row, 10, 8
            if edge == SHIFT:
                left, top = min(left, 15), min(top, 9)
            else:
                width, height = min(width, 25 - left), min(height, 17 - top)
            cut = edge == DROP and (width, height) != (10, 8)
            x, y = 500000 + 10 * left, 4600000 - 20 * top
            bounds = (x, y - 20 * height, x + 10 * width, y)
            reason = f"cut by the raster's edge ({width} x {height} pixels)" if cut else None
            name = f"r{row:05d}_c{col:05d}"
            told = (name, row, col, left, top, width, height, bounds, reason)
            (expected_rejected if cut else expected_kept).append(told)
    assert kept == expected_kept
    assert rejected == expected_rejected


def test_a_raster_smaller_than_a_tile_is_told(info):
    grid = TileGrid.plan(25, 17, 26, 8)
    with pytest.raises(GridError) as caught:
        next(grid_batches(grid, info, DROP))
    assert str(caught.value) == (
        "raster.tif has 25 x 17 pixels, less than one whole tile; choose a smaller TILE_SIZE, or "
        "EDGE=KEEP."
    )
    grid = TileGrid.plan(25, 17, 26, 8, 0, KEEP)
    assert sum(len(kept) for kept, _ in grid_batches(grid, info, KEEP)) == 3


def test_tables_are_made_of_twenty_thousand_tiles(open_source):
    info = open_source(np.ones((1, 20_001), np.uint8)).info
    tables = grid_batches(TileGrid.plan(20_001, 1, 1, 1), info, DROP)
    assert [len(kept) for kept, _ in tables] == [20_000, 1]


def areas(table):
    return np.array([table.geometries.polygon(k).area for k in range(len(table))])


def test_selected_polygons_are_measured_and_numbered_over_all_batches(make_table):
    shapes = [box(10 * k, 0, 10 * k + k + 1, 1) for k in range(6)]
    table = make_table(shapes, tile_id=False)
    step = SelectStep(box(10, 0, 45, 1), "INTERSECTS", areas, False)
    assert step.area.bounds == (10, 0, 45, 1)
    names, found = [], []
    for part in (slice(0, 2), slice(2, 6)):
        made, kept = step.extend(table.select(np.arange(6)[part]))
        names += made["tile_id"].tolist()
        found += made["area_km2"].tolist()
        assert kept.tolist() == [name is not None for name in made["tile_id"]]
        assert [field.name for field in made.fields] == ["tile_id", "area_km2", "reason"]
    assert names == [None, "t000001", "t000002", "t000003", "t000004", None]
    assert found == [1, 2, 3, 4, 5, 6]


def test_polygons_with_names_keep_them(make_table):
    table = make_table([box(0, 0, 1, 1), box(5, 5, 6, 7)], tile_id=["x", "y"])
    step = SelectStep(box(0, 0, 2, 2), "INTERSECTS", areas, True)
    made, kept = step.extend(table)
    assert made["tile_id"].tolist() == ["x", "y"]
    assert made["area_km2"].tolist() == [1, 2]
    assert kept.tolist() == [True, False]
    assert made["reason"].tolist() == [None, "outside the area of interest"]
