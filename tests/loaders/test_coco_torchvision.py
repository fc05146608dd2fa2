"""torchvision reads the JSON of COCO."""

import json

import numpy as np
import pytest
from torchvision.datasets import CocoDetection


@pytest.mark.parametrize("name", ["coco", "foz_coco"])
def test_images_and_targets_are_those_of_the_file(open_dataset, three_of, name):
    dataset = open_dataset(name)
    by_file = {row["file"]: row for row in dataset.rows}
    for split, rows in dataset.splits.items():
        path = dataset.folder / "annotations" / f"instances_{split}.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        loaded = CocoDetection(str(dataset.folder / split), str(path))
        assert len(loaded) == len(rows)
        assert sum(len(target) for _, target in loaded) == len(told["annotations"])
        for index in three_of(range(len(loaded))):
            image, target = loaded[index]
            name = loaded.coco.loadImgs(loaded.ids[index])[0]["file_name"]
            row = by_file[f"{split}/{name}"]
            assert np.array_equal(np.asarray(image), dataset.pixels(row))
            assert all(each["image_id"] == loaded.ids[index] for each in target)
