"""What scenes are called: each by a name of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NAMELESS = "scene"
_MOST_NAMED = 3


def unique_names(names: Sequence[str], dates: Sequence[str]) -> list[str]:
    """A name of its own for each scene, however letters are written.

    The first of several keeps its name; the others get their date behind it, else a number. So
    scenes that are added at the end change no name before them.

    Args:
        names: those of layers or files; spaces and line breaks in them become single spaces.
        dates: as ISO has them, empty where unknown.
    """
    found: list[str] = []
    seen: set[str] = set()
    for name, date in zip(names, dates):
        plain = " ".join(name.split()) or _NAMELESS
        tries = [plain, f"{plain}_{date}"] if date else [plain]
        free = next((each for each in tries if each.casefold() not in seen), "")
        number = 2
        while not free:
            each = f"{tries[-1]}_{number}"
            free = "" if each.casefold() in seen else each
            number += 1
        seen.add(free.casefold())
        found.append(free)
    return found


def tell_names(names: Iterable[str]) -> str:
    """The first of some names, and how many more there are; each once."""
    found = list(dict.fromkeys(names))
    more = len(found) - _MOST_NAMED
    return ", ".join(found[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
