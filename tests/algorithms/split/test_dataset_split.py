"""Build Dataset with a split: folders, statistics, dry run, groups."""

import json

import numpy as np
import pytest
from shapely.geometry import box

LEFT, TOP = 500000, 4600000


@pytest.fixture
def scene(make_raster, make_layer):
    """A raster that is brighter to the east, classes in patches, and four communes."""
    rng = np.random.default_rng(2)
    image = (np.arange(240) * 10 + rng.integers(0, 200, (2, 240, 240))).astype("uint16")

    def rectangle(left, top, right, bottom):
        return box(LEFT + 10 * left, TOP - 10 * bottom, LEFT + 10 * right, TOP - 10 * top).wkt

    patches = [
        (rectangle(40 * c, 40 * r, 40 * c + 40, 40 * r + 40), {"class": ("a/b", "Å", "rest")[k]})
        for r in range(6)
        for c in range(6)
        for k in [(r * 5 + c) % 3]
    ]
    communes = [
        (rectangle(60 * k, 0, 60 * k + 60, 240), {"class": f"commune {k}"}) for k in range(4)
    ]
    return {
        "RASTER": make_raster(image),
        "LABELS": make_layer(patches),
        "LABEL_FIELD": "class",
        "PREDICATE": "LARGEST",
        "TILE_SIZE": 20,
        "OVERLAP": 4,
        "FORMAT": "GTIFF",
        "communes": make_layer(communes, name="communes"),
    }


@pytest.fixture
def parameters(scene):
    return {name: value for name, value in scene.items() if name.isupper()}


SPLIT = {
    "SPLIT_METHOD": "BLOCKS",
    "TRAIN": 60,
    "VAL": 20,
    "TEST": 20,
    "SPLIT_BLOCK_SIZE": 400,
    "SPLIT_BUFFER": 30,
    "SPLIT_SEED": 3,
}


def test_every_split_has_the_same_classes_and_train_alone_is_measured(
    run, parameters, csv_rows, tmp_path
):
    import rasterio

    folder = tmp_path / "set"
    result = run("builddataset", OUTPUT=str(folder), SCALING="MINMAX", **SPLIT, **parameters)
    splits = sorted(p.name for p in folder.iterdir() if p.is_dir())
    assert splits == ["test", "train", "val"]
    classes = {s: sorted(p.name for p in (folder / s).iterdir()) for s in splits}
    assert classes["train"] == classes["val"] == classes["test"] == ["a%2Fb", "rest", "Å"]
    lines = csv_rows(folder / "tiles.csv")
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    counts = json.loads(result["SPLIT_COUNTS"])
    assert counts == {s: sum(line["split"] == s for line in lines) for s in counts}
    assert counts == facts["splits"]
    assert sum(counts.values()) == result["TILE_COUNT"]
    assert facts["statistics_of"] == facts["scaling"]["fitted_to"] == "train"
    assert {k: facts["parameters"][k] for k in SPLIT} == SPLIT
    pixels = []
    with rasterio.open(parameters["RASTER"]) as raster:
        values = raster.read()
    for line in lines:
        if line["split"] == "train":
            col, row, width, height = (
                int(line[n]) for n in ("col_off", "row_off", "width", "height")
            )
            pixels.append(values[:, row : row + height, col : col + width])
        assert line["file"].startswith(f"{line['split']}/")
    of_train = np.stack(pixels)
    for band in range(2):
        fitted = facts["scaling"]["bands"][band]
        assert fitted["min"] == of_train[:, band].min()
        assert fitted["max"] == of_train[:, band].max()
    written = []
    for line in lines:
        if line["split"] == "train":
            with rasterio.open(folder / line["file"]) as tile:
                written.append(tile.read())
    for band in range(2):
        told = facts["statistics"][band]
        assert told["mean"] == pytest.approx(np.stack(written)[:, band].mean())
        assert told["std"] == pytest.approx(np.stack(written)[:, band].std())


def test_one_call_gives_the_bytes_of_the_steps(run, parameters, scene, dataset_files, tmp_path):
    whole, steps = tmp_path / "whole" / "set", tmp_path / "steps" / "set"
    result = run("builddataset", OUTPUT=str(whole), **SPLIT, **parameters)
    sinks = {"REJECTED": "TEMPORARY_OUTPUT"}
    grid = run("createtilegrid", INPUT=scene["RASTER"], TILE_SIZE=20, OVERLAP=4, **sinks)
    labelled = run(
        "joinlabels",
        INPUT=grid["OUTPUT"],
        LABELS=scene["LABELS"],
        LABEL_FIELD="class",
        PREDICATE="LARGEST",
        **sinks,
    )
    split = run(
        "splittiles",
        INPUT=labelled["OUTPUT"],
        METHOD="BLOCKS",
        TRAIN=60,
        VAL=20,
        TEST=20,
        BLOCK_SIZE=400,
        BUFFER=30,
        SEED=3,
        STRATIFY_FIELD="label",
        **sinks,
    )
    assert split["SPLIT_REPORT"] == result["SPLIT_REPORT"]
    run(
        "exporttiles",
        RASTER=scene["RASTER"],
        TILES=split["OUTPUT"],
        LABEL_FIELD="label",
        SPLIT_FIELD="split",
        FORMAT="GTIFF",
        REJECTED_TILES=[step["REJECTED"] for step in (grid, labelled, split)],
        OUTPUT=str(steps),
    )
    one, other = dataset_files(whole), dataset_files(steps)
    one.pop("dataset.json"), other.pop("dataset.json")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
    assert run("auditsplit", DATASET=str(whole), DISTANCE=30)["PASSED"]


def test_dry_run_tells_the_split_and_shows_it_on_the_map(run, parameters, rows, tmp_path):
    dry = run(
        "builddataset",
        DRY_RUN=True,
        OUTPUT=None,
        TILES="TEMPORARY_OUTPUT",
        REJECTED="TEMPORARY_OUTPUT",
        **SPLIT,
        **parameters,
    )
    real = run("builddataset", OUTPUT=str(tmp_path / "set"), **SPLIT, **parameters)
    for name in ("SPLIT_COUNTS", "SPLIT_REPORT", "TILE_COUNT", "REJECTED_COUNT", "CLASS_COUNTS"):
        assert dry[name] == real[name], name
    report = json.loads(dry["SPLIT_REPORT"])
    assert set(report["splits"]) == {"train", "val", "test"}
    assert set(report["classes"]) == {"a/b", "Å", "rest"}
    shown = [r["split"] for r in rows(dry["TILES"])]
    assert {s: shown.count(s) for s in set(shown)} == json.loads(dry["SPLIT_COUNTS"])
    reasons = {r["reason"] for r in rows(dry["REJECTED"])}
    assert "overlaps a tile of another split (test)" in reasons


def test_groups_of_polygons_are_never_torn(run, parameters, scene, csv_rows, tmp_path):
    for method in ("GROUP", "BLOCKS"):
        folder = tmp_path / method
        options = {**parameters, "OVERLAP": 0}
        run(
            "builddataset",
            OUTPUT=str(folder),
            SPLIT_METHOD=method,
            SPLIT_BLOCK_SIZE=400,
            SPLIT_GROUPS=scene["communes"],
            SPLIT_GROUP_FIELD="class",
            **options,
        )
        splits = {}
        for line in csv_rows(folder / "tiles.csv"):
            splits.setdefault(int(line["col_off"]) // 60, set()).add(line["split"])
        assert all(len(found) == 1 for found in splits.values()), method
        assert set.union(*splits.values()) == {"train", "val", "test"}
        facts = json.loads((folder / "dataset.json").read_text("utf-8"))
        assert set(facts["sources"]) == {"raster", "labels", "groups"}


def test_without_a_method_nothing_is_split(run, parameters, tmp_path):
    folder = tmp_path / "set"
    result = run("builddataset", OUTPUT=str(folder), **parameters)
    assert "SPLIT_COUNTS" not in result
    assert sorted(p.name for p in folder.iterdir() if p.is_dir()) == ["a%2Fb", "rest", "Å"]


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"SPLIT_BUFFER": 50}, "SPLIT_BUFFER is given without SPLIT_METHOD; choose one of BANDS"),
        ({"SPLIT_BUFFER_AUTO": True}, "SPLIT_BUFFER_AUTO is given without SPLIT_METHOD"),
        (
            {"SPLIT_METHOD": "GROUP"},
            "SPLIT_METHOD=GROUP needs groups; name them with SPLIT_GROUPS and SPLIT_GROUP_FIELD",
        ),
        (
            {"SPLIT_METHOD": "GROUP", "SPLIT_GROUPS": "communes"},
            "SPLIT_GROUPS is given without SPLIT_GROUP_FIELD; give both",
        ),
        ({"SPLIT_METHOD": "BANDS", "TRAIN": 99}, "TRAIN=99, VAL=15, TEST=15 add up to 129 %"),
        ({"SPLIT_METHOD": "RANDOM"}, "Choose SPLIT_METHOD=BANDS or BLOCKS, which"),
        (
            {"SPLIT_METHOD": "BLOCKS", "SPLIT_BUFFER": 9000},
            "SPLIT_BUFFER is 9000 m and the tiles cover",
        ),
        ({"SPLIT_METHOD": "BANDS", "TRAIN": 0}, "No exported tile is of the train split"),
    ],
)
def test_wrong_wishes_leave_no_file_behind(run_error, parameters, scene, tmp_path, wrong, part):
    wrong = {k: scene["communes"] if v == "communes" else v for k, v in wrong.items()}
    folder = tmp_path / "deep" / "set"
    assert part in run_error("builddataset", OUTPUT=str(folder), **parameters, **wrong)
    assert not folder.parent.exists()
