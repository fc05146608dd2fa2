"""Pixels outside objects and classes, against shapely at the centre of every pixel."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.geometry import Point
from shapely.ops import unary_union

COLUMNS, ROWS = 64, 48


def centres_inside(shape, times=1):
    """Where the centre of a pixel lies in a shape, and where that is beyond doubt."""
    inside = np.zeros((ROWS * times, COLUMNS * times), dtype=bool)
    is_clear = np.zeros_like(inside)
    for (row, col), _ in np.ndenumerate(inside):
        point = Point((col + 0.5) / times, (row + 0.5) / times)
        inside[row, col] = shape.contains(point)
        is_clear[row, col] = shape.boundary.distance(point) > 1e-6
    return inside, is_clear


def pictures(folder, csv_rows, times=1):
    """All images of a dataset as one, in pixels of the raster."""
    whole = np.zeros((3, ROWS * times, COLUMNS * times), dtype="uint8")
    for row in csv_rows(f"{folder}/tiles.csv"):
        with Image.open(Path(folder, row["file"])) as picture:
            pixels = np.asarray(picture).transpose(2, 0, 1)
        top, left = (16 * times * int(row[name]) for name in ("row", "col"))
        whole[:, top : top + pixels.shape[1], left : left + pixels.shape[2]] = pixels
    return whole


@pytest.fixture
def values(raster):
    with rasterio.open(raster) as dataset:
        return dataset.read()


def test_what_is_in_no_object_becomes_the_fill(export, csv_rows, values, object_table):
    folder = export("COCO", BLACKEN=True, FILL=7)
    found = pictures(folder, csv_rows)
    inside, is_clear = centres_inside(unary_union([shape for _, shape in object_table.values()]))
    assert is_clear.mean() > 0.95
    expected = np.where(inside, values, 7)
    assert np.array_equal(found[:, is_clear], expected[:, is_clear])
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    assert facts["parameters"]["BLACKEN"] is True


def test_resampled_tiles_are_blackened_on_their_own_pixels(export, csv_rows, values, object_table):
    folder = export("COCO", BLACKEN=True, RESAMPLING="NEAREST", PIXELS=32)
    found = pictures(folder, csv_rows, 2)
    shape = unary_union([shape for _, shape in object_table.values()])
    inside, is_clear = centres_inside(shape, 2)
    expected = np.where(inside, values.repeat(2, axis=1).repeat(2, axis=2), 0)
    assert np.array_equal(found[:, is_clear], expected[:, is_clear])


def test_statistics_are_those_of_what_is_shown(export, csv_rows, values):
    folder = export("COCO", BLACKEN=True, SPLIT_FIELD=None)
    shown = pictures(folder, csv_rows)
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    is_shown = (shown == values).all(axis=0)
    for row, band in zip(facts["statistics"], values):
        assert row["pixels"] == is_shown.sum()
        assert row["mean"] == pytest.approx(band[is_shown].mean())
        assert row["std"] == pytest.approx(band[is_shown].std())


@pytest.fixture
def codes():
    """Background, two classes, and a value that is nodata."""
    found = np.zeros((1, ROWS, COLUMNS), dtype="uint8")
    found[0, 5:20, 10:30] = 1
    found[0, 30:40, 20:60] = 2
    found[0, 44:, :] = 9
    return found


def test_background_of_the_mask_becomes_the_fill(
    run, raster, tiles, make_raster, codes, tmp_path, csv_rows, values
):
    mask = make_raster(codes, name="codes.tif", nodata=9)
    folder = run(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        FORMAT="PNG",
        SCALING="NONE",
        MASK=mask,
        BLACKEN=True,
        FILL=255,
        OUTPUT=str(tmp_path / "out"),
    )["OUTPUT"]
    assert np.array_equal(pictures(folder, csv_rows), np.where(codes == 0, 255, values))


def test_the_dry_run_shows_it(run, raster, objects, tmp_path, object_table):
    picture = str(tmp_path / "sample.png")
    run(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=64,
        EDGE="KEEP",
        LAYOUT="COCO",
        FORMAT="PNG",
        SCALING="NONE",
        OBJECTS=objects,
        OBJECT_FIELD="class",
        BLACKEN=True,
        DRY_RUN=True,
        SAMPLE=picture,
    )
    with Image.open(picture) as image:
        pixels = np.asarray(image)
    after = pixels[:ROWS, -64:]
    inside, is_clear = centres_inside(unary_union([shape for _, shape in object_table.values()]))
    assert (after[is_clear & ~inside] == 0).all()
    assert (after[is_clear & inside] > 0).all()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            "BLACKEN leaves objects and classes of the mask, and there are none; give OBJECTS or "
            "MASK, or leave it off.",
        ),
    ],
)
def test_there_must_be_something_to_show(run_error, raster, tiles, tmp_path, given, said):
    found = run_error(
        "exporttiles", RASTER=raster, TILES=tiles, BLACKEN=True, OUTPUT=str(tmp_path / "o"), **given
    )
    assert found.strip() == said


def test_pixels_that_cannot_hold_the_fill_are_refused(
    run_error, make_raster, objects, run, tmp_path
):
    raster = make_raster(np.ones((1, 48, 64), dtype="int8"), name="small.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    found = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT="COCO",
        FORMAT="GTIFF",
        SCALING="NONE",
        OBJECTS=objects,
        OBJECT_FIELD="class",
        BLACKEN=True,
        FILL=200,
        OUTPUT=str(tmp_path / "o"),
    )
    assert found.strip() == (
        "FILL is 200, which pixels of the type int8 cannot hold; give another."
    )


def test_workers_of_a_cluster_do_not_see_objects(run_error, raster, tiles, objects, tmp_path):
    found = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT="COCO",
        OBJECTS=objects,
        OBJECT_FIELD="class",
        BLACKEN=True,
        SCHEDULER="127.0.0.1:1",
        OUTPUT=str(tmp_path / "o"),
    )
    assert found.startswith("OBJECTS are kept in this program, where the workers of a SCHEDULER")
