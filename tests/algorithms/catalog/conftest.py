"""Items, COGs and catalogues of them."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
from pathlib import Path

import numpy as np
import pytest

# Where the made images lie: UTM 31N, near 3 degrees east and 45 degrees north.
LEFT, TOP = 500000, 5000000
SIDE = 128


@pytest.fixture(autouse=True)
def libraries(optional_libraries):
    """pystac-client, where Debian has none."""
    pytest.importorskip("pystac_client")


def _outline(left, top, size, crs="EPSG:32631"):
    from rasterio.warp import transform

    xs, ys = [left, left + size, left + size, left, left], [top, top, top - size, top - size, top]
    lon, lat = transform(crs, "EPSG:4326", xs, ys)
    corners = [list(pair) for pair in zip(lon, lat)]
    return {"type": "Polygon", "coordinates": [corners]}, [min(lon), min(lat), max(lon), max(lat)]


@pytest.fixture
def make_cogs(tmp_path):
    """Writes images of one item below a folder; returns the numbers by name."""
    import rasterio

    def make(
        folder, names=("red", "green", "blue", "nir"), seed=0, size=SIDE, offset=1000, left=LEFT
    ):
        folder.mkdir(parents=True, exist_ok=True)
        random = np.random.default_rng(seed)
        made = {}
        for name in (*names, "scl"):
            is_coarse = name in ("scl", "swir16")
            side, pixel = (size // 2, 20) if is_coarse else (size, 10)
            if name == "scl":
                values = np.full((side, side), 4, np.uint8)
                values[: side // 4] = 9
            else:
                values = random.integers(1, 9000, (side, side), np.uint16) + np.uint16(offset)
                values[-4:] = 0
            with rasterio.open(
                folder / f"{name}.tif",
                "w",
                driver="GTiff",
                width=side,
                height=side,
                count=1,
                dtype=values.dtype,
                crs="EPSG:32631",
                transform=rasterio.Affine(pixel, 0, left, 0, -pixel, TOP),
                tiled=True,
                blockxsize=64,
                blockysize=64,
                compress="deflate",
                nodata=0,
            ) as file:
                file.write(values, 1)
            made[name] = values
        return made

    return make


@pytest.fixture
def make_item():
    """An item of Sentinel-2 as Earth Search or the Planetary Computer writes it."""

    def make(
        name,
        base,
        day="2022-06-01",
        cloud=10.0,
        baseline="04.00",
        style="earth_search",
        names=("red", "green", "blue", "nir"),
        left=LEFT,
        **properties,
    ):
        outline, box = _outline(left, TOP, SIDE * 10)
        is_planetary = style == "planetary"
        assets = {
            key: {
                "href": f"{base}/{key}.tif",
                "type": "image/tiff; application=geotiff; profile=cloud-optimized",
                "roles": ["data", "reflectance"],
                "eo:bands": [{"name": key, "common_name": key}],
            }
            for key in names
        }
        if not is_planetary:
            for asset in assets.values():
                asset["raster:bands"] = [
                    {"nodata": 0, "data_type": "uint16", "scale": 0.0001, "offset": -0.1}
                ]
        assets["SCL" if is_planetary else "scl"] = {
            "href": f"{base}/scl.tif",
            "type": "image/tiff; application=geotiff; profile=cloud-optimized",
            "roles": ["data"],
        }
        assets["thumbnail"] = {
            "href": f"{base}/preview.jpg",
            "type": "image/jpeg",
            "roles": ["thumbnail"],
        }
        return {
            "type": "Feature",
            "stac_version": "1.0.0",
            "stac_extensions": [],
            "id": name,
            "collection": "sentinel-2-l2a",
            "geometry": outline,
            "bbox": box,
            "properties": {
                "datetime": f"{day}T10:56:21Z",
                "platform": "sentinel-2a",
                "eo:cloud_cover": cloud,
                "s2:processing_baseline": baseline,
                "proj:epsg": 32631,
                "grid:code": "MGRS-31TEK",
                **properties,
            },
            "assets": assets,
            "links": [],
        }

    return make


COLLECTION = {
    "type": "Collection",
    "stac_version": "1.0.0",
    "id": "sentinel-2-l2a",
    "description": "made for tests",
    "license": "CC-BY-4.0",
    "providers": [
        {"name": "ESA", "roles": ["producer"]},
        {"name": "Somebody", "roles": ["host"]},
    ],
    "extent": {
        "spatial": {"bbox": [[-180, -90, 180, 90]]},
        "temporal": {"interval": [["2015-06-27T00:00:00Z", None]]},
    },
    "links": [],
}


@pytest.fixture
def write_catalog():
    """Writes a static catalogue with one collection into a folder; returns its path."""

    def write(folder, items, links=(), collection=None):
        folder.mkdir(parents=True, exist_ok=True)
        catalog = {
            "type": "Catalog",
            "stac_version": "1.0.0",
            "id": "made",
            "description": "made for tests",
            "links": [
                {"rel": "root", "href": "./catalog.json"},
                {"rel": "child", "href": "./s2/collection.json"},
                *links,
            ],
        }
        own = dict(collection or COLLECTION)
        own["links"] = [
            {"rel": "root", "href": "../catalog.json"},
            {"rel": "parent", "href": "../catalog.json"},
            *({"rel": "item", "href": f"./{item['id']}.json"} for item in items),
        ]
        (folder / "s2").mkdir(exist_ok=True)
        (folder / "catalog.json").write_text(json.dumps(catalog))
        (folder / "s2" / "collection.json").write_text(json.dumps(own))
        for item in items:
            (folder / "s2" / f"{item['id']}.json").write_text(json.dumps(item))
        return folder / "catalog.json"

    return write


@pytest.fixture
def make_api(tmp_path, make_server):
    """Starts a STAC API of stac-fastapi, behind a server that keeps what is asked.

    Returns that server; the API's address is its url. Pages hold two items.
    """
    started = []

    def make(items, methods="GET,POST"):
        data = tmp_path / f"api{len(started)}.json"
        data.write_text(json.dumps({"collections": [COLLECTION], "items": items}))
        folder = os.environ.get("TILEWRIGHT_LIBRARIES") or str(
            Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
            / "tilewright"
            / "libraries"
        )
        python = Path(folder, "bin", "python")
        if not python.exists():
            pytest.skip("the libraries of .ci/test_libraries.txt are not there")
        script = Path(__file__).with_name("stac_server.py")
        process = subprocess.Popen(
            [str(python), str(script), str(data), methods],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        port = int(process.stdout.readline())
        front = make_server()
        front.rules["*"] = lambda handler: _forward(handler, port)
        return front

    yield make
    for process in started:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def _forward(handler, port):
    """Hand a request on, under the address that was asked."""
    _, path, headers, body = handler.server.outer.asked[-1]
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(handler.command, path, body or None, headers)
        reply = connection.getresponse()
        data = reply.read()
        kind = reply.getheader("Content-Type", "application/json")
        packing = reply.getheader("Content-Encoding")
        more = {"Content_Encoding": packing} if packing else {}
        handler.answer(data, reply.status, Content_Type=kind, **more)
    finally:
        connection.close()
