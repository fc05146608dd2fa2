"""Assessed maps: figures beside plain loops and printed ones; what is told of bad references."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest

NAMES = "1=forest,2=water,3=urban"
OLOFSSON = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])


def point(row, col, x=500_000, y=4_600_000, size=10):
    return f"POINT({x + size * col + size / 2} {y - size * row - size / 2})"


def rectangle(left, bottom, right, top):
    return (
        f"POLYGON(({left} {bottom}, {right} {bottom}, {right} {top}, {left} {top}, "
        f"{left} {bottom}))"
    )


def areas_of(result, key="value"):
    return {name: area[key] for name, area in json.loads(result["AREAS"]).items()}


def test_the_worked_example_of_olofsson_from_points_to_areas(
    run, make_raster, make_layer, tmp_path
):
    """A map of 1 : 1000 of its pixels, each of 30 times the root of 1000 m."""
    pixels = [200, 150, 3200, 6450]
    codes = np.repeat([1, 2, 3, 4], pixels).astype("uint8").reshape(100, 100)
    side = 30 * 1000**0.5
    raster = make_raster(codes, transform=(side, 0, 200_000, 0, -side, 4_600_000))
    names = ("deforestation", "forest gain", "stable forest", "stable non-forest")
    points = []
    for k, row in enumerate(OLOFSSON):
        places = np.flatnonzero(codes.ravel() == k + 1)
        for n, true in enumerate(np.repeat(range(4), row).tolist()):
            wkt = point(*divmod(int(places[n]), 100), 200_000, 4_600_000, side)
            points.append((wkt, {"true": names[true]}))
    layer = make_layer(points, kind="Point", fields="true:string")
    result = run(
        "assessmap", RASTER=raster, REFERENCE=layer, REFERENCE_FIELD="true", KAPPA=True,
        CLASS_MAP=",".join(f"{k}={name}" for k, name in enumerate(names, 1)),
        REPORT=str(tmp_path / "report.html"), CSV=str(tmp_path / "table.csv"),
    )  # fmt: skip
    assert [round(v) for v in areas_of(result).values()] == [21158, 11686, 285770, 581386]
    errors = areas_of(result, "standard_error").values()
    assert [round(1.96 * v) for v in errors] == [6158, 3756, 15510, 16282]
    assert round(result["ACCURACY"], 2) == 0.95
    assert result["POINT_COUNT"] == 640

    facts = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert facts["matrix"]["points"] == OLOFSSON.tolist()
    assert facts["strata_are"] == "the map's classes"
    assert facts["kappa"] == pytest.approx(0.8888, abs=5e-5)
    with (tmp_path / "table.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    assert [row["class"] for row in table[:4]] == list(names)
    assert [round(float(row["users_accuracy"]), 2) for row in table[:4]] == [0.88, 0.73, 0.93, 0.96]
    assert [int(table[2][f"as_{name}"]) for name in names] == [1, 0, 153, 11]
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "Overall accuracy: 94.7 % \u00b1 1.8 % (95 % confidence)" in page
    assert page.count("data:image/png;base64") == 1
    assert 'class="key" style="background: #' in page
    assert "<td class=number>21158</td>" in page
    assert "<td class=number>6158</td>" in page


def test_points_that_were_drawn_and_filled_in(run, fill, class_raster, codes, tmp_path):
    """Half of the town is forest: the estimate is that of the truth at the points."""
    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=300, CLASS_MAP=NAMES, OUTPUT=path)

    def decide(feature):
        is_west = feature.geometry().asPoint().x() < 500_100
        return "forest" if feature["stratum"] == "urban" and is_west else feature["stratum"]

    layer = fill(path, decide)
    wrong = sum(f["reference"] != f["stratum"] for f in layer.getFeatures())
    result = run("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=path)
    assert wrong > 10
    areas = areas_of(result)
    assert areas["urban"] == pytest.approx(4 * (1 - wrong / 50))
    assert areas["forest"] == pytest.approx(50 + 4 * wrong / 50)
    assert areas["water"] == pytest.approx(54)
    # Without what the points say of their strata the map tells the same.
    plain = run("native:deletecolumn", INPUT=path, COLUMN=["stratum", "strat_area"])["OUTPUT"]
    again = run("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=plain)
    assert again["AREAS"] == result["AREAS"]


def test_edits_that_are_not_saved_count(run, class_raster, tmp_path):
    """As the panel leaves them in the layer."""
    layer = run("assessmentpoints", RASTER=class_raster, COUNT=160)["OUTPUT"]
    index = layer.fields().lookupField("reference")
    layer.startEditing()
    for feature in layer.getFeatures():
        if feature["point_id"] > 10:
            layer.changeAttributeValue(feature.id(), index, feature["stratum"])
    result = run("assessmap", RASTER=class_raster, REFERENCE=layer)
    layer.rollBack()
    assert result["POINT_COUNT"] == 150
    assert result["ACCURACY"] == 1
    assert "10 points have no class yet and were left out." in run.log


def stehman(units, ground, classes):
    """Areas and their errors, unit by unit: equations 3 and 25 of Stehman (2014)."""
    found = {}
    for name in classes:
        value = square = 0.0
        for stratum, area in ground.items():
            own = [float(true == name) for own, true in units if own == stratum]
            mean = sum(own) / len(own)
            value += area * mean
            spread = sum((v - mean) ** 2 for v in own) / (len(own) - 1)
            square += area**2 * spread / len(own)
        found[name] = value, square**0.5
    return found


def test_strata_that_are_others_than_the_maps_classes(
    run, fill, make_raster, class_raster, codes, tmp_path
):
    """Points drawn by one map assess another, by what they say and by the map that is named."""
    other = np.where(codes == 0, 0, 1 + (np.indices(codes.shape)[1] // 30) % 3).astype("uint8")
    second = make_raster(other, name="other.tif", nodata=0)
    path = str(tmp_path / "points.gpkg")
    run("assessmentpoints", RASTER=class_raster, COUNT=240, OUTPUT=path)
    rng = np.random.default_rng(0)
    layer = fill(path, lambda f: f["stratum"] if rng.random() < 0.8 else "2")
    units = [(f["stratum"], f["reference"]) for f in layer.getFeatures()]
    report = str(tmp_path / "a.html")
    result = run("assessmap", RASTER=second, REFERENCE=path, REPORT=report)
    expected = stehman(units, {"1": 50.0, "2": 54.0, "3": 4.0}, "123")
    errors = areas_of(result, "standard_error")
    for name, (value, error) in expected.items():
        assert areas_of(result)[name] == pytest.approx(value)
        assert errors[name] == pytest.approx(error)
    facts = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert facts["strata_are"] == "others than the map's classes"
    by_raster = run("assessmap", RASTER=second, REFERENCE=path, STRATA=class_raster)
    assert by_raster["AREAS"] == result["AREAS"]


def test_points_of_another_system_and_codes_for_names(run, make_layer, class_raster):
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsPointXY,
        QgsProject,
    )

    to = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32631"),
        QgsCoordinateReferenceSystem("EPSG:4326"),
        QgsProject.instance(),
    )
    rng = np.random.default_rng(1)
    points, right = [], 0
    for code, (rows, cols) in enumerate(
        (((20, 90), (0, 60)), ((0, 90), (60, 120)), ((0, 20), (0, 20))), 1
    ):
        for n in range(20):
            row, col = rng.integers(*rows), rng.integers(*cols)
            p = to.transform(QgsPointXY(500_005 + 10 * int(col), 4_599_995 - 10 * int(row)))
            points.append((f"POINT({p.x():.12f} {p.y():.12f})", {"c": code if n % 4 else 2}))
            right += n % 4 > 0 or code == 2
    points.append(("POINT(3.5 41)", {"c": None}))
    points.append(("POINT(20 41)", {"c": 1}))
    layer = make_layer(points, kind="Point", crs="EPSG:4326", fields="c:int")
    result = run(
        "assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=layer, REFERENCE_FIELD="c"
    )
    assert result["POINT_COUNT"] == 60
    assert "1 point has no class yet and was left out." in run.log
    assert "1 point or pixel where the map has no class was left out." in run.log
    assert result["ACCURACY"] == pytest.approx((50 * 0.75 + 54 + 4 * 0.75) / 108)


def test_polygons_and_rasters_are_counted_pixel_by_pixel(
    run, make_layer, make_raster, class_raster, codes
):
    truth = codes.copy()
    truth[:10, :20] = 1
    reference = make_raster(truth, name="truth.tif", nodata=0)
    result = run("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE_RASTER=reference)
    assert areas_of(result) == pytest.approx({"forest": 52, "water": 54, "urban": 2})
    assert max(areas_of(result, "standard_error").values()) < 1e-6
    assert "Neighbouring pixels" not in run.log

    corners = (
        ((500_000, 4_599_300), "forest"),
        ((500_700, 4_599_300), "water"),
        ((500_000, 4_599_800), "urban"),
        ((500_000, 4_599_900), "forest"),
    )
    boxes = [(rectangle(x, y, x + 200, y + 100), name) for (x, y), name in corners]
    layer = make_layer([(wkt, {"class": name}) for wkt, name in boxes])
    result = run(
        "assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=layer, REFERENCE_FIELD="class"
    )
    assert areas_of(result) == pytest.approx({"forest": 52, "water": 54, "urban": 2})
    assert result["POINT_COUNT"] == 800
    assert "Neighbouring pixels are more alike than points far apart" in run.log


def test_ground_in_degrees_is_that_of_qgis(run, make_raster, qgis):
    from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsGeometry, QgsProject

    codes = np.ones((40, 20), dtype="uint8")
    codes[20:] = 2
    raster = make_raster(codes, transform=(0.01, 0, 10.0, 0, -0.01, 70.0), crs="EPSG:4326")
    result = run("assessmap", RASTER=raster, REFERENCE_RASTER=raster)
    measure = QgsDistanceArea()
    measure.setSourceCrs(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext()
    )
    measure.setEllipsoid("EPSG:7030")
    for name, (north, south) in {"1": (70.0, 69.8), "2": (69.8, 69.6)}.items():
        real = 0.0
        # Sides of polygons are shortest ways, and parallels are not: thin slices are near to them.
        for left in np.arange(10, 10.2, 0.01):
            wkt = rectangle(left, south, left + 0.01, north)
            real += measure.measureArea(QgsGeometry.fromWkt(wkt)) / 10_000
        assert areas_of(result)[name] == pytest.approx(real, rel=1e-6)


def test_without_a_coordinate_system_areas_are_pixels(run, make_raster, codes, tmp_path):
    raster = make_raster(codes, name="bare.tif", crs=None, nodata=0)
    result = run(
        "assessmap", RASTER=raster, REFERENCE_RASTER=raster, REPORT=str(tmp_path / "a.html")
    )
    assert areas_of(result) == pytest.approx({"1": 5000, "2": 5400, "3": 400})
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["area_unit"] == "pixels"


def few(make_layer, counts, field="reference"):
    places = {"forest": (50, 3), "water": (50, 80), "urban": (3, 3), "nothing": (95, 3)}
    points = []
    for name, count in counts.items():
        row, col = places.get(name, (50, 30))
        points += [(point(row, col + n), {field: name}) for n in range(count)]
    return make_layer(points, kind="Point", fields=f"{field}:string", name="points")


@pytest.mark.parametrize("counts,says", [
    ({}, "No point of points has a class in its field reference; fill it in first."),
    ({"forest": 3, "water": 3}, "The stratum urban has no point with a reference class; each "
     "stratum needs 2 or more. Add points there, or join classes with CLASS_MAP if points had the "
     "same chance in all of them."),
    ({"forest": 3, "water": 1, "urban": 1}, "The stratum water has only 1 point with a reference "
     "class (1 more lacks points); standard errors need 2 or more."),
    ({"forest": 2, "water": 2, "urban": 2, "sea": 1}, "The field reference of points has the class "
     "'sea', which the map does not have; it has forest, water, urban. Correct it there, or add it "
     "with CLASS_MAP, for example 99=sea."),
])  # fmt: skip
def test_references_that_are_not_enough_are_told(run_error, make_layer, class_raster, counts, says):
    layer = few(make_layer, counts)
    text = run_error("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=layer)
    assert says in text


def test_a_class_that_the_map_shows_nowhere_can_be_named(run, make_layer, class_raster):
    layer = few(make_layer, {"forest": 4, "water": 4, "urban": 4, "sea": 1})
    result = run("assessmap", RASTER=class_raster, CLASS_MAP=f"{NAMES},99=sea", REFERENCE=layer)
    assert areas_of(result)["sea"] == pytest.approx(50 / 5)
    joined = run(
        "assessmap", RASTER=class_raster, CLASS_MAP="1=land,2=water,3=land,99=sea",
        REFERENCE=few(make_layer, {"land": 5, "water": 2}),
    )  # fmt: skip
    assert list(areas_of(joined)) == ["land", "water", "sea"]


def test_points_on_nodata_and_elsewhere_are_told(run, run_error, make_layer, class_raster):
    layer = few(make_layer, {"forest": 3, "water": 3, "urban": 3})
    features = list(layer.getFeatures())
    layer.startEditing()
    from qgis.core import QgsGeometry

    layer.changeGeometry(features[0].id(), QgsGeometry.fromWkt(point(95, 3)))
    assert layer.commitChanges()
    run("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=layer)
    assert "1 point or pixel where the map has no class was left out." in run.log

    far = make_layer(
        [("POINT(3 3)", {"reference": "forest"})], kind="Point", fields="reference:string"
    )
    text = run_error("assessmap", RASTER=class_raster, CLASS_MAP=NAMES, REFERENCE=far)
    assert "layer has no class anywhere that classes has one; check the coordinate systems" in text
    lines = make_layer(
        [("LINESTRING(0 0, 1 1)", {"reference": "a"})], kind="LineString", fields="reference:string"
    )
    text = run_error("assessmap", RASTER=class_raster, REFERENCE=lines)
    assert "REFERENCE layer has neither points nor polygons; choose a layer of these." in text
    bare = few(make_layer, {"forest": 3}, field="other")
    text = run_error("assessmap", RASTER=class_raster, REFERENCE=bare)
    assert "Name the field of points with the true class as REFERENCE_FIELD; it has other." in text


def test_what_is_given_twice_or_not_at_all_is_told(run_error, make_layer, class_raster, tmp_path):
    layer = few(make_layer, {"forest": 3})
    text = run_error("assessmap", RASTER=class_raster)
    assert "Name what tells the true classes: points or polygons, REFERENCE, or a raster" in text
    text = run_error(
        "assessmap", RASTER=class_raster, REFERENCE=layer, REFERENCE_RASTER=class_raster
    )
    assert "REFERENCE and REFERENCE_RASTER are both given; give one of them." in text
    (tmp_path / "mine.json").write_text('{"kind": "shopping list"}', encoding="utf-8")
    text = run_error(
        "assessmap", RASTER=class_raster, REFERENCE=layer, REPORT=str(tmp_path / "mine.html")
    )
    assert "is there already and is no assessment; choose another name for REPORT." in text
    assert not (tmp_path / "mine.html").exists()


def test_a_model_draws_and_assesses(qgis, class_raster):
    """Both as steps of a model: the second takes the first one's points."""
    import processing
    from qgis.core import (
        QgsProcessingFeedback,
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelParameter,
        QgsProcessingParameterRasterLayer,
    )

    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("assess", "test")
    model.addModelParameter(
        QgsProcessingParameterRasterLayer("MAP", "Map"), QgsProcessingModelParameter("MAP")
    )

    def step(name, **sources):
        child = QgsProcessingModelChildAlgorithm(f"tilewright:{name}")
        child.setChildId(name)
        for definition in child.algorithm().parameterDefinitions():
            if not definition.isDestination():
                known = source.fromStaticValue(definition.defaultValue())
                child.addParameterSources(
                    definition.name(), [sources.get(definition.name(), known)]
                )
        return child

    given = source.fromModelParameter("MAP")
    draw = step("assessmentpoints", RASTER=given, COUNT=source.fromStaticValue(160))
    model.addChildAlgorithm(draw)
    drawn = source.fromChildOutput("assessmentpoints", "OUTPUT")
    field = source.fromStaticValue("stratum")
    model.addChildAlgorithm(step("assessmap", RASTER=given, REFERENCE=drawn, REFERENCE_FIELD=field))
    assert model.validate() == (True, [])
    results = processing.run(model, {"MAP": class_raster}, feedback=QgsProcessingFeedback(False))
    assert results["CHILD_RESULTS"]["assessmap"]["ACCURACY"] == 1
    assert results["CHILD_RESULTS"]["assessmap"]["POINT_COUNT"] == 160
