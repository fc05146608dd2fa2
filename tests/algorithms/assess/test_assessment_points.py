"""Points to interpret: where they are, what the layer says, and its form."""

from __future__ import annotations

import json

import numpy as np
import pytest

NAMES = "1=forest,2=water,3=urban"
TRAINING = "POLYGON((500103 4599603, 500303 4599603, 500303 4599997, 500103 4599603))"


def places(layer):
    return np.array(
        [(f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in layer.getFeatures()]
    )


def test_points_say_their_stratum_and_nothing_else(run, rows, class_raster, codes):
    result = run("assessmentpoints", RASTER=class_raster, COUNT=200, CLASS_MAP=NAMES)
    layer = result["OUTPUT"]
    assert json.loads(result["COUNTS"]) == {"forest": 72, "water": 78, "urban": 50}
    assert result["POINT_COUNT"] == layer.featureCount() == 200
    assert layer.crs().authid() == "EPSG:32631"
    found = rows(layer)
    assert list(found[0]) == ["point_id", "reference", "note", "stratum", "strat_area"]
    assert [row["point_id"] for row in found] == list(range(1, 201))
    assert {row["reference"] for row in found} == {None}
    # 10 m pixels: 100 to a hectare.
    areas = {row["stratum"]: row["strat_area"] for row in found}
    assert areas == {"forest": 50.0, "water": 54.0, "urban": 4.0}
    xy = places(layer)
    col, row = (xy[:, 0] - 500_005) / 10, (4_599_995 - xy[:, 1]) / 10
    assert (col % 1 == 0).all()
    shown = codes[row.astype(int), col.astype(int)]
    names = np.array(["", "forest", "water", "urban"])[shown]
    assert names.tolist() == [r["stratum"] for r in found]


def test_training_polygons_of_any_system_are_left_alone(run, make_layer, class_raster):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsGeometry,
        QgsProject,
        QgsRectangle,
    )

    polygon = QgsGeometry.fromWkt(TRAINING)
    moved = QgsGeometry(polygon)
    to = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32631"),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    )
    moved.transform(to)
    layer = make_layer([(moved.asWkt(17), {"class": "forest"})], crs="EPSG:4326")
    found = run(
        "assessmentpoints", RASTER=class_raster, COUNT=9000, TRAINING=layer, ALLOCATION="EQUAL"
    )["OUTPUT"]
    # 3.9 of 108 ha, and the rest of the pixels along the edges.
    assert "Training polygons touch 4.3 % of the map" in run.log
    for x, y in places(found).tolist():
        pixel = QgsGeometry.fromRect(QgsRectangle(x - 4.99, y - 4.99, x + 4.99, y + 4.99))
        assert not pixel.intersects(polygon)


def test_a_least_distance_and_too_many_points_are_told(run, class_raster):
    found = run(
        "assessmentpoints", RASTER=class_raster, COUNT=300, MIN_PER_CLASS=20, MIN_DISTANCE=90
    )
    xy = places(found["OUTPUT"])
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    assert apart.min() >= 90
    assert "lower MIN_DISTANCE, or ask for fewer points." in run.log


def test_with_a_distance_larger_than_the_globe_one_point_is_left(run, class_raster):
    found = run("assessmentpoints", RASTER=class_raster, MIN_DISTANCE=1e300)
    assert found["POINT_COUNT"] == 1


def test_the_number_follows_from_the_error_that_is_asked_for(run, class_raster):
    found = run(
        "assessmentpoints", RASTER=class_raster, CLASS_MAP=NAMES, ALLOCATION="PROPORTIONAL",
        TARGET_ERROR=2, EXPECTED_ACCURACY="80,water=95", MIN_PER_CLASS=2,
    )  # fmt: skip
    spread = 54 / 108 * 0.4 + 54 / 108 * (0.95 * 0.05) ** 0.5
    assert found["POINT_COUNT"] == int(np.ceil((spread / 0.02) ** 2))


def test_the_form_lists_the_classes_and_hides_the_map(run, class_raster, tmp_path):
    from qgis.core import QgsVectorLayer

    from tilewright.algorithms.assess.points_layer import classes_of_layer, is_assessment

    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=200, CLASS_MAP=NAMES, OUTPUT=path)
    assert {p.name for p in tmp_path.glob("points*")} == {"points.gpkg", "points.qml"}
    layer = QgsVectorLayer(path, "points", "ogr")
    assert is_assessment(layer)
    assert list(classes_of_layer(layer)) == ["forest", "water", "urban"]
    fields = layer.fields()
    kinds = {f.name(): layer.editorWidgetSetup(k).type() for k, f in enumerate(fields)}
    assert kinds["reference"] == "ValueMap"
    assert kinds["stratum"] == kinds["strat_area"] == "Hidden"
    hidden = {c.name for c in layer.attributeTableConfig().columns() if c.hidden and c.name}
    assert hidden == {"stratum", "strat_area"}
    assert layer.editFormConfig().readOnly(fields.lookupField("point_id"))
    values = [c.value() for c in layer.renderer().categories()]
    assert values[:3] == ["forest", "water", "urban"]

    path = str(tmp_path / "seen.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=200, BLIND=False, OUTPUT=path)
    layer = QgsVectorLayer(path, "points", "ogr")
    assert layer.editorWidgetSetup(layer.fields().lookupField("stratum")).type() != "Hidden"


def test_colours_are_those_of_the_rasters_style(run, class_raster, tmp_path):
    from qgis.core import QgsVectorLayer

    from tilewright.algorithms.assess.points_layer import classes_of_layer

    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=200, CLASS_MAP=NAMES, OUTPUT=path)
    found = classes_of_layer(QgsVectorLayer(path, "points", "ogr"))
    assert found == {"forest": (0, 100, 0), "water": (0, 0, 200), "urban": (200, 0, 0)}


@pytest.mark.parametrize("parameters,says", [
    ({"COUNT": 60}, "COUNT is 60, and 3 classes with 50 points or more take 150; raise COUNT, or"),
    ({"EXPECTED_ACCURACY": "sea=3"}, "names the class 'sea', which the map does not have; it "),
    ({"CLASS_MAP": "1"}, "CLASS_MAP has '1'; write code=name pairs"),
    ({"CLASS_MAP": "1=,2=,3="}, "classes.tif has no pixel with a class; check the band and its"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_told(run_error, class_raster, parameters, says):
    assert says in run_error("assessmentpoints", RASTER=class_raster, **parameters)


def test_a_distance_needs_a_coordinate_system(run_error, run, make_raster, codes):
    bare = make_raster(codes, name="bare.tif", crs=None, nodata=0)
    text = run_error("assessmentpoints", RASTER=bare, MIN_DISTANCE=50)
    assert "Metres need a coordinate system and the raster has none" in text
    found = run("assessmentpoints", RASTER=bare, COUNT=200)["OUTPUT"]
    areas = {f["strat_area"] for f in found.getFeatures()}
    assert areas == {5000.0, 5400.0, 400.0}


def test_a_class_too_rare_to_assess_is_told_before_points_are_interpreted(run, make_raster, codes):
    """Assess map refuses a stratum with one point, and a class of one pixel never has two."""
    rare = codes.copy()
    rare[30, 30], rare[40, 40:42] = 7, 8
    found = run("assessmentpoints", RASTER=make_raster(rare, name="rare.tif", nodata=0), COUNT=200)
    assert {k: json.loads(found["COUNTS"])[k] for k in "78"} == {"7": 1, "8": 2}
    assert run.log.count("Assess map needs 2 points of each class") == 1
    assert "7 has only 1 pixel on the map, and Assess map needs 2 points" in run.log


def test_training_that_covers_a_class_is_told_as_the_cause(run, make_layer, class_raster):
    """The town is 200 m by 200 m; nobody asked for a distance that could be lowered."""
    town = "POLYGON((500000 4599800, 500200 4599800, 500200 4600000, 500000 4600000, {}))"
    layer = make_layer([(town.format("500000 4599800"), {"class": "urban"})])
    call = {"RASTER": class_raster, "CLASS_MAP": NAMES, "COUNT": 160}
    counts = json.loads(run("assessmentpoints", TRAINING=layer, **call)["COUNTS"])
    assert counts["urban"] == 0
    assert "Training polygons touch every pixel of urban, so that no point could be" in run.log
    assert "MIN_DISTANCE" not in run.log.partition("Results")[0].replace("'MIN_DISTANCE'", "")

    most = "POLYGON((500000 4599805, 500155 4599805, 500155 4600000, 500000 4600000, {}))"
    layer = make_layer([(most.format("500000 4599805"), {"class": "urban"})])
    run("assessmentpoints", TRAINING=layer, MIN_PER_CLASS=90, **{**call, "COUNT": 300})
    # Four columns of twenty pixels are left of the town.
    assert "leave room for only 80 of the 90 points of urban; correct the polygons" in run.log


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
def test_points_that_are_interpreted_are_not_lost(run, run_error, class_raster, tmp_path, ending):
    from osgeo import ogr

    path = str(tmp_path / f"points.{ending}")
    call = {"RASTER": class_raster, "COUNT": 160, "OUTPUT": path}
    run("assessmentpoints", **call)
    # Nobody has worked on these.
    run("assessmentpoints", **call, SEED=1)
    dataset = ogr.Open(path, 1)
    points = dataset.GetLayer(0)
    feature = points.GetNextFeature()
    feature.SetField("reference", "1")
    points.SetFeature(feature)
    del feature, points, dataset
    before = (tmp_path / f"points.{ending}").read_bytes()
    text = run_error("assessmentpoints", **call)
    assert f"OUTPUT is {path}, which holds points that are interpreted already and would" in text
    assert (tmp_path / f"points.{ending}").read_bytes() == before


def test_interpreted_points_of_a_table_are_not_lost_and_others_can_be_put_beside(
    run, run_error, fill, class_raster, tmp_path
):
    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=160, OUTPUT=path)
    fill(path, lambda feature: "1")
    place = f"ogr:dbname='{path}' table=\"{{}}\" (geom)"
    call = {"RASTER": class_raster, "COUNT": 160}
    run("assessmentpoints", OUTPUT=place.format("more"), **call)
    text = run_error("assessmentpoints", OUTPUT=place.format("points"), **call)
    assert "which holds points that are interpreted already and would be lost" in text


def test_float_codes_have_the_digits_of_their_type(run, make_raster, make_layer, codes):
    raster = make_raster((codes + 0.37).astype("float32"), name="float.tif")
    found = run("assessmentpoints", RASTER=raster, COUNT=200)
    assert list(json.loads(found["COUNTS"])) == ["0.37", "1.37", "2.37", "3.37"]
    named = run("assessmentpoints", RASTER=raster, CLASS_MAP="2.37=water,1.37=,0.37=", COUNT=160)
    assert list(json.loads(named["COUNTS"])) == ["water", "3.37"]
    whole = make_raster(codes.astype("float32"), name="whole.tif", nodata=0)
    wkts = [f"POINT({500_005 + 10 * c} {4_599_995 - 10 * r})" for r, c in ((50, 3), (50, 4))]
    wkts += [f"POINT({500_005 + 10 * c} {4_599_995 - 10 * r})" for r, c in ((50, 80), (50, 81))]
    true = ("1", "1.0", "2", "water")
    layer = make_layer(
        [(wkt, {"reference": name}) for wkt, name in zip(wkts, true)],
        kind="Point", fields="reference:string",
    )  # fmt: skip
    result = run("assessmap", RASTER=whole, CLASS_MAP="1=forest,2=water,3=", REFERENCE=layer)
    assert result["ACCURACY"] == 1


def test_styles_with_all_digits_of_a_float_name_its_classes(run, make_raster, codes):
    from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer
    from qgis.PyQt.QtGui import QColor

    raster = make_raster((codes + 0.37).astype("float32"), name="float.tif")
    layer = QgsRasterLayer(raster, "float")
    rows = [
        QgsPalettedRasterRenderer.Class(float(np.float32(k + 0.37)), QColor(k, 50, 60), label)
        for k, label in enumerate(("none", "forest", "water", "3.37"))
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, rows))
    layer.saveNamedStyle(raster.replace(".tif", ".qml"))
    found = run("assessmentpoints", RASTER=raster, COUNT=200)
    assert list(json.loads(found["COUNTS"])) == ["none", "forest", "water", "3.37"]
