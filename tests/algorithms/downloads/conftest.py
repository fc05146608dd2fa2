"""A service like the Copernicus Data Space on this computer, with faults that are asked of it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import threading
import time
import zipfile
from collections import Counter
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

SIGN_IN = ("somebody@example.org", "pass word&=%ü")
USER, PASSWORD = SIGN_IN
MANIFEST = """<?xml version="1.0"?><xfdu><dataObjectSection>{objects}</dataObjectSection></xfdu>"""
OBJECT = (
    '<dataObject ID="d{k}"><byteStream size="{size}"><fileLocation href="./{name}"/>'
    '<checksum checksumName="MD5">{md5}</checksum></byteStream></dataObject>'
)


def product_name(day: int, tile: str = "31TCJ") -> str:
    return f"S2A_MSIL2A_202204{day:02d}T105631_N0400_R094_T{tile}_202204{day:02d}T170958"


def make_zip(name: str, size: int, has_manifest: bool = True) -> bytes:
    """A product's archive of about so many bytes, stored, with a manifest of its checksums."""
    seed = hashlib.sha256(name.encode()).digest()
    data = (seed * (size // len(seed) + 1))[:size]
    inside = {f"GRANULE/IMG_DATA/R10m/{name[38:44]}_B02_10m.bin": data, "INSPIRE.xml": b"<x/>"}
    objects = "".join(
        OBJECT.format(k=k, size=len(part), name=path, md5=hashlib.md5(part).hexdigest())
        for k, (path, part) in enumerate(inside.items())
    )
    if has_manifest:
        inside["manifest.safe"] = MANIFEST.format(objects=objects).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, part in inside.items():
            archive.writestr(zipfile.ZipInfo(f"{name}.SAFE/{path}"), part)
    return buffer.getvalue()


class Product:
    """What the service has.

    Attributes:
        name, id, body: of the product.
        entry: what the catalogue says, to be changed by tests.
        faults: what happens to the next requests for the file, in order: (kind, number); see serve.
    """

    def __init__(self, number: int, name: str, body: bytes) -> None:
        self.name, self.body = name, body
        self.id = f"00000000-0000-4000-8000-{number:012d}"
        self.etag = f'"{hashlib.md5(body).hexdigest()}"'
        self.entry = {
            "@odata.mediaContentType": "application/octet-stream",
            "Id": self.id,
            "Name": f"{name}.SAFE",
            "ContentLength": len(body),
            "Online": True,
            "Checksum": [
                {"Value": hashlib.md5(body).hexdigest(), "Algorithm": "MD5"},
                {"Value": "ab" * 32, "Algorithm": "BLAKE3"},
            ],
        }
        self.faults: list[tuple[str, int]] = []
        self.requests: list[dict[str, str]] = []

    def change(self, body: bytes) -> None:
        """Another file in its place."""
        digest = hashlib.md5(body).hexdigest()
        self.body, self.etag = body, f'"{digest}"'
        checksum = [{"Value": digest, "Algorithm": "MD5"}]
        self.entry.update(ContentLength=len(body), Checksum=checksum)


class ProductService:
    """The server: catalogue, token service and files.

    Attributes:
        products: by id.
        token_life: seconds that tokens say that they last.
        tokens: those that are valid.
        asked: (method, path) of all requests, Counter of kinds in ``counts``.
        most_at_once: of transfers of files.
        pace: seconds between pieces of 64 kB.
        token_faults: statuses of the next answers of the token service.
        needs_token: whether files need one.
    """

    def __init__(self) -> None:
        self.products: dict[str, Product] = {}
        self.token_life, self.tokens = 600, set()
        self.refresh_tokens: set[str] = set()
        self.grants: list[str] = []
        self.asked: list[tuple[str, str]] = []
        self.most_at_once, self._now, self._lock = 0, 0, threading.Lock()
        self.pace = 0.0
        self.token_faults: list[int] = []
        self.needs_token = True
        self.redirect_to = ""
        self.seen_headers: list[dict[str, str]] = []
        self.sent = Counter()
        self.refused = 0
        self.port = 0
        self.start()

    def start(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args):
                pass

            def do_GET(self):
                with suppress(ConnectionError):
                    outer.serve(self)

            def do_POST(self):
                self.do_GET()

            def answer(self, body, status=200, **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        self.handler = Handler
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self.is_dead = False

    def stop(self) -> None:
        self.is_dead = True
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def parameters(self) -> dict[str, str]:
        root = f"{self.url}/odata/v1"
        return {
            "CATALOGUE_URL": root, "DOWNLOAD_URL": f"{root}/", "TOKEN_URL": f"{self.url}/token"
        }  # fmt: skip

    def add(self, day: int, size: int = 300_000, tile: str = "31TCJ", has_manifest=True) -> Product:
        name = product_name(day, tile)
        product = Product(len(self.products) + 1, name, make_zip(name, size, has_manifest))
        self.products[product.id] = product
        return product

    @property
    def secrets(self) -> list[str]:
        """What nobody else may see."""
        return [USER, PASSWORD, *self.tokens, *self.refresh_tokens]

    def count(self, start: str) -> int:
        return sum(path.startswith(start) for _, path in self.asked)

    def files_asked(self) -> int:
        return sum(path.endswith("/$value") for _, path in self.asked)

    def serve(self, request) -> None:
        length = int(request.headers.get("Content-Length") or 0)
        body = request.rfile.read(length)
        self.asked.append((request.command, request.path))
        self.seen_headers.append(dict(request.headers))
        path = unquote(urlsplit(request.path).path)
        value = re.fullmatch(r"/odata/v1/Products\((.*)\)/\$value", path)
        single = re.fullmatch(r"/odata/v1/Products\((.*)\)", path)
        if path == "/token":
            self._serve_token(request, parse_qs(body.decode()))
        elif value and value[1] in self.products:
            self._serve_file(request, self.products[value[1]])
        elif single and single[1] in self.products:
            request.answer(json.dumps(self.products[single[1]].entry).encode())
        elif path == "/odata/v1/Products":
            asked = re.findall(r"Name eq '([^']*)'", unquote(urlsplit(request.path).query))
            found = [p.entry for p in self.products.values() if p.entry["Name"] in asked]
            request.answer(json.dumps({"@odata.context": "x", "value": found}).encode())
        else:
            request.answer(b'{"detail": "not found"}', 404)

    def _serve_token(self, request, form) -> None:
        if self.token_faults:
            request.answer(b'{"error": "x"}', self.token_faults.pop(0))
            return
        grant = form["grant_type"][0]
        self.grants.append(grant)
        is_right = (
            form.get("username") == [USER] and form.get("password") == [PASSWORD]
            if grant == "password"
            else form["refresh_token"][0] in self.refresh_tokens
        )
        if form["client_id"] != ["cdse-public"] or not is_right:
            text = {"error": "invalid_grant", "error_description": "Invalid user credentials"}
            request.answer(json.dumps(text).encode(), 401, WWW_Authenticate="Bearer")
            return
        token = f"secret-token-{len(self.grants)}"
        refresh = f"secret-refresh-{len(self.grants)}"
        self.tokens.add(token)
        self.refresh_tokens.add(refresh)
        text = {
            "access_token": token, "expires_in": self.token_life, "refresh_token": refresh,
            "refresh_expires_in": 3600, "token_type": "Bearer",
        }  # fmt: skip
        request.answer(json.dumps(text).encode())

    def _serve_file(self, request, product: Product) -> None:
        product.requests.append(dict(request.headers))
        if self.redirect_to:
            target = f"{self.redirect_to}{request.path}"
            request.answer(b"", 302, Location=target)
            return
        if product.faults[:1] == [("expire", 0)]:
            product.faults.pop(0)
            self.tokens.clear()
        sign_in = request.headers.get("Authorization", "").partition("Bearer ")[2]
        if self.needs_token and sign_in not in self.tokens:
            self.refused += 1
            request.answer(b'{"detail": "Expired signature!"}', 401, WWW_Authenticate="Bearer")
            return
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            self._send_file(request, product)
        finally:
            with self._lock:
                self._now -= 1

    def _send_file(self, request, product: Product) -> None:
        kind, number = product.faults.pop(0) if product.faults else ("", 0)
        body, start = product.body, 0
        if kind == "status":
            more = {"Retry_After": "0"} if number == 429 else {}
            request.answer(b'{"detail": "you have used up your quota"}', number, **more)
            return
        if kind == "change":
            product.change(make_zip(product.name, number))
            body = product.body
        asked = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        if_range = request.headers.get("If-Range")
        status = 200
        if asked and kind != "no ranges" and if_range in (None, product.etag):
            start, status = int(asked[1]), 206
            if start >= len(body):
                request.answer(b"", 416, Content_Range=f"bytes */{len(body)}")
                return
        if kind == "corrupt":
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 255]) + body[middle + 1 :]
        if kind == "short":
            body = body[:-number]
        request.send_response(status)
        if kind != "no length":
            request.send_header("Content-Length", str(len(body) - start))
        if kind != "no tag":
            request.send_header("ETag", product.etag)
        if status == 206:
            request.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        request.send_header("Content-Disposition", f"attachment; filename={product.name}.SAFE.zip")
        if kind == "no length":
            request.send_header("Connection", "close")
            request.close_connection = True
        request.end_headers()
        request.close_connection |= kind in ("drop", "stall")
        self._send_body(request, product, body[start:], (kind, number))

    def _send_body(self, request, product: Product, body: bytes, fault) -> None:
        kind, number = fault
        stop = number if kind in ("drop", "stall") else len(body)
        for start in range(0, min(stop, len(body)), 65536):
            if self.is_dead:
                break
            piece = body[start : min(start + 65536, stop)]
            request.wfile.write(piece)
            self.sent[product.name] += len(piece)
            if self.pace:
                time.sleep(self.pace)
        end = time.monotonic() + 20
        while kind == "stall" and time.monotonic() < end and not self.is_dead:
            time.sleep(0.02)
        if request.close_connection or self.is_dead:
            request.close_connection = True
            with suppress(OSError):
                request.connection.shutdown(2)


@pytest.fixture
def service():
    made = ProductService()
    yield made
    if not made.is_dead:
        made.stop()


@pytest.fixture
def other_service():
    made = ProductService()
    yield made
    made.stop()


@pytest.fixture
def authcfg(qgis):
    """An authentication configuration with user and password."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("secret", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("service")
    config.setConfig("username", USER)
    config.setConfig("password", PASSWORD)
    is_kept, config = manager.storeAuthenticationConfig(config)
    assert is_kept
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


@pytest.fixture
def quick(monkeypatch):
    """Waits are short."""
    from tilewright.core.downloads import run

    monkeypatch.setattr(run, "wait_before", lambda attempt, asked=None, first=1: 0.02)


@pytest.fixture
def download(run, service, authcfg, quick, tmp_path):
    """Downloads products into a folder: ``download(product, ...)`` or with parameters."""

    def start(*products, **parameters):
        if products:
            parameters["NAMES"] = "\n".join(product.name for product in products)
        given = {**service.parameters, "AUTHCFG": authcfg, "OUTPUT": str(tmp_path / "products")}
        return run("downloadproducts", **{**given, **parameters})

    def check(*products):
        """Products are here, byte by byte, and nothing is left beside them."""
        paths = [p for p in start.folder.iterdir() if p.name != "downloads.json"]
        assert {p.name: p.read_bytes() for p in paths} == {
            f"{p.name}.zip": p.body for p in products
        }

    start.folder, start.check = tmp_path / "products", check
    return start
