"""A table that is written while its tiles come."""

import threading
import time

import numpy as np
import pytest

from tilewright.core.errors import CancelledError
from tilewright.core.geometry.outlines import corners_of_windows, wkb_of_corners
from tilewright.core.tiles.csv_file import write_manifest
from tilewright.core.tiles.growing import GrowingTables
from tilewright.core.tiles.table import DOUBLE, TEXT, TILE_ID, Field, TileTable, make_column

VALID = Field("valid_pct", DOUBLE)


def make_table(count):
    windows = np.array([[k, 0, 1, 1] for k in range(count)]).reshape(-1, 4)
    wkb = wkb_of_corners(corners_of_windows(windows, (1, 0, 0, 0, -1, 0)))
    ids = make_column(TEXT, [f"t{k:05d}" for k in range(count)])
    return TileTable([TILE_ID, VALID], {"tile_id": ids, "valid_pct": np.zeros(count)}, wkb)


def begin(folder, table, write_layers=None):
    return GrowingTables(folder, table, make_table(0), write_layers)


def test_rows_are_written_as_they_become_in_any_order(tmp_path):
    table, rng = make_table(5300), np.random.default_rng(4)
    tables = begin(tmp_path, table)
    for some in np.array_split(rng.permutation(len(table)), 7):
        assert not (tmp_path / "tiles.csv").exists()
        table["valid_pct"][some] = some / 100
        tables.add(some)
    tables.finish()
    whole = make_table(5300).with_column(VALID, np.arange(5300) / 100)
    assert (tmp_path / "tiles.csv").read_bytes() == write_manifest(whole)
    assert [path.name for path in tmp_path.iterdir()] == ["tiles.csv"]


def test_layers_are_written_at_the_end_by_the_thread_that_ends(tmp_path):
    table, seen = make_table(2500), []

    def write_layers(path, tiles, rejected):
        assert (path, len(rejected)) == (tmp_path / "tiles.gpkg", 0)
        seen.append((threading.get_ident(), tiles["valid_pct"].tolist()))

    tables = begin(tmp_path, table, write_layers)
    for first, last in ((1500, 2500), (0, 900), (900, 1500)):
        assert seen == []
        table["valid_pct"][first:last] = 1
        tables.add(np.arange(first, last))
    tables.finish()
    assert seen == [(threading.get_ident(), [1.0] * 2500)]


def test_nothing_is_left_of_tables_that_are_left(tmp_path):
    table = make_table(3000)
    tables = begin(tmp_path, table, lambda path, tiles, _: list(tiles.ranges(10)))
    tables.add(np.arange(2500))
    tables.leave()
    tables.leave()
    assert not list(tmp_path.iterdir())


def test_errors_of_writing_are_raised_at_the_end(tmp_path):
    def write_layers(path, tiles, rejected):
        raise OSError(28, "full", str(path))

    tables = begin(tmp_path, make_table(3), write_layers)
    tables.add(np.arange(3))
    with pytest.raises(OSError, match="full"):
        tables.finish()


def test_a_cancel_is_heard_while_rows_are_awaited(tmp_path):
    tables = begin(tmp_path, make_table(1000))
    tables.add(np.arange(999))
    start = time.monotonic()
    with pytest.raises(CancelledError):
        tables.finish(lambda: time.monotonic() - start > 0.2)
    assert not list(tmp_path.iterdir())


def test_tables_in_several_files_are_not_begun(monkeypatch):
    table = make_table(3)
    assert GrowingTables.takes(table)
    monkeypatch.setattr("tilewright.core.tiles.shards.MOST_IN_ONE", 2)
    assert not GrowingTables.takes(table)
