"""How GDAL reads rasters by their address: in pieces, and again where a server stumbles."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote

from .web import plain_url

# Folders of servers are not listed, nor files looked for beside; a busy server is asked again.
_SETTINGS = "max_retry=5&retry_delay=1&empty_dir=yes"
_PLAIN = "/vsicurl/"
# What addresses are written with; a percent sign stays where it stands for a byte.
_WRITTEN = ":/?#[]@!$&'()*+,;=~%|{}"
_BARE_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_NAME = re.compile(r"/vsicurl[?/][^\s'\"`]+")


def gdal_name(address: str) -> str:
    """What GDAL opens of an address on the web; other names stay as they are."""
    plain = address[len(_PLAIN) :] if address.lower().startswith(_PLAIN) else address
    if not plain.lower().startswith(("http://", "https://")):
        return address
    return f"/vsicurl?{_SETTINGS}&url={quote(quote_address(plain), safe=':/')}"


def quote_address(address: str) -> str:
    """An address as servers are asked for it: with no space or accent, but with its own %XX."""
    return quote(_BARE_PERCENT.sub("%25", address), safe=_WRITTEN)


def quote_name(name: str) -> str:
    """What GDAL opens, with the address in it as servers are asked for it; others stay."""
    lower = name.lower()
    start = len(_PLAIN) if lower.startswith(_PLAIN) else 0
    if not lower[start:].startswith(("http://", "https://")):
        return name
    return name[:start] + quote_address(name[start:])


def show_name(name: str) -> str:
    """What GDAL opens, for people: of the web the address, with nothing that may be secret."""
    address = web_address(name)
    return name if address is None else plain_url(address)


def show_names_in(text: str) -> str:
    """A sentence of GDAL's with the names in it for people; see show_name."""
    return _NAME.sub(lambda found: show_name(found[0]), text)


def web_address(name: str) -> str | None:
    """The address on the web of what GDAL opens; None of other names."""
    if name.startswith("/vsicurl?"):
        return next(iter(parse_qs(name.partition("?")[2]).get("url", [])), None)
    plain = name[len(_PLAIN) :] if name.lower().startswith(_PLAIN) else name
    return plain if plain.lower().startswith(("http://", "https://")) else None
