"""Several scenes become one dataset: pixels, places, labels, scaling and splits."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from rasterio.transform import from_origin
from rasterio.warp import transform_geom
from rasterio.windows import Window
from shapely.geometry import Point, box

SIDES = (("xmin", "xmax"), ("ymin", "ymax"))
TILE = 16
# Two zones, one of them twice and shifted by half a tile, and degrees; all near 3 degrees east.
PLACES = {
    "west_20200601": ("EPSG:32630", from_origin(983300, 4860950, 10, 10), (80, 64)),
    "east_20200601": ("EPSG:32631", from_origin(499900, 4843000, 10, 10), (64, 90)),
    "east_20210601": ("EPSG:32631", from_origin(499980, 4842920, 10, 10), (70, 64)),
    "degrees": ("EPSG:4326", from_origin(3.002, 43.74, 0.0001241, 0.00009), (48, 48)),
}


def write(path, crs, transform, values, names=(), **tags):
    profile = {
        "driver": "GTiff",
        "count": len(values),
        "height": values.shape[1],
        "width": values.shape[2],
        "dtype": values.dtype.name,
        "crs": crs,
        "transform": transform,
        **tags,
    }
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(values)
        for k, name in enumerate(names, 1):
            dataset.set_band_description(k, name)
    return str(path)


@pytest.fixture
def scenes(tmp_path):
    """Files of the scenes, by name, in the order of PLACES."""
    rng = np.random.default_rng(15)
    folder = tmp_path / "in"
    folder.mkdir()
    return {
        name: write(
            folder / f"{name}.tif",
            crs,
            transform,
            rng.integers(1 + 100 * k, 3000, (2, *shape)).astype("uint16"),
        )
        for k, (name, (crs, transform, shape)) in enumerate(PLACES.items())
    }


def read_rows(folder):
    with Path(folder, "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def describe(folder):
    return json.loads(Path(folder, "dataset.json").read_text("utf-8"))


def window_of(row):
    return Window(*(int(row[name]) for name in ("col_off", "row_off", "width", "height")))


def read_window(path, row):
    with rasterio.open(path) as dataset:
        window = window_of(row)
        return dataset.read(window=window), dataset.window_transform(window), dataset.crs


@pytest.fixture
def build(run, scenes, tmp_path):
    def make(folder="out", **parameters):
        given = {
            "SCENES": list(scenes.values()),
            "TILE_SIZE": TILE,
            "FORMAT": "GTIFF",
            "SCALING": "NONE",
            "OUTPUT": str(tmp_path / folder),
        }
        return run("builddataset", **{**given, **parameters})["OUTPUT"]

    return make


def test_every_tile_is_its_window_of_its_scene(build, scenes):
    folder = build()
    rows = read_rows(folder)
    found = dict.fromkeys(scenes, 0)
    for row in rows:
        number = list(scenes).index(row["scene"]) + 1
        assert row["tile_id"].startswith(f"s{number:03d}_r")
        assert row["date"] == {"2020": "2020-06-01", "2021": "2021-06-01"}.get(
            row["scene"].partition("_")[2][:4], ""
        )
        values, transform, crs = read_window(scenes[row["scene"]], row)
        with rasterio.open(Path(folder, row["file"])) as tile:
            assert np.array_equal(tile.read(), values)
            assert tile.transform.almost_equals(transform, 1e-9)
            assert tile.crs == crs
        found[row["scene"]] += 1
    shapes = {name: shape for name, (_, _, shape) in PLACES.items()}
    assert found == {name: (h // TILE) * (w // TILE) for name, (h, w) in shapes.items()}
    facts = describe(folder)
    assert [(s["name"], s["crs"], s["tile_count"]) for s in facts["scenes"]] == [
        (name, PLACES[name][0], count) for name, count in found.items()
    ]
    assert facts["tiles_crs"] == "EPSG:4326"


def test_a_scene_has_the_tiles_that_it_has_alone(build, run, scenes, tmp_path):
    together = read_rows(build())
    for name, path in scenes.items():
        alone = run(
            "builddataset",
            RASTER=path,
            TILE_SIZE=TILE,
            FORMAT="GTIFF",
            SCALING="NONE",
            OUTPUT=str(tmp_path / name),
        )["OUTPUT"]
        own = [row for row in together if row["scene"] == name]
        assert [row["tile_id"].partition("_")[2] for row in own] == [
            row["tile_id"] for row in read_rows(alone)
        ]


def test_one_scaling_is_fitted_to_the_train_tiles_of_all(build, scenes):
    folder = build(SCALING="PERCENTILE", SPLIT_METHOD="RANDOM", FORMAT="PNG", BANDS="1")
    rows = read_rows(folder)
    train = [row for row in rows if row["split"] == "train"]
    assert {row["scene"] for row in train} == set(scenes)
    pixels = np.concatenate(
        [read_window(scenes[row["scene"]], row)[0][0].reshape(-1) for row in train]
    )
    low, high = np.percentile(pixels, (2, 98), method="linear")
    (band,) = describe(folder)["scaling"]["bands"]
    assert (band["min"], band["max"]) == (low, high)
    for row in rows[::7]:
        values = read_window(scenes[row["scene"]], row)[0][0].astype(float)
        expected = np.rint(np.clip((values - low) / (high - low), 0, 1) * 255)
        stored = np.asarray(Image.open(Path(folder, row["file"]))).astype(float)
        assert np.abs(stored - expected).max() <= 1


def lonlat_box(path, row):
    """The tile on the ground, in degrees, by an independent way."""
    _, transform, crs = read_window(path, row)
    w, h = int(row["width"]), int(row["height"])
    ring = [transform * point for point in ((0, 0), (w, 0), (w, h), (0, h), (0, 0))]
    return transform_geom(crs, "EPSG:4326", {"type": "Polygon", "coordinates": [ring]})


def test_no_ground_lies_in_two_splits(build, scenes):
    from shapely.geometry import shape

    rows = read_rows(build(SPLIT_METHOD="RANDOM"))
    boxes = [shape(lonlat_box(scenes[row["scene"]], row)) for row in rows]
    shared = 0
    for i, one in enumerate(boxes):
        for j in range(i):
            if one.intersection(boxes[j]).area > 1e-12:
                shared += rows[i]["scene"] != rows[j]["scene"]
                assert rows[i]["split"] == rows[j]["split"]
    assert shared > 20
    assert {row["split"] for row in rows} == {"train", "val", "test"}


@pytest.fixture
def fields(make_layer):
    """Polygons over the scenes, in a third coordinate system."""
    shapes = [
        ("POLYGON((2.998 43.73, 3.003 43.73, 3.003 43.76, 2.998 43.76, 2.998 43.73))", "west"),
        ("POLYGON((3.003 43.7327, 3.0075 43.7327, 3.0075 43.75, 3.003 43.7327))", "east"),
    ]
    return make_layer(
        [(wkt, {"class": name}) for wkt, name in shapes], fields="class:string", crs="EPSG:4326"
    )


def test_labels_are_those_of_native_joins_scene_by_scene(build, run, scenes, fields):
    folder = build(LABELS=fields, LABEL_FIELD="class", PREDICATE="LARGEST")
    rows = read_rows(folder)
    for name, path in scenes.items():
        tiles = run("createtilegrid", INPUT=path, TILE_SIZE=TILE)["OUTPUT"]
        joined = run(
            "native:joinattributesbylocation",
            INPUT=tiles,
            JOIN=fields,
            PREDICATE=[0],
            JOIN_FIELDS=["class"],
            METHOD=2,
            DISCARD_NONMATCHING=True,
        )["OUTPUT"]
        expected = {f["tile_id"]: f["class"] for f in joined.getFeatures()}
        found = {
            row["tile_id"].partition("_")[2]: row["label"] for row in rows if row["scene"] == name
        }
        assert found == expected
    assert {row["label"] for row in rows} == {"west", "east"}
    assert {row["scene"] for row in rows} == set(scenes)


@pytest.mark.parametrize("kind", ["MASK", "OBJECTS"])
def test_masks_and_objects_are_those_of_each_scene_alone(
    build, run, scenes, fields, tmp_path, kind
):
    given = {"MASK": {"MASK": fields, "MASK_FIELD": "class"}}.get(
        kind, {"OBJECTS": fields, "OBJECT_FIELD": "class", "LAYOUT": "COCO"}
    )
    given.update(FORMAT="PNG", SCALING="RANGE", SCALE_MIN="0", SCALE_MAX="3000", BANDS="1,2,1")
    together = build(**given)
    rows = {row["tile_id"]: row for row in read_rows(together)}
    compared = 0
    for number, (name, path) in enumerate(scenes.items(), 1):
        alone = run(
            "builddataset",
            **given,
            RASTER=path,
            TILE_SIZE=TILE,
            OUTPUT=str(tmp_path / name),
        )["OUTPUT"]
        if kind == "MASK":
            for row in read_rows(alone):
                one = Path(alone, row["mask"]).read_bytes()
                assert (
                    one
                    == Path(together, rows[f"s{number:03d}_{row['tile_id']}"]["mask"]).read_bytes()
                )
                compared += 1
        else:
            compared += len(pieces_of(alone))
            prefix = f"s{number:03d}_"
            ours = {
                key[len(prefix) :]: value
                for key, value in pieces_of(together).items()
                if key.startswith(prefix)
            }
            assert ours == pieces_of(alone)
    assert compared > 20


def pieces_of(folder):
    """Boxes, areas and classes of objects, by the tile's name."""
    index = json.loads(next(Path(folder).rglob("instances_*.json")).read_text("utf-8"))
    names = {image["id"]: Path(image["file_name"]).stem for image in index["images"]}
    classes = {row["id"]: row["name"] for row in index["categories"]}
    found = {}
    for row in index["annotations"]:
        piece = (classes[row["category_id"]], row["bbox"], row["area"], row["segmentation"])
        found.setdefault(names[row["image_id"]], []).append(piece)
    return found


def test_the_steps_one_after_the_other_give_the_same_files(build, run, scenes, tmp_path):
    files = list(scenes.values())
    together = build(SCALING="MINMAX", FORMAT="PNG", BANDS="1", SPLIT_METHOD="RANDOM", SPLIT_SEED=4)
    grid = run("createtilegrid", SCENES=files, TILE_SIZE=TILE)["OUTPUT"]
    assert grid.crs().authid() == "EPSG:4326"
    assert [f.name() for f in grid.fields()][:3] == ["tile_id", "scene", "date"]
    split = run("splittiles", INPUT=grid, METHOD="RANDOM", SEED=4)["OUTPUT"]
    apart = run(
        "exporttiles",
        SCENES=files,
        TILES=split,
        SPLIT_FIELD="split",
        SCALING="MINMAX",
        FORMAT="PNG",
        BANDS="1",
        OUTPUT=str(tmp_path / "apart"),
    )["OUTPUT"]
    rows = read_rows(together)
    assert [(r["tile_id"], r["file"], r["scene"]) for r in rows] == [
        (r["tile_id"], r["file"], r["scene"]) for r in read_rows(apart)
    ]
    for row in rows:
        assert Path(together, row["file"]).read_bytes() == Path(apart, row["file"]).read_bytes()


def test_an_area_that_misses_a_scene_leaves_it_out(build, run, scenes, make_layer, tmp_path):
    values = np.ones((2, 64, 64), "uint16")
    far = write(tmp_path / "far.tif", "EPSG:32633", from_origin(400000, 5000000, 10, 10), values)
    shape = box(3.0, 43.736, 3.002, 43.738)
    area = make_layer([(shape.wkt, {})], crs="EPSG:4326")
    inside = {
        row["tile_id"]
        for row in read_rows(build("all"))
        if Point(*(sum(map(float, (row[a], row[b]))) / 2 for a, b in SIDES)).within(shape)
    }
    rows = read_rows(build(AOI=area, AOI_PREDICATE="CENTROID", SCENES=[*scenes.values(), far]))
    assert {row["tile_id"] for row in rows} == inside
    assert len({row["scene"] for row in rows}) == 2
    assert "78 tiles, centre outside the area of interest." in run.log
    grid = run(
        "createtilegrid",
        SCENES=[*scenes.values(), far],
        TILE_SIZE=TILE,
        AOI=area,
        AOI_PREDICATE="CENTROID",
    )["OUTPUT"]
    assert {f["tile_id"] for f in grid.getFeatures()} == inside


def test_tiles_of_other_scenes_are_refused(run, scenes, tmp_path):
    from qgis.core import QgsProcessingException

    files = list(scenes.values())
    grid = run("createtilegrid", SCENES=files, TILE_SIZE=TILE)["OUTPUT"]
    with pytest.raises(QgsProcessingException, match="hold.*degrees.*west_20200601"):
        run("exporttiles", SCENES=files[:3], TILES=grid, BANDS="1", OUTPUT=str(tmp_path / "out"))
    alone = run("createtilegrid", INPUT=files[0], TILE_SIZE=TILE)["OUTPUT"]
    with pytest.raises(QgsProcessingException, match="do not say which of the SCENES"):
        run("exporttiles", SCENES=files, TILES=alone, BANDS="1", OUTPUT=str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_records_know_the_day_and_the_coordinates_of_each_scene(build, run_error, scenes, tmp_path):
    folder = build(METADATA=["STAC"], DATE="2022-01-01/2022-02-01")
    items = json.loads(Path(folder, "items.json").read_text("utf-8"))["features"]
    rows = {row["tile_id"]: row for row in read_rows(folder)}
    assert [item["id"] for item in items] == list(rows)
    for item in items:
        row, told = rows[item["id"]], item["properties"]
        assert told["proj:code"] == PLACES[row["scene"]][0]
        if row["date"]:
            assert told["datetime"] == f"{row['date']}T00:00:00Z"
        else:
            assert (told["datetime"], told["end_datetime"]) == (None, "2022-02-01T23:59:59Z")
        with rasterio.open(Path(folder, row["file"])) as tile:
            assert told["proj:transform"] == pytest.approx(list(tile.transform)[:6])
            outline = box(*tile.bounds)
            there = transform_geom(tile.crs, "EPSG:4326", outline.__geo_interface__)
        found = np.array(item["geometry"]["coordinates"][0][:4])
        for point in there["coordinates"][0][:4]:
            assert np.abs(found - point[:2]).max(axis=1).min() < 2e-7
    collection = json.loads(Path(folder, "collection.json").read_text("utf-8"))
    assert collection["summaries"]["proj:code"] == ["EPSG:32630", "EPSG:32631", "EPSG:4326"]
    dated = list(scenes.values())[:3]
    folder = build("dated", METADATA="STAC", SCENES=dated)
    collection = json.loads(Path(folder, "collection.json").read_text("utf-8"))
    assert collection["extent"]["temporal"]["interval"] == [
        ["2020-06-01T00:00:00Z", "2021-06-01T23:59:59Z"]
    ]
    given = {"SCENES": list(scenes.values()), "FORMAT": "GTIFF", "METADATA": "STAC"}
    assert "give DATE" in run_error(
        "builddataset", OUTPUT=str(tmp_path / "no"), TILE_SIZE=9, **given
    )
