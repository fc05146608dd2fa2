"""Warning of class names that look wrong, wherever they are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core.classes.near_names import (
    BLANKS,
    CASE,
    FORM,
    find_differences,
    near_names,
    readable_name,
    undecoded_names,
)
from ...core.message import Message, Parameter, counted, list_names
from ...core.polygons.parcels import ParcelValues
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values

_MOST = 5


def warn_of_class_names(
    values: Values,
    names: Iterable[str],
    source: FeatureSource,
    known: Iterable[str] = (),
) -> None:
    """Warn of names that could not be decoded, and of names that differ by next to nothing.

    Args:
        values: of the algorithm that reads.
        names: classes that the layer ``source`` has.
        source: the layer.
        known: classes of other layers that are used together with them.
    """
    names, known = set(names), set(known)
    wrong = undecoded_names(names)
    if wrong:
        shown = list_names([f"'{name}'" for name in wrong])
        make_message = _can_be_chosen if source.takes_encoding else _is_the_only_one
        values.warn_once(make_message(source, source.encoding or Message("text"), shown))
    warn_of_near_names(values, names, source.sourceName(), known)


def _can_be_chosen(source: FeatureSource, encoding: str, names: Message) -> Message:
    return Message(
        "Class names of {layer} cannot be decoded as {encoding}, and different ones may have "
        "become one: {names}. Set the layer's right encoding (Layer Properties > Source > Data "
        "source encoding); for a shapefile given by path, write its name, such as windows-1251, "
        "into a file of the same name that ends in .cpg.",
        layer=source.sourceName(),
        encoding=encoding,
        names=names,
    )


def _is_the_only_one(source: FeatureSource, encoding: str, names: Message) -> Message:
    return Message(
        "Class names of {layer} cannot be decoded as {encoding}, the only encoding of such files, "
        "and different ones may have become one: {names}. Make the file anew from the one that it "
        "was made of, with that one's encoding set, or write the names anew.",
        layer=source.sourceName(),
        encoding=encoding,
        names=names,
    )


def warn_of_near_names(
    values: Values, names: Iterable[str], source_name: str, known: Iterable[str] = ()
) -> None:
    """Warn of names that differ only by blanks, case or Unicode normal form."""
    names, known = set(names), set(known)
    groups = [g for g in near_names(names | known) if not known.issuperset(g)]
    for group in groups[:_MOST]:
        values.warn_once(
            Message(
                "The classes {names} of {source} differ only by {differences}; they stay different "
                "classes. Rename them if they are meant to be one class.",
                names=list_names(map(readable_name, group)),
                source=source_name,
                differences=_name_differences(find_differences(group)),
            )
        )


def _name_differences(kinds: Sequence[str]) -> Message:
    words = {
        BLANKS: Message("blanks"),
        CASE: Message("case"),
        FORM: Message("their Unicode form"),
    }
    *others, last = (words[kind] for kind in kinds)
    for other in reversed(others):
        last = Message("{one} and {other}", one=other, other=last)
    return last


def warn_of_unnamed_classes(run: Values, values: ParcelValues, class_map: str) -> None:
    """Say how many polygons the parameter ``class_map`` leaves without a number."""
    left = int((~values.used).sum())
    if left:
        run.warn(
            counted(
                left,
                "{count} label polygon is of a class that {class_map} does not name.",
                "{count} label polygons are of classes that {class_map} does not name.",
                class_map=Parameter(class_map),
            )
        )


def warn_of_absent_classes(
    run: Values, wanted: Mapping[str, int] | None, own: Iterable[Any], class_map: str
) -> None:
    """Name the classes that the parameter ``class_map`` numbers and no polygon has."""
    names = {class_name(value) for value in own}
    absent = [name for name in wanted or () if name not in names]
    if absent:
        run.warn(
            counted(
                len(absent),
                "{class_map} names {names}, but no polygon is of this class.",
                "{class_map} names {names}, but no polygon is of these classes.",
                names=list_names(absent),
                class_map=Parameter(class_map),
            )
        )
