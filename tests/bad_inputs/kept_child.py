"""A process that runs one call after another, since a fork of QGIS takes longer than most calls.

It ends with the first call that hangs or crashes, or leaves a raster open or a thread running; the
next call gets a new one. So does one that finds other variables of the environment.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import threading
import traceback
from collections.abc import Callable
from multiprocessing import Pipe

from child import SECONDS, Outcome, be_silent, open_files, plain_values

# What calls leave behind adds up.
_MOST = 150
# Pytest's, and of every test another one.
_OWN = "PYTEST_CURRENT_TEST"


class KeptChild:
    """Calls ``work(outcome, **request)`` in a process, which fills the outcome in.

    Args:
        work: the call.
        is_left_open: whether a file that stays open is one that no call may leave.
    """

    def __init__(self, work: Callable, is_left_open: Callable[[str], bool]) -> None:
        self._work, self._is_left_open = work, is_left_open
        self._pid, self._pipe, self._count = 0, None, 0
        self._variables: dict[str, str] = {}

    def call(self, request: dict, seconds: float = SECONDS) -> Outcome:
        """Do the work with a request that JSON can hold; after so many seconds it hangs."""
        variables = {name: v for name, v in os.environ.items() if name != _OWN}
        if self._count >= _MOST or variables != self._variables:
            self.end()
        if not self._pid:
            self._begin()
            self._variables = variables
        self._count += 1
        self._pipe.send_bytes(json.dumps(request).encode())
        if not self._pipe.poll(seconds):
            self.end()
            return Outcome(end="hangs")
        try:
            told = json.loads(self._pipe.recv_bytes())
        except (EOFError, ConnectionError):
            return Outcome(end="crashed", error=f"status {self.end()}")
        if told.pop("is_last"):
            self.end()
        return Outcome(**told)

    def end(self) -> int | None:
        """End the process, if there is one; what became of it."""
        if not self._pid:
            return None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._pid, signal.SIGKILL)
        _, status = os.waitpid(self._pid, 0)
        self._pipe.close()
        self._pid, self._count = 0, 0
        return status

    def _begin(self) -> None:
        self._pipe, theirs = Pipe()
        # What there is already is not the calls' garbage; looking it through would copy all of it.
        gc.freeze()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                self._pipe.close()
                self._serve(theirs)
            finally:
                # Without the farewells of QGIS, pytest and its plugins.
                os._exit(0)
        gc.unfreeze()
        theirs.close()
        # Else the process that forked could be told to end before it has a group of its own.
        with contextlib.suppress(OSError):
            os.setpgid(self._pid, self._pid)

    def _serve(self, pipe) -> None:
        be_silent()
        # GDAL's pool of threads, once a test has filled it, is empty here, and is waited for.
        os.cpu_count = lambda: 1
        while True:
            request = json.loads(pipe.recv_bytes())
            files, threads = open_files(), threading.active_count()
            outcome = Outcome()
            try:
                self._work(outcome, **request)
            except BaseException:
                outcome = Outcome("crashed", traceback.format_exc())
            kept = any(map(self._is_left_open, open_files() - files))
            is_last = kept or threading.active_count() > threads or outcome.end == "crashed"
            told = {**plain_values(outcome), "is_last": is_last}
            pipe.send_bytes(json.dumps(told).encode())
