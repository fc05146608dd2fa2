"""Gathering tiles into units that stay together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SplitError
from ..geodesy.tiles import TileGround
from ..geometry.keys import tile_keys
from ..geometry.outlines import TileGeometries
from ..geometry.overlapping import join_equal, lump_tiles
from ..geometry.pairs import TilePairs
from ..hashing import hash_numbers
from ..message import Parameter, counted
from ..run.batches import never_cancelled
from .bands import across_bands, band_of_tiles
from .blocks import block_of_tiles
from .groups import gather_units, group_codes, group_keys
from .request import BANDS, BLOCKS, SplitRequest


@dataclass(frozen=True)
class SplitUnits:
    """Units of tiles, in the order in which they are dealt.

    Attributes:
        of_tiles: int64 (N,) the unit of each tile.
        weights: int64 (U,) tiles in each unit.
        lump_count: how many sets of tiles share no ground with each other.
    """

    of_tiles: np.ndarray
    weights: np.ndarray
    lump_count: int

    def __len__(self) -> int:
        return len(self.weights)


class UnitMaker:
    """Makes units by any method.

    Args:
        pairs: the tiles.
        ground: the same, in metres.
        request: the wishes.
        groups: name of the group of each tile, or None.
    """

    def __init__(
        self,
        pairs: TilePairs,
        ground: TileGround,
        request: SplitRequest,
        groups: Sequence[str | None] | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self._pairs = pairs
        self._ground = ground
        self._request = request
        self._is_cancelled = is_cancelled
        self._groups: np.ndarray | None = None
        self._group_names: list[str] = []
        if groups is not None:
            self._groups, self._group_names = group_codes(groups)
        self.keys = tile_keys(pairs.geometries)
        _, self._first, place = np.unique(self.keys, return_index=True, return_inverse=True)
        self._place = place.ravel()

    @property
    def place_count(self) -> int:
        """How many different outlines there are."""
        return len(self._first)

    def make(self, block_size: float = 0.0) -> SplitUnits:
        """Gather the tiles; ``block_size`` in metres is for BLOCKS.

        Raises:
            SplitError: tiles overlap so that there are fewer units than splits.
        """
        together = self._lumps()
        lump_count = len(np.unique(together))
        if self._request.method in (BANDS, BLOCKS):
            keys = units = self._homes(together, block_size)
        else:
            keys = hash_numbers(self._request.seed, self.keys)
            if self._groups is not None:
                join_equal(together, self._groups)
                keys = group_keys(self._groups, self._group_names, keys, self._request.seed)
            units = together
        units = np.unique(units, return_inverse=True)[1].ravel()
        count = int(units.max()) + 1
        if self._request.method not in (BANDS, BLOCKS):
            self._check_lumps(count, lump_count)
        rank = np.empty(count, dtype=np.int64)
        rank[np.argsort(_least_of_units(units, keys, count), kind="stable")] = np.arange(count)
        units = rank[units]
        return SplitUnits(units, np.bincount(units, minlength=count).astype(np.int64), lump_count)

    def _lumps(self) -> np.ndarray:
        """Least index of the tiles that stay together because they share ground.

        Equal outlines always do: they are the same ground at several times.
        """
        if self._request.allow_overlap:
            return self._first[self._place].astype(np.int64)
        if self.place_count == len(self.keys):
            return lump_tiles(self._pairs, self._is_cancelled)
        wkb = self._pairs.geometries.wkb
        unique = TilePairs(TileGeometries([wkb[i] for i in self._first.tolist()]))
        labels = lump_tiles(unique, self._is_cancelled)
        return self._first[labels][self._place].astype(np.int64)

    def _homes(self, together: np.ndarray, block_size: float) -> np.ndarray:
        """Uint64 (N,): number of the block or band that each tile goes to."""
        request, plane = self._request, self._ground.plane()
        if request.method == BANDS:
            homes = band_of_tiles(plane, request.band_count, request.angle).astype(np.uint64)
            reach = np.ptp(across_bands(plane, request.angle)) / request.band_count
        else:
            homes = block_of_tiles(self._ground, block_size, request.seed)
            reach = block_size
        # Only lumps that fit into a block or band move whole; larger ones are cut at its edge.
        sets = np.unique(together, return_inverse=True)[1].ravel()
        small = np.maximum(*(_spans(sets, plane[:, axis]) for axis in (0, 1))) <= reach
        together = np.where(small[sets], together, self._first[self._place])
        if self._groups is not None:
            join_equal(together, self._groups)
        return gather_units(together, homes)

    def _check_lumps(self, count: int, lump_count: int) -> None:
        wanted = len(self._request.wanted)
        overlap = lump_count < self.place_count
        if count >= wanted or lump_count >= wanted or self._request.allow_overlap or not overlap:
            return
        raise SplitError(
            counted(
                lump_count,
                "The {tiles} tiles overlap each other in a single cluster, and {wanted} splits are "
                "asked for: {method} would put the same place into several splits. Choose "
                "{METHOD=BLOCKS|BANDS}, which reject the tiles at the edges, or set "
                "{ALLOW_OVERLAP}.",
                "The {tiles} tiles overlap each other in only {count} clusters, and {wanted} "
                "splits are asked for: {method} would put the same place into several splits. "
                "Choose {METHOD=BLOCKS|BANDS}, which reject the tiles at the edges, or set "
                "{ALLOW_OVERLAP}.",
                tiles=len(self.keys),
                wanted=wanted,
                method=Parameter("METHOD", (self._request.method,)),
            )
        )


def _spans(sets: np.ndarray, places: np.ndarray) -> np.ndarray:
    order = np.argsort(sets, kind="stable")
    first = np.searchsorted(sets[order], np.arange(int(sets.max()) + 1))
    ordered = places[order]
    return np.maximum.reduceat(ordered, first) - np.minimum.reduceat(ordered, first)


def _least_of_units(units: np.ndarray, keys: np.ndarray, count: int) -> np.ndarray:
    order = np.argsort(units, kind="stable")
    first = np.searchsorted(units[order], np.arange(count))
    return np.minimum.reduceat(keys[order], first)
