"""File names for class names, and the way back."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.files.names import MAX_BYTES, are_plain, make_safe_names, read_safe_name
from tilewright.core.tiles.layout import RESERVED_FOLDERS

WINDOWS_DEVICE = re.compile(
    "(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\\..*)?", re.IGNORECASE
)


def folded(name):
    """As a file system that ignores case and Unicode form compares names."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def check(names, reserved=()):
    safe = make_safe_names(names, reserved)
    assert set(safe) == set(names)
    assert len({folded(s) for s in safe.values()}) == len(safe)
    for name, file_name in safe.items():
        assert 0 < len(file_name.encode()) <= MAX_BYTES
        assert all(c.isalnum() or c in "-_+=,()@ %~" for c in file_name), file_name
        assert unicodedata.normalize("NFC", file_name) == file_name
        assert not file_name.startswith((" ", "-")) and not file_name.endswith((" ", "."))
        assert not WINDOWS_DEVICE.fullmatch(file_name)
        assert folded(file_name) not in {folded(r) for r in reserved}
        assert read_safe_name(file_name) in (name, None)
        if "~" not in file_name:
            assert read_safe_name(file_name) == name
    return safe


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("urban", "urban"),
        ("non_urban-2", "non_urban-2"),
        ("Vårbyg", "Vårbyg"),
        ("玉米", "玉米"),
        ("Forêt (dense), 2+", "Forêt (dense), 2+"),
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("a.b", "a%2Eb"),
        ("CON", "%43ON"),
        ("con.txt", "con%2Etxt"),
        ("LPT1", "%4CPT1"),
        ("COM²", "%43OM²"),
        ("end. ", "end%2E%20"),
        (" start", "%20start"),
        ("-rf", "%2Drf"),
        ("100%", "100%25"),
        ("a~b", "a%7Eb"),
        ('<>:"|?*', "%3C%3E%3A%22%7C%3F%2A"),
        ("a\nb\0c", "a%0Ab%00c"),
        ("train", "%74rain"),
        ("Masks", "%4Dasks"),
        ("tiles.csv", "tiles%2Ecsv"),
        (" ", "%20"),
        ("\u00a0", "%C2%A0"),
    ],
)
def test_name_becomes_readable_and_safe(name, expected):
    assert check([name], RESERVED_FOLDERS) == {name: expected}


@pytest.mark.parametrize(
    "names",
    [
        ["Urban", "urban", "URBAN"],
        ["V\u00e5rbyg", "Va\u030arbyg", "V\u212brbyg"],
        ["stra\u00dfe", "strasse", "STRASSE"],
        ["con", "CON", "cOn", "Con"],
        ["masks", "mASKS", "Masks", "MASKS"],
        ["\u0130", "i\u0307", "I", "i"],
        ["-Ab", "-aB"],
        [" a", " A", "a ", "A "],
        ["x" * 300, "X" * 300, "x" * 301],
        ["%43ON", "CON"],
        ["a" * 112 + "~", "a" * 120],
        ["\u1100\u1161", "\uac00"],
        ["..", ".", "...", "a.", "a"],
    ],
)
def test_names_that_a_file_system_confuses_are_told_apart(names):
    check(names, RESERVED_FOLDERS)


def test_names_that_differ_by_case_keep_one_readable():
    assert make_safe_names(["Urban", "urban"]) == {"Urban": "%55rban", "urban": "urban"}


def test_long_name_is_cut_and_marked():
    for name in ("x" * 300, "å" * 300, "/" * 300, "%" * 41 + "é" * 60):
        file_name = check([name])[name]
        assert re.fullmatch(r".*~[0-9a-f]{8}", file_name)
        assert read_safe_name(file_name) is None
        assert not re.search(r"%[0-9A-F]?~", file_name)


def test_same_names_give_the_same_files_in_any_order():
    names = ["b", "A", "a", "x" * 200, "c/d"]
    assert make_safe_names(names) == make_safe_names(reversed(names))


tricky = st.sampled_from(
    ["CON", "con", "cOn", "train", "Train", "tRAIN", "masks", "..", "a/b", "~", "%41", "A", "a"]
    + ["V\u00e5r", "Va\u030ar", "\u212b", "\u00df", "ss", "SS", "x" * 300, "X" * 300, " ", "-"]
)
texts = st.text(min_size=1, max_size=8) | tricky | st.text("aA.~% /å\u030a", min_size=1, max_size=5)


@given(st.lists(texts, min_size=1, max_size=8, unique=True))
@settings(max_examples=400)
def test_any_names_become_safe_distinct_and_readable_again(names):
    check(names, RESERVED_FOLDERS)


@pytest.mark.parametrize(
    ("names", "plain"),
    [
        (["r00001_c00002", "t-1", "A9"], True),
        (["a b"], False),
        (["a", "A"], False),
        (["å"], False),
        ([""], False),
        (["a.b"], False),
        (["con"], False),
        (["x" * 200], False),
        (["-rf"], False),
        ([], True),
    ],
)
def test_plain_names_need_no_change(names, plain):
    assert are_plain(names) == plain
