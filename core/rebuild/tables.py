"""Databases that hold the same, whatever their bytes: to look at one changes it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

# Indexes of places, which follow from what they are of.
_INDEX = "rtree_"


def same_tables(one: Path, other: Path) -> bool:
    """Whether two databases of SQLite have the same tables with the same rows, in one order."""
    try:
        with closing(_open(one)) as first, closing(_open(other)) as second:
            names = _tables(first)
            return names == _tables(second) and all(
                _rows(first, name) == _rows(second, name) for name in names
            )
    except sqlite3.Error:
        return False


def _open(path: Path) -> sqlite3.Connection:
    # Nothing is written beside it, and nothing waits for programs that have it open.
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def _tables(database: sqlite3.Connection) -> list[tuple[str, str]]:
    found = database.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
    )
    return [(name, sql) for name, sql in found if not name.startswith(_INDEX)]


def _rows(database: sqlite3.Connection, table: tuple[str, str]) -> list[tuple[object, ...]]:
    # Names cannot be given as values.
    name = table[0].replace('"', '""')
    return database.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall()
