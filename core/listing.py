"""Lists in messages, which must stay readable however long they are."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 5


def list_names(names: Iterable[object], most: int = _MOST) -> str:
    """The first of some names, and how many more there are."""
    texts = [str(name) for name in names]
    if len(texts) <= most + 1:
        return ", ".join(texts)
    return f"{', '.join(texts[:most])} and {len(texts) - most} more"
