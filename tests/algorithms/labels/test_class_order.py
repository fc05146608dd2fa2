"""Classes have one number, whoever counts them: that of their folder among the sorted folders."""

from __future__ import annotations

import csv
import json
import os
import re
import tarfile
from pathlib import Path

import pytest
import rasterio
from class_squares import square

# As names 0-10 % comes first, as folders > 10 %; É and é differ by case alone.
CLASSES = ["0-10 %", ">10 %", "É", "é", "train"]
FOLDERS = ["%3E10 %25", "%74rain", "%C3%89", "%C3%A9", "0-10 %25"]
ORDER = [">10 %", "train", "É", "é", "0-10 %"]


@pytest.fixture
def dataset(run, image, labels, tmp_path):
    folder = str(tmp_path / "dataset")
    run(
        "builddataset",
        RASTER=image, TILE_SIZE=16, LABELS=labels, LABEL_FIELD="class", PREDICATE="CENTROID",
        MASK=labels, MASK_FIELD="class", FORMAT="PNG", OUTPUT=folder,
    )  # fmt: skip
    return folder


def test_dataset_json_the_card_masks_and_shards_number_as_image_folders_do(run, dataset, tmp_path):
    # What torchvision's ImageFolder does to find its classes.
    folders = sorted(e.name for e in os.scandir(dataset) if e.is_dir() and e.name != "masks")
    assert folders == FOLDERS
    facts = json.loads(Path(dataset, "dataset.json").read_text("utf-8"))
    assert [(c["index"], c["name"], c["folder"]) for c in facts["classes"]] == list(
        zip(range(5), ORDER, FOLDERS)
    )
    assert [(c["class_id"], c["class"]) for c in facts["masks"]["classes"]] == list(
        zip(range(1, 6), ORDER)
    )
    card = Path(dataset, "README.md").read_text("utf-8")
    lines = [
        line.split(" | ") for line in card.splitlines() if "%3E10" in line or "0-10 %25" in line
    ]
    rows = [(line[0], line[1]) for line in lines if line[0].startswith("| ")]
    assert rows == [("| 0", ">10 %"), ("| 4", "0-10 %")]
    done = run(
        "packagedataset", INPUT=dataset, FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "packages")
    )
    found = {}
    with tarfile.open(Path(done["OUTPUT"]) / "all" / "00000.tar") as archive:
        for info in archive:
            if info.name.endswith(".cls"):
                found[info.name.partition(".")[0]] = int(archive.extractfile(info).read())
    assert found == {f"r00000_c{k:05d}": ORDER.index(name) for k, name in enumerate(CLASSES)}


def test_class_rasters_samples_and_series_number_alike(run, image, labels, tmp_path):
    raster, table = str(tmp_path / "classes.tif"), str(tmp_path / "legend.csv")
    run(
        "rasterizelabels",
        LABELS=labels, LABEL_FIELD="class", TEMPLATE=image, OUTPUT=raster, LEGEND=table,
    )  # fmt: skip
    with Path(table).open(encoding="utf-8", newline="") as file:
        assert [(int(r["class_id"]), r["class"]) for r in csv.DictReader(file)] == list(
            zip(range(1, 6), ORDER)
        )
    with rasterio.open(raster) as file:
        assert file.read(1)[8, 8::16].tolist() == [ORDER.index(name) + 1 for name in CLASSES]
    done = run("samplepixels", RASTER=image, LABELS=labels, LABEL_FIELD="class")
    legend = json.loads(done["LEGEND"])
    assert [(row["id"], row["name"]) for row in legend] == list(zip(range(1, 6), ORDER))


@pytest.mark.parametrize("algorithm", ["exporttiles", "builddataset", "dry run"])
def test_a_class_without_tiles_in_a_split_is_told_with_the_loaders(
    run, image, make_layer, tmp_path, algorithm
):
    out = str(tmp_path / "out")
    pairs = [("a", "train"), ("b", "train"), ("b", "test"), ("c", "train"), ("a", "test")]
    if algorithm == "exporttiles":
        made = [(square(k), {"label": a, "split": b}) for k, (a, b) in enumerate(pairs)]
        tiles = make_layer(made, fields="label:string,split:string")
        run(algorithm, RASTER=image, TILES=tiles, LABEL_FIELD="label", SPLIT_FIELD="split",
            OUTPUT=out)  # fmt: skip
    else:
        made = [(square(k), {"class": "abbcd"[k]}) for k in range(5)]
        run(
            "builddataset",
            RASTER=image, TILE_SIZE=16, LABELS=make_layer(made), LABEL_FIELD="class",
            PREDICATE="CENTROID", SPLIT_METHOD="RANDOM", DRY_RUN=algorithm == "dry run",
            **({} if algorithm == "dry run" else {"OUTPUT": out}),
        )  # fmt: skip
    told = [line for line in run.log.splitlines() if "has no tile of" in line]
    if algorithm == "exporttiles":
        assert told == [
            "The split test has no tile of class 'c': torchvision's ImageFolder, TorchGeo and "
            "TerraTorch refuse to load it, and timm numbers its classes differently. Split the "
            "tiles so that each class is in each split, or load it as README.md of the dataset "
            "shows."
        ]
        assert Path(out, "test", "c").is_dir()
    else:
        assert len(told) == 3


def test_datasets_with_every_class_in_every_split_are_not_warned_of(
    run, image, make_layer, tmp_path
):
    made = [(square(k), {"label": "a", "split": s}) for k, s in enumerate(("train", "test"))]
    tiles = make_layer(made, fields="label:string,split:string")
    base = {"RASTER": image, "TILES": tiles, "LABEL_FIELD": "label"}
    run("exporttiles", SPLIT_FIELD="split", OUTPUT=str(tmp_path / "a"), **base)
    assert "has no tile of" not in run.log
    run("exporttiles", OUTPUT=str(tmp_path / "b"), **base)
    assert "has no tile of" not in run.log


def test_tables_of_the_log_are_in_the_order_of_the_class_numbers(run, image, make_layer, tmp_path):
    labels = make_layer([(square(k), {"class": ("0-10 %", ">10 %")[k % 2]}) for k in range(6)])
    out = str(tmp_path / "out")
    grid = run("createtilegrid", INPUT=image, TILE_SIZE=16)["OUTPUT"]
    join = {"INPUT": grid, "LABELS": labels, "LABEL_FIELD": "class", "PREDICATE": "CENTROID"}
    joined = run("joinlabels", **join)
    logs = [run.log]
    built = run(
        "builddataset",
        RASTER=image, TILE_SIZE=16, LABELS=labels, LABEL_FIELD="class", PREDICATE="CENTROID",
        SPLIT_METHOD="RANDOM", OUTPUT=out,
    )  # fmt: skip
    logs.append(run.log)
    run("splittiles", INPUT=joined["OUTPUT"], METHOD="RANDOM", STRATIFY_FIELD="label")
    logs.append(run.log)
    for log in logs:
        lines = [line.replace("\u00a0", " ").strip() for line in log.splitlines()]
        # Rows of tables: a class, and a number.
        rows = [re.match(r"(>10 %|0-10 %) +\d", line) for line in lines]
        found = [row[1] for row in rows if row]
        assert found and found == [">10 %", "0-10 %"] * (len(found) // 2)
    for result in (joined, built):
        assert list(json.loads(result["CLASS_COUNTS"])) == [">10 %", "0-10 %"]
    classes = json.loads(Path(out, "dataset.json").read_text("utf-8"))["classes"]
    assert [row["name"] for row in classes] == [">10 %", "0-10 %"]


def test_class_names_in_the_warning_stand_in_quotes(run, image, make_layer, tmp_path):
    pairs = [("0-10 %, \u00c5", "train"), (">10 %", "train"), (">10 %", "val")]
    made = [(square(k), {"label": a, "split": b}) for k, (a, b) in enumerate(pairs)]
    tiles = make_layer(made, fields="label:string,split:string")
    run("exporttiles", RASTER=image, TILES=tiles, LABEL_FIELD="label", SPLIT_FIELD="split",
        OUTPUT=str(tmp_path / "out"))  # fmt: skip
    assert "The split val has no tile of class '0-10 %, \u00c5': torchvision's" in run.log
