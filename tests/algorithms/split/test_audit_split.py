"""Audit Split: layers and datasets, PASSED, the report, and stopping a pipeline."""

import json
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def overlapping(run, make_raster):
    raster = make_raster(np.ones((120, 120), dtype="uint8"))
    return run("createtilegrid", INPUT=raster, TILE_SIZE=20, OVERLAP=10)["OUTPUT"]


@pytest.fixture
def at_random(run, overlapping):
    """A split as it is often made: a random number a tile, whatever it overlaps."""
    return run(
        "native:fieldcalculator",
        INPUT=overlapping,
        FIELD_NAME="fold",
        FIELD_TYPE=2,
        FORMULA="if((\"row\" * 7 + \"col\" * 3) % 5 < 4, 'Training', 'validation')",
    )["OUTPUT"]


def test_a_random_split_of_overlapping_tiles_fails_and_ours_passes(
    run, at_random, overlapping, tmp_path
):
    result = run(
        "auditsplit", INPUT=at_random, SPLIT_FIELD="fold", REPORT=str(tmp_path / "a" / "audit.html")
    )
    assert result["PASSED"] is False
    facts = json.loads(Path(result["REPORT_JSON"]).read_text("utf-8"))
    assert (facts["passed"], facts["kind"]) == (False, "split audit")
    assert list(facts["splits"]) == ["train", "val"]
    assert facts["shared_ground"][0]["pixels"] > 0
    page = Path(result["REPORT"]).read_text("utf-8")
    assert facts["leaks"][0] in page
    assert "Leak: " + facts["leaks"][0] in run.log
    ours = run("splittiles", INPUT=overlapping, METHOD="BLOCKS", BLOCK_SIZE=400)["OUTPUT"]
    result = run("auditsplit", INPUT=ours, REPORT=str(tmp_path / "b.html"))
    assert result["PASSED"] is True
    assert "No leak was found" in Path(result["REPORT"]).read_text("utf-8")


def test_no_report_is_written_unless_asked_for(run, at_random):
    assert run("auditsplit", INPUT=at_random, SPLIT_FIELD="fold") == {"PASSED": False}


def test_a_leak_stops_a_pipeline_when_asked_once_the_report_is_written(
    run_error, at_random, tmp_path
):
    report = tmp_path / "audit.html"
    text = run_error(
        "auditsplit", INPUT=at_random, SPLIT_FIELD="fold", FAIL_ON_LEAK=True, REPORT=str(report)
    )
    assert "The splits leak: " in text and "share ground" in text
    assert report.is_file() and report.with_suffix(".json").is_file()


def test_datasets_are_audited_with_their_images(run, make_raster, tmp_path):
    rng = np.random.default_rng(0)
    values = np.kron(rng.integers(1, 250, (3, 24, 24)), np.ones((10, 10))).astype("uint8")
    # One corner's picture again in another one.
    values[:, 200:, 200:] = values[:, :40, :40]
    dataset = tmp_path / "conjunto ñ"
    built = run(
        "builddataset",
        RASTER=make_raster(values),
        TILE_SIZE=40,
        OTHER_LABEL="land",
        FORMAT="PNG",
        SPLIT_METHOD="BANDS",
        SPLIT_BAND_COUNT=6,
        SPLIT_ANGLE=0,
        TRAIN=50,
        VAL=50,
        TEST=0,
        OUTPUT=str(dataset),
    )
    assert json.loads(built["SPLIT_COUNTS"]) == {"train": 18, "val": 18, "test": 0}
    report = tmp_path / "audit.html"
    result = run("auditsplit", DATASET=str(dataset), REPORT=str(report))
    facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
    assert facts["duplicates"]["compared"] == 36
    assert facts["distances"][0]["metres"] == 0
    assert facts["classes"] == {
        "land": {s: {"tiles": 18, "percent": 100.0} for s in ("train", "val")}
    }
    (pair,) = facts["duplicates"]["examples"]
    assert {Path(name).stem for name in pair} == {"land_r00000_c00000", "land_r00005_c00005"}
    assert result["PASSED"] is False
    # Without its layers the dataset's table is read.
    (dataset / "tiles.gpkg").unlink()
    run("auditsplit", DATASET=str(dataset), REPORT=str(report))
    by_input = tmp_path / "by_input.html"
    run("auditsplit", INPUT=str(dataset), REPORT=str(by_input))
    assert by_input.with_suffix(".json").read_bytes() == report.with_suffix(".json").read_bytes()
    assert json.loads(report.with_suffix(".json").read_text("utf-8")) == facts


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({}, "Give either a tile layer (INPUT) or a dataset folder (DATASET)"),
        ({"INPUT": "layer", "DATASET": "."}, "Give either"),
        ({"INPUT": "layer"}, "with the split as SPLIT_FIELD; it has tile_id, "),
        ({"INPUT": "layer", "SPLIT_FIELD": "none"}, "SPLIT_FIELD is 'none'"),
        ({"INPUT": "layer", "SPLIT_FIELD": "tile_id"}, "holds 144 different values, which are"),
        ({"DATASET": "."}, "is not a dataset: it has no tiles.csv"),
        ({"INPUT": "layer", "SPLIT_FIELD": "row", "REPORT": "a.json"}, "name a .html file"),
    ],
)
def test_wrong_inputs_are_one_sentence(run, run_error, make_raster, tmp_path, wrong, part):
    raster = make_raster(np.ones((120, 120), dtype="uint8"), name="r.tif")
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    parameters = dict(wrong)
    if "INPUT" in parameters:
        parameters["INPUT"] = grid
    if "DATASET" in parameters:
        parameters["DATASET"] = str(tmp_path)
    assert part in run_error("auditsplit", **parameters)


def test_the_report_overwrites_no_file_of_somebody_else(run, run_error, at_random, tmp_path):
    (tmp_path / "dataset.json").write_text('{"tool": "Tilewright"}')
    parameters = {"INPUT": at_random, "SPLIT_FIELD": "fold"}
    text = run_error("auditsplit", REPORT=str(tmp_path / "dataset.html"), **parameters)
    assert "dataset.json is there already and is not an audit" in text
    assert not (tmp_path / "dataset.html").exists()
    assert (tmp_path / "dataset.json").read_text() == '{"tool": "Tilewright"}'
    for _ in range(2):
        run("auditsplit", REPORT=str(tmp_path / "audit.html"), **parameters)


SQUARES = ((0, 0, "train", "a"), (100, 0, "val", "b"), (600, 600, "test", "a"))


@pytest.fixture
def series(run, make_raster, make_layer, tmp_path):
    """Makes a dataset of time series of two dates: ``series("NPZ", moved=50)``."""

    def make(form, moved=0):
        (tmp_path / "scenes").mkdir(exist_ok=True)
        for day in ("20200105", "20200304"):
            values = np.random.default_rng(int(day)).integers(1, 5000, (2, 80, 80), dtype="uint16")
            make_raster(values, name=f"scenes/x_{day}.tif", nodata=0)
        tiles = []
        for x, y, split, label in SQUARES:
            left, top = 500000 + max(0, x - moved), 4600000 - y
            square = f"{left} {top},{left + 100} {top},{left + 100} {top - 100}"
            square = f"POLYGON(({square},{left} {top - 100},{left} {top}))"
            tiles.append((square, {"split": split, "label": label}))
        out = str(tmp_path / f"series {form} {moved}")
        run(
            "exporttimeseries",
            FOLDER=str(tmp_path / "scenes"),
            TILES=make_layer(tiles, fields="split:string,label:string"),
            SPLIT_FIELD="split",
            FORMAT=form,
            OUTPUT=out,
        )
        return out

    return make


@pytest.mark.parametrize("form", ["NPZ", "GTIFF", "ZARR"])
def test_time_series_are_audited_but_for_their_images(run, series, tmp_path, form):
    report = tmp_path / "audit.html"
    result = run("auditsplit", DATASET=series(form), REPORT=str(report))
    assert result["PASSED"] is True
    told = "Images that look the same were not looked for, because the samples are time series."
    assert told in run.log
    page = report.read_text("utf-8")
    assert told in page and "Not looked for: the samples are time series." in page
    facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
    assert facts["duplicates"] is None and told in facts["warnings"]
    metres = {tuple(row["splits"]): row["metres"] for row in facts["distances"]}
    assert metres["train", "val"] == 0
    # UTM metres here are a little longer than those of the ground.
    assert metres["train", "test"] == pytest.approx(500 * 2**0.5, rel=1e-3)
    assert facts["classes"]["b"]["val"]["tiles"] == 1
    assert "No tile of class 'b' is in train." in facts["warnings"]


def test_shared_ground_of_time_series_leaks(run, series):
    result = run("auditsplit", DATASET=series("NPZ", moved=50))
    assert result["PASSED"] is False
    assert "1 pairs of tiles in train and val share ground (50 pixels)" in run.log


def test_a_contact_sheet_of_time_series_is_refused(run_error, series, tmp_path):
    sheet = tmp_path / "sheet.png"
    text = run_error("contactsheet", DATASET=series("NPZ"), OUTPUT=str(sheet))
    assert "are time series, which no single picture shows" in text
    assert not sheet.exists()


@pytest.mark.parametrize(
    ("split", "told"), [(None, "no splits"), ("train", "only the split train")]
)
def test_a_dataset_without_splits_is_told_so(
    run, run_error, make_raster, make_layer, tmp_path, split, told
):
    raster = make_raster(np.ones((3, 32, 32), dtype="uint8"), name="r.tif")
    shape = "POLYGON((500000 4599900,500100 4599900,500100 4600000,500000 4600000,500000 4599900))"
    tiles = make_layer([(shape, {"split": split})], fields="split:string")
    folder = str(tmp_path / "dataset")
    given = {"SPLIT_FIELD": "split"} if split else {}
    run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=folder, **given)
    message = run_error("auditsplit", DATASET=folder)
    assert f"The dataset {folder} has {told}, and leaks are between two; split the" in message
    assert "name the right field" not in message
