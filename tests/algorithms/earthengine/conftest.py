"""A fake of Earth Engine's server on loopback, and the real client connected to it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path += [str(Path(__file__).parents[2] / "earthengine"), str(Path(__file__).parent)]

from ee_fixtures import connected, cover, ee, image, server

__all__ = ["connected", "cover", "ee", "image", "server"]


@pytest.fixture
def tiles(make_layer):
    """Sixteen tiles of 640 m in the second square kilometre of the image, in two classes."""

    def make(columns=4, rows=4, start=(500100, 4599900), side=640, crs="EPSG:32631"):
        features = []
        for row in range(rows):
            for column in range(columns):
                left, top = start[0] + column * side, start[1] - row * side
                right, bottom = left + side, top - side
                wkt = (
                    f"POLYGON(({left} {top}, {right} {top}, {right} {bottom}, {left} {bottom}, "
                    f"{left} {top}))"
                )
                label = "town" if (row + column) % 2 else "field"
                values = {"tile_id": f"t{row}{column}", "label": label}
                features.append((wkt, values))
        return make_layer(features, crs=crs, fields="tile_id:string,label:string")

    return make


@pytest.fixture
def ask(run, tmp_path):
    """Runs the algorithm for colours of Sentinel-2 unless told otherwise."""

    def ask_for(layer, **parameters):
        usual = {"START": "2024-06-01", "END": "2024-06-30", "OUTPUT": str(tmp_path / "out")}
        if parameters.keys() & {"ASSET", "EXPRESSION", "CODE", "LAYER"}:
            usual = {"OUTPUT": usual["OUTPUT"]}
        return run("earthenginetiles", TILES=layer, **{**usual, **parameters})

    ask_for.run = run
    return ask_for
