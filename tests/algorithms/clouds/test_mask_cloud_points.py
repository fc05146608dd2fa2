"""Mask Cloudy Tiles by Marks."""

import numpy as np
import pytest
from shapely import wkt
from shapely.geometry import Point, box

LEFT, TOP, SIZE = 500000, 4600000, 200


@pytest.fixture
def grid(run, make_raster):
    """5 x 4 tiles of 200 m."""
    raster = make_raster(np.ones((80, 100), dtype="uint8"))
    return run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]


@pytest.fixture
def cloudy(run):
    """Rejected tiles as (row, col), after a look at what is reported."""

    def mask(tiles, marks, **parameters):
        result = run(
            "maskcloudpoints", INPUT=tiles, CLOUDS=marks, REJECTED="TEMPORARY_OUTPUT", **parameters
        )
        rejected = list(result["REJECTED"].getFeatures())
        assert {f["reason"] for f in rejected} <= {"cloud mark"}
        assert result["REJECTED_COUNT"] == len(rejected)
        assert result["TILE_COUNT"] == result["OUTPUT"].featureCount()
        assert result["TILE_COUNT"] + len(rejected) == tiles.featureCount()
        return {(f["row"], f["col"]) for f in rejected}

    return mask


def place(col, row):
    """Coordinates of a place in tiles from the upper left."""
    return LEFT + SIZE * col, TOP - SIZE * row


def tile_box(row, col):
    left, top = place(col, row)
    return box(left, top - SIZE, left + SIZE, top)


ALL = {(row, col): tile_box(row, col) for row in range(4) for col in range(5)}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ((1.5, 1.5), {(1, 1)}),
        ((2, 1.5), {(1, 1), (1, 2)}),
        ((2, 2), {(1, 1), (1, 2), (2, 1), (2, 2)}),
        ((5, 4), {(3, 4)}),
        ((5.001, 4), set()),
    ],
)
def test_point_marks_every_tile_that_it_touches(grid, cloudy, make_layer, at, expected):
    marks = make_layer([(Point(*place(*at)).wkt, {})], kind="Point")
    assert cloudy(grid, marks) == expected


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("LineString", f"LINESTRING({LEFT + 50} {TOP - 50}, {LEFT + 500} {TOP - 700})"),
        ("MultiPoint", f"MULTIPOINT(({LEFT + 50} {TOP - 50}), ({LEFT + 900} {TOP - 650}))"),
        ("Polygon", box(LEFT + 350, TOP - 500, LEFT + 450, TOP - 300).wkt),
        ("LineString", f"LINESTRING({LEFT} {TOP - 400}, {LEFT + 1000} {TOP - 400})"),
    ],
)
def test_lines_and_polygons_mark_the_tiles_they_intersect(grid, cloudy, make_layer, kind, shape):
    marks = make_layer([(shape, {})], kind=kind)
    expected = {key for key, tile in ALL.items() if tile.intersects(wkt.loads(shape))}
    assert cloudy(grid, marks) == expected
    assert 1 < len(expected) < 20


def test_invalid_polygons_are_repaired_and_counted(run, grid, cloudy, make_layer):
    bow_tie = "POLYGON(({0} {1}, {2} {3}, {2} {1}, {0} {3}, {0} {1}))".format(
        LEFT + 50, TOP - 50, LEFT + 950, TOP - 150
    )
    marks = make_layer([(bow_tie, {})], name="drawn in haste")
    # Both wings touch the first row; a repair that dropped one would miss tiles.
    assert cloudy(grid, marks) == {(0, col) for col in range(5)}
    assert "1 invalid polygon of drawn in haste was repaired" in run.log


def test_marks_in_another_crs_are_carried_over(run, grid, cloudy, make_layer):
    points = [(Point(*place(col, row)).wkt, {}) for col, row in ((0.1, 0.1), (3.5, 2.9))]
    marks = make_layer(points, kind="Point")
    moved = run("native:reprojectlayer", INPUT=marks, TARGET_CRS="EPSG:4326")["OUTPUT"]
    assert cloudy(grid, moved) == cloudy(grid, marks) == {(0, 0), (2, 3)}


@pytest.mark.parametrize("distance", [1, 99, 101, 140, 300])
def test_buffer_is_in_metres(grid, cloudy, make_layer, distance):
    shapes = [Point(*place(1.5, 1.5)), wkt.loads(f"LINESTRING({LEFT} {TOP}, {LEFT + 90} {TOP})")]
    expected = {
        key for key, tile in ALL.items() if any(tile.distance(s) <= distance for s in shapes)
    }
    for kind, shape in zip(("Point", "LineString"), shapes):
        found = cloudy(grid, make_layer([(shape.wkt, {})], kind=kind), BUFFER=distance)
        expected -= found
        assert found == {k for k, tile in ALL.items() if tile.distance(shape) <= distance}
    assert not expected


@pytest.mark.parametrize("latitude", [-6.6, 65.0])
def test_buffer_in_degrees_is_measured_on_the_ground(
    run, make_raster, make_layer, cloudy, latitude
):
    from qgis.core import QgsDistanceArea, QgsGeometry, QgsPointXY

    raster = make_raster(
        np.ones((60, 60), dtype="uint8"),
        crs="EPSG:4326",
        transform=(1e-4, 0, 108.4, 0, -1e-4, latitude),
    )
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    measure = QgsDistanceArea()
    measure.setEllipsoid("WGS84")
    mark = QgsPointXY(108.4 + 0.00324, latitude - 0.00277)
    distances = {}
    for tile in tiles.getFeatures():
        nearest = tile.geometry().nearestPoint(QgsGeometry.fromPointXY(mark)).asPoint()
        distances[tile["row"], tile["col"]] = measure.measureLine(mark, nearest)
    marks = make_layer([(f"POINT({mark.x()} {mark.y()})", {})], kind="Point", crs="EPSG:4326")
    for distance in (20, 60, 150, 250):
        expected = {key for key, metres in distances.items() if metres <= distance}
        assert cloudy(tiles, marks, BUFFER=distance) == expected
        assert all(abs(metres - distance) > 0.5 for metres in distances.values())


def test_empty_cloud_layer_keeps_all_and_says_so(run, grid, cloudy, make_layer):
    assert cloudy(grid, make_layer([], kind="Point", name="no clouds")) == set()
    assert "The cloud layer no clouds is empty: no tile is cloudy" in run.log


def test_missing_crs_is_told_of_the_layer_that_lacks_it(
    run, run_error, grid, make_layer, make_raster
):
    marks = make_layer([("POINT(3 41)", {})], kind="Point", crs=None, name="my marks")
    text = run_error("maskcloudpoints", INPUT=grid, CLOUDS=marks)
    assert "The cloud layer (my marks) has no coordinate system and the tile layer has one" in text
    assert "assign one to the cloud layer (my marks)" in text
    raster = make_raster(np.ones((40, 40), dtype="uint8"), name="bare.tif", crs=None)
    bare = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    known = make_layer([("POINT(3 41)", {})], kind="Point", crs="EPSG:4326", name="my marks")
    text = run_error("maskcloudpoints", INPUT=bare, CLOUDS=known)
    assert "The tile layer has no coordinate system and the cloud layer (my marks) has one" in text


def test_without_any_crs_coordinates_are_taken_as_they_are_but_not_as_metres(
    run, run_error, cloudy, make_layer, make_raster
):
    raster = make_raster(np.ones((80, 100), dtype="uint8"), name="bare.tif", crs=None)
    bare = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    marks = make_layer([(Point(*place(1.5, 1.5)).wkt, {})], kind="Point", crs=None)
    assert cloudy(bare, marks) == {(1, 1)}
    text = run_error("maskcloudpoints", INPUT=bare, CLOUDS=marks, BUFFER=10)
    assert "BUFFER is in metres, but the tile layer has no coordinate system" in text


def test_tiles_of_any_shape_are_tested_by_their_outline(make_layer, cloudy):
    triangle = f"POLYGON(({LEFT} {TOP}, {LEFT + 200} {TOP}, {LEFT} {TOP - 200}, {LEFT} {TOP}))"
    tiles = make_layer([(triangle, {"row": 0, "col": 0})], fields="row:int,col:int")
    inside = make_layer([(f"POINT({LEFT + 10} {TOP - 10})", {})], kind="Point")
    in_box_only = make_layer([(f"POINT({LEFT + 190} {TOP - 190})", {})], kind="Point")
    assert cloudy(tiles, inside) == {(0, 0)}
    assert cloudy(tiles, in_box_only) == set()


def test_marks_out_of_place_are_one_sentence(run_error, grid, make_layer):
    marks = make_layer([("POINT(500 4600000)", {})], kind="Point", crs="EPSG:4326", name="marks")
    text = run_error("maskcloudpoints", INPUT=grid, CLOUDS=marks)
    assert "A shape of the cloud layer (marks) at" in text
    assert "has no place in the coordinate system of the tile layer" in text
