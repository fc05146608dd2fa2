"""What is told of a service in a dataset: where it is, and nothing that is secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlunsplit

from ..network.remote_files import web_address
from ..network.web import split_url

# Names of what signs a request, or says who makes it.
_SECRET = re.compile(
    r"auth|user|pass|pwd|token|secret|signature|credential|api_?key|subscription|session|cookie"
    r"|^(key|sig|sas|sv|se|sp|st|skoid|jwt|code|client_?id|map_?key|referer|http-header.*)$"
    r"|^x-(amz|goog)-",
    re.IGNORECASE,
)
# In a text that is no list of parts: name=value, with or without quotes.
_PAIR = re.compile(r"""([\w:-]+)=('(?:[^'\\]|\\.)*'|"[^"]*"|[^\s&]*)""")


def is_secret(name: str) -> bool:
    """Whether a part of an address of this name may be secret."""
    return bool(_SECRET.search(name))


def clean_url(url: str) -> str:
    """An address without user, password and signs of who asks; nothing of a malformed one."""
    parts = split_url(url)
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not is_secret(k)]
    place = parts.netloc.rpartition("@")[2]
    # Braces are places for numbers.
    kept = urlencode(query, safe="{}/:,-")
    return urlunsplit(parts._replace(netloc=place, query=kept, fragment=""))


def clean_parts(parts: Mapping[str, object]) -> dict[str, str]:
    """Parts of a layer's source that may be told, by name in alphabetical order."""
    kept = {}
    for name in sorted(parts):
        value = parts[name]
        if is_secret(name) or value in (None, "", [], {}):
            continue
        text = ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
        kept[name] = clean_url(text) if "://" in text else text
    return kept


def clean_text(source: str) -> str:
    """A source such as ``dbname='x' password='y'`` without what is secret."""
    kept = [f"{name}={value}" for name, value in _PAIR.findall(source) if not is_secret(name)]
    return " ".join(kept)


def clean_path(path: str) -> str:
    """What GDAL opens, as it may be told: of an address without keys."""
    address = web_address(path)
    return path if address is None else f"/vsicurl/{clean_url(address)}"
