"""The algorithm Validate Dataset: its outputs, report and layer, for whole and spoilt datasets."""

import json
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def dataset(run, make_raster, tmp_path):
    values = np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8")
    tiles = run("createtilegrid", INPUT=make_raster(values), TILE_SIZE=10)["OUTPUT"]
    out = str(tmp_path / "set")
    run("exporttiles", RASTER=make_raster(values), TILES=tiles, OUTPUT=out, FORMAT="PNG")
    return Path(out)


def rows(folder):
    lines = (folder / "tiles.csv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(lines[0].split(","), line.split(","))) for line in lines[1:]]


def test_a_whole_dataset_passes(run, dataset):
    before = {p: p.read_bytes() for p in dataset.rglob("*") if p.is_file()}
    result = run("validatedataset", INPUT=str(dataset))
    assert result["PASSED"] is True
    assert result["PROBLEM_COUNT"] == 0
    assert json.loads(result["LOADS_IN"]) == {}
    assert {p: p.read_bytes() for p in dataset.rglob("*") if p.is_file()} == before


def test_faults_are_counted_listed_and_placed(run, dataset, tmp_path):
    first, *others = rows(dataset)
    (dataset / first["file"]).unlink()
    (dataset / "images" / "more <b>.png").write_bytes(b"")
    report = tmp_path / "reports" / "page"
    result = run(
        "validatedataset", INPUT=str(dataset), REPORT=str(report), PROBLEMS="TEMPORARY_OUTPUT"
    )
    assert result["PASSED"] is False
    assert result["PROBLEM_COUNT"] == 2
    page = Path(result["REPORT"])
    assert page == report.with_suffix(".html")
    text = page.read_text(encoding="utf-8")
    assert "2 faults found." in text
    assert first["file"] in text
    assert "more &lt;b&gt;.png" in text
    assert "<b>.png" not in text
    features = {f["kind"]: f for f in result["PROBLEMS"].getFeatures()}
    assert set(features) == {"missing image", "file without a row"}
    missing = features["missing image"]
    assert missing["file"] == first["file"]
    assert missing["tile_id"] == first["tile_id"]
    box = missing.geometry().boundingBox()
    found = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    assert found == tuple(float(first[name]) for name in ("xmin", "ymin", "xmax", "ymax"))
    assert features["file without a row"].geometry().isNull()
    assert result["PROBLEMS"].crs().authid() == first["crs"]


def test_it_fails_on_demand_after_the_report(run, run_error, dataset, tmp_path):
    (dataset / rows(dataset)[0]["file"]).unlink()
    page = tmp_path / "page.html"
    message = run_error("validatedataset", INPUT=str(dataset), FAIL=True, REPORT=str(page))
    assert "has 1 fault:" in message
    assert "Restore the file" in message
    assert "1 fault found." in page.read_text(encoding="utf-8")


def test_what_is_no_dataset_is_refused(run_error, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "is no dataset" in run_error("validatedataset", INPUT=str(tmp_path / "empty"))
    assert "INPUT" in run_error("validatedataset", INPUT=str(tmp_path / "none"))


def test_a_time_series_is_looked_at_file_by_file(run, make_raster, dataset, tmp_path):
    images = [
        make_raster(np.full((40, 40), k, dtype="uint8"), name=f"2020010{k}.tif") for k in (1, 2)
    ]
    tiles = run("createtilegrid", INPUT=images[0], TILE_SIZE=10)["OUTPUT"]
    for form in ("NPZ", "GTIFF"):
        out = tmp_path / form
        run("exporttimeseries", RASTERS=images, TILES=tiles, OUTPUT=str(out), FORMAT=form)
        result = run("validatedataset", INPUT=str(out))
        assert result["PASSED"], form
        name = next(p for p in sorted(out.rglob("*")) if p.suffix in (".npz", ".tif"))
        name.write_bytes(name.read_bytes()[:40])
        result = run("validatedataset", INPUT=str(out))
        assert result["PROBLEM_COUNT"] == 1, form
