"""Closing what was opened, whichever way the work ends."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol
from weakref import WeakSet


class Closable(Protocol):
    """What can be closed, more than once too."""

    def close(self) -> None:
        """Free what is open."""
        ...


class OpenedThings:
    """What was opened since; things that are gone by themselves are forgotten."""

    def __init__(self) -> None:
        self._things: WeakSet[Closable] = WeakSet()

    def add(self, thing: Closable) -> None:
        """Remember a thing."""
        self._things.add(thing)

    def close(self) -> None:
        """Close all that is left."""
        while self._things:
            self._things.pop().close()


# Processing may run one algorithm in each thread, and one within another.
_running = threading.local()


@contextmanager
def collecting_opened(things: OpenedThings) -> Iterator[None]:
    """Within the block, what this thread opens is remembered in ``things``."""
    before = getattr(_running, "things", None)
    _running.things = things
    try:
        yield
    finally:
        _running.things = before


def remember_opened(thing: Closable) -> None:
    """To be called by whatever opens files for longer than a block."""
    things = getattr(_running, "things", None)
    if things is not None:
        things.add(thing)
