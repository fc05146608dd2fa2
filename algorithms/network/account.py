"""Reading files of a catalogue with a configuration of QGIS's authentication manager."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial

from osgeo import gdal
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from ...core.catalog.hrefs import gdal_name
from ...core.catalog.signed_reads_by_osgeo import HeaderSigner
from ...core.errors import NetworkError
from ..base.values import Values
from .download import is_one_service
from .fetch import Fetcher
from .sign_in import load_configuration

AUTHCFG = "AUTHCFG"
# What signs may end after a while.
_SECONDS = 120.0
_FIRST_BYTE = {"Range": "bytes=0-0"}
Signer = Callable[[str], str]


class ReadAccount:
    """A configuration that signs reads from the hosts of its catalogue, and from no others.

    Made in the main thread, which may have to ask for the master password; used in any.

    Args:
        values: of the run.
        authcfg: the id of the configuration.

    Raises:
        NetworkError: QGIS does not have it.
    """

    def __init__(self, values: Values, authcfg: str) -> None:
        self._authcfg = authcfg
        self._make = partial(Fetcher, values.feedback.isCanceled, authcfg, values.info)
        with self._make():
            pass
        self._place = load_configuration(authcfg, False).uri()
        self._lock = threading.Lock()
        self._found: dict[str, tuple[float, str]] = {}
        self._headers: dict[str, tuple[float, dict[str, str]]] = {}

    def signer(self, catalog: str, sign: Signer | None = None) -> HeaderSigner:
        """What signs reads of an item's files.

        Args:
            catalog: the address of the item.
            sign: what signs addresses besides; None where nothing does.
        """

        def is_ours(url: str) -> bool:
            places = (catalog, self._place)
            return any(
                place.lower().startswith("http") and is_one_service(url, place) for place in places
            )

        def find(href: str) -> str:
            return self._find(href if sign is None else sign(href), is_ours)

        return HeaderSigner(find, lambda url: self._headers_of(url) if is_ours(url) else {})

    def _find(self, href: str, is_ours: Callable[[str], bool]) -> str:
        """Where an address leads to: programs that follow it show headers to whoever is there."""
        if not href.lower().startswith("http") or not is_ours(href):
            return href
        with self._lock:
            until, address = self._found.get(href, (0.0, ""))
        if until > time.monotonic():
            return address
        with self._make(most_bytes=1024**2) as fetcher:
            address = fetcher.get(href, _FIRST_BYTE).url
        if is_ours(address):
            address = _signed(address, self._authcfg)[0]
        with self._lock:
            is_new = href not in self._found
            self._found[href] = time.monotonic() + _SECONDS, address
        if is_new:
            # GDAL knows what was refused before it was signed, and would not ask again.
            gdal.VSICurlPartialClearCache(gdal_name(address))
        return address

    def _headers_of(self, url: str) -> dict[str, str]:
        host = QUrl(url).authority()
        with self._lock:
            until, headers = self._headers.get(host, (0.0, {}))
        if until > time.monotonic():
            return headers
        headers = _signed(url, self._authcfg)[1]
        with self._lock:
            self._headers[host] = time.monotonic() + _SECONDS, headers
        return headers


def _signed(url: str, authcfg: str) -> tuple[str, dict[str, str]]:
    """An address with what a configuration adds to it, and the headers that it adds."""
    asked = QNetworkRequest(QUrl(url))
    is_signed, request = QgsApplication.authManager().updateNetworkRequest(asked, authcfg)
    if not is_signed:
        raise NetworkError(
            "The authentication configuration {name} cannot be used; check it in QGIS's options.",
            name=authcfg,
        )
    headers = {
        bytes(name).decode("latin-1"): bytes(request.rawHeader(name)).decode("latin-1")
        for name in request.rawHeaderList()
    }
    changed = request.url()
    if changed != QUrl(url):
        url = changed.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return url, headers
