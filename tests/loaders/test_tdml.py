"""The training data markup of each dataset, before its schemas and beside the dataset's tables."""

import json
import os
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

FOLDER = Path(os.environ["TILEWRIGHT_DATASETS"])
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/tdml.json"))
TYPES = {"train": "training", "val": "validation", "test": "test"}


def read(folder):
    return json.loads((folder / "tdml.json").read_text("utf-8"))


def test_there_are_datasets():
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_find_nothing_wrong(open_schema, name):
    validator = open_schema("tdml/ai_eoTrainingDataset.json")
    assert [error.message for error in validator.iter_errors(read(FOLDER / name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_tiles_and_files_are_those_of_the_table(open_dataset, name):
    dataset = open_dataset(name)
    found = read(dataset.folder)
    assert found["amountOfTrainingData"] == len(found["data"]) == dataset.facts["tile_count"]
    for tile, row in zip(found["data"], dataset.rows):
        assert tile["id"] == row["tile_id"] and unquote(tile["dataURL"][0]) == row["file"]
        assert tile.get("trainingType") == TYPES.get(row["split"])
        pixels = [label for label in tile["labels"] if label["type"] == "AI_PixelLabel"]
        masks = [row["mask"]] if row.get("mask") else []
        assert [unquote(label["imageURL"][0]) for label in pixels] == masks


@pytest.mark.parametrize("name", ["coco", "roboflow", "yolo_box", "yolo_oriented_box", "voc"])
def test_objects_are_counted_as_the_dataset_counts_them(open_dataset, name):
    dataset = open_dataset(name)
    rows = dataset.object_classes
    found = {row["class"]: 0 for row in rows}
    data = read(dataset.folder)
    assert [(each["value"], each["key"]) for each in data["classes"]] == [
        (row["class_id"], row["class"]) for row in rows
    ]
    for tile in data["data"]:
        for label in tile["labels"]:
            if label["type"] == "AI_ObjectLabel":
                found[label["class"]] += 1
    assert found == {row["class"]: row["objects"] for row in rows}


def without_labels(data):
    data["data"][0]["labels"] = []


def with_a_strange_split(data):
    data["data"][0]["trainingType"] = "val"


def without_tasks(data):
    data["tasks"] = []


@pytest.mark.parametrize("spoil", [without_labels, with_a_strange_split, without_tasks])
def test_a_broken_copy_fails(open_schema, spoil):
    validator = open_schema("tdml/ai_eoTrainingDataset.json")
    data = read(FOLDER / "coco")
    validator.validate(data)
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(data)
