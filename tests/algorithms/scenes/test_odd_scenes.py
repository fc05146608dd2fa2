"""Scenes that give no tile: too small, away from the area, damaged, missing."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from rasterio.warp import transform
from shapely.geometry import box

TILE = 16
CRS = "EPSG:32631"


def write(path, shape=(48, 48), left=500000, scale=10, **more):
    rng = np.random.default_rng(left)
    values = rng.integers(1, 3000, (2, *shape)).astype("uint16")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=2,
        height=shape[0],
        width=shape[1],
        dtype="uint16",
        transform=from_origin(left, 4843000, scale, scale),
        **{"crs": CRS, **more},
    ) as dataset:
        dataset.write(values)
    return str(path)


def cut_off(path):
    """What a copy that broke off leaves."""
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[: len(data) * 2 // 3])


def spoil_inside(path):
    """The first bytes of the packed pixels are wrong."""
    with rasterio.open(path) as dataset:
        start = int(dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    data = bytearray(Path(path).read_bytes())
    data[start : start + 40] = b"\xff" * 40
    Path(path).write_bytes(data)


@pytest.fixture
def folder(tmp_path):
    """Three good scenes side by side."""
    made = tmp_path / "in"
    made.mkdir()
    for k, name in enumerate("abc"):
        write(made / f"{name}.tif", left=500000 + 150_000 * k, compress="deflate")
    return made


@pytest.fixture
def build(run, folder, tmp_path):
    def make(**parameters):
        given = {
            "SCENES": [str(folder)],
            "TILE_SIZE": TILE,
            "FORMAT": "GTIFF",
            "SCALING": "NONE",
            "OUTPUT": str(tmp_path / "out"),
        }
        return run("builddataset", **{**given, **parameters})

    return make


@pytest.fixture
def refuse(run_error, folder, tmp_path):
    def make(**parameters):
        given = {
            "SCENES": [str(folder)],
            "TILE_SIZE": TILE,
            "FORMAT": "GTIFF",
            "SCALING": "NONE",
            "OUTPUT": str(tmp_path / "out"),
        }
        return run_error("builddataset", **{**given, **parameters})

    return make


def describe(tmp_path):
    return json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))


def scenes_of_tiles(tmp_path):
    with (tmp_path / "out" / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return {row["scene"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("edge", ["DROP", "SHIFT"])
def test_a_scene_smaller_than_a_tile_is_left_out_and_named(build, run, folder, tmp_path, edge):
    write(folder / "tiny.tif", (TILE, TILE - 1))
    assert build(EDGE=edge)["TILE_COUNT"] == 27
    assert (
        "1 scene is left out, which has no room for a whole tile: tiny (15 x 16 pixels). Choose a "
        "smaller TILE_SIZE, or EDGE=KEEP, to have tiles of it." in run.log
    )
    facts = describe(tmp_path)
    (row,) = facts["scenes_left_out"]
    assert (row["name"], row["reason"]) == ("tiny", "small")
    assert row["file"] == str(folder / "tiny.tif")
    assert "- tiny: " in (tmp_path / "out" / "README.md").read_text("utf-8")
    assert [(s["name"], s["tile_count"]) for s in facts["scenes"]][-1] == ("tiny", 0)


def test_a_run_in_which_all_scenes_are_too_small_is_refused(refuse, tmp_path):
    assert "less than one whole tile; choose a smaller TILE_SIZE" in refuse(TILE_SIZE=49)
    assert not (tmp_path / "out").exists()


def test_damaged_scenes_are_named_together_before_anything_is_written(refuse, folder, tmp_path):
    for name in "ac":
        write(folder / f"{name}.tif", compress="none")
        cut_off(folder / f"{name}.tif")
    (folder / "d.tif").write_bytes(b"II*\0 is no image")
    said = refuse()
    assert said.startswith(
        "3 of 4 scenes cannot be read: a, c, d. Of the first: a.tif is damaged: its file ends "
        "before its pixels do, as after a copy that broke off. Get it again. "
        "SKIP_UNREADABLE=true leaves such scenes out."
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("min_valid", [0, 10])
def test_a_run_goes_on_without_damaged_scenes_if_asked_to(build, run, folder, tmp_path, min_valid):
    spoil_inside(folder / "a.tif")
    write(folder / "c.tif", compress="none")
    cut_off(folder / "c.tif")
    missing = str(tmp_path / "gone.tif")
    done = build(SCENES=[str(folder), missing], SKIP_UNREADABLE=True, MIN_VALID=min_valid)
    assert done["TILE_COUNT"] == 9
    assert scenes_of_tiles(tmp_path) == {"b"}
    rows = describe(tmp_path)["scenes_left_out"]
    assert {row["name"]: row["reason"] for row in rows} == dict.fromkeys(
        ("a", "c", "gone"), "unreadable"
    )
    for name in ("a", "c", "gone"):
        assert f"The scene {name} is left out. " in run.log


def test_pixels_that_are_wrong_inside_are_told_of_all_scenes(refuse, folder):
    for name in "ac":
        spoil_inside(folder / f"{name}.tif")
    said = refuse(SCALING="PERCENTILE", FORMAT="PNG", BANDS="1")
    assert said.startswith("2 of 3 scenes cannot be read: a, c. Of the first: a.tif cannot be ")
    assert "SKIP_UNREADABLE=true leaves such scenes out." in said
    assert "2 of 3 scenes cannot be read: a, c." in refuse(MIN_VALID=10)


def test_a_scene_that_is_repaired_can_be_added(build, folder, tmp_path):
    good = shutil.copy(folder / "a.tif", tmp_path / "good.tif")
    spoil_inside(folder / "a.tif")
    build(SKIP_UNREADABLE=True)
    shutil.copy(good, folder / "a.tif")
    build(SCENES=[str(folder / "a.tif")], APPEND=True)
    facts = describe(tmp_path)
    assert facts["tile_count"] == 27
    assert facts["scenes"][-1]["tile_count"] == 9


@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:4326"])
def test_tiles_of_scenes_away_from_the_area_are_rejected(
    build, run, run_error, folder, make_layer, tmp_path, crs
):
    corners = transform(CRS, crs, [500050, 500400], [4842700, 4842900])
    area = make_layer([(box(*(c[0] for c in corners), *(c[1] for c in corners)).wkt, {})], crs=crs)
    done = build(AOI=area)
    assert (done["TILE_COUNT"], done["REJECTED_COUNT"]) == (6, 21)
    assert "Left out: 21 tiles, outside the area of interest." in run.log
    assert "scenes_left_out" not in describe(tmp_path)
    grid = run("createtilegrid", SCENES=[str(folder)], TILE_SIZE=TILE, AOI=area)
    assert (grid["TILE_COUNT"], grid["REJECTED_COUNT"]) == (6, 21)
    far = make_layer([(box(100, 10, 101, 11).wkt, {})], crs="EPSG:4326", name="far")
    given = {"SCENES": [str(folder)], "TILE_SIZE": TILE, "AOI": far, "OUTPUT": str(tmp_path / "no")}
    for algorithm, more in (("createtilegrid", {}), ("builddataset", {"BANDS": "1"})):
        assert "The area of interest far has no polygon near a" in run_error(
            algorithm, **given, **more
        )


def test_a_grid_and_an_export_go_on_without_unreadable_scenes(run, folder, tmp_path):
    tiles = run(
        "createtilegrid", SCENES=[str(folder)], TILE_SIZE=TILE, OUTPUT=str(tmp_path / "grid.gpkg")
    )["OUTPUT"]
    cut_off(folder / "b.tif")
    done = run(
        "exporttiles",
        SCENES=[str(folder)],
        TILES=tiles,
        FORMAT="GTIFF",
        SCALING="NONE",
        SKIP_UNREADABLE=True,
        OUTPUT=str(tmp_path / "out"),
    )
    assert done["TILE_COUNT"] == 18
    write(folder / "tiny.tif", (8, 8))
    (folder / "b.tif").unlink()
    made = run(
        "createtilegrid", SCENES=[str(folder)], TILE_SIZE=TILE, OUTPUT=str(tmp_path / "two.gpkg")
    )
    assert "tiny (8 x 8 pixels)" in run.log
    assert made["TILE_COUNT"] == 18


def test_nodata_of_all_scenes_is_told(build, run, tmp_path):
    files = [
        write(tmp_path / f"{name}.tif", left=500000 + 1000 * k, nodata=nodata)
        for k, (name, nodata) in enumerate((("a", 0), ("b", 65535), ("c", None), ("d", 0)))
    ]
    build(SCENES=files, FORMAT="NPY")
    assert (
        "The nodata value differs from scene to scene: 0 in a, d, 65535 in b, none in c. Tiles "
        "keep that of their scene; dataset.json tells it for each of the scenes." in run.log
    )
    rows = describe(tmp_path)["scenes"]
    assert [row["stored_nodata"] for row in rows] == [0, 65535, None, 0]
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert 'fill = {row["name"]: row["stored_nodata"] for row in scenes}' in card
    build(SCENES=files[::3], OVERWRITE=True)
    assert "stored_nodata" not in describe(tmp_path)["scenes"][0]


def test_labels_are_told_of_once_for_all_scenes(build, run, make_layer, tmp_path):
    shapes = [box(500000, 4842600, 500200, 4842900), box(100000, 4842600, 100010, 4842610)]
    labels = make_layer([(shape.wkt, {"class": "a"}) for shape in shapes], name="fields")
    build(LABELS=labels, LABEL_FIELD="class", OTHER_LABEL="rest")
    assert run.log.count("label layer fields") == 1
    assert "No polygon of the label layer fields lies near 2 of 3 scenes: b, c." in run.log
    assert run.log.count("1 of 2 label polygons lies away from the tiles.") == 1


def test_resuming_what_is_complete_does_not_say_that_it_is_cut(build, run, tmp_path):
    build()
    images = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*_r0*.tif")}
    assert len(images) == 27
    build(RESUME=True)
    assert "27 of 27 tiles were there already." in run.log
    assert "tiles cut in" not in run.log
    assert "tiles written to" not in run.log
    assert {p: p.stat().st_mtime_ns for p in images} == images


def test_scenes_are_called_by_their_names_and_may_be_paths_of_python(
    build, run, refuse, folder, tmp_path
):
    done = build(SCENES=[folder / "a.tif", folder / "b.tif"])
    assert done["TILE_COUNT"] == 18
    assert describe(tmp_path)["parameters"]["SCENES"] == [
        str(folder / "a.tif"),
        str(folder / "b.tif"),
    ]
    said = refuse(SCENES=[str(folder / "a.tif"), 5], OUTPUT=str(tmp_path / "no"))
    assert "SCENES holds 5, which is neither a layer nor a text; give layers or paths." in said
    coarse = write(tmp_path / "coarse.tif", scale=20)
    said = refuse(SCENES=[str(folder / "a.tif"), coarse], OUTPUT=str(tmp_path / "no"))
    assert said.startswith("a has pixels of ") and ", coarse of " in said


def test_tiles_without_a_scene_are_told_as_such(run, run_error, folder, make_layer, tmp_path):
    tiles = make_layer(
        [(box(500000, 4842600, 500160, 4842760).wkt, {"scene": None})], fields="scene:string"
    )
    said = run_error(
        "exporttiles", SCENES=[str(folder)], TILES=tiles, FORMAT="GTIFF", OUTPUT=str(tmp_path / "o")
    )
    assert "The tiles do not say which of the SCENES they are of" in said


def test_a_dry_run_names_all_that_cannot_be_read(refuse, folder):
    for name in "ab":
        spoil_inside(folder / f"{name}.tif")
    assert refuse(DRY_RUN=True).startswith("2 of 3 scenes cannot be read: a, b. Of the first: ")


def test_scenes_without_a_coordinate_system_are_named_together(refuse, folder):
    for name in "de":
        write(folder / f"{name}.tif", crs=None)
    assert refuse().startswith("2 of 5 scenes have no coordinate system: d, e. Assign one ")


def test_a_dataset_with_scenes_left_out_is_rebuilt(build, run, folder, tmp_path):
    write(folder / "tiny.tif", (TILE, TILE - 1))
    spoil_inside(folder / "b.tif")
    build(SKIP_UNREADABLE=True, SPLIT_METHOD="BLOCKS", TEST=0)
    facts = describe(tmp_path)
    assert len(facts["scenes_left_out"]) == 2 and facts["split_block_size"]
    assert run("rebuilddataset", INPUT=str(tmp_path / "out"))["IDENTICAL"], run.log
