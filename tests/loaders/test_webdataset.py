"""webdataset gives the images, numbers of classes and facts of all tiles."""

import json
from pathlib import Path

import numpy as np
import pytest
import webdataset


@pytest.fixture
def package(open_dataset):
    folder = open_dataset("imagefolder_masks").folder.parent / "webdataset"
    return next(path for path in folder.iterdir() if path.is_dir())


def samples(package, split):
    shards = sorted(str(path) for path in (package / split).glob("*.tar"))
    return list(webdataset.WebDataset(shards, shardshuffle=False).decode("pil"))


def test_every_tile_is_there_with_the_number_of_its_class(open_dataset, package):
    dataset = open_dataset("imagefolder_masks")
    numbers = {row["name"]: row["index"] for row in dataset.facts["classes"]}
    assert len(numbers) == 2
    for split, rows in dataset.splits.items():
        by_id = {row["tile_id"]: row for row in rows}
        found = samples(package, split)
        assert len(found) == len(rows)
        for sample in found:
            row = by_id.pop(sample["json"]["tile_id"])
            assert sample["cls"] == numbers[row["label"]]
        assert by_id == {}


def test_pixels_and_masks_are_those_of_the_dataset(open_dataset, package, three_of):
    dataset = open_dataset("imagefolder_masks")
    rows = {row["tile_id"]: row for row in dataset.rows}
    for sample in three_of(samples(package, "train")):
        row = rows[sample["json"]["tile_id"]]
        assert np.array_equal(np.asarray(sample["png"]), dataset.pixels(row))
        mask = np.asarray(sample["mask.png"].convert("L"))
        assert np.array_equal(mask, dataset.pixels(row, "mask"))


def test_the_card_of_the_package_numbers_classes_alike(open_dataset, package):
    facts = json.loads((package / "dataset.json").read_text(encoding="utf-8"))
    assert facts["classes"] == open_dataset("imagefolder_masks").facts["classes"]
    assert Path(package, "README.md").is_file()
