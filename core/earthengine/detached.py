"""Waiting for requests that cannot be interrupted."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from ..errors import CancelledError, TileRefusedError

Result = TypeVar("Result")
# Earth Engine gives a computation up after five minutes.
_LONGEST_SECONDS = 330.0
_POLL_SECONDS = 0.1


def run_detached(work: Callable[[], Result], is_cancelled: Callable[[], bool]) -> Result:
    """The result of a request that cannot be interrupted, on a thread that nobody waits for.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        TileRefusedError: there is no answer after more than five minutes.
    """
    answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((True, work()))
        except BaseException as error:  # handed to who waits
            answers.put((False, error))

    # A daemon: a server that never answers must not keep QGIS from ending.
    threading.Thread(target=run, name="tilewright-earthengine", daemon=True).start()
    until = time.monotonic() + _LONGEST_SECONDS
    while True:
        if is_cancelled():
            raise CancelledError
        try:
            is_result, found = answers.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            if time.monotonic() > until:
                raise TileRefusedError("Earth Engine does not answer") from None
            continue
        if is_result:
            return found
        raise found
