"""What a split audit looks at and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..errors import SplitError
from ..geometry.outlines import TileGeometries
from ..message import Message
from ..tiles.words import SPLITS

# More than these are hardly splits.
MANY_SPLITS = 50


@dataclass(frozen=True)
class AuditInput:
    """Tiles whose splits are looked at.

    Attributes:
        geometries: N outlines.
        crs_wkt: their coordinate system, or empty.
        splits: name of the split of each tile, None for none.
        names: what to call each tile.
        labels: class of each tile, or None.
        pixel_counts: float64 (N,) pixels of each tile, NaN where unknown; None without.
        least_distance: metres that splits must be apart; 0 asks for nothing.
        are_series: whether each is of many images, of which none stands for all.
        scenes: name of the scene of each tile, None for none; or None. Distances between tiles of
            several scenes in degrees are geodesic.
        tile_ids: their ids where ``names`` are others, such as files; or None.

    Raises:
        SplitError: the distance is negative or not finite.
    """

    geometries: TileGeometries
    crs_wkt: str
    splits: Sequence[str | None]
    names: Sequence[str]
    labels: Sequence[str | None] | None = None
    pixel_counts: np.ndarray | None = None
    least_distance: float = 0.0
    are_series: bool = False
    scenes: Sequence[str | None] | None = None
    tile_ids: Sequence[str] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.least_distance < np.inf:
            raise SplitError(
                "{DISTANCE} is {least_distance:g} metres; it must be 0 or more.",
                least_distance=self.least_distance,
            )

    def split_names(self) -> tuple[str, ...]:
        """The splits in their usual order.

        Raises:
            SplitError: there are no tiles, or fewer than two splits, or too many.
        """
        if not len(self.splits):
            raise SplitError("There are no tiles to look at.")
        found = {split for split in self.splits if split is not None}
        if len(found) < 2:
            told = (
                Message("only {split!r}", split=found.pop())
                if found
                else Message("no split at all")
            )
            raise SplitError(
                "The split field holds {told}, and leaks are between two splits; name the right "
                "field with {SPLIT_FIELD}.",
                told=told,
            )
        if len(found) > MANY_SPLITS:
            raise SplitError(
                "The split field holds {count} different values, which are hardly splits; name the "
                "right field with {SPLIT_FIELD}.",
                count=len(found),
            )
        known = [split for split in SPLITS if split in found]
        return (*known, *sorted(found.difference(known)))


@dataclass
class AuditResult:
    """What was found.

    Attributes:
        facts: everything as plain values.
        leaks: a sentence for each way in which splits have seen each other.
        warnings: sentences about what is not a leak, but spoils scores.
        leaking: bool (N,): tiles that are part of a leak.
        codes: int64 (N,) place of each tile's split among ``split_names``, -1 for none.
        split_names: in their usual order.
    """

    codes: np.ndarray
    split_names: tuple[str, ...]
    facts: dict[str, Any] = field(default_factory=dict)
    leaks: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    leaking: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=bool))

    @property
    def passed(self) -> bool:
        """Whether nothing leaks."""
        return not self.leaks
