"""The commands of docs/tutorial_scenes.md, on scenes cut from the example."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.geometry import box
from shapely.strtree import STRtree

DATES = {"west_20200803": "2020-08-03", "west_20210822": "2021-08-22", "east": "", "south": ""}


@pytest.fixture
def made(run, commands_of, examples, tmp_path):
    """The folder, and tiles.csv and dataset.json as they were before the last scene came."""
    folder = tmp_path / "my scenes"
    shutil.copytree(examples / "foz", folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    for name in ("scenes", "later"):
        (folder / name).mkdir()
    before = None
    for name, parameters in commands_of("tutorial_scenes.md"):
        for key, value in parameters.items():
            if key in ("INPUT", "OUTPUT", "SCENES", "LABELS", "DATASET"):
                parameters[key] = str(folder / value)
        if parameters.pop("APPEND", None):
            before = {
                file: (folder / "dataset" / file).read_bytes()
                for file in ("tiles.csv", "dataset.json")
            }
            parameters["APPEND"] = True
        assert run(name, **parameters).get("PASSED", True)
    return folder, before


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def check_tiles(folder):
    dataset = folder / "dataset"
    facts = json.loads((dataset / "dataset.json").read_text("utf-8"))
    rows = rows_of((dataset / "tiles.csv").read_text("utf-8"))
    assert {row["scene"]: row["date"] for row in rows} == DATES
    names = [scene["name"] for scene in facts["scenes"]]
    assert names == ["west_20200803", "west_20210822", "east", "south"]
    files = [*(folder / "scenes").glob("*.tif"), *(folder / "later").glob("*.tif")]
    paths = {path.stem: path for path in files}
    bands = facts["scaling"]["bands"]
    for row in rows[:: max(1, len(rows) // 40)]:
        assert row["tile_id"].startswith(f"s{names.index(row['scene']) + 1:03d}_")
        window = rasterio.windows.Window(
            *(int(row[name]) for name in ("col_off", "row_off", "width", "height"))
        )
        with rasterio.open(paths[row["scene"]]) as source:
            values = source.read(window=window).astype(float)
        low, high = (
            np.array([band[end] for band in bands])[:, None, None] for end in ("min", "max")
        )
        expected = np.clip((values - low) / (high - low), 0, 1) * 255
        with Image.open(dataset / row["file"]) as image:
            stored = np.asarray(image).astype(float).transpose(2, 0, 1)
        assert np.abs(stored - expected).max() <= 1


def check_splits(folder):
    rows = rows_of((folder / "dataset" / "tiles.csv").read_text("utf-8"))
    crs = {row["tile_id"]: row["crs"] for row in rows}
    assert set(crs.values()) == {"EPSG:4326"}
    boxes = [box(*(float(row[n]) for n in ("xmin", "ymin", "xmax", "ymax"))) for row in rows]
    tree = STRtree(boxes)
    numbers = {id(b): k for k, b in enumerate(boxes)}
    shared = 0
    for k, one in enumerate(boxes):
        for found in tree.query(one):
            j = int(found) if isinstance(found, (int, np.integer)) else numbers[id(found)]
            # Boxes in degrees reach a little beyond tiles that are turned.
            if j > k and one.intersection(boxes[j]).area > 0.1 * one.area:
                shared += 1
                assert rows[k]["split"] == rows[j]["split"]
    assert shared > 50


def check_what_was_there(folder, before):
    old = {row["tile_id"]: row for row in rows_of(before["tiles.csv"].decode("utf-8"))}
    rows = rows_of((folder / "dataset" / "tiles.csv").read_text("utf-8"))
    new = [row for row in rows if row["tile_id"] not in old]
    assert {row["scene"] for row in new} == {"south"}
    assert len(new) > 20
    for row in rows:
        if row["tile_id"] in old:
            told = old[row["tile_id"]]
            assert (row["split"], row["file"], row["label"]) == (
                told["split"],
                told["file"],
                told["label"],
            )
    facts, earlier = (
        json.loads(text)
        for text in ((folder / "dataset" / "dataset.json").read_bytes(), before["dataset.json"])
    )
    assert facts["scaling"]["bands"] == earlier["scaling"]["bands"]
    assert Counter(row["scene"] for row in rows) == {
        scene["name"]: scene["tile_count"] for scene in facts["scenes"]
    }


def test_the_page(made):
    folder, before = made
    check_tiles(folder)
    check_splits(folder)
    check_what_was_there(folder, before)
