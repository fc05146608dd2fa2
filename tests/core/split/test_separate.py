"""Which tiles go, and which tiles stay together, by looking at every pair."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.errors import CancelledError, SplitError
from tilewright.core.geodesy.tiles import TileGround
from tilewright.core.geometry.keys import tile_keys
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.geometry.pairs import TilePairs
from tilewright.core.hashing import hash_numbers, hash_texts
from tilewright.core.split.request import METHODS, SplitRequest
from tilewright.core.split.separate import SplitSeparator
from tilewright.core.split.units import UnitMaker

UNITS = (1.0, 0.0, 500_000.0, 0.0, -1.0, 4_600_000.0)
windows = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(4, 16), st.integers(4, 16)),
    min_size=2,
    max_size=25,
)


@pytest.fixture(scope="module")
def utm():
    from rasterio.crs import CRS

    return CRS.from_epsg(32631).to_wkt()


def lay_tiles(windows):
    return TileGeometries(wkb_of_corners(corners_of_windows(np.array(windows), UNITS)))


def apart(a, b):
    """Pixels between two windows along each axis; below 0 where they share some."""
    return [max(a[k], b[k]) - min(a[k] + a[k + 2], b[k] + b[k + 2]) for k in (0, 1)]


def overlap(a, b):
    return max(apart(a, b)) < 0


def gap(a, b):
    return math.hypot(*(max(0, v) for v in apart(a, b)))


@settings(max_examples=80)
@given(
    windows,
    st.lists(st.integers(0, 2), min_size=25, max_size=25),
    st.sampled_from([(70, 15, 15), (15, 70, 15), (1, 2, 3), (1, 1, 1), (2, 1, 2), (50, 50, 0)]),
    st.sampled_from([0, 1, 5, 13]),
)
def test_of_two_splits_the_larger_gives_way(utm, windows, splits, targets, buffer):
    splits = splits[: len(windows)]
    order = sorted(range(3), key=lambda k: (-targets[k], k))
    conflicts, overlaps = [-1] * len(windows), [False] * len(windows)
    for rank in (1, 0):
        found = {}
        for i, own in enumerate(splits):
            if own != order[rank]:
                continue
            for j, other in enumerate(splits):
                if other not in order[rank + 1 :] or conflicts[j] >= 0:
                    continue
                shared = overlap(windows[i], windows[j])
                if shared or gap(windows[i], windows[j]) < buffer:
                    found.setdefault(i, []).append(other)
                    overlaps[i] |= shared
        for i, others in found.items():
            conflicts[i] = min(others)
    tiles = lay_tiles(windows)
    separator = SplitSeparator(TilePairs(tiles), TileGround(tiles, utm), buffer, targets)
    given_in = np.array(splits)
    assigned = separator.separate(given_in)
    assert assigned.conflicts.tolist() == conflicts
    assert assigned.overlaps.tolist() == overlaps
    assert assigned.codes.tolist() == splits == given_in.tolist()
    kept = [s for s, c in zip(splits, conflicts) if c < 0]
    assert assigned.kept_counts() == [kept.count(k) for k in range(3)]
    # Once more: nothing is kept between calls.
    assert separator.separate(given_in).conflicts.tolist() == conflicts


def test_a_tile_at_the_asked_distance_stays_and_one_a_millimetre_nearer_goes(utm):
    tiles = lay_tiles([(0, 0, 10, 10), (110, 0, 10, 10)])
    for buffer, goes in ((100, False), (100.0000009, False), (100.001, True), (99.9, False)):
        separator = SplitSeparator(TilePairs(tiles), TileGround(tiles, utm), buffer, (2, 1, 0))
        assert bool((~separator.separate(np.array([0, 1])).kept).any()) == goes


def test_cancel_stops_separating(utm):
    tiles = lay_tiles([(0, 0, 10, 10), (5, 0, 10, 10)])
    separator = SplitSeparator(TilePairs(tiles), TileGround(tiles, utm), 0, (2, 1, 0), lambda: True)
    with pytest.raises(CancelledError):
        separator.separate(np.array([0, 1]))


def join(sets, i, j):
    """Make one set of two."""
    old, new = sets[j], sets[i]
    return [new if s == old else s for s in sets]


def join_scenes(sets, windows, scenes, allow_overlap):
    """Join tiles of a scene, and scenes whose tiles span the same ground by over a hundredth."""
    from shapely.geometry import box
    from shapely.ops import unary_union

    for scene in set(scenes) - {None}:
        for k in range(len(scenes)):
            if scenes[k] == scene:
                sets = join(sets, scenes.index(scene), k)
    if allow_overlap:
        return sets
    spans = {
        scene: unary_union(
            [box(x, y, x + w, y + h) for (x, y, w, h), s in zip(windows, scenes) if s == scene]
        ).convex_hull
        for scene in set(scenes) - {None}
    }
    for a, b in combinations(sorted(spans), 2):
        least = min(spans[a].area, spans[b].area)
        if spans[a].intersection(spans[b]).area > 0.01 * least:
            sets = join(sets, scenes.index(a), scenes.index(b))
    return sets


@settings(max_examples=80)
@given(
    windows,
    st.sampled_from(list(METHODS)),
    st.none() | st.lists(st.sampled_from([None, "a", "b", "c"]), min_size=25, max_size=25),
    st.lists(st.sampled_from([None, "x", "y", "z"]), min_size=75, max_size=75),
    st.booleans(),
    st.integers(0, 5),
    st.integers(1, 3),
)
def test_units_are_what_stays_together_in_the_order_of_their_numbers(
    utm, windows, method, groups, scenes, allow_overlap, seed, times
):
    # Some tiles stand there several times.
    windows = windows + windows[:times] * (times - 1)
    groups = groups and groups[: len(windows)] + [None] * (len(windows) - 25)
    request = SplitRequest(method, (100, 0, 0), 3, 0, 20.0, allow_overlap=allow_overlap, seed=seed)
    count = len(windows)
    scenes = scenes[:count]
    is_by_scene = method == "SCENE"
    pairs = [(i, j) for i in range(count) for j in range(i)]
    equal, clusters = list(range(count)), list(range(count))
    for i, j in pairs:
        if windows[i] == windows[j]:
            equal = join(equal, i, j)
        # Whole scenes are told apart even where they show one place.
        of_scenes = is_by_scene and allow_overlap and {scenes[i], scenes[j]} != {None}
        is_one_place = windows[i] == windows[j] and not of_scenes
        if is_one_place or (overlap(windows[i], windows[j]) and not allow_overlap):
            clusters = join(clusters, i, j)
    tiles = lay_tiles(windows)
    ground = TileGround(tiles, utm)
    keys = tile_keys(tiles)
    together = list(clusters)
    if METHODS[method].cuts_area:
        cut = METHODS[method].cut(request, ground)
        centres = [(x + w / 2, y + h / 2) for x, y, w, h in windows]
        for name in set(clusters):
            inside = [k for k in range(count) if clusters[k] == name]
            spans = [np.ptp([centres[k][axis] for k in inside]) for axis in (0, 1)]
            if max(spans) > cut.reach:
                for k in inside:
                    together[k] = equal[k] + count
    for i, j in pairs:
        if groups and groups[i] is not None and groups[i] == groups[j]:
            together = join(together, i, j)
    if is_by_scene:
        together = join_scenes(together, windows, scenes, allow_overlap)
    if METHODS[method].cuts_area:
        pieces = cut.pieces.tolist()
        numbers = []
        for name in together:
            held = [piece for piece, other in zip(pieces, together) if other == name]
            numbers.append(min(set(held), key=lambda piece: (-held.count(piece), piece)))
    else:
        own = hash_numbers(seed, keys).tolist()
        for of_tiles in (scenes if is_by_scene else None, groups):
            names = sorted(set(of_tiles or ()) - {None})
            of_name = dict(zip(names, hash_texts(seed, names).tolist())) if names else {}
            own = [of_name.get(name, key) for name, key in zip(of_tiles or [None] * count, own)]
        numbers = [
            min(key for key, other in zip(own, together) if other == name) for name in together
        ]
    order = sorted(set(numbers))
    maker = UnitMaker(TilePairs(tiles), ground, groups or None, scenes=scenes)
    assert maker.place_count == len(set(windows))
    units = maker.make(request)
    assert units.of_tiles.tolist() == [order.index(number) for number in numbers]
    assert units.weights.tolist() == [numbers.count(number) for number in order]
    assert len(units) == len(order)
    assert units.cluster_count == len(set(clusters))
    # Once more: nothing is kept between calls.
    assert maker.make(request).of_tiles.tolist() == units.of_tiles.tolist()


def test_clusters_that_are_too_few_are_told_with_the_ways_out(utm):
    def refused(windows, method="RANDOM", shares=(70, 15, 15), groups=None, **options):
        tiles = lay_tiles(windows)
        maker = UnitMaker(TilePairs(tiles), TileGround(tiles, utm), groups)
        try:
            maker.make(SplitRequest(method, shares, **options))
        except SplitError as error:
            return str(error)
        return None

    chain = [(8 * k, 0, 10, 10) for k in range(4)]
    more = [(500 + 8 * k, 0, 10, 10) for k in range(3)]
    single = [(900, 0, 10, 10)]
    assert refused(chain) == (
        "The 4 tiles overlap each other in a single cluster, and 3 splits are asked for: "
        "METHOD=RANDOM would put the same place into several splits. Choose METHOD=BANDS or "
        "BLOCKS, which reject the tiles at the edges, or set ALLOW_OVERLAP."
    )
    assert refused(chain + more) == (
        "The 7 tiles overlap each other in only 2 clusters, and 3 splits are asked for: "
        "METHOD=RANDOM would put the same place into several splits. Choose METHOD=BANDS or "
        "BLOCKS, which reject the tiles at the edges, or set ALLOW_OVERLAP."
    )
    assert refused(chain + more + single) is None
    assert refused(chain + more, shares=(60, 40, 0)) is None
    assert refused(chain, allow_overlap=True) is None
    assert refused(chain, shares=(100, 0, 0)) is None
    # These are too few for another reason, which is told elsewhere.
    assert refused(single * 4) is None
    assert refused(single + [(700, 0, 10, 10)]) is None
    groups = ["a"] * 4 + ["b"] * 3
    assert refused(chain + more, "GROUP", groups=groups).startswith("The 7 tiles overlap each")
    # Clusters are enough, and groups join them.
    assert refused(chain + more + single, "GROUP", groups=["a"] * 8) is None
