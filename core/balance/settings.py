"""What the user can choose about the balance of tiles."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import ExportError

KEEP, DROP, SHARE = "KEEP", "DROP", "SHARE"
EMPTY_TILES = (KEEP, DROP, SHARE)


@dataclass(frozen=True)
class BalanceSettings:
    """Choices about the balance of tiles.

    Attributes:
        max_per_class: tiles that a class may have for training; None for any number.
        empty_tiles: what becomes of tiles without objects: KEEP, DROP or SHARE.
        empty_share: with SHARE, the percentage of a split that they may be.
        seed: another one chooses other tiles.

    Raises:
        ExportError: a value that is out of range, or that needs another.
    """

    max_per_class: int | None = None
    empty_tiles: str = KEEP
    empty_share: float | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.max_per_class is not None and self.max_per_class < 1:
            raise ExportError(
                "{MAX_PER_CLASS} is {count}; it must be at least 1.", count=self.max_per_class
            )
        if self.empty_tiles not in EMPTY_TILES:
            raise ExportError(
                "{EMPTY_TILES} is {value!r}; choose one of {choices}.",
                value=self.empty_tiles,
                choices=", ".join(EMPTY_TILES),
            )
        if self.empty_tiles == SHARE and self.empty_share is None:
            raise ExportError(
                "{EMPTY_TILES=SHARE} needs a share; say with {EMPTY_SHARE} which percentage of "
                "each split may be without objects."
            )
        if self.empty_tiles != SHARE and self.empty_share is not None:
            raise ExportError(
                "{EMPTY_SHARE} is used by {EMPTY_TILES=SHARE} alone; choose that, or leave the "
                "share empty."
            )
        if self.empty_share is not None and not 0 <= self.empty_share <= 100:
            raise ExportError(
                "{EMPTY_SHARE} is {share:g}; it is a percentage from 0 to 100.",
                share=self.empty_share,
            )

    @property
    def looks_at_objects(self) -> bool:
        """Whether it matters which tiles have objects."""
        return self.empty_tiles != KEEP

    @property
    def is_wanted(self) -> bool:
        """Whether any tile may be left out."""
        return self.max_per_class is not None or self.looks_at_objects
