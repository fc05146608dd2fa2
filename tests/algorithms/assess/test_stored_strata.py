"""Points that say their strata: joined classes, Shapefiles, areas that cannot be, duplicates."""

from __future__ import annotations

import json

import numpy as np
import pytest

NAMES = "1=forest,2=water,3=urban"
JOINED = "1=land,2=water,3=land"


def areas_of(result, key="value"):
    return {name: area[key] for name, area in json.loads(result["AREAS"]).items()}


@pytest.fixture
def filled(run, fill, class_raster, tmp_path):
    """The path of as many points of each class, a fifth of which the map has wrong."""
    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=150, ALLOCATION="EQUAL", OUTPUT=path)
    rng = np.random.default_rng(0)
    fill(path, lambda f: f["stratum"] if rng.random() < 0.8 else "2")
    return path


def by_hand(layer, joined):
    """Accuracy, its error and the area of water, stratum by stratum as Stehman (2014) has them."""
    ground = {"1": 50.0, "2": 54.0, "3": 4.0}
    right = square = water = 0.0
    for stratum, area in ground.items():
        true = [f["reference"] for f in layer.getFeatures() if f["stratum"] == stratum]
        good = [joined[t] == joined[stratum] for t in true]
        right += area / 108 * np.mean(good)
        square += (area / 108) ** 2 * np.var(good, ddof=1) / len(good)
        water += area * np.mean([t == "2" for t in true])
    return right, square**0.5, water


def test_joined_classes_leave_the_strata_apart(run, class_raster, filled, tmp_path):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(filled, "points", "ogr")
    joined = {"1": "land", "2": "water", "3": "land"}
    report = str(tmp_path / "a.html")
    result = run(
        "assessmap", RASTER=class_raster, CLASS_MAP=JOINED, REFERENCE=filled, REPORT=report
    )
    accuracy, error, water = by_hand(layer, joined)
    assert result["ACCURACY"] == pytest.approx(accuracy)
    assert result["ACCURACY_ERROR"] == pytest.approx(error)
    assert areas_of(result)["water"] == pytest.approx(water)
    facts = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [s["name"] for s in facts["strata"]] == ["1", "2", "3"]
    assert "area (ha)" in run.log.replace("\xa0", " ")
    named = run(
        "assessmap", RASTER=class_raster, CLASS_MAP=JOINED, REFERENCE=filled, STRATA=class_raster
    )
    assert named["AREAS"] == result["AREAS"]
    assert named["ACCURACY"] == result["ACCURACY"]


def test_joined_classes_of_points_without_strata_are_told(run, class_raster, filled):
    plain = run("native:deletecolumn", INPUT=filled, COLUMN=["stratum"])["OUTPUT"]
    run("assessmap", RASTER=class_raster, CLASS_MAP=JOINED, REFERENCE=plain)
    told = "CLASS_MAP makes one class of several, land. Unless points had the same chance in all"
    assert told in run.log
    run("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=plain)
    assert told not in run.log


@pytest.mark.parametrize("old", ["strat_area", "stratum_area"])
def test_a_shapefile_keeps_the_strata(run, class_raster, filled, tmp_path, old):
    """Of the older name as well, which it cuts to ten characters."""
    from qgis.core import QgsVectorLayer

    path = str(tmp_path / "points.shp")
    mapping = [
        {"expression": f'"{name}"', "name": old if name == "strat_area" else name, "type": kind,
         "length": 0, "precision": 0}
        for name, kind in (("reference", 10), ("stratum", 10), ("strat_area", 6))
    ]  # fmt: skip
    run("native:refactorfields", INPUT=filled, FIELDS_MAPPING=mapping, OUTPUT=path)
    assert QgsVectorLayer(path, "p", "ogr").fields().lookupField(old[:10]) >= 0
    expected = run("assessmap", RASTER=class_raster, CLASS_MAP=JOINED, REFERENCE=filled)
    result = run("assessmap", RASTER=class_raster, CLASS_MAP=JOINED, REFERENCE=path)
    assert areas_of(result) == pytest.approx(areas_of(expected))
    assert result["ACCURACY_ERROR"] == pytest.approx(expected["ACCURACY_ERROR"])


def test_all_fields_of_points_survive_a_shapefile(run, class_raster, tmp_path):
    from qgis.core import QgsVectorLayer

    path = str(tmp_path / "drawn.shp")
    run("assessmentpoints", RASTER=class_raster, COUNT=160, OUTPUT=path)
    names = [f.name() for f in QgsVectorLayer(path, "p", "ogr").fields()]
    assert names == ["point_id", "reference", "note", "stratum", "strat_area"]


def points(make_layer, area, copies=1, kind="Point", without=0):
    """Five points of each class; ``area`` is told of the stratum and the number of a point."""
    made = []
    for stratum, (row, col) in {"1": (50, 3), "2": (50, 80), "3": (3, 3)}.items():
        for n in range(5):
            x, y = 500_005 + 10 * (col + n), 4_599_995 - 10 * row
            wkt = f"POINT({x} {y})" if kind == "Point" else f"MULTIPOINT({x} {y}, {x} {y - 10})"
            values = {"reference": stratum}
            if n >= without:
                values.update(stratum=stratum, strat_area=area(stratum, n))
            made += [(wkt, values)] * copies
    fields = "reference:string,stratum:string,strat_area:string"
    return make_layer(made, kind=kind, fields=fields, name="points")


GROUND = {"1": 50, "2": 54, "3": 4}


@pytest.mark.parametrize("area,says", [
    (lambda s, n: "1e300", "The field strat_area of points has 1e300 for the stratum 1; an area is "
     "a number above 0 and below 1e+15. Correct it there."),
    (lambda s, n: "-5", "strat_area of points has -5 for the stratum 1; an area is a number above"),
    (lambda s, n: "0", "strat_area of points has 0 for the stratum 1; an area is a number above 0"),
    (lambda s, n: "nan", "strat_area of points has nan for the stratum 1; an area is a number"),
    (lambda s, n: "big", "strat_area of points has big for the stratum 1; an area is a number"),
    (lambda s, n: str(n + 1), "strat_area of points has two areas for the stratum 1, 1 and 2; a "
     "stratum has one. Correct it there, or assess points of different drawings one after the "),
])  # fmt: skip
def test_areas_that_cannot_be_are_told(run_error, make_layer, class_raster, area, says):
    layer = points(make_layer, area)
    assert says in run_error("assessmap", RASTER=class_raster, REFERENCE=layer)


def test_strata_that_are_not_the_whole_map_are_told(run, make_layer, class_raster):
    run("assessmap", RASTER=class_raster, REFERENCE=points(make_layer, lambda s, n: "10"))
    assert "The strata of points add up to 30 ha, and the classes of classes to 108 ha." in run.log
    run("assessmap", RASTER=class_raster, REFERENCE=points(make_layer, lambda s, n: GROUND[s]))
    assert "add up to" not in run.log


def test_points_some_of_which_have_no_stratum_are_told(run, make_layer, class_raster):
    layer = points(make_layer, lambda s, n: GROUND[s], without=2)
    run("assessmap", RASTER=class_raster, REFERENCE=layer)
    assert "6 points do not say their stratum and the area of it, so all points are" in run.log


def test_points_of_one_pixel_and_of_one_feature_are_told(run, make_layer, class_raster):
    layer = points(make_layer, lambda s, n: GROUND[s], copies=2)
    assert run("assessmap", RASTER=class_raster, REFERENCE=layer)["POINT_COUNT"] == 30
    assert "15 points lie in pixels that have another point already, and all count" in run.log
    layer = points(make_layer, lambda s, n: GROUND[s], kind="MultiPoint")
    assert run("assessmap", RASTER=class_raster, REFERENCE=layer)["POINT_COUNT"] == 30
    assert "15 features have several points, and each of them counts. Where they" in run.log
    assert "another point already" not in run.log


def test_a_stratum_of_too_few_points_is_not_to_be_joined(run_error, run, class_raster, filled):
    """Joining classes leaves drawn strata apart, so that it helps nobody."""
    few = run("native:extractbyexpression", INPUT=filled, EXPRESSION="stratum<>'3' or point_id<1")
    text = run_error("assessmap", RASTER=class_raster, REFERENCE=few["OUTPUT"])
    assert "no points of 3; each class needs two or more. Add points there.\n" in text


def test_a_class_that_is_left_out_takes_its_stratum_along(run, make_layer, class_raster):
    """Nobody can add points to it."""
    layer = points(make_layer, lambda s, n: GROUND[s])
    assert layer.startEditing()
    for feature in layer.getFeatures("stratum = '3'"):
        layer.changeAttributeValue(feature.id(), 0, "2")
    assert layer.commitChanges()
    result = run("assessmap", RASTER=class_raster, CLASS_MAP="3=", REFERENCE=layer)
    assert areas_of(result) == pytest.approx({"1": 50, "2": 54})
