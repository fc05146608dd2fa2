"""Classes of tiles, by every rule."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import Point, Polygon, box
from shapely.ops import unary_union

from tilewright.core.errors import LayerError
from tilewright.core.labels.by_polygons import LabelPolygons
from tilewright.core.labels.step import (
    CENTROID,
    COVERAGE,
    INTERSECTS,
    LARGEST,
    PREDICATES,
    WITHIN,
    LabelEdit,
    LabelRule,
    LabelStep,
)

TILE = box(0, 0, 10, 10)


@pytest.fixture(scope="module")
def label(make_table):
    """Labels tiles and returns a dictionary a tile."""

    def run(tiles, polygons, predicate=INTERSECTS, coverage=50.0, other=None, edits=(), **columns):
        labels = LabelPolygons([p for _, p in polygons], [name for name, _ in polygons])
        step = LabelStep(labels, LabelRule(predicate, coverage, other), edits)
        table, kept = step.extend(make_table(tiles, **columns))
        names = ("label", "label_pct", "second_label", "second_pct", "reason")
        rows = [
            {n: None if v != v else v for n, v in zip(names, row)}
            for row in zip(*(table[n].tolist() for n in names))
        ]
        assert kept.tolist() == [row["reason"] is None for row in rows]
        run.counts = dict(step.counts)
        return rows

    return run


def brute_force(tile, polygons, predicate, coverage, other):
    """The rules word by word, for one tile."""
    unions = {name: unary_union([p for n, p in polygons if n == name]) for name, _ in polygons}
    touched = {name: area for name, area in unions.items() if area.intersects(tile)}

    def percent(area):
        return 100 * area.intersection(tile).area / tile.area

    shares = {name: percent(area) for name, area in touched.items()}
    if predicate == INTERSECTS:
        candidates = list(touched)
    elif predicate == WITHIN:
        candidates = [name for name, share in shares.items() if share > 100 - 1e-7]
    elif predicate == CENTROID:
        candidates = [name for name, area in touched.items() if area.intersects(tile.centroid)]
    else:
        least = coverage if predicate == COVERAGE else 0
        candidates = [name for name, share in shares.items() if share > 1e-9 and share >= least]
    label = min(candidates, key=lambda n: (-round(shares[n], 7), n)) if candidates else other
    ranked = dict(shares)
    if other is not None:
        rest = 100 - percent(unary_union(list(unions.values()))) if unions else 100
        ranked[other] = ranked.get(other, 0) + rest
    second = [(-round(v, 7), n) for n, v in ranked.items() if n != label and v > 1e-9]
    return label, ranked.get(label), min(second)[1] if second else None


BOXES = [box(x, y, x + 10, y + 10) for y in range(0, 40, 10) for x in range(0, 40, 10)]
GRIDS = {"boxes": BOXES, "rotated": [rotate(t, 31, origin=(20, 20)) for t in BOXES]}
star_radii = st.lists(st.floats(1, 22), min_size=3, max_size=9)
places = st.tuples(st.floats(-3, 43), st.floats(-3, 43))


@st.composite
def labelled_polygons(draw):
    polygons = []
    for _ in range(draw(st.integers(0, 5))):
        (x, y), radii = draw(places), draw(star_radii)
        if draw(st.booleans()):
            x, y, w, h = (int(v) for v in (x, y, radii[0], radii[1]))
            polygon = box(x, y, x + w, y + h)
        else:
            turn = 2 * math.pi / len(radii)
            ring = np.array(
                [
                    (x + r * math.cos(k * turn), y + r * math.sin(k * turn))
                    for k, r in enumerate(radii)
                ]
            )
            # On a lattice no sliver is so thin that rounding decides.
            polygon = Polygon(np.rint(16 * ring) / 16)
        if polygon.is_valid and polygon.area > 0.1:
            polygons.append((draw(st.sampled_from(("crop", "urban", "water"))), polygon))
    return polygons


@pytest.mark.parametrize("predicate", PREDICATES)
@pytest.mark.parametrize("grid", GRIDS)
@given(
    polygons=labelled_polygons(),
    coverage=st.sampled_from((0.5, 30.0, 50.0, 99.0)),
    other=st.sampled_from((None, "rest", "urban")),
)
@settings(max_examples=30)
def test_labels_equal_the_rules_applied_tile_by_tile(
    label, grid, predicate, polygons, coverage, other
):
    for tile, row in zip(
        GRIDS[grid], label(GRIDS[grid], polygons, predicate, coverage, other), strict=True
    ):
        name, percent, second = brute_force(tile, polygons, predicate, coverage, other)
        assert row["label"] == name
        assert row["second_label"] == second
        if name is None:
            assert row["label_pct"] is None and row["reason"].startswith(("no label", "too little"))
        else:
            assert row["label_pct"] == pytest.approx(percent, abs=1e-6)


@given(polygons=labelled_polygons(), other=st.sampled_from((None, "rest", "urban")))
@settings(max_examples=25)
def test_overlaps_on_many_tiles_count_once(label, polygons, other):
    tiles = [box(x, y, x + 4, y + 5) for y in range(0, 40, 5) for x in range(0, 40, 4)]
    # Twice the same polygon, and one that lies over it.
    polygons = [*polygons, *polygons[:1], ("crop", box(3, 3, 31, 26)), ("water", box(9, 7, 38, 33))]
    for tile, row in zip(tiles, label(tiles, polygons, LARGEST, 0, other), strict=True):
        name, percent, second = brute_force(tile, polygons, LARGEST, 0, other)
        assert (row["label"], row["second_label"]) == (name, second)
        assert row["label_pct"] == (percent and pytest.approx(percent, abs=1e-6))


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [(INTERSECTS, "a"), (WITHIN, None), (CENTROID, "a"), (LARGEST, "a"), (COVERAGE, "a")],
)
def test_ties_go_to_the_first_name(label, predicate, expected):
    halves = [("b", box(0, 0, 5, 10)), ("a", box(5, 0, 10, 10))]
    row = label([TILE], halves, predicate)[0]
    assert row["label"] == expected
    assert (row["second_label"], row["second_pct"]) == (("b" if expected else "a"), 50.0)


@pytest.mark.parametrize("corner", [(0, 0), (699960.3, 4600020.7), (-54.123, -25.456)])
def test_halves_are_ties_and_reach_half_wherever_they_lie(label, corner):
    x, y = corner
    for size in (0.3, 10, 640.7):
        tile = box(x, y, x + size, y + size)
        middle = x + size / 2
        halves = [
            ("b", box(x - 1, y - 1, middle, y + size + 1)),
            ("a", box(middle, y - 1, x + size + 1, y + size + 1)),
        ]
        rows = label([tile], halves, LARGEST) + label([tile], halves, COVERAGE, 50)
        assert [row["label"] for row in rows] == ["a", "a"]
        assert label([tile], halves[:1], COVERAGE, 50)[0]["label"] == "b"


def test_touch_without_area_is_enough_for_intersects_alone(label):
    beside = [("z", box(10, 0, 20, 10)), ("m", box(-5, -5, 0, 0))]
    row = label([TILE], beside)[0]
    assert (row["label"], row["label_pct"]) == ("m", 0.0)
    assert (row["second_label"], row["second_pct"]) == (None, None)
    for predicate in (WITHIN, CENTROID, LARGEST, COVERAGE):
        row = label([TILE], beside, predicate, coverage=0)[0]
        assert row["label"] is None
        assert row["reason"] == f"no label ({predicate})"


def test_larger_share_wins_over_the_name(label):
    row = label([TILE], [("a", box(0, 0, 3, 10)), ("b", box(3, 0, 8, 10))])[0]
    assert row == {
        "label": "b",
        "label_pct": 50.0,
        "second_label": "a",
        "second_pct": 30.0,
        "reason": None,
    }


def test_overlapping_polygons_of_a_class_count_once(label):
    polygons = [("a", box(0, 0, 6, 10)), ("a", box(4, 0, 7, 10)), ("a", box(0, 0, 6, 10))]
    assert label([TILE], polygons, LARGEST)[0]["label_pct"] == pytest.approx(70, abs=1e-12)


@pytest.mark.parametrize("cut", [1 / 3, 0.1, math.pi, 7.77])
@pytest.mark.parametrize("corner", [(0, 0), (699960.3, 4600020.7), (-54.123, -25.456)])
def test_adjacent_polygons_of_a_class_cover_exactly_100_percent(label, cut, corner):
    x, y = corner
    tile = box(x, y, x + 10, y + 10)
    slanted = [(x + cut, y - 1), (x + cut + 1.7, y + 11)]
    halves = [
        ("a", Polygon([(x - 1, y - 1), slanted[0], slanted[1], (x - 1, y + 11)])),
        ("a", Polygon([slanted[0], (x + 11, y - 1), (x + 11, y + 11), slanted[1]])),
    ]
    row = label([tile], halves, WITHIN, other="rest")[0]
    assert (row["label"], row["label_pct"]) == ("a", 100.0)
    assert row["second_label"] is None


def test_other_label_is_the_rest_and_the_runner_up(label):
    third = [("urban", box(0, 0, 3, 10))]
    row = label([TILE], third, INTERSECTS, other="rest")[0]
    assert (row["label"], row["label_pct"]) == ("urban", 30.0)
    assert (row["second_label"], row["second_pct"]) == ("rest", 70.0)
    row = label([TILE], third, COVERAGE, other="rest")[0]
    assert (row["label"], row["label_pct"]) == ("rest", 70.0)
    assert (row["second_label"], row["second_pct"]) == ("urban", 30.0)
    empty = label([TILE, box(50, 0, 60, 10)], third, INTERSECTS, other="rest")[1]
    assert (empty["label"], empty["label_pct"], empty["second_label"]) == ("rest", 100.0, None)


def test_other_label_that_is_a_class_as_well_adds_the_rest_to_it(label):
    polygons = [("urban", box(0, 0, 4, 10)), ("rest", box(4, 0, 5, 10))]
    row = label([TILE], polygons, COVERAGE, other="rest")[0]
    assert (row["label"], row["label_pct"]) == ("rest", 60.0)
    assert (row["second_label"], row["second_pct"]) == ("urban", 40.0)


def test_coverage_below_the_threshold_is_told(label):
    row = label([TILE], [("a", box(0, 0, 4, 10)), ("b", box(4, 0, 5, 10))], COVERAGE)[0]
    assert row["reason"] == "too little coverage (a 40.0 %, at least 50 %)"
    assert (row["label"], row["label_pct"]) == (None, None)
    assert (row["second_label"], row["second_pct"]) == ("a", 40.0)


@pytest.mark.parametrize("least", [0, 49.9, 50, 100])
def test_coverage_takes_the_threshold_itself(label, least):
    half = [("a", box(0, 0, 5, 10))]
    assert label([TILE], half, COVERAGE, least)[0]["label"] == ("a" if least <= 50 else None)


def test_centre_on_a_border_belongs_to_both_sides(label):
    row = label([TILE], [("b", box(0, 0, 5, 10)), ("a", box(5, 4, 9, 6))], CENTROID)[0]
    assert row["label"] == "b"
    point_only = [("a", Polygon([(5, 5), (6, 5), (6, 6)]))]
    assert label([TILE], point_only, CENTROID)[0]["label"] == "a"
    assert TILE.centroid.equals(Point(5, 5))


def test_within_tests_the_union_of_a_class(label):
    halves = [("a", box(-1, -1, 5, 11)), ("a", box(5, -1, 11, 11)), ("b", box(0, 0, 10, 10))]
    assert label([TILE], halves, WITHIN)[0]["label"] == "a"
    assert label([TILE], [("a", halves[0][1]), ("b", halves[1][1])], WITHIN)[0]["label"] is None


def test_edit_changes_the_tiles_that_hold_its_point(label):
    urban = [("urban", box(0, 0, 8, 10))]
    tiles = [TILE, box(10, 0, 20, 10)]
    rows = label(tiles, urban, other="rest", edits=[LabelEdit(3, 3, "water")])
    assert [row["label"] for row in rows] == ["water", "rest"]
    assert (rows[0]["label_pct"], rows[0]["second_label"]) == (0.0, "urban")
    for x, y, expected in ((10, 5, ["urban", "water"]), (5, 10, ["water", "rest"])):
        rows = label(tiles, urban, other="rest", edits=[LabelEdit(x, y, "water")])
        assert [row["label"] for row in rows] == expected


def test_edit_changes_all_tiles_that_overlap_there(label):
    tiles = [TILE, box(5, 0, 15, 10), box(10, 0, 20, 10)]
    rows = label(tiles, [], other="rest", edits=[LabelEdit(7, 5, "water")])
    assert [row["label"] for row in rows] == ["water", "water", "rest"]


def test_edit_by_name_changes_that_tile_alone(label):
    tiles = [TILE, TILE]
    edits = [LabelEdit(5, 5, "water", tile_id="b"), LabelEdit(5, 5, "ice", tile_id="gone")]
    rows = label(tiles, [("a", TILE)], edits=edits, tile_id=["a", "b"])
    assert [row["label"] for row in rows] == ["a", "water"]


def test_edit_without_a_label_rejects_the_tile(label):
    rows = label([TILE], [("a", TILE)], other="rest", edits=[LabelEdit(5, 5, None)])
    assert rows[0]["label"] is None
    assert rows[0]["reason"] == "label taken away by hand"
    assert label.counts == {}


def test_last_edit_of_a_tile_wins(label):
    edits = [LabelEdit(5, 5, None), LabelEdit(6, 6, "a")]
    assert label([TILE], [], edits=edits)[0]["label"] == "a"


def test_edits_that_hit_nothing_are_counted(make_table):
    edits = [
        LabelEdit(3, 3, "a"),
        LabelEdit(25, 5, "a"),
        LabelEdit(99, 5, "a"),
        LabelEdit(3, 3, "b", "gone"),
    ]
    step = LabelStep(LabelPolygons([], []), LabelRule(), edits)
    assert step.unused_edits == 4
    step.extend(make_table([TILE]))
    assert step.unused_edits == 3
    step.extend(make_table([box(20, 0, 30, 10), box(30, 0, 40, 10)]))
    step.extend(make_table([]))
    assert step.unused_edits == 2


def test_edit_of_a_turned_tile_needs_the_tile_and_not_its_box(label):
    diamond = Polygon([(5, 0), (10, 5), (5, 10), (0, 5)])
    edits = [LabelEdit(1, 1, "a")]
    assert label([diamond], [], other="rest", edits=edits)[0]["label"] == "rest"
    assert label([diamond], [], edits=[LabelEdit(2.5, 2.5, "a")])[0]["label"] == "a"


def test_no_polygons_reject_all_or_label_all_with_the_other(label):
    rows = label(BOXES, [])
    assert {(row["label"], row["reason"]) for row in rows} == {(None, "no label (INTERSECTS)")}
    rows = label(BOXES, [], other="rest")
    assert {(row["label"], row["label_pct"]) for row in rows} == {("rest", 100.0)}
    assert label.counts == {"rest": 16}


def test_counts_add_up_over_batches(make_table):
    step = LabelStep(LabelPolygons([box(0, 0, 15, 15)], ["a"]), LabelRule(other_label="b"))
    for start in range(0, len(BOXES), 5):
        step.extend(make_table(BOXES[start : start + 5]))
    assert step.counts == {"a": 4, "b": 12}


def test_fingerprint_changes_with_classes_shapes_and_edits():
    labels = LabelPolygons([TILE], ["a"])
    steps = [
        LabelStep(labels, LabelRule()),
        LabelStep(LabelPolygons([TILE], ["b"]), LabelRule()),
        LabelStep(LabelPolygons([box(0, 0, 10, 11)], ["a"]), LabelRule()),
        LabelStep(labels, LabelRule(), [LabelEdit(1, 1, "a")]),
    ]
    assert len({step.fingerprint() for step in steps}) == 4
    assert LabelStep(labels, LabelRule()).fingerprint() == steps[0].fingerprint()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"predicate": "NEAR"}, "PREDICATE is 'NEAR'; choose one of INTERSECTS, WITHIN"),
        ({"min_coverage": 101}, "MIN_COVERAGE is 101; it is a percentage from 0 to 100."),
        ({"min_coverage": -1}, "MIN_COVERAGE is -1; it is a percentage"),
    ],
)
def test_rules_that_make_no_sense_are_refused(options, message):
    with pytest.raises(LayerError, match=message):
        LabelRule(**options)
