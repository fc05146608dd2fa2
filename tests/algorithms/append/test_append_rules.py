"""What is refused, left out and told when scenes are added; splits, scaling and classes."""

import json
import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from shapely.geometry import shape

from .conftest import _inputs, describe, labelled, read_rows

write, lonlat_box = _inputs.write, _inputs.lonlat_box


@pytest.fixture
def refused(build):
    """What the user is told of an append that is refused; the dataset stays as it was."""
    from qgis.core import QgsProcessingException

    def call(files, folder="out", **given):
        with pytest.raises(QgsProcessingException) as told:
            build(files, folder, APPEND=True, **given)
        return str(told.value)

    return call


def test_what_does_not_fit_is_refused(build, refused, scenes, fields, contents, tmp_path):
    one, two, *_ = scenes.values()
    out = build([one])
    before = contents(out)
    both = r"{} is {} where the dataset has {}"
    for given, words in (
        ({"TILE_SIZE": 32}, both.format("TILE_SIZE", "32", "16")),
        ({"FORMAT": "GTIFF"}, both.format("FORMAT", "GTIFF", "PNG")),
        (
            {"LAYOUT": "COCO", **labelled("COCO", fields)},
            both.format("LAYOUT", "COCO", "IMAGEFOLDER"),
        ),
        ({"SCALE_MAX": "2000"}, both.format("SCALE_MAX", "2000", "3000")),
        ({"SCALING": "NONE", "FORMAT": "PNG"}, "SCALING"),
        ({"LABELS": fields, "LABEL_FIELD": "class"}, "where the dataset has not given"),
        ({"BANDS": "1,2,2"}, "band 1, band 2, band 2 and those of the dataset are"),
        ({"RESUME": True}, "RESUME and APPEND exclude each other"),
        ({"OVERWRITE": True}, "OVERWRITE and APPEND exclude each other"),
        (
            {"METADATA": ["CROISSANT", "STAC"], "DATE": "2020-06-01"},
            "METADATA is ['CROISSANT', 'STAC'] where the dataset has not given",
        ),
        ({"SPLIT_METHOD": "RANDOM"}, "have no splits"),
    ):
        assert words in refused([two], **given), given
        assert contents(out) == before
    assert "has all of the SCENES already" in refused([one])
    assert "holds no dataset to add to" in refused([two], "nothing")
    copy = tmp_path / "west_20200601_copy"
    copy.mkdir()
    with rasterio.open(two) as raster:
        values, crs, transform = raster.read(), raster.crs, raster.transform
    other = write(copy / "west_20200601.tif", crs, transform, values)
    assert "has a scene west_20200601 of 2020-06-01 already" in refused([other])
    assert contents(out) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize("compress", [True, False])
def test_geotiffs_of_another_compression_are_refused(build, refused, scenes, contents, compress):
    one, two, *_ = scenes.values()
    out = build([one], FORMAT="GTIFF", COMPRESS=compress)
    before = contents(out)
    text = refused([two], FORMAT="GTIFF", COMPRESS=not compress)
    assert f"COMPRESS is {not compress} where the dataset has {compress}; give the same." in text
    assert contents(out) == before
    facts = json.loads((out / "dataset.json").read_text(encoding="utf-8"))
    assert facts["parameters"]["COMPRESS"] is compress


def test_a_dataset_of_one_raster_is_refused(build, run, refused, scenes, tmp_path):
    one, two, *_ = scenes.values()
    build([], SCENES=None, RASTER=one)
    assert "is of one RASTER, and APPEND adds to datasets of SCENES" in refused([two])
    assert "there are none; give SCENES" in refused([], SCENES=None, RASTER=two)


def test_a_scene_that_is_there_is_left_out(build, run, scenes, tmp_path):
    one, two, *_ = scenes.values()
    build([one])
    moved = str(shutil.copy(one, tmp_path / "moved.tif"))
    out = build([moved, two], APPEND=True)
    assert (
        "moved.tif is left out: the dataset has it already, as the scene west_20200601" in run.log
    )
    assert [row["name"] for row in describe(out)["scenes"]] == list(scenes)[:2]


def test_a_scene_without_a_date_gets_a_name_of_its_own(build, scenes, tmp_path):
    files = []
    for k in range(2):
        (tmp_path / f"f{k}").mkdir()
        values = np.full((2, 32, 32), 5 + k, "uint16")
        where = from_origin(500000 + 1000 * k, 4843000, 10, 10)
        files.append(write(tmp_path / f"f{k}/image.tif", "EPSG:32631", where, values))
    whole = build(files, "whole")
    build(files[:1])
    out = build(files[1:], APPEND=True)
    assert describe(out)["scenes"] == describe(whole)["scenes"]
    assert [row["name"] for row in describe(out)["scenes"]] == ["image", "image_2"]
    assert [row["tile_id"] for row in read_rows(out)] == [
        row["tile_id"] for row in read_rows(whole)
    ]


# Two zones; the last two show ground of the first two, and some of their own.
GROUND = {
    "west": ("EPSG:32630", from_origin(983300, 4860950, 10, 10)),
    "east": ("EPSG:32631", from_origin(503300, 4843000, 10, 10)),
    "west_later": ("EPSG:32631", from_origin(500000, 4842600, 10, 10)),
    "east_later": ("EPSG:32631", from_origin(504020, 4842280, 10, 10)),
    "far": ("EPSG:32631", from_origin(520000, 4842000, 10, 10)),
}


@pytest.mark.parametrize(
    ("method", "buffer"),
    [("RANDOM", 0), ("BLOCKS", 0), ("BLOCKS", 100), ("SCENE", 0), ("SCENE", 100)],
)
def test_ground_stays_in_its_split(build, run, tmp_path, method, buffer):
    rng = np.random.default_rng(3)
    scenes = {
        name: write(
            tmp_path / f"{name}.tif", *where, rng.integers(1, 3000, (2, 96, 96)).astype("uint16")
        )
        for name, where in GROUND.items()
    }
    files = list(scenes.values())
    given = {"SPLIT_METHOD": method, "SPLIT_BUFFER": buffer, "TRAIN": 60, "VAL": 0, "TEST": 40}
    given.update({"SPLIT_BLOCK_SIZE": 330} if method == "BLOCKS" else {})
    out = build(files[:2], **given)
    before = {row["tile_id"]: (row["split"], row["scene"]) for row in read_rows(out)}
    assert len({split for split, _ in before.values()}) == 2
    build(files[2:], APPEND=True, **given)
    rows = read_rows(out)
    now = {row["tile_id"]: (row["split"], row["scene"]) for row in rows}
    assert before.items() <= now.items()
    added = [row for row in rows if row["tile_id"] not in before]
    boxes = {row["tile_id"]: shape(lonlat_box(scenes[row["scene"]], row)) for row in rows}
    flat = {name: in_metres(box) for name, box in boxes.items()}
    shared = 0
    for row in added:
        for other in rows:
            names = row["tile_id"], other["tile_id"]
            one, two = (boxes[name] for name in names)
            if one.intersection(two).area > 1e-12:
                shared += row["scene"] != other["scene"]
                assert row["split"] == other["split"]
            if buffer and row["split"] != other["split"]:
                assert flat[names[0]].distance(flat[names[1]]) >= buffer - 2
    assert shared > 5
    assert "show ground of the dataset" in run.log
    if method == "SCENE":
        # Scenes stay whole: they take the split of the ground that they show.
        of_scenes = {row["scene"]: row["split"] for row in rows}
        assert of_scenes["west"] == of_scenes["west_later"]
        assert of_scenes["east"] == of_scenes["east_later"]
        assert Counter(row["scene"] for row in rows) == dict.fromkeys(GROUND, 36)
    else:
        assert {row["split"] for row in added} == {"train", "test"}


def in_metres(box):
    """A box of degrees near the 44th parallel on a plane, right within some decimetres."""
    from shapely.affinity import scale

    x = 111320 * np.cos(np.radians(43.74))
    return scale(box, x, 111110, origin=(3, 43.7))


def test_the_scaling_stays_and_tells_what_it_clips(build, run, refused, tmp_path):
    rng = np.random.default_rng(5)
    files = []
    for k, (low, high) in enumerate(((100, 1000), (100, 1080), (100, 3500))):
        values = rng.integers(low, high, (1, 64, 64)).astype("uint16")
        where = from_origin(500000 + 1000 * k, 4843000, 10, 10)
        files.append(write(tmp_path / f"scene{k}.tif", "EPSG:32631", where, values))
    given = {"SCALING": "PERCENTILE", "BANDS": "1", "SCALE_MIN": "", "SCALE_MAX": ""}
    out = build(files[:1], **given)
    (row,) = describe(out)["scaling"]["bands"]
    with rasterio.open(files[1]) as raster:
        new = raster.read()
    share = 100 * ((new < row["min"]) | (new > row["max"])).mean()
    build(files[1:2], APPEND=True, **given)
    assert f"clips {share:.3g} % of the values of band 1" in run.log
    facts = describe(out)
    assert facts["scaling"]["bands"] == [row]
    assert facts["scaling"]["fitted_to"] == "all tiles of the first run"
    with rasterio.open(files[2]) as raster:
        new = raster.read()
    share = 100 * ((new < row["min"]) | (new > row["max"])).mean()
    assert share > 50
    assert f"would clip {share:.3g} % of the values of band 1" in refused(files[2:], **given)
    assert describe(out) == facts


def test_later_blocks_are_as_large_as_those_of_the_dataset(build, run, tmp_path):
    files = []
    for k, side in enumerate((512, 96)):
        values = np.ones((2, side, side), "uint16")
        where = from_origin(500000 + 20_000 * k, 4843000, 10, 10)
        files.append(write(tmp_path / f"scene{k}.tif", "EPSG:32631", where, values))
    given = {"SPLIT_METHOD": "BLOCKS", "TEST": 0}
    out = build(files[:1], **given)
    size = describe(out)["split_block_size"]
    assert f"SPLIT_BLOCK_SIZE is not given; blocks of {size:g} m are used." in run.log
    build(files[1:], APPEND=True, **given)
    assert f"blocks of {size:g} m are used, as in the dataset." in run.log
    assert describe(out)["split_block_size"] == size


def test_counts_tell_of_the_new_tiles_and_of_all(run, build, scenes, fields, tmp_path):
    files = list(scenes.values())
    given = {"LABELS": fields, "LABEL_FIELD": "class", "PREDICATE": "LARGEST"}
    first = count(run, files[:2], tmp_path, **given)
    assert first["TOTAL_TILE_COUNT"] == first["TILE_COUNT"]
    assert first["TOTAL_CLASS_COUNTS"] == first["CLASS_COUNTS"]
    second = count(run, files[2:], tmp_path, APPEND=True, **given)
    assert "New tiles by class:" in run.log
    facts = describe(tmp_path / "out")
    assert second["TOTAL_TILE_COUNT"] == facts["tile_count"]
    assert second["TILE_COUNT"] == facts["tile_count"] - first["TILE_COUNT"]
    total = json.loads(second["TOTAL_CLASS_COUNTS"])
    assert total == {row["name"]: row["tiles"] for row in facts["classes"]}
    new = json.loads(second["CLASS_COUNTS"])
    before = json.loads(first["CLASS_COUNTS"])
    assert total == {name: new.get(name, 0) + before.get(name, 0) for name in total}


def count(run, files, tmp_path, **parameters):
    given = {"SCENES": files, "TILE_SIZE": 16, "FORMAT": "GTIFF", "SCALING": "NONE"}
    return run("builddataset", OUTPUT=str(tmp_path / "out"), **{**given, **parameters})


def test_pixels_of_another_size_are_refused(build, refused, scenes, tmp_path):
    out = build(list(scenes.values())[:2])
    before = describe(out)
    coarse = write(
        tmp_path / "coarse.tif",
        "EPSG:32631",
        from_origin(500000, 4843000, 20, 20),
        np.full((2, 32, 32), 9, "uint16"),
    )
    told = refused([coarse])
    assert "Pixels of the new tiles are 20" in told.replace("20.1", "20").replace("19.9", "20")
    assert "and those of the dataset 10" in told
    assert describe(out) == before


def test_new_classes_come_behind_the_old(build, scenes, make_layer, contents):
    def layer(*names):
        wkt = "POLYGON((2.99 43.7{0}, 3.02 43.7{0}, 3.02 43.7{1}, 2.99 43.7{1}, 2.99 43.7{0}))"
        rows = [(wkt.format(31 + 2 * k, 33 + 2 * k), {"class": n}) for k, n in enumerate(names)]
        return make_layer(rows, fields="class:string", crs="EPSG:4326")

    files = list(scenes.values())
    given = {"LAYOUT": "COCO", "OBJECT_FIELD": "class"}
    out = build(files[:2], OBJECTS=layer("meadow", "wood", "meadow", "wood", "meadow"), **given)
    first = describe(out)["objects"]["classes"]
    assert [(row["class_id"], row["class"]) for row in first] == [(1, "meadow"), (2, "wood")]
    build(
        files[2:],
        OBJECTS=layer("field", "wood", "field", "wood", "field"),
        APPEND=True,
        **given,
    )
    now = describe(out)["objects"]["classes"]
    assert [(row["class_id"], row["class"]) for row in now] == [
        (1, "meadow"),
        (2, "wood"),
        (3, "field"),
    ]
    index = json.loads(next(Path(out).rglob("instances_*.json")).read_text("utf-8"))
    found = Counter(row["category_id"] for row in index["annotations"])
    assert {row["class_id"]: row["objects"] for row in now} == found


def test_a_dry_run_counts_and_writes_nothing(build, run, scenes, contents, tmp_path):
    files = list(scenes.values())
    out = build(files[:2])
    before = contents(out)
    given = {"TILE_SIZE": 16, "FORMAT": "PNG", "SCALING": "RANGE", "SCALE_MIN": "0"}
    found = run(
        "builddataset",
        SCENES=files[2:],
        SCALE_MAX="3000",
        BANDS="1,2,1",
        OUTPUT=str(out),
        APPEND=True,
        DRY_RUN=True,
        **given,
    )
    assert found["TILE_COUNT"] == 4 * 4 + 3 * 3
    assert "Dry run" in run.log
    assert contents(out) == before
    build(files[2:], APPEND=True)
    assert describe(out)["tile_count"] == before["dataset.json"]["tile_count"] + found["TILE_COUNT"]


def test_scenes_of_another_nodata_value_are_added_as_in_one_run(build, run, tmp_path):
    files = []
    for k, nodata in enumerate((0, 0, 65535, None)):
        values = np.random.default_rng(k).integers(1, 900, (3, 32, 32)).astype("uint16")
        where = from_origin(500000 + 9000 * k, 4843000, 10, 10)
        more = {} if nodata is None else {"nodata": nodata}
        files.append(write(tmp_path / f"scene{k}.tif", "EPSG:32631", where, values, **more))
    given = {"FORMAT": "GTIFF", "SCALING": "NONE", "SCALE_MIN": "", "SCALE_MAX": "", "BANDS": ""}
    whole = describe(build(files, "whole", **given))
    out = build(files[:2], **given)
    assert "stored_nodata" not in describe(out)["scenes"][0]
    for file in files[2:]:
        build([file], APPEND=True, **given)
    assert describe(out)["scenes"] == whole["scenes"]
    assert [row["stored_nodata"] for row in whole["scenes"]] == [0, 0, 65535, None]
    for row in read_rows(out):
        with rasterio.open(out / row["file"]) as tile:
            assert tile.nodata == {"scene2": 65535, "scene3": None}.get(row["scene"], 0)


def test_a_record_that_was_changed_is_told_and_the_dataset_stays(
    build, refused, scenes, contents, tmp_path
):
    one, two, *_ = scenes.values()
    given = {"METADATA": ["STAC"], "DATE": "2020-06-01"}
    out = build([one], **given)
    items = json.loads((out / "items.json").read_text("utf-8"))
    items["features"][0]["id"] = "another"
    (out / "items.json").write_text(json.dumps(items), encoding="utf-8")
    before = contents(out)
    assert "items.json was changed after the dataset was written" in refused([two], **given)
    assert contents(out) == before


@pytest.mark.parametrize("layout", ["HUGGINGFACE", "IMAGEFOLDER"])
def test_classes_keep_their_numbers_where_no_folders_decide(
    run, build, scenes, fields, make_layer, contents, tmp_path, layout
):
    wests = [
        (feature.geometry().asWkt(), {"class": "west"})
        for feature in fields.getFeatures()
        if feature["class"] == "west"
    ]
    files, given = list(scenes.values()), {"LAYOUT": layout, **labelled(layout, fields)}

    def numbered(folder):
        facts = contents(folder)["dataset.json"]
        return [row["name"] for row in facts["classes"]], facts["parameters"].get("CLASS_ORDER")

    first = {**given, "LABELS": make_layer(wests, crs="EPSG:4326")}
    assert numbered(build(files[:2], **first)) == (["west"], None)
    grown = build(files[2:], APPEND=True, **given)
    # What makes it again is told, as one run over all tiles would number them by name.
    expected = {"HUGGINGFACE": (["west", "east"], "west,east")}
    assert numbered(grown) == expected.get(layout, (["east", "west"], None))
    again = run("rebuilddataset", INPUT=str(grown), OUTPUT=str(tmp_path / "again"))["OUTPUT"]
    assert numbered(Path(again)) == numbered(grown)
