"""Keeping Python's garbage collector from looking through millions of features again and again."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Python looks for cycles after every 700 new objects, and features are objects: a sixth of the
# time of a label join. Fewer looks also mean fewer chances that an object of QGIS's window is taken
# apart in the thread of an algorithm, where it does not belong.
_OBJECTS = 100_000
_lock = threading.Lock()
_earlier: list[tuple[int, int, int]] = []


@contextmanager
def delayed_collector() -> Iterator[None]:
    """Within the block cycles are looked for less often; blocks may run in several threads."""
    with _lock:
        _earlier.append(gc.get_threshold())
        first, *rest = _earlier[0]
        # None at all, or fewer looks still, is somebody's choice.
        if 0 < first < _OBJECTS:
            gc.set_threshold(_OBJECTS, *rest)
    try:
        yield
    finally:
        with _lock:
            first = _earlier[0]
            _earlier.pop()
            if not _earlier:
                gc.set_threshold(*first)
