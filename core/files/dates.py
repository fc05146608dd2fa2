"""The date of an image, from its name, its band names or a table."""

from __future__ import annotations

import calendar
import os
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from ..errors import RasterError
from .csv_file import read_rows

_CODES = {"%Y": r"(?P<Y>\d{4})", "%y": r"(?P<y>\d{2})", "%m": r"(?P<m>\d{2})"}
_CODES |= {"%d": r"(?P<d>\d{2})", "%j": r"(?P<j>\d{3})", "%b": r"(?P<b>[A-Za-z]{3})"}
_YEARS = (1950, 2149)
# Not the calendar module's, which speak the user's language.
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# In this order; where one matches several times, the first counts: product names put the day of
# the image before that of processing.
_FORMS = (
    # 20210908, 20210908T042701
    re.compile(r"(?<!\d)(?P<Y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?!\d)"),
    # 2021-09-08, 2021_09_08, 2021.09.08
    re.compile(r"(?<!\d)(?P<Y>\d{4})[-_.](?P<m>\d{2})[-_.](?P<d>\d{2})(?!\d)"),
    # 2021251: year and day of the year; A2021251 in MODIS names
    re.compile(r"(?<!\d)(?P<Y>\d{4})(?P<j>\d{3})(?!\d)"),
    # LE70220491999322EDC01, LE71700252019009SG100: Landsat before Collection 1, path and row before
    # the date, station and version behind it
    re.compile(r"L[A-Z]\d\d{6}(?P<Y>\d{4})(?P<j>\d{3})[A-Z0-9]{3}\d{2}"),
)


def read_date(text: str, pattern: str | None = None) -> date | None:
    """The first date in a text, or None.

    Args:
        text: a file, product or band name.
        pattern: how dates are written, with %Y or %y (year), %m (month number), %b (Jan), %d (day
            of the month) and %j (day of the year); * stands for anything, all else for itself.
            Without one, 20210908, 2021-09-08, 2021251 and Landsat's scene ids are known.

    Raises:
        RasterError: a pattern without year or day.
    """
    forms = (date_pattern(pattern),) if pattern else _FORMS
    for form in forms:
        for match in form.finditer(text):
            found = _make_date(match.groupdict())
            if found is not None:
                return found
    return None


def date_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern of dates as a regular expression; see read_date."""
    parts = re.split(r"(%[A-Za-z]|\*)", pattern)
    codes = [p for p in parts if re.fullmatch("%[A-Za-z]", p)]
    names = set(codes)
    has_year = len(names & {"%Y", "%y"}) == 1
    has_day = names >= {"%m", "%d"} or names >= {"%b", "%d"} or "%j" in names
    if len(names) < len(codes) or not has_year or not has_day or not names <= set(_CODES):
        raise RasterError(
            "The date pattern {pattern!r} cannot be understood; write for example %Y%m%d or "
            "scene_%Y-%j, with one %Y or %y, and %m (or %b) and %d, or %j.",
            pattern=pattern,
        )
    return re.compile(_expression(parts))


def _expression(parts: Sequence[str]) -> str:
    """The parts of a pattern as a regular expression, with a group for each * and each code."""
    text, groups = "", 0
    for place, part in enumerate(parts):
        groups += part == "*" or part in _CODES
        if part != "*":
            text += _CODES.get(part) or re.escape(part)
        elif "*" in parts[place + 1 :]:
            # Up to the first place where what follows fits: the next * takes the rest, so none
            # further on can fit better, and trying them all would take years.
            until = parts[place + 1 : parts.index("*", place + 1)]
            fits = "".join(
                re.sub("P<.>", ":", _CODES[p]) if p in _CODES else re.escape(p) for p in until
            )
            text += rf"(?=(.*?){fits})(?:\{groups})"
        else:
            text += "(.*?)"
    return text


def date_spans(text: str, pattern: str) -> list[tuple[int, int]]:
    """Where in a text the date is that a pattern finds, and what its * stand for: start, end."""
    form = date_pattern(pattern)
    match = next((m for m in form.finditer(text) if _make_date(m.groupdict()) is not None), None)
    if match is None:
        return []
    named = set(form.groupindex.values())
    dates = [match.span(k) for k in named]
    others = [match.span(k) for k in range(1, form.groups + 1) if k not in named]
    return [(min(start for start, _ in dates), max(end for _, end in dates)), *others]


def _make_date(parts: dict[str, Any]) -> date | None:
    year = int(parts["Y"]) if parts.get("Y") else 2000 + int(parts["y"])
    if parts.get("y"):
        # As POSIX has it: 69 to 99 are of the last century.
        year -= 100 * (int(parts["y"]) >= 69)
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    if parts.get("j"):
        day = int(parts["j"])
        return date(year, 1, 1) + timedelta(day - 1) if 1 <= day <= _days(year) else None
    month = parts.get("m")
    if month is None:
        name = parts["b"].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
    month, day = int(month), int(parts["d"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _days(year: int) -> int:
    return 366 if calendar.isleap(year) else 365


def dates_of_bands(descriptions: Sequence[str], pattern: str | None = None) -> list[date] | None:
    """The date of each band of a stack of dates, or None unless all band names hold one.

    One date in the names of several bands is that of their image.
    """
    dates = [day for text in descriptions if (day := read_date(text, pattern))]
    is_whole = 0 < len(dates) == len(descriptions)
    return dates if is_whole and not _are_one(dates) else None


def date_of_bands(descriptions: Sequence[str], pattern: str | None = None) -> date | None:
    """The one date that the names of several bands hold, or None."""
    dates = [read_date(text, pattern) for text in descriptions]
    return dates[0] if _are_one(dates) else None


def _are_one(dates: Sequence[date | None]) -> bool:
    return len(dates) > 1 and len(set(dates)) == 1


def dates_of_table(rows: Iterable[tuple[str, str]]) -> dict[str, date]:
    """Dates by name from a table of names and dates.

    Raises:
        RasterError: a date that cannot be read, or a name with two dates.
    """
    dates: dict[str, date] = {}
    for name, text in rows:
        found = read_date(str(text))
        if found is None:
            raise RasterError(
                "The date {text!r} of {name} cannot be read; write dates like 2021-09-08.",
                text=text,
                name=name,
            )
        if dates.setdefault(name, found) != found:
            raise RasterError("The table gives {name} two dates; leave one of them out.", name=name)
    return dates


def read_date_table(path: str) -> dict[str, date]:
    """Dates by name from a CSV file with a name and a date in its first two columns.

    Raises:
        FileError: it is no table.
        RasterError: it is missing, holds no such rows, or see dates_of_table.
    """
    if not os.path.isfile(path):
        raise RasterError("{DATE_TABLE} names {path}, but there is no such file.", path=path)
    rows = [(row[0].strip(), row[1].strip()) for _, row in read_rows(path) if len(row) > 1]
    # A first row that holds no date names the columns.
    if rows and read_date(rows[0][1]) is None:
        rows = rows[1:]
    if not rows:
        raise RasterError(
            "{DATE_TABLE} {path} holds no name and date; write them in two columns.", path=path
        )
    return dates_of_table(rows)


def day_of_year(day: date) -> int:
    """1 on the first of January."""
    return day.timetuple().tm_yday
