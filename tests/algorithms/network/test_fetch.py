"""Small answers of servers, over QGIS's network classes."""

from __future__ import annotations

import gzip
import itertools
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig

from tilewright.algorithms.network import reply
from tilewright.algorithms.network.fetch import Fetcher
from tilewright.core.errors import CancelledError, NetworkError


@pytest.fixture
def cancelled(qgis):
    return threading.Event()


@pytest.fixture
def told():
    return []


@pytest.fixture
def fetcher(qgis, cancelled, told):
    with Fetcher(cancelled.is_set, tell=told.append, first_wait=0.05, retries=3) as made:
        yield made


def in_turn(*rules):
    """A rule that follows one rule after the other, the last one for ever."""
    waiting = list(rules)

    def follow(handler):
        rule = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        rule(handler)

    return follow


def status(number, **headers):
    return lambda handler: handler.answer(b"later", number, **headers)


def ok(handler):
    handler.answer(b"ok")


def hang_up(handler):
    handler.close_connection = True


def test_what_an_address_has_comes_with_headers(server, fetcher):
    server.rules["/a"] = lambda h: h.answer(b"bytes", Content_Type="text/plain")
    answer = fetcher.get(f"{server.url}/a?b=c", {"X-Mine": "1"})
    assert answer.body == b"bytes"
    assert answer.headers["content-type"] == "text/plain"
    ((method, path, headers, _),) = server.asked
    assert (method, path, headers["X-Mine"]) == ("GET", "/a?b=c", "1")
    assert "QGIS/" in headers["User-Agent"]


def test_json_is_posted_and_read(server, fetcher):
    server.rules["/search"] = lambda h: h.answer(json.dumps({"a": [1, "ü"]}).encode())
    assert fetcher.post_json(f"{server.url}/search", {"q": "é"}) == {"a": [1, "ü"]}
    ((method, _, headers, body),) = server.asked
    assert method == "POST"
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body) == {"q": "é"}


def test_packed_answers_are_unpacked(server, fetcher):
    packed = gzip.compress(b'{"a": 1}')
    server.rules["/a"] = lambda h: h.answer(packed, Content_Encoding="gzip")
    assert fetcher.get_json(f"{server.url}/a") == {"a": 1}


def test_no_json_is_a_sentence(server, fetcher):
    server.rules["/a"] = lambda h: h.answer(b"<html>hello")
    with pytest.raises(NetworkError, match=r"/a should answer with JSON .* '<html>hello'"):
        fetcher.get_json(f"{server.url}/a?secret=x")


@pytest.mark.parametrize("number", [429, 500, 502, 503, 504])
def test_what_passes_is_asked_again(server, fetcher, told, number):
    server.rules["/a"] = in_turn(status(number), status(number), ok)
    assert fetcher.get(f"{server.url}/a").body == b"ok"
    assert len(server.asked) == 3
    assert f"it answers {number}; asking again" in told[0]


def test_a_lost_connection_is_asked_again(server, fetcher):
    server.rules["/a"] = in_turn(
        hang_up, lambda h: (h.answer(b"half", Content_Length=10), hang_up(h)), ok
    )
    assert fetcher.get(f"{server.url}/a").body == b"ok"
    # Qt asks once more by itself where a connection closes before any answer.
    assert len(server.asked) >= 3


def test_a_server_that_asks_for_time_gets_it(server, fetcher):
    server.rules["/a"] = in_turn(status(429, Retry_After=1), ok)
    start = time.monotonic()
    fetcher.get(f"{server.url}/a")
    assert time.monotonic() - start >= 1


def test_a_server_that_asks_for_long_ends_it(server, fetcher):
    server.rules["/a"] = status(429, Retry_After=3600)
    with pytest.raises(NetworkError, match=r"takes no more requests for 3600 s \(it answers 429\)"):
        fetcher.get(f"{server.url}/a")
    assert len(server.asked) == 1


def test_patience_ends(server, fetcher):
    server.rules["/a"] = status(503)
    with pytest.raises(
        NetworkError, match=r"does not answer: it answers 503 \(asked 4 times\)"
    ) as caught:
        fetcher.get(f"{server.url}/a")
    assert caught.value.status == 503
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (401, "is refused to you (401)"),
        (403, "is refused to you (403)"),
        (404, "does not exist (404)"),
        (400, "answers 400: later"),
    ],
)
def test_what_stays_wrong_is_not_asked_again(server, fetcher, number, sentence):
    server.rules["/a"] = status(number)
    with pytest.raises(NetworkError) as caught:
        fetcher.get(f"{server.url}/a?token=secret")
    assert sentence in str(caught.value)
    assert "secret" not in str(caught.value)
    assert caught.value.status == number
    assert len(server.asked) == 1


def test_silence_is_a_lost_connection(server, cancelled, told):
    release = threading.Event()
    server.rules["/a"] = in_turn(lambda h: release.wait(20), ok)
    with Fetcher(cancelled.is_set, tell=told.append, timeout=0.5, first_wait=0.05) as fetcher:
        assert fetcher.get(f"{server.url}/a").body == b"ok"
    release.set()
    assert "silent" in told[0]


@pytest.mark.parametrize("rule", ["silent", "waiting"])
def test_cancel_takes_less_than_a_second(server, fetcher, cancelled, rule):
    release = threading.Event()
    rules = {"silent": lambda h: release.wait(20), "waiting": status(503, Retry_After=60)}
    server.rules["/a"] = rules[rule]
    timer = threading.Timer(0.5, cancelled.set)
    timer.start()
    start = time.monotonic()
    with pytest.raises(CancelledError):
        fetcher.get(f"{server.url}/a")
    assert time.monotonic() - start < 1.5
    release.set()
    timer.join()


def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    handler.close_connection = True
    try:
        while True:
            handler.wfile.write(b"x" * 10**6)
    except OSError:
        pass


def begin_a_gigabyte(handler):
    handler.answer(b"begun", Content_Length=10**9)
    time.sleep(0.3)
    handler.wfile.write(b"more")
    time.sleep(0.3)
    hang_up(handler)


@pytest.mark.parametrize(
    "rule",
    [
        endless,
        begin_a_gigabyte,
        lambda h: h.answer(gzip.compress(bytes(10**7)), Content_Encoding="gzip"),
    ],
)
def test_no_answer_is_larger_than_allowed(server, cancelled, rule):
    server.rules["/a"] = rule
    with Fetcher(cancelled.is_set, most_bytes=2 * 1024**2, retries=0) as fetcher:
        with pytest.raises(NetworkError, match=r"is larger than 2 MB"):
            fetcher.get(f"{server.url}/a")
        server.rules["/b"] = ok
        assert fetcher.get(f"{server.url}/b").body == b"ok"


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://host/a", "/etc/passwd", "/vsicurl/http://h/a", "http:///a", ""],
)
def test_only_the_web_is_asked(fetcher, url):
    with pytest.raises(NetworkError, match="is no address on the web"):
        fetcher.get(url)


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://[x/a", "//[x", "http://h:65536/a"])
def test_no_redirect_leads_to_a_file_or_nowhere(server, fetcher, place):
    server.rules["/a"] = status(302, Location=place)
    with pytest.raises(NetworkError) as caught:
        fetcher.get(f"{server.url}/a")
    assert f"{place} is no address on the web" in str(caught.value)


def test_redirects_in_circles_end(server, other_server, fetcher):
    server.rules["/a"] = status(302, Location=f"{other_server.url}/b")
    other_server.rules["/b"] = status(302, Location=f"{server.url}/a")
    with pytest.raises(NetworkError, match="again and again"):
        fetcher.get(f"{server.url}/a")


@pytest.fixture
def signed():
    """A configuration that signs in by a header."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("secret", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("test")
    for key, value in (("username", "me"), ("password", "word")):
        config.setConfig(key, value)
    assert manager.storeAuthenticationConfig(config)
    authcfg = config[0].id() if isinstance(config, tuple) else config.id()
    yield authcfg
    manager.removeAuthenticationConfig(authcfg)


def test_a_sign_in_goes_to_the_host_asked_and_no_further(server, other_server, cancelled, signed):
    server.rules["/a"] = status(302, Location="/b")
    server.rules["/b"] = status(302, Location=f"{other_server.url}/c")
    other_server.rules["/c"] = ok
    with Fetcher(cancelled.is_set, signed) as fetcher:
        answer = fetcher.get(f"{server.url}/a", {"X-Key": "mine"})
    assert answer.body == b"ok"
    assert answer.url == f"{other_server.url}/c"
    assert [h.get("Authorization") for _, _, h, _ in server.asked] == ["Basic bWU6d29yZA=="] * 2
    ((_, _, headers, _),) = other_server.asked
    assert "Authorization" not in headers
    assert "X-Key" not in headers


def test_a_host_that_is_not_there_is_told(fetcher, server):
    server.close()
    with pytest.raises(NetworkError, match=r"does not answer: .*refused.* \(asked 4 times\)"):
        fetcher.get(f"{server.url}/a")


def test_an_answer_that_python_holds_for_deleted_is_reached_all_the_same(
    server, fetcher, monkeypatch
):
    server.rules["/a"] = ok
    wrap, turns = reply.sip.wrapinstance, itertools.count()

    def lose_every_other(address, kind):
        if next(turns) % 2 == 0:
            raise RuntimeError("wrapped C/C++ object of type QNetworkReply has been deleted")
        return wrap(address, kind)

    monkeypatch.setattr(reply.sip, "wrapinstance", lose_every_other)
    assert fetcher.get(f"{server.url}/a").body == b"ok"
    assert len(server.asked) == 1
    assert next(turns) > 10


def test_many_ask_at_once(server, cancelled):
    server.rules["/a"] = status(302, Location="/b")
    server.rules["/b"] = lambda h: h.answer(h.path.partition("?")[2].encode() + b"." * 5000)

    def ask(number):
        with Fetcher(cancelled.is_set, retries=0) as fetcher:
            return [
                fetcher.get(f"{server.url}/b?{number}-{k}").body.rstrip(b".").decode()
                for k in range(20)
            ] + [fetcher.get(f"{server.url}/a").url for _ in range(5)]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    for number, answers in enumerate(found):
        assert answers[:20] == [f"{number}-{k}" for k in range(20)]
        assert answers[20:] == [f"{server.url}/b"] * 5
