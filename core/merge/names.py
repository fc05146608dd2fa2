"""What tiles are called in the dataset of all, and what their outlines are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import ExportError
from ..files.names import are_plain, make_safe_names
from ..message import counted
from ..tiles.table import TILE_ID
from .parents import Parent

NUMBER, NAME = "NUMBER", "NAME"
PREFIXES = (NUMBER, NAME)


@dataclass(frozen=True)
class TilesCrs:
    """The coordinate system that the outlines of all tiles are in.

    Attributes:
        name: for people.
        wkt: empty when there is none.
        is_geographic: whether it is in degrees.
        is_new: whether outlines were brought to it, as datasets were in several.
    """

    name: str
    wkt: str
    is_geographic: bool
    is_new: bool


def choose_prefixes(parents: Sequence[Parent], choice: str) -> list[str]:
    """What comes before the tile_id of each dataset: nothing where none is in two of them.

    Args:
        parents: the datasets.
        choice: NUMBER, for d1_, d2_ and so on, or NAME.
    """
    seen: set[str] = set()
    is_unique = True
    for parent in parents:
        # Files of names that differ in case alone are one on some systems.
        own = {str(cell).casefold() for cell in parent.cells(TILE_ID.name)}
        is_unique = is_unique and seen.isdisjoint(own)
        seen |= own
    if is_unique:
        return [""] * len(parents)
    if choice == NAME:
        safe = make_safe_names(parent.name.replace("/", "_") for parent in parents)
        return [f"{safe[parent.name.replace('/', '_')]}_" for parent in parents]
    digits = len(str(len(parents)))
    return [f"d{k:0{digits}d}_" for k in range(1, len(parents) + 1)]


def check_ids(ids: Sequence[str | None]) -> None:
    """Refuse tiles without a tile_id.

    Raises:
        ExportError: tells how many there are.
    """
    missing = sum(not name for name in ids)
    if missing:
        raise ExportError(
            counted(
                missing,
                "{count} row of tiles.csv has no tile_id; export that dataset again.",
                "{count} rows of tiles.csv have no tile_id; export that dataset again.",
            )
        )


def plain_ids(ids: list[str]) -> list[str]:
    """Ids that are safe as names of files."""
    if are_plain(ids):
        return ids
    safe = make_safe_names(ids)
    return [safe[name] for name in ids]
