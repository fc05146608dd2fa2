"""Rows and index of a layer that GDAL has made and left empty."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import numpy as np

from ..run.batches import heed, never_cancelled
from ..tiles.table import TileTable
from .blobs import geometry_blobs
from .tree import pack_tree

# Rows at once: what cancel waits for, and what is in memory twice.
_ROWS = 20_000


def write_rows(
    path: Path, name: str, table: TileTable, is_cancelled: Callable[[], bool] = never_cancelled
) -> None:
    """Fill an empty layer, whose columns behind the outline are those of the table.

    Args:
        path: of the GeoPackage.
        name: of the layer.
        table: what it is to hold; rows are numbered from 1.
        is_cancelled: asked every some thousand rows; the file is torn then.

    Raises:
        sqlite3.Error: the file did not take them, and is torn.
        CancelledError: ``is_cancelled`` said so.
    """
    with _open(path) as base, _no_triggers(base, name):
        srs = base.execute(
            "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (name,)
        ).fetchone()[0]
        bounds = table.geometries.bounds
        slots = f"({', '.join('?' * (2 + len(table.fields)))})"
        for start, stop in table.ranges(_ROWS):
            heed(is_cancelled)
            part = table.select(np.arange(start, stop))
            blobs = geometry_blobs(part.wkb, bounds[start:stop], srs)
            numbers = range(start + 1, start + len(part) + 1)
            columns = [part.plain_column(field.name) for field in part.fields]
            rows = zip(numbers, blobs, *columns)
            base.executemany(statement("INSERT INTO", quoted(name), "VALUES", slots), rows)
        if len(table):
            extent = (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
            base.execute(
                "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? "
                "WHERE table_name = ?",
                (*extent, name),
            )
            base.execute(
                "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?",
                (len(table), name),
            )


def write_index(path: Path, name: str, bounds: np.ndarray) -> None:
    """Fill the spatial index of a layer, which is there and empty.

    Args:
        path: of the GeoPackage.
        name: of the layer.
        bounds: float64 (N, 4) least x, least y, greatest x, greatest y of rows 1 to N.

    Raises:
        sqlite3.Error: the file did not take it, and is torn.
    """
    if not len(bounds):
        return
    with _open(path) as base:
        node, rowid, parent = (_index_table(base, name, k) for k in ("node", "rowid", "parent"))
        size = base.execute(statement("SELECT length(data) FROM", node)).fetchone()[0]
        base.execute(statement("DELETE FROM", node))
        for level in pack_tree(bounds, size):
            rows = zip(level.numbers.tolist(), level.nodes)
            base.executemany(statement("INSERT INTO", node, "VALUES (?, ?)"), rows)
            order = np.argsort(level.children)
            target = rowid if level.is_leaf else parent
            for start in range(0, len(order), _ROWS):
                some = order[start : start + _ROWS]
                pairs = zip(level.children[some].tolist(), level.parents[some].tolist())
                base.executemany(statement("INSERT INTO", target, "VALUES (?, ?)"), pairs)


def count_rows(path: Path, name: str) -> int:
    """How many rows a layer has.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with _open(path) as base:
        return int(base.execute(statement("SELECT count(*) FROM", quoted(name))).fetchone()[0])


def count_indexed(path: Path, name: str) -> int:
    """How many rows the spatial index of a layer finds.

    Raises:
        sqlite3.Error: it cannot be read.
    """
    with _open(path) as base:
        table = _index_table(base, name, "rowid")
        return int(base.execute(statement("SELECT count(*) FROM", table)).fetchone()[0])


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on a file that nobody else has, and that nobody keeps when it fails."""
    place = quote(path.absolute().as_posix())
    slash = "" if place.startswith("/") else "/"
    # None is made where a file is gone, as after a cancel.
    address = f"file://{slash}{place}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("BEGIN")
        yield base
        base.execute("COMMIT")


@contextmanager
def _no_triggers(base: sqlite3.Connection, name: str) -> Iterator[None]:
    """Triggers, some of which call functions of GDAL's, are put back as they were."""
    found = base.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (name,)
    ).fetchall()
    for trigger, _ in found:
        base.execute(statement("DROP TRIGGER", quoted(trigger)))
    yield
    for _, sql in found:
        base.execute(sql)


def _index_table(base: sqlite3.Connection, name: str, kind: str) -> str:
    column = base.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (name,)
    ).fetchone()[0]
    return quoted(f"rtree_{name}_{column}_{kind}")


def statement(*words: str) -> str:
    """A statement; names in it are quoted, as SQLite takes no values for them."""
    return " ".join(words)


def quoted(name: str) -> str:
    """A name as SQLite takes it in a statement."""
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
