"""Tables of strangers."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.errors import FileError
from tilewright.core.files.csv_file import parse_records, read_records, read_rows, write_table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_columns_have_their_names_whatever_the_encoding(tmp_path, encoding, mark):
    path = tmp_path / "a.csv"
    path.write_bytes(f'file{mark}label\nä{mark}"b\nc"\n\nd\n'.encode(encoding))
    assert list(read_records(path, ("file",))) == [
        (3, {"file": "ä", "label": "b\nc"}),
        (5, {"file": "d", "label": ""}),
    ]


def test_values_without_a_column_are_refused_and_empty_ones_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2,,\n1,2,3\n")
    rows = read_records(path)
    assert next(rows) == (2, {"a": "1", "b": "2"})
    with pytest.raises(FileError, match=r"Line 3 of .*a.csv has 3 values for 2 columns"):
        next(rows)
    with pytest.raises(FileError, match=r"has no column file; it has a, b\."):
        list(read_records(path, ("file",)))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a,b\n1,\xea\n", "line 2 shows"),
        (b"a,b\n1,\0\n", "line 2 shows"),
        (b'a,b\n1,"' + b"x" * 300_000 + b'"\n', "Line 2 .* too long or has no end"),
        (b'a,b\n1,"' + b"x\n" * 300_000, "too long or has no end"),
        (b"a," * 20_000 + b"\n", "has 20001 values, and at most 10000 are read"),
        (b"x" * 11_000_000, "line 1 shows"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path, data, says):
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(FileError, match=says):
        list(read_rows(path))
    with pytest.raises(FileError, match=says):
        list(parse_records(data, "a.csv"))


def test_a_table_of_ours_that_is_cut_off_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    for end in ("3\n", '3,"4', "3"):
        path.write_text("a,b,c\n1,2,3\n" + end)
        with pytest.raises(FileError, match=r"Line 3 of .* values? for 3 columns; it is cut off"):
            list(read_records(path, is_ours=True))
        assert len(list(read_records(path))) == 2


def test_a_table_of_nothing_has_no_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\n\n")
    assert list(read_records(path)) == []


FORMULAS = (
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1+1",
    "-1+cmd|x",
    "\t=1",
    "\r=1",
    "\n=1",
    "=1",
    "'=1",
    "''-x",
)
PLAIN = (
    "-5",
    "+5",
    "-1e-5",
    "-.5",
    "-inf",
    "-",
    "=",
    "'",
    "'a",
    "it's",
    " =1",
    "a=b",
    "",
    "-5.0",
    "ä",
)


def test_text_that_spreadsheets_run_is_marked_and_comes_back():
    written = write_table(("=a", "b"), [{"=a": text, "b": text} for text in (*FORMULAS, *PLAIN)])
    cells = list(csv.reader(io.StringIO(written.decode(), newline="")))
    assert cells[0] == ["'=a", "b"]
    assert [row[0] for row in cells[1:]] == [*(f"'{text}" for text in FORMULAS), *PLAIN]
    back = [row for _, row in parse_records(written, "a table")]
    assert [row["=a"] for row in back] == [*FORMULAS, *PLAIN]


@given(st.lists(st.text("'=+-@\t\r\n 15.ea,;\"", max_size=8), min_size=1, max_size=8))
def test_any_text_comes_back(texts):
    back = [
        r
        for _, r in parse_records(write_table(("x", "y"), [{"x": t, "y": "1"} for t in texts]), "")
    ]
    assert [row["x"] for row in back] == texts


def test_numbers_and_nothing_stay(tmp_path):
    rows = [{"a": -5, "b": -0.5, "c": None, "d": float("nan"), "e": float("-inf"), "f": 1}]
    assert write_table("abcde", rows) == b"a,b,c,d,e\n-5,-0.5,,,-inf\n"
