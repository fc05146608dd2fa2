"""Exact coverage against polygons clipped pixel by pixel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import affine_transform, translate
from shapely.geometry import Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.polygons.cover import cover_pixels
from tilewright.core.polygons.rasterize import rasterize_polygons
from tilewright.core.polygons.store import PolygonStore

TEN_METRES = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
FINE = (2.5, 0.0, 500000.0, 0.0, -2.5, 4600000.0)
SOUTH_UP = (10.0, 0.0, 500000.0, 0.0, 10.0, 4600000.0)
ROTATED = (7.0, 3.0, 500000.0, 3.0, -7.0, 4600000.0)
HEIGHT = 17


def parcels(seed, width=23, height=HEIGHT):
    """Random polygons in pixels: with holes, in parts, on pixel edges, twice the same."""
    rng = np.random.default_rng(seed)
    made = []
    for _ in range(10):
        centre = rng.uniform((-5, -5), (width + 5, height + 5))
        corners = rng.integers(3, 12)
        angles = np.sort(rng.uniform(0, 2 * np.pi, corners))
        radii = rng.uniform(0.2, 9, corners)
        polygon = Polygon(
            np.stack((centre[0] + radii * np.cos(angles), centre[1] + radii * np.sin(angles)), 1)
        ).buffer(0)
        if rng.random() < 0.3:
            polygon = polygon.difference(Point(centre).buffer(radii.min() / 2))
        if rng.random() < 0.2:
            polygon = unary_union([polygon, translate(polygon, 12, 3)])
        if polygon.area > 0:
            made.append(polygon)
    made += [box(2, 2, 9, 7), box(2, 2, 9, 7), box(3.5, 2.25, 20.5, 7.75)]
    return [*made, box(-10, -10, width + 10, height / 2 + 0.25)]


def make_store(polygons, transform=TEN_METRES, height=HEIGHT):
    a, b, c, d, e, f = transform
    placed = [affine_transform(p, [a, b, d, e, c, f]) for p in polygons]
    store = PolygonStore(transform, height)
    store.add([p.wkb for p in placed[:3]])
    store.add([p.wkb for p in placed[3:]])
    store.finish()
    return store


def clip(polygons, window):
    """Share of each pixel of a window that each polygon covers, (polygons, height, width)."""
    col, row, width, height = window
    return np.array(
        [
            [
                [
                    p.intersection(box(col + x, row + y, col + x + 1, row + y + 1)).area
                    for x in range(width)
                ]
                for y in range(height)
            ]
            for p in polygons
        ]
    )


def shares_of(store, window, count):
    width, height = window[2:]
    index = store.find(window)
    claims = cover_pixels(store.edges(index, window), width, height)
    shares = np.zeros((count, height * width))
    np.add.at(shares, (index[claims.owners], claims.pixels), claims.shares)
    for start, length, owner in zip(claims.run_pixels, claims.run_lengths, claims.run_owners):
        shares[index[owner], start : start + length] += 1
    return shares.reshape(count, height, width)


@pytest.mark.parametrize("transform", [TEN_METRES, FINE, SOUTH_UP, ROTATED])
@pytest.mark.parametrize("window", [(0, 0, 23, 17), (3, 2, 15, 12)])
def test_shares_are_those_of_clipped_polygons(transform, window):
    polygons = parcels(len(window) + window[0])
    with make_store(polygons, transform) as store:
        shares = shares_of(store, window, len(polygons))
    assert np.abs(shares - clip(polygons, window)).max() < 1e-6


def brute_force(shares, values, min_share):
    """Winners and conflicts by the rule itself, one pixel at a time."""
    _, height, width = shares.shape
    winners = np.full((height, width), -1)
    conflicts = np.zeros((height, width), dtype=int)
    for y in range(height):
        for x in range(width):
            here = np.round(shares[:, y, x], 6)
            if here.max() > 0 and here.sum() >= min_share:
                winners[y, x] = int(np.argmax(here))
            if len(set(values[here > 0])) > 1:
                conflicts[y, x] = 1
            if len(set(values[here >= 1])) > 1:
                conflicts[y, x] = 2
    return winners, conflicts


@pytest.mark.parametrize("transform", [TEN_METRES, FINE])
@pytest.mark.parametrize("min_share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_winners_and_conflicts_are_those_of_the_rule(transform, min_share, seed):
    polygons = parcels(seed)
    values = np.random.default_rng(seed).integers(0, 3, len(polygons))
    window = (2, 1, 20, 15)
    with make_store(polygons, transform) as store:
        found = rasterize_polygons(store, values, window, min_share)
    winners, conflicts = brute_force(clip(polygons, window), values, min_share)
    assert np.array_equal(found.polygons, winners)
    assert np.array_equal(found.conflicts, conflicts)
    assert {0, 1} <= set(conflicts.ravel().tolist())


def test_windows_of_any_size_give_the_same_raster(monkeypatch):
    from tilewright.core.polygons import rasterize as module

    polygons = parcels(5)
    values = np.arange(len(polygons)) % 3
    with make_store(polygons) as store:
        whole = rasterize_polygons(store, values, (0, 0, 23, 17))
        parts = [rasterize_polygons(store, values, (0, y, 23, 1)) for y in range(17)]
        assert np.array_equal(whole.polygons, np.concatenate([p.polygons for p in parts]))
        assert np.array_equal(whole.conflicts, np.concatenate([p.conflicts for p in parts]))
        monkeypatch.setattr(module, "_MOST_VERTICES", 20)
        monkeypatch.setattr(module, "_MOST_PIXELS", 7)
        halved = rasterize_polygons(store, values, (0, 0, 23, 17))
    assert np.array_equal(whole.polygons, halved.polygons)
    assert np.array_equal(whole.conflicts, halved.conflicts)


def test_neighbours_that_share_an_edge_on_pixel_edges_do_not_conflict():
    # Coordinates of millions of metres, in which sums of tenths are inexact.
    transform = (0.1, 0.0, 4321000.3, 0.0, -0.1, 3210000.7)
    polygons = [box(k, 0, k + 1, 9) for k in range(20)]
    with make_store(polygons, transform, 9) as store:
        found = rasterize_polygons(store, np.arange(20), (0, 0, 20, 9))
    assert np.array_equal(found.polygons, np.tile(np.arange(20), (9, 1)))
    assert not found.conflicts.any()


def test_polygons_that_are_not_used_claim_nothing():
    polygons = [box(0, 0, 9, 9), box(0, 0, 9, 9)]
    store = PolygonStore((1, 0, 0, 0, 1, 0), 9)
    with store:
        store.add([p.wkb for p in polygons])
        store.finish(np.array([False, True]))
        found = rasterize_polygons(store, np.array([1, 2]), (0, 0, 9, 9))
    assert (found.polygons == 1).all()
    assert not found.conflicts.any()


def test_far_polygons_are_found_where_they_are():
    polygons = [box(5, 600, 7, 1400), box(-9, -900, -5, -500), box(0, 5000, 9, 5001)]
    with make_store(polygons, height=2000) as store:
        assert store.find((0, 0, 10, 500)).tolist() == []
        assert store.find((0, 500, 10, 1500)).tolist() == [0]
        assert store.find((0, 1024, 10, 512)).tolist() == [0]
        assert store.find((8, 1024, 10, 512)).tolist() == []


@given(
    st.lists(
        st.tuples(st.floats(-3, 12, width=32), st.floats(-3, 12, width=32)), min_size=3, max_size=7
    )
)
def test_areas_of_pixels_add_up(points):
    polygon = Polygon(points).buffer(0)
    if polygon.area < 1e-3:
        return
    with make_store([polygon], (1, 0, 0, 0, 1, 0), 9) as store:
        shares = shares_of(store, (0, 0, 9, 9), 1)
    assert shares.sum() == pytest.approx(polygon.intersection(box(0, 0, 9, 9)).area, abs=1e-4)
