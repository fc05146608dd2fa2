"""Assigning tiles to train, val and test so that no split has seen pixels of another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..classes.shares import ClassShares
from ..errors import CancelledError, SplitError
from ..geodesy.several import are_several, lay_on_ground, tell_seam
from ..geometry.outlines import TileGeometries
from ..message import Message, Parameter, either
from ..run.batches import ignore_progress, never_cancelled, run_aside_in_pieces
from ..tiles.words import SPLITS
from .assign import UnitAssigner, missing_classes
from .buffer import choose_buffer
from .outcome import check_kept
from .request import WHOLE, SplitRequest
from .result import SplitResult, describe_shares
from .scenes import check_scenes, find_torn_ground, scenes_of_splits, tell_scenes
from .separate import Assignment, SplitSeparator
from .units import UnitMaker

# Rejecting tiles shifts the shares. Up to this many tiles they are assigned again with shares that
# make up for it; beyond, that would take longer than it is worth.
_MOST_TO_REPEAT = 250_000
_REPEATS = 3
_NEAR_ENOUGH = 0.5
# Users are warned when more than this part of the tiles goes, or shares are this many points off.
_MANY_LOST = 0.5
_FAR_OFF = 10.0


def split_tiles(
    geometries: TileGeometries,
    crs_wkt: str,
    request: SplitRequest,
    groups: Sequence[str | None] | None = None,
    classes: ClassShares | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    scenes: Sequence[str | None] | None = None,
) -> SplitResult:
    """Assign tiles to splits.

    Tiles are gathered into units that stay together (single tiles, clusters of overlapping tiles,
    groups, blocks or bands) and the units are assigned. Then tiles that overlap a tile of another
    split, or come nearer to one than the buffer, are rejected. The order of the tiles changes
    nothing, and neither does the version of any library.

    Args:
        geometries: outlines of N tiles.
        crs_wkt: their coordinate system; empty for none, when no metres are asked for.
        request: what is asked for.
        groups: name of the group of each tile, None for tiles in none.
        classes: what to keep in balance.
        progress: called with the fraction done, 0 to 1.
        is_cancelled: polled between pieces of the work.
        scenes: name of the scene of each tile, None for tiles of none; or None. Tiles of several
            scenes that show the same ground are tiles that overlap, whatever their scene.

    Raises:
        SplitError: no split can be made as asked for; the message has the numbers.
        CancelledError: the user asked to stop.
    """
    if not len(geometries):
        raise SplitError("The tile layer has no tiles, so there is nothing to split.")
    if request.of_method.needs_groups and groups is None:
        raise SplitError(
            "{method} needs groups; name them with {GROUP_FIELD}.",
            method=Parameter("METHOD", (request.method,)),
        )
    check_scenes(request, scenes)

    def split(told: Callable[[float], None], is_stopped: Callable[[], bool]) -> SplitResult:
        splitter = _Splitter(geometries, crs_wkt, request, groups, classes, is_stopped, scenes)
        return splitter.run(told)

    return run_aside_in_pieces(split, progress, is_cancelled)


class _Splitter:
    def __init__(
        self,
        geometries: TileGeometries,
        crs_wkt: str,
        request: SplitRequest,
        groups: Sequence[str | None] | None,
        classes: ClassShares | None,
        is_cancelled: Callable[[], bool],
        scenes: Sequence[str | None] | None = None,
    ) -> None:
        self._request = request
        self._scenes = scenes
        self._classes = classes
        self._is_cancelled = is_cancelled
        self._count = len(geometries)
        self._pairs, self._ground = lay_on_ground(geometries, crs_wkt, scenes)
        self._maker = UnitMaker(self._pairs, self._ground, groups, is_cancelled, scenes)
        self._notes: list[Message] = []
        self._warnings: list[Message] = []
        self._facts: dict[str, Any] = {"method": request.method, "seed": request.seed}

    def run(self, progress: Callable[[float], None]) -> SplitResult:
        """See split_tiles."""
        request, facts = self._request, self._facts
        if request.is_scaled:
            self._warnings.append(_scaled(request))
        buffer = self._choose_buffer()
        progress(0.1)
        self._complete(buffer)
        seam = tell_seam(self._ground, buffer)
        self._warnings += [seam] if seam is not None else []
        units = self._maker.make(self._request)
        facts.update(units=len(units), lumps=units.cluster_count, buffer=buffer)
        assigner = UnitAssigner(self._request, units, self._classes, self._is_cancelled)
        self._warnings += assigner.warnings()
        progress(0.5)
        found = self._assign(assigner, buffer, progress)
        kept = found.kept
        lost = int((~kept).sum())
        check_kept(self._request, found, buffer)
        facts.update(
            tile_count=self._count - lost,
            rejected_count=lost,
            **describe_shares(request, found.codes, kept, self._classes),
        )
        self._tell_of_scenes(found)
        self._warn_of_outcome(self._off(found), lost, buffer)
        self._warnings += missing_classes(request, facts)
        facts["warnings"] = [str(warning) for warning in self._warnings]
        progress(1.0)
        return SplitResult(
            found.codes, found.conflicts, found.overlaps, facts, self._notes, self._warnings
        )

    def _tell_of_scenes(self, found: Assignment) -> None:
        request, scenes = self._request, self._scenes
        if scenes is None:
            return
        if request.of_method.deals_scenes:
            self._facts["scenes"] = scenes_of_splits(scenes, found)
            self._notes += tell_scenes(self._facts["scenes"])
        if request.allow_overlap and are_several(scenes):
            torn = find_torn_ground(self._pairs, found, scenes, self._is_cancelled)
            self._warnings += [torn] if torn is not None else []

    def _choose_buffer(self) -> float:
        choice = choose_buffer(
            self._request, self._ground, self._classes, self._maker.keys, self._scenes
        )
        self._facts.update(choice.facts)
        self._notes += choice.notes
        self._warnings += choice.warnings
        return choice.metres

    def _complete(self, buffer: float) -> None:
        """Let the method choose what the request leaves open."""
        method = self._request.of_method
        self._request, notes = method.complete(
            self._request, self._ground, self._maker.place_count, buffer
        )
        self._notes += notes
        for name in method.parameters:
            self._facts[name.lower()] = getattr(self._request, name.lower())

    def _assign(
        self, assigner: UnitAssigner, buffer: float, progress: Callable[[float], None]
    ) -> Assignment:
        """The assignment whose shares, once tiles were rejected, come nearest."""
        request = self._request
        best = self._assign_once(assigner, request.targets, buffer)
        progress(0.7)
        if best.kept.all() or self._count > _MOST_TO_REPEAT or len(request.wanted) < 2:
            return best
        targets, off = request.targets, self._off(best)
        latest = best
        for k in range(_REPEATS):
            if off <= _NEAR_ENOUGH:
                break
            better = _make_up(targets, request.targets, latest.kept_counts())
            if better is None:
                break
            targets = better
            latest = self._assign_once(assigner, targets, buffer)
            progress(0.7 + 0.3 * (k + 1) / (_REPEATS + 1))
            if self._off(latest) < off:
                best, off = latest, self._off(latest)
        return best

    def _assign_once(
        self, assigner: UnitAssigner, targets: Sequence[int], buffer: float
    ) -> Assignment:
        if self._is_cancelled():
            raise CancelledError
        request = self._request
        codes = assigner.assign(targets)
        can_overlap = request.of_method.cuts_area and not request.allow_overlap
        if not buffer and not can_overlap:
            nobody = np.full(self._count, -1, dtype=np.int64)
            return Assignment(codes, nobody, np.zeros(self._count, dtype=bool))
        separator = SplitSeparator(
            self._pairs, self._ground, buffer, request.targets, self._is_cancelled
        )
        return separator.separate(codes)

    def _off(self, found: Assignment) -> float:
        """The largest difference between a share asked for and achieved, in percent."""
        counts = found.kept_counts()
        total = max(1, sum(counts))
        if any(not counts[k] for k in self._request.wanted):
            return 100.0
        return max(
            abs(100 * count / total - self._request.asked_percent(k))
            for k, count in enumerate(counts)
        )

    def _warn_of_outcome(self, off: float, lost: int, buffer: float) -> None:
        if lost > _MANY_LOST * self._count:
            self._warnings.append(
                Message(
                    "{lost} of {count} tiles are rejected to keep splits {buffer:g} m apart; a "
                    "smaller distance would keep more."
                    if buffer
                    else "{lost} of {count} tiles are rejected because they overlap; larger "
                    "blocks, or fewer bands, would keep more.",
                    lost=lost,
                    count=self._count,
                    buffer=buffer,
                )
            )
        if off > _FAR_OFF:
            distance = [Message("a smaller distance")] if buffer else []
            self._warnings.append(
                Message(
                    "The shares are up to {off:.3g} percentage points from those asked for; "
                    "{closer} come nearer.",
                    off=off,
                    closer=either([self._request.of_method.closer, *distance]),
                )
            )


def _scaled(request: SplitRequest) -> Message:
    return Message(
        "{TRAIN}, {VAL} and {TEST} add up to {total:g} %; they are scaled to {shares}.",
        total=sum(request.shares),
        shares=", ".join(f"{request.asked_percent(k):.4g}" for k in range(len(SPLITS))),
    )


def _make_up(
    targets: Sequence[int], asked: Sequence[int], counts: Sequence[int]
) -> tuple[int, ...] | None:
    """Shares that make up for what rejecting took away; None when they cannot."""
    total = sum(counts)
    if any(a and not c for a, c in zip(asked, counts)):
        return None
    exact = [
        Fraction(t) * Fraction(a * total, c * WHOLE) if a else Fraction(0)
        for t, a, c in zip(targets, asked, counts)
    ]
    whole = sum(exact)
    parts = [int(WHOLE * e / whole) for e in exact]
    parts[parts.index(max(parts))] += WHOLE - sum(parts)
    return tuple(parts)
