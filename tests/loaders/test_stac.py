"""pystac opens the catalogue of each dataset, and its schemas find nothing wrong with it."""

import json
import os
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pystac
import pytest
from pystac.extensions.label import LabelExtension
from pystac.extensions.projection import ProjectionExtension
from pystac.validation.stac_validator import JsonSchemaSTACValidator

FOLDER = Path(os.environ["TILEWRIGHT_DATASETS"])
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/collection.json"))
SPLITS = {"train": "train", "val": "validate", "test": "test"}
EXTENSIONS = {"label.json": "/label/", "ml-aoi.json": "/ml-aoi/"}


def read(folder):
    collection = json.loads((folder / "collection.json").read_text("utf-8"))
    items = json.loads((folder / "items.json").read_text("utf-8"))
    return collection, items["features"]


def judge(value):
    """Raise where the core of the standard forbids it."""
    kinds = {"Feature": pystac.STACObjectType.ITEM, "Collection": pystac.STACObjectType.COLLECTION}
    JsonSchemaSTACValidator().validate_core(value, kinds[value["type"]], "1.1.0")


def test_there_are_datasets():
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_the_standard_finds_nothing_wrong(name):
    collection, items = read(FOLDER / name)
    for value in (collection, *items):
        judge(value)


@pytest.mark.parametrize("schema", list(EXTENSIONS))
def test_the_extensions_find_nothing_wrong(open_schema, schema):
    validator, judged = open_schema(schema), 0
    for name in NAMES:
        collection, items = read(FOLDER / name)
        for value in (collection, *items):
            if any(EXTENSIONS[schema] in url for url in value["stac_extensions"]):
                assert [error.message for error in validator.iter_errors(value)] == []
                judged += 1
    assert judged > 1000


@pytest.mark.parametrize("name", NAMES)
def test_pystac_finds_every_tile_and_file(open_dataset, name):
    dataset = open_dataset(name)
    collection = pystac.Collection.from_file(str(dataset.folder / "collection.json"))
    (link,) = collection.get_links("items")
    items = pystac.ItemCollection.from_file(link.get_absolute_href())
    assert [item.id for item in items] == [row["tile_id"] for row in dataset.rows]
    for item, row in zip(items, dataset.rows):
        assert item.collection_id == collection.id
        assert unquote(item.assets["image"].href) == f"./{row['file']}"
        for asset in item.assets.values():
            assert (dataset.folder / unquote(asset.href)).is_file()
        split = item.properties.get("ml-aoi:split")
        assert split == (SPLITS[row["split"]] if row["split"] else None)
        projection = ProjectionExtension.ext(item)
        width, height = int(row["width"]), int(row["height"])
        assert projection.shape == [height, width]
        a, b, c, d, e, f = projection.transform
        assert (c, f) == (float(row["xmin"]), float(row["ymax"]))
        assert c + a * width + b * height == pytest.approx(float(row["xmax"]))
        assert f + d * width + e * height == pytest.approx(float(row["ymin"]))
        west, south, east, north = item.bbox
        box = collection.extent.spatial.bboxes[0]
        assert box[0] - 1e-6 <= west < east <= box[2] + 1e-6
        assert box[1] - 1e-6 <= south < north <= box[3] + 1e-6
    for asset in collection.assets.values():
        assert (dataset.folder / unquote(asset.href)).is_file()


@pytest.mark.parametrize("name", ["coco", "yolo_box", "imagefolder", "huggingface_labels"])
def test_labels_are_counted_as_the_dataset_counts_them(open_dataset, name):
    dataset = open_dataset(name)
    items = pystac.ItemCollection.from_file(str(dataset.folder / "items.json"))
    if dataset.facts.get("objects"):
        expected = {row["class"]: row["objects"] for row in dataset.object_classes}
    else:
        expected = {row["name"]: row["tiles"] for row in dataset.facts["classes"]}
    found = dict.fromkeys(expected, 0)
    for item in items:
        label = LabelExtension.ext(item)
        assert label.label_classes[0].classes == list(expected)
        for overview in label.label_overviews or ():
            for row in overview.counts:
                found[row.name] += row.count
    assert found == expected


def without_datetime(item):
    del item["properties"]["datetime"]


def with_a_strange_split(item):
    item["properties"]["ml-aoi:split"] = "val"


def with_a_named_raster(item):
    item["properties"]["label:classes"][0]["name"] = "class"


@pytest.mark.parametrize(
    ("spoil", "schema"),
    [(without_datetime, None), (with_a_strange_split, "ml-aoi.json")]
    + [(with_a_named_raster, "label.json")],
)
def test_a_broken_copy_fails(open_schema, spoil, schema):
    item = read(FOLDER / "imagefolder_masks")[1][0]
    check = judge if schema is None else open_schema(schema).validate
    check(item)
    spoil(item)
    with pytest.raises((pystac.STACValidationError, jsonschema.ValidationError)):
        check(item)
