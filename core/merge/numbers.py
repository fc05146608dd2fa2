"""Numbers of classes that several datasets share: those of the first stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..classes.colors import Color, class_colors, hex_color
from ..classes.legend import parse_color
from ..errors import ExportError
from ..labels.mask_codes import MOST_CLASSES, TOO_MANY


@dataclass(frozen=True)
class ClassNumbers:
    """Classes of objects or masks.

    Attributes:
        names: of all datasets together, by their numbers and in their order.
        of_parents: own number -> number in all, a mapping a dataset.
        colors: ``#rrggbb`` by name.
    """

    names: Mapping[int, str]
    of_parents: Sequence[Mapping[int, int]]
    colors: Mapping[str, str]

    def is_changed(self, parent: int) -> bool:
        """Whether a class of a dataset gets another number."""
        return any(own != number for own, number in self.of_parents[parent].items())


def merge_numbers(
    rows: Sequence[Sequence[Mapping[str, Any]]], has_limit: bool = False
) -> ClassNumbers:
    """Give each class one number.

    A class of the first dataset keeps its own. One that a later dataset adds comes after all that
    are there, as programs also count classes in the order of their numbers: with its own number
    where that is higher than theirs, else with the next one.

    Args:
        rows: of ``classes`` of objects or masks, a list a dataset.
        has_limit: whether numbers have 8 bits; then lower ones are taken when those end.

    Raises:
        ExportError: there are more classes than numbers.
    """
    names: dict[int, str] = {}
    known: dict[str, int] = {}
    of_parents = []
    for found in rows:
        own = {int(row["class_id"]): str(row["class"]) for row in found}
        highest = max(names, default=0)
        new = [(number, name) for number, name in sorted(own.items()) if name not in known]
        for number, name in new:
            if number > highest:
                names[number], known[name] = name, number
        for _, name in new:
            if name not in known:
                number = _next_number(names, has_limit)
                names[number], known[name] = name, number
        of_parents.append({number: known[name] for number, name in own.items()})
    colors = merge_colors(rows, "class", names.values())
    return ClassNumbers(dict(sorted(names.items())), of_parents, colors)


def _next_number(names: Mapping[int, str], has_limit: bool) -> int:
    number = max(names, default=0) + 1
    if not has_limit or number <= MOST_CLASSES:
        return number
    free = (number for number in range(1, MOST_CLASSES + 1) if number not in names)
    number = next(free, 0)
    if not number:
        raise ExportError(
            "The masks of all datasets have more than {count} classes together, and {too_many}; "
            "merge fewer datasets.",
            count=len(names),
            too_many=TOO_MANY,
        )
    return number


def merge_colors(
    rows: Sequence[Sequence[Mapping[str, Any]]], key: str, names: Any
) -> dict[str, str]:
    """The colour of each class, ``#rrggbb``: that of the first dataset which tells one.

    A colour that another class has already is not taken over.

    Args:
        rows: of classes, a list a dataset.
        key: under which a row has its name.
        names: all classes.
    """
    own: dict[str, Color] = {}
    for found in rows:
        taken = set(own.values())
        for row in found:
            color = parse_color(row.get("color"))
            if color is not None and row[key] not in own and color not in taken:
                own[str(row[key])] = color
    return {name: hex_color(color) for name, color in class_colors(names, own).items()}
