"""Packages of fresh datasets whose tile layers have columns called as those of a manifest."""

from __future__ import annotations

import tarfile
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def scenes(make_raster, tmp_path):
    (tmp_path / "scenes").mkdir()
    values = np.random.default_rng(3).integers(1, 255, (3, 32, 48), dtype="uint8")
    for day in ("20200120", "20200210"):
        make_raster(values, name=f"scenes/S_{day}.tif")
    return tmp_path / "scenes"


def with_fields(run, layer, fields):
    for name, formula in fields.items():
        layer = run(
            "native:fieldcalculator",
            INPUT=layer, FIELD_NAME=name, FIELD_TYPE=2, FIELD_LENGTH=40, FORMULA=formula,
        )["OUTPUT"]  # fmt: skip
    return layer


FIELDS = {
    "label": {"label": "if($id % 2, 'corn', 'soy')"},
    "split": {"split": "if($id % 2, 'fold 1', 'fold 2')"},
    "split of words": {"split": "if($id % 2, 'train', 'test')"},
    "words of others": {"split": "if($id % 2, 'Training', 'validation')"},
    "both": {"label": "'corn'", "split": "if($id % 2, 'fold 1', NULL)"},
    "capitals": {"Label": "'corn'", "SPLIT": "'fold 1'"},
    "files": {"mask": "'none'", "files": "'x|y'"},
    "file": {"file": "'old/place.png'"},
    "own": {"crs": "'own'", "dates": "'many'"},
}


@pytest.mark.parametrize("form", ["ZIP", "WEBDATASET"])
@pytest.mark.parametrize("kind", ["exporttiles", "exporttimeseries", "GTIFF", "label field"])
@pytest.mark.parametrize("case", FIELDS)
def test_fresh_datasets_are_packed(run, scenes, tmp_path, case, kind, form):
    raster = str(scenes / "S_20200120.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    tiles = with_fields(run, tiles, {**FIELDS[case], "kind": "if($id % 3, 'a', 'b')"})
    out = str(tmp_path / "dataset")
    if kind == "exporttiles":
        run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=out)
    elif kind == "label field":
        run("exporttiles", RASTER=raster, TILES=tiles, LABEL_FIELD="kind", OUTPUT=out)
    else:
        form_of_series = {"FORMAT": "GTIFF"} if kind == "GTIFF" else {}
        run("exporttimeseries", FOLDER=str(scenes), TILES=tiles, OUTPUT=out, **form_of_series)
    done = run("packagedataset", INPUT=out, FORMAT=form, OUTPUT=str(tmp_path / "p"))
    again = {"RASTER": raster, "TILES": tiles, "OUTPUT": out, "OVERWRITE": True}
    if kind == "exporttiles":
        run("exporttiles", **again)
    if form == "WEBDATASET":
        found = 0
        for path in Path(done["OUTPUT"]).rglob("*.tar"):
            with tarfile.open(path) as archive:
                found += sum(name.endswith("r00000_c00000.json") for name in archive.getnames())
        assert found == 1
