"""Sources of layers without what is secret."""

from __future__ import annotations

import pytest

from tilewright.core.services.records import clean_parts, clean_text, clean_url, is_secret


@pytest.mark.parametrize(
    "name",
    [
        "authcfg", "username", "password", "token", "access_token", "apikey", "api_key", "key",
        "sig", "X-Amz-Signature", "subscription-key", "http-header:Authorization", "session_id",
    ],
)  # fmt: skip
def test_names_of_secrets(name):
    assert is_secret(name)


@pytest.mark.parametrize(
    "name", ["url", "layers", "styles", "crs", "format", "zmax", "type", "identifier", "map"]
)
def test_names_of_what_may_be_told(name):
    assert not is_secret(name)


def test_addresses_lose_user_and_keys():
    user = ":".join(("me", "word"))
    url = f"https://{user}@a.org:81/t/{{z}}/{{x}}.png?map=a&access_token=b&time=2024#there"
    assert clean_url(url) == "https://a.org:81/t/{z}/{x}.png?map=a&time=2024"


def test_parts_and_texts_are_told_without_secrets():
    parts = {
        "url": "https://a.org/?key=1&map=2",
        "authcfg": "abc1234",
        "layers": ["a", "b"],
        "password": "p",
        "empty": "",
    }
    assert clean_parts(parts) == {"layers": "a,b", "url": "https://a.org/?map=2"}
    secret = "'a \\'b'"
    text = f"dbname='gis' host=h user='me' password={secret} table=\"s\".\"t\" authcfg=xy"
    assert clean_text(text) == "dbname='gis' host=h table=\"s\""
