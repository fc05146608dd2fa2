"""What is said of a split that leaves no tiles."""

from __future__ import annotations

from ..errors import SplitError
from ..message import Message, as_message, both, either
from ..tiles.words import SPLITS
from .request import SplitRequest, cutting_methods
from .separate import Assignment


def check_kept(request: SplitRequest, found: Assignment, buffer: float) -> None:
    """Refuse what leaves a split without tiles.

    Args:
        request: what was asked for, complete.
        found: where tiles go.
        buffer: metres that splits were kept apart.

    Raises:
        SplitError: says how many tiles went, and what would keep more.
    """
    counts = found.kept_counts()
    empty = [SPLITS[k] for k in request.wanted if not counts[k]]
    if not empty:
        return
    fewer_neighbours = request.of_method.keeps_more(request) or Message(
        "{methods}, where fewer tiles have neighbours elsewhere", methods=cutting_methods()
    )
    values = {
        "lost": len(found.codes) - sum(counts),
        "count": len(found.codes),
        "empty": both(map(as_message, empty)),
    }
    if buffer > request.buffer:
        own = Message("a {SPLIT_BUFFER} of your own instead of {BUFFER_AUTO}")
        raise SplitError(
            "{lost} of {count} tiles are less than {distance:g} m, which {BUFFER_AUTO} found, "
            "from another split, which leaves none for {empty}; choose {remedies}.",
            distance=buffer,
            remedies=either([own, fewer_neighbours]),
            **values,
        )
    if buffer:
        smaller = Message("a smaller {SPLIT_BUFFER}")
        raise SplitError(
            "{lost} of {count} tiles are less than {SPLIT_BUFFER} ({distance:g} m) from "
            "another split, which leaves none for {empty}; choose {remedies}.",
            distance=buffer,
            remedies=either([smaller, fewer_neighbours]),
            **values,
        )
    raise SplitError(
        "{lost} of {count} tiles are overlapping a tile of another split, which leaves none "
        "for {empty}; choose {remedies}.",
        remedies=fewer_neighbours,
        **values,
    )
