"""The commands of docs/tutorial_buildings.md, on the drawn village."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio
from shapely.geometry import Polygon, box, shape
from shapely.ops import unary_union


@pytest.fixture
def folder(run, commands_of, examples, tmp_path, monkeypatch):
    folder = tmp_path / "my village"
    shutil.copytree(examples / "village", folder, ignore=shutil.ignore_patterns("*.aux.xml"))
    monkeypatch.chdir(folder)
    for name, parameters in commands_of("tutorial_buildings.md"):
        for key, value in parameters.items():
            if (folder / value).exists() or key.endswith("OUTPUT") or "." in value[-6:]:
                parameters[key] = str(folder / value)
        if name.endswith(":exporttiles"):
            # What it is to change.
            shutil.copytree(folder / "coco", folder / "before")
        results = run(name, **parameters)
        assert results.get("PASSED", True)
        assert results.get("IDENTICAL", True)
    return folder


def buildings(folder):
    """Kind and outline in pixels by number."""
    from shapely.affinity import affine_transform

    with rasterio.open(folder / "village.tif") as dataset:
        a, b, c, d, e, f = tuple(~dataset.transform)[:6]
    found = json.loads((folder / "buildings.geojson").read_text("utf-8"))["features"]
    return {
        str(each["properties"]["ref"]): (
            each["properties"]["kind"],
            affine_transform(shape(each["geometry"]), (a, b, d, e, c, f)),
        )
        for each in found
    }


def test_both_datasets_hold_every_building_where_it_is(folder, csv_rows):
    village = buildings(folder)
    coco = folder / "before"
    rows = csv_rows(coco / "tiles.csv")
    assert len(rows) == 40
    pieces = {}
    for split in ("train", "val", "test"):
        with (coco / f"annotations/instances_{split}.json").open(encoding="utf-8") as file:
            found = json.load(file)
        assert [c["name"] for c in found["categories"]] == ["hall", "house"]
        names = {c["id"]: c["name"] for c in found["categories"]}
        tiles = {row["tile_id"]: row for row in rows if row["split"] == split}
        places = {image["id"]: tiles[image["tile_id"]] for image in found["images"]}
        assert len(places) == len(tiles)
        for each in found["annotations"]:
            kind, outline = village[each["object_id"]]
            assert names[each["category_id"]] == kind
            row = places[each["image_id"]]
            left, top = int(row["col_off"]), int(row["row_off"])
            rings = [np.reshape(r, (-1, 2)) + (left, top) for r in each["segmentation"]]
            piece = unary_union([Polygon(ring).buffer(0) for ring in rings])
            expected = outline.intersection(box(left, top, left + 128, top + 128))
            # Pieces below a pixel are left out.
            assert piece.symmetric_difference(expected).area < 1.1
            pieces.setdefault(each["object_id"], []).append(piece)
    scene = box(0, 0, 1024, 640)
    for ref, (_, outline) in village.items():
        visible = outline.intersection(scene)
        joined = unary_union(pieces.get(ref, []))
        assert joined.symmetric_difference(visible).area < 4

    lines = 0
    for row in csv_rows(folder / "yolo" / "tiles.csv"):
        name = row["file"].replace("images/", "labels/").replace(".png", ".txt")
        for line in (folder / "yolo" / name).read_text("utf-8").splitlines():
            number, x, y, w, h = line.split()
            assert number in ("0", "1")
            assert all(0 <= float(v) <= 1 for v in (x, y, w, h))
            lines += 1
    classes = json.loads((coco / "dataset.json").read_text("utf-8"))["objects"]["classes"]
    assert lines == sum(row["objects"] for row in classes) > 100
    same = [(row["tile_id"], row["split"]) for row in rows]
    again = csv_rows(folder / "yolo" / "tiles.csv")
    assert [(row["tile_id"], row["split"]) for row in again] == same


def test_edits_move_files_and_the_dataset_comes_out_the_same_again(folder, csv_rows):
    before, after = (csv_rows(folder / name / "tiles.csv") for name in ("before", "coco"))
    moved = 0
    for old, new in zip(before, after):
        assert new["split"] == ("train" if new["row"] == "0" else old["split"])
        moved += old["split"] != new["split"]
        images = [(folder / "before" / old["file"]), (folder / "coco" / new["file"])]
        assert images[0].read_bytes() == images[1].read_bytes()
    assert moved >= 2
    names = {}
    for split in ("train", "val", "test"):
        path = folder / f"coco/annotations/instances_{split}.json"
        found = json.loads(path.read_text("utf-8"))
        kinds = {c["id"]: c["name"] for c in found["categories"]}
        for each in found["annotations"]:
            names.setdefault(each["object_id"], set()).add(kinds[each["category_id"]])
    village = buildings(folder)
    assert village["11"][0] == "hall" and names["11"] == {"house"}
    assert all(names[ref] == {village[ref][0]} for ref in names if ref != "11")
    report = json.loads((folder / "rebuilt.json").read_text("utf-8"))
    assert report["identical"], report
