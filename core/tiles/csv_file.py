"""A CSV file that grows batch by batch and appears when it is whole."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

import numpy as np

from ..files.csv_file import are_harmless, harmless_cell, table_writer
from ..files.whole import whole_file, write_all, write_through
from ..run.batches import heed, never_cancelled
from .table import TileTable

_ROWS = 20_000
# Of cells that are written as they are, None as nothing.
_PLAIN = {str, type(None)}


def write_manifest(table: TileTable, is_cancelled: Callable[[], bool] = never_cancelled) -> bytes:
    r"""The CSV: UTF-8, a comma between values, \n behind lines, NULL as nothing.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    return b"".join(_pieces(table, is_cancelled))


def save_manifest(
    path: Path, table: TileTable, is_cancelled: Callable[[], bool] = never_cancelled
) -> None:
    """The same into a file that is whole or not there, of which little is in memory at a time.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError: the file cannot be written.
    """

    def save(file: BinaryIO) -> None:
        for piece in _pieces(table, is_cancelled):
            write_all(file, piece)

    write_through(path, save)


def _pieces(table: TileTable, is_cancelled: Callable[[], bool]) -> Iterator[bytes]:
    text = io.StringIO()
    table_writer(text).writerow(harmless_cell(f.name) for f in table.fields)
    yield text.getvalue().encode("utf-8")
    for start, stop in table.ranges(_ROWS):
        heed(is_cancelled)
        text = io.StringIO()
        parts = [table[f.name][start:stop] for f in table.fields]
        table_writer(text).writerows(zip(*(_texts(part) for part in parts)))
        yield text.getvalue().encode("utf-8")


def _texts(column: np.ndarray) -> list[Any]:
    values = column.tolist()
    if column.dtype.kind in "iu":
        return values
    if column.dtype.kind == "f":
        return ["" if v != v else v for v in values] if np.isnan(column).any() else values
    if set(map(type, values)) <= _PLAIN and are_harmless(values):
        return values
    return ["" if v is None or v != v else harmless_cell(v) for v in values]


class TableCsv:
    """Writes tables of the same fields below each other; use it in a ``with`` block.

    The file has its name only after the block ended without an error.
    """

    _file: BinaryIO

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> TableCsv:
        with contextlib.ExitStack() as stack:
            part = stack.enter_context(whole_file(self.path))
            self._file = stack.enter_context(part.open("wb"))
            self._opened = stack.pop_all()
        return self

    def write(self, table: TileTable) -> None:
        """Add a table."""
        data = write_manifest(table)
        if self._file.tell():
            data = data[data.index(b"\n") + 1 :]
        self._file.write(data)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._opened.__exit__(kind, error, trace)
