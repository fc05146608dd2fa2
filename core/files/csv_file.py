"""Tables as CSV: those of users and strangers read within limits, ours written for all programs.

Spreadsheets run cells that begin as formulas do, whoever the text came from. We write an apostrophe
before such a text, which they take for the mark of a text, and take it away when we read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TextIO

from ..errors import FileError
from ..message import list_names
from .text_file import MOST_TABLE, is_no_text, open_text

# Columns, and characters of a line.
_MOST_COLUMNS = 10_000
_LONGEST_LINE = 10_000_000
# Also what already has the mark, so that reading takes away no more than writing added.
_FORMULA = r"'*[=+\-@\t\r\n]."
_STARTS = frozenset("'=+-@\t\r\n")
_IS_FORMULA = re.compile(_FORMULA, re.DOTALL)
_IS_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?(inf|nan)", re.IGNORECASE)
# What ``re.sub`` takes away from a cell, with DOTALL.
MARK = f"^'(?={_FORMULA})"
_IS_MARKED = re.compile(MARK, re.DOTALL)


def harmless_cell(value: Any) -> Any:
    """A cell that no spreadsheet runs; numbers, also as text, stay as they are."""
    # There are millions: most are told by their first character.
    if not isinstance(value, str) or value[:1] not in _STARTS or not _IS_FORMULA.match(value):
        return value
    return value if _IS_NUMBER.fullmatch(value) else f"'{value}"


def are_harmless(cells: Iterable[str | None]) -> bool:
    """Whether none of some texts begins as formulas do, which is seen quickly."""
    return _STARTS.isdisjoint({cell[:1] for cell in cells if cell})


def table_writer(file: TextIO, separator: str = ",") -> Any:
    r"""A ``csv.writer`` whose lines end in \n; its cells have to be harmless."""
    # Before Python 3.13 a writer quotes a carriage return only when its lines end in one.
    lines = SimpleNamespace(write=lambda line: file.write(line[:-2] + "\n"))
    return csv.writer(lines, delimiter=separator, lineterminator="\r\n")


def write_table(fields: Sequence[str], rows: Iterable[Mapping[str, object]]) -> bytes:
    """A CSV file: UTF-8, a comma between values, NULL as nothing; of rows the fields alone."""
    text = io.StringIO()
    writer = table_writer(text)
    writer.writerow(map(harmless_cell, fields))
    for row in rows:
        values = (row.get(name) for name in fields)
        writer.writerow("" if v is None or v != v else harmless_cell(v) for v in values)
    return text.getvalue().encode("utf-8")


def read_rows(path: str | Path, separator: str = "") -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, as they are read: the line that each ends in, and its values.

    Lines without anything are left out.

    Args:
        path: of the file.
        separator: between values; by default a semicolon, where the first line has more of them
            than of commas, else a comma.

    Raises:
        FileError: no text, or no table.
        OSError: it cannot be read.
    """
    with open_text(path, MOST_TABLE) as file:
        if not separator:
            first = file.readline(_LONGEST_LINE)
            file.seek(0)
            marks = first.count(";")
            separator = ";" if marks and marks >= first.count(",") else ","
        lines = iter(lambda: file.readline(_LONGEST_LINE), "")
        yield from _parse(lines, separator, path)


def _parse(lines: Iterable[str], separator: str, where: object) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_checked(lines, where), delimiter=separator)
    try:
        for row in reader:
            if len(row) > _MOST_COLUMNS:
                raise FileError(
                    "Line {line} of {where} has {count} values, and at most {most} are read; name "
                    "the right file.",
                    line=reader.line_num,
                    where=where,
                    count=len(row),
                    most=_MOST_COLUMNS,
                )
            if row:
                yield reader.line_num, [_IS_MARKED.sub("", v) if v[:1] == "'" else v for v in row]
    except csv.Error:
        raise FileError(
            "Line {line} of {where} holds a value that is too long or has no end; check the "
            "quotation marks, or name the right file.",
            line=reader.line_num,
            where=where,
        ) from None


def _checked(lines: Iterable[str], where: object) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if "\0" in line or len(line) >= _LONGEST_LINE:
            raise is_no_text(where, number)
        yield line


def read_records(
    path: str | Path, needed: Sequence[str] = (), separator: str = "", is_ours: bool = False
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table whose first one names the columns: line, and value by column.

    Values that a row lacks at its end are empty; rows of ours lack none, unless they are cut off.

    Args:
        path: of the file.
        needed: columns that must be there.
        separator: as read_rows has it.
        is_ours: whether the table is one that we wrote.

    Raises:
        FileError: no text, no table, a column that is missing, or a row that does not fit them.
        OSError: it cannot be read.
    """
    yield from _records(read_rows(path, separator), needed, path, is_ours)


def parse_records(data: bytes, where: object) -> Iterator[tuple[int, dict[str, str]]]:
    """The same for a table of ours with commas in UTF-8; ``where`` names it for people."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise is_no_text(where, data.count(b"\n", 0, error.start) + 1) from None
    yield from _records(_parse(io.StringIO(text, newline=""), ",", where), (), where, True)


def _records(
    rows: Iterator[tuple[int, list[str]]], needed: Sequence[str], where: object, is_ours: bool
) -> Iterator[tuple[int, dict[str, str]]]:
    _, names = next(rows, (0, []))
    missing = [name for name in needed if name not in names]
    if missing:
        raise FileError(
            "{where} has no column {missing}; it has {names}. Name the right file.",
            where=where,
            missing=missing[0],
            names=list_names(names),
        )
    for line, row in rows:
        if any(row[len(names) :]) or (is_ours and len(row) < len(names)):
            raise FileError(
                "Line {line} of {where} has {count} values for {columns} columns; it is cut "
                "off, or its quotation marks are wrong.",
                line=line,
                where=where,
                count=len(row),
                columns=len(names),
            )
        yield line, dict(zip(names, row + [""] * (len(names) - len(row))))
