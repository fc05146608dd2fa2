"""What became of objects on all tiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from .tile_object import TileObject


@dataclass
class ObjectCounts:
    """What became of objects on all tiles.

    Attributes:
        pieces: written, by class number.
        small: left out or marked for their size.
        cut: pieces that a tile's edge cuts.
        empty_tiles: tiles without any.
        of_splits: pieces by split.
        reached: objects that reach tiles of a split, by split.
    """

    pieces: Counter[int] = field(default_factory=Counter)
    small: int = 0
    cut: int = 0
    empty_tiles: int = 0
    of_splits: Counter[str] = field(default_factory=Counter)
    reached: dict[str, set[str]] = field(default_factory=dict)

    def add(self, objects: Sequence[TileObject], split: str | None) -> None:
        """Count those of a tile."""
        self.empty_tiles += not objects
        self.pieces.update([found.class_id for found in objects])
        self.cut += sum([found.is_cut for found in objects])
        if split is not None:
            self.of_splits[split] += len(objects)
            self.reached.setdefault(split, set()).update([found.object_id for found in objects])

    @property
    def in_several_splits(self) -> int:
        """Objects that reach tiles of more than one split."""
        once: set[str] = set()
        again: set[str] = set()
        for found in self.reached.values():
            again |= once & found
            once |= found
        return len(again)
