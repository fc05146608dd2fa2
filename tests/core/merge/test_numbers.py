"""Numbers of classes that several datasets share."""

import pytest

from tilewright.core.errors import ExportError
from tilewright.core.merge.numbers import merge_numbers


def rows(**numbers):
    return [{"class_id": number, "class": name} for name, number in numbers.items()]


def test_those_of_the_first_stay_and_others_come_after_them():
    found = merge_numbers([rows(a=1, c=5), rows(c=1, b=2, d=5, f=9), rows(d=3, e=4, a=8, g=12)])
    assert found.names == {1: "a", 5: "c", 9: "f", 10: "b", 11: "d", 12: "g", 13: "e"}
    assert found.of_parents == [
        {1: 1, 5: 5}, {1: 5, 2: 10, 5: 11, 9: 9}, {3: 11, 4: 13, 8: 1, 12: 12}
    ]  # fmt: skip
    assert [found.is_changed(k) for k in range(3)] == [False, True, True]
    # In the order of their numbers, as files have them: places of the first stay as well.
    assert list(found.names.values())[:2] == ["a", "c"]


def test_a_dataset_with_higher_numbers_keeps_them():
    found = merge_numbers([rows(a=10, b=20), rows(a=10, c=30)])
    assert found.names == {10: "a", 20: "b", 30: "c"}
    assert not found.is_changed(1)


def test_no_two_classes_of_a_dataset_become_one():
    found = merge_numbers([rows(a=1, b=2), rows(x=1, y=2, b=3), rows(b=1, a=2, x=3)])
    for own in found.of_parents:
        assert len(set(own.values())) == len(own)
    assert found.names == {1: "a", 2: "b", 3: "x", 4: "y"}


def test_colours_are_those_of_the_first_dataset_that_tells_one():
    first = [{"class_id": 1, "class": "a", "color": "#ff0000"}]
    other = [
        {"class_id": 1, "class": "b", "color": "#ff0000"},
        {"class_id": 2, "class": "a", "color": "#00ff00"},
        {"class_id": 3, "class": "c", "color": "#0000ff"},
    ]
    colors = merge_numbers([first, other]).colors
    assert colors["a"] == "#ff0000" and colors["c"] == "#0000ff"
    assert colors["b"] not in ("#ff0000", "#0000ff")


def test_masks_have_254_numbers():
    first = rows(**{f"a{k}": k for k in range(1, 255)})
    assert len(merge_numbers([first, rows(a3=3)], has_limit=True).names) == 254
    with pytest.raises(ExportError, match="have more than 254 classes together"):
        merge_numbers([first, rows(b=3)], has_limit=True)
    # Those that are free below are taken in the end.
    assert merge_numbers([rows(a=254, b=1), rows(c=1, d=2)], has_limit=True).names == {
        1: "b", 2: "c", 3: "d", 254: "a"
    }  # fmt: skip
    assert max(merge_numbers([first, rows(b=3)]).names) == 255
