"""Static catalogues, on a disk and over HTTP."""

from __future__ import annotations

import json

import pytest

AREA = "3.0,3.01,45.13,45.15 [EPSG:4326]"


@pytest.fixture
def items(make_item):
    return [
        make_item("a", "../cogs/a", "2022-06-01", 10),
        make_item("b", "../cogs/b", "2022-07-01", 60),
        make_item("c", "../cogs/c", "2022-08-01", 5, left=700000),
    ]


@pytest.fixture
def catalog(tmp_path, items, write_catalog):
    return write_catalog(tmp_path / "catalog", items)


def search(run, rows, url, **parameters):
    return rows(run("searchcatalog", URL=str(url), **parameters)["OUTPUT"])


def test_items_of_a_catalogue_on_a_disk(run, rows, catalog):
    found = search(run, rows, catalog)
    assert [row["name"] for row in found] == ["a", "b", "c"]
    first = found[0]
    assert first["date"] == "2022-06-01"
    assert first["datetime"] == "2022-06-01T10:56:21Z"
    assert first["cloud_pct"] == 10
    assert first["tile"] == "31TEK"
    assert first["baseline"] == "04.00"
    assert first["platform"] == "sentinel-2a"
    assert first["attribution"] == "ESA - CC-BY-4.0"
    assert first["path"] == str(catalog.parent / "s2" / "a.json")
    assert first["preview"] == str(catalog.parent / "cogs" / "a" / "preview.jpg")
    told = json.loads(first["assets"])
    assert list(told["assets"]) == ["red", "green", "blue", "nir"]
    assert told["assets"]["red"] == {
        "href": str(catalog.parent / "cogs" / "a" / "red.tif"),
        "scale": 0.0001,
        "offset": -0.1,
        "nodata": 0.0,
    }
    assert told["mask"]["href"].endswith("scl.tif")
    assert told["crs"] == "EPSG:32631"


def test_a_collection_is_searched_as_a_catalogue_is(run, rows, catalog):
    found = search(run, rows, catalog.parent / "s2" / "collection.json")
    assert found == search(run, rows, catalog)
    assert [row["name"] for row in found] == ["a", "b", "c"]


def test_what_is_neither_catalogue_nor_collection_is_refused(run_error, catalog):
    told = run_error("searchcatalog", URL=str(catalog.parent / "s2" / "a.json"))
    assert "a.json is no STAC catalogue that can be searched" in told


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"MAX_CLOUD": 20}, ["a", "c"]),
        ({"START": "2022-06-02"}, ["b", "c"]),
        ({"END": "2022-07-01"}, ["a", "b"]),
        ({"EXTENT": AREA}, ["a", "b"]),
        ({"AOI_NAME": "France"}, ["a", "b", "c"]),
        ({"AOI_NAME": "Iceland"}, []),
        ({"TILE": "T31TEK, 32ULC"}, ["a", "b", "c"]),
        ({"TILE": "32ULC"}, []),
        ({"COLLECTION": "landsat"}, []),
        ({"LEVEL": "L1C"}, []),
        ({"MAX_ITEMS": 2}, ["a", "b"]),
    ],
)
def test_criteria(run, rows, catalog, parameters, names):
    assert [row["name"] for row in search(run, rows, catalog, **parameters)] == names


def test_an_area_of_polygons(run, rows, catalog, make_layer, items):
    from shapely.geometry import shape

    outline = shape(items[2]["geometry"]).buffer(-0.001).wkt
    layer = make_layer([(outline, {})], crs="EPSG:4326")
    assert [row["name"] for row in search(run, rows, catalog, AOI=layer)] == ["c"]


def test_a_search_that_is_cut_short_says_so(run, rows, catalog):
    search(run, rows, catalog, MAX_ITEMS=2)
    assert "There are more images than MAX_ITEMS=2" in run.log


def test_assets_are_chosen_by_name_and_colour(run, rows, catalog):
    found = search(run, rows, catalog, ASSETS="nir, RED", MAX_ITEMS=1)
    assert list(json.loads(found[0]["assets"])["assets"]) == ["nir", "red"]


def test_an_asset_that_is_not_there(run, rows, catalog):
    assert search(run, rows, catalog, ASSETS="thermal") == []
    assert "a has no asset thermal, which ASSETS names; it has red, green" in run.log
    assert "3 images are left out for such reasons." in run.log


def test_the_same_over_http(run, rows, catalog, make_server):
    server = make_server(catalog.parent)
    found = search(run, rows, f"{server.url}/catalog.json")
    assert [row["name"] for row in found] == ["a", "b", "c"]
    assert found[0]["path"] == f"{server.url}/s2/a.json"
    told = json.loads(found[0]["assets"])
    assert told["assets"]["red"]["href"] == f"{server.url}/cogs/a/red.tif"
    assert sorted(server.paths()) == [
        "/catalog.json",
        "/s2/a.json",
        "/s2/b.json",
        "/s2/c.json",
        "/s2/collection.json",
    ]


def test_footprints_are_those_of_the_items(run, catalog, items):
    from shapely import wkb
    from shapely.geometry import shape

    layer = run("searchcatalog", URL=str(catalog))["OUTPUT"]
    assert layer.crs().authid() == "EPSG:4326"
    for feature, item in zip(layer.getFeatures(), items):
        outline = wkb.loads(bytes(feature.geometry().asWkb()))
        assert outline.symmetric_difference(shape(item["geometry"])).area < 1e-12


def test_a_collection_elsewhere_is_not_read(run, rows, tmp_path, items, write_catalog, make_server):
    from copy import deepcopy

    own = {
        "type": "Collection",
        "stac_version": "1.0.0",
        "id": "sentinel-2-l2a",
        "description": "elsewhere",
        "license": "other",
        "extent": {
            "spatial": {"bbox": [[100, -10, 110, 0]]},
            "temporal": {"interval": [[None, "2001-01-01T00:00:00Z"]]},
        },
    }
    write_catalog(tmp_path / "x", deepcopy(items), collection=own)
    server = make_server(tmp_path / "x")
    assert search(run, rows, f"{server.url}/catalog.json", EXTENT=AREA) == []
    assert server.paths() == ["/catalog.json", "/s2/collection.json"]


HOSTILE = [
    "file:///etc/passwd",
    "/vsicurl/http://10.0.0.1/x.tif",
    "/vsizip//etc/x.zip",
    "ftp://example.org/x.tif",
    "gs://bucket/x.tif",
    "javascript:alert(1)",
    "data:image/tiff;base64,AAAA",
    "\\\\server\\share\\x.tif",
    "https:///x.tif",
    "x\n.tif",
    "https://[x/a.tif",
    "https://h:65536/a.tif",
]


@pytest.mark.parametrize("href", HOSTILE)
@pytest.mark.parametrize("place", ["disk", "web"])
def test_hostile_assets_are_refused_with_a_sentence(
    run, rows, tmp_path, items, write_catalog, make_server, href, place
):
    items[0]["assets"]["red"]["href"] = href
    path = write_catalog(tmp_path / "x", items[:2])
    url = f"{make_server(path.parent).url}/catalog.json" if place == "web" else path
    assert [row["name"] for row in search(run, rows, url)] == ["b"]
    assert "a catalogue may lead to http, https and s3" in run.log
    assert "1 image is left out for such a reason." in run.log


@pytest.mark.parametrize("href", ["/etc/passwd", "../../../../etc/passwd", "..%2f..%2fetc/passwd"])
def test_a_catalogue_on_the_web_leads_to_no_file(
    run, rows, tmp_path, items, write_catalog, make_server, href
):
    items[0]["assets"]["red"]["href"] = href
    path = write_catalog(tmp_path / "x", items[:1])
    server = make_server(path.parent)
    (row,) = search(run, rows, f"{server.url}/catalog.json")
    assert json.loads(row["assets"])["assets"]["red"]["href"].startswith(server.url + "/")


def test_links_to_other_servers_are_not_followed(
    run, rows, tmp_path, items, write_catalog, make_server
):
    other = make_server(tmp_path / "y")
    write_catalog(tmp_path / "y", items)
    links = [
        {"rel": "child", "href": f"{other.url}/catalog.json"},
        {"rel": "item", "href": f"{other.url}/s2/a.json"},
    ]
    path = write_catalog(tmp_path / "x", items[:1], links)
    server = make_server(path.parent)
    assert [row["name"] for row in search(run, rows, f"{server.url}/catalog.json")] == ["a"]
    assert "leads to other servers, which were not asked: 127.0.0.1:" in run.log
    assert [row["name"] for row in search(run, rows, path)] == ["a"]
    assert other.asked == []


def test_circles_end(run, rows, tmp_path, items, write_catalog):
    path = write_catalog(tmp_path / "x", items[:1], [{"rel": "child", "href": "./catalog.json"}])
    collection = tmp_path / "x" / "s2" / "collection.json"
    told = json.loads(collection.read_text())
    told["links"].append({"rel": "child", "href": "../catalog.json"})
    collection.write_text(json.dumps(told))
    assert [row["name"] for row in search(run, rows, path)] == ["a"]


@pytest.mark.parametrize(
    "content",
    [
        "<html>",
        "{}",
        "[1]",
        '{"type": "Catalog", "links": 3}',
        '{"type": "FeatureCollection", "features": []}',
    ],
)
def test_what_is_no_catalogue(run_error, tmp_path, content):
    path = tmp_path / "catalog.json"
    path.write_text(content)
    assert f"{path} is no STAC catalogue that can be " in run_error("searchcatalog", URL=str(path))


def test_what_is_no_address(run_error):
    sentence = "URL is nowhere, which is neither an address with http or https, nor a file, nor "
    assert sentence in run_error("searchcatalog", URL="nowhere")


def test_a_connection_of_qgis(run, rows, catalog):
    from qgis.core import QgsSettings

    settings = QgsSettings()
    settings.setValue("connections/stac/items/Mine at home/url", str(catalog))
    try:
        assert len(search(run, rows, "Mine at home")) == 3
    finally:
        settings.remove("connections/stac/items/Mine at home")


def test_without_the_library_a_sentence_says_how_to_get_it(run_error, catalog, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pystac_client", None)
    assert "needs the Python package pystac-client; install it with" in run_error(
        "searchcatalog", URL=str(catalog)
    )


@pytest.fixture
def authcfg(qgis):
    """A configuration of QGIS that signs in with a name and a password."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    manager = QgsApplication.authManager()
    manager.setMasterPassword("secret", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("catalogue")
    for key, value in (("username", "me"), ("password", "word")):
        config.setConfig(key, value)
    assert manager.storeAuthenticationConfig(config)
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


def test_a_catalogue_that_wants_to_know_who_asks(
    run, rows, run_error, catalog, make_server, authcfg
):
    server = make_server(catalog.parent)

    def check(handler):
        if handler.headers.get("Authorization") == "Basic bWU6d29yZA==":
            handler.answer(server.file_of(handler.path).read_bytes())
        else:
            handler.answer(b"who are you?", 403)

    server.rules["*"] = check
    url = f"{server.url}/catalog.json"
    assert len(search(run, rows, url, AUTHCFG=authcfg)) == 3
    text = run_error("searchcatalog", URL=url)
    assert "catalog.json is refused to you (403); choose an authentication configuration" in text
    assert "word" not in text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html>", "a document of it is not JSON, or is cut off"),
        (b"\xff\xfe{}", "a document of it is not text"),
        (b"[]", "a document of it is not built as STAC says"),
    ],
)
def test_what_is_no_catalogue_is_told_in_plain_words(run_error, tmp_path, content, reason):
    path = tmp_path / "catalog.json"
    path.write_bytes(content)
    said = run_error("searchcatalog", URL=str(path))
    assert f"{path} is no STAC catalogue that can be read ({reason}); check the address." in said
