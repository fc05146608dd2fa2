"""The JSON of Roboflow is that of COCO, beside the images."""

import json
from pathlib import Path

import numpy as np

WORDS = {"train": "train", "val": "valid", "test": "test"}


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def test_each_split_has_its_images_and_the_annotations_of_coco(export):
    coco, folder = export("COCO", "coco"), export("ROBOFLOW")
    count = 0
    for split, word in WORDS.items():
        told = read(Path(folder, word, "_annotations.coco.json"))
        assert told == read(Path(coco, f"annotations/instances_{split}.json"))
        names = {image["file_name"] for image in told["images"]}
        assert names == {path.name for path in Path(folder, word).glob("*.png")}
        assert [(c["id"], c["name"]) for c in told["categories"]] == [
            (1, "house"),
            (2, "pool >10 %"),
        ]
        assert all(c["supercategory"] != "none" for c in told["categories"])
        count += len(names)
    assert count == 12
    assert not Path(folder, "annotations").exists()
    assert not Path(folder, "val").exists()


def test_the_card_trains_without_a_split_that_is_not_there(export, run, tiles):
    card = Path(export("ROBOFLOW"), "README.md").read_text(encoding="utf-8")
    assert "run_test=False" not in card
    two = run("splittiles", INPUT=tiles, METHOD="RANDOM", TRAIN=50, VAL=50, TEST=0)["OUTPUT"]
    folder = export("ROBOFLOW", "two", TILES=two)
    assert "run_test=False" in Path(folder, "README.md").read_text(encoding="utf-8")
    assert not Path(folder, "test").exists()


def test_what_readers_change_without_a_word_is_refused(
    run_error, make_raster, split_tiles, objects
):
    base = {
        "TILES": split_tiles,
        "SPLIT_FIELD": "split",
        "LAYOUT": "ROBOFLOW",
        "FORMAT": "GTIFF",
        "SCALING": "NONE",
        "OBJECTS": objects,
        "OBJECT_FIELD": "class",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    deep = make_raster(np.ones((3, 48, 64), dtype="uint16"), name="deep.tif")
    assert "have uint16" in run_error("exporttiles", RASTER=deep, **base)
    four = make_raster(np.ones((4, 48, 64), dtype="uint8"), name="four.tif")
    assert "1 or 3 bands" in run_error("exporttiles", RASTER=four, **{**base, "SPLIT_FIELD": None})
    gray = make_raster(np.ones((1, 48, 64), dtype="uint8"), name="gray.tif")
    assert "train has none" in run_error(
        "exporttiles", RASTER=gray, **{**base, "SPLIT_FIELD": None}
    )
