"""An answer on its way, over QGIS's network settings: proxy, certificates, authentication."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from typing import Any

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QDateTime, QEvent, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

_Attribute = QNetworkRequest.Attribute
_NO_ERROR = QNetworkReply.NetworkError.NoError
# Seconds between two looks at what has come, and at what asks to stop.
_REST = 0.004
# How often something is tried that Python holds for deleted.
_TRIES = 10
_KEPT_HOURS = 24


class UnsignedError(Exception):
    """QGIS cannot use the authentication configuration."""


class Reply:
    """The answer to one request, which follows no redirect: those are followed by our own rules.

    QGIS's own request that waits follows them to anywhere, and signs in there too. To be used in
    one thread, which calls `turn` again and again, and to be closed there.

    An answer lives until `close`, as its network manager's child. Python's object of it may all
    the same be held for deleted when others of its kind go in other threads; so none is kept, and
    each use makes its own.

    Args:
        url: an address with http or https.
        headers: more headers, by name.
        data: what is posted; None for a GET.
        authcfg: the id of a configuration of QGIS's authentication manager, empty for none.
        may_be_kept: whether QGIS may keep the answer on its disk, and give it from there.
        buffer: bytes that Qt holds of an answer that is not read yet.
        hear: told when data has gone.

    Raises:
        UnsignedError: the configuration cannot be used.
    """

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        data: bytes | None,
        authcfg: str,
        buffer: int,
        hear: Callable[[int, int], None] | None = None,
        may_be_kept: bool = False,
    ) -> None:
        _insist(lambda: _send(url, headers, data, authcfg, may_be_kept))
        # No event came in between: the newest child is it.
        self._address: int | None = _insist(lambda: sip.unwrapinstance(_network_replies()[-1]))
        self._use("setReadBufferSize", buffer)
        if data is not None and hear is not None:
            self._on(lambda reply: reply.uploadProgress.connect(hear))
        if authcfg and not self._on(lambda reply: _sign_reply(reply, authcfg)):
            self.close()
            raise UnsignedError

    def is_finished(self) -> bool:
        """Whether nothing more comes; what came before may still be there to be read."""
        return self._use("isFinished")

    def available(self) -> int:
        """Bytes that may be read now."""
        return self._use("bytesAvailable")

    def read(self, most: int) -> bytes:
        """What has come, not more than so many bytes."""
        # None where nothing comes any more.
        return bytes(self._use("read", most) or b"")

    def status(self) -> int:
        """That of HTTP; 0 where there is none."""
        return int(self._use("attribute", _Attribute.HttpStatusCodeAttribute) or 0)

    def is_kept(self) -> bool:
        """Whether QGIS had it on its disk, and asked nobody."""
        return bool(self._use("attribute", _Attribute.SourceIsFromCacheAttribute))

    def length(self) -> int:
        """Bytes of the answer, as the server tells them; 0 where it does not."""
        return int(self._use("header", QNetworkRequest.KnownHeaders.ContentLengthHeader) or 0)

    def headers(self) -> dict[str, str]:
        """Those of the answer, by names in small letters."""
        return {
            bytes(name).decode("latin-1").lower(): bytes(self._use("rawHeader", name)).decode(
                "latin-1"
            )
            for name in self._use("rawHeaderList")
        }

    def error(self) -> QNetworkReply.NetworkError:
        """What went wrong."""
        return self._use("error")

    def error_text(self) -> str:
        """What went wrong, in Qt's words; empty where nothing did."""
        return "" if self.error() == _NO_ERROR else self._use("errorString")

    def close(self) -> None:
        """Give it up if it is still on its way, and delete it."""
        if self._address is None:
            return
        self._use("abort")
        self._use("deleteLater")
        self._address = None
        # A thread without a running loop would keep it until it ends.
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    def _use(self, name: str, *arguments: Any) -> Any:
        return self._on(lambda reply: getattr(reply, name)(*arguments))

    def _on(self, use: Callable[[QNetworkReply], Any]) -> Any:
        return _insist(lambda: use(sip.wrapinstance(self._address, QNetworkReply)))


def turn() -> None:
    """Let come what comes to this thread, and rest a moment."""
    QCoreApplication.processEvents()
    time.sleep(_REST)


def _insist(act: Callable[[], Any]) -> Any:
    """Do what uses objects of Qt, which are made anew each time."""
    for _ in range(_TRIES - 1):
        # Raised where an object is given to Qt, before it does anything.
        with contextlib.suppress(RuntimeError):
            return act()
    return act()


def _network_replies() -> list[QNetworkReply]:
    return QgsNetworkAccessManager.instance().findChildren(QNetworkReply)


def keep_answer(url: str) -> None:
    """Have QGIS give what it has of an address without asking, for as long as tiles of its own.

    Of itself it does where servers say for how long that is right.
    """
    cache = QgsNetworkAccessManager.instance().cache()
    kept = None if cache is None else cache.metaData(QUrl(url))
    if kept is None or not kept.isValid() or kept.expirationDate().isValid():
        return
    hours = int(QgsSettings().value("qgis/defaultTileExpiry", _KEPT_HOURS))
    kept.setExpirationDate(QDateTime.currentDateTime().addSecs(hours * 3600))
    cache.updateMetaData(kept)


def kept_answer(url: str, most: int) -> bytes:
    """What QGIS has of an address on its disk, the first bytes of it; nothing asks for it."""
    cache = QgsNetworkAccessManager.instance().cache()
    found = None if cache is None else cache.data(QUrl(url))
    return b"" if found is None else bytes(found.read(most) or b"")


def forget_answer(url: str) -> None:
    """Have QGIS ask for an address anew, whatever it has on its disk."""
    cache = QgsNetworkAccessManager.instance().cache()
    if cache is not None:
        cache.remove(QUrl(url))


def _send(
    url: str, headers: Mapping[str, str], data: bytes | None, authcfg: str, may_be_kept: bool
) -> None:
    request = _make_request(url, headers, may_be_kept)
    if authcfg:
        signer = QgsApplication.authManager()
        is_signed, request = signer.updateNetworkRequest(request, authcfg)
        if not is_signed:
            raise UnsignedError
    network = QgsNetworkAccessManager.instance()
    if data is None:
        network.get(request)
    else:
        network.post(request, QByteArray(data))


def _sign_reply(reply: QNetworkReply, authcfg: str) -> bool:
    signed = QgsApplication.authManager().updateNetworkReply(reply, authcfg)
    return signed[0] if isinstance(signed, tuple) else signed


def _make_request(url: str, headers: Mapping[str, str], may_be_kept: bool) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(url))
    policy = QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    request.setAttribute(_Attribute.RedirectPolicyAttribute, policy)
    control = QNetworkRequest.CacheLoadControl
    choice = control.PreferCache if may_be_kept else control.AlwaysNetwork
    # Qt takes what is no number for 0.
    number = int(getattr(choice, "value", choice))
    request.setAttribute(_Attribute.CacheLoadControlAttribute, number)
    request.setAttribute(_Attribute.CacheSaveControlAttribute, may_be_kept)
    for name, value in headers.items():
        request.setRawHeader(name.encode("latin-1"), value.encode("latin-1"))
    return request
