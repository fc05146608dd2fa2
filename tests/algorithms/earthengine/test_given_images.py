"""Images that are given: assets, expressions, layers of the plugin, code; and refusals."""

from __future__ import annotations

import json

import pytest
from test_tiles_of_earth_engine import assert_pixels_are_those_of, describe, read_rows

INSIDE = (501000, 4598500)


def test_an_asset(connected, tiles, ask, cover):
    found = ask(tiles(2, 2, INSIDE), ASSET="ESA/WorldCover", METERS_PER_PIXEL=10)
    assert_pixels_are_those_of(cover, found["OUTPUT"])
    assert describe(found["OUTPUT"])["bands"] == ["Map"]
    assert connected.calls["asset"] == 1


def test_bands_are_those_asked_for_in_that_order(connected, tiles, ask):
    ask(tiles(1, 1, INSIDE), ASSET="ESA/WorldCover", BANDS="Map", METERS_PER_PIXEL=10)
    assert '"Image.select"' in connected.expressions[0] and '["Map"]' in connected.expressions[0]


def test_an_expression_and_a_layer_of_the_plugin(connected, ee, tiles, ask, image, make_raster):
    from qgis.core import QgsRasterLayer

    text = ee.Image("users/me/mine").add(1).serialize()
    found = ask(tiles(1, 1, INSIDE), EXPRESSION=text, METERS_PER_PIXEL=10)
    assert_pixels_are_those_of(image, found["OUTPUT"])
    layer = QgsRasterLayer(image, "from the plugin")
    layer.setCustomProperty("ee-object", text)
    found = ask(tiles(1, 1, INSIDE), LAYER=layer, METERS_PER_PIXEL=10, OUTPUT=found["OUTPUT"] + "2")
    assert_pixels_are_those_of(image, found["OUTPUT"])
    assert describe(found["OUTPUT"])["sources"]["earthengine"]["name"] == "from the plugin"
    first, second = connected.expressions
    assert first == second and "users/me/mine" in first


def test_code(connected, tiles, ask, tmp_path, image):
    path = tmp_path / "mine.py"
    path.write_text("import ee\ndef get_ee_image():\n    return ee.Image('users/me/coded')\n")
    found = ask(tiles(1, 1, INSIDE), CODE=str(path), METERS_PER_PIXEL=10)
    assert_pixels_are_those_of(image, found["OUTPUT"])
    assert "users/me/coded" in connected.expressions[0]
    assert "get_ee_image" not in json.dumps(describe(found["OUTPUT"]))


def test_a_mask_of_an_asset_whose_values_are_named(connected, tiles, ask):
    found = ask(
        tiles(1, 1, INSIDE),
        METERS_PER_PIXEL=10,
        MASK_SOURCE="ESA/WorldCover",
        CLASS_MAP="10=tree,40=crop,80=water,95=tree",
    )
    classes = describe(found["OUTPUT"])["masks"]["classes"]
    assert sorted(row["class"] for row in classes) == ["crop", "tree", "water"]
    assert sum(row["pixels"] for row in classes) == 64 * 64


def test_classes_from_zero_leave_room_for_the_background(connected, tiles, ask, cover):
    connected.assets["GOOGLE/DYNAMICWORLD"] = cover
    found = ask(tiles(1, 1, INSIDE), METERS_PER_PIXEL=10, MASK_SOURCE="dynamicworld")
    classes = describe(found["OUTPUT"])["masks"]["classes"]
    assert {row["class"]: row["class_id"] for row in classes}["water"] == 1


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"START": None, "END": None}, "has many images of each place; give START and END"),
        ({"START": "2024-07-01"}, "lies before"),
        ({"ASSET": "a/b", "EXPRESSION": "{}"}, "both say which image is meant"),
        ({"ASSET": "nonsense"}, "write the id of an image"),
        ({"PIXELS": "a"}, "write one number"),
        ({"PIXELS": "5", "METERS_PER_PIXEL": 3}, "exclude each other"),
        ({"MASK_SOURCE": "elevation"}, "has no classes"),
        ({"MASK_SOURCE": "what"}, "or the id of an asset"),
        ({"SCALING": "STYLE"}, "draws a layer"),
        ({"OUTPUT": ""}, "OUTPUT is empty"),
        ({"EXPRESSION": "{"}, "is not the JSON"),
        ({"COMPOSITE": "MEAN", "SOURCE": "dynamicworld"}, "is not composed by MEAN"),
        ({"LAYOUT": "MASKS"}, "needs masks"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_asked(
    connected, tiles, ask, parameters, told
):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=told):
        ask(tiles(1, 1, INSIDE), **{"METERS_PER_PIXEL": None, **parameters})
    assert not connected.calls


def test_classes_are_not_mixed(connected, tiles, ask):
    from qgis.core import QgsProcessingException

    days = {"START": None, "END": None}
    with pytest.raises(QgsProcessingException, match="holds class codes, which BILINEAR would mix"):
        ask(tiles(1, 1, INSIDE), SOURCE="worldcover", RESAMPLING="BILINEAR", **days)


def test_an_unknown_asset_is_a_sentence(connected, tiles, ask):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="does not know what is asked for"):
        ask(tiles(1, 1, INSIDE), ASSET="users/me/gone")


def test_a_size_that_nothing_tells_has_to_be_given(connected, tiles, ask, make_raster):
    import numpy as np
    from qgis.core import QgsProcessingException

    degrees = make_raster(
        np.ones((3, 3), "uint8"), "deg.tif", transform=(1, 0, 2, 0, -1, 43), crs="EPSG:4326"
    )
    connected.assets["users/me"] = degrees
    with pytest.raises(QgsProcessingException, match="Nothing tells how large the pixels"):
        ask(tiles(1, 1, INSIDE), ASSET="users/me")


def test_objects_are_cut_to_the_tiles(connected, tiles, ask, make_layer):
    square = "POLYGON((501100 4598400, 501300 4598400, 501300 4598200, 501100 4598400))"
    layer = make_layer([(square, {"class": "house"})])
    found = ask(
        tiles(2, 2, INSIDE),
        METERS_PER_PIXEL=10,
        LAYOUT="COCO",
        FORMAT="PNG",
        OBJECTS=layer,
        OBJECT_FIELD="class",
    )
    assert describe(found["OUTPUT"])["objects"]["classes"][0]["class"] == "house"
    assert len(read_rows(found["OUTPUT"])) == 4


def test_no_dataset_makes_code_run(connected, tiles, ask, run, tmp_path):
    from qgis.core import QgsProcessingException

    path, traces = tmp_path / "mine.py", tmp_path / "traces"
    path.write_text(
        f"import ee\nopen({str(traces)!r}, 'a').write('ran ')\n"
        "def get_ee_image():\n    return ee.Image('users/me/coded')\n"
    )
    found = ask(tiles(1, 1, INSIDE), CODE=str(path), METERS_PER_PIXEL=10)
    with pytest.raises(QgsProcessingException, match="Earth Engine computed the images in"):
        run("rebuilddataset", INPUT=found["OUTPUT"], OUTPUT=str(tmp_path / "again"))
    run("validatedataset", INPUT=found["OUTPUT"])
    assert traces.read_text() == "ran "
