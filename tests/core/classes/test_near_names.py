"""Class names that look wrong."""

import pytest

from tilewright.core.classes.near_names import (
    BLANKS,
    CASE,
    FORM,
    find_differences,
    near_names,
    readable_name,
    undecoded_names,
)


def test_names_with_a_replacement_character_are_undecoded():
    assert undecoded_names(["wood", "\ufffd\ufffd", "caf\ufffd", "\ufffd\ufffd"]) == [
        "caf\ufffd",
        "\ufffd\ufffd",
    ]
    assert undecoded_names(["Vårbyg", "лес", "a/b"]) == []


def test_names_are_near_by_blanks_case_and_unicode_form():
    names = ["urban", "Urban ", "non urban", "non\u00a0urban", "caf\u00e9", "cafe\u0301", "wood"]
    assert near_names(names) == [
        ["Urban ", "urban"],
        ["cafe\u0301", "caf\u00e9"],
        ["non urban", "non\u00a0urban"],
    ]


def test_names_that_differ_by_a_letter_are_not_near():
    assert near_names(["wood", "woods", "a/b", "ab", "café", "cafe"]) == []
    assert near_names(["wood", "wood"]) == []


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (("urban", "urban "), (BLANKS,)),
        (("non urban", "non\u00a0urban"), (BLANKS,)),
        (("urban", "Urban"), (CASE,)),
        (("caf\u00e9", "cafe\u0301"), (FORM,)),
        (("urban", "Urban "), (BLANKS, CASE)),
        (("urban", "Urban", "urban "), (BLANKS, CASE)),
        (("Caf\u00e9", "cafe\u0301"), (CASE, FORM)),
        (("Caf\u00e9", "cafe\u0301 "), (BLANKS, CASE, FORM)),
        # The sign of the ohm is a capital letter to some.
        (("\u2126", "\u03c9"), (CASE,)),
    ],
)
def test_what_tells_near_names_apart(names, kinds):
    assert len(near_names(names)) == 1
    assert find_differences(names) == kinds


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("caf\u00e9", "'caf\u00e9'"),
        ("cafe\u0301", "'cafe\u0301' (with combining acute accent)"),
        ("Urban ", "'Urban '"),
        ("non\u00a0urban", "'non urban' (with no-break space)"),
        ("a\tb\t", "'a b ' (with U+0009)"),
        ("it's", "'it's'"),
    ],
)
def test_names_are_shown_as_people_read_them(name, shown):
    assert readable_name(name) == shown
