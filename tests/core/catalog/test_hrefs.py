"""Where a catalogue may lead."""

from __future__ import annotations

import pytest

from tilewright.core.catalog.hrefs import gdal_name, resolve_href, same_host
from tilewright.core.errors import RasterError

WEB = "https://h.org/stac/items/a.json"


@pytest.mark.parametrize(
    ("href", "base", "place"),
    [
        ("./a.tif", WEB, "https://h.org/stac/items/a.tif"),
        ("../../a.tif", WEB, "https://h.org/a.tif"),
        ("../../../../../etc/passwd", WEB, "https://h.org/etc/passwd"),
        ("/etc/passwd", WEB, "https://h.org/etc/passwd"),
        ("//other.org/a.tif", WEB, "https://other.org/a.tif"),
        ("http://other.org/a.tif?x=1", WEB, "http://other.org/a.tif?x=1"),
        ("s3://bucket/a/b.tif", WEB, "s3://bucket/a/b.tif"),
        ("./a.tif", "/data/c/a.json", "/data/c/a.tif"),
        ("../a.tif", "/data/c/a.json", "/data/a.tif"),
        ("/other/a.tif", "/data/c/a.json", "/other/a.tif"),
        # Longer than a name can be.
        ("/" + "a" * 300, "/data/c/a.json", "/" + "a" * 300),
        ("https://h.org/a.tif", "/data/c/a.json", "https://h.org/a.tif"),
    ],
)
def test_hrefs_that_are_read(href, base, place):
    assert resolve_href(href, base) == place


@pytest.mark.parametrize("base", [WEB, "/data/c/a.json"])
@pytest.mark.parametrize(
    "href",
    [
        "file:///etc/passwd", "FILE:/etc/passwd", "/vsicurl/http://h.org/a.tif", "/vsimem/a",
        "/VSIzip/a.zip", "gs://b/a.tif", "ftp://h.org/a", "data:,a", "https://", "http:///a",
        "\\\\host\\share", "http://h.org/a\n.tif", "//[x", "http://h:65536/a", "", None, 3, ["a"],
    ],
)  # fmt: skip
def test_hrefs_that_are_refused(href, base):
    with pytest.raises(RasterError, match="a catalogue may lead to http, https and s3"):
        resolve_href(href, base)


def test_names_for_gdal_hold_no_options_of_strangers():
    hostile = "https://h.org/a.tif&pc_url_signing=yes&header.A=b?x=%26url%3Dhttp://evil.org"
    name = gdal_name(hostile)
    options, _, url = name.partition("url=")
    assert options.startswith("/vsicurl?max_retry=4&")
    assert options.endswith("&empty_dir=yes&")
    assert url.startswith("https%3A%2F%2Fh.org%2Fa.tif%26pc_url_signing")
    assert "&" not in url


def test_buckets_are_read_as_the_environment_says(monkeypatch):
    monkeypatch.delenv("AWS_PROFILE", raising=False)
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    assert gdal_name("s3://bucket/a b.tif").endswith(
        "url=https%3A%2F%2Fbucket.s3.amazonaws.com%2Fa%2520b.tif"
    )
    monkeypatch.setenv("AWS_PROFILE", "mine")
    assert gdal_name("s3://bucket/a b.tif") == "/vsis3/bucket/a b.tif"


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("https://h.org/x", True),
        ("https://h.org:443/x", True),
        ("http://h.org/x", False),
        ("https://h.org:8443/x", False),
        ("https://h.org.evil.org/x", False),
        ("https://h.org@evil.org/x", False),
    ],
)
def test_one_host_is_one_server(other, is_same):
    assert same_host("https://h.org/stac", other) is is_same


def test_a_server_may_go_on_encrypted():
    assert same_host("http://h.org/stac", "https://h.org/next")
