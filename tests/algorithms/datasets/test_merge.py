"""Datasets that become one."""

import json
from pathlib import Path

import pytest

from tilewright.core.layouts import LAYOUTS

TABLES = ("README.md", "croissant.json", "dataset.json", "index.html", "map.png", "tiles.gpkg")


@pytest.fixture
def make(export, objects):
    """Exports tiles in a layout with all that it takes."""

    def make_dataset(name, folder="out", **more):
        takes = LAYOUTS[name].takes
        given = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
        if takes.shapes:
            given = {"OBJECTS": objects, "OBJECT_FIELD": "class", "OBJECT_ID_FIELD": "ref"}
        if takes.has_masks and not takes.one_kind:
            given.update(MASK=objects, MASK_FIELD="class")
        return Path(export(name, folder, **{"MASK": None, **given, **more}))

    return make_dataset


@pytest.fixture
def halves(split_tiles):
    """The tiles by turns, as two layers."""
    from qgis.core import QgsFeatureRequest

    ids = [feature.id() for feature in split_tiles.getFeatures()]
    return [
        split_tiles.materialize(QgsFeatureRequest().setFilterFids(ids[start::2]))
        for start in (0, 1)
    ]


@pytest.fixture
def merge(run, tmp_path):
    """Merges datasets; returns the folder."""

    def make_one(*folders, folder="merged", **more):
        output = tmp_path / folder
        found = run("mergedatasets", DATASETS=[str(f) for f in folders], OUTPUT=str(output), **more)
        assert found["OUTPUT"] == str(output)
        assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
        return output

    return make_one


def facts_of(folder):
    return json.loads((folder / "dataset.json").read_text(encoding="utf-8"))


# What tells how a dataset was made, and that of several.
MAKING = {"fingerprint", "parameters", "sources", "checksums", "merged_from"}


def check_is_whole(whole, merged, dataset_files):
    """Every label, table and image, and every fact, is that of one export of all tiles."""
    expected, found = dataset_files(whole), dataset_files(merged)
    assert sorted(found) == sorted(expected)
    same = {"README.md", *found}.difference(TABLES) | {"README.md", "croissant.json"} & set(found)
    assert [n for n in sorted(same) if found[n] != expected[n]] == []
    told, facts = found["dataset.json"], expected["dataset.json"]
    if facts.get("layout") in ("YOLO", "ESRI"):
        # No file of theirs tells which pieces are of one object.
        for objects in (told.get("objects", {}), facts.get("objects", {})):
            objects.pop("in_several_splits", None)
    assert {k for k in told.keys() | facts.keys() if told.get(k) != facts.get(k)} <= MAKING
    for row in expected:
        if row.endswith((".png", ".tif", ".npy", ".jpg")) and row not in TABLES:
            assert (merged / row).stat().st_nlink > 1 or "instance" in row or "labels/" in row


@pytest.mark.parametrize("name", list(LAYOUTS))
@pytest.mark.parametrize("form", ["PNG", "GTIFF"])
def test_two_halves_are_the_whole(make, halves, merge, dataset_files, name, form):
    whole = make(name, "whole", FORMAT=form)
    parts = [make(name, f"half{k}", FORMAT=form, TILES=half) for k, half in enumerate(halves)]
    check_is_whole(whole, merge(*parts), dataset_files)


OPTIONS = [
    ("COCO", {"SHAPE": "BOX", "MIN_VISIBLE": 40, "SMALL_PIECES": "IGNORE"}),
    ("COCO", {"SMALL_PIECES": "IGNORE", "FORMAT": "NPY", "NAMING": "SEQUENCE"}),
    ("YOLO", {"SHAPE": "POLYGON"}),
    ("YOLO", {"SHAPE": "ORIENTED_BOX"}),
    ("ESRI", {"SHAPE": "POLYGON"}),
    ("VOC", {"SMALL_PIECES": "IGNORE", "FORMAT": "JPEG", "SCALING": "RANGE",
             "SCALE_MIN": "0", "SCALE_MAX": "200"}),
    ("HUGGINGFACE", {"RESAMPLING": "BILINEAR", "PIXELS": 24, "MASK": None, "MASK_FIELD": None}),
    ("COCO", {"RESAMPLING": "NEAREST", "PIXELS": 24, "METADATA": "CROISSANT"}),
    ("MASKS", {"METADATA": "CROISSANT", "NODATA": 7}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "more"), OPTIONS)
def test_options_make_no_difference(make, halves, merge, dataset_files, name, more):
    whole = make(name, "whole", **more)
    parts = [make(name, f"half{k}", TILES=half, **more) for k, half in enumerate(halves)]
    check_is_whole(whole, merge(*parts), dataset_files)
