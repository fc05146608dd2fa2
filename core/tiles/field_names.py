"""Field names that files do not distinguish."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import ExportError
from ..message import as_message, both
from .table import Field


def twin_fields(names: Sequence[str]) -> list[list[str]]:
    """Groups of names that differ only in case, in their order; most files keep one of a group."""
    groups: dict[str, list[str]] = {}
    for name in names:
        groups.setdefault(name.lower(), []).append(name)
    return [group for group in groups.values() if len(group) > 1]


def check_tile_fields(fields: Sequence[Field]) -> None:
    """Refuse fields that a dataset's own layer of tiles, a GeoPackage, cannot hold.

    Raises:
        ExportError: two names differ only in case.
    """
    twins = twin_fields([field.name for field in fields])
    if twins:
        raise ExportError(
            "The tile layer has the fields {twins}, whose names differ only in case, and "
            "tiles.gpkg cannot keep both; rename or delete one.",
            twins=both(map(as_message, twins[0])),
        )
