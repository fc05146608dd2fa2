"""Datasets of several images, places and classes that become one."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.warp
from rasterio.transform import Affine
from shapely import wkt
from shapely.geometry import box
from shapely.ops import transform as move

SIDE, TILE = 64, 16
# Of EPSG:32631, EPSG:32632 and EPSG:4326, on land of their own.
PLACES = {
    "west": ("EPSG:32631", Affine(10, 0, 500000, 0, -10, 4600000)),
    "east": ("EPSG:32632", Affine(10, 0, 400000, 0, -10, 4600000)),
    "far": ("EPSG:4326", Affine(1e-4, 0, 20.0, 0, -1e-4, 41.0)),
}
# In pixels: (class, outline).
SHAPES = {
    "west": [("house", box(2, 3, 9, 8)), ("pool", box(20, 20, 30, 28))],
    "east": [
        ("barn", box(1, 1, 6, 7)),
        ("house", box(40, 12, 55, 30)),
        ("pool", box(3, 40, 9, 50)),
    ],
    "far": [("tower", box(33, 33, 40, 44)), ("house", box(50, 2, 58, 9))],
}


def facts_of(folder):
    return json.loads((Path(folder) / "dataset.json").read_text(encoding="utf-8"))


@pytest.fixture
def build(run, make_raster, make_layer, tmp_path):
    """Exports a place in a layout; returns the folder."""

    def make(place, layout="COCO", names=None, folder=None, seed=1, **more):
        crs, grid = PLACES[place]
        values = np.random.default_rng(len(place)).integers(1, 255, (3, SIDE, SIDE), dtype="uint8")
        raster = make_raster(values, name=f"{place}.tif", crs=crs, transform=grid)
        rows = [(names or {}).get(name, name) for name, _ in SHAPES[place]]
        outlines = [
            move(lambda x, y: (grid.c + grid.a * x, grid.f + grid.e * y), shape).wkt
            for _, shape in SHAPES[place]
        ]
        labels = make_layer([(o, {"class": n}) for o, n in zip(outlines, rows)], crs=crs)
        grid_layer = run("createtilegrid", INPUT=raster, TILE_SIZE=TILE)["OUTPUT"]
        tiles = run("splittiles", INPUT=grid_layer, METHOD="RANDOM", SEED=seed)["OUTPUT"]
        given = {
            "RASTER": raster, "TILES": tiles, "SPLIT_FIELD": "split", "FORMAT": "PNG",
            "SCALING": "NONE", "LAYOUT": layout, "OUTPUT": str(tmp_path / (folder or place)),
        }  # fmt: skip
        if layout in ("COCO", "YOLO", "VOC", "HUGGINGFACE"):
            given.update(OBJECTS=labels, OBJECT_FIELD="class")
        if layout in ("MASKS", "VOC", "HUGGINGFACE"):
            given.update(MASK=labels, MASK_FIELD="class")
        return Path(run("exporttiles", **{**given, **more})["OUTPUT"])

    return make


@pytest.fixture
def merge(run, tmp_path):
    def make_one(*folders, folder="merged", **more):
        run("mergedatasets", DATASETS=[str(f) for f in folders],
            OUTPUT=str(tmp_path / folder), **more)  # fmt: skip
        return tmp_path / folder

    return make_one


@pytest.fixture
def check(run, tmp_path):
    """A dataset passes, is made again, and is packed."""

    def look(folder):
        found = run("validatedataset", INPUT=str(folder))
        assert found["PASSED"], run.log
        found = run("rebuilddataset", INPUT=str(folder), OUTPUT=None)
        assert found["IDENTICAL"], run.log
        for form in ("ZIP", "WEBDATASET"):
            target = tmp_path / "packed" / folder.name / form
            packed = run("packagedataset", INPUT=str(folder), FORMAT=form, OUTPUT=str(target))
            assert packed["TILE_COUNT"] == facts_of(folder)["tile_count"]

    return look


LAYOUTS = ["IMAGEFOLDER", "MASKS", "COCO", "ROBOFLOW", "YOLO", "VOC", "HUGGINGFACE", "ESRI"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_places_in_three_coordinate_systems(build, merge, check, run, csv_rows, layout, make_layer):
    more = {}
    if layout in ("ROBOFLOW", "ESRI"):
        more = {"OBJECT_FIELD": "class"}

    def make(place):
        if not more:
            return build(place, layout)
        crs, grid = PLACES[place]
        rows = [
            (move(lambda x, y: (grid.c + grid.a * x, grid.f + grid.e * y), s).wkt, {"class": n})
            for n, s in SHAPES[place]
        ]
        return build(place, layout, OBJECTS=make_layer(rows, crs=crs), **more)

    folders = {place: make(place) for place in PLACES}
    merged = merge(*folders.values())
    assert "several coordinate systems" in run.log
    check(merged)
    rows = csv_rows(str(merged / "tiles.csv"))
    assert len(rows) == 48
    assert [row["tile_id"][:3] for row in rows] == ["d1_"] * 16 + ["d2_"] * 16 + ["d3_"] * 16
    assert {row["crs"] for row in rows} == {"EPSG:4326"}
    assert [row["scene"] for row in rows] == ["west"] * 16 + ["east"] * 16 + ["far"] * 16
    facts = facts_of(merged)
    assert [(s["name"], s["crs"], s["tile_count"]) for s in facts["scenes"]] == [
        ("west", "EPSG:32631", 16), ("east", "EPSG:32632", 16), ("far", "EPSG:4326", 16)
    ]  # fmt: skip
    assert [p["name"] for p in facts["merged_from"]] == ["west", "east", "far"]
    assert [p["sha256"] for p in facts["merged_from"]] == [
        facts_of(f)["checksums"]["dataset.json"] for f in folders.values()
    ]
    for row in rows:
        place = row["scene"]
        own = {r["tile_id"]: r for r in csv_rows(str(folders[place] / "tiles.csv"))}
        before = own[row["tile_id"][3:]]
        assert row["split"] == before["split"]
        one, other = merged / row["file"], folders[place] / before["file"]
        assert one.samefile(other)
        # Where rasterio puts the corners of the tile.
        left, bottom, right, top = (float(before[k]) for k in ("xmin", "ymin", "xmax", "ymax"))
        corners = [left, left, right, right], [bottom, top, bottom, top]
        xs, ys = rasterio.warp.transform(PLACES[place][0], "EPSG:4326", *corners)
        expected = min(xs), min(ys), max(xs), max(ys)
        told = [float(row[k]) for k in ("xmin", "ymin", "xmax", "ymax")]
        assert np.allclose(told, expected, atol=1e-9)


def objects_on_ground(run, folder):
    found = run("loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT",
                OBJECTS="TEMPORARY_OUTPUT")  # fmt: skip
    layer = found["OBJECTS"]
    crs = layer.crs().authid()
    pieces = {}
    for feature in layer.getFeatures():
        name = feature["class"]
        pieces.setdefault((feature["tile_id"], name), []).append(feature.geometry().asWkt(12))
    return crs, {key: [wkt.loads(text) for text in texts] for key, texts in pieces.items()}


@pytest.mark.parametrize("layout", ["COCO", "YOLO"])
def test_objects_find_back_to_their_ground(build, merge, run, layout):
    folders = [build(place, layout, SHAPE="POLYGON") for place in PLACES]
    crs, found = objects_on_ground(run, merge(*folders))
    assert crs == "EPSG:4326"
    count = 0
    for k, folder in enumerate(folders, 1):
        own_crs, own = objects_on_ground(run, folder)
        for (tile, name), shapes in own.items():
            for shape, other in zip(shapes, found[f"d{k}_{tile}", name]):
                xs, ys = zip(*shape.geoms[0].exterior.coords)
                xs, ys = rasterio.warp.transform(own_crs, "EPSG:4326", xs, ys)
                there = np.array(other.geoms[0].exterior.coords)
                # Within a hundredth of a pixel, which is some 1e-4 of a degree.
                assert np.allclose(there, np.stack((xs, ys), axis=1), atol=1e-6)
                count += 1
    assert count > 10


def test_classes_are_added_and_keep_their_numbers(build, merge, check, csv_rows):
    folders = {place: build(place, "VOC", FORMAT="GTIFF") for place in PLACES}
    numbers = [
        {row["class"]: row["class_id"] for row in facts_of(f)["masks"]["classes"]}
        for f in folders.values()
    ]
    assert numbers == [
        {"house": 1, "pool": 2}, {"barn": 1, "house": 2, "pool": 3}, {"house": 1, "tower": 2}
    ]  # fmt: skip
    merged = merge(*folders.values())
    facts = facts_of(merged)
    expected = {"house": 1, "pool": 2, "barn": 3, "tower": 4}
    for key in ("masks", "objects"):
        rows = facts[key]["classes"]
        assert {row["class"]: row["class_id"] for row in rows} == expected
        assert len({row["color"] for row in rows}) == 4
    check(merged)
    counts = dict.fromkeys(range(256), 0)
    for row in csv_rows(str(merged / "tiles.csv")):
        place = row["scene"]
        own = numbers[list(folders).index(place)]
        table = np.arange(256)
        for name, number in own.items():
            table[number] = expected[name]
        before = next(
            r for r in csv_rows(str(folders[place] / "tiles.csv"))
            if r["tile_id"] == row["tile_id"][3:]
        )  # fmt: skip
        one, other = merged / row["mask"], folders[place] / before["mask"]
        with rasterio.open(one) as now, rasterio.open(other) as was:
            assert np.array_equal(now.read(1), table[was.read(1)])
            assert now.transform == was.transform and now.crs == was.crs
            assert now.profile == was.profile
            for number, pixels in zip(*np.unique(now.read(1), return_counts=True)):
                counts[int(number)] += int(pixels)
        # The first dataset's numbers are those of all.
        assert one.samefile(other) == (place == "west")
    told = {row["class_id"]: row["pixels"] for row in facts["masks"]["classes"]}
    assert told == {number: counts[number] for number in expected.values()}
    assert facts["masks"]["background_pixels"] == counts[0]


def test_statistics_are_those_of_all_images_of_the_train_split(build, merge, csv_rows):
    merged = merge(*(build(place) for place in PLACES))
    images = []
    for row in csv_rows(str(merged / "tiles.csv")):
        if row["split"] == "train":
            with rasterio.open(merged / row["file"]) as image:
                images.append(image.read().reshape(3, -1))
    values = np.concatenate(images, axis=1).astype(float)
    for band, row in zip(values, facts_of(merged)["statistics"]):
        assert row["pixels"] == band.size
        assert row["mean"] == pytest.approx(band.mean(), rel=1e-14)
        assert row["std"] == pytest.approx(band.std(), rel=1e-13)


def test_folders_of_classes_are_numbered_anew_and_told(run, make_raster, tmp_path, merge, check):
    folders = []
    for place, names in (("west", "ad"), ("east", "bd")):
        crs, grid = PLACES[place]
        values = np.random.default_rng(1).integers(1, 255, (3, SIDE, SIDE), dtype="uint8")
        raster = make_raster(values, name=f"{place}.tif", crs=crs, transform=grid)
        tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=TILE)["OUTPUT"]
        tiles = run(
            "native:fieldcalculator", INPUT=tiles, FIELD_NAME="kind", FIELD_TYPE=2,
            FORMULA=f"if(\"row\" % 2, '{names[0]}', '{names[1]}')",
        )["OUTPUT"]  # fmt: skip
        folders.append(
            run(
                "exporttiles",
                RASTER=raster,
                TILES=tiles,
                LABEL_FIELD="kind",
                FORMAT="PNG",
                SCALING="NONE",
                OUTPUT=str(tmp_path / place),
            )["OUTPUT"]  # fmt: skip
        )
    merged = merge(*folders, PREFIX="NAME")
    assert "d of west becomes 2 and was 1" in run.log
    assert {p.name: len(list(p.iterdir())) for p in merged.iterdir() if p.is_dir()} == {
        "a": 8, "b": 8, "d": 16
    }  # fmt: skip
    assert (merged / "a" / "a_west_r00001_c00000.png").is_file()
    rows = facts_of(merged)["classes"]
    assert [(r["index"], r["name"], r["tiles"]) for r in rows] == [
        (0, "a", 8), (1, "b", 8), (2, "d", 16)
    ]  # fmt: skip
    check(merged)


def test_what_was_merged_is_merged_again(build, merge, check):
    west, east, far = (build(place, "MASKS") for place in PLACES)
    both = merge(west, east, folder="both")
    merged = merge(both, far, folder="all")
    check(merged)
    facts = facts_of(merged)
    assert [s["name"] for s in facts["scenes"]] == ["west", "east", "far"]
    assert [s["tile_count"] for s in facts["scenes"]] == [16, 16, 16]
    at_once = facts_of(merge(west, east, far, folder="once"))
    for key in ("masks", "statistics", "splits", "tile_count", "bands"):
        assert facts[key] == at_once[key], key


def test_copies_share_nothing(build, merge, csv_rows, monkeypatch):
    west, east = build("west", "MASKS"), build("east", "MASKS")
    merged = merge(west, east, LINK="COPY")
    linked = merge(west, east, folder="linked")

    def refuse(*args, **more):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)
    elsewhere = merge(west, east, folder="elsewhere")
    for row in csv_rows(str(merged / "tiles.csv")):
        for name in (row["file"], row["mask"]):
            data = (linked / name).read_bytes()
            for folder in (merged, elsewhere):
                assert (folder / name).stat().st_nlink == 1
                assert (folder / name).read_bytes() == data
        assert (linked / row["file"]).stat().st_nlink == 2


def test_a_moved_dataset_is_found_when_it_is_made_again(build, merge, run, tmp_path):
    west, east = build("west"), build("east")
    merged = merge(west, east)
    (tmp_path / "moved").mkdir()
    shutil.move(str(east), str(tmp_path / "moved/east"))
    assert not run("rebuilddataset", INPUT=str(merged), OUTPUT=None)["IDENTICAL"]
    assert f"Missing input: DATASETS ({east})" in run.log
    found = run("rebuilddataset", INPUT=str(merged), OUTPUT=None, SOURCES=str(tmp_path / "moved"))
    assert found["IDENTICAL"], run.log


def test_the_same_image_in_two_splits_is_told(build, merge, run):
    one, other = build("west"), build("west", folder="other", seed=7)
    merged = merge(one, other)
    splits = [
        {r["tile_id"]: r["split"] for r in _rows(folder / "tiles.csv")} for folder in (one, other)
    ]
    count = sum(splits[0][tile] != splits[1][tile] for tile in splits[0])
    assert 1 < count < 15
    assert f"{count} images are in two datasets and in two splits" in run.log
    assert f"{16 - count} images are in two datasets, and now count twice" in run.log
    assert f"{2 * count} tiles share ground with one of another dataset and split" in run.log
    assert "Audit Split" in run.log
    assert "scenes" not in facts_of(merged)


def _rows(path):
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_split_of_places_is_audited(build, merge, run, tmp_path):
    merged = merge(build("west"), build("east"), build("west", folder="again", seed=7))
    assert "several coordinate systems" in run.log
    report = tmp_path / "audit.html"
    found = run("auditsplit", DATASET=str(merged), REPORT=str(report))
    # The same ground on two splits is found in degrees as well.
    assert not found["PASSED"]
