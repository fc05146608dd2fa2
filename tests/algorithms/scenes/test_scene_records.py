"""Datasets of several scenes: their records, updates, rebuilding, and second images."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

TILE = 16


@pytest.fixture
def scenes(tmp_path, make_raster):
    """Two dates of one place, and a neighbour in another zone; of three bands."""
    rng = np.random.default_rng(8)
    (tmp_path / "in").mkdir()
    places = {
        "a_20200101": ("EPSG:32631", from_origin(500000, 4800000, 10, 10)),
        "a_20210101": ("EPSG:32631", from_origin(500080, 4800000, 10, 10)),
        "b": ("EPSG:32630", from_origin(984000, 4816000, 10, 10)),
    }
    return [
        make_raster(
            rng.integers(1, 255, (3, 48, 64)).astype("uint8"),
            name=f"in/{name}.tif",
            crs=crs,
            transform=transform,
            nodata=0,
        )
        for name, (crs, transform) in places.items()
    ]


@pytest.fixture
def build(run, scenes, tmp_path):
    def make(folder="out", **parameters):
        given = {
            "SCENES": scenes,
            "TILE_SIZE": TILE,
            "FORMAT": "PNG",
            "SPLIT_METHOD": "RANDOM",
            "OUTPUT": str(tmp_path / folder),
        }
        return run("builddataset", **{**given, **parameters})["OUTPUT"]

    return make


def contents(folder, *left_out):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and path.name not in left_out
    }


def test_the_records_tell_of_the_scenes(build):
    folder = Path(build())
    card = (folder / "README.md").read_text("utf-8")
    assert "| a_20210101 | 2021-01-01 | EPSG:32631 | 12 |" in card
    assert "| b |  | EPSG:32630 | 12 |" in card
    assert "a_20210101" in (folder / "index.html").read_text("utf-8")
    croissant = json.loads((folder / "croissant.json").read_text("utf-8"))
    assert "3 rasters" in croissant["geocr:samplingStrategy"]
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert facts["sources"]["raster"]["name"] == "a_20200101.tif, a_20210101.tif, b.tif"


def test_threads_do_not_change_a_byte(build):
    one, other = (contents(build(f"w{n}", WORKERS=n), "dataset.json") for n in (1, 2))
    assert one == other


def test_an_interrupted_run_goes_on(build, monkeypatch):
    from tilewright.core.export import encode

    whole = contents(build("whole"), "dataset.json")
    quick, written = encode.write_through, []

    def write_some(path, save):
        if len(written) == 20:
            raise OSError(5, "unplugged", str(path))
        written.append(path)
        return quick(path, save)

    monkeypatch.setattr(encode, "write_through", write_some)
    with pytest.raises(Exception, match="unplugged"):
        build("cut", WORKERS=1)
    monkeypatch.setattr(encode, "write_through", quick)
    assert contents(build("cut", RESUME=True), "dataset.json") == whole


def test_a_dataset_of_scenes_is_rebuilt(build, run, tmp_path, scenes):
    folder = build(SCALING="MINMAX")
    moved = tmp_path / "elsewhere"
    shutil.move(Path(scenes[0]).parent, moved)
    made = run("rebuilddataset", INPUT=folder, SOURCES=str(moved), OUTPUT=None)
    assert made["IDENTICAL"], run.log


def test_an_update_keeps_the_images_of_all_scenes(build, run, scenes, tmp_path):
    folder = build()
    before = contents(folder)
    layer = run("loaddataset", INPUT=folder, TILES="TEMPORARY_OUTPUT")["TILES"]
    images = {name: Path(folder, name).stat().st_ino for name in before if name.endswith(".png")}
    run(
        "exporttiles",
        SCENES=scenes,
        TILES=layer,
        SPLIT_FIELD="split",
        FORMAT="PNG",
        UPDATE=True,
        OUTPUT=folder,
    )
    kept = [name for name in images if Path(folder, name).stat().st_ino == images[name]]
    assert len(kept) >= 36
    after = contents(folder)
    assert {n: after[n] for n in kept} == {n: before[n] for n in kept}


def test_an_update_with_other_scenes_is_refused(build, run, scenes):
    folder = build()
    layer = run("loaddataset", INPUT=folder, TILES="TEMPORARY_OUTPUT")["TILES"]
    with rasterio.open(scenes[2], "r+") as dataset:
        dataset.write(np.full((3, 48, 64), 9, "uint8"))
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="not the raster that they were cut from"):
        run(
            "exporttiles",
            SCENES=scenes,
            TILES=layer,
            SPLIT_FIELD="split",
            FORMAT="PNG",
            UPDATE=True,
            OUTPUT=folder,
        )


def test_a_target_over_all_scenes_is_cut_for_each(build, make_raster):
    # Heights are the eastings of zone 31, so that each pixel's place can be read from it.
    columns = np.arange(400, dtype="float32") * 10 + 498000 + 5
    values = np.broadcast_to(columns, (1, 300, 400)).copy()
    place = from_origin(498000, 4801000, 10, 10)
    target = make_raster(values, name="dem.tif", transform=place)
    folder = build(TARGET=target, LAYOUT="MASKS")
    with Path(folder, "tiles.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["scene"] != "b"]
    assert len(rows) == 24
    for row in rows:
        with rasterio.open(Path(folder, row["target"])) as tile:
            found = tile.read(1)
            first = tile.transform * (0.5, 0.5)
        expected = first[0] + 10 * np.arange(TILE)
        assert np.allclose(found, np.broadcast_to(expected, found.shape), atol=0.5)


def test_workers_of_a_cluster_write_the_same(build, scheduler):
    there = contents(build("there", SCHEDULER=scheduler), "dataset.json")
    assert there == contents(build("here"), "dataset.json")


def test_pixels_of_other_sizes_become_images_of_one(build, make_raster, scenes):
    from qgis.core import QgsProcessingException

    values = np.random.default_rng(3).integers(1, 255, (3, 48, 64)).astype("uint8")
    place = from_origin(600000, 4800000, 20, 20)
    files = [scenes[0], make_raster(values, name="coarse.tif", transform=place, nodata=0)]
    with pytest.raises(QgsProcessingException, match="pixels of 10 x 10 m.*of 20 x 20 m"):
        build(SCENES=files)
    given = {"SCENES": files, "RESAMPLING": "NEAREST"}
    with pytest.raises(QgsProcessingException, match="16 x 16 pixels.*of 32 x 32; give PIXELS"):
        build(**given, METERS_PER_PIXEL=10)
    folder = build("one", **given, PIXELS=16, SCALING="NONE", SPLIT_METHOD="NONE")
    with Path(folder, "tiles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["scene"] for row in rows} == {"a_20200101", "coarse"}
    for row in rows:
        window = tuple(int(row[name]) for name in ("col_off", "row_off", "width", "height"))
        path = files[row["scene"] == "coarse"]
        with rasterio.open(path) as dataset, rasterio.open(Path(folder, row["file"])) as tile:
            expected = dataset.read(window=rasterio.windows.Window(*window))
            assert np.array_equal(tile.read(), expected)


def test_a_link_to_a_scene_is_that_scene(build, scenes, tmp_path):
    from qgis.core import QgsProcessingException

    link = tmp_path / "link.tif"
    link.symlink_to(scenes[0])
    with pytest.raises(QgsProcessingException, match="twice"):
        build(SCENES=[scenes[0], str(link)])


def test_decimals_beside_counts_are_refused(build, make_raster, scenes):
    from qgis.core import QgsProcessingException

    shares = np.random.default_rng(4).random((3, 48, 64)).astype("float32")
    other = make_raster(shares, name="shares.tif", transform=from_origin(500000, 4700000, 10, 10))
    with pytest.raises(QgsProcessingException, match="shares holds decimals, and a_2020"):
        build(SCENES=[scenes[0], other])
