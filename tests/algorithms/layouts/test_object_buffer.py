"""Points and lines as objects, against shapely's own buffers."""

import json
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import unary_union

COLUMNS, ROWS, TILE = 64, 48, 16
LEFT, TOP, SIZE = 500000, 4600000, 10


def outlines(folder):
    """Outlines in pixels of the raster of the pieces of each object."""
    places, pieces = {}, {}
    manifest = Path(folder, "tiles.csv").read_text(encoding="utf-8").splitlines()
    names = manifest[0].split(",")
    for line in manifest[1:]:
        row = dict(zip(names, line.split(",")))
        places[Path(row["file"]).name] = float(row["col_off"]), float(row["row_off"])
    for path in Path(folder, "annotations").glob("*.json"):
        found = json.loads(path.read_text(encoding="utf-8"))
        images = {image["id"]: places[image["file_name"]] for image in found["images"]}
        for each in found["annotations"]:
            rings = [
                np.reshape(r, (-1, 2)) + images[each["image_id"]] for r in each["segmentation"]
            ]
            pieces.setdefault(each["object_id"], []).extend(Polygon(r).buffer(0) for r in rings)
    return {ref: unary_union(parts) for ref, parts in pieces.items()}


def layer_of(make_layer, shapes, kind):
    """Shapes in pixels of the raster as a layer."""
    features = []
    for ref, shape in shapes.items():
        xy = [(LEFT + SIZE * x, TOP - SIZE * y) for x, y in shape.coords]
        features.append((type(shape)(xy).wkt, {"class": "tree", "ref": int(ref)}))
    return make_layer(features, kind=kind, fields="class:string,ref:integer")


@pytest.mark.parametrize(
    ("kind", "shapes"),
    [
        ("Point", {"1": Point(5, 6), "2": Point(16, 20), "3": Point(63.5, 40)}),
        ("LineString", {"7": LineString([(3, 3), (40, 30)]), "8": LineString([(50, 5), (50, 12)])}),
    ],
)
def test_points_and_lines_grow_by_metres(export, make_layer, kind, shapes):
    layer = layer_of(make_layer, shapes, kind)
    # Pieces in which no centre of a pixel lies count here, too.
    folder = export("COCO", OBJECTS=layer, OBJECT_BUFFER=25, MIN_OBJECT_PIXELS=0)
    found = outlines(folder)
    assert sorted(found) == sorted(shapes)
    for ref, shape in shapes.items():
        expected = shape.buffer(2.5, 16).intersection(box(0, 0, COLUMNS, ROWS))
        assert found[ref].symmetric_difference(expected).area < 0.05
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    assert facts["parameters"]["OBJECT_BUFFER"] == 25


def test_polygons_grow_too(export, make_layer):
    at = box(LEFT + 300, TOP - 200, LEFT + 350, TOP - 180)
    layer = make_layer([(at.wkt, {"class": "house", "ref": 4})], fields="class:string,ref:integer")
    found = outlines(export("COCO", OBJECTS=layer, OBJECT_BUFFER=12.5))
    assert found["4"].symmetric_difference(box(30, 18, 35, 20).buffer(1.25, 16)).area < 0.05


def test_points_of_another_coordinate_system(export, make_layer, qgis):
    from qgis.core import QgsCoordinateReferenceSystem as Crs
    from qgis.core import QgsCoordinateTransform, QgsGeometry, QgsProject

    geometry = QgsGeometry.fromWkt(f"POINT ({LEFT + 330} {TOP - 250})")
    systems = Crs("EPSG:32631"), Crs("EPSG:4326")
    geometry.transform(QgsCoordinateTransform(*systems, QgsProject.instance()))
    layer = make_layer(
        [(geometry.asWkt(12), {"class": "tree", "ref": 1})],
        kind="Point",
        crs="EPSG:4326",
        fields="class:string,ref:integer",
    )
    found = outlines(export("COCO", OBJECTS=layer, OBJECT_BUFFER=40))
    assert found["1"].symmetric_difference(Point(33, 25).buffer(4, 16)).area < 0.05


@pytest.mark.parametrize(("kind", "word"), [("Point", "points"), ("LineString", "lines")])
@pytest.mark.parametrize("buffer", [{}, {"OBJECT_BUFFER": 0}])
def test_points_and_lines_need_it(
    run_error, raster, tiles, make_layer, tmp_path, kind, word, buffer
):
    shape = Point(5, 6) if kind == "Point" else LineString([(1, 2), (3, 4)])
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT="COCO",
        OBJECTS=layer_of(make_layer, {"1": shape}, kind),
        OBJECT_FIELD="class",
        OUTPUT=str(tmp_path / "out"),
        **buffer,
    )
    assert said == (
        f"OBJECTS layer holds {word}, which cover no ground; say with OBJECT_BUFFER how many "
        "metres around them belong to an object.\n"
    )


def test_a_buffer_of_nothing_is_refused(run_error, raster, tiles, tmp_path):
    said = run_error(
        "exporttiles", RASTER=raster, TILES=tiles, OBJECT_BUFFER=3, OUTPUT=str(tmp_path / "out")
    )
    assert said == "OBJECT_BUFFER is given without OBJECTS; name the layer it is for.\n"
