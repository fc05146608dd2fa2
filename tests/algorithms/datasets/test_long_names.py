"""Names in a stranger's files that are longer than any file's can be."""

import json

import numpy as np
import pytest

LONG = "x" * 300


@pytest.fixture
def dataset(run, make_raster, tmp_path):
    """A dataset whose table names an image that no disk can hold."""
    raster = make_raster(np.random.default_rng(1).integers(1, 99, (3, 40, 40), dtype="uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=str(tmp_path / "t.gpkg"))
    folder = tmp_path / "set"
    run("exporttiles", RASTER=raster, TILES=tiles["OUTPUT"], OUTPUT=str(folder), FORMAT="PNG")
    table = folder / "tiles.csv"
    text = table.read_text(encoding="utf-8")
    name = text.splitlines()[1].partition(",")[0]
    table.write_text(text.replace(name, f"images/{LONG}.png", 1), encoding="utf-8")
    return folder


def refusal(run, algorithm, **parameters):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        run(algorithm, **parameters)
    return str(caught.value)


def test_the_image_is_missing(run, dataset):
    result = run("validatedataset", INPUT=str(dataset))
    assert result["PASSED"] is False
    assert result["PROBLEM_COUNT"] >= 1


def test_a_package_is_refused_for_it(run, dataset, tmp_path):
    text = refusal(run, "packagedataset", INPUT=str(dataset), OUTPUT=str(tmp_path / "out"))
    assert "is missing, though tiles.csv names it" in text
    assert not (tmp_path / "out").exists()


def test_a_recorded_raster_is_missing(run, dataset, tmp_path):
    path = dataset / "dataset.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    facts["sources"]["raster"]["path"] = facts["parameters"]["RASTER"] = f"/{LONG}.tif"
    path.write_text(json.dumps(facts), encoding="utf-8")
    report = tmp_path / "report.json"
    run("rebuilddataset", INPUT=str(dataset), OUTPUT=None, REPORT=str(report))
    missing = [f"RASTER (/{LONG}.tif)"]
    assert json.loads(report.read_text(encoding="utf-8"))["missing"] == missing
