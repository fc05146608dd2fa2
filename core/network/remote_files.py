"""How GDAL reads rasters by their address: in pieces, and again where a server stumbles."""

from __future__ import annotations

from urllib.parse import parse_qs, quote

# Folders of servers are not listed, nor files looked for beside; a busy server is asked again.
_SETTINGS = "max_retry=5&retry_delay=1&empty_dir=yes"
_PLAIN = "/vsicurl/"


def gdal_name(address: str) -> str:
    """What GDAL opens of an address on the web; other names stay as they are."""
    plain = address[len(_PLAIN) :] if address.lower().startswith(_PLAIN) else address
    if not plain.lower().startswith(("http://", "https://")):
        return address
    return f"/vsicurl?{_SETTINGS}&url={quote(plain, safe=':/')}"


def web_address(name: str) -> str | None:
    """The address on the web of what GDAL opens; None of other names."""
    if name.startswith("/vsicurl?"):
        return next(iter(parse_qs(name.partition("?")[2]).get("url", [])), None)
    plain = name[len(_PLAIN) :] if name.lower().startswith(_PLAIN) else name
    return plain if plain.lower().startswith(("http://", "https://")) else None
