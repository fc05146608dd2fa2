"""Counting what a layer of a GeoPackage holds, without opening it for writing."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from .rows import quoted, statement


def count_values(path: Path, layer: str, column: str) -> Counter[str]:
    """How often each text stands in a column; nothing where there is no such column.

    GDAL changes a GeoPackage that it merely looks at; this does not.

    Args:
        path: of the file.
        layer: its name.
        column: of the layer.
    """
    counts: Counter[str] = Counter()
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            name = quoted(column)
            count = statement("SELECT", name, ", COUNT(*) FROM", quoted(layer), "GROUP BY 1")
            rows = connection.execute(count)
            counts.update({str(value): count for value, count in rows if value is not None})
    except sqlite3.Error:
        # Whoever looks for what is wrong with it has Validate Dataset.
        return Counter()
    return counts
