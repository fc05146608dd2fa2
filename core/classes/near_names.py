"""Class names that may not be what the layer's author wrote, or not be meant as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable
from itertools import combinations

from ..message import Message

# What decoders put in the place of bytes that they cannot read.
UNDECODED = "\ufffd"
BLANKS, CASE, FORM = "blanks", "case", "form"


def undecoded_names(names: Iterable[str]) -> list[str]:
    """Sorted names of which a part could not be decoded; different ones may have become one."""
    return sorted({name for name in names if UNDECODED in name})


def near_names(names: Iterable[str]) -> list[list[str]]:
    """Groups of different names that differ only by blanks, case or Unicode normal form.

    Returns:
        Sorted groups of two names or more, each sorted.
    """
    groups: dict[str, set[str]] = {}
    for name in set(names):
        groups.setdefault(_bare(name), set()).add(name)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)


def find_differences(names: Collection[str]) -> tuple[str, ...]:
    """How the names of one group differ: BLANKS, CASE, FORM, or as few of them as do."""
    choices = (c for n in range(1, len(_CHANGES)) for c in combinations(_CHANGES, n))
    enough = (kinds for kinds in choices if len({_bare(name, kinds) for name in names}) == 1)
    return next(enough, tuple(_CHANGES))


def readable_name(name: str) -> Message:
    """A name in quotes, with the names of characters that cannot be seen in it by themselves."""
    marks = [c for c in name if unicodedata.combining(c) or (c.isspace() and c != " ")]
    shown = "".join(" " if c.isspace() else c for c in name)
    told = (unicodedata.name(c, "").lower() or f"U+{ord(c):04X}" for c in dict.fromkeys(marks))
    if not marks:
        return Message("'{name}'", name=shown)
    return Message("'{name}' (with {characters})", name=shown, characters=", ".join(told))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


_CHANGES: dict[str, Callable[[str], str]] = {
    BLANKS: lambda text: "".join(text.split()),
    CASE: str.casefold,
    FORM: _normal,
}


def _bare(name: str, kinds: Collection[str] = tuple(_CHANGES)) -> str:
    """The name without its differences of some kinds."""
    # Lower case may take a text out of its normal form, and that may bring blanks: once more.
    for _ in range(2):
        for kind in kinds:
            name = _CHANGES[kind](name)
    return name
