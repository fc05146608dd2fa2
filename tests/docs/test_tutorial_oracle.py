"""The steps of the tutorial, done by QGIS's own algorithms, give the same tiles and labels."""

import numpy as np
import pytest
from shapely.geometry import Polygon

TILE = 64


def blobs(rng, count, extent, radius):
    """Star-shaped polygons as WKT."""
    left, bottom, right, top = extent
    shapes = []
    for _ in range(count):
        centre = rng.uniform((left, bottom), (right, top))
        angles = np.sort(rng.uniform(0, 2 * np.pi, 9))
        reach = rng.uniform(0.3, 1, 9) * radius
        ring = centre + np.stack((np.cos(angles), np.sin(angles)), axis=1) * reach[:, None]
        polygon = Polygon(ring)
        shapes.append((polygon if polygon.is_valid else polygon.buffer(0)).wkt)
    return shapes


@pytest.fixture
def foz(examples):
    folder = examples / "foz"
    return {
        "raster": str(folder / "foz.tif"),
        "clouds": str(folder / "leave_out.geojson"),
        "labels": str(folder / "urban.geojson"),
        "pixel": 30,
        "crs": "EPSG:32621",
    }


@pytest.fixture
def random_scene(make_raster, make_layer):
    rng = np.random.default_rng(5)
    extent = (500000, 4600000 - 4700, 500000 + 5300, 4600000)
    spots = rng.uniform(extent[:2], extent[2:], (9, 2))
    shapes = blobs(rng, 25, extent, 700)
    classes = ["water", "forest", "crop"]
    return {
        "raster": make_raster(rng.integers(0, 255, (470, 530), dtype="uint8")),
        "clouds": make_layer([(f"POINT({x} {y})", {}) for x, y in spots], kind="Point"),
        "labels": make_layer([(s, {"class": classes[k % 3]}) for k, s in enumerate(shapes)]),
        "pixel": 10,
        "crs": "EPSG:32631",
    }


@pytest.fixture(params=["foz", "random_scene"])
def scene(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def qgis_tiles(run):
    """Clear cells as in the tutorial's steps 1, 2A and 2B."""

    def make(scene, edge):
        size = scene["pixel"] * TILE
        grid = run(
            "native:creategrid",
            TYPE=2,
            EXTENT=scene["raster"],
            HSPACING=size,
            VSPACING=size,
            CRS=scene["crs"],
        )["OUTPUT"]
        frame = run("native:polygonfromlayerextent", INPUT=scene["raster"])["OUTPUT"]
        cells = run("native:clip", INPUT=grid, OVERLAY=frame)["OUTPUT"]
        if edge == "DROP":
            whole = f"area($geometry) > {0.999999 * size**2}"
            cells = run("native:extractbyexpression", INPUT=cells, EXPRESSION=whole)["OUTPUT"]
        marked = run(
            "native:fieldcalculator",
            INPUT=scene["clouds"],
            FIELD_NAME="is_cloud",
            FIELD_TYPE=1,
            FORMULA="1",
        )["OUTPUT"]
        joined = run(
            "native:joinattributesbylocation",
            INPUT=cells,
            JOIN=marked,
            PREDICATE=[0],
            JOIN_FIELDS=["is_cloud"],
            METHOD=1,
        )["OUTPUT"]
        clear = '"is_cloud" IS NULL'
        return run("native:extractbyexpression", INPUT=joined, EXPRESSION=clear)["OUTPUT"]

    return make


@pytest.fixture
def our_tiles(run):
    def make(scene, edge):
        grid = run("createtilegrid", INPUT=scene["raster"], TILE_SIZE=TILE, EDGE=edge)["OUTPUT"]
        return run("maskcloudpoints", INPUT=grid, CLOUDS=scene["clouds"])["OUTPUT"]

    return make


def by_location(run, cells, labels, method):
    return run(
        "native:joinattributesbylocation",
        INPUT=cells,
        JOIN=labels,
        PREDICATE=[0],
        JOIN_FIELDS=["class"],
        METHOD=method,
        DISCARD_NONMATCHING=False,
    )["OUTPUT"]


@pytest.mark.parametrize("edge", ["KEEP", "DROP"])
def test_tiles_and_labels_of_one_class_equal_those_of_qgis(
    scene, edge, run, boxes, qgis_tiles, our_tiles
):
    first_match = by_location(run, qgis_tiles(scene, edge), scene["labels"], 1)
    theirs = {
        box: "other" if not f["class"] else "labelled" for box, f in boxes(first_match).items()
    }
    ours = run(
        "joinlabels",
        INPUT=our_tiles(scene, edge),
        LABELS=scene["labels"],
        LABEL="labelled",
        OTHER_LABEL="other",
    )["OUTPUT"]
    assert {box: f["label"] for box, f in boxes(ours).items()} == theirs
    assert set(theirs.values()) == {"other", "labelled"}


@pytest.mark.parametrize("edge", ["KEEP", "DROP"])
def test_without_other_label_only_the_tiles_that_qgis_matches_are_left(
    scene, edge, run, boxes, qgis_tiles, our_tiles
):
    first_match = boxes(by_location(run, qgis_tiles(scene, edge), scene["labels"], 1))
    result = run(
        "joinlabels",
        INPUT=our_tiles(scene, edge),
        LABELS=scene["labels"],
        LABEL_FIELD="class",
        REJECTED="TEMPORARY_OUTPUT",
    )
    matched = {box for box, f in first_match.items() if f["class"]}
    assert set(boxes(result["OUTPUT"])) == matched
    assert set(boxes(result["REJECTED"])) == first_match.keys() - matched
    assert 0 < result["TILE_COUNT"] < len(first_match)


@pytest.mark.parametrize("predicate", ["INTERSECTS", "LARGEST"])
def test_among_several_classes_the_largest_overlap_wins_as_in_qgis(
    predicate, random_scene, run, boxes, qgis_tiles, our_tiles
):
    classes = run("native:dissolve", INPUT=random_scene["labels"], FIELD=["class"])["OUTPUT"]
    largest = by_location(run, qgis_tiles(random_scene, "KEEP"), classes, 2)
    theirs = {box: f["class"] for box, f in boxes(largest).items() if f["class"]}
    ours = run(
        "joinlabels",
        INPUT=our_tiles(random_scene, "KEEP"),
        LABELS=random_scene["labels"],
        LABEL_FIELD="class",
        PREDICATE=predicate,
    )["OUTPUT"]
    features = boxes(ours)
    mixed = sum(bool(f["second_label"]) for f in features.values())
    assert mixed > 5
    assert {box: f["label"] for box, f in features.items()} == theirs
