"""One request by QGIS's network classes, which can be given up at any time."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from qgis.core import QgsBlockingNetworkRequest, QgsFeedback
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

_Error = QNetworkReply.NetworkError
_Attribute = QNetworkRequest.Attribute
# What the connection, and not the request, is to blame for.
LOST = (
    _Error.ConnectionRefusedError, _Error.RemoteHostClosedError, _Error.TimeoutError,
    _Error.OperationCanceledError, _Error.TemporaryNetworkFailureError,
    _Error.NetworkSessionFailedError, _Error.ProxyConnectionClosedError,
    _Error.ProxyTimeoutError, _Error.UnknownNetworkError,
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        url: an address with http or https.
        data: what is posted; None for a GET.
        headers: more headers, by name.
        authcfg: the id of a configuration of QGIS's authentication manager, empty for none.
    """

    url: str
    data: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    authcfg: str = ""


@dataclass
class Outcome:
    """What came of a request.

    Attributes:
        status: of HTTP; 0 where there was no answer.
        headers: of the answer, by names in small letters.
        body: the answer, unpacked.
        is_lost: whether the connection broke or stalled: the same request may do later.
        is_too_large: whether the answer is larger than was allowed; it was given up.
        error: why there is no answer, in QGIS's words.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_lost: bool = False
    is_too_large: bool = False
    error: str = ""


class Job:
    """A request, and what its thread and its caller tell each other.

    Args:
        request: what is asked for.
        most_bytes: the largest answer, packed or unpacked.

    Attributes:
        is_done: set once there is an outcome.
        last_heard: when something arrived last, as time.monotonic tells it.
        outcome: what came of it.
    """

    def __init__(self, request: Request, most_bytes: int) -> None:
        self._request, self._most = request, most_bytes
        self._feedback = QgsFeedback()
        self._stopped = False
        self.is_done = threading.Event()
        self.last_heard = time.monotonic()
        self.outcome = Outcome()

    def stop(self) -> None:
        """Give it up, from any thread."""
        self._stopped = True
        self._feedback.cancel()

    def run(self) -> None:
        """Make the request, in a thread that may wait."""
        self.last_heard = time.monotonic()
        try:
            if not self._stopped:
                self._ask()
        except Exception as error:
            self.outcome = Outcome(error=str(error) or type(error).__name__)
        finally:
            self.is_done.set()

    def _ask(self) -> None:
        blocking = QgsBlockingNetworkRequest()
        blocking.setAuthCfg(self._request.authcfg)
        blocking.downloadProgress.connect(self._hear)
        blocking.uploadProgress.connect(self._hear_upload)
        request = _make_request(self._request)
        if self._request.data is None:
            blocking.get(request, True, self._feedback)
        else:
            blocking.post(request, self._request.data, True, self._feedback)
        if self.outcome.is_too_large:
            return
        reply = blocking.reply()
        status = reply.attribute(_Attribute.HttpStatusCodeAttribute)
        self.outcome = Outcome(
            status=int(status or 0),
            headers={
                bytes(name).decode("latin-1").lower(): bytes(reply.rawHeader(name)).decode(
                    "latin-1"
                )
                for name in reply.rawHeaderList()
            },
            body=bytes(reply.content()),
            is_lost=reply.error() in LOST,
            error=blocking.errorMessage(),
        )
        self._unpack()

    def _hear(self, received: int, whole: int) -> None:
        self.last_heard = time.monotonic()
        if max(received, whole) > self._most:
            self.outcome.is_too_large = True
            self._feedback.cancel()

    def _hear_upload(self, sent: int, whole: int) -> None:
        self.last_heard = time.monotonic()

    def _unpack(self) -> None:
        """Qt would unpack an answer of any size."""
        if self.outcome.headers.get("content-encoding", "").strip().lower() != "gzip":
            return
        unpacking = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            body = unpacking.decompress(self.outcome.body, self._most + 1)
        except zlib.error:
            self.outcome.body, self.outcome.is_lost = b"", True
            return
        self.outcome.is_too_large = len(body) > self._most
        self.outcome.is_lost = not (unpacking.eof or self.outcome.is_too_large)
        self.outcome.body = body


def _make_request(asked: Request) -> QNetworkRequest:
    request = QNetworkRequest(QUrl(asked.url))
    # Others are followed by our own rules: Qt would take headers and sign-in along.
    policy = QNetworkRequest.RedirectPolicy.SameOriginRedirectPolicy
    request.setAttribute(_Attribute.RedirectPolicyAttribute, policy)
    for name, value in {"Accept-Encoding": "gzip", **asked.headers}.items():
        request.setRawHeader(name.encode("latin-1"), value.encode("latin-1"))
    return request
