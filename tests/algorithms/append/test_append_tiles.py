"""Export Tiles adds tiles to a dataset: as one export of all, but for what tells of the runs."""

import shutil

import pytest

from .conftest import describe, labelled, read_rows
from .test_append import MAKING, check_same
from .test_append_killed import kill_at

MOMENTS = 12


@pytest.fixture
def grid(run, tmp_path):
    """Makes tiles over scenes, with classes; returns a layer of those that an expression names."""

    def make(files, where="", name="grid"):
        path = str(tmp_path / f"{name}.gpkg")
        run("createtilegrid", SCENES=list(files), TILE_SIZE=16, OUTPUT=path)
        return choose(path, where)

    def choose(path, where):
        from qgis.core import QgsVectorLayer

        layer = QgsVectorLayer(path, "grid", "ogr")
        if where:
            layer.setSubsetString(where)
        return layer

    make.choose = choose
    return make


@pytest.fixture
def export(run, tmp_path):
    def call(files, tiles, folder="out", **parameters):
        given = {
            "SCENES": list(files),
            "TILES": tiles,
            "FORMAT": "PNG",
            "SCALING": "RANGE",
            "SCALE_MIN": "0",
            "SCALE_MAX": "3000",
            "BANDS": "1,2,1",
            "OUTPUT": str(tmp_path / folder),
        }
        return run("exporttiles", **{**given, **parameters})

    return call


@pytest.fixture
def refused(export):
    from qgis.core import QgsProcessingException

    def call(*given, **parameters):
        with pytest.raises(QgsProcessingException) as told:
            export(*given, APPEND=True, **parameters)
        return str(told.value)

    return call


def of(names):
    return "scene in ({})".format(", ".join(f"'{name}'" for name in names))


@pytest.mark.parametrize("layout", ["IMAGEFOLDER", "COCO", "MASKS"])
def test_two_exports_are_one(export, grid, scenes, fields, contents, tmp_path, layout):
    files, names = list(scenes.values()), list(scenes)
    given = {} if layout == "IMAGEFOLDER" else {"LAYOUT": layout, **labelled(layout, fields)}
    whole = export(files, grid(files), "whole", **given)["OUTPUT"]
    tiles = f"{tmp_path}/grid.gpkg"
    export(files[:2], grid.choose(tiles, of(names[:2])), "grown", **given)
    done = export(files[2:], grid.choose(tiles, of(names[2:])), "grown", APPEND=True, **given)
    found, expected = contents(done["OUTPUT"]), contents(whole)
    ours, theirs = (told["dataset.json"].pop("parameters") for told in (found, expected))
    check_same(found, expected, MAKING)
    assert {k: v for k, v in ours.items() if k != "TILES"} == {
        k: v for k, v in theirs.items() if k != "TILES"
    }
    assert done["TILE_COUNT"] == sum(row["scene"] in names[2:] for row in read_rows(whole))
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_grid_over_the_new_scenes_gets_their_numbers(export, grid, scenes, contents):
    files = list(scenes.values())
    whole = export(files, grid(files, name="all"), "whole")["OUTPUT"]
    export(files[:3], grid(files[:3], name="first"), "grown")
    grown = export(files[3:], grid(files[3:], name="last"), "grown", APPEND=True)["OUTPUT"]
    ids = [[row["tile_id"] for row in read_rows(folder)] for folder in (grown, whole)]
    assert ids[0] == ids[1]
    ours, theirs = contents(grown), contents(whole)
    images = [name for name in theirs if name.endswith(".png")]
    assert len(images) > len(ids[0])
    assert all(ours[name] == theirs[name] for name in images if name != "map.png")


def test_more_tiles_of_a_scene_are_added(export, run, grid, scenes, contents):
    files = list(scenes.values())[:2]
    whole = export(files, grid(files), "whole")["OUTPUT"]
    tiles = grid(files)
    tiles.setSubsetString("col < 2")
    export(files, tiles, "grown")
    done = export(files, grid(files), "grown", APPEND=True)
    grown = done["OUTPUT"]
    assert "tiles are left out, which the dataset has already." in run.log
    assert read_rows(grown) == read_rows(whole)
    facts = describe(grown)
    assert facts["scenes"] == describe(whole)["scenes"]
    assert facts["parameters"]["SCENES"] == files
    assert [r["tile_count"] for r in facts["runs"]] == [
        facts["tile_count"] - done["TILE_COUNT"],
        done["TILE_COUNT"],
    ]
    assert run("validatedataset", INPUT=grown)["PASSED"]


def test_what_does_not_fit_is_refused(export, refused, grid, scenes, fields, contents, run):
    files, names = list(scenes.values()), list(scenes)
    tiles, more = grid(files[:1], name="one"), grid(files[1:2], name="two")
    other = grid(files[2:3], name="three")
    out = export(files[:1], tiles)["OUTPUT"]
    before = contents(out)
    for (some, layer), given, words in (
        ((files[1:2], more), {"FORMAT": "GTIFF"}, "FORMAT is GTIFF where the dataset has PNG"),
        ((files[1:2], more), {"UPDATE": True}, "UPDATE and APPEND exclude each other"),
        ((files[1:2], more), {"SPLIT_FIELD": "scene"}, "have no splits"),
        ((files[1:2], more), {"LABEL_FIELD": "scene"}, "have no such thing as a class each"),
        ((files[:1], tiles), {}, "has all of these tiles already"),
        ((files[1:2], other), {}, "Tiles are of scenes that SCENES does not hold"),
    ):
        assert words in refused(some, layer, **given), words
        assert contents(out) == before
    assert "holds no dataset to add to" in refused(files[1:2], more, "nothing")
    # The same ids, of other ground.
    large = run("createtilegrid", SCENES=files[:1], TILE_SIZE=32, OUTPUT="memory:")["OUTPUT"]
    assert "other tiles with 4 of the tile_ids already" in refused(files[:1], large)
    bare = run("createtilegrid", INPUT=files[0], TILE_SIZE=16, OUTPUT="memory:")["OUTPUT"]
    assert "TILES have no field scene" in refused(files[:1], bare)
    assert contents(out) == before
    assert len(names) == 4


def test_a_dataset_that_was_built_takes_exported_tiles(build, export, grid, scenes, contents):
    files = list(scenes.values())
    whole = build(files, "whole")
    build(files[:3], "grown")
    grown = export(files[3:], grid(files[3:]), "grown", APPEND=True)["OUTPUT"]
    assert [r["tile_id"] for r in read_rows(grown)] == [r["tile_id"] for r in read_rows(whole)]
    images = [name for name in contents(whole) if name.endswith(".png") and "/" in name]
    assert all(contents(grown)[name] == contents(whole)[name] for name in images)


def test_the_log_warns_of_ground_in_two_splits(export, run, grid, scenes, tmp_path):
    files = list(scenes.values())
    # The third scene lies over the second.
    for k, split in ((1, "train"), (2, "test")):
        path = str(tmp_path / f"grid{k}.gpkg")
        run("createtilegrid", SCENES=[files[k]], TILE_SIZE=16, OUTPUT=path)
        tiles = run(
            "native:fieldcalculator",
            INPUT=path,
            FIELD_NAME="split",
            FIELD_TYPE=2,
            FORMULA=f"'{split}'",
            OUTPUT=str(tmp_path / f"split{k}.gpkg"),
        )["OUTPUT"]
        export([files[k]], tiles, SPLIT_FIELD="split", APPEND=k == 2)
    assert "new tiles show ground of another split" in run.log


def test_a_kill_loses_nothing(export, grid, scenes, contents, tmp_path):
    files = list(scenes.values())[:3]
    tiles, more = grid(files[:2], name="first"), grid(files[2:], name="more")
    given = {"WORKERS": 1}
    old, place = tmp_path / "work/old", tmp_path / "work/out"
    export(files[:2], tiles, "work/old", **given)
    new = tmp_path / "work/new"
    shutil.copytree(old, new)
    export(files[2:], more, "work/new", APPEND=True, **given)

    def start_again():
        for left in [place, *place.parent.glob(".*")]:
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(old, place)

    def append():
        export(files[2:], more, "work/out", APPEND=True, **given)

    def read(folder):
        found = contents(folder)
        return {k: v for k, v in found.items() if k not in ("dataset.json", "tiles.gpkg")}

    before, after = read(old), read(new)
    start_again()
    count = kill_at(0, append)
    assert count > 4 * MOMENTS
    seen = set()
    for moment in range(MOMENTS):
        start_again()
        assert kill_at(1 + moment * (count - 1) // (MOMENTS - 1), append) is None, moment
        if (place / ".tilewright-swap.json").exists():
            seen.add("swap")
            is_new = True
        else:
            found = read(place)
            assert found in (before, after), moment
            seen.add("old" if found == before else "new")
            is_new = found == after
        if is_new:
            from qgis.core import QgsProcessingException

            with pytest.raises(QgsProcessingException, match="has all of these tiles already"):
                append()
        else:
            append()
        assert read(place) == after, moment
        assert [p.name for p in place.parent.iterdir() if p.name.startswith(".")] == []
    assert "old" in seen
    assert "swap" in seen or "new" in seen
