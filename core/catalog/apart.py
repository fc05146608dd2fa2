"""Reading files on the network in threads of their own, which a cancel leaves to themselves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from functools import lru_cache
from typing import TypeVar

from ..errors import CancelledError
from ..raster.source import FileRasterSource
from ..run.opened import Closable

Result = TypeVar("Result")
Opened = TypeVar("Opened", bound=Closable)
# More reads at once than a run has workers; those that were left behind end by their time-out.
_THREADS = 64
_POLL_SECONDS = 0.05


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="tilewright-network")


def run_apart(work: Callable[[], Result], is_cancelled: Callable[[], bool]) -> Result:
    """The result of work in another thread.

    Raises:
        CancelledError: ``is_cancelled`` said so. The work goes on to its end, and must use nothing
            that is closed meanwhile; see HeldFile.
    """
    future = _pool().submit(work)
    while not wait([future], timeout=_POLL_SECONDS).done:
        if is_cancelled():
            future.cancel()
            raise CancelledError
    return future.result()


def at_once(makers: Sequence[Callable[[], Opened]]) -> list[Opened]:
    """What each opens, all at once: most of the time goes by while servers answer.

    Raises:
        RasterError: or whatever one of them raises; the others are closed then.
    """
    with ThreadPoolExecutor(max(1, len(makers))) as pool:
        futures = [pool.submit(make) for make in makers]
    faults = [future.exception() for future in futures]
    first = next((fault for fault in faults if fault is not None), None)
    if first is None:
        return [future.result() for future in futures]
    for future, fault in zip(futures, faults):
        if fault is None:
            future.result().close()
    raise first


class HeldFile:
    """An open file that is closed once nobody reads it any more.

    Args:
        source: the file.
    """

    def __init__(self, source: FileRasterSource) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._readers, self._is_done = 0, False

    def __enter__(self) -> FileRasterSource:
        with self._lock:
            self._readers += 1
        return self._source

    def __exit__(self, *error: object) -> None:
        with self._lock:
            self._readers -= 1
            is_last = self._is_done and not self._readers
        if is_last:
            self._source.close()

    def close(self) -> None:
        """Close it, now or when the last reader is done."""
        with self._lock:
            self._is_done = True
            is_idle = not self._readers
        if is_idle:
            self._source.close()
