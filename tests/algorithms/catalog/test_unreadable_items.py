"""Images of a catalogue of which servers do not give the files."""

from __future__ import annotations

import json
import socket

import numpy as np
import pytest
import rasterio

from tilewright.core.catalog import hrefs

NAMES = ("red", "nir")
ONLY = {"TILE_SIZE": 32, "FORMAT": "GTIFF", "SCALING": "NONE", "SPLIT_METHOD": "RANDOM"}


@pytest.fixture
def place(tmp_path, make_server, monkeypatch):
    """A server; GDAL asks it once."""
    monkeypatch.setattr(hrefs, "_OPTIONS", "max_retry=0&empty_dir=yes&url=")
    (tmp_path / "www").mkdir()
    return make_server(tmp_path / "www")


@pytest.fixture
def dead():
    """The address of a server that is not there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def selected(run, tmp_path, place, dead, make_cogs, make_item, write_catalog):
    """Three images, selected: one whole, one whose red is not there, one of a dead server."""
    for name in ("whole", "gone"):
        make_cogs(place.folder / name, NAMES)
    (place.folder / "gone" / "red.tif").unlink()
    items = [
        make_item("whole", f"{place.url}/whole", "2022-06-01", names=NAMES),
        make_item("gone", f"{place.url}/gone", "2022-06-02", names=NAMES),
        make_item("dead", f"{dead}/dead", "2022-06-03", names=NAMES),
    ]
    path = write_catalog(tmp_path / "catalog", items)
    found = run("searchcatalog", URL=str(path))["OUTPUT"]
    return run("selectproducts", CATALOG=found)["OUTPUT"]


def test_scenes_that_cannot_be_read_are_named_together(run_error, selected, place, tmp_path):
    out = tmp_path / "dataset"
    said = run_error("builddataset", SCENE_TABLE=selected, OUTPUT=str(out), **ONLY)
    assert said.startswith(
        f"2 of 3 scenes cannot be read: gone, dead. Of the first: The raster {place.url}/gone/"
        "red.tif cannot be opened: "
    )
    assert "SKIP_UNREADABLE=true leaves such scenes out." in said
    assert "vsicurl" not in said and "%3A" not in said
    assert not out.exists()


def test_they_are_left_out_if_asked_for(run, selected, tmp_path):
    out = tmp_path / "dataset"
    run("builddataset", SCENE_TABLE=selected, OUTPUT=str(out), SKIP_UNREADABLE=True, **ONLY)
    told = json.loads((out / "dataset.json").read_text())
    assert [scene["name"] for scene in told["scenes"]] == ["whole"]
    rows = {row["name"]: row["reason"] for row in told["scenes_left_out"]}
    assert rows == {"gone": "unreadable", "dead": "unreadable"}
    for name in rows:
        assert f"The scene {name} is left out. " in run.log
    assert "vsicurl" not in run.log


def test_the_only_one_is_named(run_error, run, tmp_path, dead, make_item, write_catalog, place):
    path = write_catalog(tmp_path / "catalog", [make_item("alone", f"{dead}/x", names=NAMES)])
    found = run("searchcatalog", URL=str(path))["OUTPUT"]
    out = str(tmp_path / "dataset")
    said = run_error("builddataset", SCENE_TABLE=found, OUTPUT=out, SKIP_UNREADABLE=True, **ONLY)
    assert said.startswith("The scene alone cannot be read. The raster http://127.0.0.1:")


def test_spaces_and_accents_in_addresses(run, tmp_path, place, make_cogs, make_item, write_catalog):
    folder = "S2A_20220305_é ü"
    made = make_cogs(place.folder / folder, NAMES)
    for number, written in enumerate((folder, "S2A_20220305_%C3%A9%20%C3%BC")):
        item = make_item("odd", f"{place.url}/{written}", names=NAMES)
        path = write_catalog(tmp_path / f"catalog{number}", [item])
        found = run("searchcatalog", URL=str(path))["OUTPUT"]
        output = tmp_path / f"out{number}.tif"
        run("composite", SCENE_TABLE=found, VALUES="0", OUTPUT=str(output))
        with rasterio.open(output) as image:
            whole = made["red"] != 0
            wanted = made["red"] * np.float32(0.0001) + np.float32(-0.1)
            np.testing.assert_allclose(image.read(1)[whole], wanted[whole], rtol=0, atol=2e-7)
