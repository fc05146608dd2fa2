"""Files from servers, several at once, piece by piece to the disk."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QThread

from ...core.downloads.transfer import Transfer
from ...core.errors import NetworkError
from ...core.message import Message
from ...core.network.web import check_url, host_of, join_url, split_url
from .attempt import LOST
from .courier import let_main_thread_answer
from .reply import Reply, UnsignedError, turn

# What Qt holds of an answer, and what is read at a time.
_BUFFER, _PIECE = 2 * 1024**2, 512 * 1024
# The beginning of an answer that is no file.
_MOST_TEXT = 2000
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5


class FileCarrier(QThread):
    """Makes transfers over QGIS's network settings: proxy, certificates, authentication.

    All that it is given go on at once, in a thread of its own with an event loop of Qt's; whoever
    owns it sees what has ended. To be closed, as a context manager does: transfers then end as
    they are, and what came of them stays on disk.

    Args:
        timeout: seconds in which nothing arrives until a connection counts as lost; by default
            those of QGIS's options.
    """

    def __init__(self, timeout: float | None = None) -> None:
        super().__init__()
        self._timeout = timeout or QgsNetworkAccessManager.timeout() / 1000
        self._new: SimpleQueue[Transfer] = SimpleQueue()
        self._ended: SimpleQueue[Transfer] = SimpleQueue()
        self._is_closing = threading.Event()

    def __enter__(self) -> FileCarrier:
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def begin(self, transfer: Transfer) -> None:
        """Start one."""
        self._new.put(transfer)

    def take_ended(self) -> list[Transfer]:
        """Those that have ended since."""
        return _drain(self._ended)

    def rest(self, seconds: float) -> None:
        """Wait a moment."""
        let_main_thread_answer()
        time.sleep(seconds)

    def close(self) -> None:
        """End all transfers, and the thread."""
        self._is_closing.set()
        while not self.wait(50):
            let_main_thread_answer()

    def run(self) -> None:
        flows: list[_Flow] = []
        try:
            while not self._is_closing.is_set():
                flows += [_Flow(transfer, self._timeout) for transfer in _drain(self._new)]
                for flow in flows:
                    flow.pump()
                for flow in [flow for flow in flows if flow.is_over]:
                    flows.remove(flow)
                    self._ended.put(flow.transfer)
                turn()
        finally:
            for flow in flows:
                flow.drop()


class _Flow:
    """One transfer on its way, in the carrier's thread."""

    def __init__(self, transfer: Transfer, timeout: float) -> None:
        self.transfer, self._timeout = transfer, timeout
        self.is_over = False
        self._file: BinaryIO | None = None
        self._has_head = False
        self._redirects = 0
        self._url, self._authcfg = transfer.url, transfer.authcfg
        self._headers = transfer.request_headers()
        self._reply: Reply | None = None
        self._ask()

    def pump(self) -> None:
        """Take what has come."""
        if self.is_over:
            return
        try:
            self._take()
        except OSError as error:
            error.filename = error.filename or self.transfer.part
            self.transfer.disk_error = error
            self.drop()

    def drop(self) -> None:
        """Give it up; what has come is kept."""
        self.is_over = True
        if self._file is not None:
            # On a full disk the last piece of it goes.
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
        if self._reply is not None:
            self._reply.close()
            self._reply = None

    def _ask(self) -> None:
        try:
            self._reply = Reply(self._url, self._headers, None, self._authcfg, _BUFFER)
        except UnsignedError:
            self._give_up(Message("the authentication configuration cannot be used"))
            return
        self._has_head = False
        self._last_heard = time.monotonic()

    def _give_up(self, reason: Message) -> None:
        self.transfer.error = reason
        self.drop()

    def _take(self) -> None:
        reply = self._reply
        is_finished = reply.is_finished()
        if not self._has_head and (is_finished or reply.available()):
            self._last_heard = time.monotonic()
            if not self._take_head():
                return
        while reply.available():
            data = reply.read(_PIECE)
            if not data:
                break
            self._last_heard = time.monotonic()
            if not self._keep(data):
                return
        if is_finished and not reply.available():
            if self._file is not None:
                file, self._file = self._file, None
                file.close()
            self.transfer.end(reply.error() in LOST, reply.error_text())
            self.drop()
        elif time.monotonic() - self._last_heard > self._timeout:
            self.transfer.end(True, "")
            self.transfer.is_stalled = self.transfer.is_lost = True
            self.drop()

    def _take_head(self) -> bool:
        """Heed status and headers; whether the body is to be read."""
        self._has_head = True
        reply = self._reply
        status, headers = reply.status(), reply.headers()
        if status in _REDIRECTS and headers.get("location"):
            self._follow(headers["location"])
            return False
        start = self.transfer.begin(status, headers)
        if start is not None:
            self._open(start)
        elif self.transfer.is_whole or self.transfer.is_changed:
            self.drop()
            return False
        return True

    def _open(self, start: int) -> None:
        path = self.transfer.part
        self._file = Path(path).open("r+b" if start else "wb")  # noqa: SIM115
        self._file.seek(start)
        self._file.truncate()

    def _keep(self, data: bytes) -> bool:
        """Write a piece; whether more is wanted."""
        transfer = self.transfer
        if self._file is None:
            transfer.text = (transfer.text + data.decode("utf-8", "replace"))[:_MOST_TEXT]
            return True
        self._file.write(data)
        transfer.received += len(data)
        if transfer.have + transfer.received > transfer.most_bytes:
            self._give_up(Message("it sends far more than the product has"))
            return False
        return True

    def _follow(self, location: str) -> None:
        url = join_url(self._url, location)
        self._redirects += 1
        try:
            check_url(url)
        except NetworkError as error:
            self._give_up(error.message)
            return
        is_less = split_url(self._url).scheme == "https" and split_url(url).scheme != "https"
        if is_less or self._redirects > _MOST_REDIRECTS:
            self._give_up(Message("it redirects again and again, or to where nothing is encrypted"))
            return
        if not is_one_service(self._url, url):
            # What others get has no sign-in.
            self._authcfg = ""
            self._headers.pop("Authorization", None)
        self._url = url
        self._reply.close()
        self._reply = None
        self._ask()


def is_one_service(url: str, other: str) -> bool:
    """Whether two addresses are of one host, or of hosts beside one another in a domain.

    The domain must have three names or more: example.org and co.uk are too many people's.
    """
    if host_of(url).lower() == host_of(other).lower():
        return True
    first, second = split_url(url), split_url(other)
    domains = [(parts.hostname or "").lower().partition(".")[2] for parts in (first, second)]
    is_same = domains[0] == domains[1] and domains[0].count(".") >= 2
    is_named = not domains[0].replace(".", "").isdigit()
    return is_same and is_named and first.port == second.port and first.scheme == second.scheme


def _drain(queue: SimpleQueue[Transfer]) -> list[Transfer]:
    found = []
    with contextlib.suppress(Empty):
        while True:
            found.append(queue.get_nowait())
    return found
