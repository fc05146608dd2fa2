"""Warnings that a run comes upon by more ways than one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Processing may run one algorithm in each thread, and one within another.
_running = threading.local()


@contextmanager
def warning_once() -> Iterator[None]:
    """Within the block, which is one run, each sentence is new a single time."""
    before = getattr(_running, "told", None)
    _running.told = set()
    try:
        yield
    finally:
        _running.told = before


def is_new_warning(text: str) -> bool:
    """Whether this run has not said the very same: one layer may serve several parameters."""
    told = getattr(_running, "told", None)
    if told is None:
        return True
    is_new = text not in told
    told.add(text)
    return is_new
