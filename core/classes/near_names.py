"""Class names that may not be what the layer's author wrote, or not be meant as two."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# What decoders put in the place of bytes that they cannot read.
UNDECODED = "\ufffd"


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


def _bare(name: str) -> str:
    # Lower case may take a text out of its normal form: it is brought back after.
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).split())
