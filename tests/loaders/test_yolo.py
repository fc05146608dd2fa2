"""What ultralytics and supervision read is what was written.

Runs in an environment of its own. The datasets are folders of TILEWRIGHT_DATASETS, of the same
tiles and objects: coco, roboflow, masks, yolo_box, yolo_polygon, yolo_oriented_box, and yolo_bands
whose images have five bands; masks_codes has numbers with gaps.
"""

import json
import os
import shutil
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
import rasterio
import supervision
from PIL import Image
from ultralytics.cfg import get_cfg
from ultralytics.data.build import build_yolo_dataset
from ultralytics.data.utils import check_det_dataset, load_dataset_cache_file
from ultralytics.utils.patches import imread

DATASETS = Path(os.environ["TILEWRIGHT_DATASETS"])
SPLITS = ("train", "val", "test")
TASKS = {"yolo_box": "detect", "yolo_polygon": "segment", "yolo_oriented_box": "obb"}
# Of a pixel.
NEAR = 1e-3


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """Gives a dataset's copy, as loaders write beside what they read."""
    folder = tmp_path_factory.mktemp("datasets")

    def copy(name):
        if not (folder / name).exists():
            shutil.copytree(DATASETS / name, folder / name)
        return folder / name

    return copy


@pytest.fixture
def facts(open_dataset):
    return lambda name: open_dataset(name).facts


@pytest.fixture(scope="module")
def truth():
    """Split, size and annotations of each tile by the stem of its image, from COCO."""
    found = {}
    for split in SPLITS:
        path = DATASETS / "coco" / "annotations" / f"instances_{split}.json"
        told = json.loads(path.read_text(encoding="utf-8"))
        by_id = {}
        for image in told["images"]:
            by_id[image["id"]] = rows = []
            size = image["width"], image["height"]
            found[Path(image["file_name"]).stem] = split, size, rows
        for row in told["annotations"]:
            by_id[row["image_id"]].append(row)
    return found


def load(folder, task):
    """Datasets of ultralytics by split, as its trainer builds them, and its file of names."""
    data = check_det_dataset(folder / "data.yaml", autodownload=False)
    built = {
        split: build_yolo_dataset(get_cfg(overrides={"task": task}), data[split], 1, data, "val")
        for split in SPLITS
    }
    return built, data


def check_counts(dataset, cache, count):
    """Nothing missing, nothing corrupt, nothing said."""
    told = load_dataset_cache_file(cache)
    found, missing, _, corrupt, total = told["results"]
    assert (found, missing, corrupt, total) == (count, 0, 0, count)
    assert told["msgs"] == []
    assert len(dataset) == count


def sorted_rows(rows):
    rows = np.asarray(rows, dtype=float).reshape(len(rows), -1)
    return rows[np.lexsort(rows.round(2).T[::-1])]


@pytest.mark.parametrize("name", TASKS)
def test_every_tile_loads_with_its_rows_and_classes_in_order(name, copied, facts, truth):
    folder = copied(name)
    built, data = load(folder, TASKS[name])
    classes = facts(name)["objects"]["classes"]
    assert data["names"] == {k: row["class"] for k, row in enumerate(classes)}
    counts = Counter()
    for split, dataset in built.items():
        check_counts(dataset, folder / "labels" / f"{split}.cache", facts(name)["splits"][split])
        for label in dataset.labels:
            stem = Path(label["im_file"]).stem
            assert truth[stem][0] == split
            assert label["shape"] == truth[stem][1][::-1]
            counts.update(label["cls"][:, 0].astype(int).tolist())
    if name == "yolo_polygon":
        rings = Counter()
        for _, _, rows in truth.values():
            for row in rows:
                rings[row["category_id"] - 1] += len(row["segmentation"])
        assert counts == rings
    else:
        assert counts == {k: row["objects"] for k, row in enumerate(classes) if row["objects"]}


@pytest.mark.parametrize("name", TASKS)
def test_pixels_of_three_tiles_are_those_of_coco(name, copied):
    built, _ = load(copied(name), TASKS[name])
    for split, dataset in built.items():
        path = Path(dataset.labels[0]["im_file"])
        with Image.open(DATASETS / "coco" / split / path.name) as image:
            expected = np.asarray(image.convert("RGB"))
        assert np.array_equal(imread(path, dataset.cv2_flag)[..., ::-1], expected)


def test_many_bands_arrive_in_their_order(copied, open_dataset):
    folder, told = copied("yolo_bands"), open_dataset("yolo_bands")
    built, data = load(folder, "detect")
    assert data["channels"] == len(told.facts["bands"]) == 5
    for split, dataset in built.items():
        check_counts(dataset, folder / "labels" / f"{split}.cache", len(told.splits[split]))
        path = Path(dataset.labels[0]["im_file"])
        with rasterio.open(DATASETS / "inputs" / "bands.tif") as raster:
            whole = raster.read()
        (row,) = (row for row in told.rows if Path(row["file"]).stem == path.stem)
        col, top, width, height = (
            int(row[name]) for name in ("col_off", "row_off", "width", "height")
        )
        pixels = imread(path, dataset.cv2_flag)
        expected = whole[:, top : top + height, col : col + width]
        assert np.array_equal(pixels.transpose(2, 0, 1), expected)
        assert dataset[0]["img"].shape[0] == 5


def test_boxes_are_those_of_coco(copied, truth):
    built, _ = load(copied("yolo_box"), "detect")
    for label in (label for dataset in built.values() for label in dataset.labels):
        width, height = truth[Path(label["im_file"]).stem][1]
        middle, size = label["bboxes"][:, :2], label["bboxes"][:, 2:]
        # As ultralytics adds them, in its own precision.
        corners = np.hstack((middle - size / 2, middle + size / 2))
        assert corners.dtype == np.float32
        assert not len(corners) or (corners.min() >= 0 and corners.max() <= 1)
        found = np.hstack((label["cls"], corners * (width, height, width, height)))
        expected = [
            (row["category_id"] - 1, x, y, x + w, y + h)
            for row in truth[Path(label["im_file"]).stem][2]
            for x, y, w, h in [row["bbox"]]
        ]
        assert len(found) == len(expected)
        if expected:
            assert np.abs(sorted_rows(found) - sorted_rows(expected)).max() <= NEAR


def test_outlines_are_those_of_coco(copied, truth):
    built, _ = load(copied("yolo_polygon"), "segment")
    for label in (label for dataset in built.values() for label in dataset.labels):
        _, size, rows = truth[Path(label["im_file"]).stem]
        expected = [np.reshape(ring, (-1, 2)) for row in rows for ring in row["segmentation"]]
        assert len(label["segments"]) == len(expected)
        for found, ring in zip(label["segments"], expected):
            assert found.min() >= 0 and found.max() <= 1
            assert np.abs(found.astype(float) * size - ring).max() <= NEAR


def test_rotated_boxes_hold_their_objects(copied, truth):
    built, _ = load(copied("yolo_oriented_box"), "obb")
    whole = 0
    for label in (label for dataset in built.values() for label in dataset.labels):
        _, size, rows = truth[Path(label["im_file"]).stem]
        kept = [row for row in rows if row["visible"] >= 0.7]
        assert len(label["segments"]) == len(kept)
        for corners, row in zip(label["segments"], kept):
            assert corners.shape == (4, 2)
            assert corners.min() >= 0 and corners.max() <= 1
            if row["visible"] < 1 or corners.min() == 0 or corners.max() == 1:
                continue
            whole += 1
            points = np.float32([p for r in row["segmentation"] for p in np.reshape(r, (-1, 2))])
            area = np.prod(cv2.minAreaRect(points)[1])
            assert cv2.contourArea(np.float32(corners * size)) == pytest.approx(area, rel=2e-3)
            _, _, width, height = row["bbox"]
            upright = np.array((0, 0, width, height)) + np.tile(row["bbox"][:2], 2)
            low, high = (corners * size).min(axis=0), (corners * size).max(axis=0)
            assert (low <= upright[:2] + NEAR).all() and (high >= upright[2:] - NEAR).all()
    assert whole


@pytest.mark.parametrize("name", ["masks", "masks_codes"])
def test_masks_are_read_as_the_semantic_task(name, copied, facts):
    folder = copied(name)
    built, data = load(folder, "semantic")
    classes = {row["class_id"]: row["class"] for row in facts(name)["masks"]["classes"]}
    numbers = {0: 0, **{number: k for k, number in enumerate(sorted(classes), 1)}, 255: 255}
    assert data["names"] == {0: "background", **{numbers[n]: title for n, title in classes.items()}}
    for split, dataset in built.items():
        told = load_dataset_cache_file(folder / "masks" / f"{split}.cache")
        count = facts(name)["splits"][split]
        assert told["results"][1] == told["results"][3] == 0
        assert told["msgs"] == []
        assert len(dataset) == count
        for k, label in enumerate(dataset.labels):
            path = folder / "masks" / split / f"{Path(label['im_file']).stem}.png"
            expected = np.vectorize(numbers.get)(np.asarray(Image.open(path)))
            assert np.array_equal(dataset.load_mask(k), expected)


@pytest.mark.parametrize("split", SPLITS)
def test_supervision_opens_a_folder_of_roboflow(split, copied, facts, truth):
    word = {"val": "valid"}.get(split, split)
    folder = copied("roboflow") / word
    dataset = supervision.DetectionDataset.from_coco(
        str(folder), str(folder / "_annotations.coco.json")
    )
    classes = [row["class"] for row in facts("roboflow")["objects"]["classes"]]
    assert dataset.classes == classes
    assert len(dataset) == facts("roboflow")["splits"][split]
    for path, image, found in dataset:
        _, size, rows = truth[Path(path).stem]
        assert image.shape[1::-1] == size
        expected = [
            (row["category_id"] - 1, x, y, x + w, y + h)
            for row in rows
            for x, y, w, h in [row["bbox"]]
        ]
        assert len(found) == len(expected)
        if expected:
            told = np.column_stack((found.class_id, found.xyxy))
            assert np.abs(sorted_rows(told) - sorted_rows(expected)).max() <= NEAR


@pytest.mark.parametrize("split", SPLITS)
def test_supervision_opens_a_folder_of_yolo(split, copied, truth):
    folder = copied("yolo_box")
    dataset = supervision.DetectionDataset.from_yolo(
        str(folder / "images" / split), str(folder / "labels" / split), str(folder / "data.yaml")
    )
    for path, _, found in dataset:
        _, _, rows = truth[Path(path).stem]
        assert len(found) == len(rows)
