"""The toolbox's iteration over the features of a layer."""

from __future__ import annotations

import pytest

# Two areas on the raster below, which is 20 x 20 pixels of 10 m.
AREAS = [
    ("POLYGON((500001 4599999, 500049 4599999, 500049 4599951, 500001 4599951, 500001 4599999))"),
    ("POLYGON((500101 4599899, 500149 4599899, 500149 4599801, 500101 4599801, 500101 4599899))"),
]


@pytest.fixture
def areas(make_layer, qgis):
    from qgis.core import QgsProject

    layer = make_layer([(wkt, {"class": "a"}) for wkt in AREAS])
    QgsProject.instance().addMapLayer(layer, False)
    yield layer
    QgsProject.instance().removeMapLayer(layer.id())


def _iterate(name, parameters, by) -> bool:
    from processing.gui.AlgorithmExecutor import executeIterating
    from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"tilewright:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    return executeIterating(algorithm, parameters, by, context, QgsProcessingFeedback(False))


def test_grid_for_each_area(make_raster, areas, tmp_path, qgis, rows):
    import numpy as np
    from qgis.core import QgsVectorLayer

    parameters = {
        "INPUT": make_raster(np.ones((20, 20), np.uint8)),
        "AOI": areas.id(),
        "TILE_SIZE": 5,
        "OUTPUT": str(tmp_path / "grid.gpkg"),
    }
    assert _iterate("createtilegrid", parameters, "AOI")
    found = []
    for path in sorted(tmp_path.glob("grid*.gpkg")):
        layer = QgsVectorLayer(str(path), "grid", "ogr")
        found.append([row["tile_id"] for row in rows(layer)])
    assert found == [
        ["r00000_c00000"],
        ["r00002_c00002", "r00003_c00002"],
    ]


def test_dataset_for_each_area(make_raster, areas, tmp_path, qgis):
    import numpy as np

    parameters = {
        "RASTER": make_raster(np.arange(400, dtype=np.uint8).reshape(20, 20)),
        "AOI": areas.id(),
        "TILE_SIZE": 5,
        "FORMAT": "PNG",
        "SCALING": "NONE",
        "OUTPUT": str(tmp_path / "tiles"),
    }
    assert _iterate("builddataset", parameters, "AOI")
    folders = sorted(p for p in tmp_path.iterdir() if p.is_dir())
    assert [sorted(p.name for p in folder.glob("images/*")) for folder in folders] == [
        ["r00000_c00000.png"],
        ["r00002_c00002.png", "r00003_c00002.png"],
    ]
