"""Where batches are worked on: threads of this program, processes beside it, or a Dask cluster."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError as FutureCancelledError
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..errors import CancelledError, ExportError, MissingLibraryError, TilewrightError
from ..message import Message
from .batches import run_aside, thread_pool
from .code import hash_code
from .processes import Processes, process_pool

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS = 10
# A scheduler that is gone, or has not answered a question, for longer is taken for dead.
_LOST_SECONDS = 30
_ASK_SECONDS = 2
# Batches a thread: one is worked on and one waits already, so that a slow one keeps none waiting.
_AHEAD = 2


@dataclass(frozen=True)
class OpenExecutor:
    """An executor, how many batches to keep in flight, and a look whether it is still there.

    Attributes:
        executor: takes the work.
        ahead: batches in flight.
        check: raises ExportError when the executor is gone.
        is_remote: whether work is sent to other processes.
        remote_threads: of all workers of a cluster; 0 where there is none.
    """

    executor: Executor
    ahead: int
    check: Callable[[], None]
    is_remote: bool
    remote_threads: int = 0


@contextmanager
def open_executor(
    scheduler: str,
    workers: int,
    apart: Callable[[], bool] | None = None,
    started: Processes | None = None,
) -> Iterator[OpenExecutor]:
    """Threads, processes, or the workers of a scheduler such as ``tcp://10.0.0.5:8786``.

    Args:
        scheduler: address; empty for this computer.
        workers: threads, or processes.
        apart: where work may be done in processes, whether it is cancelled; see ProcessPool.
        started: see process_pool.

    Raises:
        MissingLibraryError: a scheduler is named and dask.distributed is not installed.
        ExportError: the scheduler does not answer, has no workers, or is lost on the way.
    """
    if not scheduler and apart is not None:
        with process_pool(workers, apart, started) as processes:
            yield OpenExecutor(processes, workers * _AHEAD, lambda: None, True)
        return
    if not scheduler:
        with thread_pool(workers) as pool:
            yield OpenExecutor(pool, workers * _AHEAD, lambda: None, False)
        return
    client = _connect(scheduler)
    try:
        threads = _count_threads(client, scheduler)
        if not threads:
            raise ExportError(
                "The scheduler {scheduler} has no workers; start some with `dask worker "
                "{scheduler}`.",
                scheduler=scheduler,
            )
        _check_code(client, scheduler)
        # Of "pure" work a resumed export would be handed what the cancelled one left running, with
        # its errors.
        executor = client.get_executor(pure=False)
        yield OpenExecutor(executor, threads * _AHEAD, _Watch(client, scheduler), True, threads)
    except (TilewrightError, OSError):
        raise
    except (Exception, FutureCancelledError) as error:
        raise _explain(error, scheduler) from error
    finally:
        client.close(timeout=2)


def _connect(scheduler: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise MissingLibraryError(
            "{SCHEDULER} needs the Python package distributed, which is missing; install it, or "
            "leave {SCHEDULER} empty to use this computer's processors."
        ) from None
    try:
        _knock(scheduler)
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
    except Exception as error:  # whatever answers may say anything
        raise _no_answer(error, scheduler) from error


def _no_answer(error: Exception, scheduler: str) -> ExportError:
    return ExportError(
        "{SCHEDULER} {scheduler} does not answer; check the address, for example "
        "tcp://10.0.0.5:8786, and that the scheduler runs ({name}).",
        scheduler=scheduler,
        name=type(error).__name__,
    )


def _count_threads(client: Client, scheduler: str) -> int:
    """Threads of all workers; what client.nthreads tells, which waits for ever."""
    try:
        ask = client.scheduler.ncores
        return sum(client.sync(ask, workers=None, callback_timeout=_CONNECT_SECONDS).values())
    except Exception as error:  # see _connect
        raise _no_answer(error, scheduler) from error


def _check_code(client: Client, scheduler: str) -> None:
    """Refuse workers with other code: answers that cannot be unpacked here are waited for forever.

    Raises:
        ExportError: names one that has other code, or one does not answer.
    """
    late = time.monotonic() + _CONNECT_SECONDS
    try:
        # A worker that is stopped keeps its connection, and would be waited for forever as well.
        answers = run_aside(
            lambda: client.run(hash_code, on_error="return"), lambda: time.monotonic() > late
        )
    except CancelledError:
        raise ExportError(
            "A worker of {scheduler} does not answer; look at the workers' logs, and start those "
            "that hang anew.",
            scheduler=scheduler,
        ) from None
    for worker, found in answers.items():
        if found != hash_code():
            raise ExportError(
                "The worker {worker} of {scheduler} has another version of Tilewright than this "
                "computer, or none; give it the same folder and start it anew. docs/cluster.md "
                "says how.",
                worker=worker,
                scheduler=scheduler,
            )


def _knock(scheduler: str) -> None:
    """Raise OSError or ValueError early, where a client complains at its end, or waits for ever."""
    from distributed.comm import get_address_host_port, parse_address

    place = get_address_host_port(scheduler)
    with socket.create_connection(place, _CONNECT_SECONDS) as connection:
        # Where nothing is encrypted, the scheduler speaks first.
        if parse_address(scheduler)[0] == "tcp" and not connection.recv(1):
            raise ConnectionError


class _Watch:
    """Looks whether a client still has its scheduler, and whether that still answers."""

    def __init__(self, client: Client, scheduler: str) -> None:
        self._client, self._scheduler = client, scheduler
        self._seen = self._asked = time.monotonic()
        self._answer: Future[object] | None = None

    def __call__(self) -> None:
        now = time.monotonic()
        is_running = self._client.status == "running"
        if is_running and (self._answer is None or self._answer.done()):
            if self._answer is None or self._answer.exception() is None:
                self._seen = now
            if now - self._asked > _ASK_SECONDS:
                self._asked = now
                self._answer = self._ask()
        if now - self._seen > _LOST_SECONDS:
            # Else each piece of work that is dropped would ask the scheduler again.
            self._client.close(timeout=2)
            raise _lost(self._scheduler, Message("it no longer answers"))

    def _ask(self) -> Future[object]:
        """A question of which only the answer matters.

        A scheduler that is stopped keeps its connections, and a client asks nothing by itself.
        """
        loop = self._client.loop.asyncio_loop
        return asyncio.run_coroutine_threadsafe(self._client.scheduler.ncores(workers=[]), loop)


def _lost(scheduler: str, why: Message) -> ExportError:
    return ExportError(
        "The scheduler {scheduler} was lost: {why}. Start it anew, then run again with {RESUME}.",
        scheduler=scheduler,
        why=why,
    )


def _explain(error: BaseException, scheduler: str) -> ExportError:
    """What happened on the workers, in a sentence."""
    if isinstance(error, FutureCancelledError):
        return _lost(scheduler, Message("it dropped the work"))
    if isinstance(error, ImportError):
        return ExportError(
            "The workers of {scheduler} miss something: {error}. Install Tilewright and its "
            "libraries there too; docs/cluster.md says how.",
            scheduler=scheduler,
            error=error,
        )
    return ExportError(
        "The workers of {scheduler} failed ({name}: {error}); see their log, then run again with "
        "{RESUME}.",
        scheduler=scheduler,
        name=type(error).__name__,
        error=error,
    )
