"""Datasets that become one."""

import json
import os
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


@pytest.mark.parametrize("name", list(LAYOUTS))
@pytest.mark.parametrize("form", ["PNG", "GTIFF"])
def test_two_halves_are_the_whole(make, halves, merge, dataset_files, name, form):
    whole = dataset_files(make(name, "whole", FORMAT=form))
    parts = [make(name, f"half{k}", FORMAT=form, TILES=half) for k, half in enumerate(halves)]
    merged = merge(*parts)
    found = dataset_files(merged)
    assert sorted(found) == sorted(whole)
    differ = [n for n in whole if n not in TABLES and found[n] != whole[n]]
    assert differ == []
