"""Class names that look wrong."""

from tilewright.core.classes.near_names import near_names, undecoded_names


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
