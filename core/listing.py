"""Lists and counts in messages, which must stay readable however long they are."""

from __future__ import annotations

from .message import list_names

__all__ = ["count_of", "count_text", "list_names"]


def count_of(number: int, one: str, many: str = "") -> str:
    """A number and the word for what is counted: 1 date, 2 dates.

    Args:
        number: how many.
        one: the word where there is one.
        many: the word where there are none or several; empty for ``one`` with an s.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def count_text(count: int, one: str, many: str, *values: object) -> str:
    """A sentence on so many things: ``one`` for a single one, else ``many``.

    Args:
        count: goes to the first braces, or to ``{0}``.
        one, many: texts with braces, translated where they are.
        values: go to the other braces.
    """
    return (one if count == 1 else many).format(count, *values)
