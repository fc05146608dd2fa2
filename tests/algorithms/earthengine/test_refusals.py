"""What becomes of a run when Earth Engine refuses, stalls or dies, and what the user can do."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from test_tiles_of_earth_engine import assert_pixels_are_those_of, describe, read_rows, rejected

WHOLE = {"METERS_PER_PIXEL": 10, "SOURCE": "sentinel2-rgb"}
INSIDE = (501000, 4598500)


def is_tile(column):
    """Whether a request is about a column of tiles."""
    left = INSIDE[0] + 640 * column
    return lambda body: left <= body["grid"]["affineTransform"]["translateX"] < left + 640


@pytest.fixture
def healthy(connected, tiles, ask, tmp_path):
    """The dataset of a server that never fails."""
    ask(tiles(2, 2, INSIDE), **WHOLE, OUTPUT=str(tmp_path / "healthy"))
    connected.calls.clear()
    return tmp_path / "healthy"


def assert_equal(folder, other):
    files = sorted(p.relative_to(folder) for p in Path(folder).rglob("*.tif"))
    assert files == sorted(p.relative_to(other) for p in Path(other).rglob("*.tif"))
    for name in files:
        assert Path(folder, name).read_bytes() == Path(other, name).read_bytes()
    assert Path(folder, "tiles.csv").read_bytes() == Path(other, "tiles.csv").read_bytes()


@pytest.mark.parametrize("answers", [(429, 500), (503, "dropped"), (504, 502)])
def test_what_passes_is_asked_for_again(connected, healthy, tiles, ask, answers):
    for answer in answers:
        connected.fail("pixels", answer, times=3)
    found = ask(tiles(2, 2, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (4, 0)
    assert connected.calls["pixels"] == 4 + 6
    assert_equal(found["OUTPUT"], healthy)


@pytest.mark.parametrize(
    ("answer", "message", "reason"),
    [
        (429, "Too many concurrent aggregations.", "Too many concurrent aggregations"),
        (500, "An internal error has occurred.", "An internal error has occurred"),
        (503, "The service is unavailable.", "The service is unavailable"),
        ("dropped", "", "Connection aborted"),
    ],
)
def test_a_tile_that_is_refused_is_left_out_and_asked_for_alone_later(
    connected, healthy, tiles, ask, run, image, answer, message, reason
):
    connected.fail("pixels", answer, message, when=is_tile(1))
    found = ask(tiles(2, 2, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (2, 2)
    assert "2 tiles of 4 could not be read" in run.log and "RESUME" in run.log
    assert "could not be read (Earth Engine: " in rejected(found["OUTPUT"])
    assert reason in rejected(found["OUTPUT"])
    assert_pixels_are_those_of(image, found["OUTPUT"])
    connected.heal()
    connected.calls.clear()
    found = ask(tiles(2, 2, INSIDE), **WHOLE, RESUME=True)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (4, 0)
    assert_equal(found["OUTPUT"], healthy)


@pytest.mark.parametrize(
    "message",
    [
        "User memory limit exceeded.",
        "Computation timed out.",
        "Total request size (99 bytes) must be less than or equal to 50331648 bytes.",
    ],
)
def test_what_is_too_much_is_asked_for_in_quarters(connected, tiles, ask, image, message):
    def is_large(body):
        return body["grid"]["dimensions"]["width"] > 100

    connected.fail("pixels", 400, message, when=is_large)
    found = ask(tiles(1, 1, INSIDE, side=2560), **WHOLE)
    # The whole, four quarters, and four of each of these.
    assert connected.calls["pixels"] == 1 + 4 + 16
    (row,) = read_rows(found["OUTPUT"])
    import rasterio

    with rasterio.open(Path(found["OUTPUT"], row["file"])) as tile, rasterio.open(image) as source:
        assert (tile.width, tile.height) == (256, 256)
        assert (tile.read() == source.read(window=((150, 406), (100, 356)), boundless=True)).all()


def test_what_is_too_much_in_the_smallest_windows_is_asked_for_band_by_band(
    connected, tiles, ask, image
):
    connected.fail(
        "pixels", 400, "User memory limit exceeded.", when=lambda body: len(body["bandIds"]) > 2
    )
    found = ask(tiles(1, 1, INSIDE), **WHOLE)
    assert connected.calls["pixels"] == 1 + 3
    assert_pixels_are_those_of(image, found["OUTPUT"])


def test_what_stays_too_much_is_left_out(connected, tiles, ask):
    connected.fail("pixels", 400, "User memory limit exceeded.", when=is_tile(0))
    found = ask(tiles(2, 1, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (1, 1)
    assert "User memory limit exceeded" in rejected(found["OUTPUT"])


@pytest.mark.parametrize(
    ("status", "message", "told"),
    [
        (401, "Request had invalid authentication credentials.", "does not accept the sign-in"),
        (
            403,
            "Google Earth Engine API has not been used in project 123 before or it is disabled.",
            "is not enabled in the Cloud project fake-project",
        ),
        (403, "Caller does not have required permission.", "does not allow this"),
        (404, "Asset 'x' not found.", "Check the name of the asset"),
        (
            400,
            "Image.select: Band pattern 'B99' did not match any bands. Available bands: [B4]",
            "Earth Engine cannot compute this",
        ),
    ],
)
def test_what_no_request_would_get_stops_the_run(
    connected, tiles, ask, tmp_path, status, message, told
):
    from qgis.core import QgsProcessingException

    connected.fail("pixels", status, message)
    with pytest.raises(QgsProcessingException, match=told):
        ask(tiles(), **WHOLE)
    assert connected.calls["pixels"] <= 16
    assert not (tmp_path / "out" / "dataset.json").exists()


def test_a_place_without_images_is_no_failure(connected, tiles, ask):
    message = "Image.select: Band pattern 'B4' did not match any bands. Available bands: []"
    connected.fail("pixels", 400, message, when=is_tile(0))
    found = ask(tiles(2, 1, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"], found["EMPTY_COUNT"]) == (1, 0, 1)
    assert "no image here (sentinel2-rgb)" in rejected(found["OUTPUT"])


def test_cancel_is_heard_within_a_second_and_the_rest_comes_later(
    connected, healthy, tiles, ask, run, qgis
):
    from qgis.core import QgsProcessingException

    connected.fail("pixels", "stalled", when=is_tile(1))
    stopped = {}

    def cancel():
        while connected.calls["pixels"] < 4:
            time.sleep(0.01)
        time.sleep(0.5)
        stopped["at"] = time.monotonic()
        run.feedback.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        ask(tiles(2, 2, INSIDE), **WHOLE)
    assert time.monotonic() - stopped["at"] < 1
    thread.join()
    connected.heal()
    connected.calls.clear()
    found = ask(tiles(2, 2, INSIDE), **WHOLE, RESUME=True)
    assert_equal(found["OUTPUT"], healthy)


def test_a_used_up_quota_is_told_and_fewer_are_asked_for_at_once(ee, server, tiles, ask, run):
    server.answer_headers["x-earth-engine-quota-status"] = "parallelism_restricted=true"
    server.delay = 0.02
    found = ask(tiles(4, 4, INSIDE), **WHOLE, URL=server.url)
    assert found["FAILED_COUNT"] == 0
    assert server.most_at_once <= 2
    assert "quota of the Cloud project tilewright is used up" in run.log


def test_no_tile_at_all_is_a_sentence(connected, tiles, ask, tmp_path):
    from qgis.core import QgsProcessingException

    connected.fail("pixels", 503, "The service is unavailable.")
    with pytest.raises(QgsProcessingException, match="None of 4 tiles is written"):
        ask(tiles(2, 2, INSIDE), **WHOLE)
    assert not (tmp_path / "out" / "dataset.json").exists()


def test_tiles_that_failed_stay_in_the_record(connected, tiles, ask):
    connected.fail("pixels", 503, "The service is unavailable.", when=is_tile(0))
    found = ask(tiles(2, 1, INSIDE), **WHOLE)
    assert describe(found["OUTPUT"])["failed"]["count"] == 1
    assert json.dumps(describe(found["OUTPUT"]))


@pytest.mark.parametrize("answer", ["cut off", "other size", "nonsense"])
def test_answers_that_are_none_are_asked_for_again_or_left_out(
    connected, healthy, tiles, ask, image, answer
):
    connected.fail("pixels", answer, when=is_tile(1))
    found = ask(tiles(2, 2, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (2, 2)
    assert connected.calls["pixels"] == 2 + 2 * 3
    assert_pixels_are_those_of(image, found["OUTPUT"])
    connected.heal()
    connected.fail("pixels", answer, times=2)
    assert_equal(ask(tiles(2, 2, INSIDE), **WHOLE, RESUME=True)["OUTPUT"], healthy)


def test_a_server_that_never_answers_is_left_after_a_while(connected, tiles, ask, monkeypatch):
    from tilewright.core.earthengine import detached

    monkeypatch.setattr(detached, "_LONGEST_SECONDS", 1.0)
    connected.fail("pixels", "stalled", when=is_tile(1))
    found = ask(tiles(2, 1, INSIDE), **WHOLE)
    assert (found["TILE_COUNT"], found["FAILED_COUNT"]) == (1, 1)
    assert "does not answer" in rejected(found["OUTPUT"])
