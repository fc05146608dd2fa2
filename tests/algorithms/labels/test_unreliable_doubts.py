"""Review Labels says where its doubts are worth nothing."""

from __future__ import annotations

import numpy as np


def test_what_is_guessed_is_told_in_log_and_report(run, make_raster, tmp_path):
    raster = str(make_raster(np.random.default_rng(0).integers(0, 255, (60, 40)).astype("uint8")))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    folder, page = tmp_path / "six", tmp_path / "page.html"
    tiles.startEditing()
    _add_labels(tiles, ["a", "b", "b", "a", "a", "b"])
    run("exporttiles", RASTER=raster, TILES=tiles, LABEL_FIELD="label", OUTPUT=str(folder))
    run("reviewlabels", INPUT=str(folder), REPORT=str(page))
    assert "Do not rely on these doubts: 2 classes have fewer tiles than there are folds" in run.log
    assert "Do not rely on these doubts" in page.read_text("utf-8")


def _add_labels(layer, labels):
    from qgis.core import QgsField
    from qgis.PyQt.QtCore import QVariant

    layer.addAttribute(QgsField("label", QVariant.String))
    layer.updateFields()
    at = layer.fields().lookupField("label")
    for feature, label in zip(list(layer.getFeatures()), labels):
        layer.changeAttributeValue(feature.id(), at, label)
    assert layer.commitChanges()
