"""Datasets that become one."""

import json
from pathlib import Path

import numpy as np
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


@pytest.fixture
def told(run, split_tiles):
    """Tiles with a number, a class and several classes; every half has all classes."""
    layer = split_tiles
    for name, kind, formula in (
        ("tons", 0, '"row" * 4 + "col" / 4.0'),
        ("kind", 2, "if(\"row\" % 2, 'oak', 'ash')"),
        ("kinds", 2, "if(\"row\" = 1, 'fir|oak', if(\"col\" % 2, 'oak', 'ash'))"),
    ):
        layer = run(
            "native:fieldcalculator", INPUT=layer, FIELD_NAME=name, FIELD_TYPE=kind,
            FIELD_LENGTH=20 if kind == 2 else 0, FORMULA=formula,
        )["OUTPUT"]  # fmt: skip
    return layer


KINDS = [
    ("IMAGEFOLDER", {"LABEL_FIELD": "kind"}),
    ("IMAGEFOLDER", {"LABEL_FIELD": "kind", "NAMING": "SEQUENCE", "FORMAT": "JPEG"}),
    ("IMAGEFOLDER", {"VALUE_FIELD": "tons"}),
    ("HUGGINGFACE", {"LABEL_FIELD": "kind"}),
    ("HUGGINGFACE", {"VALUE_FIELD": "tons"}),
    ("HUGGINGFACE", {"LABELS_FIELD": "kinds"}),
    ("ESRI", {"LABEL_FIELD": "kind"}),
    ("MASKS", {"RASTER2": True, "TARGET": True, "FORMAT": "GTIFF"}),
    ("ESRI", {"RASTER2": True, "LABEL_FIELD": "kind"}),
]


@pytest.mark.parametrize(("name", "more"), KINDS)
def test_all_that_is_told_of_tiles(
    export, told, raster, objects, make_raster, merge, run, dataset_files, name, more
):
    from qgis.core import QgsFeatureRequest

    given = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None, **more}
    if name == "MASKS":
        given.update(MASK=objects, MASK_FIELD="class")
    else:
        given["MASK"] = None
    if "RASTER2" in more:
        later = np.random.default_rng(8).integers(1, 255, (3, 48, 64), dtype="uint8")
        given["RASTER2"] = make_raster(later, name="later.tif")
    if "TARGET" in more:
        heights = np.random.default_rng(9).normal(0, 9, (1, 48, 64)).astype("float32")
        given["TARGET"] = make_raster(heights, name="heights.tif")
    ids = [feature.id() for feature in told.getFeatures()]
    halves = [
        told.materialize(QgsFeatureRequest().setFilterFids([i for i in ids if i % 3 in kept]))
        for kept in ((0, 1), (2,))
    ]
    whole = Path(export(name, "whole", TILES=told, **given))
    parts = [export(name, f"half{k}", TILES=half, **given) for k, half in enumerate(halves)]
    merged = merge(*parts)
    check_is_whole(whole, merged, dataset_files)
    assert run("validatedataset", INPUT=str(merged))["PASSED"], run.log
    assert run("rebuilddataset", INPUT=str(merged), OUTPUT=None)["IDENTICAL"], run.log


def test_tables_of_rejected_tiles_are_laid_together(run, export, split_tiles, merge):
    from qgis.core import QgsFeatureRequest, QgsVectorLayer

    ids = [feature.id() for feature in split_tiles.getFeatures()]
    plain = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
    parts = []
    for start in (0, 1):
        half = split_tiles.materialize(QgsFeatureRequest().setFilterFids(ids[start::2]))
        field = half.fields().lookupField("split")
        (first,) = (f for f in list(half.getFeatures())[:1])
        half.dataProvider().changeAttributeValues({first.id(): {field: None}})
        parts.append(export("IMAGEFOLDER", f"half{start}", TILES=half, MASK=None, **plain))
    merged = merge(*parts)
    layers = [QgsVectorLayer(f"{folder}/tiles.gpkg|layername=rejected") for folder in parts]
    expected = sorted(f["tile_id"] for layer in layers for f in layer.getFeatures())
    layer = QgsVectorLayer(f"{merged}/tiles.gpkg|layername=rejected")
    found = list(layer.getFeatures())
    assert len(expected) == 2 and sorted(f["tile_id"] for f in found) == expected
    assert {f["reason"] for f in found} == {"no split"}
    assert facts_of(merged)["rejected_count"] == facts_of(merged)["skipped_count"] == 2
    assert "no split" in (merged / "index.html").read_text(encoding="utf-8")
