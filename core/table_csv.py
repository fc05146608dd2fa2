"""A CSV file that grows batch by batch and appears when it is whole."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from .manifest import write_manifest
from .tile_table import TileTable


class TableCsv:
    """Writes tables of the same fields below each other; use it in a ``with`` block.

    The file has its name only after the block ended without an error.
    """

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._part = self.path.with_name(f".{self.path.name}.part")
        self._file = None

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

    def __exit__(self, kind, error, trace) -> None:
        self._file.close()
        if kind is None:
            os.replace(self._part, self.path)
        else:
            with contextlib.suppress(OSError):
                self._part.unlink()
