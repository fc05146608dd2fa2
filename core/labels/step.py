"""Giving tiles classes by a rule, whatever the classes come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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
from .choose import NONE, choose_classes
from .on_tiles import ClassesOnTiles

INTERSECTS = "INTERSECTS"
WITHIN = "WITHIN"
CENTROID = "CENTROID"
LARGEST = "LARGEST"
COVERAGE = "COVERAGE"
PREDICATES = (INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE)
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


class ClassSource:
    """Where classes lie: polygons or a raster."""

    def check(self, rule: LabelRule) -> None:
        """Refuse a rule that cannot be applied.

        Raises:
            LayerError: this is such a rule.
        """

    def on_tiles(
        self, tiles: TileOverlay, rule: LabelRule, is_cancelled: Callable[[], bool]
    ) -> ClassesOnTiles:
        """The classes on the tiles."""
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
        ranked, covered = found.with_rest(self.rule.other_label)
        count, other = len(tiles), self.rule.other_label
        is_candidate = self._may_be_chosen(ranked, covered)
        is_touched = np.zeros(count, dtype=bool)
        is_touched[ranked.tiles] = True
        names = np.array([*ranked.names, other, None], dtype=object)
        # Where no class is, all of the tile is of the other; beside classes its share is told.
        otherwise = np.full(count, NONE if other is None else len(ranked.names))
        if other is not None and is_touched.any():
            has_other = NONE if self.rule.is_multi else ranked.names.index(other)
            otherwise[is_touched] = has_other
        sizes = ranked.percents if self.rule.is_multi else covered
        chosen = choose_classes(ranked, is_candidate, sizes, otherwise)
        columns = {
            "label": names[chosen.labels],
            "label_pct": chosen.percents,
            "second_label": names[chosen.seconds],
            "second_pct": chosen.second_percents,
        }
        if other is not None:
            columns["label_pct"][~is_touched] = 100.0
        if self.rule.is_multi:
            columns[LABELS.name] = _list_names(ranked, is_candidate, names[otherwise])
        reasons = no_reasons(count)
        self._say_why_not(columns, reasons)
        for i, edit in edits.items():
            row = ranked.of_tile(i)
            if not row and other is not None:
                row = {other: 100.0}
            self._correct(columns, reasons, i, edit, row)
        self.counts.update(label for label in columns["label"].tolist() if label is not None)
        return StepResult(columns, reasons)

    def shares(self, tiles: TileTable) -> list[dict[str, float]]:
        """Share of each tile's area in percent by class; OTHER_LABEL is what no polygon covers."""
        overlay = run_aside(lambda: TileOverlay(tiles.geometries), self.is_cancelled)
        found = self._classes.on_tiles(overlay, self.rule, self.is_cancelled)
        other = self.rule.other_label
        by_tile = found.with_rest(other)[0].by_tile()
        nothing = {} if other is None else {other: 100.0}
        return [by_tile.get(i, nothing) for i in range(len(tiles))]

    def close(self) -> None:
        """See TileStep.close."""
        self._classes.close()

    def fingerprint(self) -> str:
        """SHA-256 of the classes, where they lie, and corrections."""
        return self._classes.fingerprint(self.edits)

    def _may_be_chosen(self, ranked: ClassesOnTiles, covered: np.ndarray) -> np.ndarray:
        """Bool (rows,): classes that the rule allows for the tile."""
        least, predicate = self.rule.min_coverage, self.rule.predicate
        if self.rule.is_multi:
            return (ranked.percents > 0) & (ranked.percents >= least)
        if predicate == INTERSECTS:
            return ~np.isnan(covered)
        if predicate == CENTROID:
            return ranked.is_centred
        least = {WITHIN: 100.0, LARGEST: 0.0, COVERAGE: least}[predicate]
        # Nothing is more than what is not even there.
        return (covered > 0) & (covered >= least)

    def _say_why_not(self, columns: Mapping[str, np.ndarray], reasons: np.ndarray) -> None:
        """Give the tiles without a class their reasons."""
        is_without = np.array([label is None for label in columns["label"].tolist()], dtype=bool)
        reasons[is_without] = self._no_label
        if not self.rule.is_multi and self.rule.predicate != COVERAGE:
            return
        seconds, percents = columns["second_label"], columns["second_pct"]
        for i in np.flatnonzero(is_without & (percents > 0)).tolist():
            self.stop_if_cancelled()
            percent = round(float(percents[i]), 1)
            reasons[i] = _too_little(seconds[i], percent, self.rule.min_coverage)

    def _correct(
        self,
        columns: Mapping[str, np.ndarray],
        reasons: np.ndarray,
        i: int,
        edit: LabelEdit,
        ranked: Mapping[str, float],
    ) -> None:
        """Give a tile the class of a correction; the rest of ``ranked`` is the runner-up's."""
        label = edit.label
        columns["label"][i] = label
        columns["label_pct"][i] = np.nan if label is None else ranked.get(label, 0.0)
        runner_up = min(((-p, n) for n, p in ranked.items() if n != label and p > 0), default=None)
        columns["second_label"][i] = None if runner_up is None else runner_up[1]
        columns["second_pct"][i] = np.nan if runner_up is None else -runner_up[0]
        if self.rule.is_multi:
            columns[LABELS.name][i] = None if label is None else join_names([label]) or None
        reasons[i] = _TAKEN_AWAY if label is None else None

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


def _list_names(ranked: ClassesOnTiles, is_listed: np.ndarray, otherwise: np.ndarray) -> np.ndarray:
    """All classes of each tile as one text, by name; ``otherwise`` where there is none."""
    lists = otherwise.copy()
    tiles, classes = ranked.tiles[is_listed], ranked.classes[is_listed].tolist()
    starts = np.flatnonzero(np.diff(tiles, prepend=-1))
    ends = [*starts[1:].tolist(), len(tiles)]
    for tile, start, end in zip(tiles[starts].tolist(), starts.tolist(), ends):
        lists[tile] = join_names([ranked.names[k] for k in classes[start:end]]) or None
    return lists


@lru_cache(maxsize=4096)
def _too_little(label: str, percent: float, least: float) -> Reason:
    """One reason for all tiles that read alike."""
    detail = Message(
        "{label} {percent:.1f} %, at least {least:g} %", label=label, percent=percent, least=least
    )
    return Reason(TOO_LITTLE_COVERAGE, detail)
