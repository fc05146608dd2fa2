"""The dock on a web map: what it asks for before a run, and how often a run asks the service."""

from __future__ import annotations

import io
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import numpy as np
import pytest
from PIL import Image

from .test_tile_dock import run, shown_problem, wait_for

PIXEL = 2 * 20037508.342789244 / 256 / 2**10
# Of the equator, where a pixel of the map is as long as its metres say.
LEFT, TOP = 512 * 256 * PIXEL - 20037508.342789244, 0.0


@pytest.fixture
def web_map():
    """A web map whose tiles tell their column and row; which were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            _, column, row = map(int, re.findall(r"\d+", self.path))
            picture = np.empty((256, 256, 3), dtype=np.uint8)
            picture[:] = (column % 8 * 30, row % 8 * 30, 77)
            made = io.BytesIO()
            Image.fromarray(picture).save(made, "PNG")
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(made.tell()))
            self.end_headers()
            self.wfile.write(made.getvalue())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    server.asked = asked
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def on_web_map(dock, project, web_map, make_layer):
    """The dock with a web map as its image, and an area of 3 x 2 of the map's tiles."""
    from qgis.core import QgsRasterLayer

    address = quote(f"http://127.0.0.1:{web_map.server_port}/{{z}}/{{x}}/{{y}}.png", safe="")
    layer = QgsRasterLayer(f"type=xyz&url={address}&zmin=0&zmax=15", "web map", "wms")
    assert layer.isValid()
    right, bottom = LEFT + 3 * 256 * PIXEL - 1, TOP - 2 * 256 * PIXEL + 1
    corners = [(LEFT + 1, TOP - 1), (right, TOP - 1), (right, bottom), (LEFT + 1, bottom)]
    ring = ",".join(f"{x} {y}" for x, y in [*corners, corners[0]])
    area = make_layer([(f"POLYGON(({ring}))", {})], crs="EPSG:3857", fields="")
    project.addMapLayers([layer, area])
    dock.labels.layer.setLayer(None)
    dock.clouds.source.setCurrentIndex(0)
    dock.image.nodata.setText("")
    dock.image.min_valid.setValue(0)
    dock.image.tile_size.setValue(256)
    dock.image.raster.setLayer(layer)
    dock.area = area
    return dock


def test_a_web_map_needs_a_pixel_size_and_an_area(on_web_map, layers):
    image = on_web_map.image
    assert image.has_row(image.metres) and image.has_row(image.max_requests)
    assert shown_problem(image) == ("Set the pixel size for web map; a map service has many.")
    image.metres.setValue(PIXEL)
    assert shown_problem(image) == (
        "Choose the area to use of web map; it may cover the whole world."
    )
    image.aoi.setLayer(on_web_map.area)
    assert shown_problem(image) == ""
    assert "each of 256 × 256 pixels" in image.read_out.text().replace("\u200b", "")
    wait_for(on_web_map.export.summary.text)
    assert on_web_map.export.summary.text().startswith("Tiles: 6, ")
    # A file has its own pixels, and all of it may be wanted.
    image.raster.setLayer(layers[0])
    assert not image.has_row(image.metres)
    assert on_web_map.settings().meters_per_pixel is None


def test_requests_are_counted_before_the_run_and_limited(on_web_map, web_map, tmp_path):
    dock, image = on_web_map, on_web_map.image
    image.metres.setValue(PIXEL)
    image.aoi.setLayer(dock.area)
    dock.export.output.setFilePath(str(tmp_path / "web"))
    wait_for(lambda: "Requests" in dock.export.summary.text())
    assert "Requests to the service: 6" in dock.export.summary.text().replace("\u200b", "")
    image.max_requests.setValue(5)
    wait_for(dock.panel.why_not.text)
    told = dock.panel.why_not.text().replace("\u200b", "")
    assert "6 requests to web map, and “Most requests” is 5" in told
    image.max_requests.setValue(6)
    wait_for(lambda: not dock.preview.is_busy)
    before = len(web_map.asked)
    run(dock)
    assert len(set(web_map.asked[before:])) <= 6
    images = list((tmp_path / "web").rglob("*.jpg"))
    pixels = [np.asarray(Image.open(path)).astype(int)[128, 128] for path in images]
    found = sorted((round(red / 30), round(green / 30)) for red, green, _ in pixels)
    # Column 512 and row 512 of the map are the first ones south-east of its middle.
    assert found == [(column, row) for column in range(3) for row in range(2)]


def test_the_search_opens_for_what_the_map_shows(dock):
    from qgis.core import QgsRectangle
    from qgis.PyQt.QtWidgets import QPushButton

    opened = []
    dock._dialogs.open = lambda name, parameters: opened.append((name, parameters))
    canvas = dock.iface.mapCanvas()
    canvas.setExtent(QgsRectangle(700_000, 7_200_000, 710_000, 7_205_000))
    dock.findChild(QPushButton, "findImageryButton").click()
    ((name, parameters),) = opened
    assert name == "tilewright:searchcatalog"
    assert parameters["EXTENT"].crs() == canvas.mapSettings().destinationCrs()
    assert parameters["EXTENT"] == canvas.extent()
