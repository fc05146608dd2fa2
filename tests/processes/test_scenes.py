"""Datasets of scenes, built and merged by the console program as users call it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

# Two zones, and one place at two dates.
PLACES = {
    "west_20200601": ("EPSG:32630", (983300, 4860950), (80, 64)),
    "east_20200601": ("EPSG:32631", (499900, 4843000), (64, 90)),
    "east_20210601": ("EPSG:32631", (499900, 4843000), (64, 90)),
    "north_20210601": ("EPSG:32631", (499900, 4853000), (48, 48)),
}


@pytest.fixture
def scenes(tmp_path):
    """Files of the scenes by name."""
    rng = np.random.default_rng(3)
    made = {}
    for name, (crs, corner, shape) in PLACES.items():
        path = tmp_path / f"{name}.tif"
        size = {"height": shape[0], "width": shape[1], "count": 3, "dtype": "uint8"}
        place = from_origin(*corner, 10, 10)
        with rasterio.open(path, "w", driver="GTiff", crs=crs, transform=place, **size) as file:
            file.write(rng.integers(1, 255, (3, *shape), dtype="uint8"))
        made[name] = path
    return made


def rows_of(folder):
    with Path(folder, "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_images(folder, rows, scenes):
    for row in rows:
        window = Window(*(int(row[n]) for n in ("col_off", "row_off", "width", "height")))
        with (
            rasterio.open(scenes[row["scene"]]) as scene,
            rasterio.open(Path(folder, row["file"])) as tile,
        ):
            assert np.array_equal(tile.read(), scene.read(window=window))
            assert tile.crs == scene.crs
            assert tile.transform.almost_equals(scene.window_transform(window))


def test_merged_datasets_of_scenes_hold_the_tiles_of_all(console, scenes, tmp_path):
    given = {"TILE_SIZE": 16, "FORMAT": "GTIFF", "SCALING": "NONE"}
    names, parts = list(scenes), [tmp_path / "one", tmp_path / "two"]
    for folder, some in zip(parts, (names[:2], names[2:])):
        files = [scenes[name] for name in some]
        console.run("builddataset", SCENES=files, OUTPUT=folder, **given)
    merged = tmp_path / "all"
    printed = console.run("mergedatasets", DATASETS=parts, OUTPUT=merged)
    counts = [len(rows_of(folder)) for folder in parts]
    assert printed["TILE_COUNT"] == str(sum(counts))
    rows = rows_of(merged)
    check_images(merged, rows, scenes)
    assert {row["scene"] for row in rows} == set(names)
    assert len({row["tile_id"] for row in rows}) == len(rows) == sum(counts)
    facts = json.loads(Path(merged, "dataset.json").read_text("utf-8"))
    told = [(row["name"], row["date"], row["crs"], row["tile_count"]) for row in facts["scenes"]]
    assert told == [
        (
            name,
            f"{name[-8:-4]}-{name[-4:-2]}-{name[-2:]}",
            PLACES[name][0],
            sum(row["scene"] == name for row in rows),
        )
        for name in names
    ]
    before = [row for folder in parts for row in rows_of(folder)]
    key = "scene", "row", "col", "date"
    assert sorted([row[k] for k in key] for row in rows) == sorted(
        [row[k] for k in key] for row in before
    )
    assert console.run("validatedataset", INPUT=merged)["PASSED"].strip() in ("1", "true", "True")


def test_pairs_from_the_console(console, scenes, tmp_path):
    names = list(scenes)
    paired = tmp_path / "pairs"
    given = {"TILE_SIZE": 16, "FORMAT": "GTIFF", "SCALING": "NONE"}
    east = [scenes[name] for name in names[1:3]]
    console.run(
        "builddataset",
        SCENES=east,
        PAIRS="CONSECUTIVE",
        LAYOUT="HUGGINGFACE",
        OUTPUT=paired,
        **given,
    )
    rows = rows_of(paired)
    assert {(row["scene"], row["scene2"]) for row in rows} == {tuple(names[1:3])}
    check_images(paired, rows, scenes)
    check_images(
        paired, [{**row, "scene": row["scene2"], "file": row["image2"]} for row in rows], scenes
    )
