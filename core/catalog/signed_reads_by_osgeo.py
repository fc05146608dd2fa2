"""Reading files on the network with headers that no other host is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..errors import UnreadableError
from ..network.web import plain_url

_OPTION = "GDAL_HTTP_HEADERS"
# What GDAL says of a server that wants a sign-in.
_REFUSED = re.compile(r"HTTP response code: (401|403)")


@dataclass(frozen=True)
class HeaderSigner:
    """Signs reads by headers; called as a Signer is, with an address.

    Attributes:
        find: the address from which that of an asset is read in the end, for a while.
        headers_of: what goes with requests to such an address; nothing for hosts of others.
    """

    find: Callable[[str], str] = field(repr=False)
    headers_of: Callable[[str], Mapping[str, str]] = field(repr=False)

    def __call__(self, href: str) -> str:
        """See AssetSource."""
        return self.find(href)


@contextmanager
def reading_from(sign: object, address: str) -> Iterator[None]:
    """Within the block, this thread reads from an address as a signer lets it.

    Raises:
        UnreadableError: headers are needed that this GDAL does not take; or the server wants a
            sign-in, which is said in place of what GDAL says.
    """
    headers = sign.headers_of(address) if isinstance(sign, HeaderSigner) else {}
    try:
        with _with_headers(headers, address):
            yield
    except UnreadableError as error:
        refusal = _REFUSED.search(str(error))
        if refusal is None:
            raise
        raise UnreadableError(
            "{url} is refused to you ({status}); choose an authentication configuration that may "
            "read it, with {AUTHCFG}.",
            status=refusal[1],
            url=plain_url(address),
        ) from None


@contextmanager
def _with_headers(headers: Mapping[str, str], address: str) -> Iterator[None]:
    if not headers:
        yield
        return
    from osgeo import gdal
    from rasterio._env import get_gdal_config

    text = ",".join(_quoted(f"{name}: {value}") for name, value in headers.items())
    # Of this thread alone, in which nothing else is asked meanwhile: other hosts shall not see it.
    gdal.SetThreadLocalConfigOption(_OPTION, text)
    try:
        if get_gdal_config(_OPTION, normalize=False) != text:
            raise UnreadableError(
                "{address} needs a sign-in, and the rasterio of this QGIS has a GDAL of its own, "
                "which cannot be given one; download the file first.",
                address=plain_url(address),
            )
        yield
    finally:
        gdal.SetThreadLocalConfigOption(_OPTION, None)


def _quoted(header: str) -> str:
    """A header in a list of GDAL's, one line whatever it holds."""
    plain = header.replace("\r", "").replace("\n", "")
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
