"""Where a catalogue may lead: to the web and to buckets, and from a disk to files beside it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PureWindowsPath
from urllib.parse import quote, unquote

from ..errors import RasterError
from ..network.remote_files import quote_address
from ..network.web import join_url, split_url

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WEB = ("http", "https")
# How programs are told to sign in to buckets, or where else these are.
_S3_SETTINGS = (
    "AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_S3_ENDPOINT", "AWS_ROLE_ARN",
    "AWS_NO_SIGN_REQUEST", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "CPL_AWS_CREDENTIALS_FILE",
)  # fmt: skip
# Beside a file on the web nothing is looked for; what passes is asked again.
_OPTIONS = (
    "max_retry=4&retry_delay=1&connecttimeout=20&low_speed_time=30&low_speed_limit=1"
    "&empty_dir=yes&url="
)


def is_remote(place: str) -> bool:
    """Whether a place is on the network, and not a file."""
    return split_url(place).scheme.lower() in (*_WEB, "s3")


def resolve_href(href: object, base: str) -> str:
    """The address or absolute path that a document means by a href.

    Args:
        href: as the document has it.
        base: the document's own address, or its absolute path.

    Raises:
        RasterError: it leads to something else than http, https or s3; or, in a document on the
            web, to a file.
    """
    text = href.strip() if isinstance(href, str) else ""
    scheme = _SCHEME.match(text)
    kind = scheme[1].lower() if scheme else ""
    if not text or _CONTROL.search(text) or text.lower().startswith("/vsi"):
        raise _refusal(text, base)
    if kind in (*_WEB, "s3"):
        if not split_url(text).hostname:
            raise _refusal(text, base)
        return text
    if kind or text.startswith("\\\\"):
        raise _refusal(text, base)
    if is_remote(base):
        found = join_url(base, text.replace("\\", "/"))
        if not (is_remote(found) and split_url(found).hostname):
            raise _refusal(text, base)
        return found
    if text.startswith("//"):
        raise _refusal(text, base)
    folder = Path(base).parent
    path = text.partition("#")[0]
    return os.path.normpath(folder / (path if os.path.exists(folder / path) else unquote(path)))


def _refusal(href: str, base: str) -> RasterError:
    return RasterError(
        "{base} leads to {href}, which is not read: a catalogue may lead to http, https and s3, "
        "and to files only where it is a file itself.",
        base=base,
        href=href or '""',
    )


def check_place(place: str) -> None:
    """Refuse what no asset can be: see resolve_href. Paths must be absolute.

    Raises:
        RasterError: it is none of the places that resolve_href returns.
    """
    if resolve_href(place, "/") != place and not PureWindowsPath(place).is_absolute():
        raise _refusal(place, place)


def gdal_name(place: str) -> str:
    """What GDAL opens: of the web by ranges of bytes; of s3 as the environment signs in.

    Where nothing tells how to sign in to s3, buckets are read as everybody may.

    Args:
        place: see resolve_href.

    Raises:
        RasterError: it is no such place.
    """
    check_place(place)
    parts = split_url(place)
    if parts.scheme.lower() in _WEB:
        return f"/vsicurl?{_OPTIONS}{quote(quote_address(place), safe='')}"
    if parts.scheme.lower() != "s3":
        return place
    if any(os.environ.get(name) for name in _S3_SETTINGS):
        return f"/vsis3/{parts.netloc}{parts.path}"
    public = f"https://{parts.netloc}.s3.amazonaws.com{quote(unquote(parts.path))}"
    return f"/vsicurl?{_OPTIONS}{quote(public, safe='')}"


def same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host and port; https may stand for http."""
    first, second = split_url(one), split_url(other)
    if (first.hostname or "").lower() != (second.hostname or "").lower():
        return False
    ports = [
        parts.port or {"http": 80, "https": 443}.get(parts.scheme) for parts in (first, second)
    ]
    return ports[0] == ports[1] or ports == [80, 443]
