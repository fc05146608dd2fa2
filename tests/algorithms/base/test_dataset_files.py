"""No output takes the place of a file that a dataset has as its own."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def dataset(run, make_raster, tmp_path):
    """A dataset of 16 tiles, with a report of the user's beside them."""
    raster = str(make_raster(np.arange(1600, dtype="uint16").reshape(40, 40)))
    tiles = str(tmp_path / "grid.gpkg")
    run("createtilegrid", INPUT=raster, TILE_SIZE=10, OUTPUT=tiles)
    folder = tmp_path / "dataset"
    run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(folder))
    (folder / "mine.html").write_text("mine")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def values_of(algorithm: str, **parameters):
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback

    from tilewright.algorithms.base.values import Values

    alg = QgsApplication.processingRegistry().algorithmById(f"tilewright:{algorithm}").create()
    return Values(alg, parameters, QgsProcessingContext(), QgsProcessingFeedback())


def file_outputs(algorithm: str) -> tuple[list[str], list[str]]:
    """Outputs that are files, and those among them that are layers of vectors."""
    from qgis.core import (
        QgsProcessingParameterFeatureSink,
        QgsProcessingParameterFolderDestination,
    )

    # It keeps its parameters alive.
    values = values_of(algorithm)
    outputs, layers = [], []
    for definition in values.alg.parameterDefinitions():
        folder = isinstance(definition, QgsProcessingParameterFolderDestination)
        if definition.isDestination() and not folder:
            outputs.append(definition.name())
        if isinstance(definition, QgsProcessingParameterFeatureSink):
            layers.append(definition.name())
    return outputs, layers


def test_no_file_output_of_any_algorithm_takes_a_file_of_a_dataset(dataset, algorithm_ids):
    from tilewright.algorithms.base.output_paths import check_parameters
    from tilewright.core.errors import ParameterError

    own = sorted(set(contents(dataset)) - {"mine.html"})
    assert {"tiles.csv", "tiles.gpkg", "dataset.json", "index.html", "map.png"} < set(own)
    assert len([name for name in own if "/" in name]) >= 16
    tried = set()
    for algorithm in algorithm_ids:
        outputs, layers = file_outputs(algorithm)
        for output in outputs:
            for name in own:
                # QGIS puts a layer into README.md.gpkg.
                if output in layers and not name.endswith((".gpkg", ".csv")):
                    continue
                with pytest.raises(ParameterError):
                    check_parameters(values_of(algorithm, **{output: str(dataset / name)}))
            tried.add((algorithm, output))
    assert {("reviewlabels", "CSV"), ("validatedataset", "REPORT")} < tried
    assert len(tried) > 30


@pytest.mark.parametrize(
    ("algorithm", "output", "name", "taken"),
    [
        ("reviewlabels", "CSV", "tiles.csv", "tiles.csv"),
        ("reviewlabels", "REPORT", "index.html", "index.html"),
        ("reviewlabels", "REPORT", "index", "index.html"),
        ("validatedataset", "REPORT", "index.html", "index.html"),
        ("auditsplit", "REPORT", "index.html", "index.html"),
        ("rebuilddataset", "REPORT", "dataset.json", "dataset.json"),
        ("contactsheet", "OUTPUT", "map.png", "map.png"),
    ],
)
def test_the_dataset_that_is_read_stays(run_error, dataset, algorithm, output, name, taken):
    before = contents(dataset)
    key = "DATASET" if algorithm == "contactsheet" else "INPUT"
    call = {"OUTPUT": "TEMPORARY_OUTPUT", key: str(dataset), output: str(dataset / name)}
    if algorithm in ("rebuilddataset", "auditsplit"):
        call.pop("OUTPUT")
    text = run_error(algorithm, **call)
    told = f"{output} is {dataset / taken}, a file of the dataset in {dataset}; choose another"
    assert told in text
    assert contents(dataset) == before


def test_what_is_not_the_datasets_may_be_replaced(run, dataset):
    report = dataset / "mine.html"
    run("validatedataset", INPUT=str(dataset), REPORT=str(report))
    assert "<html" in report.read_text(encoding="utf-8")
    again = dataset / "new.html"
    run("validatedataset", INPUT=str(dataset), REPORT=str(again))
    assert again.is_file()


def test_a_damaged_dataset_keeps_all_that_is_there(run_error, dataset):
    facts = json.loads((dataset / "dataset.json").read_text(encoding="utf-8"))
    facts["layout"] = 3
    (dataset / "dataset.json").write_text(json.dumps(facts))
    (dataset / "tiles.csv").write_bytes(b"\xff\xfe")
    before = contents(dataset)
    text = run_error("validatedataset", INPUT=str(dataset), REPORT=str(dataset / "index.html"))
    assert "a file of the dataset in" in text
    assert contents(dataset) == before


def test_a_way_around_through_links_and_dots_is_the_same_file(run_error, dataset, tmp_path):
    before = contents(dataset)
    (tmp_path / "link").symlink_to(dataset)
    for folder in (tmp_path / "link", dataset / ".." / "dataset"):
        text = run_error("validatedataset", INPUT=str(dataset), REPORT=str(folder / "index.html"))
        assert f"a file of the dataset in {dataset}" in text
    assert contents(dataset) == before


def test_a_file_that_a_new_dataset_will_have_is_not_taken_either(run_error, make_raster, tmp_path):
    raster = str(make_raster(np.ones((40, 40), dtype="uint8")))
    folder = tmp_path / "new"
    text = run_error(
        "builddataset", RASTER=raster, TILE_SIZE=10, OUTPUT=str(folder),
        SAMPLE=str(folder / "map.png"),
    )  # fmt: skip
    assert f"SAMPLE is {folder / 'map.png'}, a file of the dataset in {folder}" in text
    assert not folder.exists()
