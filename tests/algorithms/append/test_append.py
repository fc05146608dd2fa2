"""Scenes are added to a dataset: as one run over all of them, but for what tells of the runs."""

import pytest

from .conftest import labelled

# What tells how a dataset was made, and when.
MAKING = {"created", "fingerprint", "runs", "sources", "checksums"}
# SQLite orders its pages as they were written; what the tables hold is compared.
APART = {"tiles.gpkg", "dataset.json"}


def check_same(found, expected, making=MAKING):
    assert sorted(found) == sorted(expected)
    told, facts = found["dataset.json"], expected["dataset.json"]
    assert {k for k in told.keys() | facts.keys() if told.get(k) != facts.get(k)} <= making
    assert [n for n in set(expected) - APART if found[n] != expected[n]] == []


def read_layer(folder, name):
    """Fields and outlines of a layer of tiles.gpkg, in order."""
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{folder}/tiles.gpkg|layername={name}", name, "ogr")
    fields = [field.name() for field in layer.fields()]
    crs = layer.crs().authid()
    return crs, fields, [(f.attributes(), bytes(f.geometry().asWkb())) for f in layer.getFeatures()]


@pytest.mark.parametrize("layout", ["IMAGEFOLDER", "COCO", "MASKS"])
@pytest.mark.parametrize("first", [1, 2, 3])
def test_two_runs_are_one_run(build, scenes, fields, contents, tmp_path, layout, first):
    files = list(scenes.values())
    given = {"LAYOUT": layout, **labelled(layout, fields)}
    whole = build(files, "whole", **given)
    grown = build(files[:first], "grown", **given)
    inodes = {p.name: p.stat().st_ino for p in grown.rglob("*_s00*.png")}
    inodes |= {p.name: p.stat().st_ino for p in grown.rglob("s00*.png")}
    build(files[first:], "grown", APPEND=True, **given)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    check_same(contents(grown), contents(whole))
    for name in ("tiles", "rejected"):
        assert read_layer(grown, name) == read_layer(whole, name)
    if layout != "MASKS":
        # Earlier images are the same files on the disk.
        now = {p.name: p.stat().st_ino for p in grown.rglob("*.png")}
        assert inodes.items() <= now.items()
        assert inodes


def test_a_scene_at_a_time(build, scenes, fields, contents):
    files = list(scenes.values())
    given = labelled("IMAGEFOLDER", fields)
    whole = build(files, "whole", **given)
    for k, file in enumerate(files):
        grown = build([file], "grown", **given, APPEND=bool(k))
    check_same(contents(grown), contents(whole))
    runs = contents(grown)["dataset.json"]["runs"]
    assert [run["scenes"] for run in runs] == [[name] for name in scenes]
    assert sum(run["tile_count"] for run in runs) == contents(whole)["dataset.json"]["tile_count"]
    assert [run["parameters"]["SCENES"] for run in runs] == [[file] for file in files]
    assert [run["parameters"].get("APPEND") for run in runs] == [None, True, True, True]


def test_yolo_is_one_run_with_the_same_splits(build, run, scenes, fields, contents, tmp_path):
    files = list(scenes.values())
    given = {"LAYOUT": "YOLO", **labelled("YOLO", fields)}
    grown = build(files[:2], "grown", SPLIT_METHOD="RANDOM", **given)
    before = contents(grown)
    build(files[2:], "grown", SPLIT_METHOD="RANDOM", APPEND=True, **given)
    found = contents(grown)
    assert {n for n in before if n.startswith("images/")} < set(found)
    assert all(found[n] == before[n] for n in before if n.startswith(("images/", "labels/")))
    whole = run(
        "exporttiles",
        SCENES=files,
        TILES=f"{grown}/tiles.gpkg|layername=tiles",
        SPLIT_FIELD="split",
        FORMAT="PNG",
        SCALING="RANGE",
        SCALE_MIN="0",
        SCALE_MAX="3000",
        BANDS="1,2,1",
        OUTPUT=str(tmp_path / "whole"),
        **given,
    )["OUTPUT"]
    expected = contents(whole)
    assert sorted(found) == sorted(expected)
    same = {
        n for n in found if n.startswith(("images/", "labels/")) or n.endswith((".yaml", ".txt"))
    }
    assert len(same) > 100
    assert [n for n in same if found[n] != expected[n]] == []
    for key in ("classes", "splits", "statistics", "tile_count", "scenes", "bands", "scaling"):
        assert found["dataset.json"][key] == expected["dataset.json"][key], key


@pytest.mark.parametrize("scaling", ["RANGE", "MINMAX"])
def test_what_was_appended_is_valid_and_rebuilt(build, run, scenes, scaling):
    files = list(scenes.values())
    given = {"SCALING": scaling, "SPLIT_METHOD": "RANDOM"}
    if scaling == "MINMAX":
        given.update(SCALE_MIN="", SCALE_MAX="")
    build(files[:2], "grown", **given)
    grown = build(files[2:], "grown", APPEND=True, **given)
    assert run("validatedataset", INPUT=str(grown))["PASSED"]
    assert run("rebuilddataset", INPUT=str(grown))["IDENTICAL"], run.log


@pytest.mark.parametrize(
    ("layout", "more"),
    [
        ("COCO", {"METADATA": ["CROISSANT", "STAC", "TDML"], "DATE": "2020-01-01/2020-02-01"}),
        ("MASKS", {"METADATA": ["STAC", "TDML"], "DATE": "2022-01-01"}),
        ("IMAGEFOLDER", {"METADATA": ["CROISSANT", "TDML"]}),
    ],
)
def test_records_for_catalogues_tell_of_all_tiles(build, scenes, fields, contents, layout, more):
    files = list(scenes.values())
    given = {"LAYOUT": layout, **labelled(layout, fields), **more}
    whole = build(files, "whole", **given)
    for k in range(2):
        grown = build(files[2 * k : 2 * k + 2], "grown", **given, APPEND=bool(k))
    found, expected = contents(grown), contents(whole)
    names = {"collection.json", "items.json", "tdml.json"}.intersection(expected)
    assert len(names) == (1 if layout == "IMAGEFOLDER" else 3)
    for name in names:
        assert found[name] == expected[name], name
    check_same(found, expected)
