"""The order of classes that users give."""

import pytest

from tilewright.core.classes.folders import class_folders
from tilewright.core.classes.numbers import number_classes
from tilewright.core.classes.order import (
    format_class_order,
    parse_class_order,
    tell_unknown_classes,
)
from tilewright.core.errors import LayerError
from tilewright.core.labels.mask_codes import raster_codes


def test_names_are_read_with_blanks_lines_and_quotes():
    assert parse_class_order(" water, bare soil,\nforest,,") == ("water", "bare soil", "forest")
    assert parse_class_order('"a, b",c') == ("a, b", "c")
    assert parse_class_order(None) == parse_class_order(" ") == ()
    names = ("a, b", 'say "x"', "c")
    assert parse_class_order(format_class_order(names)) == names


def test_a_name_that_stands_there_twice_is_refused():
    with pytest.raises(LayerError, match="CLASS_ORDER names 'b' twice; name each class once"):
        parse_class_order("b,a, b")


def test_what_is_no_list_of_names_is_refused():
    # More than csv takes as one cell.
    with pytest.raises(LayerError, match="CLASS_ORDER cannot be understood; write class names"):
        parse_class_order("x" * 140_000)


def test_ordered_classes_come_first_and_others_as_their_folders_do():
    names = ["forest", "water", ">10 %", "urban"]
    assert list(class_folders(names, ["water", "urban", "lava"])) == [
        "water",
        "urban",
        ">10 %",
        "forest",
    ]
    assert list(class_folders(names)) == [">10 %", "forest", "urban", "water"]


def test_masks_of_polygons_are_numbered_in_the_order():
    assert number_classes(["a", "b", "c"], order=["c"]).ids == {"c": 1, "a": 2, "b": 3}
    # Whole numbers keep theirs, unless the order has one.
    assert number_classes(["12", "3"], order=["x"]).ids == {"12": 12, "3": 3}
    assert number_classes(["12", "3"], order=["3", "12"]).ids == {"3": 1, "12": 2}
    given = {"a": 7, "c": 9}
    assert number_classes(["a", "c"], class_map=given, order=["c"]).ids == given


def test_masks_of_rasters_are_numbered_anew_where_the_order_names_a_class():
    names, known = {"10": "tree"}, {"20": "water"}
    assert raster_codes([0, 10, 20], names, known, ["lava"]) == (
        {0: 0, 10: 10, 20: 20},
        {10: "tree", 20: "water"},
    )
    assert raster_codes([0, 10, 20], names, known, ["water", "tree"]) == (
        {0: 0, 10: 2, 20: 1},
        {1: "water", 2: "tree"},
    )
    # What is ignored stays so, and the background keeps 0 even where it has a name.
    assert raster_codes([0, 5, 9], {"9": None, "0": "none"}, {}, ["none", "5"]) == (
        {0: 0, 5: 1, 9: 255},
        {1: "5"},
    )


def test_names_that_no_class_has_are_told():
    assert tell_unknown_classes(["a"], {"a", "b"}) is None
    assert str(tell_unknown_classes(["forrest", "a"], {"forest", "a"})) == (
        "CLASS_ORDER names 'forrest', and no tile, object or mask is of this class; the classes "
        "are: 'a', 'forest'."
    )
    assert str(tell_unknown_classes(["x", "y"], {"a"})) == (
        "CLASS_ORDER names 'x', 'y', and no tile, object or mask is of these classes; the "
        "classes are: 'a'."
    )
    assert str(tell_unknown_classes(["x"], ())) == (
        "CLASS_ORDER is given, but there are no classes."
    )
