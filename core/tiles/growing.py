"""A table that is written while its tiles are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled, wait_for
from .csv_file import save_manifest
from .layout import LAYERS, MANIFEST
from .shards import WriteLayers, cut_shards
from .table import TileTable

# Rows that are written at once: few, so that little is left to do when the last tile is there.
_FEW = 1000


class _Arrivals:
    """Which rows are there, for readers that take them in order."""

    def __init__(self, count: int) -> None:
        self._is_there = np.zeros(count, dtype=bool)
        self._first = 0
        self._is_stopped = False
        self._changed = threading.Condition()

    def add(self, index: np.ndarray) -> None:
        with self._changed:
            self._is_there[index] = True
            missing = np.flatnonzero(~self._is_there[self._first :])
            self._first = self._first + int(missing[0]) if len(missing) else len(self._is_there)
            self._changed.notify_all()

    def stop(self) -> None:
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def wait_for(self, count: int) -> None:
        """Return once the first so many rows are there.

        Raises:
            CancelledError: nobody waits for the tables any more.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped or self._first >= count)
            if self._is_stopped:
                raise CancelledError


class _GrowingTable(TileTable):
    """A table of which some columns are filled row by row; who reads it waits for them."""

    def __init__(self, table: TileTable, arrivals: _Arrivals) -> None:
        super().__init__(table.fields, table.columns, table.wkb)
        self._geometries = table.geometries
        self._arrivals = arrivals

    def ranges(self, size: int) -> Iterator[tuple[int, int]]:
        """See TileTable.ranges."""
        for start, stop in super().ranges(min(size, _FEW)):
            self._arrivals.wait_for(stop)
            yield start, stop


class GrowingTables:
    """tiles.csv, written by a thread as far as tiles are there, and tiles.gpkg at the end.

    They hold what ``save_tables`` would write of the whole table, and are not there before they are
    whole. Ends with ``finish`` or ``leave``. Layers are written by the thread that finishes: QGIS
    forgets coordinate systems that it has met first in a thread that has ended.

    Args:
        folder: of the dataset.
        table: what tiles.csv is to hold; what ``add`` has not named yet may still change in place.
        rejected: tiles that are left out.
        write_layers: writes a GeoPackage from a path, tiles and rejected ones.
    """

    def __init__(
        self, folder: Path, table: TileTable, rejected: TileTable, write_layers: WriteLayers | None
    ) -> None:
        self._arrivals = _Arrivals(len(table))
        self._layers = write_layers and partial(write_layers, folder / LAYERS, table, rejected)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="tilewright")
        growing = _GrowingTable(table, self._arrivals)
        self._write = self._pool.submit(save_manifest, folder / MANIFEST, growing)

    @staticmethod
    def takes(table: TileTable) -> bool:
        """Whether a table is one file."""
        return not cut_shards(table)

    def add(self, index: np.ndarray) -> None:
        """The rows of these numbers are what they will be."""
        self._arrivals.add(index)

    def finish(self, is_cancelled: Callable[[], bool] = never_cancelled) -> None:
        """Return once the files are there; all rows must be.

        Raises:
            CancelledError: ``is_cancelled`` said so.
            OSError: a file cannot be written, or whatever ``write_layers`` raises.
        """
        try:
            if self._layers is not None:
                self._layers()
            wait_for(self._write, is_cancelled)
        finally:
            self.leave()

    def leave(self) -> None:
        """Stop where the files are not whole; nothing is left of them then."""
        self._arrivals.stop()
        wait([self._write])
        self._pool.shutdown()
