"""Fixtures that tests of the engine and of the algorithm share."""

from __future__ import annotations

import numpy as np
import pytest

RGB = ["red", "green", "blue"]


@pytest.fixture
def ee(optional_libraries, monkeypatch, tmp_path):
    """The client's module, not connected to anything, in the home of somebody who is new."""
    module = pytest.importorskip("ee")
    from tilewright.core.earthengine import client

    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
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
    """The fake, to which nothing is connected."""
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
