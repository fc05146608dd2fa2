"""A server that answers Earth Engine's REST calls from GeoTIFFs: it evaluates nothing.

An asset is a GeoTIFF; which of them an expression is about is told by the ids in its text. Pixels
are those of the GeoTIFF on the grid asked for. Expressions are kept, requests are counted, and
``fail`` makes some of them fail.
"""

from __future__ import annotations

import io
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import numpy as np

VALID = "__valid"
MOST_BYTES = 48 * 1024**2
MOST_PIXELS = 32768
DROPPED = "dropped"
STALLED = "stalled"
# An answer that ends early, one of other pixels than were asked for, and one that is none.
CUT_OFF, OTHER_SIZE, NONSENSE = "cut off", "other size", "nonsense"


class FakeEarthEngine:
    """The server; ``with`` starts and stops it.

    Args:
        assets: GeoTIFF by the id of its asset; "" is for all others.

    Attributes:
        calls: how often each kind of request came.
        expressions: of the pixels that were asked for, as text.
        grids: of the same.
        images: ids and times in milliseconds of the images that collections have.
        asset_types: IMAGE or IMAGE_COLLECTION by id.
        delay: seconds before pixels are answered.
        answer_headers: more headers of all answers.
        asked_for_consent: what pages of sign-ins were opened with.
        consent: what such a page answers instead of a code.
        token_requests: what was sent for tokens.
        headers: what came with requests for pixels.
    """

    def __init__(self, assets: dict[str, str]) -> None:
        self.assets = assets
        self.calls: Counter = Counter()
        self.expressions: list[str] = []
        self.grids: list[dict] = []
        self.headers: list[dict] = []
        self.paths: list[str] = []
        self.images = [("COPERNICUS/S2/A", 1577880000000), ("COPERNICUS/S2/B", 1580000000000)]
        self.asset_types: dict[str, str] = {}
        self.delay = 0.0
        self.answer_headers: dict[str, str] = {}
        self.asked_for_consent: list[dict] = []
        self.consent: dict[str, str] = {}
        self.token_requests: list[dict] = []
        self.most_at_once = 0
        self.most_pixels = 0
        self._at_once = 0
        self._rules: list[list] = []
        self._thumbnails: dict[str, dict] = {}
        self._lock = threading.Lock()
        self.stopped = threading.Event()

    def fail(
        self,
        kind: str,
        answer: int | str,
        message: str = "fails",
        times: int | None = None,
        when: Callable[[dict], bool] = lambda body: True,
    ) -> None:
        """Answer requests of a kind with a status, or drop or stall them; a number of times."""
        self._rules.append([kind, answer, message, times, when])

    def heal(self) -> None:
        """Nothing fails any more."""
        self._rules.clear()

    def __enter__(self) -> FakeEarthEngine:
        fake = self

        class Handler(_Handler):
            server_side = fake

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.stopped.set()
        self._server.shutdown()
        self._server.server_close()

    def rule_for(self, kind: str, body: dict) -> list | None:
        """The first rule that is for a request, and is not used up."""
        with self._lock:
            for rule in self._rules:
                if rule[0] == kind and rule[3] != 0 and rule[4](body):
                    if rule[3] is not None:
                        rule[3] -= 1
                    return rule
        return None

    def asset_of(self, text: str) -> str:
        """The GeoTIFF of the asset that an expression is about."""
        for name, path in self.assets.items():
            if name and name in text:
                return path
        return self.assets[""]

    def enter(self) -> None:
        """A request for pixels begins."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def leave(self) -> None:
        """A request for pixels ends."""
        with self._lock:
            self._at_once -= 1


class _Handler(BaseHTTPRequestHandler):
    server_side: FakeEarthEngine
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._handle({})

    def do_POST(self) -> None:
        text = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if _kind_of(self.path.partition("?")[0]) == "token":
            sent = {k: v[0] for k, v in parse_qs(text.decode()).items()}
            self.server_side.token_requests.append(sent)
        try:
            self._handle(json.loads(text or b"{}"))
        except json.JSONDecodeError:
            self._handle({})

    def _handle(self, body: dict) -> None:
        fake, path = self.server_side, self.path.partition("?")[0]
        kind = _kind_of(path)
        fake.calls[kind] += 1
        fake.paths.append(self.path)
        rule = fake.rule_for(kind, body)
        if rule is not None and rule[1] == DROPPED:
            self.close_connection = True
            self.connection.close()
            return
        if rule is not None and rule[1] in (CUT_OFF, OTHER_SIZE, NONSENSE):
            self._send_badly(rule[1])
            return
        if rule is not None and rule[1] == STALLED:
            fake.stopped.wait(30)
            return
        if rule is not None:
            self._error(rule[1], rule[2])
            return
        getattr(self, "_answer_" + kind)(path, body)

    def _send_badly(self, how: str) -> None:
        bands = dict.fromkeys(["red", "green", "blue", VALID], np.ones((3, 5), np.uint8))
        content = _as_npy(bands) if how != NONSENSE else b"<html>an error page</html>"
        self.send_response(200)
        self.send_header("Content-Type", "application/octet-stream")
        self.send_header("Content-Length", str(len(content) + 1000 * (how == CUT_OFF)))
        self.end_headers()
        self.wfile.write(content)
        self.close_connection = how == CUT_OFF

    def _answer_discovery(self, path: str, body: dict) -> None:
        self._send((_tests_of_client() / "cloud_api_discovery_document.json").read_bytes())

    def _answer_algorithms(self, path: str, body: dict) -> None:
        self._send((_tests_of_client() / "algorithms.json").read_bytes())

    def _answer_authorize(self, path: str, body: dict) -> None:
        """The page on which a user agrees at once, or refuses."""
        asked = {k: v[0] for k, v in parse_qs(self.path.partition("?")[2]).items()}
        self.server_side.asked_for_consent.append(asked)
        answer = self.server_side.consent or {"code": "fake-code", "state": asked["state"]}
        answer = {"state": asked["state"], **answer}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(answer)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer_token(self, path: str, body: dict) -> None:
        token = {"access_token": "fake-token", "expires_in": 3600, "token_type": "Bearer"}
        self._json({**token, "refresh_token": "fake-refresh"})

    def _answer_asset(self, path: str, body: dict) -> None:
        name = path.partition("/assets/")[2]
        for known, file in self.server_side.assets.items():
            if known and known == name:
                kind = self.server_side.asset_types.get(known, "IMAGE")
                facts = {"type": kind, "name": f"projects/earthengine-public/assets/{name}"}
                self._json({**facts, "id": name, "bands": _as_rest(describe(file)["bands"])})
                return
        self._error(404, f"Asset {name} not found.")

    def _answer_asset_pixels(self, path: str, body: dict) -> None:
        """A block of an asset as it is, as GDAL asks for it."""
        fake, grid = self.server_side, body["grid"]
        fake.headers.append(dict(self.headers))
        name = path.partition("/assets/")[2].partition(":")[0]
        file = fake.assets[name]
        size = grid["dimensions"]["width"], grid["dimensions"]["height"]
        crs = describe(file)["bands"][0]["crs"]
        names, values, valid = read(file, _transform(grid), crs, *size)
        chosen = [names.index(band) for band in body["bandIds"]]
        self._send(_write_geotiff(values[chosen], _transform(grid), crs, names), "image/tiff")

    def _answer_compute(self, path: str, body: dict) -> None:
        expression = body["expression"]
        text = json.dumps(expression)
        root = expression["values"][expression["result"]]
        function = root.get("functionInvocationValue", {}).get("functionName", "")
        described = describe(self.server_side.asset_of(text))
        if function == "Image.bandNames":
            self._json({"result": [band["id"] for band in described["bands"]]})
        elif function in (
            "Dictionary.get",
            "Collection.reduceColumns",
            "Dictionary.combine",
            "List.zip",
        ):
            self._json({"result": [list(image) for image in self.server_side.images]})
        else:
            self._json({"result": described})

    def _answer_pixels(self, path: str, body: dict) -> None:
        fake = self.server_side
        fake.enter()
        try:
            time.sleep(fake.delay)
            fake.expressions.append(json.dumps(body["expression"]))
            fake.grids.append(body["grid"])
            fake.headers.append(dict(self.headers))
            self._compute(body)
        finally:
            fake.leave()

    def _compute(self, body: dict) -> None:
        grid, fake = body["grid"], self.server_side
        width, height = grid["dimensions"]["width"], grid["dimensions"]["height"]
        fake.most_pixels = max(fake.most_pixels, width * height)
        text = json.dumps(body["expression"])
        names, values, valid = read(
            fake.asset_of(text), _transform(grid), _crs(grid), width, height
        )
        bands = dict(zip(names, values))
        if VALID in text:
            bands[VALID] = valid.astype(np.uint8)
        wanted = body.get("bandIds") or list(bands)
        size = sum(bands[name].nbytes for name in wanted)
        if size > MOST_BYTES:
            self._error(
                400,
                f"Total request size ({size} bytes) must be less than or equal to {MOST_BYTES}.",
            )
        elif max(width, height) > MOST_PIXELS or len(wanted) > 1024:
            self._error(400, "Pixel grid dimensions must be less than or equal to 32768.")
        else:
            self._send(_as_npy({name: bands[name] for name in wanted}), "application/octet-stream")

    def _answer_thumbnails(self, path: str, body: dict) -> None:
        fake = self.server_side
        name = f"projects/fake-project/thumbnails/{len(fake._thumbnails)}-{time.monotonic_ns()}"
        fake._thumbnails[name] = body
        self._json({"name": name})

    def _answer_thumbnail(self, path: str, body: dict) -> None:
        body = self.server_side._thumbnails[path.partition("/v1/")[2].partition(":")[0] or path]
        self._send(_as_geotiff(self.server_side, body), "image/tiff")

    def _json(self, answer: dict) -> None:
        self._send(json.dumps(answer).encode())

    def _error(self, status: int, message: str) -> None:
        self._send(
            json.dumps({"error": {"code": status, "message": message}}).encode(), status=status
        )

    def _send(self, content: bytes, kind: str = "application/json", status: int = 200) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            for name, value in self.server_side.answer_headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass


def _kind_of(path: str) -> str:
    if "/assets/" in path and path.endswith(":getPixels"):
        return "asset_pixels"
    ends = {
        "discovery/rest": "discovery",
        "/algorithms": "algorithms",
        "/value:compute": "compute",
        "/image:computePixels": "pixels",
        "/thumbnails": "thumbnails",
        ":getPixels": "thumbnail",
        "/token": "token",
        "/o/oauth2/auth": "authorize",
    }
    return next((kind for end, kind in ends.items() if path.endswith(end)), "asset")


def _tests_of_client() -> Path:
    import ee

    return Path(ee.__file__).parent / "tests"


def _transform(grid: dict) -> tuple:
    a = grid["affineTransform"]
    return tuple(
        a.get(k, 0.0) for k in ("scaleX", "shearX", "translateX", "shearY", "scaleY", "translateY")
    )


def _crs(grid: dict) -> str:
    return grid.get("crsCode") or grid["crsWkt"]


def read(path: str, transform: tuple, crs: str, width: int, height: int):
    """Names, values and valid pixels of a GeoTIFF on a grid: the pixel that each centre lies in."""
    from rasterio.warp import transform as carry

    names, values, valid, inverse, own_crs = _load(path)
    a, b, c, d, e, f = transform
    column, row = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    x, y = a * column + b * row + c, d * column + e * row + f
    if crs != own_crs:
        x, y = (np.reshape(v, x.shape) for v in carry(crs, own_crs, x.ravel(), y.ravel()))
    left, top = (np.floor(v).astype(int) for v in inverse @ (x, y))
    inside = (left >= 0) & (top >= 0) & (left < values.shape[2]) & (top < values.shape[1])
    left, top = np.where(inside, left, 0), np.where(inside, top, 0)
    has_value = inside & valid[top, left]
    return names, np.where(has_value, values[:, top, left], 0).astype(values.dtype), has_value


class _Inverse:
    def __init__(self, transform) -> None:
        self.transform = ~transform

    def __matmul__(self, xy):
        return self.transform * xy


@lru_cache(maxsize=8)
def _load(path: str):
    import rasterio

    with rasterio.open(path) as source:
        names = [name or f"B{k}" for k, name in enumerate(source.descriptions, 1)]
        valid = source.dataset_mask() > 0
        return names, source.read(), valid, _Inverse(source.transform), str(source.crs)


def describe(path: str) -> dict:
    """What getInfo says of an image."""
    import rasterio

    with rasterio.open(path) as source:
        kinds = [_data_type(dtype) for dtype in source.dtypes]
        names = [name or f"B{k}" for k, name in enumerate(source.descriptions, 1)]
        transform = list(source.transform)[:6]
        bands = [
            {
                "id": name,
                "data_type": kind,
                "crs": str(source.crs),
                "crs_transform": transform,
                "dimensions": [source.width, source.height],
            }
            for name, kind in zip(names, kinds)
        ]
    return {"type": "Image", "bands": bands, "properties": {}}


def _data_type(dtype: str) -> dict:
    if np.dtype(dtype).kind == "f":
        return {"type": "PixelType", "precision": "float" if dtype == "float32" else "double"}
    limits = np.iinfo(dtype)
    return {"type": "PixelType", "precision": "int", "min": int(limits.min), "max": int(limits.max)}


def _find_call(expression: dict, name: str) -> dict:
    """Plain values of the arguments of the first call of a function; others are left out."""

    def plain(node: dict):
        if "valueReference" in node:
            return plain(expression["values"][node["valueReference"]])
        if "constantValue" in node:
            return node["constantValue"]
        if "arrayValue" in node:
            return [plain(item) for item in node["arrayValue"]["values"]]
        if "functionInvocationValue" in node:
            arguments = node["functionInvocationValue"]["arguments"]
            return {key: plain(value) for key, value in arguments.items()}
        return None

    def find(node):
        if isinstance(node, dict):
            if node.get("functionName") == name:
                arguments = node["arguments"]
                wanted = ("geometry", "width", "height")
                return {key: plain(arguments[key]) for key in wanted}
            node = list(node.values())
        found = (find(item) for item in node) if isinstance(node, list) else ()
        return next((each for each in found if each), None)

    return find(expression["values"])


def _as_npy(bands: dict[str, np.ndarray]) -> bytes:
    first = next(iter(bands.values()))
    table = np.zeros(first.shape, dtype=[(name, band.dtype) for name, band in bands.items()])
    for name, band in bands.items():
        table[name] = band
    buffer = io.BytesIO()
    np.save(buffer, table)
    return buffer.getvalue()


def _as_geotiff(fake: FakeEarthEngine, body: dict) -> bytes:
    """What a thumbnail of a region is, as geetiles asks for it: a GeoTIFF fitted to its box."""

    text = json.dumps(body["expression"])
    clip = _find_call(body["expression"], "Image.clipToBoundsAndScale")
    width, height = clip["width"], clip["height"]
    ring = np.array(clip["geometry"]["coordinates"][0])
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    transform = ((east - west) / width, 0.0, west, 0.0, (south - north) / height, north)
    names, values, _ = read(fake.asset_of(text), transform, "EPSG:4326", width, height)
    return _write_geotiff(values, transform, "EPSG:4326", names)


def _write_geotiff(values: np.ndarray, transform: tuple, crs: str, names: list[str]) -> bytes:
    from rasterio.io import MemoryFile
    from rasterio.transform import Affine

    count, height, width = values.shape
    with MemoryFile() as memory:
        with memory.open(
            driver="GTiff",
            width=width,
            height=height,
            count=count,
            dtype=values.dtype.name,
            crs=crs,
            transform=Affine(*transform),
        ) as dataset:
            dataset.write(values)
            dataset.descriptions = names[:count]
        return memory.read()


def _as_rest(bands: list[dict]) -> list[dict]:
    """Bands as the REST calls tell of them, which the client words otherwise."""
    found = []
    for band in bands:
        a, b, c, d, e, f = band["crs_transform"]
        width, height = band["dimensions"]
        kind = band["data_type"]
        limits = {key: kind[key] for key in ("min", "max") if key in kind}
        found.append(
            {
                "id": band["id"],
                "dataType": {"precision": kind["precision"].upper(), "range": limits},
                "grid": {
                    "crsCode": band["crs"],
                    "dimensions": {"width": width, "height": height},
                    "affineTransform": {
                        "scaleX": a,
                        "shearX": b,
                        "translateX": c,
                        "shearY": d,
                        "scaleY": e,
                        "translateY": f,
                    },
                },
                "pyramidingPolicy": "MODE",
            }
        )
    return found
