"""Services that fail in all ways, and what becomes of the dataset."""

from __future__ import annotations

import threading
import time

import pytest
import rasterio

FAULTS = ("drop", 429, 500, 503, "truncate", "size", "message", "stall")


@pytest.fixture(autouse=True)
def short_pauses(qgis, monkeypatch):
    """Pauses that begin with a tenth of a second."""
    from tilewright.algorithms.services import service_parameters
    from tilewright.core.services.patience import Manners

    def read(values):
        found = usual(values)
        return Manners(found.requests, found.retries, 0.05, found.most)

    usual = service_parameters.read_manners
    monkeypatch.setattr("tilewright.algorithms.services.together.read_manners", read)


def forget_answers_of_qgis():
    """QGIS gives what it has kept of an address where the server fails."""
    from qgis.core import QgsNetworkAccessManager

    cache = QgsNetworkAccessManager.instance().cache()
    if cache is not None:
        cache.clear()


@pytest.fixture
def small_requests(qgis, monkeypatch):
    """Requests for 128 x 128 pixels, so that there are many."""
    monkeypatch.setattr("tilewright.algorithms.services.pixels._TOGETHER", 1)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_request_that_fails_is_made_again(
    fault, export, wms_layer, image_tiles, proxy, dataset_files, small_requests, tmp_path
):
    tiles = image_tiles(set(range(24)))
    export(wms_layer, tiles, "healthy")
    forget_answers_of_qgis()
    healthy = set(proxy.asked)
    proxy.asked.clear()
    first = proxy._count
    proxy.faults = {first + 1: fault, first + 3: fault, first + 4: fault}
    results = export(wms_layer, tiles, "out", TIMEOUT=1.0)
    assert results["FAILED_COUNT"] == 0
    assert dataset_files(tmp_path / "out") == dataset_files(tmp_path / "healthy")
    assert proxy.most <= 2
    assert set(proxy.asked) == healthy and len(proxy.asked) >= len(healthy) + 3


@pytest.mark.parametrize("kind", ["wms", "wcs", "xyz"])
def test_a_server_that_dies_and_returns_makes_the_same_dataset(
    kind, request, run, export, image_tiles, map_tiles, dataset_files, small_requests, tmp_path
):
    layer = request.getfixturevalue(f"{kind}_layer")
    server = request.getfixturevalue("tile_server" if kind == "xyz" else "proxy")
    tiles = image_tiles(set(range(60)))
    if kind == "xyz":
        tiles = map_tiles([(16384 * 256 + 200 * k, 11000 * 256, 64, 64) for k in range(20)])
    export(layer, tiles, "healthy")
    forget_answers_of_qgis()
    export_asked = len(server.asked)
    first = server._count
    answer = server.answer

    def die(path):
        if server._count == first + export_asked // 2:
            server.is_down = True
        return answer(path)

    server.answer = die
    if kind == "xyz":
        # What QGIS has of the tiles is forgotten with the layer's address alone.
        layer = request.getfixturevalue("fresh_xyz_layer")
    results = export(layer, tiles, "out", RETRIES=1)
    server.answer = answer
    assert 0 < results["FAILED_COUNT"] < len(list(tiles.getFeatures()))
    assert f"{results['FAILED_COUNT']} tiles of" in run.log and "RESUME" in run.log
    images = list((tmp_path / "out" / "images").iterdir())
    assert len(images) == results["TILE_COUNT"]
    for path in images:
        with rasterio.open(path) as file:
            assert file.read().any(axis=0).all()
    from qgis.core import QgsVectorLayer

    rejected = QgsVectorLayer(str(tmp_path / "out" / "tiles.gpkg") + "|layername=rejected")
    reasons = {f["reason"] for f in rejected.getFeatures()}
    assert len(reasons) >= 1 and all(r.startswith("could not be read (") for r in reasons)
    server.is_down = False
    before = len(server.asked)
    results = export(layer, tiles, "out", RESUME=True)
    assert results["FAILED_COUNT"] == 0
    # QGIS itself keeps some tiles of web maps for a while.
    assert len(server.asked) - before <= results["REQUEST_COUNT"] < export_asked
    ours, theirs = dataset_files(tmp_path / "out"), dataset_files(tmp_path / "healthy")
    if kind == "xyz":
        for facts in (ours["dataset.json"], theirs["dataset.json"]):
            for name in ("fingerprint", "checksums", "parameters", "sources"):
                facts.pop(name)
    assert ours == theirs
    assert not (tmp_path / "out" / ".tilewright-answers").exists()


def test_a_cancel_is_heeded_while_a_server_is_silent(
    run, export, wms_layer, image_tiles, proxy, run_error, tmp_path
):
    answer = proxy.answer
    proxy.answer = lambda path: (time.sleep(5) if "GetMap" in path else None) or answer(path)
    ended = []

    def cancel():
        while not proxy.asked:
            time.sleep(0.01)
        ended.append(time.monotonic())
        run.feedback.cancel()

    canceller = threading.Thread(target=cancel)
    canceller.start()
    with pytest.raises(Exception, match="Cancelled"):
        export(wms_layer, image_tiles())
    assert time.monotonic() - ended[0] < 1.5
    canceller.join()


def test_more_requests_than_are_allowed_are_not_made(
    export, wms_layer, image_tiles, proxy, small_requests
):
    with pytest.raises(Exception, match=r"MAX_REQUESTS to \d+"):
        export(wms_layer, image_tiles(), MAX_REQUESTS=3)
    assert not proxy.asked


class Always(dict):
    """What is wrong with every answer."""

    def __init__(self, fault):
        self._fault = fault

    def get(self, number, default=None):
        return self._fault


@pytest.mark.parametrize("fault", [503, "drop", "message", "stall"])
def test_a_server_that_always_fails_is_left_alone(fault, export, wms_layer, image_tiles, proxy):
    proxy.faults = Always(fault)
    with pytest.raises(Exception, match="None of 120 tiles is written"):
        export(wms_layer, image_tiles(), RETRIES=0, TIMEOUT=0.3)
    # One more may be under way in the other thread while the last counts.
    assert 16 <= len(proxy.asked) <= 16 + 2 + 7


@pytest.mark.parametrize("fault", [400, "size"])
def test_no_more_requests_are_made_than_are_allowed_where_they_fail(
    fault, export, wms_layer, image_tiles, proxy
):
    proxy.faults = Always(fault)
    with pytest.raises(Exception, match="None of 120 tiles is written"):
        export(wms_layer, image_tiles(), MAX_REQUESTS=9)
    assert len(proxy.asked) == 9


def test_some_tiles_are_taken_at_random(export, wms_layer, image_tiles, tmp_path):
    few = export(wms_layer, image_tiles(), "few", MAX_TILES=5, SHUFFLE=True, SEED=4)
    more = export(wms_layer, image_tiles(), "more", MAX_TILES=9, SHUFFLE=True, SEED=4)
    first = export(wms_layer, image_tiles(), "first", MAX_TILES=2)
    assert (few["TILE_COUNT"], more["TILE_COUNT"], first["TILE_COUNT"]) == (5, 9, 2)
    names = {
        name: {p.stem for p in (tmp_path / name / "images").iterdir()}
        for name in ("few", "more", "first")
    }
    assert names["few"] < names["more"]
    assert names["first"] == {"r00000_c00000", "r00000_c00001"}


def test_a_dry_run_asks_for_nothing(export, wms_layer, image_tiles, proxy, tmp_path):
    results = export(wms_layer, image_tiles(), DRY_RUN=True)
    assert results["TILE_COUNT"] == 120 and 1 <= results["REQUEST_COUNT"] <= 4
    assert not proxy.asked and not (tmp_path / "out").exists()


def test_a_dataset_is_replaced_and_what_the_server_refused_is_asked_for_later(
    export, wms_layer, image_tiles, proxy, files, small_requests, tmp_path
):
    tiles = image_tiles(set(range(24)))
    export(wms_layer, tiles)
    healthy = files(tmp_path / "out" / "images")
    forget_answers_of_qgis()
    first = proxy._count
    proxy.faults = {first + k: 404 for k in (3, 6)}
    results = export(wms_layer, tiles, OVERWRITE=True)
    assert 0 < results["FAILED_COUNT"] < 24
    forget_answers_of_qgis()
    results = export(wms_layer, tiles, RESUME=True)
    assert results["FAILED_COUNT"] == 0 and results["REQUEST_COUNT"] <= 4
    assert files(tmp_path / "out" / "images") == healthy
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert not any(name.startswith(".") for name in names)


def test_what_a_service_says_of_a_bad_request_is_told(export, wms_layer, image_tiles, proxy, run):
    answer = proxy.answer
    said = (
        b"<ServiceExceptionReport><ServiceException>BBOX &lt; 1 m at http://x/?key=abc"
        b"</ServiceException></ServiceExceptionReport>"
    )
    proxy.answer = lambda path: (400, "text/xml", said) if "GetMap" in path else answer(path)
    with pytest.raises(Exception, match=r"the service answers 400: BBOX < 1 m at\)"):
        export(wms_layer, image_tiles({0}), RETRIES=0)
