"""What catalogues and tables of their images hold; see targets.py."""

from __future__ import annotations

import json
from datetime import date

from shapely.geometry import box

from tilewright.core.catalog.criteria import Criteria, outline_of
from tilewright.core.catalog.documents import attribution_of
from tilewright.core.catalog.hrefs import gdal_name
from tilewright.core.catalog.item import read_assets, write_assets
from tilewright.core.catalog.read_item import read_item
from tilewright.core.catalog.tokens import Tokens
from tilewright.core.errors import RasterError

ITEM = {
    "type": "Feature",
    "stac_version": "1.1.0",
    "id": "S2A_31TEK_20220601_0_L2A",
    "collection": "sentinel-2-l2a",
    "geometry": {"type": "Polygon", "coordinates": [[[3, 45], [4, 45], [4, 46], [3, 45]]]},
    "bbox": [3, 45, 4, 46],
    "properties": {
        "datetime": "2022-06-01T10:56:21Z",
        "platform": "sentinel-2a",
        "eo:cloud_cover": 12.5,
        "s2:processing_baseline": "04.00",
        "processing:level": "L2",
        "proj:code": "EPSG:32631",
        "grid:code": "MGRS-31TEK",
    },
    "assets": {
        "red": {
            "href": "./red.tif",
            "type": "image/tiff; application=geotiff",
            "roles": ["data"],
            "raster:bands": [{"scale": 0.0001, "offset": -0.1, "nodata": 0}],
            "eo:bands": [{"name": "B04", "common_name": "red"}],
        },
        "nir": {"href": "https://h.org/nir.tif", "bands": [{"name": "B08", "raster:scale": 0.5}]},
        "scl": {"href": "s3://bucket/scl.tif", "type": "image/tiff"},
        "thumbnail": {"href": "preview.png", "type": "image/png"},
    },
    "links": [{"rel": "self", "href": "https://h.org/items/a"}],
}
COLLECTION = {
    "license": "CC-BY-4.0",
    "providers": [{"name": "ESA", "roles": ["producer"]}],
    "extent": {
        "spatial": {"bbox": [[-180, -90, 180, 90]]},
        "temporal": {"interval": [["2015-06-27T00:00:00Z", None]]},
    },
}
TABLE = write_assets(read_item(ITEM, "https://h.org/items/a"))
CRITERIA = Criteria(
    ("sentinel-2-l2a",), box(3, 45, 4, 46), date(2022, 1, 1), date(2022, 12, 31), 50, ("31TEK",)
)


def _as_object(data):
    """What pystac-client hands on."""
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise RasterError("no object")
    return told


def item_of_a_catalogue(data, folder):
    item = read_item(_as_object(data), "https://h.org/items/a")
    CRITERIA.meets(item)
    outline_of(item)
    again = read_assets(item.name, item.url, item.collection, write_assets(item))
    for asset in again.assets.values():
        # Nothing on the web leads to a file.
        assert gdal_name(asset.href).startswith(("/vsicurl?", "/vsis3/"))


def item_on_a_disk(data, folder):
    read_item(_as_object(data), str(folder / "item.json"), ("red", "B08"))


def collection_of_a_catalogue(data, folder):
    told = _as_object(data)
    attribution_of(told)
    extent = told.get("extent")
    if isinstance(extent, dict):
        CRITERIA.may_hold(extent)


def assets_of_a_table(data, folder):
    read_assets("a", "https://h.org/a", "c", data.decode("utf-8", "replace"))


def token_of_a_server(data, folder):
    Tokens(lambda url: data).sign("c", "https://a.blob.core.windows.net/a.tif")


CATALOG_TARGETS = (
    (item_of_a_catalogue, (json.dumps(ITEM).encode(),), True),
    (item_on_a_disk, (json.dumps(ITEM).encode(),), True),
    (collection_of_a_catalogue, (json.dumps(COLLECTION).encode(),), True),
    (assets_of_a_table, (TABLE.encode(),), True),
    (token_of_a_server, (b'{"token": "sig=a", "msft:expiry": "2031-01-01T00:00:00Z"}',), True),
)
