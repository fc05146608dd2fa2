"""Keeping splits apart: dropping tiles that overlap or come near another split."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import CancelledError
from ..geodesy.tiles import TileGround
from ..geometry.near import near_pairs
from ..geometry.pairs import TilePairs
from ..run.batches import never_cancelled
from ..tiles.words import SPLITS

# Room for the rounding of distances: a tile at exactly the asked distance stays.
_ROUNDING = 1e-9
_ROUNDING_METRES = 1e-6


@dataclass(frozen=True)
class Assignment:
    """Where each tile goes, and which tiles must not stay.

    Attributes:
        codes: int64 (N,) place of the split in SPLITS, for rejected tiles too.
        conflicts: int64 (N,) the split that a tile is too near to; -1 for tiles that stay.
        overlaps: bool (N,) whether a rejected tile overlaps a tile of that split.
    """

    codes: np.ndarray
    conflicts: np.ndarray
    overlaps: np.ndarray

    @property
    def kept(self) -> np.ndarray:
        """Bool (N,): tiles that have a split."""
        return self.conflicts < 0

    def kept_counts(self) -> list[int]:
        """Kept tiles of each split."""
        return np.bincount(self.codes[self.kept], minlength=len(SPLITS)).tolist()


class SplitSeparator:
    """Finds the tiles that must go so that splits stay apart.

    Of two splits the one with the larger share gives way, so that small ones stay whole: train
    gives way to val and test in most cases. With equal shares train gives way first, then val.

    Args:
        pairs: the tiles.
        ground: the same, in metres.
        buffer: least distance in metres; 0 asks only that no tiles overlap.
        targets: share of each split.
    """

    def __init__(
        self,
        pairs: TilePairs,
        ground: TileGround,
        buffer: float,
        targets: Sequence[int],
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self._pairs = pairs
        self._ground = ground
        self._buffer = buffer
        self._is_cancelled = is_cancelled
        self._order = sorted(range(len(targets)), key=lambda k: (-targets[k], k))
        self._bounds = pairs.geometries.bounds
        if buffer:
            reach = ground.reach(buffer / 2)
            self._bounds = np.concatenate(
                (self._bounds[:, :2] - reach, self._bounds[:, 2:] + reach), axis=1
            )

    def give_way(self, splits: np.ndarray, stays: np.ndarray) -> Assignment:
        """Find the tiles that go because of tiles that stay in any case.

        Args:
            splits: int64 (N,) index of each tile's split; -1 for none.
            stays: bool (N,): whether a tile stays.
        """
        conflict = np.full(len(splits), -1, dtype=np.int64)
        overlaps = np.zeros(len(splits), dtype=bool)
        for split in range(len(SPLITS)):
            code = np.full(len(splits), -1, dtype=np.int64)
            code[stays & (splits >= 0) & (splits != split)] = 1
            code[~stays & (splits == split)] = 0
            self._drop(np.flatnonzero(code >= 0), code, splits, conflict, overlaps)
        return Assignment(splits, conflict, overlaps)

    def separate(self, splits: np.ndarray) -> Assignment:
        """Find the tiles that go, and because of which split.

        Args:
            splits: int64 (N,) index of each tile's split.
        """
        conflict = np.full(len(splits), -1, dtype=np.int64)
        overlaps = np.zeros(len(splits), dtype=bool)
        for rank in reversed(range(len(self._order) - 1)):
            # The splits behind this one stay; they are settled already.
            code = np.full(len(splits), -1, dtype=np.int64)
            for place in range(rank + 1, len(self._order)):
                code[splits == self._order[place]] = 1
            code[conflict >= 0] = -1
            code[splits == self._order[rank]] = 0
            self._drop(np.flatnonzero(code >= 0), code, splits, conflict, overlaps)
        return Assignment(splits, conflict, overlaps)

    def _drop(
        self,
        chosen: np.ndarray,
        code: np.ndarray,
        splits: np.ndarray,
        conflict: np.ndarray,
        overlaps: np.ndarray,
    ) -> None:
        codes = code[chosen].copy()
        for i, j in near_pairs(self._bounds[chosen], codes):
            if self._is_cancelled():
                raise CancelledError
            swap = codes[i] == 1
            weak, strong = chosen[np.where(swap, j, i)], chosen[np.where(swap, i, j)]
            overlap = self._pairs.overlap(weak, strong)
            near = overlap
            if self._buffer:
                limit = self._buffer * (1 - _ROUNDING) - _ROUNDING_METRES
                scales = self._ground.scales
                near = overlap | self._pairs.are_nearer(weak, strong, scales, limit)
            # The first split in conflict is named, whatever the order of the tiles.
            for split in range(len(SPLITS)):
                tiles = weak[near & (splits[strong] == split)]
                conflict[tiles] = np.where(
                    conflict[tiles] < 0, split, np.minimum(conflict[tiles], split)
                )
            overlaps[weak[overlap]] = True
