"""TerraTorch pairs images and masks by their names, and keeps the numbers of masks."""

from pathlib import Path

import numpy as np
import pytest
from terratorch.datasets import GenericNonGeoSegmentationDataset

NAMES = ("masks", "masks_tif", "foz_masks")


def load(dataset, split):
    extension = Path(dataset.rows[0]["file"]).suffix
    mask_extension = Path(dataset.rows[0]["mask"]).suffix
    count = max(row["class_id"] for row in dataset.facts["masks"]["classes"]) + 1
    return GenericNonGeoSegmentationDataset(
        dataset.folder / "images" / split,
        num_classes=count,
        label_data_root=dataset.folder / "masks" / split,
        image_grep=f"*{extension}",
        label_grep=f"*{mask_extension}",
        split=dataset.folder / "splits" / f"{split}.txt",
        ignore_split_file_extensions=True,
        allow_substring_split_file=False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_pairs_are_those_of_the_manifest(open_dataset, name):
    dataset = open_dataset(name)
    for split, rows in dataset.splits.items():
        loaded = load(dataset, split)
        assert len(loaded) == len(rows)
        pairs = list(zip(loaded.image_files, loaded.segmentation_mask_files))
        assert all(Path(image).stem == Path(mask).stem for image, mask in pairs)
        assert {Path(image).stem for image, _ in pairs} == {Path(r["file"]).stem for r in rows}


@pytest.mark.parametrize("name", NAMES)
def test_masks_keep_their_numbers(open_dataset, three_of, name):
    dataset = open_dataset(name)
    by_stem = {Path(row["file"]).stem: row for row in dataset.rows}
    loaded = load(dataset, "train")
    for index in three_of(range(len(loaded))):
        row = by_stem[Path(loaded.image_files[index]).stem]
        sample = loaded[index]
        mask = np.asarray(sample["mask"])
        assert np.array_equal(mask, dataset.pixels(row, "mask"))
