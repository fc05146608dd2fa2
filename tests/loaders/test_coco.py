"""pycocotools reads all objects: their masks, areas and classes, and finds each of them again."""

import json
from pathlib import Path

import numpy as np
import pytest
from pycocotools import mask as masks
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

NAMES = ("coco", "coco_labels", "foz_coco")


def open_split(dataset, split):
    return COCO(str(dataset.folder / "annotations" / f"instances_{split}.json"))


def outline_length(annotation):
    """Sum of the lengths of all rings, slits to holes counted twice."""
    total = 0.0
    for ring in annotation["segmentation"]:
        points = np.reshape(ring, (-1, 2))
        total += np.hypot(*(points - np.roll(points, 1, axis=0)).T).sum()
    return total


@pytest.mark.parametrize("name", NAMES)
def test_images_and_classes_are_those_of_the_records(open_dataset, name):
    dataset = open_dataset(name)
    expected = {row["class_id"]: row["class"] for row in dataset.object_classes}
    found = dict.fromkeys(expected, 0)
    for split, rows in dataset.splits.items():
        coco = open_split(dataset, split)
        assert {c["id"]: c["name"] for c in coco.loadCats(coco.getCatIds())} == expected
        files = [image["file_name"] for image in coco.loadImgs(coco.getImgIds())]
        assert sorted(files) == sorted(Path(row["file"]).name for row in rows)
        for number in expected:
            found[number] += len(coco.getAnnIds(catIds=[number]))
    assert found == {row["class_id"]: row["objects"] for row in dataset.object_classes}
    assert sum(found.values()) > 0


@pytest.mark.parametrize("name", NAMES)
def test_masks_have_the_area_that_is_told(open_dataset, name):
    dataset = open_dataset(name)
    offs, near = [], []
    for split in dataset.splits:
        coco = open_split(dataset, split)
        for each in coco.loadAnns(coco.getAnnIds()):
            length = outline_length(each)
            offs.append(int(coco.annToMask(each).sum()) - each["area"])
            # Pixels count by their centres: turned squares of a few pixels come out worst.
            assert abs(offs[-1]) <= 0.2 * length + 1, each["id"]
            near.append(abs(offs[-1]) <= 0.1 * length + 1)
            left, top, width, height = each["bbox"]
            assert each["area"] <= width * height + 0.01
    assert np.mean(near) >= 0.9
    # Nothing is filled or lost: what is too much in one is too little in another.
    assert abs(np.mean(offs)) < 0.3


@pytest.mark.parametrize("kind", ["bbox", "segm"])
@pytest.mark.parametrize("name", NAMES)
def test_the_truth_against_itself_has_a_precision_of_one(open_dataset, name, kind):
    dataset = open_dataset(name)
    for split in dataset.splits:
        coco = open_split(dataset, split)
        found = [
            {
                "image_id": each["image_id"],
                "category_id": each["category_id"],
                "bbox": each["bbox"],
                "segmentation": coco.annToRLE(each),
                "score": 1.0,
            }
            for each in coco.loadAnns(coco.getAnnIds())
        ]
        if not found:
            continue
        if kind == "bbox":
            for each in found:
                del each["segmentation"]
        judge = COCOeval(coco, coco.loadRes(found), kind)
        # Of an image all objects count, and not the first hundred.
        judge.params.maxDets = [1, 10, 10_000]
        judge.params.areaRng = judge.params.areaRng[:1]
        judge.params.areaRngLbl = judge.params.areaRngLbl[:1]
        judge.evaluate()
        judge.accumulate()
        precision = judge.eval["precision"][..., 0, -1]
        # -1 is a class without an object.
        known = precision[precision > -1]
        assert known.size
        assert known.min() == pytest.approx(1.0, abs=1e-9)


def test_parts_and_holes_are_kept(open_dataset):
    dataset = open_dataset("coco")
    several = holes = 0
    for split in dataset.splits:
        coco = open_split(dataset, split)
        for each in coco.loadAnns(coco.getAnnIds()):
            several += len(each["segmentation"]) > 1
            filled = masks.area(
                masks.merge(masks.frPyObjects(each["segmentation"], *size_of(coco, each)))
            )
            left, top, width, height = each["bbox"]
            holes += each["object_id"] == "1" and filled < 0.95 * width * height
    assert several
    assert holes == 1


def size_of(coco, annotation):
    image = coco.loadImgs(annotation["image_id"])[0]
    return image["height"], image["width"]


def test_an_object_below_a_pixel_is_left_out(open_dataset):
    dataset = open_dataset("coco")
    text = "".join(
        (dataset.folder / "annotations" / f"instances_{split}.json").read_text(encoding="utf-8")
        for split in dataset.splits
    )
    assert '"object_id": "5"' not in text
    assert '"object_id": "4"' in text


def test_labels_of_tiles_are_told(open_dataset):
    dataset = open_dataset("coco_labels")
    told = {}
    for split in dataset.splits:
        path = dataset.folder / "annotations" / f"instances_{split}.json"
        for image in json.loads(path.read_text(encoding="utf-8"))["images"]:
            told[image["file_name"]] = image["label"]
    assert told == {Path(row["file"]).name: row["label"] for row in dataset.rows}
