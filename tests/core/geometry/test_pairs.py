"""Pairs of tiles, against every pair looked at by shapely."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate, scale
from shapely.geometry import Polygon, box

from tilewright.core.geodesy.distance import least_distance
from tilewright.core.geodesy.tiles import TileGround
from tilewright.core.geometry.keys import tile_keys
from tilewright.core.geometry.near import near_pairs
from tilewright.core.geometry.outlines import TileGeometries
from tilewright.core.geometry.overlapping import cluster_overlapping
from tilewright.core.geometry.pairs import TOUCH, TilePairs
from tilewright.core.hashing import hash_numbers, hash_texts


@pytest.fixture(scope="session")
def utm():
    from rasterio.crs import CRS

    return CRS.from_epsg(32631).to_wkt()


def geometries(shapes):
    return TileGeometries([shape.wkb for shape in shapes])


whole = st.integers(0, 300)
boxes = st.tuples(whole, whole, st.integers(1, 80), st.integers(1, 80)).map(
    lambda v: box(v[0], v[1], v[0] + v[2], v[1] + v[3])
)
turned = st.tuples(boxes, st.integers(1, 89)).map(lambda v: rotate(*v))
kites = st.tuples(boxes, st.integers(1, 20)).map(
    lambda v: Polygon([*list(v[0].exterior.coords)[:3], (v[0].bounds[0] - v[1], v[0].bounds[3])])
)
stars = boxes.map(lambda b: Polygon([*list(b.exterior.coords)[:4], b.centroid.coords[0]]).buffer(0))
shapes = st.lists(st.one_of(boxes, turned, kites, stars), min_size=2, max_size=25)


def overlap(a, b):
    return a.intersection(b).area > 0 and not a.touches(b)


@settings(max_examples=60)
@given(shapes, st.lists(st.integers(0, 3), min_size=25, max_size=25))
def test_near_pairs_are_those_whose_boxes_meet(shapes, codes):
    tiles, codes = geometries(shapes), np.array(codes[: len(shapes)])
    found = [
        tuple(sorted(pair))
        for i, j in near_pairs(tiles.bounds, codes)
        for pair in zip(i.tolist(), j.tolist())
    ]
    outlines = [box(*shape.bounds) for shape in shapes]
    expected = {
        (i, j)
        for j in range(len(shapes))
        for i in range(j)
        if codes[i] != codes[j] and outlines[i].intersects(outlines[j])
    }
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_tiles_of_very_different_sizes_meet():
    shapes = [box(x, y, x + 1, y + 1) for x in range(0, 200, 2) for y in range(0, 40, 2)]
    shapes += [box(-1000, -1000, 1000, 1000), box(50.5, 0, 50.6, 4000)]
    tiles, codes = geometries(shapes), np.arange(len(shapes))
    pairs = {(int(a), int(b)) for i, j in near_pairs(tiles.bounds, codes) for a, b in zip(i, j)}
    pairs = {tuple(sorted(p)) for p in pairs}
    big = len(shapes) - 2
    assert {i for i, j in pairs if j == big} == set(range(big))
    assert {i for i, j in pairs if j == big + 1 and i < big} == set(range(500, 520))


@settings(max_examples=80)
@given(shapes, st.sampled_from([(1.0, 1.0), (0.5, 3.0)]))
def test_overlap_shared_area_and_gap_equal_shapely(shapes, sizes):
    pairs = TilePairs(geometries(shapes))
    i, j = np.triu_indices(len(shapes), k=1)
    scales = np.tile(sizes, (len(shapes), 1))
    areas = pairs.shared_area(i, j)
    gaps = pairs.gap(i, j, scales)
    overlaps = pairs.overlap(i, j)
    grown = [scale(shape, *sizes, origin=(0, 0)) for shape in shapes]
    for k, (a, b) in enumerate(zip(i.tolist(), j.tolist())):
        area = shapes[a].intersection(shapes[b]).area
        assert areas[k] == pytest.approx(area, abs=1e-6)
        assert gaps[k] == pytest.approx(grown[a].distance(grown[b]), abs=1e-6)
        least = min(shapes[a].area, shapes[b].area)
        if area > 1e-3 * least:
            assert overlaps[k]
        if area < TOUCH**2 * least:
            assert not overlaps[k]


def test_neighbours_touch_whatever_the_rounding():
    for turn in (0, 30):
        shapes = [
            rotate(box(0.1 * k, 0, 0.1 * k + 0.1 + 1e-9, 0.1), turn, origin=(0, 0))
            for k in range(20)
        ]
        pairs = TilePairs(geometries(shapes))
        i = np.arange(19)
        assert not pairs.overlap(i, i + 1).any()
        assert (pairs.gap(i, i + 1, np.ones((20, 2))) < 1e-8).all()


@settings(max_examples=60)
@given(shapes)
def test_clusters_are_connected_by_overlap(shapes):
    labels = cluster_overlapping(TilePairs(geometries(shapes))).tolist()
    pairs = TilePairs(geometries(shapes))
    i, j = np.triu_indices(len(shapes), k=1)
    expected = list(range(len(shapes)))
    for a, b in zip(*(v[pairs.overlap(i, j)].tolist() for v in (i, j))):
        one, other = expected[a], expected[b]
        expected = [min(one, other) if e in (one, other) else e for e in expected]
    assert labels == expected


def test_a_long_chain_is_one_cluster():
    rng = np.random.default_rng(1)
    order = rng.permutation(3000)
    shapes = [box(10 * k, 0, 10 * k + 11, 10) for k in order.tolist()]
    shapes += [box(10 * k, 20, 10 * k + 10, 30) for k in range(50)]
    labels = cluster_overlapping(TilePairs(geometries(shapes)))
    assert (labels[:3000] == 0).all()
    assert labels[3000:].tolist() == list(range(3000, 3050))


@settings(max_examples=60)
@given(shapes, st.integers(1, 24), st.sampled_from([(0, 0), (50, 0), (500, 300), (5000, 9)]))
def test_least_distance_equals_looking_at_all_pairs(utm, shapes, cut, shift):
    cut = min(cut, len(shapes) - 1)
    from shapely.affinity import translate

    shapes = [
        translate(s, 500000 + shift[0] * (k >= cut), 4600000 + shift[1] * (k >= cut))
        for k, s in enumerate(shapes)
    ]
    tiles = geometries(shapes)
    ours, theirs = np.arange(cut), np.arange(cut, len(shapes))
    metres, i, j = least_distance(TilePairs(tiles), TileGround(tiles, utm), ours, theirs)
    expected = min(a.distance(b) for a in shapes[:cut] for b in shapes[cut:])
    assert metres == pytest.approx(expected, abs=1e-6)
    assert i < cut <= j
    assert shapes[i].distance(shapes[j]) == pytest.approx(expected, abs=1e-6)


def test_least_distance_of_many_tiles(utm):
    one = [box(10 * x, 10 * y, 10 * x + 10, 10 * y + 10) for x in range(30) for y in range(30)]
    other = [
        box(900 + 10 * x, 10 * y, 910 + 10 * x, 10 * y + 10) for x in range(9) for y in range(9)
    ]
    tiles = geometries([*one, *other])
    metres, i, j = least_distance(
        TilePairs(tiles), TileGround(tiles, utm), np.arange(900), np.arange(900, 981)
    )
    assert metres == 600
    assert (tiles.bounds[i, 2], tiles.bounds[j, 0]) == (300, 900)


def test_hashes_are_those_of_the_reference():
    # The first numbers of SplitMix64 from the seed 1234567, as its authors' code gives them.
    seed, numbers = 1234567, []
    mask = (1 << 64) - 1
    for column in (0, 5, -3):
        state = seed & mask
        for value in (None, column):
            state = (state ^ (value & mask) if value is not None else state) + 0x9E3779B97F4A7C15
            state &= mask
            state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
            state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & mask
            state ^= state >> 31
        numbers.append(state)
    assert hash_numbers(seed, np.array([0, 5, -3])).tolist() == numbers
    assert hash_numbers(1234567, np.empty(0, dtype=np.int64)).tolist() == []
    first = hash_texts(0, ["a"])[0]
    assert first == int(hash_texts(0, ["b", "a"])[1])
    assert first != int(hash_texts(1, ["a"])[0])


def test_keys_know_outlines_and_not_their_rounding():
    shapes = [box(k, 0, k + 10, 10) for k in range(5)]
    shapes += [box(0, 0, 10, 20), Polygon([(0, 0), (10, 0), (0, 10)])]
    keys = tile_keys(geometries(shapes))
    assert len(set(keys.tolist())) == len(shapes)
    nudged = [box(k + 1e-7, -1e-7, k + 10 + 1e-7, 10) for k in range(5)]
    assert tile_keys(geometries(nudged)).tolist() == keys[:5].tolist()


def test_blocks_in_degrees_are_square_on_the_ground():
    from rasterio.crs import CRS

    crs = CRS.from_epsg(4326).to_wkt()
    for lat in (0.0, 47.0, -60.0):
        shapes = [
            box(10 + 0.001 * c, lat + 0.001 * r, 10.001 + 0.001 * c, lat + 0.001 + 0.001 * r)
            for r in range(60)
            for c in range(60)
        ]
        tiles = geometries(shapes)
        ground = TileGround(tiles, crs)
        cells = ground.cells(1000.0)
        places = ground.plane()
        _, place, counts = np.unique(cells, axis=0, return_inverse=True, return_counts=True)
        full = np.flatnonzero(counts == counts.max())[0]
        inside = places[place.ravel() == full]
        side = np.ptp(inside, axis=0) + ground.scales[0] * 0.001
        assert side == pytest.approx([1000, 1000], abs=130)
