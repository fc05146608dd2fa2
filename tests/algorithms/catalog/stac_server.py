"""A STAC API of stac-fastapi over items in memory; run by the Python that has it.

Arguments: a JSON file with collections and items, and POST or GET: how it may be searched. Prints
its port.
"""

from __future__ import annotations

import json
import pathlib
import socket
import sys

import attr
import uvicorn
from fastapi import Request
from stac_fastapi.api.app import StacApi
from stac_fastapi.api.models import create_get_request_model, create_post_request_model
from stac_fastapi.extensions.pagination import TokenPaginationExtension
from stac_fastapi.extensions.query import QueryExtension
from stac_fastapi.types.config import ApiSettings
from stac_fastapi.types.core import BaseCoreClient
from stac_fastapi.types.errors import NotFoundError

TESTS = {
    "lte": lambda value, limit: value is not None and value <= limit,
    "in": lambda value, choices: value in choices,
}


@attr.s
class MemoryClient(BaseCoreClient):
    told: dict = attr.ib(factory=dict)
    methods: tuple = attr.ib(default=("GET", "POST"))

    def landing_page(self, **kwargs):
        page = super().landing_page(**kwargs)
        page["links"] = [
            link
            for link in page["links"]
            if link["rel"] != "search" or link.get("method", "GET") in self.methods
        ]
        return page

    def all_collections(self, **kwargs):
        return {"collections": self.told["collections"], "links": []}

    def get_collection(self, collection_id, **kwargs):
        for collection in self.told["collections"]:
            if collection["id"] == collection_id:
                base = str(kwargs["request"].base_url).rstrip("/")
                own = f"{base}/collections/{collection_id}"
                places = {"self": own, "root": base + "/", "parent": base + "/"}
                places["items"] = own + "/items"
                links = [
                    {"rel": rel, "type": "application/json", "href": href}
                    for rel, href in places.items()
                ]
                return {**collection, "links": links}
        raise NotFoundError(collection_id)

    def get_item(self, item_id, collection_id, **kwargs):
        raise NotFoundError(item_id)

    def item_collection(self, collection_id, bbox=None, datetime=None, limit=10, **kwargs):
        raise NotFoundError(collection_id)

    def get_search(self, collections=None, bbox=None, datetime=None, limit=10, **kwargs):
        query = json.loads(kwargs.get("query") or "{}")
        return self._find(
            collections, bbox, datetime, limit, query, kwargs.get("token"), kwargs["request"], None
        )

    def post_search(self, search_request, **kwargs):
        body = search_request.model_dump(exclude_none=True, mode="json")
        return self._find(
            search_request.collections,
            search_request.bbox,
            search_request.datetime,
            search_request.limit,
            search_request.query or {},
            search_request.token,
            kwargs["request"],
            body,
        )

    def _find(self, collections, bbox, times, limit, query, token, request: Request, body):
        found = [
            item
            for item in self.told["items"]
            if (not collections or item["collection"] in collections)
            and (not bbox or _touch(item["bbox"], bbox))
            and _is_in(item["properties"]["datetime"], times)
            and all(
                TESTS[test](item["properties"].get(name), value)
                for name, tests in query.items()
                for test, value in tests.items()
            )
        ]
        # Pages are small, whatever is asked for.
        start, limit = int(token or 0), min(limit or 10, 2)
        links = []
        if start + limit < len(found):
            base = str(request.base_url).rstrip("/") + "/search"
            if body is None:
                url = request.url.include_query_params(token=start + limit)
                links.append({"rel": "next", "method": "GET", "href": str(url)})
            else:
                more = {**body, "token": str(start + limit)}
                links.append({"rel": "next", "method": "POST", "href": base, "body": more})
        page = [_linked(item, request) for item in found[start : start + limit]]
        return {"type": "FeatureCollection", "features": page, "links": links}


def _linked(item, request):
    """An item with the links that every API gives."""
    base = str(request.base_url).rstrip("/")
    collection = f"{base}/collections/{item['collection']}"
    links = [
        {"rel": "self", "type": "application/geo+json", "href": f"{collection}/items/{item['id']}"},
        {"rel": "collection", "type": "application/json", "href": collection},
        {"rel": "parent", "type": "application/json", "href": collection},
        {"rel": "root", "type": "application/json", "href": base + "/"},
    ]
    return {**item, "links": links}


def _touch(one, other):
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _is_in(text, times):
    if not times:
        return True
    first, last = times.split("/") if "/" in times else (times, times)
    return (first == ".." or first <= text) and (last == ".." or text <= last)


def main(path, methods):
    with pathlib.Path(path).open(encoding="utf-8") as file:
        told = json.load(file)
    extensions = [QueryExtension(), TokenPaginationExtension()]
    client = MemoryClient(extensions=extensions, told=told, methods=tuple(methods.split(",")))
    api = StacApi(
        settings=ApiSettings(enable_response_models=True),
        client=client,
        extensions=extensions,
        search_get_request_model=create_get_request_model(extensions),
        search_post_request_model=create_post_request_model(extensions),
    )
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    print(listening.getsockname()[1], flush=True)
    config = uvicorn.Config(api.app, log_level="warning", access_log=False)
    uvicorn.Server(config).run([listening])


if __name__ == "__main__":
    main(*sys.argv[1:])
