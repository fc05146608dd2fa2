"""Addresses of rasters as GDAL reads them best."""

from __future__ import annotations

import pytest

from tilewright.core.network.remote_files import gdal_name
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
