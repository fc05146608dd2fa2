"""The audit of tiles from several scenes: ground across zones and dates, distances, copies."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from shapely.geometry import Polygon

from tilewright.core.audit import near_duplicates
from tilewright.core.audit.audit import audit_split
from tilewright.core.audit.near_duplicates import MOST_BITS, find_near_duplicates
from tilewright.core.audit.report import write_audit_report
from tilewright.core.audit.result import AuditInput
from tilewright.core.dataset.thumbnails import Pictures
from tilewright.core.errors import LayerError
from tilewright.core.geodesy.to_degrees import bring_to_degrees
from tilewright.core.geometry.outlines import TileGeometries, wkb_of_corners

pyproj = pytest.importorskip("pyproj")
GEOD = pyproj.Geod(ellps="WGS84")
SIDE = 1280.0


@pytest.fixture(scope="module")
def degrees():
    from rasterio.crs import CRS

    return CRS.from_epsg(4326).to_wkt()


def lay_grid(left, top, columns, rows, side=SIDE):
    places = [(left + c * side, top - r * side) for r in range(rows) for c in range(columns)]
    return np.array(
        [[(x, y), (x + side, y), (x + side, y - side), (x, y - side), (x, y)] for x, y in places]
    )


def to_degrees(corners, epsg):
    project = pyproj.Transformer.from_crs(epsg, 4326, always_xy=True)
    return np.stack(project.transform(corners[..., 0], corners[..., 1]), axis=-1)


@pytest.fixture(scope="module")
def scenes():
    """Tiles in their own systems: two zones across each other, and one far away in degrees."""
    place = (5.95, 47.05)
    west = pyproj.Transformer.from_crs(4326, 32631, always_xy=True).transform(*place)
    east = pyproj.Transformer.from_crs(4326, 32632, always_xy=True).transform(*place)
    return {
        "west": (32631, lay_grid(*west, 5, 4)),
        "east": (32632, lay_grid(east[0] + 2 * SIDE, east[1] - 700, 5, 4)),
        "far": (4326, lay_grid(7.0, 46.5, 4, 4, 0.012)),
    }


def put_together(scenes):
    corners = np.concatenate(
        [c if epsg == 4326 else to_degrees(c, epsg) for epsg, c in scenes.values()]
    )
    names = [name for name, (_, c) in scenes.items() for _ in range(len(c))]
    return corners, names


def on_sphere(places):
    """Unit vectors of places in degrees."""
    x, y = np.radians(places).T
    return np.stack((np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)), axis=-1)


def test_ground_that_scenes_of_two_zones_share_is_found_and_measured(scenes, degrees):
    corners, names = put_together(scenes)
    tiles = TileGeometries(wkb_of_corners(corners))
    splits = [{"west": "train", "east": "test", "far": "val"}[name] for name in names]
    given = AuditInput(tiles, degrees, splits, [f"t{k}" for k in range(len(tiles))], scenes=names)
    result = audit_split(given)
    expected = [
        abs(GEOD.geometry_area_perimeter(common)[0])
        for i, j in combinations(range(len(tiles)), 2)
        if splits[i] != splits[j]
        for common in [Polygon(corners[i]).intersection(Polygon(corners[j]))]
        if common.area > 1e-12
    ]
    (row,) = result.facts["shared_ground"]
    assert (row["splits"], row["pairs"]) == (["train", "test"], len(expected))
    assert row["square_metres"] == pytest.approx(sum(expected), rel=1e-4)
    assert row["scenes"] == {
        "pairs": len(expected),
        "examples": [["west", "east", len(expected)]],
    }
    assert result.facts["scenes"] == {
        "count": 3,
        "in_several_splits": 0,
        "splits": {"train": 1, "val": 1, "test": 1},
    }
    assert result.leaks[0].endswith(
        f"{len(expected)} of the pairs are of different scenes, such as west and east."
    )
    page = write_audit_report("Scenes", given, result).decode("utf-8")
    assert "Different scenes that show the same ground" in page
    # Distances are those of the nearest corners and edges on the ellipsoid.
    apart = {tuple(row["splits"]): row["metres"] for row in result.facts["distances"]}
    assert apart["train", "test"] == 0
    dense = {
        name: np.concatenate(
            [
                a + (b - a) * np.arange(50)[:, None] / 50
                for ring in corners[[n == name for n in names]]
                for a, b in zip(ring[:-1], ring[1:])
            ]
        )
        for name in ("east", "far")
    }
    a, b = (np.unique(dense[name], axis=0) for name in ("east", "far"))
    # On a sphere it is the same ones that are nearest, within a hundredth.
    cosines = on_sphere(a) @ on_sphere(b).T
    nearest = np.nonzero(cosines >= 1 - 1.02 * (1 - cosines.max()))
    near = float(GEOD.inv(*a[nearest[0]].T, *b[nearest[1]].T)[2].min())
    assert apart["val", "test"] == pytest.approx(near, abs=2)


def test_asked_distances_hold_across_zones(scenes, degrees):
    corners, names = put_together(scenes)
    tiles = TileGeometries(wkb_of_corners(corners))
    splits = ["train" if name != "far" else "test" for name in names]
    ids = [f"t{k}" for k in range(len(tiles))]
    measured = audit_split(AuditInput(tiles, degrees, splits, ids, scenes=names))
    (row,) = measured.facts["distances"]
    for asked, passed in ((row["metres"] - 0.01, True), (row["metres"] + 0.01, False)):
        given = AuditInput(tiles, degrees, splits, ids, least_distance=asked, scenes=names)
        assert audit_split(given).passed is passed


def test_shared_ground_within_a_scene_names_no_scenes(scenes, degrees):
    corners, names = put_together(scenes)
    # A tile of one scene twice, in two splits; the other scenes are apart.
    keep = [k for k, name in enumerate(names) if name != "east"]
    corners = np.concatenate((corners[keep], corners[:1]))
    names = [*(names[k] for k in keep), "west"]
    splits = [*["train"] * len(keep), "test"]
    tiles = TileGeometries(wkb_of_corners(corners))
    given = AuditInput(tiles, degrees, splits, [f"t{k}" for k in range(len(tiles))], scenes=names)
    result = audit_split(given)
    (row,) = result.facts["shared_ground"]
    assert row["pairs"] == 1 and row["scenes"] == {"pairs": 0, "examples": []}
    assert result.facts["scenes"]["in_several_splits"] == 1
    assert "different scenes" not in result.leaks[0]
    # Tables of one scene say nothing of scenes.
    one = AuditInput(tiles, degrees, splits, given.names, scenes=["a"] * len(tiles))
    assert "scenes" not in audit_split(one).facts


def test_tiles_of_several_systems_come_to_degrees(scenes, degrees):
    corners, names = put_together(scenes)
    own = TileGeometries(wkb_of_corners(np.concatenate([c for _, c in scenes.values()])))
    crs = [f"EPSG:{scenes[name][0]}" for name in names]
    found = bring_to_degrees(own, crs)
    assert found.quads == pytest.approx(corners, abs=1e-9)
    with pytest.raises(LayerError, match="'nonsense' as their coordinate system"):
        bring_to_degrees(own, ["nonsense", *crs[1:]])


def pictures(count, seed=0):
    rng = np.random.default_rng(seed)
    thumbnails = rng.integers(0, 255, (count, 16, 17)).astype(np.float32)
    hashes = np.packbits(thumbnails[:, :, 1:] > thumbnails[:, :, :-1], axis=2)
    return thumbnails, hashes.reshape(count, 32)


def test_all_pairs_that_look_the_same_are_found():
    rng = np.random.default_rng(4)
    thumbnails, hashes = pictures(60)
    thumbnails = np.tile(thumbnails[:1], (60, 1, 1))
    for k in range(1, 60):
        bits = np.unpackbits(hashes[rng.integers(0, k)])
        bits[rng.choice(256, rng.integers(0, 14), replace=False)] ^= 1
        hashes[k] = np.packbits(bits)
    codes = rng.integers(-1, 3, 60)
    expected = [
        [i, j]
        for i, j in combinations(range(60), 2)
        if min(codes[i], codes[j]) >= 0
        and codes[i] != codes[j]
        and np.unpackbits(hashes[i] ^ hashes[j]).sum() <= MOST_BITS
    ]
    assert len(expected) > 20
    assert find_near_duplicates(thumbnails, hashes, codes).tolist() == expected


def test_crowds_of_copies_are_found_and_pairs_are_bounded(monkeypatch):
    thumbnails, hashes = pictures(300)
    thumbnails[:200], hashes[:200] = thumbnails[0], hashes[0]
    codes = np.arange(300) % 3
    monkeypatch.setattr(near_duplicates, "_CROWD", 50)
    found = find_near_duplicates(thumbnails, hashes, codes)
    # Each copy stands in a pair, with one of another split.
    assert np.unique(found).tolist() == list(range(200))
    assert (codes[found[:, 0]] != codes[found[:, 1]]).all() and len(found) < 400
    monkeypatch.setattr(near_duplicates, "_CROWD", 4000)
    monkeypatch.setattr(near_duplicates, "MOST_PAIRS", 500)
    assert len(find_near_duplicates(thumbnails, hashes, codes)) == 500


def test_copies_are_told_with_their_tiles(scenes, degrees):
    corners, names = put_together(scenes)
    keep = [k for k, name in enumerate(names) if name != "east"]
    tiles = TileGeometries(wkb_of_corners(corners[keep]))
    names = [names[k] for k in keep]
    splits = ["train" if name == "west" else "test" for name in names]
    thumbnails, hashes = pictures(len(keep))
    thumbnails[30], hashes[30] = thumbnails[3], hashes[3]
    files = [f"images/{k}.png" for k in range(len(keep))]
    ids = [f"s001_{k}" for k in range(len(keep))]
    given = AuditInput(tiles, degrees, splits, files, scenes=names, tile_ids=ids)
    looks = Pictures(thumbnails, hashes, np.ones(len(keep), dtype=bool))
    result = audit_split(given, looks)
    assert result.facts["duplicates"] == {
        "compared": 36,
        "pairs": 1,
        "examples": [["images/3.png", "images/30.png"]],
        "tile_ids": [["s001_3", "s001_30"]],
    }
    assert "s001_30" in write_audit_report("Copies", given, result).decode("utf-8")
