"""What is said of datasets that programs would stumble over."""

import json
from pathlib import Path

import pytest

SHARES = {"TRAIN": 50, "VAL": 25, "TEST": 25}


def test_a_dry_run_refuses_what_the_run_would(run_error, raster, objects):
    base = {"RASTER": raster, "TILE_SIZE": 16, "OBJECTS": objects, "OBJECT_FIELD": "class"}
    text = run_error("builddataset", LAYOUT="YOLO", DRY_RUN=True, FORMAT="PNG", **base)
    assert "needs tiles in the splits train and val" in text


def test_split_counts_are_those_of_the_tiles_that_are_written(run, raster, csv_rows, tmp_path):
    out = run(
        "builddataset", RASTER=raster, TILE_SIZE=8, OTHER_LABEL="rest", SPLIT_METHOD="RANDOM",
        MAX_PER_CLASS=5, OUTPUT=str(tmp_path / "out"), **SHARES,
    )  # fmt: skip
    counts = json.loads(out["SPLIT_COUNTS"])
    rows = csv_rows(tmp_path / "out" / "tiles.csv")
    assert counts["train"] == 5
    assert counts == {s: sum(row["split"] == s for row in rows) for s in ("train", "val", "test")}


def test_masks_of_one_split_and_of_background_are_told(
    run, raster, tiles, objects, make_layer, tmp_path
):
    wkt = "POLYGON((500020 4599900,500120 4599900,500120 4599800,500020 4599800,500020 4599900))"
    layer = make_layer([(wkt, {"class": "Background"})])
    base = {"RASTER": raster, "TILES": tiles, "LAYOUT": "MASKS", "MASK_FIELD": "class"}
    run("exporttiles", MASK=layer, OUTPUT=str(tmp_path / "a"), **base)
    assert "Class 'Background' is called background" in run.log
    assert "No tile is for validation, so data.yaml names the training images" in run.log
    run("exporttiles", MASK=objects, OUTPUT=str(tmp_path / "b"), **base)
    assert "is called background" not in run.log


@pytest.mark.parametrize(("field", "label"), [("class", "a")])
def test_field_and_label_exclude_each_other(run_error, raster, tiles, objects, field, label):
    text = run_error(
        "exporttiles", RASTER=raster, TILES=tiles, LAYOUT="COCO", OBJECTS=objects,
        OBJECT_FIELD=field, OBJECT_LABEL=label, OUTPUT="TEMPORARY_OUTPUT",
    )  # fmt: skip
    assert "OBJECT_FIELD (class) and OBJECT_LABEL (a) are both given" in text


def test_boxes_that_are_not_of_their_outline_are_found(run, export):
    folder = export("COCO")
    path = Path(folder, "annotations/instances_train.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    row = next(r for r in told["annotations"] if r["bbox"][2] > 3 and r["bbox"][0] > 1)
    row["bbox"][0] -= 0.5
    path.write_text(json.dumps(told), encoding="utf-8")
    run("validatedataset", INPUT=folder)
    assert f"The box of annotation {row['id']} is not that of its outline" in run.log
    assert "{split}" not in run.log


def test_ids_that_are_there_twice_are_told_with_the_name_of_their_file(run, export):
    folder = export("HUGGINGFACE")
    path = Path(folder, "train/metadata.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with_objects = next(row for row in rows if row["objects"]["id"])
    with_objects["objects"]["category"][0] = 9
    rows[0]["image_id"] = rows[1]["image_id"]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run("validatedataset", INPUT=folder)
    assert f"train/metadata.jsonl: The image id {rows[1]['image_id']} is there 2 times." in run.log
    assert "{split}" not in run.log
    assert "class ''" not in run.log
