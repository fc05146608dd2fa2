"""Connecting: with what is stored, or a key, and to nobody but the server that is named."""

from __future__ import annotations

import json
import socket
import time

import numpy as np
import pytest

from tilewright.core.earthengine import client as client_module
from tilewright.core.earthengine.answers import EarthEngineError
from tilewright.core.earthengine.bands import ask_bands
from tilewright.core.earthengine.client import Connection, connect
from tilewright.core.earthengine.detached import run_detached
from tilewright.core.earthengine.query import EarthImage, Query
from tilewright.core.earthengine.source import EarthEngineSource
from tilewright.core.earthengine.sources import make_image
from tilewright.core.errors import CancelledError, MissingLibraryError
from tilewright.core.resampling.grid import TargetGrid


@pytest.fixture
def addresses(monkeypatch):
    """Ports of this computer, and other addresses, that anything connects to."""
    found = set()
    connect_socket = socket.socket.connect

    def note(self, address):
        found.add(address[1] if address[0] == "127.0.0.1" else address)
        return connect_socket(self, address)

    monkeypatch.setattr(socket.socket, "connect", note)
    return found


@pytest.fixture
def key(tmp_path, server):
    """The key of a service account that nobody knows, whose tokens come from the fake."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(65537, 2048).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path = tmp_path / "key.json"
    facts = {
        "type": "service_account",
        "project_id": "project-of-key",
        "private_key_id": "1",
        "private_key": private.decode(),
        "client_email": "robot@project-of-key.iam.gserviceaccount.com",
        "token_uri": f"{server.url}/token",
    }
    path.write_text(json.dumps(facts))
    return str(path)


def read_a_tile(client):
    image = EarthImage("x", client.ee.Image("x/y"))
    facts = ask_bands(client, image, (3, 41, 4, 42))
    from rasterio.crs import CRS

    wkt = CRS.from_epsg(32631).to_wkt()
    grid = TargetGrid(wkt, (10.0, 0.0, 501000.0, 0.0, -10.0, 4599000.0), 20, 10)
    return EarthEngineSource(client, image, facts, [grid], ["EPSG:32631"]).read_grid(grid)


def test_no_request_leaves_for_anything_but_the_address_given(server, addresses):
    client = connect(Connection(url=server.url))
    values, valid = read_a_tile(client)
    assert values.shape == (3, 10, 20) and valid.all()
    assert addresses == {int(server.url.rpartition(":")[2])}
    assert "Authorization" not in server.headers[0]


def test_a_key_signs_requests_that_count_for_its_own_project(server, key, addresses):
    client = connect(Connection(url=server.url, credentials=key))
    read_a_tile(client)
    assert server.calls["token"] == 1
    assert server.headers[0]["authorization"] == "Bearer fake-token"
    assert "/projects/project-of-key/image:computePixels" in server.paths[-1]
    assert addresses == {int(server.url.rpartition(":")[2])}
    assert client.project == "project-of-key"


def test_the_project_that_is_given_counts(server, key):
    read_a_tile(connect(Connection("another-project", key, url=server.url)))
    assert "/projects/another-project/image:computePixels" in server.paths[-1]


def test_the_stored_sign_in_is_used(server, tmp_path, monkeypatch, ee, addresses):
    folder = tmp_path / "home" / ".config" / "earthengine"
    folder.mkdir(parents=True)
    stored = {"refresh_token": "r", "project": "my-project-1", "client_id": "c", "scopes": ["s"]}
    (folder / "credentials").write_text(json.dumps(stored))
    monkeypatch.setattr(ee.oauth, "TOKEN_URI", f"{server.url}/token")
    monkeypatch.setattr(client_module, "_HIGH_VOLUME", server.url)
    client = connect(Connection())
    read_a_tile(client)
    assert client.project == "my-project-1"
    assert server.headers[0]["authorization"] == "Bearer fake-token"
    assert addresses == {int(server.url.rpartition(":")[2])}


def test_the_stored_sign_in_is_not_sent_to_another_server(server, tmp_path, monkeypatch, ee):
    folder = tmp_path / "home" / ".config" / "earthengine"
    folder.mkdir(parents=True)
    stored = {"refresh_token": "r", "project": "my-project-1"}
    (folder / "credentials").write_text(json.dumps(stored))
    monkeypatch.setattr(ee.oauth, "TOKEN_URI", f"{server.url}/token")
    read_a_tile(connect(Connection(url=server.url)))
    assert server.calls["token"] == 0
    assert "authorization" not in {name.lower() for name in server.headers[0]}


def test_nobody_who_is_not_signed_in_is_asked(ee, monkeypatch):
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("asks"))
    started = time.monotonic()
    with pytest.raises(EarthEngineError, match="Raster > Tilewright > Sign In to Earth Engine"):
        connect(Connection())
    assert time.monotonic() - started < 5


def test_a_sign_in_without_a_project_asks_for_one_in_a_sentence(server, tmp_path, ee, monkeypatch):
    monkeypatch.setattr(ee.oauth, "TOKEN_URI", f"{server.url}/token")
    folder = tmp_path / "home" / ".config" / "earthengine"
    folder.mkdir(parents=True)
    (folder / "credentials").write_text(json.dumps({"refresh_token": "r"}))
    monkeypatch.setattr(client_module, "_HIGH_VOLUME", server.url)
    # What Google says when requests count for the project of the client itself.
    said = "Caller does not have required permission to use project 517222506229."
    server.fail("algorithms", 403, said)
    with pytest.raises(EarthEngineError, match="needs the name of a Cloud project; give PROJECT"):
        connect(Connection())


def test_a_connection_of_another_plugin_is_used_as_it_is(connected):
    client = connect(Connection("other-project", url="https://example.org"))
    assert (client.project, client.endpoint) == ("fake-project", connected.url)
    assert not client.is_own
    assert connected.calls["discovery"] == 0


def test_a_connection_of_ours_can_be_made_anew(server):
    first = connect(Connection("first-project", url=server.url))
    assert first.is_own and first.project == "first-project"
    asked = server.calls["discovery"]
    assert connect(Connection("first-project", url=server.url)).is_own
    assert server.calls["discovery"] == asked
    assert connect(Connection("second-project", url=server.url)).project == "second-project"


@pytest.mark.parametrize("url", ["http://example.org", "file:///etc/passwd", "ftp://127.0.0.1"])
def test_addresses_that_anybody_could_read_along_are_refused(ee, url):
    with pytest.raises(EarthEngineError, match="has to begin with https://"):
        connect(Connection(url=url))


def test_addresses_with_passwords_are_refused(ee):
    user = ":".join(("me", "word"))
    with pytest.raises(EarthEngineError, match="holds a name or a password"):
        connect(Connection(url=f"https://{user}@example.org"))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"project_id": "a"}', "no json"])
def test_what_is_no_key_is_a_sentence(server, tmp_path, text):
    path = tmp_path / "key.json"
    path.write_text(text)
    with pytest.raises(EarthEngineError, match="is not the key of a service account"):
        connect(Connection(credentials=str(path), url=server.url))


def test_a_server_that_is_not_there_is_a_sentence(ee):
    with pytest.raises(EarthEngineError, match="no connection to Earth Engine"):
        connect(Connection(url="http://127.0.0.1:9"))


def test_a_missing_package_is_a_sentence_that_names_pip(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ee", None)
    with pytest.raises(MissingLibraryError, match="pip install --user earthengine-api"):
        connect(Connection())


def test_requests_that_hang_are_left_when_the_user_cancels():
    started = time.monotonic()
    asked = []

    def is_cancelled():
        asked.append(1)
        return len(asked) > 3

    with pytest.raises(CancelledError):
        run_detached(lambda: time.sleep(20), is_cancelled)
    assert time.monotonic() - started < 1


def test_valid_pixels_are_those_of_all_bands(connected):
    client = connect(Connection())
    values, _ = read_a_tile(client)
    assert values.dtype == np.uint8
    assert "Reducer.min" in connected.expressions[0]


def test_geetiles_own_names_are_its_recipes(connected, ee):
    """What its source of 0.1.7 builds, to the letter."""

    def mask(image):
        qa = image.select("QA60")
        cloud, cirrus = 1 << 10, 1 << 11
        clear = qa.bitwiseAnd(cloud).eq(0).And(qa.bitwiseAnd(cirrus).eq(0))
        return image.updateMask(clear).divide(10000)

    expected = (
        ee.ImageCollection("COPERNICUS/S2_SR_HARMONIZED")
        .filterDate("2020-01-01", "2020-12-31")
        .filter(ee.Filter.lt("CLOUDY_PIXEL_PERCENTAGE", 20))
        .map(mask)
        .select("B4", "B3", "B2")
        .median()
        .visualize(min=0, max=0.3)
    )
    made = make_image(ee, "sentinel2-rgb-median-2020", Query()).at(ee, None)
    assert made.serialize() == expected.serialize()
    cover = make_image(ee, "esa-world-cover", Query()).at(ee, None)
    assert cover.serialize() == ee.ImageCollection("ESA/WorldCover/v100").first().serialize()


def test_a_connection_that_fails_is_told_by_its_reason():
    requests = pytest.importorskip("requests")
    from tilewright.core.earthengine.answers import explain

    with pytest.raises(requests.ConnectionError) as failed:
        requests.get("http://127.0.0.1:1", timeout=5)
    said = str(explain(failed.value, "p"))
    assert said.startswith("Earth Engine: Failed to establish a new connection: [Errno ")
    assert "Connection refused" in said and "object at" not in said


def test_a_connection_whose_reason_stands_in_quotes_is_told_by_it():
    from tilewright.core.earthengine.answers import explain

    text = "Max retries (Caused by T(<a.B object at 0x7f>, 'Connection to h is slow. (t=3)'))"
    assert str(explain(OSError(text), "p")) == "Earth Engine: Connection to h is slow. (t=3)"


@pytest.mark.parametrize("answer", [(b"", 404), (b"", 200), (b"<html>", 200)])
def test_a_server_that_is_not_earth_engine_is_told_in_a_sentence(
    ee, make_server, addresses, answer
):
    other = make_server()
    other.rules["*"] = lambda handler: handler.answer(*answer)
    with pytest.raises(EarthEngineError) as caught:
        connect(Connection(url=other.url))
    assert str(caught.value) == (
        f"There is no Earth Engine at {other.url}: the server does not tell what it can do. Check "
        "URL."
    )
