"""The tiles of Sentinel-2, against what ESA has published."""

import hashlib
from collections import Counter

import pytest
from shapely.geometry import MultiPolygon, Point, box
from shapely.ops import unary_union

from tilewright.core.errors import GridError
from tilewright.core.sentinel2.tile_cover import covered_share, tile_outline, tiles_over
from tilewright.core.sentinel2.tile_grid import SIDE, tile_named, tiles_of_rows

# Places of tiles as metadata and images of products have them.
PUBLISHED = {
    "31TCJ": (32631, 300000, 4900020),
    "46RER": (32646, 499980, 3100020),
    "33XWJ": (32633, 499980, 8900040),
    "07HFE": (32707, 600000, 6500020),
    "32UPU": (32632, 600000, 5400000),
    "12SVA": (32612, 399960, 3600000),
}
# Names on both sides of where bands of latitude meet, and of moved zones; and names of squares of
# the grid that have no tile.
ARE_TILES = [
    "51QUG",
    "32VNH",
    "30TYP",
    "32VKM",
    "31VEH",
    "01CCV",
    "60XWF",
    "37XDG",
    "21JYN",
    "60KYF",
    "01KAB",
    "33XVJ",
]
ARE_NONE = [
    "51RUG",
    "32TPU",
    "32UNH",
    "31VFH",
    "32XNH",
    "31NAA",
    "60NAA",
    "34XDP",
    "00TCJ",
    "61TCJ",
    "31ICJ",
    "31TCW",
    "TCJ",
]


def all_tiles():
    return [
        tile
        for zone in range(1, 61)
        for is_north in (False, True)
        for tile in tiles_of_rows(zone, is_north, 0, 99)
    ]


def test_the_tiles_are_those_of_the_published_grid():
    names = sorted(tile.name for tile in all_tiles())
    assert len(names) == 56_686
    assert Counter(name[2] for name in names)["N"] == 3780
    # Of the names in S2A_OPER_GIP_TILPAR_MPC__20151209T095117, sorted, a line each.
    digest = hashlib.sha256("\n".join(names).encode()).digest()
    assert int.from_bytes(digest[:8], "big") == 916_534_626_820_290_467


@pytest.mark.parametrize("name", PUBLISHED)
def test_tiles_lie_where_products_lie(name):
    tile = tile_named(name)
    assert (tile.epsg, tile.left, tile.top) == PUBLISHED[name]
    assert tile.bounds == (tile.left, tile.top - SIDE, tile.left + SIDE, tile.top)


def test_a_real_product_lies_on_its_tile(make_product):
    import numpy as np

    from tilewright.core.sentinel2.product import open_product
    from tilewright.core.sentinel2.product_source import product_grid

    product = open_product(make_product({("B02", 60): np.ones((1830, 1830), dtype="uint16")}))
    grid = product_grid(product, 60)
    tile = tile_named(product.tile)
    assert grid.transform == (60, 0, tile.left, 0, -60, tile.top)
    assert 60 * grid.width == SIDE


def test_names_are_known_from_others():
    assert [tile_named(name).name for name in ARE_TILES] == ARE_TILES
    assert tile_named("t31tcj ").name == "31TCJ"
    for name in ARE_NONE:
        with pytest.raises(GridError, match=f"no Sentinel-2 tile '{name}'"):
            tile_named(name)


def test_outlines_hold_what_lies_in_the_tile_and_nothing_else():
    from rasterio.warp import transform

    tile = tile_named("33XWJ")
    outline = tile_outline(tile)
    left, bottom, right, top = tile.bounds
    for inwards, is_inside in ((15, True), (-15, False)):
        xs = [left + inwards, left + 55_000, right - inwards, left + 31_007]
        ys = [bottom + 41_003, top - inwards, bottom + 70_000, bottom + inwards]
        places = zip(*transform(f"EPSG:{tile.epsg}", "EPSG:4326", xs, ys))
        assert [outline.contains(Point(p)) for p in places] == [is_inside] * 4


def test_a_small_area_needs_one_of_the_tiles_that_overlap_there():
    # Where 31TCJ and 31TDJ overlap: 400000 to 409800 m east.
    area = box(1.78, 43.6, 1.84, 43.65)
    tiles = tiles_over(area)
    assert [t.tile.name for t in tiles] == ["31TCJ", "31TDJ"]
    assert [t.share for t in tiles] == pytest.approx([1, 1])
    # It is nearer to the middle of the first.
    assert [t.is_needed for t in tiles] == [True, False]
    assert covered_share(area, tiles) == 1


def test_shares_are_those_of_the_ground():
    area = box(1.0, 43.0, 2.5, 44.2)
    tiles = tiles_over(area)
    to_area = 6933  # equal areas, by PROJ
    import rasterio.warp
    from shapely.geometry import mapping, shape

    def size(geometry):
        moved = rasterio.warp.transform_geom("EPSG:4326", f"EPSG:{to_area}", mapping(geometry))
        return shape(moved).area

    for tile in tiles:
        expected = size(tile.outline.intersection(area)) / size(area)
        assert tile.share == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize(
    "area",
    [
        box(5.7, 49.4, 6.5, 50.2),
        box(2.5, 59, 6.5, 61),
        box(10, 78, 16, 80),
        box(-61, -1, -60, 1),
        box(14.5, -25, 16, -23.5),
    ],
    ids=["zones", "norway", "svalbard", "equator", "south"],
)
def test_the_needed_tiles_hold_all_and_none_is_superfluous(area):
    tiles = tiles_over(area)
    needed = [t for t in tiles if t.is_needed]
    assert covered_share(area, tiles) == 1
    assert unary_union([t.outline for t in needed]).buffer(1e-9).covers(area)
    for tile in needed:
        others = unary_union([t.outline for t in needed if t is not tile])
        assert not others.buffer(1e-9).covers(area)


def test_every_tile_that_touches_the_area_is_found():
    area = box(-0.5, 42.6, 0.5, 43.4)
    every = {t.name for t in all_tiles() if t.epsg in (32629, 32630, 32631, 32632)}
    by_hand = {n for n in every if n[2] == "T" and tile_outline(tile_named(n)).intersects(area)}
    assert {t.tile.name for t in tiles_over(area)} == by_hand


@pytest.mark.parametrize(
    "area",
    [
        MultiPolygon([box(179, -18, 180, -17), box(-180, -18, -179, -17)]),
        box(179, -18, 181, -17),
        box(-181, -18, -179, -17),
    ],
    ids=["parts", "east", "west"],
)
def test_areas_across_the_antimeridian(area):
    tiles = tiles_over(area)
    assert {t.tile.name[:2] for t in tiles} == {"60", "01"}
    assert covered_share(area, tiles) == 1
    assert all(t.outline.bounds[0] >= -180 and t.outline.bounds[2] <= 180 for t in tiles)


def test_areas_beyond_the_tiles():
    area = box(10, 83, 12, 86)
    assert 0.1 < covered_share(area, tiles_over(area)) < 0.9
    with pytest.raises(GridError, match="No Sentinel-2 tile lies at the area"):
        tiles_over(box(10, 86, 12, 88))
    # Metres, where degrees are meant.
    with pytest.raises(GridError, match="No Sentinel-2 tile lies at the area"):
        tiles_over(box(300000, 4900000, 300100, 4900100))
