"""One request by QGIS's network classes, which can be given up at any time."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from qgis.PyQt.QtNetwork import QNetworkReply

from .reply import Reply, UnsignedError, turn

_Error = QNetworkReply.NetworkError
# What the connection, and not the request, is to blame for.
LOST = (
    _Error.ConnectionRefusedError, _Error.RemoteHostClosedError, _Error.TimeoutError,
    _Error.OperationCanceledError, _Error.TemporaryNetworkFailureError,
    _Error.NetworkSessionFailedError, _Error.ProxyConnectionClosedError,
    _Error.ProxyTimeoutError, _Error.UnknownNetworkError,
)  # fmt: skip
# Bytes of an answer that Qt holds.
_BUFFER = 1024**2


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        url: an address with http or https.
        data: what is posted; None for a GET.
        headers: more headers, by name.
        authcfg: the id of a configuration of QGIS's authentication manager, empty for none.
        may_be_kept: whether QGIS may keep the answer on its disk, and give it from there.
    """

    url: str
    data: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    authcfg: str = ""
    may_be_kept: bool = False


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
        is_kept: whether QGIS had it on its disk, and asked nobody.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_lost: bool = False
    is_too_large: bool = False
    error: str = ""
    is_kept: bool = False


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
        self._stopped = threading.Event()
        self.is_done = threading.Event()
        self.last_heard = time.monotonic()
        self.outcome = Outcome()

    def stop(self) -> None:
        """Give it up, from any thread."""
        self._stopped.set()

    def run(self) -> None:
        """Make the request, in a thread of Qt's that may wait."""
        self.last_heard = time.monotonic()
        try:
            if not self._stopped.is_set():
                self._ask()
        except Exception as error:
            self.outcome = Outcome(error=str(error) or type(error).__name__)
        finally:
            self.is_done.set()

    def _ask(self) -> None:
        asked = self._request
        headers = {"Accept-Encoding": "gzip", **asked.headers}
        try:
            reply = Reply(
                asked.url,
                headers,
                asked.data,
                asked.authcfg,
                _BUFFER,
                self._hear_upload,
                asked.may_be_kept,
            )
        except UnsignedError:
            self.outcome = Outcome(error="the authentication configuration cannot be used")
            return
        try:
            self._hear_out(reply)
        finally:
            reply.close()

    def _hear_out(self, reply: Reply) -> None:
        body, is_finished = bytearray(), False
        while not is_finished:
            if self._stopped.is_set():
                return
            turn()
            # What comes after this look is read in the next round.
            is_finished = reply.is_finished()
            while piece := reply.read(_BUFFER):
                self.last_heard = time.monotonic()
                body += piece
                if len(body) > self._most:
                    break
            if max(len(body), reply.length()) > self._most:
                self.outcome = Outcome(is_too_large=True)
                return
        self.outcome = Outcome(
            status=reply.status(),
            headers=reply.headers(),
            body=bytes(body),
            is_lost=reply.error() in LOST,
            error=reply.error_text(),
            is_kept=reply.is_kept(),
        )
        self._unpack()

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
