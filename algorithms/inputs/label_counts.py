"""Messages on label polygons that were repaired or left out."""

from __future__ import annotations

from ...core.message import Message, counted


def repaired(count: int) -> Message:
    """Outlines that cross themselves."""
    return counted(
        count,
        "{count} invalid label polygon was repaired.",
        "{count} invalid label polygons were repaired.",
    )


def repaired_of(count: int, layer: str) -> Message:
    """Outlines of another layer that cross themselves."""
    return counted(
        count,
        "{count} invalid polygon of {layer} was repaired.",
        "{count} invalid polygons of {layer} were repaired.",
        layer=layer,
    )


def without_class(count: int) -> Message:
    """NULL in the field with the class."""
    return counted(
        count,
        "{count} label polygon has no class (NULL) and was skipped.",
        "{count} label polygons have no class (NULL) and were skipped.",
    )


def without_area(count: int) -> Message:
    """Features that cover no ground."""
    return counted(
        count,
        "{count} label feature has no area, or no outline that can be read, and was skipped.",
        "{count} label features have no area, or no outline that can be read, and were skipped.",
    )


def spoilt_of(count: int, layer: str) -> Message:
    """Shapes of another layer that cover no ground, or of which nobody knows where they are."""
    return counted(
        count,
        "{count} shape of {layer} has no area, or no outline that can be read, and was skipped.",
        "{count} shapes of {layer} have no area, or no outline that can be read, and were skipped.",
        layer=layer,
    )


def of_other_years(count: int) -> Message:
    """How many polygons are of another year than the one that was asked for."""
    return counted(
        count,
        "{count} label polygon is of another year.",
        "{count} label polygons are of other years.",
    )


def far_away(count: int) -> Message:
    """How many polygons lie far from the raster."""
    return counted(
        count, "{count} label polygon lies far away.", "{count} label polygons lie far away."
    )
