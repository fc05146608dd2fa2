"""A server that does not give all parts of its files."""

from __future__ import annotations

import csv
import re
import threading
import time
from pathlib import Path

import pytest
from osgeo import gdal

from tilewright.core.catalog import hrefs


@pytest.fixture
def place(tmp_path, make_server, monkeypatch):
    """A server; GDAL asks it once."""
    options = "max_retry=0&empty_dir=yes&url="
    monkeypatch.setattr(hrefs, "_OPTIONS", options)
    (tmp_path / "www").mkdir()
    return make_server(tmp_path / "www")


def fail_at_the_end(server, file):
    """The last third of a file is not given."""
    data = Path(server.folder, file).read_bytes()

    def answer(handler):
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range") or "")
        if span and int(span[2] or len(data)) > len(data) * 2 / 3 and int(span[1]) > 0:
            handler.answer(b"", 503)
        else:
            handler.answer_part(data)

    server.rules[f"/{file}"] = answer


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*.tif")
    }


def test_tiles_that_are_not_given_are_left_out_and_asked_for_again(
    run, tmp_path, place, make_cogs, make_item, write_catalog
):
    for seed, name in enumerate(("a", "b")):
        make_cogs(place.folder / name, ("red", "nir"), seed=seed, size=512)
    items = [
        make_item(name, f"{place.url}/{name}", day, names=("red", "nir"))
        for name, day in (("a", "2022-06-01"), ("b", "2022-07-01"))
    ]
    path = write_catalog(tmp_path / "catalog", items)
    scenes = run("searchcatalog", URL=str(path))["OUTPUT"]
    tiles = run("createtilegrid", SCENE_TABLE=scenes, TILE_SIZE=64)["OUTPUT"]
    same = {"SCENE_TABLE": scenes, "TILES": tiles, "FORMAT": "GTIFF", "SCALING": "NONE"}
    healthy, sick = tmp_path / "healthy", tmp_path / "sick"
    whole = run("exporttiles", OUTPUT=str(healthy), **same)
    assert whole["TILE_COUNT"] == 128
    fail_at_the_end(place, "b/red.tif")
    gdal.VSICurlClearCache()
    found = run("exporttiles", OUTPUT=str(sick), **same)
    missing = whole["TILE_COUNT"] - found["TILE_COUNT"]
    assert 0 < missing < 64
    assert found["FAILED_COUNT"] == missing
    assert "red.tif of 127.0.0.1 cannot be read there" in run.log
    good = contents(healthy)
    assert contents(sick).items() < good.items()
    place.rules.clear()
    gdal.VSICurlClearCache()
    place.asked.clear()
    again = run("exporttiles", OUTPUT=str(sick), RESUME=True, **same)
    assert again["TILE_COUNT"] == 128
    assert contents(sick) == good
    with (sick / "tiles.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 128


@pytest.mark.parametrize("begins", ["at once", "in the middle"])
def test_cancel_does_not_wait_for_a_server_that_is_silent(
    qgis, run, tmp_path, place, make_cogs, make_item, write_catalog, begins
):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    make_cogs(place.folder / "a", ("red",), size=512)
    path = write_catalog(tmp_path / "catalog", [make_item("a", f"{place.url}/a", names=("red",))])
    scenes = run("searchcatalog", URL=str(path))["OUTPUT"]
    tiles = run("createtilegrid", SCENE_TABLE=scenes, TILE_SIZE=64)["OUTPUT"]
    gdal.VSICurlClearCache()
    release, silent = threading.Event(), threading.Event()
    data = (place.folder / "a" / "red.tif").read_bytes()

    def hold_back(handler):
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", handler.headers.get("Range") or "")
        if begins == "at once" or (span and int(span[1]) > 0):
            silent.set()
            release.wait(20)
        handler.answer_part(data)

    place.rules["/a/red.tif"] = hold_back
    feedback = QgsProcessingFeedback(False)
    cancelled = []

    def cancel():
        silent.wait(20)
        time.sleep(0.3)
        cancelled.append(time.monotonic())
        feedback.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    same = {"SCENE_TABLE": scenes, "TILES": tiles, "FORMAT": "GTIFF", "SCALING": "NONE"}
    try:
        with pytest.raises(QgsProcessingException, match="Cancelled"):
            processing.run(
                "tilewright:exporttiles",
                {**same, "OUTPUT": str(tmp_path / "out")},
                feedback=feedback,
            )
        assert time.monotonic() - cancelled[0] < 1
    finally:
        release.set()
        thread.join()


def test_a_server_that_stalls_is_given_up(tmp_path, make_server, make_cogs, monkeypatch):
    from tilewright.core.catalog.item import Asset
    from tilewright.core.catalog.item_source import AssetSource
    from tilewright.core.errors import RasterError

    options = "max_retry=0&low_speed_time=1&low_speed_limit=1&empty_dir=yes&url="
    monkeypatch.setattr(hrefs, "_OPTIONS", options)
    server, release = make_server(tmp_path), threading.Event()
    make_cogs(tmp_path / "a", ("red",))
    server.rules["/a/red.tif"] = lambda handler: release.wait(20)
    start = time.monotonic()
    try:
        with pytest.raises(RasterError, match="cannot be opened"):
            AssetSource(Asset(f"{server.url}/a/red.tif"))
        assert time.monotonic() - start < 10
    finally:
        release.set()


def test_files_of_an_image_are_opened_at_once(tmp_path, make_server, make_cogs):
    from tilewright.core.catalog.item import Asset, Item
    from tilewright.core.catalog.item_source import open_item
    from tilewright.core.errors import RasterError

    server = make_server(tmp_path)
    names = ("red", "green", "blue", "nir")
    make_cogs(tmp_path / "slow", names)
    together = threading.Barrier(len(names))

    def answer(handler):
        # Each waits until all are asked for.
        together.wait(10)
        handler.answer_part((tmp_path / handler.path.lstrip("/")).read_bytes())

    def assets(*names):
        return {name: Asset(f"{server.url}/slow/{name}.tif") for name in names}

    for name in names:
        first = [answer]
        server.rules[f"/slow/{name}.tif"] = lambda handler, first=first: (
            first.pop()(handler)
            if first
            else handler.answer_part((tmp_path / handler.path.lstrip("/")).read_bytes())
        )
    source = open_item(Item("a", "a.json", assets=assets(*names)))
    assert source.read((0, 0, 8, 8))[0].shape == (4, 8, 8)
    source.close()
    with pytest.raises(RasterError, match=r"none.tif cannot be opened"):
        open_item(Item("a", "a.json", assets=assets("red", "none")))
