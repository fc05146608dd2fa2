"""Where tables of many tiles are cut, and what their files are called."""

from __future__ import annotations

import pytest
from shapely.geometry import box

from tilewright.core.tiles import shards
from tilewright.core.tiles.csv_file import write_manifest
from tilewright.core.tiles.shards import cut_shards, is_shard_file, save_tables, table_files
from tilewright.core.tiles.table import TEXT, Field, TileTable, make_column


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(shards, "MOST_IN_ONE", 3)


def table(scenes):
    fields = [Field("tile_id", TEXT)]
    columns = {"tile_id": make_column(TEXT, [f"t{k}" for k in range(len(scenes))])}
    if any(scenes):
        fields.append(Field("scene", TEXT))
        columns["scene"] = make_column(TEXT, scenes)
    return TileTable(fields, columns, [box(k, 0, k + 1, 1).wkb for k in range(len(scenes))])


def test_few_tiles_have_one_table():
    assert cut_shards(table(["a", "b", "c"])) == []
    assert table_files(table([])) == []


def test_each_scene_has_its_own_and_long_ones_several():
    found = cut_shards(table(["a", "a", "b/ü", "b/ü", "b/ü", "b/ü", "a"]))
    assert [(s.name, s.first, s.stop, s.scene) for s in found] == [
        ("tiles/s001_a", 0, 2, "a"),
        ("tiles/s002_b%2Fü", 2, 5, "b/ü"),
        ("tiles/s003_b%2Fü", 5, 6, "b/ü"),
        ("tiles/s004_a", 6, 7, "a"),
    ]
    assert all(is_shard_file(s.manifest) and is_shard_file(s.layers) for s in found)
    assert [s.name for s in cut_shards(table([""] * 4))] == ["tiles/s001", "tiles/s002"]


@pytest.mark.parametrize(
    "name", ["tiles.csv", "tiles/a.csv", "tiles/s001_a.png", "tiles/s001_a/b.csv", "s001.csv"]
)
def test_other_files_are_none_of_them(name):
    assert not is_shard_file(name)


@pytest.mark.parametrize(
    ("rejected", "told"),
    [
        (["a", "a", "b", "c"], [["t0", "t1"], ["t2"], ["t3"]]),
        (["b", "b"], [[], ["t0", "t1"], []]),
        # Their order stays, whatever scenes say.
        (["b", "a"], [["t0", "t1"], [], []]),
        (["c", ""], [["t0", "t1"], [], []]),
        (["", ""], [["t0", "t1"], [], []]),
        ([], [[], [], []]),
    ],
)
def test_rejected_tiles_are_told_with_their_scene(tmp_path, rejected, told):
    tiles, written = table(["a", "b", "b", "c"]), []

    def write_layers(path, kept, dropped):
        written.append((path.name, kept["tile_id"].tolist(), dropped["tile_id"].tolist()))

    facts = save_tables(tmp_path, tiles, table(rejected), write_layers)
    assert written == [
        ("s001_a.gpkg", ["t0"], told[0]),
        ("s002_b.gpkg", ["t1", "t2"], told[1]),
        ("s003_c.gpkg", ["t3"], told[2]),
    ]
    assert facts["shards"][1] == {
        "manifest": "tiles/s002_b.csv",
        "layers": "tiles/s002_b.gpkg",
        "scene": "b",
        "tile_count": 2,
    }
    lines = [(tmp_path / s["manifest"]).read_bytes().splitlines(True) for s in facts["shards"]]
    assert b"".join([lines[0][0], *(line for part in lines for line in part[1:])]) == (
        write_manifest(tiles)
    )
