"""Files of a catalogue behind a sign-in: read with headers that no other host is shown."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from qgis.core import QgsApplication, QgsAuthMethodConfig

HIDDEN = "shown-to-one-host-alone"
# One that programs show to whoever they are sent to.
TOKEN_HEADER = "X-Esri-Authorization"


@pytest.fixture
def authcfg(qgis):
    """Makes configurations of QGIS's authentication manager: method, settings."""
    manager, made = QgsApplication.authManager(), []
    assert manager.setMasterPassword("secret", True)

    def make(method, uri="", **settings):
        config = QgsAuthMethodConfig(method)
        config.setName("files")
        config.setUri(uri)
        for name, value in settings.items():
            config.setConfig(name, value)
        is_kept, config = manager.storeAuthenticationConfig(config)
        assert is_kept
        made.append(config.id())
        return config.id()

    yield make
    for name in made:
        manager.removeAuthenticationConfig(name)


@pytest.fixture(params=["header", "basic"])
def sign_in(request, authcfg):
    """A configuration, and what a request has to have."""
    if request.param == "basic":
        return authcfg("Basic", username="user", password=HIDDEN), "Authorization"
    return authcfg("EsriToken", token=HIDDEN), TOKEN_HEADER


@pytest.fixture
def guarded(tmp_path, make_server, make_cogs, make_item, write_catalog):
    """A catalogue on a server whose images are given to those alone who sign in."""
    (tmp_path / "www").mkdir()
    server = make_server(tmp_path / "www")
    values = make_cogs(server.folder / "images", names=("red", "nir"), seed=3)
    item = make_item("one", f"{server.url}/images", names=("red", "nir"))
    server.item = item
    server.write = lambda items: write_catalog(server.folder / "catalog", items)
    server.write([item])
    server.values, server.header = values, ""
    files = server.file_of

    def check(handler):
        path = handler.path.partition("?")[0]
        if path.startswith("/images/") and not _is_signed(handler.headers, server.header):
            handler.answer(b"", 401)
        elif files(path) is None:
            handler.answer(b"", 404)
        else:
            handler.answer_part(files(path).read_bytes())

    server.rules["*"] = check
    return server


def _is_signed(headers, name):
    if name == "Authorization":
        return headers.get(name, "").startswith("Basic ")
    return bool(name) and HIDDEN in headers.get(name, "")


def all_text(folder):
    return "".join(
        path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file()
    )


@pytest.fixture
def build(run, guarded, tmp_path):
    def make(table, **parameters):
        given = {"TILE_SIZE": 32, "FORMAT": "GTIFF", "SCALING": "NONE", "BANDS": "red,nir"}
        given["OUTPUT"] = str(tmp_path / "out")
        return run("builddataset", SCENE_TABLE=table, **{**given, **parameters})

    return make


def test_files_behind_a_sign_in_are_read(run, guarded, sign_in, build, tmp_path):
    config, guarded.header = sign_in
    url = f"{guarded.url}/catalog/catalog.json"
    table = run("searchcatalog", URL=url, AUTHCFG=config)["OUTPUT"]
    with pytest.raises(Exception, match=r"is refused to you \(401\); choose .* with AUTHCFG"):
        build(table)
    build(table, AUTHCFG=config)
    out = tmp_path / "out"
    found = sorted((out / "images").iterdir())
    assert len(found) == 16
    for path in found:
        line, column = (int(part[1:]) * 32 for part in path.stem.split("_")[1:])
        window = slice(line, line + 32), slice(column, column + 32)
        with rasterio.open(path) as image:
            red = image.read(1)
        numbers = guarded.values["red"][window].astype(np.float32)
        wanted = numbers * np.float32(0.0001) + np.float32(-0.1)
        wanted[numbers == 0] = np.nan
        np.testing.assert_array_equal(red, wanted)
    assert HIDDEN not in all_text(out) and HIDDEN not in run.log
    assert config not in json.dumps(json.loads((out / "dataset.json").read_text("utf-8")))


def test_no_other_host_is_shown_the_sign_in(
    run, guarded, authcfg, build, make_server, make_item, make_cogs, tmp_path
):
    """Neither hosts that a catalogue names besides, nor those to which its own sends."""
    (tmp_path / "other").mkdir()
    other = make_server(tmp_path / "other")
    make_cogs(other.folder / "images", names=("red", "nir"), seed=3)
    config, guarded.header = authcfg("EsriToken", token=HIDDEN), TOKEN_HEADER
    item = make_item("one", f"{guarded.url}/images", names=("red", "nir"))
    item["assets"]["nir"]["href"] = f"{guarded.url}/moved.tif"
    elsewhere = make_item("two", f"{other.url}/images", "2022-07-01", names=("red", "nir"))
    guarded.write([item, elsewhere])
    guarded.rules["/moved.tif"] = lambda handler: handler.answer(
        b"", 302, Location=f"{other.url}/images/nir.tif"
    )
    table = run("searchcatalog", URL=f"{guarded.url}/catalog/catalog.json")["OUTPUT"]
    results = build(table, AUTHCFG=config)
    assert results["TILE_COUNT"] == 32
    assert {path for _, path, *_ in other.asked} >= {"/images/nir.tif", "/images/red.tif"}
    assert all(TOKEN_HEADER not in headers for _, _, headers, _ in other.asked)
    assert HIDDEN not in str(other.asked)
