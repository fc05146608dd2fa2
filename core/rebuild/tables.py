"""Databases that hold the same, whatever their bytes: to look at one changes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from urllib.parse import quote

# Indexes of places, which follow from what they are of.
_INDEX = "rtree_"


def same_tables(one: Path, other: Path) -> bool:
    """Whether two databases of SQLite have the same tables with the same rows, in one order."""
    try:
        with closing(_open(one)) as first, closing(_open(other)) as second:
            return all(a == b for a, b in zip_longest(_lines(first), _lines(second)))
    except sqlite3.Error:
        return False


def _open(path: Path) -> sqlite3.Connection:
    # Nothing is written beside it, and nothing waits for programs that have it open.
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def _lines(database: sqlite3.Connection) -> Iterator[str]:
    """All tables and rows as SQL, in one order."""
    return (line for line in database.iterdump() if _INDEX not in line.partition("(")[0])
