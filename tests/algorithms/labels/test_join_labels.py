"""Join Labels."""

import json

import numpy as np
import pytest
from shapely import wkt
from shapely.geometry import Point, Polygon, box
from shapely.ops import unary_union

LEFT, TOP, SIZE = 500000, 4600000, 200
PREDICATES = ["INTERSECTS", "WITHIN", "CENTROID", "LARGEST", "COVERAGE"]


def on_tiles(left, top, right, bottom):
    """A rectangle as WKT; sides in tiles from the upper left."""
    return box(LEFT + SIZE * left, TOP - SIZE * bottom, LEFT + SIZE * right, TOP - SIZE * top).wkt


@pytest.fixture
def grid(run, make_raster):
    """3 x 4 tiles of 200 m."""
    raster = make_raster(np.ones((60, 80), dtype="uint8"))
    return run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]


@pytest.fixture
def join(run, grid, rows):
    """tile_id -> attributes of all tiles, kept or not."""

    def call(labels, tiles=None, **parameters):
        if "LABEL" not in parameters:
            parameters.setdefault("LABEL_FIELD", "class")
        result = run(
            "joinlabels",
            INPUT=tiles or grid,
            LABELS=labels,
            REJECTED="TEMPORARY_OUTPUT",
            **parameters,
        )
        call.result = result
        kept, rejected = rows(result["OUTPUT"]), rows(result["REJECTED"])
        call.kept = {row["tile_id"]: row["label"] for row in kept}
        call.reasons = {row["tile_id"]: row["reason"] for row in rejected}
        assert (result["TILE_COUNT"], result["REJECTED_COUNT"]) == (len(kept), len(rejected))
        return {row["tile_id"]: row for row in kept + rejected}

    return call


def tile_name(row, col):
    return f"r{row:05d}_c{col:05d}"


def expected_labels(tiles, classes, predicate, least, other):
    """Brute force over all pairs of tiles and classes."""
    found = {}
    for name, tile in tiles.items():
        shared = {c: 100 * tile.intersection(u).area / tile.area for c, u in classes.items()}
        rest = 100 - 100 * tile.intersection(unary_union(list(classes.values()))).area / tile.area
        fits = {
            "INTERSECTS": lambda c, t=tile: t.intersects(classes[c]),
            "WITHIN": lambda c, s=shared: s[c] > 100 - 1e-6,
            "CENTROID": lambda c, t=tile: t.centroid.intersects(classes[c]),
            "LARGEST": lambda c, s=shared: s[c] > 0,
            "COVERAGE": lambda c, s=shared: s[c] >= least,
        }[predicate]
        best = sorted((-shared[c], c) for c in classes if fits(c))
        label = best[0][1] if best else other
        ranked = {**shared, other: rest} if other else shared
        second = sorted((-share, c) for c, share in ranked.items() if c != label and share > 1e-9)
        found[name] = (
            label,
            ranked[label] if label else None,
            second[0][1] if second else None,
            -second[0][0] if second else None,
        )
    return found


@pytest.mark.parametrize("other", [None, "none of these"])
@pytest.mark.parametrize("predicate", PREDICATES)
def test_labels_and_shares_equal_brute_force(join, run, make_layer, make_raster, predicate, other):
    rng = np.random.default_rng(11)
    raster = make_raster(np.ones((200, 200), dtype="uint8"), name="wide.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=20, EDGE="KEEP")["OUTPUT"]
    shapes = []
    for _ in range(24):
        centre = rng.uniform((LEFT, TOP - 2000), (LEFT + 2000, TOP))
        angles = np.sort(rng.uniform(0, 2 * np.pi, 8))
        ring = centre + np.stack((np.cos(angles), np.sin(angles)), 1) * rng.uniform(90, 400, (8, 1))
        shapes.append(Polygon(ring).buffer(0))
    names = ["b", "a", "c"]
    labels = make_layer([(s.wkt, {"class": names[k % 3]}) for k, s in enumerate(shapes)])
    expected = expected_labels(
        {f["tile_id"]: wkt.loads(f.geometry().asWkt()) for f in tiles.getFeatures()},
        {c: unary_union(shapes[k::3]) for k, c in enumerate(names)},
        predicate,
        30,
        other,
    )
    found = join(labels, tiles, PREDICATE=predicate, MIN_COVERAGE=30, OTHER_LABEL=other)
    assert {name: row["label"] for name, row in found.items()} == {
        name: e[0] for name, e in expected.items()
    }
    for name, (_, share, second, second_share) in expected.items():
        assert found[name]["second_label"] == second
        for field, percent in (("label_pct", share), ("second_pct", second_share)):
            near = None if percent is None else pytest.approx(percent, abs=1e-6)
            assert found[name][field] == near
    labels = [e[0] for e in expected.values() if e[0]]
    assert len(set(labels)) >= 2
    counts = json.loads(join.result["CLASS_COUNTS"])
    assert counts == {c: labels.count(c) for c in sorted(set(labels))}


def test_equal_shares_go_to_the_first_by_name(join, make_layer):
    halves = []
    for k in range(12):
        col, row = k % 4, k // 4
        halves.append((on_tiles(col, row, col + 0.5, row + 1), {"class": f"z{k}"}))
        halves.append((on_tiles(col + 0.5, row, col + 1, row + 1), {"class": f"a{k}"}))
    found = join(make_layer(halves), PREDICATE="LARGEST")
    for k in range(12):
        tile = found[tile_name(k // 4, k % 4)]
        assert (tile["label"], tile["label_pct"]) == (f"a{k}", 50)
        assert (tile["second_label"], tile["second_pct"]) == (f"z{k}", 50)


def test_a_shared_edge_is_a_touch_with_share_zero(join, make_layer):
    touching = make_layer(
        [(on_tiles(1, 0, 2, 1), {"class": "b"}), (on_tiles(0, 1, 1, 2), {"class": "a"})]
    )
    found = join(touching)
    # Both touch the first tile and cover nothing of it: the name decides.
    assert (found[tile_name(0, 0)]["label"], found[tile_name(0, 0)]["label_pct"]) == ("a", 0)
    assert found[tile_name(0, 0)]["second_label"] is None
    assert (found[tile_name(0, 1)]["label"], found[tile_name(0, 1)]["label_pct"]) == ("b", 100)
    assert set(join.reasons) == {tile_name(r, c) for r, c in ((0, 3), (1, 3), (2, 2), (2, 3))}


def test_polygons_of_one_class_count_once_and_together(join, make_layer):
    labels = make_layer(
        [
            (on_tiles(0, 0, 0.6, 1), {"class": "a"}),
            (on_tiles(0.2, 0, 0.8, 1), {"class": "a"}),
            (on_tiles(1, 0, 1.5, 1), {"class": "a"}),
            (on_tiles(1.5, 0, 2, 1), {"class": "a"}),
        ]
    )
    found = join(labels, PREDICATE="LARGEST")
    assert found[tile_name(0, 0)]["label_pct"] == pytest.approx(80)
    assert found[tile_name(0, 1)]["label_pct"] == 100
    join(labels, PREDICATE="WITHIN")
    assert join.kept == {tile_name(0, 1): "a"}


def test_coverage_keeps_its_limit_and_tells_what_was_missing(join, make_layer):
    labels = make_layer(
        [(on_tiles(0, 0, 0.5, 1), {"class": "a"}), (on_tiles(2, 0, 2.25, 1), {"class": "b"})]
    )
    join(labels, PREDICATE="COVERAGE")
    assert join.kept == {tile_name(0, 0): "a"}
    assert join.reasons[tile_name(0, 2)] == "too little coverage (b 25.0 %, at least 50 %)"
    assert join.reasons[tile_name(2, 2)] == "no label (COVERAGE)"
    join(labels, PREDICATE="COVERAGE", MIN_COVERAGE=51, OTHER_LABEL="rest")
    assert set(join.kept.values()) == {"rest"}


@pytest.mark.parametrize(
    ("kind", "value", "name"),
    [("int", 10, "10"), ("double", 10.0, "10"), ("double", 2.5, "2.5"), ("string", " x ", " x ")],
)
def test_class_field_of_any_type_becomes_text(join, make_layer, kind, value, name):
    labels = make_layer([(on_tiles(0, 0, 1, 1), {"code": value})], fields=f"code:{kind}")
    join(labels, LABEL_FIELD="code", PREDICATE="LARGEST")
    assert join.kept == {tile_name(0, 0): name}


def test_one_label_for_all_polygons(join, make_layer):
    labels = make_layer(
        [(on_tiles(0, 0, 1, 1), {"class": "a"}), (on_tiles(1, 0, 2, 1), {"class": None})]
    )
    join(labels, LABEL="urban", PREDICATE="LARGEST")
    assert join.kept == {tile_name(0, 0): "urban", tile_name(0, 1): "urban"}


def test_polygons_without_a_class_are_skipped_and_counted(run, join, make_layer):
    labels = make_layer(
        [
            (on_tiles(0, 0, 1, 1), {"class": "a"}),
            (on_tiles(1, 0, 2, 1), {"class": None}),
            (on_tiles(2, 0, 3, 1), {"class": "  "}),
        ]
    )
    join(labels, PREDICATE="LARGEST")
    assert join.kept == {tile_name(0, 0): "a"}
    assert "2 label polygons have no class (NULL) and were skipped" in run.log


def test_invalid_polygons_are_repaired_and_counted(run, join, make_layer):
    x, y, step = LEFT, TOP, SIZE
    bow_tie = f"POLYGON(({x} {y}, {x + step} {y - step}, {x + step} {y}, {x} {y - step}, {x} {y}))"
    found = join(make_layer([(bow_tie, {"class": "a"})]), PREDICATE="LARGEST")
    assert found[tile_name(0, 0)]["label_pct"] == pytest.approx(50)
    assert "1 invalid label polygon was repaired" in run.log


def test_labels_in_another_crs_are_carried_over(run, join, make_layer):
    labels = make_layer(
        [
            (on_tiles(0.2, 0.1, 1.3, 0.9), {"class": "a"}),
            (on_tiles(2.2, 1.1, 2.7, 2.6), {"class": "b"}),
        ]
    )
    here = {name: row["label"] for name, row in join(labels).items()}
    moved = run("native:reprojectlayer", INPUT=labels, TARGET_CRS="EPSG:4326")["OUTPUT"]
    there = join(moved)
    assert {name: row["label"] for name, row in there.items()} == here
    assert there[tile_name(0, 0)]["label_pct"] == pytest.approx(64, abs=0.01)
    assert set(join.kept.values()) == {"a", "b"}


def test_empty_or_distant_labels_are_reported(run, join, make_layer):
    empty = make_layer([], name="nothing drawn")
    join(empty, OTHER_LABEL="rest")
    assert set(join.kept.values()) == {"rest"}
    assert len(join.kept) == 12
    assert "The label layer nothing drawn has no polygon with a class" in run.log
    join(empty)
    assert join.kept == {}
    assert "No tile is left" in run.log
    far = make_layer([(on_tiles(90, 90, 91, 91), {"class": "a"})], name="far off")
    join(far)
    assert "No polygon of the label layer far off lies near the tiles" in run.log


def test_hand_corrections_come_last(join, make_layer):
    def at(col, row):
        return Point(LEFT + SIZE * col, TOP - SIZE * row).wkt

    labels = make_layer([(on_tiles(0, 0, 2, 1), {"class": "a"})])
    edits = make_layer(
        [
            (at(0.5, 0.5), {"label": "b"}),
            (at(1.5, 0.5), {"label": None}),
            (at(3.5, 2.5), {"label": "c"}),
            (at(0.1, 0.1), {"label": "d", "tile_id": tile_name(2, 0)}),
        ],
        kind="Point",
        fields="label:string,tile_id:string",
    )
    found = join(labels, PREDICATE="LARGEST", LABEL_EDITS=edits)
    assert join.kept == {
        tile_name(0, 0): "b",
        tile_name(2, 0): "d",
        tile_name(2, 3): "c",
    }
    assert join.reasons[tile_name(0, 1)] == "label taken away by hand"
    corrected = found[tile_name(0, 0)]
    assert (corrected["label_pct"], corrected["second_label"], corrected["second_pct"]) == (
        0,
        "a",
        100,
    )


def test_hand_corrections_beside_all_tiles_are_told(run, join, make_layer):
    labels = make_layer([(on_tiles(0, 0, 4, 3), {"class": "a"})])
    edits = [
        (Point(LEFT + column * SIZE, TOP - 0.5 * SIZE).wkt, {"label": "b"})
        for column in (0.5, -0.5, 40)
    ]
    join(labels, LABEL_EDITS=make_layer(edits, kind="Point", fields="label:string"))
    assert "2 of 3 corrections by hand lie on no tile that is left." in run.log
    join(labels, LABEL_EDITS=make_layer(edits[:1], kind="Point", fields="label:string"))
    assert "corrections by hand" not in run.log


def test_hand_corrections_in_another_crs_hit_the_same_tile(run, join, make_layer):
    labels = make_layer([(on_tiles(0, 0, 4, 3), {"class": "a"})])
    point = Point(LEFT + 3.1 * SIZE, TOP - 2.1 * SIZE).wkt
    edits = make_layer([(point, {"label": "b"})], kind="Point", fields="label:string")
    moved = run("native:reprojectlayer", INPUT=edits, TARGET_CRS="EPSG:3857")["OUTPUT"]
    join(labels, LABEL_EDITS=moved)
    assert [name for name, label in join.kept.items() if label == "b"] == [tile_name(2, 3)]


def test_fields_of_the_input_pass_through_and_earlier_labels_give_way(join, make_layer):
    from qgis.PyQt.QtCore import QDate

    tiles = make_layer(
        [
            (on_tiles(0, 0, 1, 1), {"tile_id": "x", "n": 7, "day": QDate(2020, 5, 18)}),
            (on_tiles(1, 0, 2, 1), {"tile_id": "y", "n": None}),
        ],
        fields="tile_id:string,n:int,day:date",
    )
    labels = make_layer([(on_tiles(0, 0, 2, 1), {"class": "a"})])
    first = join(labels, tiles)
    assert (first["x"]["n"], first["x"]["day"]) == (7, QDate(2020, 5, 18))
    assert first["y"]["n"] is None
    again = join(labels, join.result["OUTPUT"], LABEL="b")
    assert {row["label"] for row in again.values()} == {"b"}
    names = [f.name() for f in join.result["OUTPUT"].fields()]
    assert names == ["tile_id", "n", "day", "label", "label_pct", "second_label", "second_pct"]


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({"LABEL_FIELD": "class", "LABEL": "a"}, "LABEL_FIELD (class) and LABEL (a) are both"),
        ({}, "Say which class the polygons are: name a field with LABEL_FIELD"),
        ({"LABEL_FIELD": "kind"}, "has no such field; it has class"),
    ],
)
def test_what_names_the_class_must_be_clear(run_error, grid, make_layer, parameters, part):
    labels = make_layer([(on_tiles(0, 0, 1, 1), {"class": "a"})])
    assert part in run_error("joinlabels", INPUT=grid, LABELS=labels, **parameters)


def test_missing_crs_is_told_of_the_layer_that_lacks_it(run_error, grid, make_layer):
    labels = make_layer([(on_tiles(0, 0, 1, 1), {"class": "a"})], crs=None, name="parcels")
    text = run_error("joinlabels", INPUT=grid, LABELS=labels, LABEL="a")
    assert "The label layer (parcels) has no coordinate system and the tile layer has one" in text


def test_tiles_without_outline_are_named(run_error, make_layer):
    tiles = make_layer([(on_tiles(0, 0, 1, 1), {}), (None, {})])
    labels = make_layer([(on_tiles(0, 0, 1, 1), {"class": "a"})])
    text = run_error("joinlabels", INPUT=tiles, LABELS=labels, LABEL="a")
    assert "Feature 2 of the tile layer has no outline; delete it or repair it" in text
