"""Names, percentages and fields of label proportions."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.classes.renaming import ClassMap, parse_class_map
from tilewright.core.errors import LayerError
from tilewright.core.labels.areas import ClassAreas
from tilewright.core.labels.proportions import (
    proportion_names,
    proportions_of_raster,
    proportions_of_shares,
)
from tilewright.core.tiles.csv_file import TableCsv
from tilewright.core.tiles.table import TEXT, Field


def areas(codes, rows, whole=None):
    rows = np.array(rows, dtype=float)
    return ClassAreas(np.array(codes), rows, rows.sum(axis=1) if whole is None else np.array(whole))


def test_codes_are_renamed_merged_and_left_out():
    found = proportions_of_raster(
        areas([10, 20, 30, 40], [[10, 20, 30, 40], [5, 0, 0, 0], [0, 0, 0, 7]]),
        parse_class_map("10=tree, 20=shrub, 30=tree, 40="),
    )
    assert found.classes == ("shrub", "tree")
    assert found.percent[:2] == pytest.approx(np.array([[100 / 3, 200 / 3], [0, 100]]))
    assert np.isnan(found.percent[2]).all()
    assert found.known == pytest.approx([60, 100, 0])
    assert found.mean() == pytest.approx({"shrub": 100 / 6, "tree": 500 / 6})


def test_classes_that_the_map_names_have_a_field_even_where_there_are_none():
    found = proportions_of_raster(areas([1], [[4]]), parse_class_map("1=wood,2=water"))
    assert [f.name for f in found.fields] == ["p_water", "p_wood", "proportions", "known_pct"]
    assert found.percent.tolist() == [[0, 100]]


@given(st.lists(st.lists(st.integers(0, 10**6), min_size=4, max_size=4), min_size=1, max_size=9))
def test_shares_of_a_raster_sum_to_100(rows):
    found = proportions_of_raster(areas([1, 2, 3, 4], rows), ClassMap())
    for row, percent in zip(rows, found.percent):
        if sum(row):
            assert percent.sum() == pytest.approx(100, abs=1e-9)
            assert percent.tolist() == pytest.approx([100 * v / sum(row) for v in row])
        else:
            assert np.isnan(percent).all()


def test_what_is_unknown_is_a_share_of_the_whole_tile():
    found = proportions_of_raster(areas([1, 2], [[25, 25]], [200]), ClassMap())
    assert found.percent.tolist() == [[50, 50]] and found.known.tolist() == [25]


def test_json_holds_every_class_under_its_true_name(make_table):
    found = proportions_of_raster(
        areas([1, 2], [[1, 2], [0, 0]]), ClassMap(known={"1": "Vårbyg", "2": "a/b"})
    )
    table = found.extend(make_table([(0, 0, 1, 1), (1, 0, 1, 1)]), 0)
    assert json.loads(table["proportions"][0]) == {"Vårbyg": 33.333333, "a/b": 66.666667}
    assert table["proportions"][1] is None
    assert [f.name for f in table.fields[-4:]] == ["p_Vårbyg", "p_a_b", "proportions", "known_pct"]
    assert table["p_a_b"][0] == pytest.approx(200 / 3) and np.isnan(table["p_a_b"][1])


@given(st.sets(st.text(max_size=60), min_size=1, max_size=20))
def test_field_names_are_safe_and_differ_by_more_than_case(classes):
    names = proportion_names(classes)
    assert set(names) == classes
    assert len({name.casefold() for name in names.values()}) == len(classes)
    for name in names.values():
        assert name.startswith("p_") and all(c.isalnum() or c == "_" for c in name)
    assert names == proportion_names(sorted(classes, reverse=True))


def test_names_that_a_geopackage_would_confuse_are_numbered():
    assert proportion_names(["Water", "water", "WATER", "water!", "", "a b"]) == {
        "WATER": "p_WATER",
        "Water": "p_Water_2",
        "water": "p_water_3",
        "water!": "p_water_4",
        "": "p_class",
        "a b": "p_a_b",
    }


def test_shares_of_polygons_are_of_the_whole_tile():
    found, crowded = proportions_of_shares(
        [{"a": 30.0}, {}, {"a": 80.0, "b": 80.0}], [70.0, 100.0, 0.0], ["c"]
    )
    assert found.classes == ("a", "b", "c") and crowded == 1
    assert found.percent.tolist() == [[30, 0, 0], [0, 0, 0], [50, 50, 0]]
    assert found.known.tolist() == [30, 0, 100]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", {}),
        (None, {}),
        ("10=tree,20=shrub", {"10": "tree", "20": "shrub"}),
        (" 010 = tall tree ,\n20.0=shrub,", {"10": "tall tree", "20": "shrub"}),
        ("-1=a=b,forest=Wald", {"-1": "a=b", "forest": "Wald"}),
        ("0=", {"0": None}),
        ("1=a,1=a", {"1": "a"}),
    ],
)
def test_class_maps_are_read(text, names):
    assert parse_class_map(text).names == names


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("10", "CLASS_MAP has '10'; write code=name pairs"),
        ("=tree", "CLASS_MAP has '=tree'"),
        ("1=a,1.0=b", "CLASS_MAP gives 1.0 two names, a and b"),
        ("1=a,1=", "two names, a and none"),
    ],
)
def test_class_maps_that_make_no_sense_are_refused(text, part):
    with pytest.raises(LayerError, match=part):
        parse_class_map(text)


def test_names_of_the_user_go_before_those_of_the_source():
    class_map = parse_class_map("1=mine,3=", {"1": "theirs", "2": "water", "3": "gone"})
    assert [class_map.name(v) for v in (1, 2.0, 3, 4, 4.5, None, float("nan"))] == [
        "mine", "water", None, "4", "4.5", None, None,
    ]  # fmt: skip
    assert class_map.declared == {"mine"}


def test_csv_appears_when_it_is_whole(make_table, tmp_path):
    path = tmp_path / "new folder" / "shares.csv"
    tables = [make_table([(0, 0, 1, 1)], name=["a"]), make_table([(0, 0, 1, 1)], name=["b,c"])]
    with pytest.raises(ValueError), TableCsv(str(path)) as file:
        file.write(tables[0])
        raise ValueError
    assert list(tmp_path.iterdir()) == []
    with TableCsv(str(path)) as file:
        for table in tables:
            file.write(table)
        assert not path.exists()
    assert path.read_bytes() == b'tile_id,name\nt000001,a\nt000001,"b,c"\n'
    assert [p.name for p in path.parent.iterdir()] == ["shares.csv"]
    assert tables[0].find_field("NAME") == Field("name", TEXT)


def test_two_runs_that_write_one_csv_do_not_mix_their_rows(make_table, tmp_path):
    path = tmp_path / "shares.csv"
    tables = [make_table([(0, 0, 1, 1)], name=[name]) for name in ("first", "second")]
    with TableCsv(str(path)) as first, TableCsv(str(path)) as second:
        first.write(tables[0])
        second.write(tables[1])
    assert path.read_bytes() == b"tile_id,name\nt000001,first\n"
    assert [p.name for p in tmp_path.iterdir()] == ["shares.csv"]
