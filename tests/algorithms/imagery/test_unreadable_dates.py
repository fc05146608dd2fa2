"""Images of many dates of which some are damaged, in a composite and in a time series."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

DAYS = ("2020-05-01", "2020-05-11", "2020-05-21", "2020-05-31")


@pytest.fixture
def dates(tmp_path):
    """Four images of 64 x 64 pixels that hold the number of their date, from 1."""
    paths = []
    for number, day in enumerate(DAYS, 1):
        paths.append(tmp_path / "in" / f"field_{day}.tif")
        paths[-1].parent.mkdir(exist_ok=True)
        noise = np.random.default_rng(number).integers(0, 9, (1, 64, 64))
        with rasterio.open(
            paths[-1],
            "w",
            driver="GTiff",
            count=1,
            width=64,
            height=64,
            dtype="uint16",
            crs="EPSG:32631",
            transform=from_origin(500000, 4800640, 10, 10),
            compress="deflate",
        ) as file:
            file.write((100 * number + noise).astype("uint16"))
    return paths


def spoil(path):
    """The first bytes of the packed pixels are wrong."""
    with rasterio.open(path) as dataset:
        start = int(dataset.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1))
    data = bytearray(path.read_bytes())
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)


def cut_off(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


@pytest.fixture
def tiles(make_layer):
    outline = (
        "POLYGON((500000 4800640,500320 4800640,500320 4800320,500000 4800320,500000 4800640))"
    )
    return make_layer([(outline, {"tile_id": "t1"})], fields="tile_id:string", crs="EPSG:32631")


@pytest.fixture(params=["RASTERS", "FOLDER"])
def images(request, dates):
    """The parameter with the images, as a list or as their folder."""
    is_list = request.param == "RASTERS"
    return {request.param: [str(p) for p in dates] if is_list else str(dates[0].parent)}


def spoil_two(dates):
    spoil(dates[1])
    cut_off(dates[3])
    return {dates[1].stem, dates[3].stem}


def test_a_composite_names_all_damaged_dates_or_goes_on_without_them(
    run, run_error, dates, images, tmp_path
):
    cut_off(dates[3])
    dates[2].write_bytes(b"II*\0 is no image")
    out = tmp_path / "out.tif"
    calls = {**images, "METHOD": "FIRST", "OUTPUT": str(out)}
    said = run_error("composite", **calls)
    assert "2 of 4 scenes cannot be read: " in said
    assert all(path.stem in said for path in dates[2:])
    assert "SKIP_UNREADABLE=true leaves such scenes out." in said and not out.exists()
    spoil(dates[0])
    run("composite", SKIP_UNREADABLE=True, **calls)
    for path in (dates[0], *dates[2:]):
        assert f"The scene {path.stem}" in run.log
    with rasterio.open(out) as file, rasterio.open(dates[1]) as whole:
        np.testing.assert_array_equal(file.read(1), whole.read(1))


def test_pixels_that_are_wrong_inside_are_told_of_all_dates(run_error, dates, images, tmp_path):
    for path in dates[1:3]:
        spoil(path)
    out = tmp_path / "out.tif"
    said = run_error("composite", **images, OUTPUT=str(out))
    assert "2 of 4 scenes cannot be read: " in said and not out.exists()
    said = said.partition("\n")[0]
    assert all(path.stem in said for path in dates[1:3]) and dates[0].stem not in said


@pytest.mark.parametrize("has_scenes", [False, True])
def test_a_series_names_all_damaged_dates_or_goes_on_without_them(
    has_scenes, run, run_error, dates, tiles, tmp_path
):
    given = {"SCENES" if has_scenes else "RASTERS": [str(path) for path in dates]}
    calls = {**given, "TILES": tiles}
    spoil(dates[0])
    spoil(dates[2])
    said = run_error("exporttimeseries", OUTPUT=str(tmp_path / "no"), **calls)
    assert "2 of 4 scenes cannot be read: " in said
    assert not (tmp_path / "no").exists()
    cut_off(dates[3])
    said = run_error("exporttimeseries", OUTPUT=str(tmp_path / "no"), **calls)
    assert f"{dates[3].stem}" in said and "SKIP_UNREADABLE=true leaves such scenes out." in said
    out = tmp_path / "out"
    results = run("exporttimeseries", OUTPUT=str(out), SKIP_UNREADABLE=True, **calls)
    assert (results["DATE_COUNT"], results["TILE_COUNT"]) == (1, 1)
    sample = np.load(out / json_rows(out)[0])
    with rasterio.open(dates[1]) as file:
        np.testing.assert_array_equal(sample["images"][0, 0], file.read(1)[:32, :32])
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    left_out = {Path(row["file"]) for row in facts["scenes_left_out"]}
    assert left_out == {dates[0], dates[2], dates[3]}
    assert {row["reason"] for row in facts["scenes_left_out"]} == {"unreadable"}
    said = run_error(
        "exporttimeseries",
        OUTPUT=str(tmp_path / "no"),
        SKIP_UNREADABLE=True,
        TILES=tiles,
        RASTERS=[str(dates[0])],
    )
    assert "cannot be" in said


def json_rows(folder):
    import csv

    with (folder / "tiles.csv").open(encoding="utf-8") as file:
        return [row["file"] for row in csv.DictReader(file)]


def test_a_folder_of_a_series_goes_on_without_damaged_dates(run, dates, tiles, tmp_path):
    names = spoil_two(dates)
    out = tmp_path / "out"
    results = run(
        "exporttimeseries",
        FOLDER=str(dates[0].parent),
        TILES=tiles,
        SKIP_UNREADABLE=True,
        OUTPUT=str(out),
    )
    assert results["DATE_COUNT"] == 2
    for name in names:
        assert f"The scene {name}" in run.log
