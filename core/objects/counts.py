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
        splits: of the tiles that each object reaches, by object.
    """

    pieces: Counter[int] = field(default_factory=Counter)
    small: int = 0
    marked: int = 0
    cut: int = 0
    empty_tiles: int = 0
    of_splits: Counter[str] = field(default_factory=Counter)
    splits: dict[str, set[str]] = field(default_factory=dict)

    def add(self, objects: Sequence[TileObject], split: str | None) -> None:
        """Count those of a tile."""
        self.empty_tiles += not objects
        for found in objects:
            self.pieces[found.class_id] += 1
            self.cut += found.is_cut
            self.marked += found.is_small
            if split is not None:
                self.of_splits[split] += 1
                self.splits.setdefault(found.object_id, set()).add(split)

    @property
    def in_several_splits(self) -> int:
        """Objects that reach tiles of more than one split."""
        return sum(len(splits) > 1 for splits in self.splits.values())
