"""Gathering tiles into units that stay together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import SplitError
from ..geodesy.tiles import TileGround
from ..geometry.keys import tile_keys
from ..geometry.outlines import TileGeometries
from ..geometry.overlapping import cluster_overlapping, join_equal
from ..geometry.pairs import TilePairs
from ..hashing import hash_numbers
from ..message import Parameter, counted
from ..run.batches import never_cancelled
from .methods.groups import gather_units, group_codes, group_keys
from .request import SplitRequest, cutting_methods
from .scenes import check_scene_units, join_footprints


@dataclass(frozen=True)
class SplitUnits:
    """Units of tiles, in the order in which they are assigned.

    Attributes:
        of_tiles: int64 (N,) the unit of each tile.
        weights: int64 (U,) tiles in each unit.
        cluster_count: how many clusters of tiles do not overlap each other.
    """

    of_tiles: np.ndarray
    weights: np.ndarray
    cluster_count: int

    def __len__(self) -> int:
        return len(self.weights)


class UnitMaker:
    """Makes units by any method, from what does not depend on it.

    Args:
        pairs: the tiles.
        ground: the same, in metres.
        groups: name of the group of each tile, or None.
        scenes: name of the scene of each tile, or None.
    """

    def __init__(
        self,
        pairs: TilePairs,
        ground: TileGround,
        groups: Sequence[str | None] | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
        scenes: Sequence[str | None] | None = None,
    ) -> None:
        self._pairs = pairs
        self._ground = ground
        self._is_cancelled = is_cancelled
        self._groups: np.ndarray | None = None
        self._group_names: list[str] = []
        if groups is not None:
            self._groups, self._group_names = group_codes(groups)
        self._scenes = group_codes(scenes) if scenes is not None else None
        self.keys = tile_keys(pairs.geometries)
        _, self._first, place = np.unique(self.keys, return_index=True, return_inverse=True)
        self._place = place.ravel()

    @property
    def place_count(self) -> int:
        """How many different outlines there are."""
        return len(self._first)

    def make(self, request: SplitRequest) -> SplitUnits:
        """Gather the tiles as the request, which is complete, says.

        Raises:
            SplitError: tiles overlap so that there are fewer units than splits.
        """
        by_scene = request.of_method.deals_scenes
        together = self._clusters(request.allow_overlap)
        if by_scene and request.allow_overlap and self._scenes is not None:
            # Whole scenes, whatever they show: not even one outline holds two of them together.
            together = np.arange(len(self.keys), dtype=np.int64)
            join_equal(together, np.where(self._scenes[0] < 0, self._place, -1))
        cluster_count = len(np.unique(together))
        if request.of_method.cuts_area:
            keys = units = self._pieces(together, request)
        else:
            keys = hash_numbers(request.seed, self.keys)
            if by_scene and self._scenes is not None:
                codes, names = self._scenes
                join_equal(together, codes)
                if not request.allow_overlap:
                    join_footprints(together, codes, self._pairs.geometries)
                keys = group_keys(codes, names, keys, request.seed)
                check_scene_units(request, names, len(np.unique(together)))
            if self._groups is not None:
                join_equal(together, self._groups)
                keys = group_keys(self._groups, self._group_names, keys, request.seed)
            units = together
        units = np.unique(units, return_inverse=True)[1].ravel()
        count = int(units.max()) + 1
        if not request.of_method.cuts_area and not by_scene:
            self._check_clusters(request, cluster_count)
        rank = np.empty(count, dtype=np.int64)
        rank[np.argsort(_least_of_units(units, keys, count), kind="stable")] = np.arange(count)
        units = rank[units]
        weights = np.bincount(units, minlength=count).astype(np.int64)
        return SplitUnits(units, weights, cluster_count)

    def _clusters(self, allow_overlap: bool) -> np.ndarray:
        """Least index of the tiles that stay together because they overlap.

        Equal outlines always do: they are the same place at several times.
        """
        if allow_overlap:
            return self._first[self._place].astype(np.int64)
        if self.place_count == len(self.keys):
            return cluster_overlapping(self._pairs, self._is_cancelled)
        wkb = self._pairs.geometries.wkb
        unique = TilePairs(TileGeometries([wkb[i] for i in self._first.tolist()]))
        labels = cluster_overlapping(unique, self._is_cancelled)
        return self._first[labels][self._place].astype(np.int64)

    def _pieces(self, together: np.ndarray, request: SplitRequest) -> np.ndarray:
        """Uint64 (N,): number of the piece of the area that each tile goes to."""
        plane = self._ground.plane()
        cut = request.of_method.cut(request, self._ground)
        # Only clusters that fit into a piece move whole; larger ones are cut at its edge.
        sets = np.unique(together, return_inverse=True)[1].ravel()
        small = np.maximum(*(_spans(sets, plane[:, axis]) for axis in (0, 1))) <= cut.reach
        together = np.where(small[sets], together, self._first[self._place])
        if self._groups is not None:
            join_equal(together, self._groups)
        return gather_units(together, cut.pieces)

    def _check_clusters(self, request: SplitRequest, cluster_count: int) -> None:
        wanted = len(request.wanted)
        overlap = cluster_count < self.place_count
        if cluster_count >= wanted or request.allow_overlap or not overlap:
            return
        raise SplitError(
            counted(
                cluster_count,
                "The {tiles} tiles overlap each other in a single cluster, and {wanted} splits are "
                "asked for: {method} would put the same place into several splits. Choose "
                "{others}, which reject the tiles at the edges, or set "
                "{ALLOW_OVERLAP}.",
                "The {tiles} tiles overlap each other in only {count} clusters, and {wanted} "
                "splits are asked for: {method} would put the same place into several splits. "
                "Choose {others}, which reject the tiles at the edges, or set "
                "{ALLOW_OVERLAP}.",
                tiles=len(self.keys),
                wanted=wanted,
                method=Parameter("METHOD", (request.method,)),
                others=cutting_methods(),
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
