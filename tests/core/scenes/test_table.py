"""Tables of scenes."""

import os

import pytest

from tilewright.core.errors import RasterError
from tilewright.core.scenes.table import SceneRow, read_scene_table, resolve


def test_all_columns_in_any_case_and_order(tmp_path):
    here = str(tmp_path)
    table = read_scene_table(
        "scenes",
        ["Date", "FILE", "nodata", "Cloud_Mask", "scene", "LABELS", "remark", "fid", "Bands"],
        [
            [
                "20210908",
                "img/a.tif",
                "-1",
                "c.tif",
                "first",
                "l.gpkg|layername=x",
                "good",
                "1",
                " 3,2,1",
            ],
            ["", "", "", "", "", "", "", "2", ""],
            ["2021-09-09T10:00:00", "/abs/b.tif", "", "", "", "", "", "3", ""],
        ],
        here,
    )
    assert table.rows == (
        SceneRow(
            1,
            str(tmp_path / "img" / "a.tif"),
            "first",
            "2021-09-08",
            str(tmp_path / "l.gpkg") + "|layername=x",
            str(tmp_path / "c.tif"),
            -1.0,
            "3,2,1",
        ),
        SceneRow(3, os.path.abspath("/abs/b.tif"), date="2021-09-09"),
    )
    assert table.unused == ("remark",)
    assert table.left_out == 0
    assert [row.title for row in table.rows] == ["first", "b.tif"]


def test_the_table_of_select_products_is_one():
    columns = ["name", "date", "level", "cloud_pct", "selected", "reason", "path"]
    table = read_scene_table(
        "products",
        columns,
        [
            ["A", "2021-09-08", "L2A", "3.5", "1", "", "/p/a.SAFE"],
            ["B", "2021-09-09", "L2A", "99", "0", "too cloudy", "/p/b.SAFE"],
            ["C", "", "", "", "1.0", "", "/p/c.zip"],
        ],
        "/nowhere",
    )
    assert [(r.scene, r.date, r.file) for r in table.rows] == [
        ("A", "2021-09-08", os.path.abspath("/p/a.SAFE")),
        ("C", "", os.path.abspath("/p/c.zip")),
    ]
    assert table.left_out == 1
    assert table.unused == ("level", "cloud_pct", "reason")


@pytest.mark.parametrize(
    ("columns", "rows", "said"),
    [
        (["scene", "when"], [], "t has no column file .or path., .* it has scene, when"),
        (["file"], [], "t has no row of a scene that is selected"),
        (["file", "selected"], [["a.tif", "0"]], "t has no row of a scene that is selected"),
        (["file", "date"], [["a.tif", ""], ["", "2020-01-01"]], "Row 2 of SCENE_TABLE t names no"),
        (["file", "date"], [["a.tif", "soon"]], "Row 1 .* the date 'soon', .* like 2021-09-08"),
        (["file", "nodata"], [["a.tif", "none"]], "Row 1 .* nodata value 'none', .* not a number"),
    ],
)
def test_tables_that_cannot_be_understood(columns, rows, said):
    with pytest.raises(RasterError, match=said):
        read_scene_table("t", columns, rows, "/")


def test_what_a_cell_may_mean(tmp_path):
    here = str(tmp_path)
    (tmp_path / "plain").mkdir()
    # A folder that is there, a path that is not, a layer's name, and what GDAL opens besides.
    assert resolve("plain", here) == str(tmp_path / "plain")
    assert resolve("b.tif", here) == str(tmp_path / "b.tif")
    assert resolve("sub/b", here) == str(tmp_path / "sub" / "b")
    assert resolve("my layer", here) == "my layer"
    for text in ("/vsizip//d/a.zip/a.tif", 'NETCDF:"a.nc":b', "/vsicurl/https://x/a.tif"):
        assert resolve(text, here) == text
    assert resolve("", here) == ""
