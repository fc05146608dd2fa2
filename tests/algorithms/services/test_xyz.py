"""Tiles of a web map: its own pixels, each of its tiles asked for once."""

from __future__ import annotations

import json

import numpy as np
import pytest
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


def test_a_web_map_without_a_size_of_pixels_or_as_a_cloud_mask_is_refused(
    run_error, xyz_layer, image_file, make_layer, tmp_path
):
    area = make_layer([("POLYGON((0 0,1000 0,1000 1000,0 0))", {})], crs="EPSG:3857", fields="")
    text = run_error("builddataset", RASTER=xyz_layer, AOI=area, OUTPUT=str(tmp_path / "out"))
    assert "web map is a map service, whose pixels can have many sizes" in text
    text = run_error(
        "builddataset",
        RASTER=str(image_file),
        CLOUD_MASK=xyz_layer,
        CLOUD_VALUES="1",
        OUTPUT=str(tmp_path / "out"),
    )
    assert "web map is a wms layer. Only Create Tile Grid, Build Dataset" in text


def test_the_nearest_zoom_is_asked_and_told(run, export, xyz_layer, web_map, map_tiles, tmp_path):
    # A third of a zoom from that of the tiles.
    window = (LEFT, TOP, 512, 512)
    scale = np.cos(np.radians(51.1))
    export(xyz_layer, map_tiles([window]), METERS_PER_PIXEL=web_map.pixel * 1.2 * scale)
    assert f"web map is asked at zoom {web_map.zoom}, whose pixels have" in run.log
    np.testing.assert_array_equal(
        read(tmp_path / "out" / "images" / "t000001.tif"), web_map.pixels(*window)
    )


@pytest.mark.parametrize("pixels", [64, 200])
def test_images_of_a_number_of_pixels_are_resampled(export, xyz_layer, map_tiles, pixels, tmp_path):
    export(xyz_layer, map_tiles([(LEFT + 3, TOP + 5, 300, 300)]), PIXELS=pixels)
    found = read(tmp_path / "out" / "images" / "t000001.tif")
    assert found.shape == (3, pixels, pixels) and found.any(axis=0).all()


def test_nothing_secret_is_recorded(export, tile_server, map_tiles, tmp_path):
    from qgis.core import QgsRasterLayer

    url = f"{tile_server.url}%7Bz%7D/%7Bx%7D/%7By%7D.png?access_token%3Dhidden1%26map%3Dopen"
    source = f"type=xyz&url={url}&zmax=18&zmin=0&password=hidden2&username=hidden3"
    layer = QgsRasterLayer(source, "web map", "wms")
    layer.setAttribution("Somebody")
    export(layer, map_tiles([(LEFT, TOP, 64, 64)]))
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or b"hidden" not in path.read_bytes(), path
    facts = json.loads((tmp_path / "out" / "dataset.json").read_text("utf-8"))
    assert facts["sources"]["service"]["attribution"] == "Somebody"
    assert "map=open" in facts["sources"]["raster"]["path"]


@pytest.fixture
def country(tile_server):
    """A web map of the world with zooms to 6, and a run over one country."""
    from qgis.core import QgsRasterLayer

    url = f"{tile_server.url}land/%7Bz%7D/%7Bx%7D/%7By%7D.png"
    layer = QgsRasterLayer(f"type=xyz&url={url}&zmax=18&zmin=0", "web map", "wms")
    return {"layer": layer, "AOI_NAME": "LU", "TILE_SIZE": 256}


def test_a_country_is_an_area_of_a_web_map(run, country, tmp_path):
    layer = country.pop("layer")
    found = run(
        "builddataset",
        RASTER=layer,
        METERS_PER_PIXEL=100,
        MAX_TILES=2,
        DRY_RUN=True,
        OUTPUT="",
        **country,
    )
    # At 50 degrees north, pixels of zoom 10 have 98 m, of zoom 11 have 49 m.
    assert found["TILE_COUNT"] == 2 and "web map is asked at zoom 10" in run.log
    grid = run("createtilegrid", INPUT=layer, RESOLUTION=100, **country)["OUTPUT"]
    assert 4 <= grid.featureCount() <= 40
    assert "web map is asked at zoom 10" in run.log


def _resized(body: bytes, size) -> bytes:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    with Image.open(io.BytesIO(body)) as image:
        image.resize(size).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("size", "failed"), [((16, 16), 3), ((256, 512), 3), ((255, 256), 3), ((512, 512), 0)]
)
def test_images_of_a_wrong_size_are_no_answers(
    size, failed, export, xyz_layer, web_map, map_tiles, tile_server, tmp_path
):
    answer = tile_server.answer

    def answer_wrongly(path):
        status, kind, body = answer(path)
        is_wrong = path.split("/")[-2] == str(LEFT // 256)
        return status, kind, _resized(body, size) if is_wrong else body

    tile_server.answer = answer_wrongly
    results = export(xyz_layer, map_tiles(WINDOWS), RETRIES=1)
    assert results["FAILED_COUNT"] == failed
    if not failed:
        return
    # Asked again: QGIS does not give what it has kept.
    assert max(tile_server.asked.count(path) for path in tile_server.asked) > 1
    tile_server.answer, before = answer, len(tile_server.asked)
    results = export(xyz_layer, map_tiles(WINDOWS), RESUME=True)
    # What was answered is kept and not asked for again.
    assert results["FAILED_COUNT"] == 0
    assert results["REQUEST_COUNT"] == len(tile_server.asked) - before > 0
    for k, window in enumerate(WINDOWS):
        found = read(tmp_path / "out" / "images" / f"t{k + 1:06d}.tif")
        np.testing.assert_array_equal(found, web_map.pixels(*window))


def test_a_grid_over_the_world_asks_for_an_area(run_error, country, tmp_path):
    layer = country["layer"]
    for name, more in (
        ("builddataset", {"RASTER": layer, "METERS_PER_PIXEL": 10, "OUTPUT": str(tmp_path / "o")}),
        ("createtilegrid", {"INPUT": layer, "RESOLUTION": 10}),
    ):
        text = run_error(name, TILE_SIZE=256, **more)
        assert "give an area of interest, AOI, AOI_WKT or AOI_NAME, or choose larger" in text


def test_pixels_finer_than_those_of_the_service_are_warned_of(run, export, xyz_layer, map_tiles):
    export(xyz_layer, map_tiles([(LEFT, TOP, 64, 64)]), METERS_PER_PIXEL=0.05, DRY_RUN=True)
    assert "METERS_PER_PIXEL is 0.05 m, and the finest pixels of web map have 0.3" in run.log


def test_requests_are_counted_that_a_server_got(
    export, xyz_layer, map_tiles, tile_server, tmp_path
):
    first = export(xyz_layer, map_tiles(WINDOWS))
    count = len(tile_server.asked)
    again = export(xyz_layer, map_tiles(WINDOWS), RESUME=True)
    assert first["REQUEST_COUNT"] == count > 0
    assert again["REQUEST_COUNT"] == len(tile_server.asked) - count == 0


def _path_of_quadkey(path: str) -> str:
    key = path.strip("/")
    column, row = (int("".join(str(int(d) >> k & 1) for d in key), 2) for k in (0, 1))
    return f"{len(key)}/{column}/{row}.png"


def _path_from_south(path: str) -> str:
    zoom, column, row = map(int, path.strip("/").split("/"))
    return f"{zoom}/{column}/{2**zoom - 1 - row}.png"


@pytest.mark.parametrize(
    ("template", "path_of"),
    [
        ("%7Bq%7D", _path_of_quadkey),
        ("%7Bz%7D/%7Bx%7D/%7B-y%7D", _path_from_south),
        ("moved/%7Bz%7D/%7Bx%7D/%7By%7D.png", lambda path: path.replace("/moved/", "")),
    ],
)
def test_tiles_have_addresses_of_several_kinds_or_have_moved(
    template, path_of, export, make_server, tile_server, web_map, map_tiles, tmp_path
):
    from qgis.core import QgsRasterLayer

    moved = make_server(lambda path: (302, "", (tile_server.url + path_of(path)).encode()))
    layer = QgsRasterLayer(f"type=xyz&url={moved.url}{template}&zmax=18&zmin=0", "web map", "wms")
    results = export(layer, map_tiles(WINDOWS[:2]))
    assert results["FAILED_COUNT"] == 0
    assert results["REQUEST_COUNT"] == len(moved.asked) == len(tile_server.asked) > 0
    for k, window in enumerate(WINDOWS[:2]):
        found = read(tmp_path / "out" / "images" / f"t{k + 1:06d}.tif")
        np.testing.assert_array_equal(found, web_map.pixels(*window))
