"""Layers of geometry collections, and points and lines where polygons are needed."""

import json

import numpy as np
import pytest
import rasterio
from shapely.geometry import GeometryCollection, LineString, Point, box, mapping

LEFT, TOP = 500000, 4600000


def ground(left, right):
    """A rectangle over the whole height of the image; sides in pixels from the left."""
    return box(LEFT + 10 * left, TOP - 320, LEFT + 10 * right, TOP)


POINT = Point(LEFT + 5, TOP - 5)
LINE = LineString([(LEFT, TOP), (LEFT + 640, TOP - 320)])
# Class a on the left half, by two polygons that overlap; b on the right, in a nested collection.
COLLECTIONS = [
    ("a", GeometryCollection([ground(0, 20), POINT, ground(10, 32)])),
    ("b", GeometryCollection([GeometryCollection([ground(32, 64)]), LINE])),
]


@pytest.fixture
def image(make_raster):
    return make_raster(np.random.default_rng(0).integers(1, 200, (1, 32, 64)).astype("uint8"))


@pytest.fixture
def tiles(run, image):
    return run("createtilegrid", INPUT=image, TILE_SIZE=16)["OUTPUT"]


@pytest.fixture
def write_layer(tmp_path):
    """A GeoJSON file of (class, shape)."""

    def write(shapes, name="shapes"):
        path = tmp_path / f"{name}.geojson"
        features = [
            {"type": "Feature", "properties": {"class": label}, "geometry": mapping(shape)}
            for label, shape in shapes
        ]
        crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
        layer = {"type": "FeatureCollection", "name": name, "crs": crs, "features": features}
        path.write_text(json.dumps(layer))
        return str(path)

    return write


@pytest.fixture(params=["path", "layer"])
def collections(request, write_layer):
    """The layer of collections, as a path and as an open layer."""
    path = write_layer(COLLECTIONS)
    if request.param == "path":
        return path
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer(path, "shapes", "ogr")


def labels_of(result, rows):
    return {(row["row"], row["col"]): row["label"] for row in rows(result["OUTPUT"])}


HALVES = {(row, col): "ab"[col // 2] for row in range(2) for col in range(4)}
PARTLY = "2 features of shapes have points or lines besides polygons; the polygons alone count."


def test_collections_give_their_polygons_to_tiles(run, rows, tiles, collections):
    made = run(
        "joinlabels", INPUT=tiles, LABELS=collections, LABEL_FIELD="class", PREDICATE="LARGEST"
    )
    assert labels_of(made, rows) == HALVES
    assert {row["label_pct"] for row in rows(made["OUTPUT"])} == {100}
    assert PARTLY in run.log


def test_collections_give_their_shares(run, rows, tiles, collections):
    made = run("labelproportions", INPUT=tiles, LABELS=collections, LABEL_FIELD="class")
    for row in rows(made["OUTPUT"]):
        assert (row["p_a"], row["p_b"]) == ((100, 0) if row["col"] < 2 else (0, 100))


def test_collections_become_pixels_and_samples(run, image, collections, tmp_path, csv_rows):
    inputs = {"LABELS": collections, "LABEL_FIELD": "class"}
    path = str(tmp_path / "classes.tif")
    run("rasterizelabels", **inputs, TEMPLATE=image, OUTPUT=path)
    assert PARTLY in run.log
    with rasterio.open(path) as dataset:
        codes = dataset.read(1)
    assert np.array_equal(codes, np.repeat([[1] * 32 + [2] * 32], 32, axis=0))
    table = str(tmp_path / "samples.csv")
    assert run("samplepixels", **inputs, RASTER=image, OUTPUT=table)["SAMPLE_COUNT"] == 2048
    assert PARTLY in run.log


def test_collections_are_areas_clouds_and_coarse_tiles(run, rows, image, tiles, write_layer):
    area = write_layer([COLLECTIONS[0]], "area")
    made = run("createtilegrid", INPUT=image, TILE_SIZE=16, AOI=area, AOI_PREDICATE="WITHIN")
    assert made["TILE_COUNT"] == 4
    marked = GeometryCollection([Point(LEFT + 405, TOP - 5), ground(0, 3)])
    made = run("maskcloudpoints", INPUT=tiles, CLOUDS=write_layer([("x", marked)], "clouds"))
    # Two tiles under the polygon, one under the point.
    assert made["TILE_COUNT"] == 5
    made = run("assigncoarsetile", INPUT=tiles, COARSE=write_layer(COLLECTIONS), COARSE_ID="class")
    found = {(row["row"], row["col"]): row["coarse_id"] for row in rows(made["OUTPUT"])}
    assert found == HALVES


def test_single_points_among_polygons_are_counted(run, rows, tiles, write_layer):
    shapes = [("a", ground(0, 32)), ("b", ground(32, 64)), ("c", POINT), ("c", LINE)]
    made = run(
        "joinlabels", INPUT=tiles, LABELS=write_layer(shapes), LABEL_FIELD="class",
        PREDICATE="LARGEST",
    )  # fmt: skip
    assert labels_of(made, rows) == HALVES
    assert "2 features of shapes are points or lines, where polygons are needed" in run.log
    assert "no area" not in run.log


def test_a_single_one_is_no_plural(run, rows, tiles, write_layer):
    mixed = GeometryCollection([ground(32, 64), POINT])
    shapes = [("a", ground(0, 32)), ("b", mixed), ("c", POINT), ("c", ground(5, 5))]
    rule = {"LABEL_FIELD": "class", "PREDICATE": "LARGEST"}
    made = run("joinlabels", INPUT=tiles, LABELS=write_layer(shapes), **rule)
    assert labels_of(made, rows) == HALVES
    for told in (
        "1 feature of shapes is a point or line, where polygons are needed, and was skipped.",
        "1 feature of shapes has points or lines besides polygons; the polygons alone count.",
        "1 label feature has no area, or no outline that can be read, and was skipped.",
    ):
        assert told in run.feedback.lines


@pytest.mark.parametrize("predicate", ["INTERSECTS", "LARGEST"])
def test_labels_that_give_no_class_are_at_fault(run_error, image, write_layer, tmp_path, predicate):
    bare = [("a", GeometryCollection([POINT, LINE]))]
    far = [("a", GeometryCollection([box(0, 0, 9, 9), Point(1, 1)]))]
    for name, shapes, fault in (
        ("bare", bare, "The label layer bare has no polygon with a class."),
        ("far", far, "No polygon of the label layer far lies near the tiles; check its coordinate"),
    ):
        text = run_error(
            "builddataset", RASTER=image, TILE_SIZE=16, LABELS=write_layer(shapes, name),
            LABEL_FIELD="class", PREDICATE=predicate, OUTPUT=str(tmp_path / "dataset"),
        )  # fmt: skip
        assert text.startswith(f"No tile is left of 8: 8 no label. {fault}")
        assert "Change the settings" not in text


def test_tiles_that_are_no_polygons_are_called_what_they_are(
    run_error, image, collections, write_layer, tmp_path
):
    export = {"RASTER": image, "FORMAT": "NPY", "OUTPUT": str(tmp_path / "dataset")}
    assert (
        "The tile layer must hold polygons, and feature 0 is a GeometryCollection; delete it, or "
        "draw a polygon in its place."
    ) in run_error("exporttiles", TILES=collections, **export)
    mixed = write_layer([("a", ground(0, 32)), ("b", LINE)], "mixed")
    text = run_error("exporttiles", TILES=mixed, **export)
    assert "and feature 1 is a LineString; delete it" in text


@pytest.mark.parametrize(("shape", "word"), [(POINT, "points"), (LINE, "lines")])
def test_points_and_lines_are_refused_by_name(
    run_error, image, tiles, write_layer, tmp_path, shape, word
):
    layer = write_layer([("a", shape)])
    labels = {"LABELS": layer, "LABEL_FIELD": "class"}
    told = f"shapes holds {word}, and polygons are needed; make some of them first"
    output = {"OUTPUT": str(tmp_path / "out")}
    for name, parameters in (
        ("joinlabels", {"INPUT": tiles, **labels}),
        ("joinlabels", {"INPUT": layer, "LABELS": tiles, "LABEL": "a"}),
        ("labelproportions", {"INPUT": tiles, **labels}),
        ("builddataset", {"RASTER": image, "TILE_SIZE": 16, **labels, **output}),
        ("builddataset", {"RASTER": image, "TILE_SIZE": 16, "MASK": layer, "MASK_FIELD": "class",
                          **output}),
        ("rasterizelabels", {"TEMPLATE": image, **labels, "OUTPUT": str(tmp_path / "a.tif")}),
        ("createtilegrid", {"INPUT": image, "TILE_SIZE": 16, "AOI": layer}),
        ("assigncoarsetile", {"INPUT": tiles, "COARSE": layer, "COARSE_ID": "class"}),
    ):  # fmt: skip
        assert told in run_error(name, **parameters), name
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "file"), [("samplepixels", "a.csv"), ("trainclassifier", "a.npz")]
)
def test_lines_hold_no_pixels_to_learn_from(run_error, image, write_layer, tmp_path, name, file):
    layer = write_layer([("a", LINE)])
    output = {"OUTPUT": str(tmp_path / file)}
    text = run_error(name, RASTER=image, LABELS=layer, LABEL_FIELD="class", **output)
    assert "shapes holds lines, and polygons or points are needed" in text
    assert not (tmp_path / file).exists()
