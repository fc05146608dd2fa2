"""Hugging Face's datasets reads the folders, typed by the head of the card, without a network."""

import re
from pathlib import Path

import numpy as np
import pytest
from datasets import Image, load_dataset, load_dataset_builder

WORDS = {"train": "train", "val": "validation", "test": "test"}
FOLDERS = ("huggingface", "huggingface_masks", "huggingface_labels")


def load(dataset):
    folder = str(dataset.folder)
    return load_dataset(folder, features=load_dataset_builder(folder).info.features)


def table_rows(dataset, loaded):
    """Rows of the manifest with those that were loaded, by the name of the image's file."""
    pairs = []
    for split, rows in dataset.splits.items():
        found = loaded[WORDS[split]]
        paths = found.cast_column("image", Image(decode=False))["image"]
        by_name = {Path(each["path"]).name: k for k, each in enumerate(paths)}
        assert len(by_name) == len(rows)
        pairs += [(row, found[by_name[Path(row["file"]).name]]) for row in rows]
    return pairs


@pytest.mark.parametrize("name", FOLDERS)
def test_splits_have_the_tiles_of_the_manifest_with_their_pixels(open_dataset, three_of, name):
    dataset = open_dataset(name)
    loaded = load(dataset)
    assert {split: len(rows) for split, rows in loaded.items()} == {
        WORDS[split]: count for split, count in dataset.facts["splits"].items()
    }
    pairs = table_rows(dataset, loaded)
    assert len(pairs) == dataset.facts["tile_count"]
    for row, found in three_of(pairs):
        assert np.array_equal(np.asarray(found["image"]), dataset.pixels(row))
        assert (found["width"], found["height"]) == found["image"].size
    assert len({found["image_id"] for _, found in pairs}) == len(pairs)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_code_of_the_card_loads_the_same(open_dataset, monkeypatch, name):
    dataset = open_dataset(name)
    card = (dataset.folder / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", card, re.DOTALL | re.MULTILINE)
    codes = [block for block in blocks if "load_dataset" in block]
    assert len(codes) == 1
    monkeypatch.chdir(dataset.folder)
    names = {}
    exec(codes[0], names)
    assert names["dataset"]["train"].features == load(dataset)["train"].features


@pytest.mark.parametrize("name", ["huggingface", "huggingface_labels"])
def test_labels_are_numbered_as_dataset_json_numbers_them(open_dataset, name):
    dataset = open_dataset(name)
    loaded = load(dataset)
    names = [row["name"] for row in dataset.facts["classes"]]
    assert len(names) > 1
    assert all(rows.features["label"].names == names for rows in loaded.values())
    for row, found in table_rows(dataset, loaded):
        assert found["label"] == names.index(row["label"])


@pytest.mark.parametrize("name", ["huggingface", "huggingface_masks"])
def test_masks_lie_beside_their_images(open_dataset, name):
    dataset = open_dataset(name)
    loaded = load(dataset)
    values = set()
    for row, found in table_rows(dataset, loaded):
        mask = np.asarray(found["mask"])
        assert np.array_equal(mask, dataset.pixels(row, "mask"))
        assert mask.shape == (found["height"], found["width"])
        values.update(np.unique(mask).tolist())
    known = [row["class_id"] for row in dataset.facts["masks"]["classes"] if row["pixels"]]
    assert values - {0, 255} == set(known)


def test_objects_are_those_of_dataset_json(open_dataset):
    dataset = open_dataset("huggingface")
    loaded = load(dataset)
    names = [row["class"] for row in dataset.object_classes]
    for rows in loaded.values():
        assert rows.features["objects"]["category"].feature.names == names
    counts, ids = dict.fromkeys(names, 0), []
    for _, found in table_rows(dataset, loaded):
        objects = found["objects"]
        ids += objects["id"]
        for box, area, number in zip(objects["bbox"], objects["area"], objects["category"]):
            left, top, width, height = box
            assert 0 <= left < left + width <= found["width"] + 1e-9
            assert 0 <= top < top + height <= found["height"] + 1e-9
            assert area == pytest.approx(width * height, abs=1e-3)
            counts[names[number]] += 1
    assert counts == {row["class"]: row["objects"] for row in dataset.object_classes}
    assert sorted(ids) == list(range(1, len(ids) + 1))
