"""Numbers of classes that several datasets share."""

import pytest

from tilewright.core.errors import ExportError
from tilewright.core.merge.numbers import merge_numbers


def rows(**numbers):
    return [{"class_id": number, "class": name} for name, number in numbers.items()]


def test_those_of_the_first_stay_and_free_ones_are_kept():
    found = merge_numbers([rows(a=1, c=5), rows(c=1, b=2, d=5), rows(d=3, e=4, a=9)])
    assert found.names == {1: "a", 2: "b", 4: "e", 5: "c", 6: "d"}
    assert found.of_parents == [{1: 1, 5: 5}, {1: 5, 2: 2, 5: 6}, {3: 6, 4: 4, 9: 1}]
    assert [found.is_changed(k) for k in range(3)] == [False, True, True]
    # In the order of their numbers, as files have them.
    assert list(found.names) == [1, 2, 4, 5, 6]


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
    with pytest.raises(ExportError, match="have 255 classes together"):
        merge_numbers([first, rows(b=3)], has_limit=True)
    assert max(merge_numbers([first, rows(b=3)]).names) == 255
