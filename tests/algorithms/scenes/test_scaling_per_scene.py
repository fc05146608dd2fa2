"""With SCALING_PER=SCENE the values of each scene become 8 bits by a range of its own."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin


def _load(path: Path):
    spec = importlib.util.spec_from_file_location("scene_inputs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_inputs = _load(Path(__file__).resolve().parent / "test_scene_datasets.py")
TILE, write, read_rows, describe, read_window = (
    _inputs.TILE,
    _inputs.write,
    _inputs.read_rows,
    _inputs.describe,
    _inputs.read_window,
)


@pytest.fixture
def scenes(tmp_path):
    """Scenes of ever more haze, the last of one tile, by name."""
    rng = np.random.default_rng(7)
    folder = tmp_path / "in"
    folder.mkdir()
    found = {}
    for k, (name, shape) in enumerate((("a", (64, 80)), ("b", (48, 64)), ("c", (16, 16)))):
        place = from_origin(400000 + 5000 * k, 5000000, 10, 10)
        values = rng.integers(500 * k, 1500 + 2000 * k, (2, *shape)).astype("uint16")
        found[name] = write(folder / f"{name}.tif", "EPSG:32633", place, values)
    return found


@pytest.fixture
def given(scenes, tmp_path):
    def make(folder="out", **parameters):
        return {
            "SCENES": list(scenes.values()),
            "TILE_SIZE": TILE,
            "FORMAT": "PNG",
            "BANDS": "1,2,1",
            "SCALING": "PERCENTILE",
            "SCALING_PER": "SCENE",
            "OUTPUT": str(tmp_path / folder),
            **parameters,
        }

    return make


@pytest.fixture
def build(run, given):
    def make(folder="out", **parameters):
        return run("builddataset", **given(folder, **parameters))["OUTPUT"]

    return make


def pixels_of(path, rows):
    return np.stack([read_window(path, row)[0][[0, 1, 0]] for row in rows])


def ranges_of(path, rows, ends):
    """Least and greatest of each band, by numpy."""
    values = pixels_of(path, rows)
    return [tuple(np.percentile(values[:, b], ends, method="linear")) for b in range(3)]


@pytest.mark.parametrize(("method", "ends"), [("PERCENTILE", (2, 98)), ("MINMAX", (0, 100))])
@pytest.mark.parametrize("workers", [1, 3])
def test_each_scene_has_the_range_of_its_own_train_tiles(build, run, scenes, method, ends, workers):
    folder = build(SCALING=method, SPLIT_METHOD="RANDOM", WORKERS=workers)
    rows, facts = read_rows(folder), describe(folder)
    assert facts["parameters"]["SCALING_PER"] == "SCENE"
    assert facts["scaling"] == {
        "method": method,
        "per": "SCENE",
        "fitted_to": "train",
        "bands": [],
    }
    alone = []
    for told in facts["scenes"]:
        name = told["name"]
        own = [row for row in rows if row["scene"] == name]
        fitted = [row for row in own if row["split"] == "train"]
        alone += [] if fitted else [name]
        ranges = ranges_of(scenes[name], fitted or own, ends)
        assert [(row["min"], row["max"]) for row in told["scaling"]] == ranges
        assert [row["band"] for row in told["scaling"]] == facts["bands"]
        low, high = (np.array(end)[:, None, None] for end in zip(*ranges))
        for row, values in zip(own, pixels_of(scenes[name], own)):
            expected = np.rint(np.clip((values - low) / (high - low), 0, 1) * 255)
            stored = np.asarray(Image.open(Path(folder, row["file"]))).transpose(2, 0, 1)
            assert np.array_equal(stored, expected)
    for name in alone:
        assert f"{name} has no tile of the split train" in run.log
    card = Path(folder, "README.md").read_text("utf-8")
    assert "Each scene is scaled to 8 bits by a range of its own" in card
    assert "value 255 |" not in card


def test_a_scene_without_train_tiles_is_fitted_to_all_of_its_tiles(build, run, scenes, given):
    grid = run("createtilegrid", SCENES=list(scenes.values()), TILE_SIZE=TILE)["OUTPUT"]
    split = run(
        "native:fieldcalculator",
        INPUT=grid,
        FIELD_NAME="split",
        FIELD_TYPE=2,
        FORMULA="if(scene = 'b', 'test', 'train')",
        OUTPUT="TEMPORARY_OUTPUT",
    )["OUTPUT"]
    parameters = given(TILES=split, SPLIT_FIELD="split")
    del parameters["TILE_SIZE"]
    folder = run("exporttiles", **parameters)["OUTPUT"]
    assert "b has no tile of the split train, so its scaling is fitted to all" in run.log
    own = [row for row in read_rows(folder) if row["scene"] == "b"]
    told = describe(folder)["scenes"][1]["scaling"]
    assert [(row["min"], row["max"]) for row in told] == ranges_of(scenes["b"], own, (2, 98))


def test_resampled_tiles_are_scaled_by_their_scene(build, scenes):
    folder = build(SCALING="MINMAX", RESAMPLING="NEAREST", PIXELS=8)
    rows, facts = read_rows(folder), describe(folder)
    for told in facts["scenes"]:
        own = [row for row in rows if row["scene"] == told["name"]]
        stored = np.stack([np.asarray(Image.open(Path(folder, row["file"]))) for row in own])
        # One range for all would leave the least or the greatest values to one of the scenes.
        assert stored.min() <= 8
        assert stored.max() >= 247


def test_a_second_raster_has_the_range_of_the_scene(build, make_layer, tmp_path):
    rng = np.random.default_rng(3)
    place = from_origin(400000, 5000000, 10, 10)
    files = {}
    for name, most in (("one", 1000), ("two", 5000), ("beside", 3000)):
        values = rng.integers(most // 10, most, (2, 32, 32)).astype("uint16")
        files[name] = write(tmp_path / f"{name}.tif", "EPSG:32633", place, values)
    ring = "400000 4999680,400320 4999680,400320 5000000,400000 5000000,400000 4999680"
    folder = build(
        SCENES=[files["one"], files["two"]],
        RASTER2=files["beside"],
        LAYOUT="MASKS",
        MASK_LABEL="ground",
        MASK=make_layer([(f"POLYGON(({ring}))", {})], crs="EPSG:32633"),
        SCALING="MINMAX",
    )
    told = {row["name"]: row["scaling"] for row in describe(folder)["scenes"]}
    rows = read_rows(folder)
    assert len(rows) == 8
    for row, values in zip(rows, pixels_of(files["beside"], rows)):
        ranges = [[band[end] for band in told[row["scene"]]] for end in ("min", "max")]
        low, high = (np.array(end)[:, None, None] for end in ranges)
        expected = np.rint(np.clip((values - low) / (high - low), 0, 1) * 255)
        stored = np.asarray(Image.open(Path(folder, row["image2"]))).transpose(2, 0, 1)
        assert np.array_equal(stored, expected)


def test_a_scene_without_tiles_has_no_range(build, make_layer):
    area = make_layer(
        [
            (
                "POLYGON((400000 4999000,402000 4999000,402000 5000000,400000 5000000,"
                "400000 4999000))",
                {},
            )
        ],
        crs="EPSG:32633",
    )
    facts = describe(build(AOI=area))
    assert [len(row["scaling"]) for row in facts["scenes"]] == [3, 0, 0][: len(facts["scenes"])]


def test_rebuilding_gives_the_same_files(build, run, tmp_path):
    folder = build(SPLIT_METHOD="RANDOM")
    result = run("rebuilddataset", INPUT=folder, OUTPUT=str(tmp_path / "again"))
    assert result["IDENTICAL"], run.log


def tiles_of(folder):
    rows = read_rows(folder)
    return {row["tile_id"]: Path(folder, row["file"]).read_bytes() for row in rows}


def test_scenes_that_are_added_are_fitted_by_themselves(
    build, run, run_error, scenes, given, tmp_path
):
    together = describe(build("together"))
    first, *rest = scenes.values()
    folder = build(SCENES=[first])
    assert "SCALING_PER is not given where the dataset has SCENE" in run_error(
        "builddataset", **given(SCENES=rest, APPEND=True, SCALING_PER="DATASET")
    )
    build(SCENES=rest, APPEND=True)
    facts = describe(folder)
    assert facts["scaling"] == together["scaling"]
    assert [row["scaling"] for row in facts["scenes"]] == [
        row["scaling"] for row in together["scenes"]
    ]
    assert tiles_of(folder) == tiles_of(given("together")["OUTPUT"])
    rebuilt = run("rebuilddataset", INPUT=folder, OUTPUT=str(tmp_path / "again"))
    assert rebuilt["IDENTICAL"], run.log


def test_merging_keeps_the_ranges_of_scenes(build, run, run_error, scenes, tmp_path):
    first, *rest = scenes.values()
    one, two = build("one", SCENES=[first]), build("two", SCENES=rest)
    merged = str(tmp_path / "merged")
    run("mergedatasets", DATASETS=[one, two], OUTPUT=merged)
    facts = describe(merged)
    assert facts["scaling"]["per"] == "SCENE"
    assert [row["scaling"] for row in facts["scenes"]] == [
        row["scaling"] for folder in (one, two) for row in describe(folder)["scenes"]
    ]
    joint = build("joint", SCENES=rest, SCALING_PER="DATASET")
    assert "PERCENTILE (SCALING_PER=SCENE)" in run_error(
        "mergedatasets", DATASETS=[one, joint], OUTPUT=str(tmp_path / "no")
    )
    seeded = [
        build(f"seed {seed}", SCENES=[first], SPLIT_METHOD="RANDOM", SPLIT_SEED=seed)
        for seed in (1, 2)
    ]
    assert "a is a scene of several datasets and is scaled otherwise" in run_error(
        "mergedatasets", DATASETS=seeded, OUTPUT=str(tmp_path / "no")
    )
    assert not (tmp_path / "no").exists()


def test_a_dry_run_tells_of_them(run, given, scenes, tmp_path):
    """Also where the tiles that it looks at have no valid pixel."""
    with rasterio.open(scenes["c"], "r+") as dataset:
        dataset.nodata = 0
        dataset.write(np.zeros((2, 16, 16), "uint16"))
    picture = tmp_path / "sample.png"
    parameters = given(DRY_RUN=True, SAMPLE=str(picture))
    found = run("builddataset", **parameters)
    assert found["TILE_COUNT"] == 5 * 4 + 4 * 3 + 1
    assert picture.is_file()


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"SCALING": "RANGE", "SCALE_MIN": "0", "SCALE_MAX": "9"}, "RANGE is not fitted"),
        ({"SCALING": "NONE", "FORMAT": "GTIFF"}, "NONE is not fitted"),
        ({"SCALING": "STYLE"}, "STYLE is not fitted"),
    ],
)
def test_what_is_not_fitted_is_refused(run_error, given, parameters, sentence):
    assert sentence in run_error("builddataset", **given(**parameters))


def test_what_cannot_be_is_refused(build, run, run_error, given, scenes, tmp_path):
    parameters = given()
    del parameters["SCENES"]
    message = run_error("builddataset", RASTER=scenes["a"], **parameters)
    assert "give SCENES, or leave SCALING_PER out" in message
    with rasterio.open(scenes["c"], "r+") as dataset:
        dataset.nodata = 0
        dataset.write(np.zeros((2, 16, 16), "uint16"))
    assert "The tiles of c that its scaling is fitted to" in run_error("builddataset", **given())
    assert not Path(given()["OUTPUT"]).exists()


def test_an_update_is_refused(build, run, run_error, given, scenes):
    folder = build()
    before = json.dumps(describe(folder))
    grid = run("createtilegrid", SCENES=list(scenes.values()), TILE_SIZE=TILE)["OUTPUT"]
    for per, sentence in (("SCENE", "UPDATE keeps one scaling"), ("DATASET", "SCALING_PER is")):
        parameters = given(TILES=grid, UPDATE=True, SCALING_PER=per)
        del parameters["TILE_SIZE"]
        assert sentence in run_error("exporttiles", **parameters)
    assert json.dumps(describe(folder)) == before


def test_without_it_nothing_is_told(build):
    facts = describe(build(SCALING_PER="DATASET"))
    assert "SCALING_PER" not in facts["parameters"]
    assert "per" not in facts["scaling"]
    assert all("scaling" not in row for row in facts["scenes"])


def test_palettes_are_not_scaled_scene_by_scene(run_error, given, tmp_path):
    files = []
    for name in ("p", "q"):
        path = tmp_path / f"{name}.tif"
        place = from_origin(400000, 5000000, 10, 10)
        codes = np.arange(32 * 32, dtype="uint8").reshape(1, 32, 32) % 4
        write(path, "EPSG:32633", place, codes)
        with rasterio.open(path, "r+") as dataset:
            dataset.write_colormap(1, {k: (60 * k, 0, 0, 255) for k in range(4)})
        files.append(str(path))
    said = run_error("builddataset", **given(SCENES=files, BANDS=""))
    assert "has a palette, whose colours are not scaled; leave SCALING_PER out." in said
    assert not (tmp_path / "out").exists()
