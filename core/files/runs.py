"""Marks by which hidden files tell the run that made them, and whether it still runs."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

MARK_PATTERN = "[0-9a-f]{16}"
_STILL_ACTIVE = 259
_MAY_BE_ASKED = 0x1000
# Of this process. One that it forks has another number, and asks for this one's.
_running: set[str] = set()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """A mark of 16 hexadecimal digits, of what this process does in the block."""
    mark = begin_run()
    try:
        yield mark
    finally:
        end_run(mark)


def begin_run() -> str:
    """The same until ``end_run``, or until the process is killed."""
    mark = f"{_host()}{os.getpid() & 0xFFFFFF:06x}{secrets.token_hex(3)}"
    _running.add(mark)
    return mark


def end_run(mark: str) -> None:
    """What carries the mark is left to others; to end twice does nothing."""
    _running.discard(mark)


def is_dead(mark: str) -> bool:
    """Whether the run was killed or ended. Of runs on other computers nobody knows: False."""
    if re.fullmatch(MARK_PATTERN, mark) is None or not mark.startswith(_host()):
        return False
    number = int(mark[4:10], 16)
    if number == os.getpid() & 0xFFFFFF:
        return mark not in _running
    return not _is_alive(number)


def is_left(mark: str, changed: float, seconds: float) -> bool:
    """Whether what carries the mark was left by a run that was killed.

    Args:
        mark: of the run; other text when it has none.
        changed: when it was last written, in seconds as ``time.time`` counts them.
        seconds: that runs of other computers, or without a mark, leave nothing untouched for.
    """
    if re.fullmatch(MARK_PATTERN, mark) and mark.startswith(_host()):
        return is_dead(mark)
    return time.time() - changed > seconds


def _host() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:4]


def _is_alive(number: int) -> bool:
    """Whether there is a process of this number."""
    if os.name == "nt":
        return _is_alive_on_windows(number)
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        # It is somebody else's.
        return True
    return True


def _is_alive_on_windows(number: int) -> bool:
    # There a signal of 0 is Ctrl+C.
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  (elsewhere there is none)
    handle = kernel.OpenProcess(_MAY_BE_ASKED, False, number)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE
