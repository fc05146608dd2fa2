"""Which number stands for which class in a raster, and in which colour it is drawn."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import LayerError
from ..files.csv_file import read_records
from ..message import Parameter
from .colors import Color, class_colors, hex_color
from .folders import class_folders

LEGEND_FIELDS = ("class_id", "class", "color")
# TIFF has colour tables for 8 and 16 bits.
_MOST_COLORS = 65536
_GREATEST = 2**31 - 1


@dataclass(frozen=True)
class LabelLegend:
    """Classes of a raster.

    Attributes:
        ids: number of each class name; several names may share one.
        background: value of pixels without a class, or None when there are none.
        own_colors: colours that classes bring along, by class name.
    """

    ids: Mapping[str, int]
    background: int | None = 0
    own_colors: Mapping[str, Color] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken = [name for name, number in self.ids.items() if number == self.background]
        if taken:
            raise LayerError(
                "Class {taken!r} has the number {background}, which {BACKGROUND} has too; choose "
                "another {BACKGROUND}, or other numbers with {CLASS_MAP}.",
                taken=taken[0],
                background=self.background,
            )
        if self.background is not None and not -_GREATEST <= self.background <= _GREATEST:
            raise LayerError(
                "{BACKGROUND} is {background:.10g}, which does not fit 32 bits; give another.",
                background=float(self.background),
            )
        strange = [n for n in self.ids.values() if not -_GREATEST <= n <= _GREATEST]
        if strange:
            raise LayerError(
                "Class number {strange} does not fit 32 bits; give others with {CLASS_MAP}.",
                strange=strange[0],
            )

    @property
    def names(self) -> dict[int, str]:
        """Class name of each number, ascending; several that share one are joined by a slash."""
        names: dict[int, str] = {}
        for name, number in sorted(self.ids.items(), key=lambda item: item[1]):
            names[number] = f"{names[number]} / {name}" if number in names else name
        return names

    @property
    def dtype(self) -> str:
        """The smallest numpy type that holds all numbers."""
        values = [*self.ids.values(), *([] if self.background is None else [self.background])]
        least, greatest = min(values, default=0), max(values, default=0)
        if least >= 0 and greatest <= 65535:
            return "uint8" if greatest <= 255 else "uint16"
        return "int16" if least >= -32768 and greatest <= 32767 else "int32"

    @property
    def colors(self) -> dict[int, tuple[int, int, int, int]]:
        """Red, green, blue, alpha of each number; the background is transparent."""
        chosen = class_colors(self.ids, self.own_colors)
        # Of several names that share a number the first decides.
        firsts = {number: name for name, number in sorted(self.ids.items(), reverse=True)}
        colors = {number: (*chosen[firsts[number]], 255) for number in self.names}
        return colors if self.background is None else {self.background: (0, 0, 0, 0), **colors}

    @property
    def colormap(self) -> dict[int, tuple[int, int, int, int]] | None:
        """The colours, when the raster's type can carry them."""
        return self.colors if self.dtype in ("uint8", "uint16") else None

    @property
    def category_names(self) -> dict[int, str] | None:
        """Class names for the raster's legend, when the raster's type can carry them."""
        return self.shown_names if self.dtype in ("uint8", "uint16") else None

    @property
    def shown_names(self) -> dict[int, str]:
        """What a legend shows: the name of each number, that of the background too."""
        own = {} if self.background is None else {self.background: "background"}
        return {**own, **self.names}

    def rows(self) -> list[dict[str, Any]]:
        """One row a number: class_id, class, color."""
        return [
            {"class_id": number, "class": name, "color": hex_color(color[:3])}
            for (number, name), color in zip(
                self.names.items(), (self.colors[n] for n in self.names)
            )
        ]


def number_classes(
    names: Iterable[str],
    background: int = 0,
    class_map: Mapping[str, int] | None = None,
    order: Sequence[str] = (),
) -> LabelLegend:
    """Numbers for classes: those of a class map, else of whole-number names their own.

    Else 1, 2, ... in the order of class_folders (the background's number is left out), which also
    holds for whole numbers where ``order`` has one of them.
    """
    if class_map is not None:
        return LabelLegend(dict(class_map), background)
    found = list(class_folders(names, order))
    if found and set(found).isdisjoint(order) and all(_is_whole(name) for name in found):
        return LabelLegend({name: int(name) for name in found}, background)
    numbers = (n for n in range(1, len(found) + 2) if n != background)
    return LabelLegend(dict(zip(found, numbers)), background)


def _is_whole(text: str) -> bool:
    digits = text[1:] if text.startswith("-") else text
    # Names such as 007 stay names: their number would not lead back to them.
    return digits.isascii() and digits.isdigit() and text == str(int(text))


def read_class_map(text: str) -> dict[str, int] | None:
    """Class name -> number from ``10=tree,20=shrub``, or from a legend file; None when empty.

    Args:
        text: pairs of number and name, separated by commas or line ends; or the path of a CSV file
            with columns class_id and class, such as LEGEND writes.

    Raises:
        LayerError: a text that is neither, or a name that has two numbers.
        FileError: the file is no table.
    """
    text = text.strip()
    if not text:
        return None
    if text.lower().endswith(".csv"):
        return _collect(_read_pairs(text), text)
    pairs = []
    for part in text.replace("\n", ",").split(","):
        number, equals, name = part.partition("=")
        if not part.strip():
            continue
        try:
            pairs.append((name.strip(), int(number)))
        except ValueError:
            equals = ""
        if not equals or not name.strip():
            raise LayerError(
                "{CLASS_MAP} holds {part!r}; write pairs of a whole number and a class, "
                "separated by commas, for example 10=tree,20=shrub.",
                part=part.strip(),
            )
    return _collect(pairs, Parameter("CLASS_MAP"))


def _read_pairs(path: str) -> list[tuple[str, int]]:
    if not os.path.isfile(path):
        raise LayerError("{CLASS_MAP} names {path}, but there is no such file.", path=path)
    rows = read_records(path)
    try:
        return [(row["class"].strip(), int(row["class_id"])) for _, row in rows]
    except (KeyError, ValueError):
        raise LayerError(
            "{CLASS_MAP} {path} is not a legend; it needs the columns class_id, with whole "
            "numbers, and class.",
            path=path,
        ) from None


def _collect(pairs: Sequence[tuple[str, int]], where: str | Parameter) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name, number in pairs:
        if numbers.setdefault(name, number) != number:
            raise LayerError(
                "{where} gives class {name!r} two numbers, {numbers} and {number}; leave one.",
                where=where,
                name=name,
                numbers=numbers[name],
                number=number,
            )
    if not numbers:
        raise LayerError(
            "{where} names no class; write pairs such as 10=tree,20=shrub.", where=where
        )
    return numbers
