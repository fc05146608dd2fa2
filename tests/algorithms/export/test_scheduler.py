"""SCHEDULER: what users read when a cluster cannot be used."""

import json
import sys

import numpy as np
import pytest


@pytest.fixture
def raster(make_raster):
    return make_raster(np.random.default_rng(4).integers(1, 250, (3, 64, 64), dtype="uint8"))


@pytest.fixture
def tiles(run, raster):
    return run("createtilegrid", INPUT=raster, TILE_SIZE=32)["OUTPUT"]


@pytest.fixture
def refuse(run_error, raster, tmp_path):
    def call(algorithm, **parameters):
        out = tmp_path / "out"
        text = run_error(algorithm, RASTER=raster, OUTPUT=str(out), **parameters)
        assert not out.exists()
        return text

    return call


def test_style_is_refused_in_one_sentence(refuse, tiles):
    expected = "SCALING=STYLE is drawn by QGIS, which the workers of a SCHEDULER do not have"
    address = "tcp://127.0.0.1:1"
    assert expected in refuse("exporttiles", TILES=tiles, SCALING="STYLE", SCHEDULER=address)
    assert expected in refuse("builddataset", TILE_SIZE=32, SCALING="STYLE", SCHEDULER=address)


def test_scheduler_that_does_not_answer_leaves_nothing(refuse, tiles):
    text = refuse("exporttiles", TILES=tiles, SCHEDULER="tcp://127.0.0.1:1")
    assert "SCHEDULER tcp://127.0.0.1:1 does not answer; check the address" in text


def test_missing_package_leaves_nothing(refuse, tiles, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    text = refuse("exporttiles", TILES=tiles, SCHEDULER="tcp://127.0.0.1:1")
    assert "SCHEDULER needs the Python package distributed, which is missing" in text


def test_scheduler_leaves_no_trace_in_the_dataset(run, tiles, raster, tmp_path, dataset_files):
    made = run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(tmp_path / "a"), SCHEDULER="")
    assert made["TILE_COUNT"] == 4
    assert "SCHEDULER" not in dataset_files(tmp_path / "a")["dataset.json"]["parameters"]


def test_series_without_their_scheduler_leave_nothing(run, run_error, tiles, raster, tmp_path):
    out = tmp_path / "out"
    table = tmp_path / "dates.csv"
    table.write_text("raster,2020-05-01\n")
    series = {"RASTERS": [raster], "DATE_TABLE": str(table), "TILES": tiles, "OUTPUT": str(out)}
    text = run_error("exporttimeseries", SCHEDULER=" tcp://127.0.0.1:1 ", **series)
    assert "SCHEDULER tcp://127.0.0.1:1 does not answer; check the address" in text
    assert not out.exists()
    assert run("exporttimeseries", SCHEDULER="", **series)["TILE_COUNT"] == 4
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    assert "SCHEDULER" not in facts["parameters"]
