"""The call that updates a dataset from a layer of its tiles; the dock runs it."""

from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from tilewright.algorithms.datasets.update_call import make_update_call
from tilewright.core.errors import ExportError


@pytest.fixture
def facts(qgis, make_raster):
    import numpy as np

    path = make_raster(np.ones((1, 8, 8), "uint8"))
    return {
        "parameters": {"FORMAT": "PNG", "SCALING": "NONE", "RASTER": path, "TILE_SIZE": 4},
        "sources": {"raster": {"name": "image.tif", "path": path}},
        "classes": [{"name": "a"}],
        "splits": {},
    }


@pytest.fixture
def tiles(qgis):
    return QgsVectorLayer("Polygon?crs=EPSG:32631&field=label:string", "tiles", "memory")


def test_what_the_dataset_tells_is_said_again(facts, tiles, tmp_path):
    call = make_update_call(tmp_path, facts, tiles, tmp_path / "none.gpkg")
    raster = call.pop("RASTER")
    assert raster.source() == facts["sources"]["raster"]["path"]
    assert call == {
        "FORMAT": "PNG",
        "SCALING": "NONE",
        "TILES": tiles,
        "LABEL_FIELD": "label",
        "UPDATE": True,
        "OUTPUT": str(tmp_path),
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"parameters": {}}, "does not say which image"),
        ({"sources": {}}, "does not say which image"),
        ({"kind": "time series"}, "does not say which image"),
        ({"merged_from": [{}]}, "does not say which image"),
        ({"sources": {"raster": {}, "earthengine": {}}}, "does not say which image"),
        ({"sources": {"raster": {"name": "a"}, "earthengine": {"a": 1}}}, "Earth Engine computed"),
        ({"sources": {"raster": {"path": "/gone.tif"}}}, "The image /gone.tif of the dataset"),
    ],
)
def test_what_cannot_be_updated_is_refused(facts, tiles, tmp_path, change, expected):
    with pytest.raises(ExportError, match=expected):
        make_update_call(tmp_path, {**facts, **change}, tiles, tmp_path / "none.gpkg")
