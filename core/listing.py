"""Lists and counts in messages: lists must stay readable however long they are."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 5


def list_names(names: Iterable[object], most: int = _MOST) -> str:
    """The first of some names, and how many more there are."""
    texts = [str(name) for name in names]
    if len(texts) <= most + 1:
        return ", ".join(texts)
    return f"{', '.join(texts[:most])} and {len(texts) - most} more"


def count_text(count: int, one: str, many: str, *values) -> str:
    """A sentence on so many things: ``one`` for a single one, else ``many``.

    Args:
        count: goes to the first braces, or to ``{0}``.
        one, many: texts with braces, translated where they are.
        values: go to the other braces.
    """
    return (one if count == 1 else many).format(count, *values)
