"""Grids without a raster: what they cover, where their edges are."""

from __future__ import annotations

import hashlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.ops import unary_union

from tilewright.core.errors import GridError
from tilewright.core.grid.over_area import AreaGrid, clip_tiles, grid_id
from tilewright.core.tiles.table import WINDOW_FIELDS, TileTable


def tiles_of(grid: AreaGrid, area, size=20_000) -> TileTable:
    tables = [table for table, _ in grid.batches(area, size)]
    return TileTable.concatenate(tables, tables[0].fields)


def polygons(table):
    return [table.geometries.polygon(i) for i in range(len(table))]


coordinates = st.floats(-5e6, 5e6)
sides = st.floats(1, 5000)


@given(coordinates, coordinates, sides, sides, st.floats(50, 3000), st.floats(50, 3000))
def test_whole_tiles_cover_the_area_on_multiples_of_their_size(x, y, w, h, width, height):
    area = box(x, y, x + w, y + h)
    grid = AreaGrid.plan(area.bounds, (1, 1), (width, height))
    made = tiles_of(grid, area)
    bounds = made.geometries.bounds
    # What noise may cost: a millionth of a tile on each side.
    assert area.difference(unary_union(polygons(made))).area <= 4e-6 * max(
        area.area, width * height
    )
    for edge, size in ((bounds[:, 0], width), (bounds[:, 3], height)):
        assert np.abs(edge / size - np.rint(edge / size)).max() < 1e-6
    assert bounds[:, 2] - bounds[:, 0] == pytest.approx(np.full(len(made), width), rel=1e-6)
    assert len(made) <= (math.floor(w / width) + 2) * (math.floor(h / height) + 2)


@given(st.integers(1, 40), st.integers(0, 39), st.integers(0, 500), st.integers(1, 300))
def test_overlapping_tiles_are_all_that_reach_the_area(tile, overlap, start, length):
    overlap = min(overlap, tile - 1)
    area = box(start, 0, start + length, 1)
    made = tiles_of(AreaGrid.plan(area.bounds, (tile, tile), (1.0, 1.0), overlap), area)
    step = tile - overlap
    expected = {k * step for k in range(-50, 1000) if k * step < start + length}
    expected = {left for left in expected if left + tile > start}
    assert set(made.geometries.bounds[:, 0].tolist()) == expected


def test_tiles_are_named_by_their_place_and_windows_are_null():
    area = Polygon([(100, 100), (2900, 100), (2900, 1900), (1900, 1900), (1900, 900), (100, 900)])
    grid = AreaGrid.plan(area.bounds, (1, 1), (1000.0, 1000.0))
    for size in (20_000, 2):
        made = tiles_of(grid, area, size)
        texts = [" ".join(["", *(f"{v:.3f}" for v in p.bounds)]) for p in polygons(made)]
        assert made["tile_id"].tolist() == [
            "t" + hashlib.sha256(text.encode()).hexdigest()[:13] for text in texts
        ]
        assert len(made) == len(set(texts)) == 5
        # The cell in the corner that the area leaves out is not a tile.
        assert list(zip(made["row"].tolist(), made["col"].tolist())) == [
            (0, 1), (0, 2), (1, 0), (1, 1), (1, 2),
        ]  # fmt: skip
        for name in WINDOW_FIELDS:
            assert made[name].tolist() == [None] * 5


def test_edges_alone_make_no_tile_and_noise_neither():
    area = box(1000, 1000, 3000, 2000)
    for shift in (0.0, 1e-5, -1e-5):
        moved = box(1000 + shift, 1000 + shift, 3000 + shift, 2000 + shift)
        grid = AreaGrid.plan(moved.bounds, (1, 1), (1000.0, 1000.0))
        assert [p.bounds for p in polygons(tiles_of(grid, moved))] == [
            (1000, 1000, 2000, 2000),
            (2000, 1000, 3000, 2000),
        ]
    assert len(tiles_of(AreaGrid.plan(area.bounds, (1, 1), (999.0, 999.0)), area)) > 2


@pytest.mark.parametrize("unit", [33.3, 10.0, 0.1])
def test_grids_of_two_areas_coincide_to_the_last_digit(unit):
    first, second = box(12345, 777, 20001, 9999), box(15000, 5000, 30000, 12345.6)
    both = first.intersection(second)
    size = int(240 / unit)
    inside = []
    for area in (first, second):
        made = tiles_of(AreaGrid.plan(area.bounds, (size, size), (unit, unit)), area)
        named = zip(made["tile_id"].tolist(), made.wkb)
        inside.append({n for n, p in zip(named, polygons(made)) if p.within(both)})
    assert inside[0] == inside[1] and len(inside[0]) > 350


def test_clipped_tiles_are_the_area():
    area = Polygon([(100, 100), (2900, 400), (2500, 2700), (900, 2000)])
    made = tiles_of(AreaGrid.plan(area.bounds, (1, 1), (500.0, 500.0)), area)
    cut = clip_tiles(made, area)
    assert unary_union(polygons(cut)).symmetric_difference(area).area < 1e-6
    assert {p.geom_type for p in polygons(cut)} == {"MultiPolygon"}
    for own, name, piece in zip(made["tile_id"], cut["tile_id"], polygons(cut)):
        assert (name == own) == (piece.area == 250000)
    assert len(set(cut["tile_id"])) == len(cut)
    assert max(p.area for p in polygons(cut)) == 250000


def test_sizes_that_make_no_sense_are_refused():
    with pytest.raises(GridError, match="OVERLAP is 10 pixels and a tile 10"):
        AreaGrid.plan((0, 0, 9, 9), (10, 10), (1.0, 1.0), 10)
    with pytest.raises(GridError, match="The grid would have 20000 x 20000 tiles; choose a larger"):
        AreaGrid.plan((0, 0, 2e5, 2e5), (1, 1), (10.0, 10.0))
    with pytest.raises(GridError, match="The grid would have .* tiles in a row"):
        AreaGrid.plan((0, 0, 2e9, 2e9), (1, 1), (0.1, 0.1))


def test_digits_tell_every_fact_apart():
    area = box(0, 0, 1, 1)
    digits = grid_id(area=area, size=1000)
    assert len(digits) == 12 and digits == grid_id(size=1000, area=box(0, 0, 1, 1))
    others = {grid_id(area=area, size=1001), grid_id(area=box(0, 0, 1, 1.0001), size=1000)}
    assert digits not in others and len(others) == 2
    same = Polygon([(1, 1), (0, 1 + 1e-10), (0, 0), (1, 0), (1, 1)])
    assert grid_id(area=MultiPolygon([same]), size=1000) == digits


def test_names_tell_places_sizes_and_systems_apart():
    area = box(0, 0, 40, 40)
    ids = set()
    grids = ((10, 0, "a"), (10, 0, "b"), (20, 0, "a"), (10, 5, "a"))
    for tile, overlap, crs in grids:
        grid = AreaGrid.plan(area.bounds, (tile, tile), (1.0, 1.0), overlap)
        ids |= {name for table, _ in grid.batches(area, crs=crs) for name in table["tile_id"]}
    # Whole tens of the overlapping grid are tiles of the first one.
    assert len(ids) == 16 + 16 + 4 + (81 - 16)


def test_parts_of_one_tile_have_names_of_their_own():
    north, south = Polygon([(0, 0), (0, 10), (10, 10)]), Polygon([(0, 0), (10, 0), (10, 10)])
    names = []
    for area in (north, south):
        made = tiles_of(AreaGrid.plan(area.bounds, (10, 10)), area)
        names += [clip_tiles(made, area)["tile_id"][0], made["tile_id"][0]]
    assert names[1] == names[3] and len(set(names)) == 3
