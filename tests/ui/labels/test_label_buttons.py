"""Labels opened from a file."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

SQUARE = "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0))"


@pytest.fixture
def buttons(project):
    from tilewright.ui.labels.label_buttons import LabelButtons

    buttons = LabelButtons()
    buttons.got, buttons.problems = [], []
    buttons.opened.connect(buttons.got.append)
    buttons.failed.connect(buttons.problems.append)
    yield buttons
    buttons.deleteLater()


@pytest.fixture
def answer(monkeypatch):
    """What the dialog for files answers."""
    from qgis.PyQt.QtWidgets import QFileDialog

    def prepare(path):
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *a: (str(path), ""))

    return prepare


@pytest.fixture
def write(make_layer, tmp_path):
    """Writes features into a layer of a GeoPackage."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    def make(name, geometry, path=tmp_path / "vérité.gpkg"):
        kind = geometry.partition("(")[0].title()
        layer = make_layer([(geometry, {"class": "a"})], kind=kind, name=name)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = name
        if path.exists():
            options.actionOnExistingFile = (
                QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
            )
        QgsVectorFileWriter.writeAsVectorFormatV3(
            layer, str(path), QgsCoordinateTransformContext(), options
        )
        return path

    return make


def test_a_file_of_polygons_is_a_layer_by_its_name(buttons, answer, examples, project, tmp_path):
    path = tmp_path / "quartiers d'été.geojson"
    shutil.copy(examples / "foz" / "urban.geojson", path)
    answer(path)
    buttons.open.click()
    (layer,) = buttons.got
    assert project.mapLayer(layer.id()) is layer
    assert layer.name() == "quartiers d'été"
    assert layer.featureCount() > 0
    assert buttons.problems == []


def test_a_class_raster_is_opened_too(buttons, answer, make_raster):
    answer(make_raster(np.ones((8, 8), "uint8"), name="codes.tif"))
    buttons.open.click()
    assert [(type(x).__name__, x.name()) for x in buttons.got] == [("QgsRasterLayer", "codes")]


def test_of_several_layers_those_of_polygons_are_asked_for(buttons, answer, write, monkeypatch):
    from qgis.PyQt.QtWidgets import QInputDialog

    write("fields", SQUARE)
    write("places", "POINT(1 1)")
    answer(write("forests", SQUARE))
    asked = []

    def choose(*args):
        asked.append(args[3])
        return "forests", True

    monkeypatch.setattr(QInputDialog, "getItem", choose)
    buttons.open.click()
    assert asked == [["fields", "forests"]]
    assert [layer.name() for layer in buttons.got] == ["forests"]
    monkeypatch.setattr(QInputDialog, "getItem", lambda *a: ("fields", False))
    buttons.open.click()
    assert len(buttons.got) == 1


@pytest.mark.parametrize("kind", ["points", "words", "damaged"])
def test_what_has_no_polygons_is_told_and_not_added(
    buttons, answer, write, tmp_path, kind, project
):
    path = tmp_path / "words.txt"
    if kind == "points":
        path = write("places", "POINT(1 1)")
    elif kind == "damaged":
        path = tmp_path / "damaged.geojson"
        path.write_text('{"type": "FeatureCollection", "features": [{')
    else:
        path.write_text("words")
    answer(path)
    buttons.open.click()
    assert buttons.problems == [
        f"{path} has no polygons and is no class raster; choose another file."
    ]
    assert project.count() == 0 and buttons.got == []


def test_a_cancelled_dialog_changes_nothing(buttons, answer, project):
    answer("")
    buttons.open.click()
    assert (buttons.got, buttons.problems, project.count()) == ([], [], 0)
