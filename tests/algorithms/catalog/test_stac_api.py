"""STAC APIs: stac-fastapi answers, and what is asked is kept."""

from __future__ import annotations

import gzip
import json

import pytest


@pytest.fixture
def items(make_item):
    return [
        make_item(f"i{k}", f"https://example.org/{k}", f"2022-0{k + 1}-15", 10.0 * k)
        for k in range(7)
    ]


def names(rows, result):
    return [row["name"] for row in rows(result["OUTPUT"])]


@pytest.mark.parametrize("methods", ["GET,POST", "GET"])
def test_all_pages_are_read_by_post_and_by_get(run, rows, make_api, items, methods):
    api = make_api(items, methods)
    found = run("searchcatalog", URL=api.url, START="2022-02-01", EXTENT="2.9,3.1,45,45.2")
    assert names(rows, found) == ["i1", "i2", "i3", "i4", "i5", "i6"]
    assert found["ITEM_COUNT"] == 6
    searches = [(m, p, b) for m, p, _, b in api.asked if p.startswith("/search")]
    assert {method for method, _, _ in searches} == {methods[-4:].lstrip(",")}
    assert len(searches) == 3
    if methods == "GET":
        assert "token=2" in searches[1][1]
        assert "token=4" in searches[2][1]
    else:
        bodies = [json.loads(body) for _, _, body in searches]
        assert [body.get("token") for body in bodies] == [None, "2", "4"]
        assert all(body["collections"] == ["sentinel-2-l2a"] for body in bodies)
        assert all(body["datetime"] == "2022-02-01T00:00:00Z/.." for body in bodies)


def test_the_server_sorts_out_clouds_and_the_search_again(run, rows, make_api, items):
    del items[1]["properties"]["eo:cloud_cover"]
    api = make_api(items)
    assert names(rows, run("searchcatalog", URL=api.url, MAX_CLOUD=30)) == ["i0", "i2", "i3"]
    (search,) = [json.loads(b) for _, p, _, b in api.asked if p == "/search"][:1]
    assert search["query"] == {"eo:cloud_cover": {"lte": 30}}


def test_no_more_pages_are_read_than_are_needed(run, rows, make_api, items):
    api = make_api(items)
    assert len(names(rows, run("searchcatalog", URL=api.url, MAX_ITEMS=3))) == 3
    assert len([p for p in api.paths() if p == "/search"]) == 2
    assert "There are more images than MAX_ITEMS=3" in run.log


def test_whom_to_name_is_told(run, rows, make_api, items):
    api = make_api(items[:1])
    (row,) = rows(run("searchcatalog", URL=api.url)["OUTPUT"])
    assert row["attribution"] == "ESA - CC-BY-4.0"
    assert "sentinel-2-l2a: ESA - CC-BY-4.0." in run.log


def test_a_next_page_elsewhere_is_not_asked(run_error, make_api, make_server, items):
    api, other = make_api(items), make_server()
    forward = api.rules["*"]

    def lure(handler):
        link = {"rel": "next", "method": "GET", "href": f"{other.url}/search?token=1"}
        page = {"type": "FeatureCollection", "features": items[:1], "links": [link]}
        handler.answer(json.dumps(page).encode())

    api.rules["/search"] = lure
    assert forward
    assert "another place on the network, which is not asked" in run_error(
        "searchcatalog", URL=api.url
    )
    assert other.asked == []


def test_passing_faults_of_the_server_pass(run, rows, make_api, items):
    api = make_api(items)
    forward, faults = api.rules["*"], [429, 503, 0]

    def stumble(handler):
        fault = faults.pop() if faults else None
        if fault == 0:
            handler.close_connection = True
        elif fault:
            handler.answer(b"", fault, Retry_After="0")
        else:
            forward(handler)

    api.rules["*"] = stumble
    assert len(names(rows, run("searchcatalog", URL=api.url))) == 7


def test_a_search_that_the_server_refuses_is_a_sentence(run_error, make_api, items):
    api = make_api(items)
    api.rules["/search"] = lambda handler: handler.answer(b"no such collection", 400)
    text = run_error("searchcatalog", URL=api.url)
    assert "/search answers 400: no such collection" in text


def test_nothing_else_is_asked(run, make_api, make_server, items):
    """A proxy sees all requests to anything but this computer's own addresses."""
    from qgis.core import QgsNetworkAccessManager
    from qgis.PyQt.QtNetwork import QNetworkProxy

    proxy, api = make_server(), make_api(items)
    port = int(proxy.url.rpartition(":")[2])
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    through = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", port)
    proxy.rules["*"] = lambda handler: handler.answer(b"", 502)
    manager.setFallbackProxyAndExcludes(through, [], [api.url])
    try:
        run("searchcatalog", URL=api.url)
    finally:
        manager.setFallbackProxyAndExcludes(*before)
    assert proxy.asked == []
    assert {path.partition("?")[0] for path in api.paths()} == {
        "/",
        "/search",
        "/collections/sentinel-2-l2a",
    }


def test_servers_of_the_other_filter_are_asked_by_that(run, rows, make_api, items):
    api = make_api(items)
    forward = api.rules["*"]

    def rename(handler):
        answer = handler.answer

        def changed(body, status=200, **headers):
            handler.answer = answer
            told = json.loads(gzip.decompress(body) if "Content_Encoding" in headers else body)
            told["conformsTo"] = [c.replace("#query", "#filter") for c in told["conformsTo"]]
            answer(json.dumps(told).encode(), status, Content_Type="application/json")

        handler.answer = changed
        forward(handler)

    api.rules["/"] = rename
    found = run("searchcatalog", URL=api.url, MAX_CLOUD=30)
    assert names(rows, found) == ["i0", "i1", "i2", "i3"]
    search = next(json.loads(b) for _, p, _, b in api.asked if p == "/search")
    assert search["filter-lang"] == "cql2-json"
    assert search["filter"] == {
        "op": "and",
        "args": [{"op": "<=", "args": [{"property": "eo:cloud_cover"}, 30]}],
    }
