"""Signing in: a page in the browser, a server that waits for it, and what is kept."""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import stat
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tilewright.core.earthengine.answers import EarthEngineError
from tilewright.core.earthengine.sign_in import SignIn, stored_project
from tilewright.core.errors import CancelledError


@pytest.fixture
def browser(server, ee, monkeypatch):
    """Opens a page of Google's at the fake, whose user agrees, after some seconds."""
    monkeypatch.setattr(ee.oauth, "TOKEN_URI", f"{server.url}/token")

    def open_page(url, after=0.0):
        assert url.startswith("https://accounts.google.com/o/oauth2/auth?")

        def run():
            time.sleep(after)
            address = url.replace("https://accounts.google.com", server.url)
            urllib.request.urlopen(address, timeout=5).read()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        return thread

    return open_page


def test_a_sign_in_is_kept_for_its_owner_alone(server, browser, ee, tmp_path):
    sign_in = SignIn()
    browser(sign_in.url)
    token = sign_in.wait(patience=10)
    path = Path(sign_in.save(token, " my-project "))
    assert path == tmp_path / "home" / ".config" / "earthengine" / "credentials"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    stored = json.loads(path.read_text("utf-8"))
    assert (stored["refresh_token"], stored["project"]) == ("fake-refresh", "my-project")
    assert stored_project() == "my-project"
    # The client reads it.
    assert ee.data.get_persistent_credentials().refresh_token == "fake-refresh"
    (asked,), sent = server.asked_for_consent, server.token_requests[0]
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    assert asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    assert sent["redirect_uri"] == asked["redirect_uri"]
    assert asked["access_type"] == "offline"


def test_a_second_sign_in_keeps_the_project(browser):
    for project in ("first-project", ""):
        sign_in = SignIn()
        browser(sign_in.url)
        sign_in.save(sign_in.wait(patience=10), project)
    assert stored_project() == "first-project"


def test_a_user_who_refuses_is_told_so(server, browser):
    server.consent = {"error": "access_denied"}
    sign_in = SignIn()
    browser(sign_in.url)
    with pytest.raises(EarthEngineError, match="refused: access_denied"):
        sign_in.wait(patience=10)


def test_answers_of_other_pages_are_not_taken(server, ee):
    sign_in = SignIn()
    place = parse_qs(urlsplit(sign_in.url).query)["redirect_uri"][0].replace(
        "localhost", "127.0.0.1"
    )
    found = []

    def intrude():
        for query in ("?code=evil", "?code=evil&state=x", "", "?error=x"):
            with pytest.raises(urllib.error.HTTPError) as caught:
                urllib.request.urlopen(place + "/" + query, timeout=5)
            found.append(caught.value.code)

    thread = threading.Thread(target=intrude)
    thread.start()
    with pytest.raises(EarthEngineError, match="Nobody signed in"):
        sign_in.wait(patience=2)
    thread.join()
    assert found == [404] * 4
    assert server.calls["token"] == 0


def test_a_cancel_is_heard_within_a_second_though_somebody_stalls(ee):
    sign_in = SignIn()
    port = int(parse_qs(urlsplit(sign_in.url).query)["redirect_uri"][0].rpartition(":")[2])
    started = time.monotonic()
    with pytest.raises(CancelledError):
        sign_in.wait(lambda: time.monotonic() - started > 0.3)
    assert time.monotonic() - started < 1
    with socket.socket() as again:
        # Nothing listens any more.
        assert again.connect_ex(("127.0.0.1", port)) != 0


def test_another_port_is_taken_when_the_usual_one_is_in_use(ee):
    first, second = SignIn(), SignIn()
    places = {parse_qs(urlsplit(each.url).query)["redirect_uri"][0] for each in (first, second)}
    first.close()
    second.close()
    assert len(places) == 2


def test_a_code_that_google_does_not_take_is_a_sentence(server, browser):
    server.fail("token", 400, "invalid_grant")
    sign_in = SignIn()
    browser(sign_in.url)
    with pytest.raises(EarthEngineError, match="does not accept the sign-in"):
        sign_in.wait(patience=10)


def test_after_a_sign_in_the_client_is_connected_anew(server, browser, ee):
    from tilewright.core.earthengine.client import Connection, connect

    connection = Connection("a-project", url=server.url)
    connect(connection)
    sign_in = SignIn()
    browser(sign_in.url)
    sign_in.save(sign_in.wait(patience=10))
    asked = server.calls["discovery"]
    connect(connection)
    assert server.calls["discovery"] > asked
