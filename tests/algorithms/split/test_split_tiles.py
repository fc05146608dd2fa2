"""Split Tiles: fields, layers, words and numbers that users see."""

import json
from collections import Counter

import numpy as np
import pytest


@pytest.fixture
def grid(run, make_raster):
    """A layer of 20 by 20 tiles of 64 m."""
    raster = make_raster(np.ones((128, 128), dtype="uint8"))
    return run("createtilegrid", INPUT=raster, TILE_SIZE=6, OVERLAP=0)["OUTPUT"]


@pytest.fixture
def tiles(make_layer):
    """400 tiles of 100 m with a class, a commune and proportions."""
    made = []
    for i in range(400):
        row, col = divmod(i, 20)
        x, y = 500000 + 100 * col, 4600000 + 100 * row
        wkt = f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))"
        wood = 100.0 * ((row + col) % 5) / 4
        made.append(
            (
                wkt,
                {
                    "tile_id": f"r{row:05d}_c{col:05d}",
                    "label": "wood" if (row // 3 + col // 3) % 3 else "field",
                    "commune": None if col == 19 else f"commune {col // 4}",
                    "split": "old",
                    "p_wood": wood,
                    "P_Field": 100.0 - wood,
                },
            )
        )
    fields = "tile_id:string,label:string,commune:string,split:string,p_wood:double,P_Field:double"
    return make_layer(made, fields=fields)


def counts_of(layer):
    return dict(Counter(f["split"] for f in layer.getFeatures()))


@pytest.mark.parametrize("method", ["BANDS", "BLOCKS", "RANDOM"])
def test_every_tile_gets_a_split_and_fields_pass_through(run, tiles, rows, method):
    result = run("splittiles", INPUT=tiles, METHOD=method, BLOCK_SIZE=400)
    kept = rows(result["OUTPUT"])
    counts = json.loads(result["SPLIT_COUNTS"])
    assert counts == counts_of(result["OUTPUT"])
    assert sum(counts.values()) == result["TILE_COUNT"] == 400
    assert result["REJECTED_COUNT"] == 0
    # The old split gives way to the new one.
    assert list(kept[0]) == ["tile_id", "label", "commune", "p_wood", "P_Field", "split"]
    assert {r["tile_id"]: r["label"] for r in kept} == {
        r["tile_id"]: r["label"] for r in rows(tiles)
    }


def test_report_says_asked_and_achieved_shares_of_tiles_and_classes(run, tiles, rows):
    result = run("splittiles", INPUT=tiles, METHOD="BLOCKS", BLOCK_SIZE=300, STRATIFY_FIELD="label")
    report = json.loads(result["SPLIT_REPORT"])
    kept = rows(result["OUTPUT"])
    for name, asked in (("train", 70), ("val", 15), ("test", 15)):
        of_split = [r for r in kept if r["split"] == name]
        row = report["splits"][name]
        assert row["asked"] == asked
        assert row["tiles"] == len(of_split)
        assert row["achieved"] == pytest.approx(len(of_split) / 4, abs=0.01)
        for label in ("wood", "field"):
            found = sum(r["label"] == label for r in of_split)
            told = report["classes"][label]["splits"][name]
            assert told["tiles"] == found
            whole = report["classes"][label]["tiles"]
            assert told["achieved"] == pytest.approx(100 * found / whole, abs=0.01)
            assert told["achieved"] == pytest.approx(asked, abs=4)
    assert report["method"] == "BLOCKS" and report["block_size"] == 300
    log = run.log.replace("\u00a0", " ")
    assert "split  tiles  rejected   asked  achieved\n" in log
    assert f"train    {report['splits']['train']['tiles']}         0  70.0 %" in log
    assert "class  tiles   train     val    test\n" in log


def test_tiles_between_splits_are_rejected_with_the_reason(run, tiles, rows):
    result = run(
        "splittiles",
        INPUT=tiles,
        METHOD="BLOCKS",
        BLOCK_SIZE=500,
        BUFFER=50,
        REJECTED="TEMPORARY_OUTPUT",
    )
    rejected = rows(result["REJECTED"])
    assert len(rejected) == result["REJECTED_COUNT"] == 400 - result["TILE_COUNT"] > 0
    assert {r["split"] for r in rejected} == {None}
    assert {r["reason"] for r in rejected} <= {
        f"too near to another split (less than 50 m from {name})"
        for name in ("train", "val", "test")
    }
    assert list(rejected[0])[-1] == "reason"


def test_groups_stay_whole_with_every_method(run, tiles, rows):
    for method in ("GROUP", "BLOCKS", "BANDS", "RANDOM"):
        result = run(
            "splittiles",
            INPUT=tiles,
            METHOD=method,
            GROUP_FIELD="COMMUNE",
            BLOCK_SIZE=300,
            ANGLE=90,
        )
        splits = {}
        for row in rows(result["OUTPUT"]):
            splits.setdefault(row["commune"], set()).add(row["split"])
        assert all(len(found) == 1 for name, found in splits.items() if name), method
        assert set.union(*splits.values()) == {"train", "val", "test"}, method


def test_one_proportion_stands_for_all(run, tiles):
    one = run("splittiles", INPUT=tiles, METHOD="BLOCKS", BLOCK_SIZE=300, STRATIFY_FIELD="p_wood")
    both = run(
        "splittiles",
        INPUT=tiles,
        METHOD="BLOCKS",
        BLOCK_SIZE=300,
        STRATIFY_FIELD=["p_wood", "P_Field"],
    )
    assert one["SPLIT_REPORT"] == both["SPLIT_REPORT"]
    report = json.loads(one["SPLIT_REPORT"])
    assert list(report["classes"]) == ["wood", "Field"]
    assert report["classes"]["wood"]["tiles"] == 200


def test_automatic_distance_is_explained(run, tiles):
    result = run(
        "splittiles",
        INPUT=tiles,
        METHOD="BLOCKS",
        BLOCK_SIZE=700,
        BUFFER_AUTO=True,
        STRATIFY_FIELD="label",
    )
    report = json.loads(result["SPLIT_REPORT"])
    assert report["buffer"] > 0 and report["variogram"]["range"] > 100
    assert "BUFFER_AUTO compared the labels of 400 tiles. They are alike up to" in run.log


def test_selected_files_and_other_systems_split_alike(run, tiles, rows, tmp_path):
    """A file of the same tiles in any order, and the same tiles seen again, split the same."""
    path = str(tmp_path / "mis teselas ñ.gpkg")
    run("native:orderbyexpression", INPUT=tiles, EXPRESSION="rand(0, 1e9)", OUTPUT=path)
    splits = []
    for source in (tiles, path):
        result = run("splittiles", INPUT=source, METHOD="BLOCKS", BLOCK_SIZE=400, BUFFER=10)
        splits.append({r["tile_id"]: r["split"] for r in rows(result["OUTPUT"])})
    assert splits[0] == splits[1]


def test_degrees_are_measured_in_metres(run, tiles, rows):
    moved = run("native:reprojectlayer", INPUT=tiles, TARGET_CRS="EPSG:4326")["OUTPUT"]
    result = run("splittiles", INPUT=moved, METHOD="BLOCKS", BLOCK_SIZE=500, BUFFER=90)
    audit = run("auditsplit", INPUT=result["OUTPUT"], DISTANCE=90)
    assert audit["PASSED"]
    assert not run("auditsplit", INPUT=result["OUTPUT"], DISTANCE=120)["PASSED"]


@pytest.mark.parametrize(
    ("wrong", "part"),
    [
        ({"METHOD": "ZONES"}, "choose one of BANDS, BLOCKS, GROUP, RANDOM"),
        ({"TRAIN": 90}, "TRAIN=90, VAL=15, TEST=15 add up to 120 %"),
        ({"TRAIN": 0, "VAL": 0, "TEST": 0}, "all shares are zero"),
        ({"METHOD": "GROUP"}, "METHOD=GROUP needs groups"),
        ({"GROUP_FIELD": "town"}, "GROUP_FIELD is 'town', but the layer layer has no such field"),
        ({"STRATIFY_FIELD": "kind"}, "STRATIFY_FIELD is 'kind'"),
        ({"STRATIFY_FIELD": ["label", "commune"]}, "label, commune is text"),
        ({"BUFFER": 5000}, "BUFFER is 5000 m and the tiles cover only 2000 by 2000 m"),
        ({"METHOD": "BLOCKS", "BLOCK_SIZE": 90000}, "choose a smaller BLOCK_SIZE"),
        ({"BUFFER_AUTO": True}, "needs the class of each tile; name it with STRATIFY_FIELD"),
    ],
)
def test_wrong_wishes_are_one_sentence(run_error, tiles, wrong, part):
    assert part in run_error("splittiles", INPUT=tiles, **wrong)


def test_empty_layers_are_refused(run_error, make_layer):
    assert "has no tiles" in run_error("splittiles", INPUT=make_layer([]))


def test_overlapping_grid_at_random_is_refused_with_the_way_out(run, run_error, make_raster):
    raster = make_raster(np.ones((90, 90), dtype="uint8"))
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=20, OVERLAP=10)["OUTPUT"]
    text = run_error("splittiles", INPUT=grid, METHOD="RANDOM")
    assert "overlap each other in a single cluster" in text
    assert "Choose METHOD=BANDS or BLOCKS" in text
    result = run("splittiles", INPUT=grid, METHOD="BANDS", BAND_COUNT=3, ANGLE=0)
    assert run("auditsplit", INPUT=result["OUTPUT"])["PASSED"]
    assert result["REJECTED_COUNT"] > 0


def test_split_layers_are_coloured_by_split(run, grid):
    from tilewright.algorithms.outputs.style_tiles import style_tiles

    layer = run("splittiles", INPUT=grid, METHOD="RANDOM")["OUTPUT"]
    style_tiles(layer)
    assert layer.renderer().classAttribute() == "split"
    found = {
        c.value(): c.symbol().symbolLayer(0).strokeColor().name()
        for c in layer.renderer().categories()
    }
    assert found == {"train": "#0072b2", "val": "#e69f00", "test": "#009e73"}
    assert list(found) == ["train", "val", "test"]
