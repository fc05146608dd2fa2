"""Field names that a file cannot keep."""

import numpy as np
import pytest
from shapely.geometry import box

SQUARE = box(500000, 4599900, 500100, 4600000).wkt
TWINS = "Split and split, whose names differ only in case"


@pytest.fixture
def twins(make_layer):
    return make_layer([(SQUARE, {"Split": "a", "split": "b"})], fields="Split:string,split:string")


@pytest.fixture
def runs(make_layer, make_raster):
    """Parameters of algorithms that pass the fields of their INPUT on."""
    labels = make_layer([(SQUARE, {"class": "a", "p_a": 100.0})], fields="class:string,p_a:double")
    raster = make_raster(np.ones((20, 20), "uint8"))
    return {
        "joinlabels": {"LABELS": labels, "LABEL": "x"},
        "maskcloudraster": {"MASK": raster, "VALUES": "7"},
        "selecttiles": {"AOI": labels},
        "labelproportions": {"LABEL_RASTER": raster},
        "coarseproportions": {"COARSE": labels},
        "assigncoarsetile": {"COARSE": labels, "COARSE_ID": "class"},
    }


NAMES = (
    "joinlabels", "maskcloudraster", "selecttiles", "labelproportions", "coarseproportions",
    "assigncoarsetile",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_names_that_differ_in_case_are_refused_for_databases(
    run, run_error, runs, twins, tmp_path, name
):
    text = run_error(name, INPUT=twins, OUTPUT=str(tmp_path / "a.gpkg"), **runs[name])
    assert f"OUTPUT is to have the fields {TWINS}, and a.gpkg cannot keep both" in text
    assert "SQL" not in text and "duplicate" not in text
    assert not (tmp_path / "a.gpkg").exists()
    made = run(name, INPUT=twins, OUTPUT=str(tmp_path / "a.geojson"), **runs[name])
    from qgis.core import QgsVectorLayer

    names = QgsVectorLayer(made["OUTPUT"]).fields().names()
    assert {"Split", "split"} <= set(names)


def test_rejected_tiles_are_looked_at_too(run_error, runs, twins, tmp_path):
    text = run_error(
        "joinlabels", INPUT=twins, REJECTED=str(tmp_path / "r.gpkg"), **runs["joinlabels"]
    )
    assert f"REJECTED is to have the fields {TWINS}" in text


def test_a_dataset_of_such_tiles_is_refused_before_the_work(
    run_error, make_raster, twins, tmp_path
):
    raster = make_raster(np.ones((20, 20), "uint8"))
    folder = tmp_path / "dataset"
    text = run_error("exporttiles", RASTER=raster, TILES=twins, OUTPUT=str(folder))
    assert f"The tile layer has the fields {TWINS}, and tiles.gpkg cannot keep both" in text
    assert not folder.exists()


@pytest.mark.parametrize("name", NAMES)
def test_names_that_shapefiles_cut_are_told(run, runs, make_layer, tmp_path, capfd, name):
    tiles = make_layer([(SQUARE, {"a_long_name": "a"})], fields="a_long_name:string,short:int")
    run(name, INPUT=tiles, OUTPUT=str(tmp_path / "a.shp"), **runs[name])
    told = [line for line in run.feedback.lines if "Shapefiles cut field names" in line]
    assert len(told) == 1
    # GDAL would say it once more on the console.
    assert "Warning" not in capfd.readouterr().err
    assert "a_long_name" in told[0] and "short" not in told[0]
    if name == "joinlabels":
        assert "so that a_long_name, second_label get other names in a.shp" in told[0]


def test_grids_and_points_tell_it_too(run, make_raster, make_layer, tmp_path):
    raster = make_raster(np.ones((20, 20), "uint8"), descriptions=["near infrared"])
    labels = make_layer([(SQUARE, {"class": "a"})])
    run(
        "samplepixels", RASTER=raster, LABELS=labels, LABEL_FIELD="class",
        OUTPUT=str(tmp_path / "a.csv"), POINTS=str(tmp_path / "p.shp"),
    )  # fmt: skip
    assert "so that near infrared gets another name in p.shp; write a GeoPackage" in run.log
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(tmp_path / "g.shp"))
    assert "Shapefiles" not in run.log
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(tmp_path / "g.gpkg"))
    assert "Shapefiles" not in run.log


def test_fields_that_give_way_are_told(run, rows, make_layer):
    """Case aside, since most files do not tell such names apart."""
    tiles = make_layer([(SQUARE, {"Split": "mine"})], fields="Split:string", name="squares")
    made = run("splittiles", INPUT=tiles, METHOD="RANDOM", TRAIN=100, VAL=0, TEST=0)["OUTPUT"]
    assert [(f.name(), v) for f, v in zip(made.fields(), next(made.getFeatures()))] == [
        ("split", "train")
    ]
    told = [line for line in run.feedback.lines if "replaced" in line]
    assert told == [
        "The field Split of squares is replaced by the new split; rename it first to keep its "
        "values."
    ]
    fields = "Label:string,label_pct:double,other:int"
    tiles = make_layer([(SQUARE, {"Label": "mine"})], fields=fields, name="squares")
    made = run("joinlabels", INPUT=tiles, LABELS=tiles, LABEL="x")["OUTPUT"]
    assert rows(made)[0]["label"] == "x" and "Label" not in made.fields().names()
    told = [line for line in run.feedback.lines if "replaced" in line]
    assert told == [
        "The fields Label, label_pct of squares are replaced by the new label, label_pct; rename "
        "them first to keep theirs."
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_algorithm_that_adds_fields_tells_it(run, runs, make_layer, name):
    tiles = make_layer([(SQUARE, {})], fields="kept:int", name="squares")
    made = run(name, INPUT=tiles, **runs[name])["OUTPUT"]
    assert "replaced" not in run.log
    new = made.fields().names()[-1]
    tiles = make_layer([(SQUARE, {})], fields=f"{new.upper()}:string", name="squares")
    run(name, INPUT=tiles, **runs[name])
    assert f"{new.upper()} of squares is replaced by the new {new};" in run.log


@pytest.mark.parametrize("name", ["grid.csv", "grid.sqlite"])
def test_shapes_and_coordinate_system_are_kept_where_the_format_can(
    run, make_raster, tmp_path, name
):
    from qgis.core import QgsVectorLayer

    raster = make_raster(np.ones((20, 20), dtype="uint8"))
    made = []
    for path in (tmp_path / "grid.gpkg", tmp_path / name):
        run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(path))
        made.append(QgsVectorLayer(str(path), "made"))
    expected, layer = made
    shapes = [f.geometry().asWkt(3) for f in layer.getFeatures()]
    assert shapes == [f.geometry().asWkt(3) for f in expected.getFeatures()]
    assert len(shapes) == 4
    ids = [[f["tile_id"] for f in each.getFeatures()] for each in made]
    assert ids[0] == ids[1]
    if name == "grid.csv":
        assert not (tmp_path / "grid.csvt").exists()
        assert "written as CSV, which keeps no coordinate system; it is EPSG:" in run.log
        # What is read from it is written again with its shapes once.
        again = tmp_path / "again.csv"
        run("splittiles", INPUT=str(tmp_path / name), METHOD="RANDOM", OUTPUT=str(again))
        assert again.read_text().count("POLYGON") == 4
        assert QgsVectorLayer(str(again), "again").isSpatial()
    else:
        assert layer.crs().authid() == expected.crs().authid() != ""


def test_sheets_keep_no_shapes_and_it_is_said(run, make_raster, tmp_path):
    raster = make_raster(np.ones((20, 20), dtype="uint8"))
    path = str(tmp_path / "grid.xlsx")
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=path)
    assert "is written as XLSX, which keeps no shapes" in run.log
