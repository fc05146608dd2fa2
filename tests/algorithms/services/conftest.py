"""Services on this computer: QGIS Server, tiles of a web map, and a proxy with faults."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

EDGE = 20037508.342789244
ZOOM = 15
# Metres of a pixel of zoom 15 at the equator.
PIXEL = 2 * EDGE / 256 / 2**ZOOM


@pytest.fixture(autouse=True)
def own_cache(qgis, tmp_path_factory, monkeypatch):
    """A folder of its own for what QGIS keeps of the answers in a test."""
    from qgis.core import QgsNetworkAccessManager

    manager = QgsNetworkAccessManager.instance()
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        manager.setupDefaultProxyAndCache()
        yield
    manager.setupDefaultProxyAndCache()


class _WebServer(ThreadingHTTPServer):
    request_queue_size = 64
    daemon_threads = True


class Server:
    """Answers with a function of the path, and counts what is asked at once.

    Attributes:
        answer: path -> status, kind, body; of 302 where it sends to.
        faults: number of the request from 1 -> what is wrong with its answer; see _spoil.
        asked: paths.
        most: requests at once.
        is_down: whether connections are dropped.
    """

    def __init__(self, answer):
        self.answer, self.faults = answer, {}
        self.asked, self.most, self.is_down = [], 0, False
        self.is_wanted = lambda path: True
        self._now, self._count, self._lock = 0, 0, threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args):
                pass

            def do_GET(self):
                outer._take(self)

        self._web = _WebServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._web.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        self.port = self._web.server_port
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}/"

    def _take(self, handler) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
            is_wanted = self.is_wanted(handler.path)
            fault = None
            if is_wanted:
                self._count += 1
                self.asked.append(handler.path)
                fault = self.faults.get(self._count)
        try:
            if self.is_down and is_wanted:
                fault = "drop"
            self._send(handler, fault)
        except OSError:
            pass
        finally:
            with self._lock:
                self._now -= 1

    def _send(self, handler, fault) -> None:
        if fault == "drop":
            handler.connection.close()
            return
        if fault == "stall":
            # Until who asked is gone.
            handler.connection.settimeout(20)
            handler.connection.recv(1)
            return
        if isinstance(fault, int):
            handler.send_response(fault)
            if fault == 429:
                handler.send_header("Retry-After", "1")
            handler.send_header("Content-Length", "0")
            handler.end_headers()
            return
        status, kind, body = self.answer(handler.path)
        if fault == "message":
            kind, body = "text/xml", b"<ServiceExceptionReport/>"
        if fault == "size":
            with Image.open(io.BytesIO(body)) as image:
                small = image.resize((image.width // 2, image.height // 2))
            body = _png(small)
        handler.send_response(status)
        if status == 302:
            handler.send_header("Location", body.decode())
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2] if fault == "truncate" else body)

    def close(self) -> None:
        self._web.shutdown()
        self._web.server_close()
        self._thread.join()


def _png(image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def map_tile(zoom: int, column: int, row: int) -> np.ndarray:
    """The tile of a web map, uint8 (256, 256, 3)."""
    rng = np.random.default_rng((zoom, column, row))
    return rng.integers(1, 255, (256, 256, 3), dtype=np.uint8)


def _answer_tile(path: str):
    zoom, column, row = map(int, path.strip("/").partition(".")[0].split("/")[-3:])
    return 200, "image/png", _png(Image.fromarray(map_tile(zoom, column, row)))


@pytest.fixture
def make_server(qgis):
    """Starts servers of an answer, which end with the test."""
    servers = []

    def make(answer):
        servers.append(Server(answer))
        return servers[-1]

    yield make
    for server in servers:
        server.close()


@pytest.fixture
def tile_server(qgis):
    server = Server(_answer_tile)
    yield server
    server.close()


def map_pixels(left: int, top: int, width: int, height: int) -> np.ndarray:
    """Pixels of the web map at ZOOM, uint8 (3, height, width)."""
    columns = range(left // 256, (left + width - 1) // 256 + 1)
    rows = range(top // 256, (top + height - 1) // 256 + 1)
    whole = np.concatenate(
        [np.concatenate([map_tile(ZOOM, c, r) for c in columns], axis=1) for r in rows]
    )
    x, y = left - columns[0] * 256, top - rows[0] * 256
    return whole[y : y + height, x : x + width].transpose(2, 0, 1)


@pytest.fixture(scope="session")
def web_map() -> SimpleNamespace:
    """ZOOM, the metres of a pixel there, and ``pixels(left, top, width, height)``."""
    return SimpleNamespace(zoom=ZOOM, pixel=PIXEL, edge=EDGE, pixels=map_pixels)


@pytest.fixture
def export(run, tmp_path):
    """Exports tiles of a layer as GeoTIFFs into ``out``, or a folder of another name."""

    def make(layer, tiles, folder="out", **parameters):
        values = {"FORMAT": "GTIFF", "SCALING": "NONE", "OUTPUT": str(tmp_path / folder)}
        return run("exporttiles", RASTER=layer, TILES=tiles, **{**values, **parameters})

    return make


def _open_map(server, address):
    from qgis.core import QgsRasterLayer

    url = f"{server.url}{address}%7Bz%7D/%7Bx%7D/%7By%7D.png"
    layer = QgsRasterLayer(f"type=xyz&url={url}&zmax=18&zmin=0", "web map", "wms")
    assert layer.isValid()
    return layer


@pytest.fixture
def xyz_layer(tile_server):
    return _open_map(tile_server, "")


@pytest.fixture
def fresh_xyz_layer(tile_server):
    """The same by another address, of which QGIS has no tiles in its memory."""
    return _open_map(tile_server, "again/")


@pytest.fixture
def map_tiles(make_layer):
    """A layer of tiles of the web map's pixels: windows from its upper left corner at ZOOM."""

    def make(windows, **extra):
        features = []
        for k, (x, y, w, h) in enumerate(windows):
            left, top = -EDGE + x * PIXEL, EDGE - y * PIXEL
            right, bottom = left + w * PIXEL, top - h * PIXEL
            ring = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            wkt = "POLYGON((" + ",".join(f"{a!r} {b!r}" for a, b in ring) + "))"
            features.append((wkt, {"tile_id": f"t{k + 1:06d}", "width": w}))
        return make_layer(
            features, crs="EPSG:3857", fields="tile_id:string,width:integer", name="tiles"
        )

    return make


@pytest.fixture(scope="session")
def image_values() -> np.ndarray:
    rng = np.random.default_rng(8)
    broad = rng.integers(1, 120, (3, 40, 48)).repeat(16, 1).repeat(16, 2)
    return (broad + rng.integers(1, 120, broad.shape)).astype(np.uint8)


@pytest.fixture(scope="session")
def image_file(tmp_path_factory, image_values) -> Path:
    import rasterio

    path = tmp_path_factory.mktemp("served") / "image.tif"
    bands, height, width = image_values.shape
    place = rasterio.transform.from_origin(500000, 4600000, 10, 10)
    profile = {"driver": "GTiff", "count": bands, "height": height, "width": width}
    with rasterio.open(
        path, "w", **profile, dtype="uint8", crs="EPSG:32631", transform=place, photometric="RGB"
    ) as file:
        file.write(image_values)
    return path


@pytest.fixture(scope="session")
def aside_file(image_file, image_values) -> Path:
    """The image with pixels of 30 m that begin half a pixel beside multiples of 30 m."""
    import rasterio

    path = image_file.with_name("aside.tif")
    place = rasterio.transform.from_origin(500025, 4600005, 30, 30)
    with rasterio.open(image_file) as file:
        profile = {**file.profile, "transform": place, "photometric": "RGB"}
    with rasterio.open(path, "w", **profile) as file:
        file.write(image_values)
    return path


@pytest.fixture(scope="session")
def qgis_server(qgis, image_file, aside_file):
    """The address of a QGIS Server that has both images as WMS and WCS."""
    from qgis.core import QgsProject, QgsRasterLayer

    project = QgsProject()
    layer = QgsRasterLayer(str(image_file), "image")
    aside = QgsRasterLayer(str(aside_file), "aside")
    project.addMapLayers([layer, aside])
    project.setCrs(layer.crs())
    project.writeEntry("WCSLayers", "/", [layer.id(), aside.id()])
    project.writeEntry("WMSCrsList", "/", ["EPSG:32631", "EPSG:4326"])
    path = str(image_file.with_suffix(".qgs"))
    assert project.write(path)
    script = Path(__file__).with_name("qgis_server.py")
    with subprocess.Popen(
        [sys.executable, str(script), path, "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as child:
        yield f"http://127.0.0.1:{int(child.stdout.readline())}"
        child.stdin.close()


@pytest.fixture
def proxy(qgis_server):
    """Passes requests on to QGIS Server; those for pixels can be spoilt."""

    def answer(path):
        try:
            asked = urllib.request.Request(qgis_server + path, headers={"Host": server.host})
            with urllib.request.urlopen(asked, timeout=60) as found:
                return found.status, found.headers["Content-Type"], found.read()
        except urllib.error.HTTPError as error:
            return error.code, "text/xml", error.read()

    server = Server(answer)
    server.is_wanted = lambda path: "REQUEST=GetMap" in path or "REQUEST=GetCoverage" in path
    yield server
    server.close()


@pytest.fixture
def wms_layer(proxy):
    from qgis.core import QgsRasterLayer

    source = f"crs=EPSG:32631&dpiMode=7&format=image/png&layers=image&styles&url={proxy.url}"
    layer = QgsRasterLayer(source, "map service", "wms")
    assert layer.isValid()
    return layer


@pytest.fixture
def wcs_layer(proxy):
    from qgis.core import QgsRasterLayer

    source = f"identifier=image&url={proxy.url}&crs=EPSG:32631&format=image/tiff"
    layer = QgsRasterLayer(source, "coverages", "wcs")
    assert layer.isValid()
    return layer


@pytest.fixture
def image_tiles(make_layer):
    """Tiles of 64 x 64 pixels over the image, all of them or some."""

    def make(chosen=None):
        features = []
        for number, (row, column) in enumerate(np.ndindex(10, 12)):
            if chosen is not None and number not in chosen:
                continue
            x, y = 500000 + column * 640, 4600000 - row * 640
            ring = [(x, y), (x + 640, y), (x + 640, y - 640), (x, y - 640), (x, y)]
            wkt = "POLYGON((" + ",".join(f"{a} {b}" for a, b in ring) + "))"
            features.append((wkt, {"tile_id": f"r{row:05d}_c{column:05d}", "width": 64}))
        return make_layer(features, fields="tile_id:string,width:integer", name="tiles")

    return make


@pytest.fixture
def file_server(qgis):
    """Serves bytes by their path, in the ranges that are asked for.

    Attributes: ``files`` by path, ``sent`` bytes of bodies, ``asked`` paths.
    """
    sent = SimpleNamespace(files={}, sent=0, asked=[], faults={})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def do_HEAD(self):
            self.do_GET()

        def do_GET(self):
            sent.asked.append(self.path)
            body = sent.files.get(self.path.partition("?")[0])
            fault = sent.faults.pop(len(sent.asked), None)
            if body is None or fault:
                self.send_response(fault or 404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            first, last = 0, len(body) - 1
            wanted = self.headers.get("Range", "")
            if wanted.startswith("bytes="):
                start, _, end = wanted[6:].partition("-")
                first, last = int(start), min(last, int(end or last))
            self.send_response(206 if wanted else 200)
            self.send_header("Accept-Ranges", "bytes")
            self.send_header("Content-Length", str(last - first + 1))
            if wanted:
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body[first : last + 1])
                sent.sent += last - first + 1

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    serving = threading.Thread(target=web.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    sent.url = f"http://127.0.0.1:{web.server_port}"
    yield sent
    web.shutdown()
    web.server_close()
    serving.join()
