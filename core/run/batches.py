"""Running many units of work on an executor, in order, with progress and cancel."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TypeVar

from ..errors import CancelledError

Item = TypeVar("Item")
Result = TypeVar("Result")
# How often the waiting thread looks whether the user asked to stop.
_POLL_SECONDS = 0.1


def never_cancelled() -> bool:
    """For callers that cannot be stopped."""
    return False


def heed(is_cancelled: Callable[[], bool]) -> None:
    """Stop where the user asked for it.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    if is_cancelled():
        raise CancelledError


def ignore_progress(fraction: float) -> None:
    """For callers that show no progress."""


def default_workers() -> int:
    """Threads to use when the user names no number: one a core, at most 8."""
    return max(1, min(8, os.cpu_count() or 1))


@contextmanager
def thread_pool(workers: int | None) -> Iterator[ThreadPoolExecutor]:
    """Threads, which is all that may be started inside QGIS; waits for them on leaving."""
    pool = ThreadPoolExecutor(workers or default_workers(), thread_name_prefix="tilewright")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True)


def run_in_order(
    executor: Executor,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Iterator[Result]:
    """Yield ``work(item)`` in the order of the items, only a few ahead of the reader.

    Raises:
        CancelledError: ``is_cancelled`` said so. Work that has not begun is dropped.
    """
    pending: deque[Future[Result]] = deque()
    source = iter(items)
    try:
        for item in source:
            pending.append(executor.submit(work, item))
            if len(pending) > workers:
                yield _result(pending, is_cancelled)
        while pending:
            yield _result(pending, is_cancelled)
    finally:
        # Executors of clusters may never tell again of what was dropped.
        wait([future for future in pending if not future.cancel()])


def start_aside(work: Callable[[], Result]) -> Future[Result]:
    """Begin work in a thread of its own, which goes on to its end whatever happens here.

    It must leave nothing behind that matters when it is no longer wanted, and use nothing that is
    closed or deleted meanwhile: no source of pixels, nothing of QGIS.
    """
    pool = ThreadPoolExecutor(1, thread_name_prefix="tilewright")
    try:
        return pool.submit(work)
    finally:
        pool.shutdown(wait=False)


def run_aside(
    work: Callable[[], Result], is_cancelled: Callable[[], bool] = never_cancelled
) -> Result:
    """The result of work that cannot be interrupted, such as a single call of a library.

    Raises:
        CancelledError: ``is_cancelled`` said so. The work goes on, and what it returns or raises is
            dropped; see start_aside.
    """
    return wait_for(start_aside(work), is_cancelled)


def run_aside_in_pieces(
    work: Callable[[Callable[[float], None], Callable[[], bool]], Result],
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> Result:
    """The result of long work of which only some pieces can be interrupted; see run_aside.

    Args:
        work: gets a ``progress`` and an ``is_cancelled`` of its own, which never lead to the
            caller's: those may be gone when work that was cancelled ends.
        progress: called with the fraction done, in the calling thread alone.
        is_cancelled: asked in the calling thread alone.

    Raises:
        CancelledError: ``is_cancelled`` said so; what is left ends at its next piece.
    """
    stop, done = threading.Event(), [0.0]

    def look() -> bool:
        progress(done[-1])
        return is_cancelled()

    try:
        return run_aside(lambda: work(done.append, stop.is_set), look)
    finally:
        stop.set()


def wait_for(future: Future[Result], is_cancelled: Callable[[], bool] = never_cancelled) -> Result:
    """The result of work that others do.

    Raises:
        CancelledError: ``is_cancelled`` said so; the work goes on.
    """
    while not wait([future], timeout=_POLL_SECONDS).done:
        heed(is_cancelled)
    heed(is_cancelled)
    return future.result()


def _result(pending: deque[Future[Result]], is_cancelled: Callable[[], bool]) -> Result:
    result = wait_for(pending[0], is_cancelled)
    pending.popleft()
    return result
