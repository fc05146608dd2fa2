"""Time series of images that are named by their addresses."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def place(tmp_path, make_server):
    (tmp_path / "www").mkdir()
    return make_server(tmp_path / "www")


def read(path):
    with np.load(path, allow_pickle=False) as told:
        return {name: told[name] for name in told.files}


def test_addresses_equal_the_files(run, make_raster, place, tmp_path):
    rng = np.random.default_rng(4)
    days = ("é ü_20200105", "b_20200210")
    for day in days:
        values = rng.integers(1, 60000, (2, 32, 32), dtype="uint16")
        make_raster(values, name=f"www/{day}.tif", descriptions=("red", "nir"), nodata=0)
    files = [str(place.folder / f"{day}.tif") for day in days]
    tiles = run("createtilegrid", INPUT=files[0], TILE_SIZE=16)["OUTPUT"]
    first, second = (f"{place.url}/{day}.tif" for day in days)
    made = {}
    for name, rasters in (("files", files), ("web", [first, f"/vsicurl/{second}"])):
        out = run("exporttimeseries", RASTERS=rasters, TILES=tiles, OUTPUT=str(tmp_path / name))
        made[name] = sorted((tmp_path / name).rglob("*.npz"))
        assert out["DATE_COUNT"] == 2
    assert len(made["files"]) == len(made["web"]) == 4
    for one, other in zip(*made.values()):
        here, there = read(one), read(other)
        assert here.keys() == there.keys()
        for key in here:
            np.testing.assert_array_equal(here[key], there[key])


def test_an_address_that_is_not_there_is_told(run_error, place, tmp_path):
    address = f"{place.url}/gone_20200105.tif"
    said = run_error("exporttimeseries", RASTERS=[address], OUTPUT=str(tmp_path / "out"))
    assert f"RASTERS {address} cannot be opened as a raster: check the address" in said
