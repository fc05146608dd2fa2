"""The order that users give to classes, in the files of datasets."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
from class_squares import square
from PIL import Image

ORDER = ["water", "forest", "urban"]
# From west to east, a tile each.
CLASSES = ["forest", "urban", "water", "crop"]
NUMBERED = ["water", "forest", "urban", "crop"]


@pytest.fixture
def build(run, image, tmp_path):
    """Builds a dataset with the order; returns its folder and its dataset.json."""

    def make(folder="out", **parameters):
        given = {
            "RASTER": image, "TILE_SIZE": 16, "FORMAT": "PNG", "SCALING": "MINMAX",
            "CLASS_ORDER": ",".join(ORDER), "OUTPUT": str(tmp_path / folder),
        }  # fmt: skip
        done = Path(run("builddataset", **{**given, **parameters})["OUTPUT"])
        return done, json.loads((done / "dataset.json").read_text("utf-8"))

    return make


@pytest.fixture
def of_tiles(labels):
    return {"LABELS": labels, "LABEL_FIELD": "class", "PREDICATE": "CENTROID"}


def warnings(run):
    return [line for line in run.log.splitlines() if "CLASS_ORDER" in line]


def numbers(facts):
    return [(row["index"], row["name"]) for row in facts["classes"]]


def test_classes_of_tiles_are_numbered_in_it_and_it_is_recorded(run, build, of_tiles):
    folder, facts = build(LAYOUT="HUGGINGFACE", **of_tiles)
    assert numbers(facts) == list(enumerate(NUMBERED))
    assert facts["parameters"]["CLASS_ORDER"] == "water,forest,urban"
    card = (folder / "README.md").read_text("utf-8")
    assert re.findall(r"'(\d)': \"(\w+)\"", card) == [(str(k), n) for k, n in enumerate(NUMBERED)]
    assert re.findall(r"^\| (\d) \| (\w+) ", card, re.M) == [
        (str(k), name) for k, name in enumerate(NUMBERED)
    ]
    with (folder / "tiles.csv").open(encoding="utf-8") as file:
        rows = {row["tile_id"]: row["label"] for row in csv.DictReader(file)}
    assert list(rows.values()) == CLASSES
    assert warnings(run) == []
    run("validatedataset", INPUT=str(folder))
    assert "number" not in run.log
    # The page lists them so, each in the colour that it has without an order.
    page = (folder / "index.html").read_text("utf-8")
    assert sorted(NUMBERED, key=page.index) == NUMBERED
    pictures = page[page.index("Some of the tiles") :]
    assert sorted(NUMBERED, key=pictures.index) == NUMBERED
    _, plain = build("plain", CLASS_ORDER="", LAYOUT="HUGGINGFACE", **of_tiles)
    assert numbers(plain) == list(enumerate(sorted(CLASSES)))
    assert "CLASS_ORDER" not in plain["parameters"]
    colors = [{row["name"]: row["color"] for row in each["classes"]} for each in (facts, plain)]
    assert colors[0] == colors[1]


def test_the_legend_of_loaded_tiles_and_objects_is_in_it(labels):
    from tilewright.algorithms.outputs.style_tiles import style_objects, style_tiles

    colors = {name: (k, 2, 3) for k, name in enumerate([*NUMBERED, "absent"])}
    for style in (style_objects, lambda layer, own: style_tiles(layer, own, ["class"])):
        style(labels, colors)
        found = list(labels.renderer().categories())
        assert [category.value() for category in found] == NUMBERED
        # Where a colour is not known, by name.
        style(labels, {"water": (1, 2, 3)})
        found = list(labels.renderer().categories())
        assert [category.value() for category in found] == sorted(CLASSES)


def test_folders_of_classes_keep_the_order_of_those_who_read_them(run, build, of_tiles, labels):
    folder, facts = build(MASK=labels, MASK_FIELD="class", **of_tiles)
    assert numbers(facts) == list(enumerate(sorted(CLASSES)))
    assert warnings(run) == [
        "Programs number the class folders of LAYOUT IMAGEFOLDER by name, so that CLASS_ORDER does "
        "not change the numbers of the tiles' classes; choose one of HUGGINGFACE, ESRI for that."
    ]
    # Masks have numbers of their own, and programs read these as they are.
    assert [(row["class_id"], row["class"]) for row in facts["masks"]["classes"]] == list(
        enumerate(NUMBERED, 1)
    )
    build("alike", CLASS_ORDER="crop,forest", **of_tiles)
    assert warnings(run) == []


def test_masks_of_polygons_have_its_numbers_and_colours(build, labels):
    folder, facts = build(LAYOUT="MASKS", MASK=labels, MASK_FIELD="class")
    for mask in sorted((folder / "masks").rglob("*.png")):
        name = CLASSES[int(re.search(r"c0*(\d+)\.png", mask.name)[1])]
        with rasterio.open(mask) as file:
            assert set(np.unique(file.read(1))) == {NUMBERED.index(name) + 1}
    rows = facts["masks"]["classes"]
    assert [(row["class_id"], row["class"]) for row in rows] == list(enumerate(NUMBERED, 1))
    _, plain = build("plain", LAYOUT="MASKS", MASK=labels, MASK_FIELD="class", CLASS_ORDER="")
    own = {row["class"]: row["color"] for row in plain["masks"]["classes"]}
    assert {row["class"]: row["color"] for row in rows} == own


def test_given_numbers_of_masks_stay(run, build, labels):
    _, facts = build(
        LAYOUT="MASKS", MASK=labels, MASK_FIELD="class",
        MASK_CLASS_MAP="4=forest,9=urban,7=water,1=crop",
    )  # fmt: skip
    found = {row["class"]: row["class_id"] for row in facts["masks"]["classes"]}
    assert found == {"forest": 4, "urban": 9, "water": 7, "crop": 1}
    assert warnings(run) == [
        "Masks have the numbers that MASK_CLASS_MAP gives; CLASS_ORDER does not change them."
    ]


def test_values_of_a_class_raster_are_numbered_anew_where_it_names_one(build, make_raster):
    values = np.repeat(np.array([10, 20, 40, 0], "uint8"), 16)
    mask = make_raster(np.tile(values, (1, 16, 1)), name="classes.tif")
    named = {"LAYOUT": "MASKS", "MASK": mask, "MASK_CLASS_MAP": "10=forest,20=urban,40=water"}
    folder, facts = build(**named)
    assert [(row["class_id"], row["class"]) for row in facts["masks"]["classes"]] == list(
        enumerate(ORDER, 1)
    )
    found = [
        set(np.unique(np.array(Image.open(p)))) for p in sorted((folder / "masks").rglob("*.png"))
    ]
    assert found == [{2}, {3}, {1}, {0}]
    _, facts = build("plain", CLASS_ORDER="crop", **named)
    assert [row["class_id"] for row in facts["masks"]["classes"]] == [10, 20, 40]


def test_objects_have_its_numbers_in_each_layout(run, image, labels, make_layer, tmp_path):
    splits = ("train", "val", "train", "val")
    tiles = make_layer(
        [(square(k), {"tile_id": f"t{k}", "split": splits[k]}) for k in range(4)],
        fields="tile_id:string,split:string",
    )

    def export(layout):
        folder = tmp_path / layout
        run(
            "exporttiles", RASTER=image, TILES=tiles, SPLIT_FIELD="split", LAYOUT=layout,
            FORMAT="JPEG", OBJECTS=labels, OBJECT_FIELD="class", CLASS_ORDER=",".join(ORDER),
            OUTPUT=str(folder),
        )  # fmt: skip
        facts = json.loads((folder / "dataset.json").read_text("utf-8"))
        assert [(row["class_id"], row["class"]) for row in facts["objects"]["classes"]] == list(
            enumerate(NUMBERED, 1)
        )
        return folder

    folder = export("YOLO")
    names = re.findall(r'^  (\d): "(\w+)"$', (folder / "data.yaml").read_text("utf-8"), re.M)
    assert names == [(str(k), name) for k, name in enumerate(NUMBERED)]
    for k, name in enumerate(CLASSES):
        text = (folder / f"labels/{splits[k]}/t{k}.txt").read_text("utf-8")
        assert text.split()[0] == str(NUMBERED.index(name))
    folder = export("COCO")
    for split in ("train", "val"):
        file = folder / f"annotations/instances_{split}.json"
        told = json.loads(file.read_text("utf-8"))
        found = [(row["id"], row["name"]) for row in told["categories"]]
        assert found == list(enumerate(NUMBERED, 1))
        images = {row["id"]: row["file_name"] for row in told["images"]}
        for row in told["annotations"]:
            name = CLASSES[int(re.search(r"t(\d)\.", images[row["image_id"]])[1])]
            assert row["category_id"] == NUMBERED.index(name) + 1
    folder = export("ROBOFLOW")
    (file, _) = sorted(folder.rglob("_annotations.coco.json"))
    told = json.loads(file.read_text("utf-8"))
    assert [row["name"] for row in told["categories"] if row["name"] in CLASSES] == NUMBERED


def test_tiles_of_several_classes_are_told_in_it(build, labels):
    _, facts = build(
        LAYOUT="HUGGINGFACE", LABELS=labels, LABEL_FIELD="class", MULTI=True, MIN_COVERAGE=1
    )
    assert [(row["index"], row["name"]) for row in facts["labels"]] == list(enumerate(NUMBERED))


def test_a_mistaken_name_is_told_and_one_that_stands_there_twice_is_refused(
    run, build, of_tiles, tmp_path
):
    build(LAYOUT="HUGGINGFACE", CLASS_ORDER="water,forrest", **of_tiles)
    assert warnings(run) == [
        "CLASS_ORDER names 'forrest', and no tile, object or mask is of this class; the classes "
        "are: 'crop', 'forest', 'urban', 'water'."
    ]
    with pytest.raises(Exception, match="CLASS_ORDER names 'water' twice; name each class once"):
        build("twice", CLASS_ORDER="water,forest,water", **of_tiles)
    assert not (tmp_path / "twice").exists()


def test_a_dry_run_counts_in_it(run, build, image, of_tiles):
    given = {"RASTER": image, "TILE_SIZE": 16, "DRY_RUN": True, "CLASS_ORDER": "water,lava"}
    done = run("builddataset", LAYOUT="HUGGINGFACE", **given, **of_tiles)
    assert list(json.loads(done["CLASS_COUNTS"])) == ["water", "crop", "forest", "urban"]
    assert len(warnings(run)) == 1
    # A part of the grid may lack classes that others have.
    run("builddataset", LAYOUT="HUGGINGFACE", GRID_PART="r0-0c0-0", **given, **of_tiles)
    assert warnings(run) == []


def test_exports_of_tiles_obey_it_and_a_rebuilt_dataset_is_the_same(
    run, image, make_layer, tmp_path
):
    tiles = make_layer(
        [(square(k), {"label": name}) for k, name in enumerate(CLASSES)], fields="label:string"
    )
    out = tmp_path / "out"
    run(
        "exporttiles", RASTER=image, TILES=tiles, LABEL_FIELD="label", LAYOUT="HUGGINGFACE",
        FORMAT="PNG", SCALING="RANGE", SCALE_MIN="0", SCALE_MAX="3000",
        CLASS_ORDER="water, forest\nurban", OUTPUT=str(out),
    )  # fmt: skip
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    assert numbers(facts) == list(enumerate(NUMBERED))
    again = tmp_path / "again"
    run("rebuilddataset", INPUT=str(out), OUTPUT=str(again))
    assert numbers(json.loads((again / "dataset.json").read_text("utf-8"))) == numbers(facts)
    # Merged with a dataset without an order, numbers of the first stay.
    more = make_layer([(square(0), {"label": "bog"})], fields="label:string")
    run(
        "exporttiles", RASTER=image, TILES=more, LABEL_FIELD="label", LAYOUT="HUGGINGFACE",
        FORMAT="PNG", SCALING="RANGE", SCALE_MIN="0", SCALE_MAX="3000",
        OUTPUT=str(tmp_path / "more"),
    )  # fmt: skip
    run("mergedatasets", DATASETS=[str(out), str(tmp_path / "more")], OUTPUT=str(tmp_path / "all"))
    facts = json.loads((tmp_path / "all/dataset.json").read_text("utf-8"))
    assert numbers(facts) == list(enumerate([*NUMBERED, "bog"]))
    run("validatedataset", INPUT=str(tmp_path / "all"))
    assert "number" not in run.log
