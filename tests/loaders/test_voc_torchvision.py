"""torchvision reads the folders of Pascal VOC, of JPEG as it wants them."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from torchvision.datasets import VOCDetection, VOCSegmentation


@pytest.fixture
def dataset(open_dataset):
    return open_dataset("voc_jpeg")


@pytest.fixture
def root(dataset, tmp_path):
    """A folder in which torchvision finds the dataset, as its card says."""
    (tmp_path / "VOCdevkit").mkdir()
    (tmp_path / "VOCdevkit" / "VOC2007").symlink_to(dataset.folder)
    return str(tmp_path)


def test_boxes_of_each_split_are_those_of_dataset_json(dataset, root, three_of):
    found = Counter()
    for split, rows in dataset.splits.items():
        loaded = VOCDetection(root, year="2007", image_set=split)
        assert [Path(path).stem for path in loaded.images] == [Path(r["file"]).stem for r in rows]
        for _, target in loaded:
            objects = target["annotation"].get("object", [])
            found.update(each["name"] for each in objects)
            size = target["annotation"]["size"]
            for each in objects:
                box = {name: int(value) for name, value in each["bndbox"].items()}
                assert 1 <= box["xmin"] <= box["xmax"] <= int(size["width"])
                assert 1 <= box["ymin"] <= box["ymax"] <= int(size["height"])
        for index in three_of(range(len(loaded))):
            image, target = loaded[index]
            assert np.array_equal(np.asarray(image), dataset.pixels(rows[index]))
            assert target["annotation"]["filename"] == Path(rows[index]["file"]).name
    assert found == {row["class"]: row["objects"] for row in dataset.object_classes}


def test_masks_of_each_split_are_those_beside_the_images(dataset, root, three_of):
    for split, rows in dataset.splits.items():
        loaded = VOCSegmentation(root, year="2007", image_set=split)
        assert len(loaded) == len(rows)
        for index in three_of(range(len(loaded))):
            image, mask = loaded[index]
            assert np.array_equal(np.asarray(image), dataset.pixels(rows[index]))
            assert np.array_equal(np.asarray(mask), dataset.pixels(rows[index], "mask"))
