"""Warning of class names that look wrong, wherever they are read."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsProcessingFeatureSource

from ...core.classes.near_names import (
    BLANKS,
    CASE,
    FORM,
    find_differences,
    near_names,
    readable_name,
    undecoded_names,
)
from ...core.listing import list_names
from ..base.warn_once import warn_once
from ..base.words import tr

_MOST = 5


def warn_of_class_names(
    names: Iterable[str],
    source: QgsProcessingFeatureSource,
    feedback,
    known: Iterable[str] = (),
) -> None:
    """Tell of names that could not be decoded, and of names that differ by next to nothing.

    Args:
        names: classes that the layer ``source`` has.
        source: see required_source, which notes the layer's encoding.
        feedback: told.
        known: classes of other layers that are used together with them.
    """
    names, known = set(names), set(known)
    wrong = undecoded_names(names)
    if wrong:
        encoding = getattr(source, "encoding", "")
        text = (
            tr(
                "Class names of {} cannot be decoded as {}, and different ones may have become "
                "one: {}. Set the layer's right encoding (Layer Properties > Source > Data source "
                "encoding); for a shapefile given by path, write its name, such as windows-1251, "
                "into a file of the same name that ends in .cpg."
            )
            if getattr(source, "takes_encoding", True)
            else tr(
                "Class names of {} cannot be decoded as {}, the only encoding of such files, and "
                "different ones may have become one: {}. Make the file anew from the one that it "
                "was made of, with that one's encoding set, or write the names anew."
            )
        )
        shown = list_names([f"'{name}'" for name in wrong])
        warn_once(text.format(source.sourceName(), encoding or tr("text"), shown), feedback)
    warn_of_near_names(names, source.sourceName(), feedback, known)


def warn_of_near_names(
    names: Iterable[str], source_name: str, feedback, known: Iterable[str] = ()
) -> None:
    """Tell of names that differ only by blanks, case or Unicode normal form."""
    names, known = set(names), set(known)
    words = {BLANKS: tr("blanks"), CASE: tr("case"), FORM: tr("their Unicode form")}
    groups = [g for g in near_names(names | known) if not known.issuperset(g)]
    for group in groups[:_MOST]:
        warn_once(
            tr(
                "The classes {} of {} differ only by {}; they stay different classes. Rename them "
                "if they are meant to be one class."
            ).format(
                list_names(map(readable_name, group)),
                source_name,
                tr(" and ").join(words[kind] for kind in find_differences(group)),
            ),
            feedback,
        )
