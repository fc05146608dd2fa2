"""Datasets that were made before, for the programs that train on them to read.

The folder TILEWRIGHT_DATASETS holds them. These tests need no QGIS, but the programs that they are
named after, and are run by a Python that has those.
"""

import csv
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

# Hugging Face's programs read these when they are imported.
_CACHE = tempfile.TemporaryDirectory(prefix="tilewright-loaders-")
os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", HF_HOME=_CACHE.name)


def _define_operators():
    """torchvision's own are missing where it was built for another torch; datasets use none."""
    try:
        import torch
    except ImportError:
        return None
    try:
        importlib.import_module("torchvision")
    except RuntimeError:
        for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
            del sys.modules[name]
        library = torch.library.Library("torchvision", "DEF")
        library.define("nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        library.define("qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        return library
    return None


_OPERATORS = _define_operators()


class Dataset:
    """What the dataset's own records say, against which a loader is held."""

    def __init__(self, name):
        self.folder = Path(os.environ["TILEWRIGHT_DATASETS"], name).resolve()
        self.facts = json.loads((self.folder / "dataset.json").read_text(encoding="utf-8"))
        with (self.folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
            self.rows = list(csv.DictReader(file))

    @property
    def splits(self):
        """Rows by split, in the order of train, val and test."""
        return {
            split: [row for row in self.rows if row["split"] == split]
            for split in self.facts["splits"]
        }

    @property
    def object_classes(self):
        """Rows of the classes of objects, in the order of their numbers."""
        return self.facts["objects"]["classes"]

    def pixels(self, row, column="file"):
        """What Pillow reads of an image or mask."""
        with Image.open(self.folder / row[column]) as picture:
            return np.asarray(picture)


@pytest.fixture
def open_dataset():
    """Opens a dataset by the name of its folder."""
    return Dataset


@pytest.fixture
def three_of():
    """Gives the first, the middle and the last of a list."""

    def choose(rows):
        return [rows[0], rows[len(rows) // 2], rows[-1]]

    return choose


# What labels of objects refer to, as far as it matters here.
_FEATURE = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$id": "https://geojson.org/schema/Feature.json",
    "type": "object",
    "required": ["type", "properties", "geometry"],
    "properties": {
        "type": {"const": "Feature"},
        "properties": {"type": ["object", "null"]},
        "geometry": {
            "type": "object",
            "required": ["type", "coordinates"],
            "properties": {"type": {"enum": ["Polygon", "MultiPolygon"]}},
        },
    },
}


@pytest.fixture
def open_schema():
    """Opens a schema of a standard, which is not ours to hand on, as a validator.

    TILEWRIGHT_SCHEMAS names the folder that holds it and those that it refers to.
    """
    import jsonschema
    from referencing import Registry, Resource

    folder = Path(os.environ.get("TILEWRIGHT_SCHEMAS") or "none")

    def open_named(name):
        if not (folder / name).is_file():
            pytest.skip(f"there is no {name} in TILEWRIGHT_SCHEMAS, so it judges nothing")
        found = [json.loads(path.read_text("utf-8")) for path in folder.rglob("*.json")]
        registry = Registry().with_resources(
            (schema["$id"].rstrip("#"), Resource.from_contents(schema))
            for schema in [*found, _FEATURE]
        )
        schema = json.loads((folder / name).read_text("utf-8"))
        return jsonschema.Draft7Validator(schema, registry=registry)

    return open_named
