"""Scenes in two coordinate systems, polygons over them, and datasets of them."""

import importlib.util
import json
from pathlib import Path

import pytest


def _load(path: Path):
    spec = importlib.util.spec_from_file_location("scene_inputs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_inputs = _load(Path(__file__).resolve().parent.parent / "scenes/test_scene_datasets.py")
scenes, fields, read_rows, describe = (
    _inputs.scenes,
    _inputs.fields,
    _inputs.read_rows,
    _inputs.describe,
)


def labelled(layout, fields):
    if layout == "MASKS":
        return {"MASK": fields, "MASK_FIELD": "class"}
    if layout in ("COCO", "YOLO"):
        return {"OBJECTS": fields, "OBJECT_FIELD": "class"}
    return {"LABELS": fields, "LABEL_FIELD": "class", "PREDICATE": "LARGEST"}


@pytest.fixture
def build(run, tmp_path):
    """Builds a dataset of scenes, or adds them to one; returns the folder."""

    def make(files, folder="out", **parameters):
        given = {
            "SCENES": list(files),
            "TILE_SIZE": 16,
            "FORMAT": "PNG",
            "SCALING": "RANGE",
            "SCALE_MIN": "0",
            "SCALE_MAX": "3000",
            "BANDS": "1,2,1",
            "OUTPUT": str(tmp_path / folder),
        }
        return Path(run("builddataset", **{**given, **parameters})["OUTPUT"])

    return make


@pytest.fixture
def contents():
    """All files of a folder by name: bytes, and dataset.json as what it says."""

    def read(folder):
        found = {
            p.relative_to(folder).as_posix(): p.read_bytes()
            for p in Path(folder).rglob("*")
            if p.is_file()
        }
        found["dataset.json"] = json.loads(found["dataset.json"])
        return found

    return read
