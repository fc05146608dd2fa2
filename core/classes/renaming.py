"""New names for classes, and classes merged into one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..errors import LayerError
from ..message import Message
from ..tiles.words import class_name

_HELP = Message(
    "write code=name pairs separated by commas, for example 10=tree,20=shrub, or range=name pairs, "
    "for example 0-19=low"
)
_NONE = Message("none")
_NUMBER = r"([+-]?(?:inf|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))"
_RANGE = re.compile(rf"{_NUMBER}\s*-\s*{_NUMBER}", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class ClassRange:
    """Numbers of one class: both ends belong to it.

    Of two ranges that share an end, the one that begins there has it, so that 0-0.2 and 0.2-0.4
    leave no gap among decimals, and neither do 0-19 and 20-39 among whole numbers.

    Attributes:
        low: the least number.
        high: the greatest number.
        text: as the user wrote it, which may also be a class that is called so.
        name: its class; None leaves it out as if it were nodata.
    """

    low: float
    high: float
    text: str
    name: str | None


@dataclass(frozen=True)
class ClassMap:
    """Names by code. A code is the class as text: ``10`` for 10 and for 10.0.

    Where there are ranges, numbers are measurements, and those without a name are left out.

    Attributes:
        names: what the user says; None leaves a class out as if it were nodata.
        known: names that the source itself has for its codes; the user's go first.
        ranges: of numbers that the user names, ascending; a code that ``names`` has goes first.
        matched: the user's codes and ranges that some class had, so far.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    ranges: Sequence[ClassRange] = ()
    matched: set[str] = field(default_factory=set, compare=False, repr=False)

    def name(self, value: object) -> str | None:
        """The class of a value: its new name, its own name, or the value as text."""
        code = class_name(value)
        if code is None:
            return None
        if code in self.names:
            self.matched.add(code)
            return self.names[code]
        number = _number(code) if self.ranges else None
        found = self._find_range(code, number)
        if found is not None:
            self.matched.add(found.text)
            return found.name
        return self.known.get(code, code if number is None else None)

    def _find_range(self, code: str, number: float | None) -> ClassRange | None:
        if number is not None:
            place = bisect_right([r.low for r in self.ranges], number) - 1
            found = self.ranges[place] if place >= 0 else None
            return found if found is not None and number <= found.high else None
        return next((r for r in self.ranges if r.text == code), None)

    @property
    def declared(self) -> set[str]:
        """Names that the user gave, whether or not anything is of that class."""
        given = [*self.names.values(), *(found.name for found in self.ranges)]
        return {name for name in given if name is not None}

    @property
    def keys(self) -> list[str]:
        """The codes and ranges that the user named."""
        return [*self.names, *(found.text for found in self.ranges)]


def parse_class_map(text: str | None, known: Mapping[str, str] | None = None) -> ClassMap:
    """Read ``10=tree,20=shrub,30-39=shrub``; ``0=`` leaves 0 out.

    The ends of a range may be negative, decimals or ``inf``: ``-5--1=cold``, ``80-inf=dense``.

    Raises:
        LayerError: what cannot be understood, a code with two names, or ranges that overlap.
    """
    names: dict[str, str | None] = {}
    ranges: dict[str, ClassRange] = {}
    for part in (text or "").replace("\n", ",").split(","):
        if not part.strip():
            continue
        code, equals, name = (piece.strip() for piece in part.partition("="))
        if not equals or not code:
            raise LayerError("{CLASS_MAP} has {part!r}; {help}.", part=part.strip(), help=_HELP)
        found = _RANGE.fullmatch(code)
        given: Mapping[str, str | None] = names
        key = code if found else _code(code)
        if found:
            given = {text: each.name for text, each in ranges.items()}
        if key in given and given[key] != (name or None):
            raise LayerError(
                "{CLASS_MAP} gives {code} two names, {first} and {second}; keep one.",
                code=code,
                first=given[key] or _NONE,
                second=name or _NONE,
            )
        if found:
            ranges[key] = _range(key, found, name or None)
        else:
            names[key] = name or None
    return ClassMap(names, dict(known or {}), _in_order(ranges.values()))


def _range(text: str, found: re.Match[str], name: str | None) -> ClassRange:
    low, high = float(found[1]), float(found[2])
    if low > high:
        raise LayerError(
            "{CLASS_MAP} has the range {range}, which ends before it begins; write the lesser "
            "number first.",
            range=text,
        )
    return ClassRange(low, high, text, name)


def _in_order(ranges: Iterable[ClassRange]) -> tuple[ClassRange, ...]:
    ordered = sorted(ranges, key=lambda found: (found.low, found.high))
    for one, other in zip(ordered, ordered[1:]):
        if one.high > other.low or one.low == other.low:
            raise LayerError(
                "{CLASS_MAP} has the ranges {one} and {other}, which overlap; let each number lie "
                "in one of them.",
                one=one.text,
                other=other.text,
            )
    return tuple(ordered)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _code(text: str) -> str:
    """Numbers in one form, so that 010 and 10.0 are 10."""
    number = _number(text)
    return text if number is None else class_name(number) or text
