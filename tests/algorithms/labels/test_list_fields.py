"""Fields whose values are lists or maps name no classes."""

import json

import numpy as np
import pytest

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [40, 0], [40, -30], [0, -30], [0, 0]]],
}


@pytest.mark.parametrize("value", [["a", "b"], [1, 2], [0.5, 2.5], {"a": 1}])
def test_a_field_of_lists_names_no_class(run, run_error, make_raster, tmp_path, value):
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]
    labels = tmp_path / "labels.geojson"
    feature = {"type": "Feature", "geometry": SQUARE, "properties": {"Class": value, "id": 1}}
    labels.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    out = tmp_path / "out.gpkg"
    text = run_error(
        "joinlabels", INPUT=grid, LABELS=str(labels), LABEL_FIELD="class", OUTPUT=str(out)
    )
    assert text.startswith("LABEL_FIELD is Class, which holds lists or other values of several")
    assert not out.exists()
