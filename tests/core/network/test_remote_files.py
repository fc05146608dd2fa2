"""Addresses of rasters as GDAL reads them best."""

from __future__ import annotations

import pytest

from tilewright.core.network.remote_files import (
    gdal_name,
    quote_name,
    show_name,
    show_names_in,
    web_address,
)
from tilewright.core.network.stays_local import is_address

PLAIN = "https://a.org/b/c.tif"


@pytest.mark.parametrize("address", [PLAIN, "/vsicurl/" + PLAIN, "HTTP://a.org/c.tif?x=1&y=2"])
def test_addresses_become_one_name_that_stays_one(address):
    name = gdal_name(address)
    assert name.startswith("/vsicurl?") and is_address(name) and gdal_name(name) == name
    assert "empty_dir=yes" in name and "&y=2" not in name


@pytest.mark.parametrize("path", ["/data/a.tif", "/vsis3/bucket/a.tif", "/vsicurl/ftp://a/b.tif"])
def test_other_names_stay(path):
    assert gdal_name(path) == path


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("http://h.org/é ü/a.tif", "http://h.org/%C3%A9%20%C3%BC/a.tif"),
        ("http://h.org/%C3%A9%20b/a.tif?x=1&y=a%2Fb", "http://h.org/%C3%A9%20b/a.tif?x=1&y=a%2Fb"),
        ("http://h.org/100%/a.tif", "http://h.org/100%25/a.tif"),
    ],
)
def test_addresses_are_asked_for_as_they_are_written_on_the_web(typed, asked):
    assert web_address(gdal_name(typed)) == asked
    assert quote_name(typed) == asked
    assert quote_name("/vsicurl/" + typed) == "/vsicurl/" + asked
    assert gdal_name(gdal_name(typed)) == gdal_name(typed)


def test_people_see_addresses_without_options_and_secrets():
    name = gdal_name("https://user:word@h.org/a b.tif?sig=secret")
    assert show_name(name) == "https://h.org/a%20b.tif"
    assert show_names_in(f"'{name}' not recognized") == "'https://h.org/a%20b.tif' not recognized"
    assert show_name("/data/é.tif") == "/data/é.tif"
