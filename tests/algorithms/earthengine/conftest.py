"""A fake of Earth Engine's server on loopback, and the real client connected to it."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path += [str(Path(__file__).parents[2] / "earthengine"), str(Path(__file__).parent)]

RGB = ["red", "green", "blue"]


@pytest.fixture
def ee(optional_libraries, monkeypatch):
    """The client's module, not connected to anything, before and after."""
    module = pytest.importorskip("ee")
    from tilewright.core.earthengine import client

    # Retries wait for seconds.
    monkeypatch.setattr("googleapiclient.http.random.random", lambda: 0.0)
    module.Reset()
    client._made_here.clear()
    yield module
    module.Reset()
    client._made_here.clear()


@pytest.fixture
def image(make_raster):
    """8-bit colours over 4 x 4 km in zone 31, of which a corner is invalid: its path."""
    values = np.random.default_rng(5).integers(1, 255, (3, 400, 400)).astype("uint8")
    mask = np.ones((400, 400), dtype=bool)
    mask[:80, :80] = False
    return make_raster(values, "image.tif", descriptions=RGB, mask=mask)


@pytest.fixture
def cover(make_raster):
    """Classes on the same pixels: its path."""
    values = np.random.default_rng(6).choice([10, 40, 80, 95], (400, 400)).astype("uint8")
    return make_raster(values, "cover.tif", descriptions=["Map"])


@pytest.fixture
def server(ee, image, cover):
    """The fake, with the client connected to it as another plugin would."""
    from fake_earth_engine import FakeEarthEngine

    with FakeEarthEngine({"": image, "ESA/WorldCover": cover}) as fake:
        yield fake


@pytest.fixture
def connected(ee, server):
    """The fake, with the client connected to it as another plugin connects it."""
    from google.auth.credentials import AnonymousCredentials

    ee.deprecation._FetchDataCatalogStac, before = dict, ee.deprecation._FetchDataCatalogStac
    ee.Initialize(credentials=AnonymousCredentials(), url=server.url, project="fake-project")
    ee.deprecation._FetchDataCatalogStac = before
    server.calls.clear()
    return server


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

    return ask_for
