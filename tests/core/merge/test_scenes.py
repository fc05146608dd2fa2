"""Which image tiles are of, when datasets of one or several images come together."""

from pathlib import Path

from tilewright.core.merge.parents import Parent
from tilewright.core.merge.scenes import Scenes, name_rasters
from tilewright.core.tiles.table import TEXT, Field, TileTable, make_column


def parent(name, facts, **columns):
    fields = [Field(key, TEXT) for key in columns]
    rows = TileTable(
        fields,
        {key: make_column(TEXT, values) for key, values in columns.items()},
        [b""] * len(columns["tile_id"]),
    )
    return Parent(name, Path(name), facts, rows, rows, rows)


def of_raster(name, sha, **more):
    return {"sources": {"raster": {"name": name, "path": f"/{name}", "sha256": sha}}, **more}


def test_tiles_of_one_raster_have_no_scene():
    one = parent("one", of_raster("a.tif", "1"), tile_id=["x"])
    moved = parent("two", of_raster("b.tif", "1"), tile_id=["y"])
    assert Scenes([one, moved]).rows == []
    assert name_rasters([one, moved]) == "a.tif, b.tif"


def test_rasters_become_scenes_with_names_of_their_own():
    parents = [
        parent("one", of_raster("a.tif", "1", crs="EPSG:1"), tile_id=["x", "y"]),
        parent("two", of_raster("a.tif", "2", crs="EPSG:2"), tile_id=["z"]),
        parent("three", of_raster("a.tif", "1", crs="EPSG:1"), tile_id=["q"]),
    ]
    scenes = Scenes(parents)
    assert [(s["name"], s["crs"], s["tile_count"]) for s in scenes.rows] == [
        ("a", "EPSG:1", 3),
        ("a_2", "EPSG:2", 1),
    ]
    assert [row["file"]["sha256"] for row in scenes.rows] == ["1", "2"]
    assert scenes.of_tiles == [[("a", "")] * 2, [("a_2", "")], [("a", "")]]


def test_scenes_of_several_datasets_that_are_the_same_are_one():
    def scene(name, sha, date, count):
        return {"name": name, "date": date, "file": {"sha256": sha}, "crs": "", "tile_count": count}

    first = {"scenes": [scene("s", "1", "2020-01-02", 2), scene("t", "2", "", 1)]}
    other = {"scenes": [scene("s", "3", "2021-01-02", 1), scene("t", "2", "", 1)]}
    parents = [
        parent("one", first, tile_id=["a", "b", "c"], scene=["s", "t", "s"]),
        parent("two", other, tile_id=["d", "e"], scene=["t", "s"]),
    ]
    scenes = Scenes(parents)
    assert [(s["name"], s["date"], s["tile_count"]) for s in scenes.rows] == [
        ("s", "2020-01-02", 2), ("t", "", 2), ("s_2", "2021-01-02", 1)
    ]  # fmt: skip
    assert scenes.of_tiles[1] == [("t", ""), ("s_2", "2021-01-02")]
