"""What a new label layer is called, and which classes and folder are proposed."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """What the dialogs were opened with; both are answered."""
    from tilewright.ui.labels import label_layer_dialog as module

    seen = {}

    def name(parent, title, place, kinds):
        seen["place"] = place
        return str(tmp_path / "étiquettes"), kinds

    def classes(parent, title, question, text):
        seen["classes"] = text
        return text, True

    monkeypatch.setattr(module.QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(module.QInputDialog, "getText", classes)
    return seen


@pytest.mark.parametrize(
    ("known", "proposed"), [((), "urban"), (("forest", "water"), "forest, water")]
)
def test_it_is_called_as_its_file_and_has_the_classes_so_far(project, asked, known, proposed):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.labels.label_layer_dialog import ask_label_layer

    layer = ask_label_layer(None, QgsCoordinateReferenceSystem("EPSG:32631"), known)
    assert layer.name() == "étiquettes"
    assert asked["classes"] == proposed


def test_files_are_looked_for_where_one_did_last_else_beside_the_layers(
    project, make_raster, tmp_path
):
    from qgis.core import QgsRasterLayer, QgsSettings
    from qgis.PyQt.QtCore import QDir

    from tilewright.ui.toolbox.product_field import LAST_PLACE, usual_place

    QgsSettings().remove(LAST_PLACE)
    assert usual_place() == QDir.homePath()
    path = make_raster(np.ones((1, 4, 4), "uint8"))
    project.addMapLayer(QgsRasterLayer(path, "image"))
    assert usual_place() == str(tmp_path)
    QgsSettings().setValue(LAST_PLACE, "/data")
    assert usual_place() == "/data"
    QgsSettings().remove(LAST_PLACE)
