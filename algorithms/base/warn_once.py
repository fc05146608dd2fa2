"""Warnings that a run comes upon by more ways than one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Running(threading.local):
    """Processing may run one algorithm in each thread, and one within another.

    Attributes:
        told: what the run has said; None outside of runs.
    """

    told: set[str] | None = None


_running = _Running()


@contextmanager
def warning_once() -> Iterator[None]:
    """Within the block, which is one run, each sentence is new a single time."""
    before = _running.told
    _running.told = set()
    try:
        yield
    finally:
        _running.told = before


def is_new_warning(text: str) -> bool:
    """Whether this run has not said the very same: one layer may serve several parameters."""
    told = _running.told
    if told is None:
        return True
    is_new = text not in told
    told.add(text)
    return is_new
