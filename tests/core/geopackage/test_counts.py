"""Counting values of a GeoPackage's layer."""

import sqlite3

from tilewright.core.geopackage.counts import count_values


def test_values_are_counted_and_nulls_are_not(tmp_path):
    path = tmp_path / "a b#c.gpkg"
    connection = sqlite3.connect(path)
    connection.execute('CREATE TABLE "re""jected" (fid INTEGER, "rea""son" TEXT)')
    rows = [(1, "x"), (2, "y"), (3, "x"), (4, None)]
    connection.executemany('INSERT INTO "re""jected" VALUES (?, ?)', rows)
    connection.commit()
    connection.close()
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert count_values(path, 're"jected', 'rea"son') == {"x": 2, "y": 1}
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_is_no_such_layer_counts_nothing(tmp_path):
    path = tmp_path / "a.gpkg"
    path.write_text("nothing")
    assert count_values(path, "rejected", "reason") == {}
    assert count_values(tmp_path / "none.gpkg", "rejected", "reason") == {}
    assert not (tmp_path / "none.gpkg").exists()
