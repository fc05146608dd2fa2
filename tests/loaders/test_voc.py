"""supervision reads the folders of Pascal VOC."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import supervision


@pytest.fixture
def dataset(open_dataset):
    return open_dataset("voc")


@pytest.fixture
def loaded(dataset):
    return supervision.DetectionDataset.from_pascal_voc(
        str(dataset.folder / "JPEGImages"), str(dataset.folder / "Annotations")
    )


def test_all_tiles_are_there_with_their_pixels(dataset, loaded, three_of):
    assert len(loaded) == dataset.facts["tile_count"] == len(dataset.rows)
    by_name = {Path(path).name: image for path, image, _ in loaded}
    for row in three_of(dataset.rows):
        # It gives the bands as OpenCV does.
        found = by_name[Path(row["file"]).name][:, :, ::-1]
        # Decoders of JPEG differ by a level or two.
        most = 2 if row["file"].endswith(".jpg") else 0
        assert np.abs(found.astype(int) - dataset.pixels(row)).max() <= most


def test_classes_have_as_many_objects_as_dataset_json_says(dataset, loaded):
    found = Counter(loaded.classes[number] for _, _, each in loaded for number in each.class_id)
    expected = {row["class"]: row["objects"] for row in dataset.object_classes if row["objects"]}
    assert found == expected
    assert sum(expected.values()) > 0


def test_boxes_lie_on_the_tiles_and_hold_a_pixel(loaded):
    for _, image, found in loaded:
        if not len(found):
            continue
        height, width = image.shape[:2]
        assert (found.xyxy[:, :2] >= 0).all()
        assert (found.xyxy[:, 2:] <= (width, height)).all()
        assert (found.xyxy[:, 2:] - found.xyxy[:, :2] >= 1).all()


def test_lists_of_splits_name_what_supervision_reads(dataset, loaded):
    stems = {Path(path).stem for path in loaded.image_paths}
    listed = []
    for split, rows in dataset.splits.items():
        path = dataset.folder / "ImageSets" / "Main" / f"{split}.txt"
        names = path.read_text(encoding="utf-8").splitlines()
        assert names == [Path(row["file"]).stem for row in rows]
        listed += names
    assert len(listed) == len(set(listed)) == len(stems)
    assert set(listed) == stems
