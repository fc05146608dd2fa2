"""Tokens of the Planetary Computer: one a collection, renewed in time, for its hosts alone."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from tilewright.core.catalog.tokens import Tokens
from tilewright.core.errors import NetworkError

BLOB = "https://made.blob.core.windows.net/c/a.tif"


class Clock:
    def __init__(self):
        self.time = datetime(2026, 1, 1, tzinfo=timezone.utc)

    def __call__(self):
        return self.time

    def go(self, **span):
        self.time += timedelta(**span)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def asked():
    return []


@pytest.fixture
def tokens(clock, asked):
    def read(url):
        asked.append(url)
        end = (clock() + timedelta(minutes=45)).isoformat().replace("+00:00", "Z")
        return json.dumps({"msft:expiry": end, "token": f"sig={len(asked)}"}).encode()

    return Tokens(read, now=clock)


def test_a_token_serves_all_addresses_of_a_collection(tokens, asked):
    assert tokens.sign("s2", BLOB) == BLOB + "?sig=1"
    assert tokens.sign("s2", BLOB + "?a=b") == BLOB + "?a=b&sig=1"
    assert tokens.sign("dem", BLOB) == BLOB + "?sig=2"
    assert asked == [
        "https://planetarycomputer.microsoft.com/api/sas/v1/token/s2",
        "https://planetarycomputer.microsoft.com/api/sas/v1/token/dem",
    ]


def test_it_is_renewed_before_it_ends(tokens, clock, asked):
    tokens.sign("s2", BLOB)
    clock.go(minutes=39)
    assert tokens.sign("s2", BLOB).endswith("sig=1")
    clock.go(minutes=2)
    assert tokens.sign("s2", BLOB).endswith("sig=2")
    assert len(asked) == 2


def test_a_short_life_is_used_by_half(clock, asked):
    def read(url):
        asked.append(url)
        end = (clock() + timedelta(seconds=20)).isoformat()
        return json.dumps({"msft:expiry": end, "token": f"sig={len(asked)}"}).encode()

    tokens = Tokens(read, now=clock)
    tokens.sign("s2", BLOB)
    clock.go(seconds=9)
    assert tokens.sign("s2", BLOB).endswith("sig=1")
    clock.go(seconds=2)
    assert tokens.sign("s2", BLOB).endswith("sig=2")


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a.tif",
        "https://blob.core.windows.net.example.org/a.tif",
        "https://made.blob.core.windows.net@example.org/a.tif",
        "/data/a.tif",
        "s3://bucket/a.tif",
        BLOB + "?sv=1&sig=own",
    ],
)
def test_nobody_else_is_shown_a_token(tokens, asked, href):
    assert tokens.sign("s2", href) == href
    assert asked == []


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"[]",
        b"{}",
        b'{"token": "a", "msft:expiry": "soon"}',
        b'{"token": "a", "msft:expiry": "2001-01-01T00:00:00Z"}',
        b'{"token": "a b", "msft:expiry": "2031-01-01T00:00:00Z"}',
    ],
)
def test_what_is_no_token_is_a_sentence(answer):
    with pytest.raises(NetworkError, match=r"api/sas/v1/token/s2 gives (no|a) token that can"):
        Tokens(lambda url: answer).sign("s2", BLOB)
