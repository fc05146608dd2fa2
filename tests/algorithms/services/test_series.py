"""Layers of services as images of a time series."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from qgis.core import QgsNetworkAccessManager, QgsProject, QgsRasterLayer, QgsVectorLayer


@pytest.fixture(autouse=True)
def forget_layers(qgis):
    yield
    QgsProject.instance().clear()


@pytest.fixture
def dated(proxy):
    """Two dates of one server: a map service and a coverage."""
    wms = f"crs=EPSG:32631&dpiMode=7&format=image/png&layers=image&styles&url={proxy.url}"
    wcs = f"identifier=image&url={proxy.url}&crs=EPSG:32631&format=image/tiff"
    layers = [
        QgsRasterLayer(wms, "map 2020-05-03", "wms"),
        QgsRasterLayer(wcs, "values 2020-06-03", "wcs"),
    ]
    assert all(layer.isValid() for layer in layers)
    QgsProject.instance().addMapLayers(layers)
    return layers


@pytest.fixture
def tiles(image_tiles):
    """Tiles that lie apart."""
    return image_tiles({0, 1, 40, 77, 119})


def read_samples(folder):
    with (folder / "tiles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["tile_id"]: dict(np.load(folder / row["file"])) for row in rows}


def test_dates_of_services_equal_those_of_a_file(
    run, dated, tiles, image_file, image_values, proxy, tmp_path
):
    dates = tmp_path / "dates.csv"
    dates.write_text(f"{image_file.stem},2020-07-03\n", encoding="utf-8")
    calls = {
        "SCENES": [*dated, str(image_file)],
        "DATE_TABLE": str(dates),
        "TILES": tiles,
        "RESOLUTION": 10,
    }
    results = run("exporttimeseries", OUTPUT=str(tmp_path / "out"), **calls)
    assert (results["TILE_COUNT"], results["DATE_COUNT"]) == (5, 3)
    samples = read_samples(tmp_path / "out")
    assert len(samples) == 5
    for name, sample in samples.items():
        row, column = int(name[1:6]), int(name[8:13])
        here = image_values[:, 64 * row : 64 * row + 64, 64 * column : 64 * column + 64]
        assert [str(day) for day in sample["dates"]] == ["2020-05-03", "2020-06-03", "2020-07-03"]
        for images in sample["images"]:
            np.testing.assert_array_equal(images, here)
        assert (sample["valid"] == 1).all()
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    told = facts["sources"]["services"]
    assert [(row["image"], row["provider"]) for row in told] == [
        ("map 2020-05-03", "wms"),
        ("values 2020-06-03", "wcs"),
    ]
    # Of the ground between the tiles nothing is asked for: 5 tiles of 64 x 64 pixels in cells of
    # 128 x 128, of which neighbours come together.
    assert 0 < results["REQUEST_COUNT"] <= 10 and proxy.most <= 2
    # The list of rasters takes them as well.
    listed = {**calls, "RASTERS": calls["SCENES"], "SCENES": None}
    run("exporttimeseries", OUTPUT=str(tmp_path / "listed"), **listed)
    again = read_samples(tmp_path / "listed")
    assert all((again[name]["images"] == samples[name]["images"]).all() for name in samples)
    dry = run("exporttimeseries", OUTPUT=str(tmp_path / "dry"), DRY_RUN=True, **calls)
    assert results["REQUEST_COUNT"] <= dry["REQUEST_COUNT"] <= 10


def test_samples_that_a_server_refuses_are_told_and_completed(
    run, run_error, dated, tiles, proxy, files, monkeypatch, tmp_path
):
    monkeypatch.setattr("tilewright.algorithms.services.pixels._TOGETHER", 1)
    calls = {"SCENES": dated, "TILES": tiles, "RESOLUTION": 10}
    whole = run("exporttimeseries", OUTPUT=str(tmp_path / "healthy"), **calls)
    cache = QgsNetworkAccessManager.instance().cache()
    cache.clear()
    answer, maps = proxy.answer, []

    def die(path):
        maps.extend([path] if "GetMap" in path else [])
        return (404, "text/plain", b"") if len(maps) > 2 and "GetMap" in path else answer(path)

    proxy.answer = die
    out = tmp_path / "out"
    results = run("exporttimeseries", OUTPUT=str(out), RETRIES=0, **calls)
    assert 0 < results["FAILED_COUNT"] < 5
    assert results["TILE_COUNT"] == 5 - results["FAILED_COUNT"]
    assert f"{results['FAILED_COUNT']} samples of 5 could not be read" in run.log
    rejected = QgsVectorLayer(str(out / "tiles.gpkg") + "|layername=rejected")
    reasons = {f["reason"] for f in rejected.getFeatures()}
    assert reasons == {"could not be read (the service answers 404)"}
    assert rejected.featureCount() == results["FAILED_COUNT"]
    del rejected
    proxy.answer = answer
    cache.clear()
    proxy.asked.clear()
    results = run("exporttimeseries", OUTPUT=str(out), RESUME=True, **calls)
    assert (results["FAILED_COUNT"], results["TILE_COUNT"]) == (0, 5)
    assert 0 < results["REQUEST_COUNT"] < whole["REQUEST_COUNT"]
    # Of the date that was whole, nothing is asked for again.
    assert not [path for path in proxy.asked if "GetCoverage" in path and "WIDTH=128" in path]
    ours, theirs = read_samples(out), read_samples(tmp_path / "healthy")
    assert ours.keys() == theirs.keys()
    for name, sample in theirs.items():
        np.testing.assert_array_equal(ours[name]["images"], sample["images"])
    assert not (out / ".tilewright-answers").exists()
    said = run_error("exporttimeseries", OUTPUT=str(tmp_path / "no"), MAX_REQUESTS=2, **calls)
    assert "and MAX_REQUESTS is 2" in said
