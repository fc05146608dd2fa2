"""What the dock copies and saves makes the dataset that the dock makes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest


@pytest.fixture
def parameters(examples, make_layer):
    """The dock's parameters, layers by id as the dock has them."""
    from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

    project = QgsProject.instance()
    raster = QgsRasterLayer(str(examples / "foz" / "foz.tif"), "image")
    labels = QgsVectorLayer(str(examples / "foz" / "urban.geojson"), "labels")
    project.addMapLayers([raster, labels])
    yield {
        "RASTER": raster.id(),
        "LABELS": labels.id(),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "pas d'urbain",
        "TILE_SIZE": 128.0,
        "NODATA": 0.0,
        "MIN_VALID": 100.0,
        "NAMING": "SEQUENCE",
    }
    project.clear()


@pytest.fixture
def expected(run, parameters, dataset_files, tmp_path):
    """The dataset of the same parameters, run by the dock's algorithm."""
    folder = tmp_path / "by the dock" / "dataset"
    run("builddataset", **parameters, OUTPUT=str(folder))
    return dataset_files(folder)


def test_the_command_makes_the_same_dataset(console, parameters, expected, dataset_files, tmp_path):
    from tilewright.ui.share_run import as_command

    folder = tmp_path / "by command é" / "dataset"
    words = shlex.split(as_command({**parameters, "OUTPUT": str(folder)}))
    assert words[:2] == ["qgis_process", "run"]
    done = console.call(*words[1:])
    assert done.returncode == 0, done.stdout + done.stderr
    assert dataset_files(folder) == expected


def test_the_python_lines_make_the_same_dataset(
    qgis, parameters, expected, dataset_files, tmp_path
):
    from tilewright.ui.share_run import as_python

    folder = tmp_path / "by python" / "dataset"
    exec(as_python({**parameters, "OUTPUT": str(folder)}), {})
    assert dataset_files(folder) == expected


def test_the_model_makes_the_same_dataset(console, parameters, expected, dataset_files, tmp_path):
    from tilewright.ui.share_run import save_model

    folder = tmp_path / "by model" / "dataset"
    model = tmp_path / "My model.model3"
    save_model({**parameters, "OUTPUT": str(folder)}, str(model))
    done = console.call("run", str(model))
    assert done.returncode == 0, done.stdout + done.stderr
    assert dataset_files(folder) == expected


def test_a_layer_that_is_nowhere_on_disk_is_refused_with_a_remedy(make_layer, parameters):
    from qgis.core import QgsProject

    from tilewright.ui.share_run import NotSharedError, as_command

    layer = make_layer([], name="Sketch")
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(NotSharedError, match="Sketch.*Make Permanent"):
        as_command({**parameters, "LABELS": layer.id()})


def test_no_file_is_written_where_the_model_cannot_be(parameters, tmp_path):
    from tilewright.ui.share_run import save_model

    with pytest.raises(OSError, match="cannot be written"):
        save_model(parameters, str(tmp_path / "none" / "m.model3"))
    assert list(Path(tmp_path).iterdir()) == []
