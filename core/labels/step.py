"""Giving tiles classes by a rule, whatever the classes come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from ..classes.renaming import ClassMap
from ..errors import LayerError
from ..geometry.locate import tiles_holding
from ..geometry.overlay import TileOverlay
from ..message import Message, as_message
from ..run.batches import never_cancelled, run_aside
from ..tiles.reasons import LABEL_TAKEN_AWAY, NO_LABEL, TOO_LITTLE_COVERAGE, Reason
from ..tiles.table import DOUBLE, TEXT, Field, StepResult, TileStep, TileTable, no_reasons
from ..tiles.targets import LABELS, join_names

INTERSECTS = "INTERSECTS"
WITHIN = "WITHIN"
CENTROID = "CENTROID"
LARGEST = "LARGEST"
COVERAGE = "COVERAGE"
PREDICATES = (INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE)
# Digits of a percentage; those behind are rounding in the overlay, and would break ties, miss
# thresholds and keep 100 % from being 100 %.
DIGITS = 7
_TAKEN_AWAY = Reason(LABEL_TAKEN_AWAY)


@dataclass(frozen=True)
class LabelRule:
    """How a tile gets its class.

    Attributes:
        predicate: one of PREDICATES.
        min_coverage: least share in percent that COVERAGE asks for.
        other_label: class of tiles that no polygon gives one; None rejects them.
        is_multi: whether tiles get all classes that cover at least ``min_coverage`` of them, and
            of these the largest as their one class; the predicate then decides nothing.
    """

    predicate: str = INTERSECTS
    min_coverage: float = 50.0
    other_label: str | None = None
    is_multi: bool = False

    def __post_init__(self) -> None:
        if self.predicate not in PREDICATES:
            raise LayerError(
                "{PREDICATE} is {predicate!r}; choose one of {predicates}.",
                predicate=self.predicate,
                predicates=", ".join(PREDICATES),
            )
        if not 0 <= self.min_coverage <= 100:
            raise LayerError(
                "{MIN_COVERAGE} is {min_coverage:g}; it is a percentage from 0 to 100.",
                min_coverage=self.min_coverage,
            )


@dataclass(frozen=True)
class LabelEdit:
    """A hand correction: its class (None: reject the tile), and the point in the tile or tiles.

    ``tile_id``, when there is one, names the tile, whatever the point; see tiles_holding for edges.
    """

    x: float
    y: float
    label: str | None
    tile_id: str | None = None


@dataclass
class ClassesOnTile:
    """What the classes do on one tile.

    Attributes:
        percents: share of the tile's area that each class covers, 0 for those that only touch it.
        rest: share that no class covers; measured where the rule has an ``other_label``.
        centred: the classes that hold the tile's centre, where the rule asks for it.
    """

    percents: dict[str, float] = field(default_factory=dict)
    rest: float = 100.0
    centred: set[str] = field(default_factory=set)

    def with_rest(self, other_label: str | None) -> dict[str, float]:
        """The shares, where what no class covers is of the class ``other_label``."""
        ranked = dict(self.percents)
        if other_label is not None:
            ranked[other_label] = min(
                100.0, round(ranked.get(other_label, 0.0) + self.rest, DIGITS)
            )
        return ranked


class ClassSource:
    """Where classes lie: polygons or a raster."""

    def check(self, rule: LabelRule) -> None:
        """Refuse a rule that cannot be applied.

        Raises:
            LayerError: this is such a rule.
        """

    def on_tiles(
        self, tiles: TileOverlay, rule: LabelRule, is_cancelled: Callable[[], bool]
    ) -> dict[int, ClassesOnTile]:
        """The classes on each tile that has any, by its index."""
        raise TypeError(f"{type(self).__name__} does not say what is on tiles.")

    def fingerprint(self, edits: Sequence[LabelEdit]) -> str:
        """SHA-256 of the classes, where they lie, and hand corrections."""
        raise TypeError(f"{type(self).__name__} has no fingerprint.")

    def close(self) -> None:
        """Free what reading has opened."""


class LabelStep(TileStep):
    """Labels tiles by a rule; hand corrections come last.

    Args:
        classes: where classes lie.
        rule: which of them a tile gets.
        edits: hand corrections.

    Attributes:
        trouble: what is wrong with the labels as a whole, as a sentence; empty when nothing is.
        class_map: names that the user gave to the classes.
    """

    trouble = ""
    class_map = ClassMap()
    fields: tuple[Field, ...] = (
        Field("label", TEXT),
        Field("label_pct", DOUBLE),
        Field("second_label", TEXT),
        Field("second_pct", DOUBLE),
    )

    def __init__(
        self,
        classes: ClassSource,
        rule: LabelRule,
        edits: Sequence[LabelEdit] = (),
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        classes.check(rule)
        self.is_cancelled = is_cancelled
        self.rule = rule
        self.edits = list(edits)
        self.counts: Counter[str] = Counter()
        self._classes = classes
        self._no_label = Reason(NO_LABEL, as_message(rule.predicate))
        self._points = np.array([(edit.x, edit.y) for edit in self.edits]).reshape(-1, 2)
        self._is_named = np.array([bool(edit.tile_id) for edit in self.edits], dtype=bool)
        self._is_used = np.zeros(len(self.edits), dtype=bool)
        if rule.is_multi:
            self.fields = (*self.fields, LABELS)
        self.reads = ("tile_id",) if self._is_named.any() else ()

    @property
    def unused_edits(self) -> int:
        """How many corrections hit none of the tiles seen so far."""
        return int((~self._is_used).sum())

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        overlay = run_aside(lambda: TileOverlay(tiles.geometries), self.is_cancelled)
        found = self._classes.on_tiles(overlay, self.rule, self.is_cancelled)
        edits = self._edits_of(tiles)
        count, other = len(tiles), self.rule.other_label
        columns = {
            "label": np.full(count, other, dtype=object),
            "label_pct": np.full(count, np.nan if other is None else 100.0),
            "second_label": np.full(count, None, dtype=object),
            "second_pct": np.full(count, np.nan),
        }
        if self.rule.is_multi:
            columns[LABELS.name] = np.full(count, other, dtype=object)
        reasons = no_reasons(count)
        if other is None:
            reasons[:] = self._no_label
        empty = ClassesOnTile()
        for i in sorted(found.keys() | edits.keys()):
            self.stop_if_cancelled()
            here = found.get(i, empty)
            ranked = here.with_rest(other)
            several = self._choose_several(ranked, edits.get(i))
            label = edits[i].label if i in edits else self._choose(here, several)
            if self.rule.is_multi:
                columns[LABELS.name][i] = join_names(sorted(several)) or None
            runners_up = sorted((-pct, name) for name, pct in ranked.items() if name != label)
            if runners_up and runners_up[0][0] < 0:
                columns["second_pct"][i] = -runners_up[0][0]
                columns["second_label"][i] = runners_up[0][1]
            columns["label"][i] = label
            columns["label_pct"][i] = np.nan if label is None else ranked.get(label, 0.0)
            reasons[i] = None if label is not None else self._why_not(i in edits, runners_up)
        self.counts.update(label for label in columns["label"].tolist() if label is not None)
        return StepResult(columns, reasons)

    def shares(self, tiles: TileTable) -> list[dict[str, float]]:
        """Share of each tile's area in percent by class; OTHER_LABEL is what no polygon covers."""
        overlay = run_aside(lambda: TileOverlay(tiles.geometries), self.is_cancelled)
        found = self._classes.on_tiles(overlay, self.rule, self.is_cancelled)
        empty = ClassesOnTile()
        return [found.get(i, empty).with_rest(self.rule.other_label) for i in range(len(tiles))]

    def close(self) -> None:
        """See TileStep.close."""
        self._classes.close()

    def fingerprint(self) -> str:
        """SHA-256 of the classes, where they lie, and corrections."""
        return self._classes.fingerprint(self.edits)

    def _choose_several(self, ranked: Mapping[str, float], edit: LabelEdit | None) -> list[str]:
        """All classes of a tile, the largest first; a correction leaves its own alone."""
        if edit is not None:
            return [] if edit.label is None else [edit.label]
        least = self.rule.min_coverage
        names = [name for name, percent in ranked.items() if percent > 0 and percent >= least]
        return sorted(names, key=lambda name: (-ranked[name], name))

    def _choose(self, here: ClassesOnTile, several: Sequence[str]) -> str | None:
        if self.rule.is_multi:
            return several[0] if several else None
        covered = here.percents
        predicate = self.rule.predicate
        if predicate == INTERSECTS:
            candidates = set(covered)
        elif predicate == CENTROID:
            candidates = here.centred
        else:
            least = {WITHIN: 100.0, LARGEST: 0.0, COVERAGE: self.rule.min_coverage}[predicate]
            candidates = {label for label, pct in covered.items() if pct > 0 and pct >= least}
        if not candidates:
            return self.rule.other_label
        return min(candidates, key=lambda label: (-covered[label], label))

    def _why_not(self, is_edited: bool, runners_up: list[tuple[float, str]]) -> Reason:
        if is_edited:
            return _TAKEN_AWAY
        has_least = self.rule.is_multi or self.rule.predicate == COVERAGE
        if has_least and runners_up and runners_up[0][0] < 0:
            percent, label = -runners_up[0][0], runners_up[0][1]
            return _too_little(label, round(percent, 1), self.rule.min_coverage)
        return self._no_label

    def _edits_of(self, tiles: TileTable) -> dict[int, LabelEdit]:
        if not self.edits or not len(tiles):
            return {}
        numbers = {}
        if self._is_named.any() and "tile_id" in tiles.columns:
            numbers = {name: i for i, name in enumerate(tiles["tile_id"].tolist())}
        bounds = tiles.geometries.bounds
        least, last = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
        is_near = ((self._points >= least) & (self._points <= last)).all(axis=1)
        found = {}
        for k in np.flatnonzero(is_near | self._is_named).tolist():
            self.stop_if_cancelled()
            edit = self.edits[k]
            if edit.tile_id:
                here = [numbers[edit.tile_id]] if edit.tile_id in numbers else []
            else:
                here = tiles_holding(tiles.geometries, edit.x, edit.y).tolist()
            found.update(dict.fromkeys(here, edit))
            self._is_used[k] |= bool(here)
        return found


@lru_cache(maxsize=4096)
def _too_little(label: str, percent: float, least: float) -> Reason:
    """One reason for all tiles that read alike."""
    detail = Message(
        "{label} {percent:.1f} %, at least {least:g} %", label=label, percent=percent, least=least
    )
    return Reason(TOO_LITTLE_COVERAGE, detail)
