"""Dealing tiles to train, val and test so that no split has seen another's ground."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from fractions import Fraction

import numpy as np

from ..classes.shares import ClassShares
from ..errors import CancelledError, SplitError
from ..geodesy.antimeridian import unwrap_tiles
from ..geodesy.tiles import TileGround
from ..geometry.outlines import TileGeometries
from ..geometry.pairs import TilePairs
from ..message import Message, as_message, both, either
from ..run.batches import ignore_progress, never_cancelled, run_aside
from ..tiles.words import SPLITS
from .blocks import choose_block_size
from .deal import UnitDealer, missing_classes
from .request import BANDS, BLOCKS, GROUP, WHOLE, SplitRequest
from .result import SplitResult, describe_shares
from .separate import SplitParter
from .units import UnitMaker
from .variogram import LabelVariogram, measure_variogram

# Rejecting tiles shifts the shares. Up to this many tiles they are dealt again with shares that
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
) -> SplitResult:
    """Deal tiles to splits.

    Tiles are gathered into units that stay together (single tiles, lumps of overlapping tiles,
    groups, blocks or bands) and the units are dealt. Then tiles that overlap a tile of another
    split, or come nearer to one than the buffer, are rejected. The order of the tiles changes
    nothing, and neither does the version of any library.

    Args:
        geometries: outlines of N tiles.
        crs_wkt: their coordinate system; empty for none, when no metres are asked for.
        request: the wishes.
        groups: name of the group of each tile, None for tiles in none.
        classes: what to keep in balance.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        SplitError: wishes that nothing sensible can come of, with the numbers.
        CancelledError: the user asked to stop.
    """
    if not len(geometries):
        raise SplitError("The tile layer has no tiles, so there is nothing to split.")
    if request.method == GROUP and groups is None:
        raise SplitError("{METHOD=GROUP} needs groups; name them with {GROUP_FIELD}.")

    # What asks and tells the user may be gone when work that was cancelled ends: it is called from
    # this thread alone.
    stop, done = threading.Event(), [0.0]

    def split() -> SplitResult:
        tiles = unwrap_tiles(geometries, crs_wkt)
        splitter = _Splitter(tiles, crs_wkt, request, groups, classes, stop.is_set)
        return splitter.run(done.append)

    def look() -> bool:
        progress(done[-1])
        return is_cancelled()

    try:
        return run_aside(split, look)
    finally:
        stop.set()


class _Splitter:
    def __init__(self, geometries, crs_wkt, request, groups, classes, is_cancelled) -> None:
        self._request = request
        self._classes = classes
        self._is_cancelled = is_cancelled
        self._count = len(geometries)
        self._pairs = TilePairs(geometries)
        self._ground = TileGround(geometries, crs_wkt)
        self._maker = UnitMaker(self._pairs, self._ground, request, groups, is_cancelled)
        self._notes: list[str] = []
        self._warnings: list[str] = []
        self._facts = {"method": request.method, "seed": request.seed}

    def run(self, progress) -> SplitResult:
        """See split_tiles."""
        request, facts = self._request, self._facts
        if request.is_scaled:
            told = ", ".join(f"{request.asked_percent(k):.4g}" for k in range(len(SPLITS)))
            self._warnings.append(
                f"TRAIN, VAL and TEST add up to {sum(request.shares):g} %; they are scaled to "
                f"{told}."
            )
        buffer = self._choose_buffer(self._variogram() if request.buffer_auto else None)
        self._check_buffer(buffer)
        progress(0.1)
        units = self._maker.make(self._block_size(buffer))
        facts.update(units=len(units), lumps=units.lump_count, buffer=buffer)
        dealer = UnitDealer(request, units, self._classes, self._is_cancelled)
        self._warnings += dealer.warnings()
        progress(0.5)
        codes, rivals, overlaps = self._deal(dealer, buffer, progress)
        kept = rivals < 0
        self._check_kept(codes, kept, buffer)
        facts.update(
            tile_count=int(kept.sum()),
            rejected_count=int((~kept).sum()),
            **describe_shares(request, codes, kept, self._classes),
        )
        self._warn_of_outcome(self._off((codes, rivals, overlaps)), int((~kept).sum()), buffer)
        self._warnings += missing_classes(request, facts)
        facts["warnings"] = list(self._warnings)
        progress(1.0)
        return SplitResult(codes, rivals, overlaps, facts, self._notes, self._warnings)

    def _block_size(self, buffer: float) -> float:
        """Side in metres, 0 for methods without blocks."""
        request = self._request
        if request.method == BANDS:
            self._facts.update(band_count=request.band_count, angle=request.angle)
        if request.method != BLOCKS:
            return 0.0
        size = request.block_size
        if size is None:
            size = choose_block_size(self._ground, self._maker.place_count, buffer)
            self._notes.append(f"BLOCK_SIZE is not given; blocks of {size:g} m are taken.")
        self._facts["block_size"] = size
        return size

    # distances

    def _variogram(self) -> LabelVariogram:
        if self._classes is None or not len(self._classes):
            raise SplitError(
                "{BUFFER_AUTO} looks at how far labels are alike, so it needs the class of each "
                "tile; name it with {STRATIFY_FIELD}."
            )
        self._ground.require_metres()
        found = measure_variogram(self._ground.plane(), self._classes, self._maker.keys)
        self._facts["variogram"] = found.describe()
        return found

    def _choose_buffer(self, variogram: LabelVariogram | None) -> float:
        asked = self._request.buffer
        if variogram is None:
            return asked
        told = f"BUFFER_AUTO compared the labels of {variogram.tile_count} tiles. "
        if not variogram.range:
            self._notes.append(
                told + "They are no more alike near each other than far apart, so no distance "
                "between splits is needed."
            )
            return asked
        side = self._ground.tile_side()
        # The range is between centres, the buffer between outlines.
        buffer = max(0.0, float(round(variogram.range - side)), asked)
        self._notes.append(
            told + f"They are alike up to {variogram.range:g} m between tile centres (the range of "
            f"the variogram). Tiles are {side:.4g} m wide, so {buffer:g} m are kept between splits."
        )
        if variogram.is_open:
            self._warnings.append(
                f"Labels are still alike at {variogram.reach:.4g} m, half the length of the area, "
                "so their true range may be longer."
            )
        return buffer

    def _check_buffer(self, buffer: float) -> None:
        if not buffer or len(self._request.wanted) < 2:
            return
        width, height = self._ground.size()
        if buffer >= np.hypot(width, height):
            raise SplitError(
                "{BUFFER} is {buffer:g} m and the tiles cover only {width:.4g} by {height:.4g} "
                "m, so no two splits fit in; choose a smaller {BUFFER}.",
                buffer=buffer,
                width=width,
                height=height,
            )

    # dealing and keeping apart

    def _deal(self, dealer: UnitDealer, buffer: float, progress):
        """Splits of the tiles, rivals and overlaps; see SplitParter.part."""
        request = self._request
        best = self._deal_once(dealer, request.targets, buffer)
        progress(0.7)
        if (best[1] < 0).all() or self._count > _MOST_TO_REPEAT or len(request.wanted) < 2:
            return best
        targets, off = request.targets, self._off(best)
        latest = best
        for k in range(_REPEATS):
            if off <= _NEAR_ENOUGH:
                break
            targets = _make_up(targets, request.targets, self._shares(latest))
            if targets is None:
                break
            latest = self._deal_once(dealer, targets, buffer)
            progress(0.7 + 0.3 * (k + 1) / (_REPEATS + 1))
            if self._off(latest) < off:
                best, off = latest, self._off(latest)
        return best

    def _deal_once(self, dealer: UnitDealer, targets, buffer: float):
        if self._is_cancelled():
            raise CancelledError
        request = self._request
        codes = dealer.deal(targets)
        can_overlap = request.method in (BANDS, BLOCKS) and not request.allow_overlap
        if not buffer and not can_overlap:
            nobody = np.full(self._count, -1, dtype=np.int64)
            return codes, nobody, np.zeros(self._count, dtype=bool)
        parter = SplitParter(self._pairs, self._ground, buffer, request.targets, self._is_cancelled)
        return (codes, *parter.part(codes))

    @staticmethod
    def _shares(dealt) -> list[int]:
        """Kept tiles by split."""
        codes, rivals, _ = dealt
        return np.bincount(codes[rivals < 0], minlength=len(SPLITS)).tolist()

    def _off(self, dealt) -> float:
        """The largest difference between an asked and an achieved share, in percent."""
        counts = self._shares(dealt)
        total = max(1, sum(counts))
        if any(not counts[k] for k in self._request.wanted):
            return 100.0
        return max(
            abs(100 * count / total - self._request.asked_percent(k))
            for k, count in enumerate(counts)
        )

    def _warn_of_outcome(self, off: float, lost: int, buffer: float) -> None:
        if lost > _MANY_LOST * self._count:
            keeps_more = "a smaller distance" if buffer else "larger blocks, or fewer bands,"
            apart = f"to keep splits {buffer:g} m apart" if buffer else "because they overlap"
            self._warnings.append(
                f"{lost} of {self._count} tiles are rejected {apart}; {keeps_more} would keep more."
            )
        if off > _FAR_OFF:
            self._warnings.append(
                f"The shares are up to {off:.3g} percentage points from those asked for; "
                "smaller blocks or groups, more bands or a smaller distance come nearer."
            )

    def _check_kept(self, codes: np.ndarray, kept: np.ndarray, buffer: float) -> None:
        counts = np.bincount(codes[kept], minlength=len(SPLITS)).tolist()
        empty = [SPLITS[k] for k in self._request.wanted if not counts[k]]
        if not empty:
            return
        lost = int((~kept).sum())
        why = Message("overlapping a tile of")
        remedies = []
        if buffer > self._request.buffer:
            why = Message(
                "less than {distance:g} m, which {BUFFER_AUTO} found, from", distance=buffer
            )
            remedies.append(Message("a {BUFFER} of your own instead of {BUFFER_AUTO}"))
        elif buffer:
            why = Message("less than {BUFFER} ({distance:g} m) from", distance=buffer)
            remedies.append(Message("a smaller {BUFFER}"))
        if self._request.method == BLOCKS:
            size = self._facts["block_size"]
            remedies.append(Message("a {BLOCK_SIZE} larger than {size:g} m", size=size))
        elif self._request.method == BANDS:
            count = self._request.band_count
            remedies.append(Message("a {BAND_COUNT} smaller than {count}", count=count))
        else:
            remedies.append(
                Message("{METHOD=BLOCKS|BANDS}, where fewer tiles have neighbours elsewhere")
            )
        raise SplitError(
            "{lost} of {count} tiles are {why} another split, which leaves none for {empty}; "
            "choose {remedies}.",
            lost=lost,
            count=self._count,
            why=why,
            empty=both(map(as_message, empty)),
            remedies=either(remedies),
        )


def _make_up(targets, asked, counts) -> tuple[int, ...] | None:
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
