"""Tiles of a web map: its own pixels, each of its tiles asked for once."""

from __future__ import annotations

import json

import numpy as np
import rasterio

LEFT, TOP = 16384 * 256, 11000 * 256
WINDOWS = [(LEFT + 100 * k, TOP + 37 * k, 100, 100) for k in range(6)]


def read(path):
    with rasterio.open(path) as file:
        return file.read()


def test_tiles_hold_the_pixels_of_the_map_and_each_is_asked_for_once(
    export, xyz_layer, web_map, map_tiles, tile_server, tmp_path
):
    results = export(xyz_layer, map_tiles(WINDOWS))
    assert results["TILE_COUNT"] == 6 and results["FAILED_COUNT"] == 0
    for k, window in enumerate(WINDOWS):
        found = read(tmp_path / "out" / "images" / f"t{k + 1:06d}.tif")
        np.testing.assert_array_equal(found, web_map.pixels(*window))
    assert len(tile_server.asked) == len(set(tile_server.asked)) == results["REQUEST_COUNT"]
    assert tile_server.most <= 2
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    assert facts["sources"]["service"]["zoom"] == web_map.zoom
    assert facts["bands"] == ["red", "green", "blue"]
