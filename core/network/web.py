"""Addresses on the web, that servers are asked for."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..errors import NetworkError


def check_url(url: str) -> None:
    """Refuse what is no address on the web.

    Raises:
        NetworkError: it has neither http nor https, or no host.
    """
    try:
        parts = urlsplit(url)
        is_address = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_address = False
    if not is_address:
        raise NetworkError(
            "{url} is no address on the web; give one that begins with https:// or http://.",
            url=url,
        )


def host_of(url: str) -> str:
    """The host and port of an address, for messages."""
    return urlsplit(url).netloc.rpartition("@")[2]


def plain_url(url: str) -> str:
    """An address without what may be secret in it: user, password, query."""
    parts = urlsplit(url)
    return parts._replace(netloc=host_of(url), query="", fragment="").geturl()
