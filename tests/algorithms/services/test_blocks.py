"""Neighbouring tiles are asked for in one picture, and by themselves where that is refused."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
import rasterio

FAULTS = {
    "message": (200, "text/xml", b"<ServiceExceptionReport/>"),
    "400": (400, "text/xml", b"<ServiceExceptionReport/>"),
    "404": (404, "text/plain", b""),
}


def asked_box(path):
    """Width and height in pixels, least x, least y, greatest x, greatest y of a request."""
    asked = {name.lower(): values[0] for name, values in parse_qs(urlsplit(path).query).items()}
    bounds = tuple(map(float, asked["bbox"].split(",")))
    return int(asked["width"]), int(asked["height"]), bounds


def is_for_pixels(path):
    return "REQUEST=GetMap" in path or "REQUEST=GetCoverage" in path


@pytest.fixture
def refuse(proxy):
    """Have the server refuse what a function of width, height and bounds says."""
    answer = proxy.answer

    def make(is_refused, fault="400"):
        def answer_or_refuse(path):
            if is_for_pixels(path) and is_refused(*asked_box(path)):
                return FAULTS[fault]
            return answer(path)

        proxy.answer = answer_or_refuse

    yield make
    proxy.answer = answer


def check_tiles(folder, image_values, missing=frozenset()):
    """Of the image's 10 x 12 tiles all but some are there, with its pixels."""
    paths = {path.stem: path for path in (folder / "images").iterdir()}
    places = {f"r{row:05d}_c{column:05d}": (row, column) for row, column in np.ndindex(10, 12)}
    assert paths.keys() == places.keys() - missing
    for name, path in paths.items():
        top, left = 64 * places[name][0], 64 * places[name][1]
        with rasterio.open(path) as file:
            found = file.read()
        np.testing.assert_array_equal(found, image_values[:, top : top + 64, left : left + 64])


@pytest.mark.parametrize("together", [16, 1])
def test_tiles_of_one_picture_equal_those_of_many(
    together, export, wms_layer, image_tiles, proxy, image_values, tmp_path, monkeypatch
):
    monkeypatch.setattr("tilewright.algorithms.services.pixels._TOGETHER", together)
    results = export(wms_layer, image_tiles())
    assert results["REQUEST_COUNT"] == len(proxy.asked) == {16: 1, 1: 42}[together]
    check_tiles(tmp_path / "out", image_values)


@pytest.mark.parametrize("fault", FAULTS)
def test_of_a_picture_that_is_refused_all_tiles_are_written_that_are_given(
    fault, export, wms_layer, image_tiles, proxy, refuse, image_values, tmp_path
):
    # In the middle of the tile in row 4 and column 5.
    x, y = 500000 + 5.5 * 640, 4600000 - 4.5 * 640
    refuse(lambda width, height, b: b[0] < x < b[2] and b[1] < y < b[3], fault)
    results = export(wms_layer, image_tiles(), RETRIES=0)
    assert results["FAILED_COUNT"] == 1
    check_tiles(tmp_path / "out", image_values, {"r00004_c00005"})
    assert results["REQUEST_COUNT"] == len(set(proxy.asked)) <= 30
    refuse(lambda width, height, b: False)
    proxy.asked.clear()
    results = export(wms_layer, image_tiles(), RESUME=True)
    assert results["FAILED_COUNT"] == 0 and results["REQUEST_COUNT"] == len(proxy.asked) == 1
    check_tiles(tmp_path / "out", image_values)


@pytest.mark.parametrize("kind", ["wms", "wcs"])
def test_a_limit_that_a_server_does_not_tell_is_found(
    kind, request, export, image_tiles, refuse, image_values, tmp_path
):
    layer = request.getfixturevalue(f"{kind}_layer")
    refuse(lambda width, height, b: max(width, height) > 512)
    results = export(layer, image_tiles(), "out", RETRIES=0)
    assert results["FAILED_COUNT"] == 0
    check_tiles(tmp_path / "out", image_values)


def test_no_picture_is_larger_than_the_server_says(
    export, proxy, image_tiles, image_values, tmp_path
):
    from qgis.core import QgsRasterLayer

    answer = proxy.answer
    limits = b"<MaxWidth>300</MaxWidth><MaxHeight>200</MaxHeight></Service>"

    def tell_limits(path):
        status, kind, body = answer(path)
        if "GetCapabilities" in path:
            body, count = re.subn(b"</Service>", limits, body)
            assert count == 1
        return status, kind, body

    proxy.answer = tell_limits
    source = f"crs=EPSG:32631&dpiMode=7&format=image/png&layers=image&styles&url={proxy.url}?a=b"
    layer = QgsRasterLayer(source, "map service", "wms")
    assert layer.isValid()
    dry = export(layer, image_tiles(), DRY_RUN=True)
    results = export(layer, image_tiles())
    sizes = {asked_box(path)[:2] for path in proxy.asked}
    assert max(width for width, _ in sizes) == 256 and max(height for _, height in sizes) == 128
    assert results["REQUEST_COUNT"] == len(proxy.asked) == dry["REQUEST_COUNT"]
    check_tiles(tmp_path / "out", image_values)


def test_tiles_far_apart_are_asked_for_without_what_lies_between(
    export, wms_layer, image_tiles, proxy
):
    export(wms_layer, image_tiles({0, 59, 111}))
    boxes = [asked_box(path) for path in proxy.asked]
    assert len(boxes) == 3 and all(max(box[:2]) <= 256 for box in boxes)
