"""The JSON of COCO against shapely's own clipping and the pixels of the raster."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.geometry import Polygon
from shapely.ops import unary_union

SPLITS = ("train", "val", "test")


def read(folder):
    """Images with their annotations, and categories, over all splits."""
    images, categories = [], []
    for split in SPLITS:
        with Path(folder, f"annotations/instances_{split}.json").open(encoding="utf-8") as file:
            found = json.load(file)
        assert len(found["images"]) == len(list(Path(folder, split).iterdir()))
        of_image = {image["id"]: [] for image in found["images"]}
        for each in found["annotations"]:
            of_image[each["image_id"]].append(each)
        images += [(split, image, of_image[image["id"]]) for image in found["images"]]
        categories.append(found["categories"])
    assert all(found == categories[0] for found in categories)
    return images, categories[0]


def outline(annotation):
    rings = [np.reshape(ring, (-1, 2)) for ring in annotation["segmentation"]]
    return unary_union([Polygon(ring).buffer(0) for ring in rings])


def test_pieces_are_what_shapely_clips(export, windows, clipped, visible_refs, object_table):
    folder = export("COCO")
    images, categories = read(folder)
    assert [(c["id"], c["name"]) for c in categories] == [(1, "house"), (2, "pool >10 %")]
    names = {c["id"]: c["name"] for c in categories}
    places = windows(folder)
    assert len(images) == len(places) == 12
    for _, image, annotations in images:
        window = places[image["file_name"]]
        assert (image["width"], image["height"]) == window[2:]
        assert sorted(a["object_id"] for a in annotations) == sorted(visible_refs(window))
        for found in annotations:
            expected = clipped(found["object_id"], window)
            whole = object_table[found["object_id"]]
            assert names[found["category_id"]] == whole[0]
            assert found["area"] == pytest.approx(expected.area, abs=0.02)
            assert outline(found).symmetric_difference(expected).area < 0.02
            left, top, right, bottom = expected.bounds
            assert found["bbox"] == pytest.approx([left, top, right - left, bottom - top], abs=1e-3)
            assert found["visible"] == pytest.approx(expected.area / whole[1].area, abs=1e-4)
            assert found["truncated"] == (found["visible"] < 1)
            assert found["iscrowd"] == 0


def test_ids_count_over_all_splits_and_images_hold_the_raster(export, windows, raster):
    folder = export("COCO")
    images, _ = read(folder)
    ids = [image["id"] for _, image, _ in images]
    assert sorted(ids) == list(range(1, 13))
    by_id = sorted(images, key=lambda found: found[1]["id"])
    assert [i["tile_id"] for _, i, _ in by_id] == sorted(i["tile_id"] for _, i, _ in images)
    numbers = [a["id"] for _, _, annotations in by_id for a in annotations]
    assert numbers == list(range(1, len(numbers) + 1))
    places = windows(folder)
    with rasterio.open(raster) as dataset:
        whole = dataset.read()
    for split, image, _ in images:
        col, row, width, height = places[image["file_name"]]
        with Image.open(Path(folder, split, image["file_name"])) as picture:
            pixels = np.asarray(picture).transpose(2, 0, 1)
        assert np.array_equal(pixels, whole[:, row : row + height, col : col + width])


def test_boxes_have_no_outline(export):
    images, _ = read(export("COCO", SHAPE="BOX"))
    for _, _, annotations in images:
        for found in annotations:
            assert found["segmentation"] == []
            assert found["area"] == pytest.approx(found["bbox"][2] * found["bbox"][3], abs=2e-3)


def test_small_pieces_are_marked_on_demand(run, export, clipped, windows):
    given = {"MIN_VISIBLE": 40, "SMALL_PIECES": "IGNORE"}
    folder = export("COCO", **given)
    places = windows(folder)
    marked = 0
    for _, image, annotations in read(folder)[0]:
        for found in annotations:
            is_small = found["visible"] < 0.4 or found["object_id"] == "10"
            assert found["iscrowd"] == is_small
            if not is_small:
                continue
            marked += 1
            height, width = found["segmentation"]["size"]
            counts = found["segmentation"]["counts"]
            flat = np.repeat(np.arange(len(counts)) % 2, counts)
            pixels = flat.reshape(width, height).T
            expected = clipped(found["object_id"], places[image["file_name"]])
            assert abs(pixels.sum() - expected.area) <= expected.length
    assert marked >= 2
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    assert facts["objects"]["ignored_pieces"] == marked
    told = f"{marked} of them are small pieces that are marked to be ignored."
    assert told in Path(folder, "README.md").read_text(encoding="utf-8")
    assert f"{marked} of them are marked to be ignored (SMALL_PIECES=IGNORE)." in run.log
    without = [a for _, _, found in read(export("COCO", "less", MIN_VISIBLE=40))[0] for a in found]
    assert all(a["visible"] >= 0.4 for a in without)
    assert {a["object_id"] for a in without} < {"1", "2", "3", "4", "11", "12", "13"} | {"10"}


def test_dataset_json_counts_what_was_written(export):
    folder = export("COCO")
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    images, _ = read(folder)
    written = [a for _, _, found in images for a in found]
    rows = facts["objects"]["classes"]
    assert [(row["class_id"], row["class"]) for row in rows] == [(1, "house"), (2, "pool >10 %")]
    for row in rows:
        assert row["objects"] == sum(a["category_id"] == row["class_id"] for a in written)
    assert facts["objects"]["cut_by_tiles"] == sum(a["truncated"] for a in written)
    assert facts["objects"]["tiles_without"] == sum(not found for _, _, found in images)
    assert facts["layout"] == "COCO"
    assert facts["sources"]["objects"]["sha256"]


def test_objects_are_needed_and_one_class_or_field(run_error, raster, split_tiles, objects):
    base = {"RASTER": raster, "TILES": split_tiles, "LAYOUT": "COCO", "OUTPUT": "TEMPORARY_OUTPUT"}
    assert "give OBJECTS" in run_error("exporttiles", **base)
    assert "OBJECT_LABEL" in run_error("exporttiles", OBJECTS=objects, **base)
    assert "no place for MASK" in run_error(
        "exporttiles", OBJECTS=objects, OBJECT_LABEL="a", MASK=objects, MASK_LABEL="a", **base
    )
    assert "does not take SHAPE ORIENTED_BOX" in run_error(
        "exporttiles", OBJECTS=objects, OBJECT_LABEL="a", SHAPE="ORIENTED_BOX", **base
    )
