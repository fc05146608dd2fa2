"""Classes of a pixel classification: their numbers, names and colours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import FileError, LayerError
from ..files.json_file import parse_json
from ..message import Message, Parameter, list_names
from .colors import class_colors, hex_color
from .folders import class_folders

# 0 is "no class" in every class raster.
MAX_CLASS_ID = 65535
_HEX = re.compile(r"#([0-9a-fA-F]{6})([0-9a-fA-F]{2})?")
_NUMBERS = re.compile(r"(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})(?:\s*,.*)?")
_PAIR = re.compile(r"(\d{1,18})\s*=\s*(\S.*)")
_HELP = Message("write numbers and names such as 1=water,2=forest")
Color = tuple[int, int, int]


@dataclass(frozen=True)
class LegendClass:
    """A class: its number in class rasters (1 or more), its name, its colour (red, green, blue)."""

    id: int
    name: str
    color: Color


def parse_color(text: object) -> Color | None:
    """Red, green and blue of ``#rrggbb``, ``#rrggbbaa`` or ``r,g,b``; None for anything else."""
    text = str(text or "").strip()
    if match := _HEX.fullmatch(text):
        red, green, blue = bytes.fromhex(match[1])
        return red, green, blue
    if match := _NUMBERS.fullmatch(text):
        color = (int(match[1]), int(match[2]), int(match[3]))
        return color if max(color) <= 255 else None
    return None


def make_legend(
    names: Iterable[str], given: str = "", colors: Mapping[str, Color] | None = None
) -> tuple[LegendClass, ...]:
    """Numbers and colours for classes.

    Without a legend given the classes are numbered from 1 in the order of class_folders, so that
    the same classes have the same numbers whatever the order of the features.

    Args:
        names: all classes that occur.
        given: text such as ``1=water,2=forest``, or the JSON list that format_legend writes; empty
            for none.
        colors: colour by name, as far as known.

    Raises:
        LayerError: a text that cannot be understood, a number or name twice, or a class that the
            given legend lacks.
    """
    names = list(class_folders(names))
    colors = dict(colors or {})
    if given.strip():
        ids, given_colors = _parse_legend(given.strip())
        colors = {**given_colors, **colors}
        missing = [name for name in names if name not in ids]
        if missing:
            raise LayerError(
                "{LEGEND} has no number for {missing}; it has {ids}. Add it, or leave {LEGEND} "
                "empty.",
                missing=list_names(map(repr, missing)),
                ids=", ".join(ids),
            )
    else:
        ids = {name: number for number, name in enumerate(names, 1)}
    if len(ids) > MAX_CLASS_ID:
        raise LayerError(
            "There are {count} classes; a class raster holds {max_class_id} at most. Check that "
            "the field names classes, and not single polygons.",
            count=len(ids),
            max_class_id=MAX_CLASS_ID,
        )
    ordered = sorted(ids.items(), key=lambda item: item[1])
    chosen = class_colors(ids, colors)
    return tuple(LegendClass(number, name, chosen[name]) for name, number in ordered)


def format_legend(legend: Sequence[LegendClass]) -> str:
    """The legend as a JSON list, which make_legend reads again."""
    rows = [{"id": c.id, "name": c.name, "color": hex_color(c.color)} for c in legend]
    return json.dumps(rows, ensure_ascii=False)


def _parse_legend(text: str) -> tuple[dict[str, int], dict[str, Color]]:
    rows = _rows_of_json(text) if text.startswith("[") else _rows_of_pairs(text)
    ids: dict[str, int] = {}
    colors: dict[str, Color] = {}
    for number, name, color in rows:
        if not 1 <= number <= MAX_CLASS_ID:
            raise LayerError(
                "{LEGEND} gives {name!r} the number {number}; numbers run from 1 to "
                "{max_class_id}, and 0 means no class.",
                name=name,
                number=number,
                max_class_id=MAX_CLASS_ID,
            )
        other = next((n for n, taken in ids.items() if n == name or taken == number), None)
        if other is not None:
            raise LayerError(
                "{LEGEND} has both {ids}={other} and {number}={name}; each number and each name "
                "may stand there once.",
                ids=ids[other],
                other=other,
                number=number,
                name=name,
            )
        ids[name] = number
        if color is not None:
            colors[name] = color
    return ids, colors


def _rows_of_pairs(text: str) -> list[tuple[int, str, Color | None]]:
    rows: list[tuple[int, str, Color | None]] = []
    for part in text.split(","):
        match = _PAIR.fullmatch(part.strip())
        if not match:
            raise LayerError(
                "{LEGEND} has {part!r}, which cannot be understood; {help}.",
                part=part.strip(),
                help=_HELP,
            )
        rows.append((int(match[1]), match[2], None))
    return rows


def _rows_of_json(text: str) -> list[tuple[int, str, Color | None]]:
    try:
        return [
            (int(row["id"]), str(row["name"]), parse_color(row.get("color")))
            for row in parse_json(text, Parameter("LEGEND"), [dict])
        ]
    except (FileError, ValueError, TypeError, KeyError):
        raise LayerError(
            "{LEGEND} is not a list of classes that can be understood; {help}, or what another run "
            "returned as {LEGEND}.",
            help=_HELP,
        ) from None
