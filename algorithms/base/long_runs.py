"""Settings of GDAL and Python that suit long runs: for their time, and back again."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

# The engine reads each block once, so that a large cache would only hold what is done with.
_CACHE_BYTES = 96 * 1024**2
# Python looks for cycles after every 700 new objects, and features are objects: a sixth of the
# time of a label join. Fewer looks also mean fewer chances that an object of QGIS's window is taken
# apart in the thread of an algorithm, where it does not belong.
_OBJECTS = 100_000
# A proxy that is none is refused before anything is sent.
_NO_NETWORK = {
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "GDAL_HTTP_PROXY": "://",
    "GDAL_HTTPS_PROXY": "://",
    "GML_DOWNLOAD_WFS_SCHEMA": "NO",
}
# How long a thread that works makes the one that draws the window wait for its turn, which it asks
# for many times with each click: by default 5 ms.
_TURN_SECONDS = 0.001
_lock = threading.Lock()
_earlier: list[tuple[int, int, int]] = []
_turns: list[float] = []


@contextmanager
def limited_gdal_cache() -> Iterator[None]:
    """GDAL's cache, by default 5 % of the memory, at most 96 MB within the block.

    Where rasterio brings a GDAL of its own, this does not reach it.
    """
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, _CACHE_BYTES))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)


@contextmanager
def gdal_without_network(is_needed: bool = True) -> Iterator[None]:
    """Within the block, and in its thread alone, GDAL reaches no other computer.

    Files are looked at before they are opened; this holds back what formats do of their own accord,
    such as fetching the schema of a GML file.

    Args:
        is_needed: else nothing changes, as where the user has given an address.
    """
    before = {key: gdal.GetThreadLocalConfigOption(key) for key in _NO_NETWORK if is_needed}
    for key in before:
        gdal.SetThreadLocalConfigOption(key, _NO_NETWORK[key])
    try:
        yield
    finally:
        for key, value in before.items():
            gdal.SetThreadLocalConfigOption(key, value)


def allow_network() -> None:
    """End what gdal_without_network does in this thread, before its block ends."""
    for key, value in _NO_NETWORK.items():
        if gdal.GetThreadLocalConfigOption(key) == value:
            gdal.SetThreadLocalConfigOption(key, None)


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


def spare_collector() -> None:
    """Let Python's search for cycles pass over all that there is now, until ``use_collector``.

    What QGIS and its plugins have loaded are a million objects that stay. To look at them all takes
    a tenth of a second, in whichever thread makes the next object, and the window waits for it.
    """
    gc.freeze()


def use_collector() -> None:
    """Let the search for cycles look at everything again."""
    gc.unfreeze()


@contextmanager
def short_turns(is_needed: bool) -> Iterator[None]:
    """Within the block Python's threads take turns more often, for a window that goes on."""
    if not is_needed:
        yield
        return
    with _lock:
        _turns.append(sys.getswitchinterval())
        sys.setswitchinterval(min(_TURN_SECONDS, _turns[0]))
    try:
        yield
    finally:
        with _lock:
            first = _turns[0]
            _turns.pop()
            if not _turns:
                sys.setswitchinterval(first)
