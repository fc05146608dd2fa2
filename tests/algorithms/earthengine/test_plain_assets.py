"""Assets as they are, read by GDAL where Earth Engine's client is missing."""

from __future__ import annotations

import sys

import pytest
import rasterio
from test_tiles_of_earth_engine import assert_pixels_are_those_of, describe

INSIDE = (501000, 4598500)
ASSET = {"ASSET": "ESA/WorldCover", "METERS_PER_PIXEL": 10}


@pytest.fixture
def without_client(server, monkeypatch):
    """The fake, where the client cannot be imported by those who do not have it already."""
    with rasterio.Env() as env:
        if "EEDAI" not in env.drivers():
            pytest.skip("this GDAL has no driver for Earth Engine")
    monkeypatch.setitem(sys.modules, "ee", None)
    return server


def test_pixels_are_those_of_the_asset(without_client, tiles, ask, run, cover):
    found = ask(tiles(2, 2, INSIDE), **ASSET, URL=without_client.url)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (4, 0)
    assert_pixels_are_those_of(cover, found["OUTPUT"])
    assert "earthengine-api is missing; GDAL reads ESA/WorldCover" in run.log
    assert set(without_client.calls) == {"asset", "asset_pixels"}
    assert describe(found["OUTPUT"])["sources"]["earthengine"] == {"assets": ["ESA/WorldCover"]}


def test_bands_are_found_by_name(without_client, tiles, ask):
    from qgis.core import QgsProcessingException

    found = ask(tiles(1, 1, INSIDE), **ASSET, URL=without_client.url, BANDS="Map")
    assert describe(found["OUTPUT"])["bands"] == ["Map"]
    with pytest.raises(QgsProcessingException, match="has no band B9; it has Map"):
        ask(tiles(1, 1, INSIDE), **ASSET, URL=without_client.url, BANDS="B9")


@pytest.mark.parametrize(
    "more",
    [{"START": "2024-01-01"}, {"COMPOSITE": "MEAN"}, {"MASK_SOURCE": "worldcover"}, {"URL": ""}],
)
def test_what_gdal_cannot_do_needs_the_client(without_client, tiles, ask, more):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="pip install --user earthengine-api"):
        ask(tiles(1, 1, INSIDE), **{**ASSET, "URL": without_client.url, **more})
    assert not without_client.calls


def test_an_unknown_asset_is_a_sentence(without_client, tiles, ask):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="cannot be opened"):
        ask(tiles(1, 1, INSIDE), ASSET="users/me", METERS_PER_PIXEL=10, URL=without_client.url)
