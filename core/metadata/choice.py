"""Which records for catalogues are written, and of which days they tell."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..errors import ExportError

CROISSANT, STAC, TDML = "CROISSANT", "STAC", "TDML"
NO_RECORD = "NONE"
METADATA = (CROISSANT, STAC, TDML, NO_RECORD)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Period:
    """The days on which a raster was taken, the last one included."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """As ISO 8601 writes a day, or an interval of days."""
        days = dict.fromkeys((self.first.isoformat(), self.last.isoformat()))
        return "/".join(days)

    @property
    def start(self) -> str:
        """Its first second."""
        return f"{self.first.isoformat()}T00:00:00Z"

    @property
    def end(self) -> str:
        """Its last second."""
        return f"{self.last.isoformat()}T23:59:59Z"


@dataclass(frozen=True)
class RecordChoice:
    """The records that are written, values of METADATA without NONE, and when the raster was taken.

    A period that nobody told is None.
    """

    names: tuple[str, ...] = ()
    period: Period | None = None


def choose_records(
    chosen: Sequence[str], day: str, days_of_rasters: Sequence[str] = ()
) -> RecordChoice:
    """What was asked for.

    Args:
        chosen: values of METADATA.
        day: a day such as 2024-07-15, two with a slash between them, or nothing.
        days_of_rasters: what each raster itself says, for records that want a day; empty where one
            does not know.

    Raises:
        ExportError: ``day`` is none, or a record needs one.
    """
    names = tuple(name for name in METADATA if name in chosen and name != NO_RECORD)
    if names and NO_RECORD in chosen:
        raise ExportError(
            "{METADATA=NONE} stands beside {names}; give one or the other.", names=", ".join(names)
        )
    period = _parse(day.strip())
    if period is None and {STAC, TDML}.intersection(names):
        period = join_periods([parse_day(own) for own in days_of_rasters])
    if STAC in names and period is None:
        raise ExportError(
            "{METADATA=STAC} needs to know when the raster was taken; give {DATE}, for example "
            "2024-07-15, or 2024-05-01/2024-09-30."
        )
    return RecordChoice(names, period)


def told_period(facts: Mapping[str, Any]) -> Period | None:
    """When the rasters of a dataset were taken, as its dataset.json tells; None where it does not.

    The days of its scenes count where a record wants them, as in choose_records.
    """
    parameters = facts.get("parameters") or {}
    told = parameters.get("METADATA") or ()
    names = [told] if isinstance(told, str) else told
    period = parse_day(str(parameters.get("DATE") or ""))
    if period is None and {STAC, TDML}.intersection(names):
        period = join_periods([parse_day(row["date"]) for row in facts.get("scenes") or ()])
    return period


def parse_day(text: str) -> Period | None:
    """A day as a period; None where the text is none."""
    with contextlib.suppress(ExportError):
        return _parse(text)
    return None


def join_periods(periods: Sequence[Period | None]) -> Period | None:
    """All of several, if all are known."""
    known = [period for period in periods if period is not None]
    if not known or len(known) < len(periods):
        return None
    return Period(min(p.first for p in known), max(p.last for p in known))


def _parse(text: str) -> Period | None:
    if not text:
        return None
    days = text.split("/")
    try:
        # Later Pythons take other forms, such as 20240715, for days as well.
        if not all(map(_DAY.fullmatch, days)):
            raise ValueError
        first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    except ValueError:
        first = last = date.max
    if first == date.max or len(days) > 2:
        raise ExportError(
            "{DATE} is {text!r}, which is no day; give one as 2024-07-15, or the first and the "
            "last as 2024-05-01/2024-09-30.",
            text=text,
        )
    if last < first:
        raise ExportError("{DATE} is {text!r}, whose last day is before its first.", text=text)
    return Period(first, last)
