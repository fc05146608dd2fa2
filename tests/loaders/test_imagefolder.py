"""torchvision, timm, TorchGeo and fastai read folders of images, and give a class one number."""

import ast
from pathlib import Path

import numpy as np
import pytest
from fastai.vision.all import get_image_files, parent_label
from timm.data import create_dataset
from torchgeo.datasets import NonGeoClassificationDataset
from torchvision.datasets import ImageFolder

NAMES = ("imagefolder", "imagefolder_masks", "foz_imagefolder")


def numbers(dataset):
    return {row["folder"]: row["index"] for row in dataset.facts["classes"]}


def expected(dataset, split):
    """Number of the class by file."""
    classes = {row["name"]: row["index"] for row in dataset.facts["classes"]}
    return {str(dataset.folder / r["file"]): classes[r["label"]] for r in dataset.splits[split]}


@pytest.mark.parametrize("name", NAMES)
def test_torchvision_numbers_classes_as_dataset_json(open_dataset, three_of, name):
    dataset = open_dataset(name)
    assert len(numbers(dataset)) == 2
    for split in dataset.splits:
        loaded = ImageFolder(str(dataset.folder / split), allow_empty=True)
        assert loaded.class_to_idx == numbers(dataset)
        assert dict(loaded.samples) == expected(dataset, split)
        by_file = {str(dataset.folder / row["file"]): row for row in dataset.rows}
        for index in three_of(range(len(loaded))):
            row = by_file[loaded.samples[index][0]]
            assert np.array_equal(np.asarray(loaded[index][0]), dataset.pixels(row))


@pytest.mark.parametrize("name", NAMES)
def test_timm_numbers_classes_as_dataset_json(open_dataset, name):
    """It sorts names with numbers in its own way, and the card of such datasets says what helps."""
    dataset = open_dataset(name)
    card = (dataset.folder / "README.md").read_text(encoding="utf-8")
    line = next((x for x in card.splitlines() if x.startswith("class_map = ")), "class_map = ''")
    class_map = ast.literal_eval(line.partition(" = ")[2])
    assert bool(class_map) == name.startswith("imagefolder")
    for split in dataset.splits:
        loaded = create_dataset(
            "folder", root=str(dataset.folder), split=split, class_map=class_map
        )
        found = dict(loaded.reader.samples)
        assert len(found) == len(loaded) == len(dataset.splits[split])
        assert found == expected(dataset, split)


@pytest.mark.parametrize("name", NAMES)
def test_torchgeo_gives_bands_and_numbers(open_dataset, three_of, name):
    dataset = open_dataset(name)
    by_file = {str(dataset.folder / row["file"]): row for row in dataset.rows}
    loaded = NonGeoClassificationDataset(root=str(dataset.folder / "train"))
    assert len(loaded) == len(dataset.splits["train"])
    for index in three_of(range(len(loaded))):
        file, number = loaded.samples[index]
        sample = loaded[index]
        assert int(sample["label"]) == number == expected(dataset, "train")[file]
        pixels = dataset.pixels(by_file[file]).transpose(2, 0, 1)
        assert np.array_equal(sample["image"].numpy(), pixels.astype("float32"))


@pytest.mark.parametrize("name", NAMES)
def test_fastai_finds_the_class_in_the_folder(open_dataset, name):
    dataset = open_dataset(name)
    names = {row["folder"]: row["name"] for row in dataset.facts["classes"]}
    for split, rows in dataset.splits.items():
        files = get_image_files(dataset.folder / split)
        found = {Path(file).name: names[parent_label(file)] for file in files}
        assert found == {Path(row["file"]).name: row["label"] for row in rows}
