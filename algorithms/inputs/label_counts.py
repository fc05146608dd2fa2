"""Sentences on label polygons that were mended or left out; each for one and for many."""

from __future__ import annotations

from ..base.words import tr


def repaired_texts() -> tuple[str, str]:
    """Outlines that cross themselves."""
    return (
        tr("{} invalid label polygon was repaired."),
        tr("{} invalid label polygons were repaired."),
    )


def no_class_texts() -> tuple[str, str]:
    """NULL in the field with the class."""
    return (
        tr("{} label polygon has no class (NULL) and was skipped."),
        tr("{} label polygons have no class (NULL) and were skipped."),
    )


def no_shape_texts() -> tuple[str, str]:
    """Features that cover no ground."""
    return (
        tr("{} label feature has no area, or no outline that can be read, and was skipped."),
        tr("{} label features have no area, or no outline that can be read, and were skipped."),
    )
