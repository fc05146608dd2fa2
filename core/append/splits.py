"""Splits of new tiles beside those of a dataset, which stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..classes.shares import ClassShares
from ..errors import CancelledError
from ..geodesy.several import lay_on_ground
from ..geometry.keys import tile_keys
from ..geometry.near import near_pairs
from ..geometry.outlines import TileGeometries
from ..geometry.overlapping import join_equal, unite
from ..message import Message, counted
from ..run.batches import ignore_progress, never_cancelled, run_aside_in_pieces
from ..split.methods.groups import group_codes
from ..split.request import SplitRequest
from ..split.result import SplitResult, describe_shares
from ..split.separate import Assignment, SplitSeparator
from ..split.split import split_tiles
from ..tiles.words import SPLITS


@dataclass(frozen=True)
class SplitTiles:
    """Tiles that are split, or are to be.

    Attributes:
        wkb: their outlines, in the coordinate system that all share.
        scenes: name of the scene of each.
        groups: name of the group of each, None for none; or None without groups.
        labels: class of each; or None.
        splits: of each; None where it is not known yet.
        block_size: side in metres of the blocks that were dealt; None where none were.
    """

    wkb: Sequence[bytes]
    scenes: Sequence[str | None]
    groups: Sequence[str | None] | None = None
    labels: Sequence[str | None] | None = None
    splits: Sequence[str | None] | None = None
    block_size: float | None = None


def split_beside(
    earlier: SplitTiles,
    new: SplitTiles,
    crs_wkt: str,
    request: SplitRequest,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> SplitResult:
    """Assign new tiles to splits so that none has seen ground of another, also of earlier tiles.

    New tiles that overlap an earlier one, or hang together with such tiles, or are of a group that
    an earlier tile is of, take that tile's split; the others are split by themselves as asked. Then
    new tiles go that overlap a tile of another split, or come nearer to one than the buffer.

    Args:
        earlier: tiles with their splits.
        new: one tile or more.
        crs_wkt: the coordinate system of all; empty for none.
        request: what is asked for.
        is_cancelled: polled between pieces of the work.

    Raises:
        SplitError: the others cannot be split as asked.
        CancelledError: the user asked to stop.
    """

    def split(_: Callable[[float], None], is_stopped: Callable[[], bool]) -> _Beside:
        beside = _Beside(earlier, new, crs_wkt, request, is_stopped)
        beside.find_inherited()
        return beside

    beside = run_aside_in_pieces(split, ignore_progress, is_cancelled)
    free = np.flatnonzero(beside.codes < 0)
    found = None
    if len(free):
        found = beside.split_free(free, crs_wkt, is_cancelled)
    return run_aside_in_pieces(
        lambda _, is_stopped: beside.keep_apart(found, is_stopped), ignore_progress, is_cancelled
    )


def find_torn(
    earlier: SplitTiles,
    new: SplitTiles,
    crs_wkt: str,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Message | None:
    """What to say of new tiles that show ground of another split; None where none does.

    Args:
        earlier: tiles of a dataset, with their splits.
        new: the others, with theirs.
        crs_wkt: the coordinate system of all; empty for none.
        is_cancelled: polled between pieces of the work.

    Raises:
        CancelledError: the user asked to stop.
    """
    known = {split: k for k, split in enumerate(SPLITS)}
    splits = [*(earlier.splits or ()), *(new.splits or ())]
    codes = np.array([known.get(str(split), -1) for split in splits], dtype=np.int64)
    before = len(earlier.wkb)
    pairs, _ = lay_on_ground(
        TileGeometries([*earlier.wkb, *new.wkb]), crs_wkt, [*earlier.scenes, *new.scenes]
    )
    chosen, torn = np.flatnonzero(codes >= 0), set()
    for i, j in near_pairs(pairs.geometries.bounds[chosen], codes[chosen]):
        if is_cancelled():
            raise CancelledError
        one, other = chosen[i], chosen[j]
        is_shared = pairs.overlap(one, other)
        both = np.concatenate((one[is_shared], other[is_shared]))
        torn.update(both[both >= before].tolist())
    if not torn:
        return None
    return counted(
        len(torn),
        "{count} new tile shows ground of another split, so that scores will be too good; split "
        "the tiles together with those of the dataset, or add them with Build Dataset.",
        "{count} new tiles show ground of another split, so that scores will be too good; split "
        "the tiles together with those of the dataset, or add them with Build Dataset.",
    )


class _Beside:
    """The steps of ``split_beside``; indices are of the new tiles unless they are told of all."""

    def __init__(
        self,
        earlier: SplitTiles,
        new: SplitTiles,
        crs_wkt: str,
        request: SplitRequest,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._earlier, self._new, self._request = earlier, new, request
        self._is_cancelled = is_cancelled
        self._before = len(earlier.wkb)
        geometries = TileGeometries([*earlier.wkb, *new.wkb])
        scenes = [*earlier.scenes, *new.scenes]
        self._pairs, self._ground = lay_on_ground(geometries, crs_wkt, scenes)
        self._keys = tile_keys(self._pairs.geometries)
        known = {split: k for k, split in enumerate(SPLITS)}
        splits = earlier.splits or [None] * self._before
        self._known = np.array([known.get(str(split), -1) for split in splits], dtype=np.int64)
        self.codes = np.full(len(new.wkb), -1, dtype=np.int64)
        self.together = np.arange(len(new.wkb), dtype=np.int64)

    def find_inherited(self) -> None:
        """Give tiles the split of the ground that they show, where an earlier tile shows it."""
        touched = self._touched()
        self.together = self._together()
        names, unit = np.unique(self.together, return_inverse=True)
        unit = unit.ravel()
        of_units = np.zeros((len(names), len(SPLITS)), dtype=bool)
        tile, split = np.nonzero(touched)
        of_units[unit[tile], split] = True
        # What a tile shows itself counts before what its neighbours show.
        is_own = np.asarray(touched.any(axis=1))[:, None]
        reached = np.where(is_own, touched, of_units[unit])
        self.codes = np.where(reached.any(axis=1), reached.argmax(axis=1), -1)

    def _touched(self) -> np.ndarray:
        """Bool (N, splits): of which splits the earlier tiles are that a new tile belongs to."""
        request, before = self._request, self._before
        touched = np.zeros((len(self.codes), len(SPLITS)), dtype=bool)

        def touch(earlier: np.ndarray, new: np.ndarray) -> None:
            is_split = self._known[earlier] >= 0
            touched[new[is_split], self._known[earlier[is_split]]] = True

        is_new = (np.arange(len(self._keys)) >= before).astype(np.int64)
        deals_alone = request.allow_overlap and request.of_method.deals_scenes
        pairs = () if deals_alone else near_pairs(self._pairs.geometries.bounds, is_new)
        for i, j in pairs:
            self._check_cancelled()
            one, other = np.minimum(i, j), np.maximum(i, j)
            if request.allow_overlap:
                is_same = self._keys[one] == self._keys[other]
            else:
                is_same = self._pairs.overlap(one, other)
            touch(one[is_same], other[is_same] - before)
        groups = self._group_codes()
        if groups is not None:
            for name in np.unique(groups[before:][groups[before:] >= 0]).tolist():
                splits = self._known[groups[:before] == name]
                rows = np.flatnonzero(groups[before:] == name)
                for split in np.unique(splits[splits >= 0]).tolist():
                    touched[rows, split] = True
        return touched

    def _together(self) -> np.ndarray:
        """Int64 (N,): new tiles of one number get one split."""
        request = self._request
        labels = np.arange(len(self.codes), dtype=np.int64)
        if not request.of_method.cuts_area and not request.allow_overlap:
            for i, j in near_pairs(self._pairs.geometries.bounds[self._before :], labels):
                self._check_cancelled()
                overlap = self._pairs.overlap(i + self._before, j + self._before)
                unite(labels, i[overlap], j[overlap])
        groups = self._group_codes()
        if groups is not None:
            join_equal(labels, groups[self._before :])
        if request.of_method.deals_scenes:
            join_equal(labels, group_codes(self._new.scenes)[0])
        return labels

    def _group_codes(self) -> np.ndarray | None:
        if self._earlier.groups is None or self._new.groups is None:
            return None
        return group_codes([*self._earlier.groups, *self._new.groups])[0]

    def split_free(
        self, free: np.ndarray, crs_wkt: str, is_cancelled: Callable[[], bool]
    ) -> SplitResult | None:
        """Split the tiles that show new ground; None where few scenes were dealt in turn."""
        new, chosen = self._new, free.tolist()
        scenes = [new.scenes[k] for k in chosen]
        is_dealt = self._request.of_method.deals_scenes
        if is_dealt and len(self._units(free)) < len(self._request.wanted):
            self._deal_scenes(free)
            return None
        found = split_tiles(
            TileGeometries([new.wkb[k] for k in chosen]),
            crs_wkt,
            self._request,
            None if new.groups is None else [new.groups[k] for k in chosen],
            _classes(None if new.labels is None else [new.labels[k] for k in chosen]),
            is_cancelled=is_cancelled,
            scenes=scenes,
        )
        self.codes[free] = found.codes
        return found

    def _units(self, free: np.ndarray) -> list[np.ndarray]:
        """The tiles of each set of scenes that show the same ground, in the order of the scenes."""
        names = self.together[free]
        return [free[names == name] for name in dict.fromkeys(names.tolist())]

    def _deal_scenes(self, free: np.ndarray) -> None:
        """Give each scene to the split that lacks most tiles, those of the dataset counted."""
        targets = self._request.targets
        given = np.bincount(self._known[self._known >= 0], minlength=len(SPLITS)).tolist()
        for tiles in self._units(free):
            total = sum(given) + len(tiles)
            lacks = [
                target * total / sum(targets) - count if target else -np.inf
                for target, count in zip(targets, given)
            ]
            split = int(np.argmax(lacks))
            given[split] += len(tiles)
            self.codes[tiles] = split

    def keep_apart(
        self, found: SplitResult | None, is_cancelled: Callable[[], bool]
    ) -> SplitResult:
        """Leave out tiles that overlap or come near another split, and tell of all."""
        request = self._request
        buffer = max(request.buffer, float(found.facts["buffer"]) if found else 0.0)
        count = len(self.codes)
        nothing = Assignment(
            self.codes, np.full(count, -1, dtype=np.int64), np.zeros(count, dtype=bool)
        )
        if buffer or not request.allow_overlap:
            nothing = self._separate(buffer, is_cancelled)
        kept = nothing.kept
        new = self._new
        facts: dict[str, Any] = {"method": request.method, "seed": request.seed}
        facts.update({} if found is None else found.facts)
        facts.update(buffer=buffer, tile_count=int(kept.sum()), rejected_count=int((~kept).sum()))
        facts.update(describe_shares(request, self.codes, kept, _classes(new.labels)))
        notes = [] if found is None else list(found.notes)
        warnings = [] if found is None else list(found.warnings)
        inherited = count if found is None else count - len(found.codes)
        if inherited:
            notes.insert(0, _tell_inherited(inherited))
        facts["warnings"] = [str(warning) for warning in warnings]
        return SplitResult(
            nothing.codes, nothing.conflicts, nothing.overlaps, facts, notes, warnings
        )

    def _separate(self, buffer: float, is_cancelled: Callable[[], bool]) -> Assignment:
        before = self._before
        separator = SplitSeparator(
            self._pairs, self._ground, buffer, self._request.targets, is_cancelled
        )
        splits = np.concatenate((self._known, self.codes))
        stays = np.arange(len(splits)) < before
        first = separator.give_way(splits, stays)
        # Tiles that go need no room.
        left = np.where(stays | ~first.kept, -1, splits)
        second = separator.separate(left)
        return Assignment(
            self.codes,
            np.where(first.kept, second.conflicts, first.conflicts)[before:],
            np.where(first.kept, second.overlaps, first.overlaps)[before:],
        )

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise CancelledError


def _classes(labels: Sequence[str | None] | None) -> ClassShares | None:
    return None if labels is None else ClassShares.from_labels(labels)


def _tell_inherited(count: int) -> Message:
    return counted(
        count,
        "{count} new tile shows ground of the dataset, and goes to the split that has it.",
        "{count} new tiles show ground of the dataset, and go to the splits that have it.",
    )
