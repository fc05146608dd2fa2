"""Work in processes beside this one, as Python lets only one thread at a time run its own code.

A pool of threads, of which each hands its work to a process as soon as that is there, and does
it itself until then, or once that is gone. So nothing depends on processes: where none can be
started, all is done by the threads.

multiprocessing would run the program's main script again in each process, which in a console or
script of a user's may do anything, and takes ``sys.executable``, which inside QGIS may be QGIS.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import secrets
import shutil
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from ..errors import CancelledError
from .batches import never_cancelled, thread_pool

_ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = Path(__file__).with_name("work_apart.py")
_POLL_SECONDS = 0.1
# What starting takes, which less work would not earn back.
_START_SECONDS = 0.5
# Of writing images: what Python does itself, one thread at a time, and what libraries do meanwhile.
_PYTHON_SECONDS_A_FILE = 2e-4
_LIBRARY_SECONDS_A_VALUE = 8e-9
# GDAL's own share of the memory for its cache, which the processes share.
_CACHE_PERCENT = 5
_NO_WINDOW = 0x08000000


def are_processes_worth_it(files: int, values: int, workers: int) -> bool:
    """Whether processes write so many files, of so many values in all, sooner than threads do.

    Large images are mostly the work of libraries, which let other threads run.
    """
    alone = files * _PYTHON_SECONDS_A_FILE
    shared = (alone + values * _LIBRARY_SECONDS_A_VALUE) / workers
    return workers > 1 and max(alone, shared) - shared > _START_SECONDS


def find_python() -> str | None:
    """The interpreter that runs this program, also where the program is QGIS; None without one."""
    own, home = Path(sys.executable or ""), Path(sys.exec_prefix)
    names = ("python.exe", "python3.exe") if os.name == "nt" else ("python3", "python")
    folders = (home, home / "bin", own.parent / "bin", own.parent)
    for path in (own, *(folder / name for folder in folders for name in names)):
        if path.stem.lower().startswith("python") and os.path.isfile(path):
            return str(path)
    return None


class ProcessPool(Executor):
    """Threads that hand their work over to processes; see process_pool.

    Args:
        threads: do the work, or wait for a process that does it.
        processes: those that are there; None where none can be.
        is_cancelled: polled while work is waited for, from several threads, and handed to work
            that is done in a thread.
    """

    def __init__(
        self,
        threads: ThreadPoolExecutor,
        processes: Processes | None,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._threads, self._processes, self._is_cancelled = threads, processes, is_cancelled

    def submit(self, work: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Work takes an item, and for threads of this program also an ``is_cancelled``."""
        return self._threads.submit(self._run, work, *args)

    def _run(self, work: Callable[..., Any], item: object) -> Any:
        process = None if self._processes is None else self._processes.take()
        if self._processes is None or process is None:
            return work(item, self._is_cancelled)
        try:
            result = process.ask(work, item, self._is_cancelled)
        except CancelledError:
            raise
        except (EOFError, OSError, ValueError):
            # It was killed, or can no longer be understood. Nothing is lost with it.
            process.close()
            return work(item, self._is_cancelled)
        self._processes.give_back(process)
        is_done, answer = result
        if not is_done:
            raise answer
        return answer


class _Process:
    """One that is there, over its connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._work: Callable[..., Any] | None = None

    def ask(
        self, work: Callable[..., Any], item: object, is_cancelled: Callable[[], bool]
    ) -> tuple[bool, Any]:
        """Whether work on an item ended well, and its result or error.

        Raises:
            CancelledError: ``is_cancelled`` said so; the process goes on for nothing.
            EOFError, OSError, ValueError: the process is gone, or talks nonsense.
        """
        try:
            self._connection.send((None if work is self._work else work, item))
            self._work = work
            while not self._connection.poll(_POLL_SECONDS):
                if is_cancelled():
                    raise CancelledError
            is_done, answer = self._connection.recv()
        except (TypeError, AttributeError, ImportError) as error:
            raise ValueError(str(error)) from error
        return is_done, answer

    def close(self) -> None:
        """Ask no more."""
        self._connection.close()


class Processes:
    """Starts processes without waiting for them, and ends them all.

    Args:
        count: how many.

    Raises:
        OSError: no socket can be made, for example as the path of temporary files is too long.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._idle: deque[_Process] = deque()
        self._key = secrets.token_bytes(32)
        # A socket in a folder of our own, where systems know such; else a pipe of Windows.
        self._folder = None if os.name == "nt" else tempfile.mkdtemp(prefix="tilewright-")
        address = None if self._folder is None else str(Path(self._folder, "s"))
        family = "AF_PIPE" if self._folder is None else "AF_UNIX"
        try:
            self._listener = Listener(address, family, backlog=count, authkey=self._key)
        except OSError:
            self._leave_folder()
            raise
        self._loop = asyncio.new_event_loop()
        self._stop: asyncio.Future[None] = self._loop.create_future()
        self._running = threading.Thread(target=self._run, name="tilewright-processes", daemon=True)
        self._accepting = threading.Thread(target=self._accept, name="tilewright", daemon=True)
        self._over = threading.Event()
        self._running.start()
        self._accepting.start()

    def take(self) -> _Process | None:
        """One that has nothing to do, if any is there."""
        try:
            return self._idle.popleft()
        except IndexError:
            return None

    def give_back(self, process: _Process) -> None:
        """It has nothing to do any more."""
        self._idle.append(process)

    @property
    def is_over(self) -> bool:
        """Whether they were ended."""
        return self._over.is_set()

    def end(self) -> None:
        """Kill all, whatever they do; those that were ended stay so."""
        if self.is_over:
            return
        self._over.set()
        # The loop is closed where it could not even begin.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stop.set_result, None)
        self._running.join()
        # A stranger's knock wakes who still waits for more, and disturbs nobody who does not.
        with contextlib.suppress(OSError):
            Client(self._listener.address).close()
        self._accepting.join()
        self._listener.close()
        self._leave_folder()

    def _leave_folder(self) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection = self._listener.accept()
            except Exception:  # a process that ended, a stranger, or no more files may be open
                self._over.wait(_POLL_SECONDS)
                continue
            if self._over.is_set():
                connection.close()
            else:
                self._idle.append(_Process(connection))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._keep())
        finally:
            self._loop.close()

    async def _keep(self) -> None:
        """Start all, and kill them when it is said."""
        python = find_python()
        processes = []
        # Not every loop, of those that others may have chosen for all, can start programs.
        with contextlib.suppress(OSError, ValueError, NotImplementedError):
            for _ in range(self._count if python else 0):
                processes.append(await self._start_one(str(python)))
        await self._stop
        for process in processes:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                process.kill()
            await process.wait()

    async def _start_one(self, python: str) -> asyncio.subprocess.Process:
        told = {
            "version": list(sys.version_info[:3]),
            "path": [str(folder) for folder in sys.path],
            "cache": f"{max(1, _CACHE_PERCENT // self._count)}%",
            "folder": str(_ROOT),
            "package": __name__.split(".")[0],
            "address": self._listener.address,
            "key": self._key.hex(),
        }
        process = await asyncio.create_subprocess_exec(
            python,
            str(_PROGRAM),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            creationflags=_NO_WINDOW if os.name == "nt" else 0,
        )
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.write(json.dumps(told).encode() + b"\n")
                await process.stdin.drain()
        return process


def start_processes(count: int) -> Processes | None:
    """Processes that get ready while this one does something else; None where none can."""
    with contextlib.suppress(OSError):
        return Processes(count)
    return None


@contextmanager
def process_pool(
    workers: int,
    is_cancelled: Callable[[], bool] = never_cancelled,
    started: Processes | None = None,
) -> Iterator[ProcessPool]:
    """As many threads and processes; on leaving, processes are killed and threads waited for.

    Args:
        workers: how many of each.
        is_cancelled: see ProcessPool.
        started: processes that may be ready by now, instead of new ones; killed as well.
    """
    with thread_pool(workers) as threads:
        has_started = started is not None and not started.is_over
        processes = started if has_started else start_processes(workers)
        try:
            yield ProcessPool(threads, processes, is_cancelled)
        finally:
            if processes is not None:
                processes.end()
