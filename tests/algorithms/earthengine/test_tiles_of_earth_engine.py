"""Tiles of Earth Engine: pixels, requests, and what the dataset says of them."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.warp import transform_bounds
from rasterio.windows import Window


def read_rows(folder):
    with Path(folder, "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def describe(folder):
    return json.loads(Path(folder, "dataset.json").read_text("utf-8"))


def window_of(tile, source):
    left, top = (~source.transform) * (tile.transform.c, tile.transform.f)
    assert (left, top) == pytest.approx((round(left), round(top)), abs=1e-6)
    return Window(round(left), round(top), tile.width, tile.height)


def assert_pixels_are_those_of(image, folder):
    """Every tile holds the very pixels of the GeoTIFF, and tells which are none."""
    with rasterio.open(image) as source:
        for row in read_rows(folder):
            with rasterio.open(Path(folder, row["file"])) as tile:
                assert (tile.width, tile.height, tile.crs) == (64, 64, source.crs)
                window = window_of(tile, source)
                valid = source.dataset_mask(window=window) > 0
                np.testing.assert_array_equal(tile.dataset_mask() > 0, valid)
                expected = np.where(valid, source.read(window=window), 0)
                np.testing.assert_array_equal(tile.read(), expected)


def test_pixels_are_those_of_the_source_in_one_request_a_tile(connected, tiles, ask, run, image):
    connected.delay = 0.1
    found = ask(tiles(), LABEL_FIELD="label", METERS_PER_PIXEL=10)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"], found["EMPTY_COUNT"]) == (15, 0, 1)
    # The bands, the images that are used, and a request for each tile: nothing else.
    assert connected.calls == {"compute": 2, "pixels": 16}
    assert found["REQUEST_COUNT"] == 16
    assert 2 < connected.most_at_once <= 16
    assert_pixels_are_those_of(image, found["OUTPUT"])
    assert "no image here (sentinel2-rgb)" in rejected(found["OUTPUT"])
    assert "To be named with the images: Contains modified Copernicus" in run.log


def rejected(folder):
    """Reasons of the rejected tiles of a dataset, as text."""
    with closing(sqlite3.connect(Path(folder, "tiles.gpkg"))) as layers:
        return ", ".join(row[0] for row in layers.execute("select reason from rejected"))


def test_the_source_is_asked_for_by_days_clouds_and_places(connected, tiles, ask):
    ask(tiles(2, 1), METERS_PER_PIXEL=20, MAX_CLOUD=35)
    text = connected.expressions[0]
    for part in (
        '"COPERNICUS/S2_SR_HARMONIZED"',
        '"GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED"',
        '"2024-06-01"',
        '"2024-07-01"',  # Earth Engine leaves the end out
        '"CLOUDY_PIXEL_PERCENTAGE"',
        "35",
        '["B4", "B3", "B2"]',
        '"__valid"',
    ):
        assert part in text
    # Each tile asks for the images that lie there.
    assert len(set(connected.expressions)) == 2
    assert connected.grids[0]["dimensions"] == {"width": 32, "height": 32}
    assert connected.grids[0]["crsCode"] == "EPSG:32631"


def test_dataset_tells_of_expression_images_and_licence_but_not_of_who_asked(connected, tiles, ask):
    found = ask(tiles(2, 2), METERS_PER_PIXEL=10, PROJECT="very-secret-project")
    facts = describe(found["OUTPUT"])
    told = facts["sources"]["earthengine"]
    assert told["assets"][0] == "COPERNICUS/S2_SR_HARMONIZED"
    assert told["images"] == [
        {"id": "COPERNICUS/S2/A", "date": "2020-01-01"},
        {"id": "COPERNICUS/S2/B", "date": "2020-01-26"},
    ]
    assert (told["start"], told["end"]) == ("2024-06-01", "2024-06-30")
    assert told["endpoint"] == connected.url
    assert "Copernicus" in told["attribution"]
    assert len(told["sha256"]) == 64 and told["expression"]["values"]
    assert "very-secret" not in json.dumps(facts)
    assert not {"PROJECT", "CREDENTIALS", "ENDPOINT"} & facts["parameters"].keys()
    assert facts["crs"] == "EPSG:32631"


def test_masks_of_a_second_source_lie_on_the_same_pixels(connected, tiles, ask, cover):
    found = ask(tiles(), METERS_PER_PIXEL=10, MASK_SOURCE="worldcover", LAYOUT="MASKS")
    assert connected.calls["pixels"] == 31  # the mask of the empty tile is not asked for
    names = {row["class"] for row in describe(found["OUTPUT"])["masks"]["classes"]}
    assert {"tree cover", "mangroves"} <= names
    with rasterio.open(cover) as source:
        for row in read_rows(found["OUTPUT"]):
            with (
                rasterio.open(Path(found["OUTPUT"], row["mask"])) as mask,
                rasterio.open(Path(found["OUTPUT"], row["file"])) as tile,
            ):
                assert mask.transform == tile.transform
                expected = source.read(1, window=window_of(mask, source))
                expected = np.where(tile.dataset_mask() > 0, expected, 255)
                np.testing.assert_array_equal(mask.read(1), expected)


def test_tiles_in_degrees_get_the_pixels_that_geetiles_makes(connected, make_layer, ask, image):
    # Three rows whose boxes differ, in degrees.
    left, bottom, right, top = transform_bounds(
        "EPSG:32631", "EPSG:4326", 501000, 4597000, 501700, 4597700
    )
    features = []
    for k in range(3):
        y = bottom + k * (top - bottom)
        ring = [(left, y), (right, y), (right, y + top - bottom), (left, y + top - bottom)]
        text = ", ".join(f"{a!r} {b!r}" for a, b in [*ring, ring[0]])
        features.append((f"POLYGON(({text}))", {"tile_id": f"t{k}"}))
    layer = make_layer(features, crs="EPSG:4326", fields="tile_id:string")
    found = ask(layer, PIXELS="70,50", CRS="LONLAT")
    from fake_earth_engine import read

    for k, row in enumerate(read_rows(found["OUTPUT"])):
        with rasterio.open(Path(found["OUTPUT"], row["file"])) as tile:
            y = bottom + k * (top - bottom)
            assert (tile.width, tile.height, tile.crs) == (70, 50, "EPSG:4326")
            assert tile.bounds == pytest.approx((left, y, right, y + top - bottom), abs=1e-12)
            _, values, valid = read(image, tuple(tile.transform)[:6], "EPSG:4326", 70, 50)
            np.testing.assert_array_equal(tile.read(), values)
            assert valid.all()
    # A size in metres is that of the tile in its UTM zone, rounded up, as there.
    found = ask(layer, METERS_PER_PIXEL=10, CRS="LONLAT", OUTPUT=found["OUTPUT"] + "2")
    with rasterio.open(Path(found["OUTPUT"], read_rows(found["OUTPUT"])[0]["file"])) as tile:
        assert 70 <= tile.width <= 72 and 70 <= tile.height <= 72


def test_tiles_of_two_zones_lie_each_in_its_own(connected, make_layer, ask):
    features = []
    for k, x in enumerate((2.98, 5.99, 6.01)):
        ring = [(x, 43.0), (x + 0.005, 43.0), (x + 0.005, 43.005), (x, 43.005), (x, 43.0)]
        text = ", ".join(f"{a} {b}" for a, b in ring)
        features.append((f"POLYGON(({text}))", {"tile_id": f"t{k}"}))
    connected.assets[""] = globe(Path(connected.assets[""]).parent)
    layer = make_layer(features, crs="EPSG:4326", fields="tile_id:string")
    found = ask(layer, METERS_PER_PIXEL=10, SCALING="MINMAX")
    zones = []
    for row in read_rows(found["OUTPUT"]):
        with rasterio.open(Path(found["OUTPUT"], row["file"])) as tile:
            zones.append(tile.crs.to_epsg())
            assert all(v % 10 == 0 for v in (tile.transform.c, tile.transform.f))
    assert Counter(zones) == {32631: 2, 32632: 1}
    assert describe(found["OUTPUT"])["crs"] == "EPSG:32631, EPSG:32632"


def globe(folder):
    path = str(Path(folder, "globe.tif"))
    profile = {"driver": "GTiff", "count": 1, "dtype": "uint8", "crs": "EPSG:4326"}
    transform = rasterio.Affine(0.01, 0, 2, 0, -0.01, 44)
    values = np.arange(150 * 500).reshape(1, 150, 500) % 250 + 1
    with rasterio.open(path, "w", **profile, width=500, height=150, transform=transform) as out:
        out.write(values.astype("uint8"))
    return path


def test_some_tiles_are_taken_in_an_order_that_the_seed_decides(connected, tiles, ask, tmp_path):
    def ids(name, **parameters):
        found = ask(
            tiles(start=(501000, 4598000)),
            PIXELS="8",
            OUTPUT=str(tmp_path / name),
            **parameters,
        )
        return {row["tile_id"] for row in read_rows(found["OUTPUT"])}

    assert ids("a", MAX_TILES=3) == {"t00", "t01", "t02"}
    some = ids("b", MAX_TILES=5, SHUFFLE=True, SEED=4)
    assert len(some) == 5 and some != {"t00", "t01", "t02", "t03", "t10"}
    assert ids("c", MAX_TILES=2, SHUFFLE=True, SEED=4) < some
    assert connected.calls["pixels"] == 3 + 5 + 2


def test_dry_run_counts_requests_and_asks_for_no_pixels(connected, tiles, ask, tmp_path):
    found = ask(tiles(), METERS_PER_PIXEL=10, DRY_RUN=True, MASK_SOURCE="worldcover")
    assert (found["TILE_COUNT"], found["REQUEST_COUNT"]) == (16, 32)
    assert found["ESTIMATED_BYTES"] == 16 * 64 * 64 * 3
    assert connected.calls["pixels"] == 0
    assert not (tmp_path / "out").exists()


def test_size_of_the_pixels_is_the_source_s_own_unless_given(connected, tiles, ask):
    found = ask(tiles(1, 1, (501000, 4598000)), SOURCE="elevation", START=None, END=None)
    with rasterio.open(Path(found["OUTPUT"], read_rows(found["OUTPUT"])[0]["file"])) as tile:
        assert tile.res == (30, 30)
    assert describe(found["OUTPUT"])["sources"]["earthengine"]["metres_per_pixel"] == 30


@pytest.mark.parametrize("scaling", ["PERCENTILE", "MINMAX"])
def test_a_fitted_scaling_asks_for_no_pixel_twice(
    connected, tiles, ask, make_raster, tmp_path, scaling
):
    values = np.random.default_rng(8).normal(0, 5, (3, 400, 400)).astype("float32")
    connected.assets[""] = path = make_raster(values, "heights.tif", descriptions=["a", "b", "c"])
    layer = tiles(3, 3, (500500, 4599000))
    found = ask(layer, METERS_PER_PIXEL=10, SCALING=scaling, FORMAT="PNG", SOURCE="sentinel1")
    assert connected.calls["pixels"] == 9
    # As an export of the same raster.
    from_file = str(tmp_path / "file")
    ask.run(
        "exporttiles", RASTER=path, TILES=layer, SCALING=scaling, FORMAT="PNG", OUTPUT=from_file
    )
    assert describe(found["OUTPUT"])["scaling"] == describe(from_file)["scaling"]
    for ours, theirs in zip(read_rows(found["OUTPUT"]), read_rows(from_file)):
        first, second = (
            Path(folder, row["file"]).read_bytes()
            for folder, row in ((found["OUTPUT"], ours), (from_file, theirs))
        )
        assert first == second
    assert not list(Path(found["OUTPUT"]).rglob("*.npy"))
