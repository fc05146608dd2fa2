"""Telling cloudy values of a mask raster from clear ones."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np

from ..errors import CloudRuleError
from ..message import Message, as_message, counted
from .presets import VALUE_NAMES, find_preset, list_presets

_COMPARE = {
    "=": operator.eq,
    "==": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
# Python refuses to read numbers of thousands of digits.
_BITS = re.compile(r"(\d{1,18})(?:\s*-\s*(\d{1,18}))?(?:\s*(==|!=|>=|<=|=|>|<)\s*(\d{1,18}))?")
_VALUES = re.compile(r"(-?\d{1,18}(?:\.\d{1,18})?)(?:\s*-\s*(-?\d{1,18}(?:\.\d{1,18})?))?")
_VALUES_HELP = Message(
    "write values and ranges separated by commas, for example 3,8-10; or the kind of mask: "
    "{presets}; or names of Sentinel-2 SCL classes, such as {first} or {second}",
    presets=list_presets(),
    first=as_message("CLOUDS"),
    second=as_message("CLOUD_SHADOW"),
)
_BITS_HELP = Message(
    "write bits such as 4, 8-9=3 or 8-9>=2, separated by commas; or the kind of mask: {presets}",
    presets=list_presets(),
)
_LAST_BIT = 63


class CodeTest:
    """Which values of a mask are cloudy, by one part of VALUES or BITS."""

    is_of_bits = False

    def matches(self, values: np.ndarray) -> np.ndarray:
        """Bool array of the same shape."""
        raise TypeError(f"{type(self).__name__} does not say what it matches.")

    def __str__(self) -> str:
        """The part as users write it."""
        raise TypeError(f"{type(self).__name__} does not say how it is written.")


@dataclass(frozen=True)
class ValueRange(CodeTest):
    """Values from ``first`` to ``last``, both included."""

    first: float
    last: float

    def matches(self, values: np.ndarray) -> np.ndarray:
        """Bool array of the same shape."""
        if self.first == self.last:
            return values == self.first
        return (values >= self.first) & (values <= self.last)

    def __str__(self) -> str:
        if self.first == self.last:
            return f"{self.first:.10g}"
        return f"{self.first:.10g}-{self.last:.10g}"


@dataclass(frozen=True)
class BitTest(CodeTest):
    """The number in bits ``first`` to ``last`` (0 is the least significant), compared."""

    is_of_bits = True
    first: int
    last: int
    comparison: str
    number: int

    def matches(self, values: np.ndarray) -> np.ndarray:
        """Bool array of the same shape; ``values`` must be integers."""
        if values.dtype.kind == "f":
            values = np.where(np.isfinite(values), values, 0).astype(np.int64)
        wide = values.astype(np.uint64) if values.dtype.kind == "u" else values.astype(np.int64)
        shift = wide.dtype.type(self.first)
        ones = wide.dtype.type((1 << (self.last - self.first + 1)) - 1)
        return _COMPARE[self.comparison]((wide >> shift) & ones, wide.dtype.type(self.number))

    def __str__(self) -> str:
        if self.first == self.last and self.comparison in ("=", "==") and self.number == 1:
            return str(self.first)
        bits = f"{self.first}-{self.last}" if self.last > self.first else f"{self.first}"
        return f"{bits}{self.comparison}{self.number}"


@dataclass(frozen=True)
class MaskRule:
    """Pixels that any of the tests matches are cloudy.

    Attributes:
        tests: one a part of what the user wrote.
        name: of the preset or the class that the user wrote instead of values or bits, or empty.
    """

    tests: tuple[CodeTest, ...]
    name: str = field(default="", compare=False)

    def matches(self, values: np.ndarray) -> np.ndarray:
        """Bool array of the same shape."""
        cloudy = np.zeros(values.shape, dtype=bool)
        for test in self.tests:
            cloudy |= test.matches(values)
        return cloudy

    @property
    def is_of_bits(self) -> bool:
        """Whether it begins with bits, and not with values."""
        return self.tests[0].is_of_bits

    def describe(self) -> Message:
        """The rule as users write it; of a name that they wrote, what it stands for too."""
        codes = ", ".join(map(str, self.tests))
        if self.is_of_bits:
            shown = Message("bits {codes}", codes=codes)
        else:
            shown = Message("values {codes}", codes=codes)
        return Message("{name} ({codes})", name=self.name, codes=shown) if self.name else shown


def parse_mask_rule(values: str, bits: str) -> MaskRule:
    """A rule from VALUES (``3,8-10``, ``CLOUDS``) or BITS (``4``, ``8-9=3``, ``8-9>=2``).

    Exactly one is given. Either may name one of mask_presets.PRESETS, which stands for its own
    values or bits.

    Raises:
        CloudRuleError: both or none given, or a text that cannot be understood.
    """
    values, bits = str(values or "").strip(), str(bits or "").strip()
    if values and bits:
        raise CloudRuleError(
            "Both values ({values}) and bits ({bits}) are given; give one of them.",
            values=values,
            bits=bits,
        )
    if not values and not bits:
        raise CloudRuleError(
            "Say which mask values are cloudy: name the kind of mask, which is one of {presets}; "
            "or give values such as 3,8-10, or bits such as 3,4.",
            presets=list_presets(),
        )
    if values:
        return MaskRule(_split(values, _parse_values), _find_name(values))
    return MaskRule(_split(bits, _parse_bits), _find_name(bits))


def _find_name(text: str) -> str:
    """The text itself, when it is one of the names that may stand for values or bits."""
    name = text.upper()
    return name if find_preset(name) or name in VALUE_NAMES else ""


def _split(text: str, parse: Callable[[str], Iterable[CodeTest]]) -> tuple[CodeTest, ...]:
    """The tests of all parts of a text, presets among them."""
    return tuple(test for part in text.split(",") for test in _parse_preset(part) or parse(part))


def _parse_preset(part: str) -> tuple[CodeTest, ...]:
    preset = find_preset(part)
    return parse_mask_rule(preset.values, preset.bits).tests if preset else ()


def _parse_values(part: str) -> tuple[CodeTest, ...]:
    named = VALUE_NAMES.get(part.strip().upper().removeprefix("SC_"))
    if named:
        return _split(named, _parse_values)
    match = _VALUES.fullmatch(part.strip())
    if not match:
        raise CloudRuleError(
            "The value {part!r} cannot be understood; {values_help}.",
            part=part.strip(),
            values_help=_VALUES_HELP,
        )
    first = float(match[1])
    last = float(match[2]) if match[2] is not None else first
    if last < first:
        raise CloudRuleError(
            "The range {part!r} runs backwards; {values_help}.",
            part=part.strip(),
            values_help=_VALUES_HELP,
        )
    return (ValueRange(first, last),)


def _parse_bits(part: str) -> tuple[CodeTest, ...]:
    text = part.strip()
    match = _BITS.fullmatch(text)
    if not match:
        raise CloudRuleError(
            "The bits {text!r} cannot be understood; {bits_help}.", text=text, bits_help=_BITS_HELP
        )
    first = int(match[1])
    last = int(match[2]) if match[2] is not None else first
    if last < first:
        raise CloudRuleError(
            "The bits {text!r} run backwards; {bits_help}.", text=text, bits_help=_BITS_HELP
        )
    if last >= _LAST_BIT:
        raise CloudRuleError(
            "The bits {text!r} go past bit {last_bit}; {bits_help}.",
            text=text,
            last_bit=_LAST_BIT - 1,
            bits_help=_BITS_HELP,
        )
    comparison, number = match[3] or "=", match[4]
    if number is None:
        if first != last:
            raise CloudRuleError(
                "The bits {text!r} need a number to compare with, for example {text}=3.", text=text
            )
        number = 1
    if int(number) >= 1 << (last - first + 1):
        raise CloudRuleError(
            counted(
                last - first + 1,
                "The bits {text!r} can never be {number}: {count} bit holds at most {most}.",
                "The bits {text!r} can never be {number}: {count} bits hold at most {most}.",
                text=text,
                number=number,
                most=(1 << last - first + 1) - 1,
            )
        )
    return (BitTest(first, last, comparison, int(number)),)
