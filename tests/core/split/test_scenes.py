"""Splits of tiles from several scenes: whole scenes, and ground that several of them show."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon
from shapely.ops import nearest_points

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import SplitError
from tilewright.core.geometry.outlines import TileGeometries, wkb_of_corners
from tilewright.core.split.request import METHODS, SplitRequest
from tilewright.core.split.split import split_tiles

SIDE = 1280.0


@pytest.fixture(scope="module")
def degrees():
    from rasterio.crs import CRS

    return CRS.from_epsg(4326).to_wkt()


@pytest.fixture(scope="module")
def utm():
    from rasterio.crs import CRS

    return CRS.from_epsg(32631).to_wkt()


def lay_squares(places, side=SIDE):
    """Corners (N, 5, 2) of squares whose upper left corners are given."""
    corners = np.empty((len(places), 5, 2))
    for k, (x, y) in enumerate(places):
        corners[k] = [(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)]
    return corners


def lay_grid(left, top, columns, rows, side=SIDE):
    return lay_squares(
        [(left + c * side, top - r * side) for r in range(rows) for c in range(columns)], side
    )


def in_degrees(corners, epsg):
    from rasterio.warp import transform

    if epsg == 4326:
        return corners
    x, y = (corners[..., axis].ravel().tolist() for axis in (0, 1))
    lon, lat = transform(f"EPSG:{epsg}", "EPSG:4326", x, y)
    return np.stack((lon, lat), axis=1).reshape(corners.shape)


def lay_scenes(scenes):
    """Tiles of scenes, each name -> corners: outlines, and the scene of each tile."""
    names = [name for name, corners in scenes.items() for _ in range(len(corners))]
    return TileGeometries(wkb_of_corners(np.concatenate(list(scenes.values())))), names


def scenes_of(result, scenes):
    found = {}
    for scene, split in zip(scenes, result.splits().tolist()):
        found.setdefault(scene, set()).add(split)
    return found


def six_scenes():
    """Two dates of one place, whose grids are shifted; a neighbour; and three places far away."""
    return {
        "a1": lay_grid(500_000, 4_600_000, 6, 6),
        "a2": lay_grid(500_300, 4_600_500, 6, 6),
        "b": lay_grid(500_000 + 6 * SIDE, 4_600_000, 4, 6),
        "c": lay_grid(600_000, 4_600_000, 3, 5),
        "d": lay_grid(640_000, 4_600_000, 4, 4),
        "e": lay_grid(680_000, 4_600_000, 3, 4),
    }


def test_whole_scenes_are_dealt_and_those_of_one_place_go_together(utm):
    tiles, scenes = lay_scenes(six_scenes())
    placed = set()
    for seed in range(8):
        result = split_tiles(tiles, utm, SplitRequest("SCENE", seed=seed), scenes=scenes)
        found = scenes_of(result, scenes)
        assert all(len(splits) == 1 and None not in splits for splits in found.values())
        # The two dates reach into each other and into the neighbour.
        assert found["a1"] == found["a2"] == found["b"] == {"train"}
        assert {s for splits in found.values() for s in splits} == {"train", "val", "test"}
        assert result.facts["units"] == 4
        told = result.facts["scenes"]
        assert {name: {split} for split, names in told.items() for name in names} == found
        assert all(names == sorted(names) for names in told.values())
        placed.add(str(told))
        assert any(
            str(note).startswith("The ") and "train: a1" in str(note) for note in result.notes
        )
    assert len(placed) > 1


def test_neighbours_that_only_touch_are_dealt_apart(utm):
    scenes = six_scenes()
    del scenes["a2"]
    tiles, names = lay_scenes(scenes)
    result = split_tiles(tiles, utm, SplitRequest("SCENE", (40, 30, 30)), scenes=names)
    assert result.facts["units"] == 5


def test_scenes_whose_tiles_lie_between_each_other_go_together(utm):
    place = lay_grid(500_000, 4_600_000, 6, 6)
    chess = np.arange(36) // 6 % 2 == np.arange(36) % 2
    scenes = {
        "white": place[chess],
        "black": place[~chess],
        "beside": lay_grid(500_000 + 6 * SIDE, 4_600_000, 6, 6),
        "far": lay_grid(600_000, 4_600_000, 3, 3),
    }
    tiles, names = lay_scenes(scenes)
    for seed in range(5):
        request = SplitRequest("SCENE", (50, 30, 20), seed=seed)
        result = split_tiles(tiles, utm, request, scenes=names)
        found = scenes_of(result, names)
        assert result.facts["units"] == 3
        assert found["white"] == found["black"] != found["beside"]
    by_date = SplitRequest("SCENE", (50, 30, 20), allow_overlap=True)
    assert split_tiles(tiles, utm, by_date, scenes=names).facts["units"] == 4


def test_scenes_are_balanced_by_tiles_and_classes(utm):
    rng = np.random.default_rng(3)
    sides = rng.integers(2, 7, 24)
    scenes = {
        f"s{k:02d}": lay_grid(300_000 + 20_000 * k, 4_600_000, int(n), int(n))
        for k, n in enumerate(sides)
    }
    tiles, names = lay_scenes(scenes)
    labels = [("water", "wood", "field")[int(name[1:]) % 3] for name in names]
    for classes in (None, ClassShares.from_labels(labels)):
        result = split_tiles(
            tiles, utm, SplitRequest("SCENE", (60, 20, 20)), classes=classes, scenes=names
        )
        for split, asked in (("train", 60), ("val", 20), ("test", 20)):
            assert result.facts["splits"][split]["achieved"] == pytest.approx(asked, abs=2.5)
    for row in result.facts["classes"].values():
        for split, asked in (("train", 60), ("val", 20), ("test", 20)):
            assert row["splits"][split]["achieved"] == pytest.approx(asked, abs=12)


def test_a_distance_holds_between_scenes_that_touch(utm):
    scenes = six_scenes()
    del scenes["a2"]
    tiles, names = lay_scenes(scenes)
    for seed in range(20):
        request = SplitRequest("SCENE", (40, 30, 30), buffer=SIDE, seed=seed)
        result = split_tiles(tiles, utm, request, scenes=names)
        splits = result.splits().tolist()
        shapes = [tiles.polygon(k) for k in range(len(tiles))]
        for i, j in combinations(range(len(tiles)), 2):
            if None not in (splits[i], splits[j]) and splits[i] != splits[j]:
                assert shapes[i].distance(shapes[j]) >= SIDE * (1 - 1e-9)


def test_dates_are_dealt_apart_only_where_that_is_asked_for_and_told(utm):
    scenes = six_scenes()
    scenes["a3"] = scenes["a1"]
    tiles, names = lay_scenes(scenes)
    request = SplitRequest("SCENE", (40, 30, 30), allow_overlap=True)
    result = split_tiles(tiles, utm, request, scenes=names)
    assert result.facts["units"] == 7
    assert all(len(splits) == 1 for splits in scenes_of(result, names).values())
    splits = result.splits().tolist()
    shapes = [tiles.polygon(k) for k in range(len(tiles))]
    torn = sum(
        splits[i] != splits[j] and shapes[i].intersection(shapes[j]).area > 1
        for i, j in combinations(range(len(tiles)), 2)
    )
    assert torn
    (told,) = [str(w) for w in result.warnings if "ALLOW_OVERLAP" in str(w)]
    assert told.startswith(f"{torn} pairs of tiles in different splits show the same ground, ")


def test_random_tiles_of_two_dates_stay_together_or_are_refused(utm):
    place = lay_grid(500_000, 4_600_000, 6, 6)
    same = {"one": place, "two": place.copy(), "far": lay_grid(600_000, 4_600_000, 2, 2)}
    tiles, names = lay_scenes(same)
    result = split_tiles(tiles, utm, SplitRequest("RANDOM"), scenes=names)
    splits = result.splits().tolist()
    assert splits[:36] == splits[36:72] and len(set(splits)) == 3
    assert not [w for w in result.warnings if "ALLOW_OVERLAP" in str(w)]

    shifted = {"one": place, "two": place + (500.0, 300.0)}
    tiles, names = lay_scenes(shifted)
    with pytest.raises(SplitError, match="overlap each other in a single cluster"):
        split_tiles(tiles, utm, SplitRequest("RANDOM"), scenes=names)
    request = SplitRequest("RANDOM", allow_overlap=True)
    result = split_tiles(tiles, utm, request, scenes=names)
    (told,) = [str(w) for w in result.warnings if "ALLOW_OVERLAP" in str(w)]
    assert "show the same ground, such as one of one in train" in told
    # Tiles of one scene, and of tables that name none, are as they were.
    for of in (None, ["one"] * len(tiles)):
        other = split_tiles(tiles, utm, request, scenes=of)
        assert other.codes.tolist() == result.codes.tolist()
        assert not [w for w in other.warnings if "ALLOW_OVERLAP" in str(w)]


def test_scenes_that_are_missing_too_few_or_of_one_place_are_told(utm):
    def refused(scenes, names=None, **options):
        tiles, own = lay_scenes(scenes)
        with pytest.raises(SplitError) as caught:
            split_tiles(tiles, utm, SplitRequest("SCENE", **options), scenes=names or own)
        return str(caught.value)

    scenes = six_scenes()
    tiles, names = lay_scenes(scenes)
    nobody = (
        "METHOD=SCENE deals whole scenes, and the tiles have no field scene that names theirs; "
        "make them from several scenes, or choose another METHOD."
    )
    assert refused(scenes, [None] * len(names)) == nobody
    with pytest.raises(SplitError) as caught:
        split_tiles(tiles, utm, SplitRequest("SCENE"))
    assert str(caught.value) == nobody
    assert refused(scenes, ["one"] * len(names)).startswith(
        "METHOD=SCENE deals whole scenes, and the tiles are of 1 scene only, where 3 splits are "
    )
    assert refused({"a": scenes["a1"], "c": scenes["c"]}).startswith(
        "METHOD=SCENE deals whole scenes, and the tiles are of 2 scenes only, where 3 splits are "
    )
    a_place = {"a1": scenes["a1"], "a2": scenes["a2"], "b": scenes["b"]}
    assert refused(a_place) == (
        "The 3 scenes (a1, a2, b) show the same ground as each other in a single group, and 3 "
        "splits are asked for. Choose METHOD=BANDS or BLOCKS, which cut the area, add scenes of "
        "other places, or set ALLOW_OVERLAP to deal each scene by itself, as by date."
    )
    assert "in only 2 groups, and 3 splits" in refused({**a_place, "c": scenes["c"]})


def test_added_scenes_leave_most_of_the_others_where_they_are(utm):
    many = {f"s{k}": lay_grid(200_000 + 20_000 * k, 4_600_000, 3, 3) for k in range(30)}
    before, names = lay_scenes(many)
    request = SplitRequest("SCENE", seed=4)
    first = scenes_of(split_tiles(before, utm, request, scenes=names), names)
    after, more = lay_scenes({**many, "new": lay_grid(100_000, 4_600_000, 3, 3)})
    second = scenes_of(split_tiles(after, utm, request, scenes=more), more)
    assert sum(first[name] != second[name] for name in many) <= 3


def three_scenes():
    """Scenes in two zones whose grids lie across each other, and one in degrees."""
    from rasterio.warp import transform

    ((west,), (top,)) = transform("EPSG:4326", "EPSG:32631", [5.93], [47.06])
    ((east,), (high,)) = transform("EPSG:4326", "EPSG:32632", [5.97], [47.05])
    degrees = lay_grid(6.02, 47.08, 5, 5, 0.014)
    return {
        "west": in_degrees(lay_grid(west, top, 7, 6), 32631),
        "east": in_degrees(lay_grid(east, high, 6, 6), 32632),
        "degrees": degrees,
    }


def cut_edges(ring, pieces=16):
    return np.concatenate(
        [a + (b - a) * np.arange(pieces)[:, None] / pieces for a, b in zip(ring[:-1], ring[1:])]
    )


def geodesic_distance(one, other):
    pyproj = pytest.importorskip("pyproj")
    lon, lat = ((one[:4].mean(axis=0) + other[:4].mean(axis=0)) / 2).tolist()
    plane = pyproj.Proj(proj="aeqd", lon_0=lon, lat_0=lat, ellps="WGS84")
    a, b = (Polygon(np.stack(plane(*cut_edges(ring).T), axis=1)) for ring in (one, other))
    ends = [plane(p.x, p.y, inverse=True) for p in nearest_points(a, b)]
    return pyproj.Geod(ellps="WGS84").inv(*ends[0], *ends[1])[2]


@settings(max_examples=12, deadline=None)
@given(
    st.sampled_from(["BANDS", "BLOCKS"]),
    st.sampled_from([0.0, 700.0, 1500.0]),
    st.sampled_from([2600.0, 4000.0]),
    st.integers(2, 5),
    st.integers(0, 99),
)
def test_no_ground_is_shared_across_zones_and_buffers_are_geodesic(
    degrees, method, buffer, size, bands, seed
):
    scenes = three_scenes()
    tiles, names = lay_scenes(scenes)
    corners = np.concatenate(list(scenes.values()))
    request = SplitRequest(method, (50, 50, 0), bands, block_size=size, buffer=buffer, seed=seed)
    try:
        result = split_tiles(tiles, degrees, request, scenes=names)
    except SplitError:
        assume(False)
    splits = result.splits().tolist()
    shapes = [tiles.polygon(k) for k in range(len(tiles))]
    kept = [k for k, split in enumerate(splits) if split is not None]
    least = np.inf
    for i, j in combinations(kept, 2):
        if splits[i] == splits[j]:
            continue
        assert shapes[i].intersection(shapes[j]).area < 1e-9
        # A degree is 75 km and more here.
        if shapes[i].distance(shapes[j]) * 75_000 < buffer:
            least = min(least, geodesic_distance(corners[i], corners[j]))
    assert least >= buffer - 0.05
    # Tiles go for a reason: each is too near to one that stays in another split.
    for k in set(range(len(tiles))) - set(kept):
        others = [j for j in kept if splits[j] != ("train", "val")[result.codes[k]]]
        near = [j for j in others if shapes[k].distance(shapes[j]) * 75_000 < buffer + 1]
        assert any(geodesic_distance(corners[k], corners[j]) < buffer + 0.05 for j in near)


@pytest.mark.parametrize("method", [name for name in METHODS if name != "GROUP"])
def test_dates_of_a_place_on_both_sides_of_the_antimeridian_stay_together(degrees, method):
    west = in_degrees(lay_grid(822_000 - 4 * SIDE, 8_170_000, 8, 3), 32760)
    # The same place once more, in the zone on the other side; and two places elsewhere.
    from rasterio.warp import transform

    lon, lat = west[..., 0].ravel().tolist(), west[..., 1].ravel().tolist()
    x, y = transform("EPSG:4326", "EPSG:32701", lon, lat)
    east = in_degrees(lay_grid(min(x) + 300, max(y), 8, 3), 32701)
    assert (np.ptp(np.concatenate((west, east))[..., 0], axis=1) > 300).any()
    scenes = {
        "west": west,
        "east": east,
        "fiji": lay_grid(178.2, -17.6, 5, 4, 0.012),
        "samoa": lay_grid(-172.2, -13.6, 5, 4, 0.012),
    }
    tiles, names = lay_scenes(scenes)
    corners = np.concatenate(list(scenes.values()))
    corners[..., 0] %= 360
    shapes = [Polygon(c) for c in corners]
    request = SplitRequest(method, (50, 25, 25), block_size=4000, band_count=9, angle=90)
    result = split_tiles(tiles, degrees, request, scenes=names)
    splits = result.splits().tolist()
    for i, j in combinations(range(len(tiles)), 2):
        if None not in (splits[i], splits[j]) and splits[i] != splits[j]:
            assert shapes[i].intersection(shapes[j]).area < 1e-12, (names[i], names[j])


def test_labels_of_scenes_far_apart_are_compared_within_their_length(degrees):
    # Patches of one class are 4 tiles wide, in each of three scenes on three continents.
    side = 0.01
    scenes = {
        name: lay_grid(*place, 24, 24, side)
        for name, place in (("foz", (-54.6, -25.4)), ("paris", (2.3, 48.9)), ("lagos", (3.3, 6.5)))
    }
    tiles, names = lay_scenes(scenes)
    rng = np.random.default_rng(6)
    patches = np.kron(rng.integers(0, 2, (3, 6, 6)), np.ones((4, 4), int)).ravel()
    classes = ClassShares.from_labels([("wood", "field")[k] for k in patches.tolist()])
    request = SplitRequest("BLOCKS", (50, 50, 0), block_size=12_000, buffer_auto=True)
    result = split_tiles(tiles, degrees, request, classes=classes, scenes=names)
    found = result.facts["variogram"]
    # Half the longest scene: 24 tiles of up to 1.1 km each way, in a box that lies askew in space.
    assert max(found["lags"]) < 1.3 * 24 * 1112 * 2**0.5 / 2
    assert 2000 < found["range"] < 9000
    assert result.facts["buffer"] < 9000


@pytest.mark.parametrize("method", ["BANDS", "BLOCKS"])
def test_scenes_across_a_pole_share_no_ground_and_keep_their_distance(degrees, method):
    # Two grids that are shifted against each other, over the pole itself.
    side = 20_000.0
    plane = [
        lay_grid(2_000_000 - 4 * side, 2_000_000 + 3.5 * side, 8, 7, side),
        lay_grid(2_000_000 - 2 * side + 7000, 2_000_000 + 2 * side + 3000, 8, 7, side),
    ]
    tiles, names = lay_scenes({str(k): in_degrees(c, 5041) for k, c in enumerate(plane)})
    shapes = [Polygon(ring) for ring in np.concatenate(plane)]
    for seed in range(4):
        request = SplitRequest(method, (50, 50, 0), 4, block_size=70_000, buffer=15_000, seed=seed)
        result = split_tiles(tiles, degrees, request, scenes=names)
        splits = result.splits().tolist()
        assert {"train", "val"} <= set(splits)
        # A metre of this plane is 1 / 0.994 metres at the pole.
        gaps = [
            shapes[i].distance(shapes[j]) / 0.994
            for i, j in combinations(range(len(shapes)), 2)
            if None not in (splits[i], splits[j]) and splits[i] != splits[j]
        ]
        assert min(gaps) > 15_000 * 0.999
