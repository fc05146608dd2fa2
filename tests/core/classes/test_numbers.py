"""Numbers, names and colours of classes."""

import pytest

from tilewright.core.classes.numbers import LabelLegend, number_classes, read_class_map
from tilewright.core.errors import LayerError
from tilewright.core.files.csv_file import write_table
from tilewright.core.polygons.parcels import (
    choose_values,
    find_odd_identifier,
    number_parcels,
    read_numbers,
)


def test_names_are_numbered_in_their_order_past_the_background():
    legend = number_classes(["wheat", "barley", "wheat", "a/b"])
    assert legend.ids == {"a/b": 1, "barley": 2, "wheat": 3}
    assert number_classes(["b", "a"], background=1).ids == {"a": 2, "b": 3}


def test_whole_numbers_keep_their_value():
    assert number_classes(["12", "3"]).ids == {"12": 12, "3": 3}
    # What no number gives back is a name.
    assert number_classes(["012", "3"]).ids == {"012": 1, "3": 2}
    with pytest.raises(LayerError, match="Class '0' has the number 0, which BACKGROUND has too"):
        number_classes(["0", "3"])
    assert number_classes(["0", "3"], background=255).ids == {"0": 0, "3": 3}


@pytest.mark.parametrize(
    ("numbers", "dtype"),
    [([1, 255], "uint8"), ([256], "uint16"), ([65536], "int32"), ([-1, 9], "int16")],
)
def test_type_is_the_smallest_that_holds_all(numbers, dtype):
    legend = LabelLegend({str(n): n for n in numbers})
    assert legend.dtype == dtype
    assert (legend.colormap is not None) == dtype.startswith("uint")


def test_numbers_beyond_32_bits_are_refused():
    with pytest.raises(LayerError, match="4294967296 does not fit 32 bits"):
        number_classes(["4294967296"])


def test_class_map_reads_pairs_and_legends(tmp_path):
    assert read_class_map(" ") is None
    assert read_class_map("10=tree, 20 = shrub land,\n20=bush") == {
        "tree": 10,
        "shrub land": 20,
        "bush": 20,
    }
    legend = number_classes(["æ, b", "c"])
    path = tmp_path / "legend.csv"
    path.write_bytes(write_table(("class_id", "class", "color"), legend.rows()))
    assert read_class_map(str(path)) == {"c": 1, "æ, b": 2}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tree", "CLASS_MAP holds 'tree'; write pairs"),
        # Also the name of a parameter.
        ("C", "CLASS_MAP holds 'C'; write pairs"),
        ("1.5=tree", "CLASS_MAP holds '1.5=tree'"),
        ("1=", "CLASS_MAP holds '1='"),
        ("1=a,2=a", "gives class 'a' two numbers, 1 and 2"),
        (",", "names no class"),
        ("none.csv", "there is no such file"),
    ],
)
def test_class_maps_that_cannot_be_read(text, message):
    with pytest.raises(LayerError, match=message):
        read_class_map(text)


def test_other_tables_are_no_legend(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("id,name\n1,a\n")
    with pytest.raises(LayerError, match="is not a legend; it needs the columns class_id"):
        read_class_map(str(path))


@pytest.mark.parametrize("background", [1e308, -1e20, 2.0**31])
def test_a_background_that_no_raster_can_hold_is_refused(background):
    with pytest.raises(LayerError, match="BACKGROUND is .* which does not fit 32 bits"):
        choose_values(["a"], background=background)
    if background > 1e30:
        with pytest.raises(LayerError, match="BACKGROUND is .* which does not fit 32 bits"):
            choose_values([1.5], background=background)


def test_names_that_share_a_number_share_a_row():
    rows = LabelLegend({"a": 2, "b": 1, "c": 2}).rows()
    assert [(r["class_id"], r["class"]) for r in rows] == [(1, "b"), (2, "a / c")]


def test_colors_differ_and_the_background_has_none():
    colors = number_classes([f"class {k:03d}" for k in range(60)]).colors
    assert len(set(colors.values())) == 61
    assert colors[0] == (0, 0, 0, 0)


def test_decimals_are_measured_and_other_values_classes():
    measured = choose_values([1.5, 2.0])
    assert (measured.legend, measured.dtype) == (None, "float32")
    assert measured.background != measured.background
    assert choose_values([1.0, 2.0]).legend.ids == {"1": 1, "2": 2}
    assert choose_values([1, 2], "MEASURED").values.tolist() == [1.0, 2.0]
    assert choose_values([1.5, 2.0], "CLASSES").legend.ids == {"1.5": 1, "2": 2}
    assert choose_values([1.5], background=-9).background == -9
    for values, kind, background, message in (
        (["a"], "MEASURED", 0, "'a', which is not a number"),
        ([1.5], "AUTO", 1.5, "BACKGROUND is 1.5, which a polygon has"),
        (["a"], "AUTO", 0.5, "class numbers are whole"),
    ):
        with pytest.raises(LayerError, match=message):
            choose_values(values, kind, background)


def test_classes_that_the_map_does_not_name_are_not_used():
    chosen = choose_values(["a", "b", "a"], class_map={"a": 7})
    assert chosen.used.tolist() == [True, False, True]
    assert chosen.values[[0, 2]].tolist() == [7, 7]


def test_text_that_is_numbers_throughout_is_read_as_numbers():
    assert read_numbers(["1", "2"]) == [1, 2]
    assert read_numbers(["1", "2.5"]) == [1, 2.5]
    assert read_numbers(["1", "b"]) == ["1", "b"]
    assert read_numbers(["1", "nan"]) == ["1", "nan"]


def test_parcels_keep_whole_numbers_and_get_others():
    numbers, is_own = number_parcels([7, 9, 7], 3)
    assert (numbers.tolist(), is_own) == ([7, 9, 7], True)
    for names in (["x", "y", "x"], [0, 5, 0], [-1, 5, -1], [2**32, 5, 2**32]):
        numbers, is_own = number_parcels(names, 3)
        assert (numbers.tolist(), is_own) == ([1, 2, 1], False)
    assert number_parcels(["x", None, None], 3)[0].tolist() == [1, 2, 3]
    assert number_parcels(None, 3)[0].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("names", "odd"),
    [
        ([7, 9, 2**32 - 1], None),
        (None, None),
        ([], None),
        (["x", "y", None], None),
        ([7, 0, -1], "0"),
        ([7, -1], "-1"),
        ([7, 5e9], "5000000000"),
        ([5e9, 6e9], "5000000000"),
        (["7", "8b"], "8b"),
        ([7, 7.5], "7.5"),
        ([7, None], "NULL"),
    ],
)
def test_the_identifier_that_renumbers_all_is_found(names, odd):
    assert find_odd_identifier(names) == odd
    assert number_parcels(names, 3)[1] is (names is not None and odd is None and "x" not in names)
