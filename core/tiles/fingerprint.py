"""What a table of tiles holds, as a hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .table import TileTable

_ROWS = 20_000


def fingerprint_table(table: TileTable, is_cancelled: Callable[[], bool] = never_cancelled) -> str:
    """SHA-256 of tiles: outlines and all columns.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    digest = hashlib.sha256()
    for start in range(0, len(table), _ROWS):
        digest.update(b"".join(table.wkb[start : start + _ROWS]))
    for field in table.fields:
        digest.update(f"{field.name}\0{field.kind}\0".encode())
        column = table[field.name]
        for start in range(0, len(table), _ROWS):
            if is_cancelled():
                raise CancelledError
            values = column[start : start + _ROWS].tolist()
            digest.update("".join([f"{value!r}\0" for value in values]).encode())
    return digest.hexdigest()
