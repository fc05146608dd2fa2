"""A CSV file that grows batch by batch and appears when it is whole."""

from __future__ import annotations

import contextlib
import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import BinaryIO

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .table import TileTable

_ROWS = 20_000


def write_manifest(table: TileTable, is_cancelled: Callable[[], bool] = never_cancelled) -> bytes:
    r"""The CSV: UTF-8, a comma between values, \n behind lines, NULL as nothing.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    text = io.StringIO()
    # Before Python 3.13 a writer quotes a carriage return only when its lines end in one.
    lines = SimpleNamespace(write=lambda line: text.write(line[:-2] + "\n"))
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(f.name for f in table.fields)
    for start in range(0, len(table), _ROWS):
        if is_cancelled():
            raise CancelledError
        parts = [table[f.name][start : start + _ROWS] for f in table.fields]
        writer.writerows(zip(*(_texts(part) for part in parts)))
    return text.getvalue().encode("utf-8")


def _texts(column: np.ndarray) -> list:
    values = column.tolist()
    if column.dtype.kind in "iu":
        return values
    return ["" if v is None or v != v else v for v in values]


class TableCsv:
    """Writes tables of the same fields below each other; use it in a ``with`` block.

    The file has its name only after the block ended without an error.
    """

    _file: BinaryIO

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._part = self.path.with_name(f".{self.path.name}.part")

    def __enter__(self) -> TableCsv:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(self._part, "wb")  # noqa: SIM115
        return self

    def write(self, table: TileTable) -> None:
        """Add a table."""
        data = write_manifest(table)
        if self._file.tell():
            data = data[data.index(b"\n") + 1 :]
        self._file.write(data)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._part, self.path)
        else:
            with contextlib.suppress(OSError):
                self._part.unlink()
