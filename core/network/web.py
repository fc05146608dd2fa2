"""Addresses on the web, that servers are asked for."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit

from ..errors import NetworkError

_NOTHING = SplitResult("", "", "", "", "")


def split_url(url: str) -> SplitResult:
    """The parts of an address; of a malformed one all are empty, where urlsplit raises ValueError.

    Malformed are brackets that hold no IPv6 address, and ports that are no numbers up to 65535.
    """
    try:
        parts = urlsplit(url)
        # It is looked at only when it is asked for.
        _ = parts.port
    except ValueError:
        return _NOTHING
    return parts


def join_url(base: str, url: str) -> str:
    """What ``url`` means in a document at ``base``; a malformed one stays as it is."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def check_url(url: str) -> None:
    """Refuse what is no address on the web.

    Raises:
        NetworkError: it has neither http nor https, or no host.
    """
    parts = split_url(url)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise NetworkError(
            "{url} is no address on the web; give one that begins with https:// or http://.",
            url=url,
        )


def host_of(url: str) -> str:
    """The host and port of an address, for messages."""
    return split_url(url).netloc.rpartition("@")[2]


def plain_url(url: str) -> str:
    """An address without what may be secret in it: user, password, query."""
    parts = split_url(url)
    return parts._replace(netloc=host_of(url), query="", fragment="").geturl()
