"""Warning of class names that look wrong, wherever they are read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from qgis.core import QgsProcessingFeatureSource

from ...core.classes.near_names import near_names, undecoded_names
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
        feedback.pushWarning(
            tr(
                "Class names of {} cannot be decoded as {}, and different ones may have become "
                "one: {}. Set the layer's right encoding (Layer Properties > Source > Data source "
                "encoding); for a shapefile given by path, write its name, such as windows-1251, "
                "into a file of the same name that ends in .cpg."
            ).format(source.sourceName(), encoding or tr("text"), _quoted(wrong))
        )
    warn_of_near_names(names, source.sourceName(), feedback, known)


def warn_of_near_names(
    names: Iterable[str], source_name: str, feedback, known: Iterable[str] = ()
) -> None:
    """Tell of names that differ only by blanks, case or Unicode normal form."""
    names, known = set(names), set(known)
    groups = [g for g in near_names(names | known) if not known.issuperset(g)]
    for group in groups[:_MOST]:
        feedback.pushWarning(
            tr(
                "The classes {} of {} differ only by blanks, case or the form of their characters; "
                "they stay different classes. Rename them if one is meant."
            ).format(_quoted(group), source_name)
        )


def _quoted(names: list[str]) -> str:
    shown = names[:_MOST]
    # Forms of one character look alike on the screen.
    look_alike = len({unicodedata.normalize("NFC", name) for name in shown}) < len(shown)
    text = ", ".join(map(ascii if look_alike else repr, shown))
    return text if len(names) <= _MOST else tr("{} and {} more").format(text, len(names) - _MOST)
