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
        marked: of those, the ones that are written and marked.
        cut: pieces that a tile's edge cuts.
        empty_tiles: tiles without any.
        of_splits: pieces by split.
        reached: objects that reach tiles of a split, by split.
    """

    pieces: Counter[int] = field(default_factory=Counter)
    small: int = 0
    marked: int = 0
    cut: int = 0
    empty_tiles: int = 0
    of_splits: Counter[str] = field(default_factory=Counter)
    reached: dict[str, set[str]] = field(default_factory=dict)

    def add(self, tiles: Sequence[Sequence[TileObject]], splits: Sequence[str | None]) -> None:
        """Count those of some tiles, of which each is in a split or in none."""
        self.empty_tiles += sum(not objects for objects in tiles)
        self.pieces.update([found.class_id for objects in tiles for found in objects])
        self.cut += sum(found.is_cut for objects in tiles for found in objects)
        self.marked += sum(found.is_small for objects in tiles for found in objects)
        for split in {split for split in splits if split is not None}:
            ids = [
                found.object_id
                for objects, of in zip(tiles, splits)
                if of == split
                for found in objects
            ]
            self.of_splits[split] += len(ids)
            self.reached.setdefault(split, set()).update(ids)

    @property
    def in_several_splits(self) -> int:
        """Objects that reach tiles of more than one split."""
        once: set[str] = set()
        again: set[str] = set()
        for found in self.reached.values():
            again |= once & found
            once |= found
        return len(again)
