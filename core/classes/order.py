"""The order of classes that a user gives; those of a dataset are numbered by it."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Sequence
from io import StringIO

from ..errors import LayerError
from ..message import Message, counted, list_names

CLASS_ORDER = "CLASS_ORDER"


def parse_class_order(text: str | None) -> tuple[str, ...]:
    """Read ``forest,urban,water``; lines separate as commas do, and ``"a, b"`` is one name.

    Raises:
        LayerError: a name stands there twice, or the text cannot be understood.
    """
    try:
        rows = list(csv.reader((text or "").splitlines(), skipinitialspace=True))
    except csv.Error:
        raise LayerError(
            "{CLASS_ORDER} cannot be understood; write class names separated by commas, for "
            "example forest,urban,water."
        ) from None
    names = [name.strip() for row in rows for name in row if name.strip()]
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise LayerError(
                "{CLASS_ORDER} names {name!r} twice; name each class once.",
                name=name,
            )
        seen.add(name)
    return tuple(names)


def format_class_order(names: Iterable[str]) -> str:
    """Names as parse_class_order reads them."""
    text = StringIO()
    csv.writer(text, lineterminator="").writerow(list(names))
    return text.getvalue()


def tell_unknown_classes(order: Sequence[str], known: Collection[str]) -> Message | None:
    """What is to be said of names in an order that no class has; None when all are known."""
    unknown = [name for name in order if name not in known]
    if not unknown:
        return None
    if not known:
        return Message("{CLASS_ORDER} is given, but there are no classes.")
    return counted(
        len(unknown),
        "{CLASS_ORDER} names {unknown}, and no tile, object or mask is of this class; the classes "
        "are: {known}.",
        "{CLASS_ORDER} names {unknown}, and no tile, object or mask is of these classes; the "
        "classes are: {known}.",
        unknown=list_names(map(repr, unknown)),
        known=list_names(map(repr, sorted(known))),
    )
