"""Layers of services as scenes: by themselves, beside files, and in pairs of dates."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
import rasterio
from qgis.core import QgsNetworkAccessManager, QgsProject, QgsRasterLayer, QgsVectorLayer

WINDOW = "POLYGON((500000 4600000,502560 4600000,502560 4597440,500000 4597440,500000 4600000))"
COMMON = {"TILE_SIZE": 64, "FORMAT": "GTIFF", "SCALING": "NONE"}


@pytest.fixture(autouse=True)
def forget_layers(qgis):
    yield
    QgsProject.instance().clear()


@pytest.fixture
def area(make_layer):
    """The first 4 x 4 tiles of 64 x 64 pixels."""
    return make_layer([(WINDOW, {})], fields="")


@pytest.fixture
def open_layer(proxy):
    """A layer of the server: its kind, the name it gets, and the layer of the server."""

    def make(kind, name, served="image"):
        source = f"identifier={served}&url={proxy.url}&crs=EPSG:32631&format=image/tiff"
        if kind == "wms":
            source = (
                f"crs=EPSG:32631&dpiMode=7&format=image/png&layers={served}&styles&url={proxy.url}"
            )
        layer = QgsRasterLayer(source, name, kind)
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        return layer

    return make


def forget_answers_of_qgis():
    cache = QgsNetworkAccessManager.instance().cache()
    if cache is not None:
        cache.clear()


def read_rows(folder, name="tiles.csv"):
    with (folder / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read_image(folder, name):
    with rasterio.open(folder / name) as file:
        return file.read()


@pytest.mark.parametrize("kind", ["wms", "wcs"])
def test_a_scene_of_a_service_equals_that_of_the_file(
    kind, run, open_layer, image_file, image_values, area, proxy, tmp_path
):
    layer = open_layer(kind, "served 2020-05-03")
    terms = layer.metadata()
    terms.setRights(["© Office of Maps"])
    layer.setMetadata(terms)
    out = tmp_path / "out"
    results = run(
        "builddataset",
        SCENES=[str(image_file), layer],
        AOI=area,
        METERS_PER_PIXEL=10.0,
        OUTPUT=str(out),
        **COMMON,
    )
    rows = read_rows(out)
    by_scene = {}
    for row in rows:
        by_scene.setdefault(row["scene"], []).append(row)
    assert set(by_scene) == {"image", "served 2020-05-03"}
    assert {row["date"] for row in by_scene["served 2020-05-03"]} == {"2020-05-03"}
    ours, theirs = by_scene["served 2020-05-03"], by_scene["image"]
    assert len(ours) == len(theirs) == results["TILE_COUNT"] / 2 >= 16
    places = {tuple(map(int, map(float, (r["col_off"], r["row_off"])))): r for r in theirs}
    for row in ours:
        with rasterio.open(out / row["file"]) as file:
            left, top = file.transform * (0, 0)
            found = file.read()
        column, line = round((left - 500000) / 10), round((4600000 - top) / 10)
        np.testing.assert_array_equal(
            found, image_values[:, line : line + 64, column : column + 64]
        )
        if kind == "wcs":
            np.testing.assert_array_equal(found, read_image(out, places[(column, line)]["file"]))
    # QGIS itself asks for fewer pixels of coverages that it opens.
    asked = [path for path in proxy.asked if kind == "wms" or "WIDTH=10&" not in path]
    assert 0 < results["REQUEST_COUNT"] <= len(asked) and proxy.most <= 2
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    assert [row["name"] for row in facts["scenes"]] == ["image", "served 2020-05-03"]
    assert "service" not in facts["scenes"][0] and "service" not in facts["sources"]
    service = facts["scenes"][1]["service"]
    assert service["provider"] == kind and service["rights"] == ["© Office of Maps"]
    card = (out / "README.md").read_text("utf-8")
    assert "- served 2020-05-03: © Office of Maps" in card


def test_two_dates_of_one_server_make_pairs(run, open_layer, image_values, area, proxy, tmp_path):
    first = open_layer("wms", "before 2020-05-03")
    second = open_layer("wcs", "after", "image")
    table = tmp_path / "dates.csv"
    table.write_text("file,scene,date\nafter,after,2021-06-01\n", encoding="utf-8")
    calls = {"PAIRS": "CONSECUTIVE", "LAYOUT": "HUGGINGFACE", "FORMAT": "PNG", "SCALING": "NONE"}
    calls |= {"AOI": area, "METERS_PER_PIXEL": 10.0, "TILE_SIZE": 64}
    results = run(
        "builddataset",
        SCENES=[first, second],
        SCENE_TABLE=str(table),
        OUTPUT=str(tmp_path / "out"),
        **calls,
    )
    rows = read_rows(tmp_path / "out")
    assert len(rows) == results["TILE_COUNT"] >= 16
    for row in rows:
        assert (row["scene"], row["scene2"]) == ("before 2020-05-03", "after")
        assert (row["date"], row["date2"]) == ("2020-05-03", "2021-06-01")
        image = read_image(tmp_path / "out", row["file"])
        np.testing.assert_array_equal(read_image(tmp_path / "out", row["image2"]), image)
    dry = run(
        "builddataset",
        SCENES=[first, second],
        SCENE_TABLE=str(table),
        DRY_RUN=True,
        OUTPUT="",
        **calls,
    )
    # Both dates are asked for, and counted.
    assert dry["REQUEST_COUNT"] == results["REQUEST_COUNT"] >= 2


def test_a_scene_that_dies_loses_its_tiles_alone_and_is_completed(
    run, open_layer, area, proxy, files, monkeypatch, tmp_path
):
    monkeypatch.setattr("tilewright.algorithms.services.pixels._TOGETHER", 1)
    group = QgsProject.instance().layerTreeRoot().addGroup("dates")
    group.addLayer(open_layer("wms", "one 2020-05-03"))
    group.addLayer(open_layer("wcs", "two 2020-06-03"))
    calls = {"SCENES": "dates", "AOI": area, "METERS_PER_PIXEL": 10.0, **COMMON}
    whole = run("builddataset", OUTPUT=str(tmp_path / "healthy"), **calls)
    forget_answers_of_qgis()
    answer, coverages = proxy.answer, []

    def die(path):
        coverages.extend([path] if "GetCoverage" in path else [])
        if "GetCoverage" in path and len(coverages) > 4:
            return 404, "text/plain", b""
        return answer(path)

    proxy.answer = die
    out = tmp_path / "out"
    results = run("builddataset", OUTPUT=str(out), RETRIES=0, **calls)
    assert 0 < results["FAILED_COUNT"] < whole["TILE_COUNT"] / 2
    assert f"{results['FAILED_COUNT']} tiles of" in run.log and "RESUME" in run.log
    rejected = QgsVectorLayer(str(out / "tiles.gpkg") + "|layername=rejected")
    refused = [f for f in rejected.getFeatures() if f["reason"].startswith("could not be read (")]
    assert {f["scene"] for f in refused} == {"two 2020-06-03"}
    assert len(refused) == results["FAILED_COUNT"]
    proxy.answer = answer
    forget_answers_of_qgis()
    proxy.asked.clear()
    results = run("builddataset", OUTPUT=str(out), RESUME=True, **calls)
    assert results["FAILED_COUNT"] == 0 and results["TILE_COUNT"] == whole["TILE_COUNT"]
    assert 0 < results["REQUEST_COUNT"] < whole["REQUEST_COUNT"]
    assert not [path for path in proxy.asked if "GetMap" in path]
    assert files(out / "images") == files(tmp_path / "healthy" / "images")
    assert not (out / ".tilewright-answers").exists()
    with pytest.raises(Exception, match=r"MAX_REQUESTS to \d+"):
        run("builddataset", OUTPUT=str(tmp_path / "no"), MAX_REQUESTS=3, **calls)


def test_tiles_of_a_grid_are_exported_from_services_of_their_own_names(
    run, open_layer, xyz_layer, image_values, make_layer, tmp_path
):
    corner = make_layer([(WINDOW, {})], fields="")
    scenes = [open_layer("wms", "north"), open_layer("wms", "south", "aside")]
    grid = run("createtilegrid", SCENES=scenes, AOI=corner, RESOLUTION=10.0, TILE_SIZE=64)["OUTPUT"]
    names = [f["scene"] for f in grid.getFeatures()]
    assert set(names) == {"north", "south"}
    calls = {"SCENES": scenes, "TILES": grid, "FORMAT": "GTIFF", "SCALING": "NONE"}
    results = run("exporttiles", OUTPUT=str(tmp_path / "out"), **calls)
    rows = read_rows(tmp_path / "out")
    assert len(rows) == results["TILE_COUNT"] == len(names)
    for row in rows:
        if row["scene"] == "north":
            with rasterio.open(tmp_path / "out" / row["file"]) as file:
                left, top = file.transform * (0, 0)
                found = file.read()
            column, line = round((left - 500000) / 10), round((4600000 - top) / 10)
            np.testing.assert_array_equal(
                found, image_values[:, line : line + 64, column : column + 64]
            )


def test_colours_are_not_scaled_with_values(run, run_error, open_layer, image_file, area, tmp_path):
    said = run_error(
        "builddataset",
        SCENES=[open_layer("wms", "map"), str(image_file)],
        AOI=area,
        METERS_PER_PIXEL=10.0,
        OUTPUT=str(tmp_path / "out"),
        TILE_SIZE=64,
        FORMAT="PNG",
        SCALING="PERCENTILE",
    )
    assert "map is a map service, which sends colours, and image holds values" in said


def test_a_service_is_added_to_a_dataset_as_in_one_run(run, open_layer, area, files, tmp_path):
    first, second = open_layer("wms", "one", "aside"), open_layer("wms", "two")
    calls = {"AOI": area, "METERS_PER_PIXEL": 10.0, **COMMON}
    both, out = tmp_path / "both", tmp_path / "out"
    run("builddataset", SCENES=[first, second], OUTPUT=str(both), **calls)
    run("builddataset", SCENES=[first], OUTPUT=str(out), **calls)
    run("builddataset", SCENES=[second], OUTPUT=str(out), APPEND=True, VALIDATE=True, **calls)
    assert files(out / "images") == files(both / "images")
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    facts = json.loads((out / "dataset.json").read_text("utf-8"))
    assert [(row["name"], row["service"]["provider"]) for row in facts["scenes"]] == [
        ("one", "wms"),
        ("two", "wms"),
    ]


def test_web_maps_are_named_in_a_table(
    run, xyz_layer, fresh_xyz_layer, web_map, make_layer, tmp_path
):
    left, top = 16384 * 256, 11000 * 256
    # A pixel less on each side than 2 x 2 tiles.
    x, y = -web_map.edge + (left + 1) * web_map.pixel, web_map.edge - (top + 1) * web_map.pixel
    east, south = x + 126 * web_map.pixel, y - 126 * web_map.pixel
    outline = f"POLYGON(({x} {y},{east} {y},{east} {south},{x} {south},{x} {y}))"
    xyz_layer.setName("first")
    fresh_xyz_layer.setName("second")
    QgsProject.instance().addMapLayers([xyz_layer, fresh_xyz_layer])
    table = tmp_path / "maps.csv"
    table.write_text(
        "file,date,attribution\nfirst,2020-05-03,© Mappers\nsecond,2021-05-03,\n", "utf-8"
    )
    results = run(
        "builddataset",
        SCENE_TABLE=str(table),
        AOI=make_layer([(outline, {})], fields="", crs="EPSG:3857"),
        METERS_PER_PIXEL=2.5,
        OUTPUT=str(tmp_path / "out"),
        **COMMON,
    )
    rows = read_rows(tmp_path / "out")
    assert {(row["scene"], row["date"]) for row in rows} == {
        ("first", "2020-05-03"),
        ("second", "2021-05-03"),
    }
    assert len(rows) == results["TILE_COUNT"] == 8
    for row in rows:
        with rasterio.open(tmp_path / "out" / row["file"]) as file:
            corner, found = file.transform * (0, 0), file.read()
        column = round((corner[0] + web_map.edge) / web_map.pixel)
        line = round((web_map.edge - corner[1]) / web_map.pixel)
        np.testing.assert_array_equal(found, web_map.pixels(column, line, 64, 64))
    assert "- first: © Mappers" in (tmp_path / "out" / "README.md").read_text("utf-8")


def test_the_list_of_the_dock_says_where_services_are_taken(open_layer):
    from tilewright.algorithms.scenes.look_at_scenes import take_entry

    layer = open_layer("wms", "map")
    entry = take_entry(layer.id(), QgsProject.instance())
    assert entry.raster is None
    assert str(entry.problem).startswith(
        "map is a layer of a service; choose it alone as the image"
    )
