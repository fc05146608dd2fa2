"""Giving tiles the classes of the polygons on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..classes.renaming import ClassMap
from ..errors import LayerError
from ..files.fingerprint import fingerprint_shapes
from ..geometry.locate import tiles_holding
from ..geometry.overlay import Overlay, TileOverlay, union_area
from ..tiles.reasons import NO_LABEL
from ..tiles.table import DOUBLE, TEXT, Field, StepResult, TileStep, TileTable, no_reasons


def rename_labels(labels: LabelPolygons, class_map: ClassMap) -> LabelPolygons:
    """Polygons under the names of a map, without those it leaves out."""
    polygons, classes = [], []
    for polygon, own in zip(labels.polygons, labels.classes):
        name = class_map.name(own)
        if name is not None:
            polygons.append(polygon)
            classes.append(name)
    return LabelPolygons(polygons, classes, labels.far)


INTERSECTS = "INTERSECTS"
WITHIN = "WITHIN"
CENTROID = "CENTROID"
LARGEST = "LARGEST"
COVERAGE = "COVERAGE"
PREDICATES = (INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE)
# Digits of a percentage; those behind are rounding in the overlay, and would break ties, miss
# thresholds and keep 100 % from being 100 %.
_DIGITS = 7


@dataclass(frozen=True)
class LabelRule:
    """How a tile gets its class.

    Attributes:
        predicate: one of PREDICATES.
        min_coverage: least share in percent that COVERAGE asks for.
        other_label: class of tiles that no polygon gives one; None rejects them.
    """

    predicate: str = INTERSECTS
    min_coverage: float = 50.0
    other_label: str | None = None

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
class LabelPolygons:
    """Valid polygons and the class of each, in the tiles' coordinate system.

    ``far`` polygons more are left out, because they are nowhere near.
    """

    polygons: Sequence
    classes: Sequence[str]
    far: int = 0


@dataclass(frozen=True)
class LabelEdit:
    """A hand correction: its class (None: reject the tile), and the point in the tile or tiles.

    ``tile_id``, when there is one, names the tile, whatever the point; see tiles_holding for edges.
    """

    x: float
    y: float
    label: str | None
    tile_id: str | None = None


class _TileShares:
    """What the classes do on one tile."""

    __slots__ = ("centred", "pieces", "touched", "whole")

    def __init__(self) -> None:
        self.touched: set[str] = set()
        self.whole: set[str] = set()
        self.pieces: dict[str, list] = {}
        self.centred: set[str] = set()

    def add(self, label: str, overlay: Overlay) -> None:
        self.touched.add(label)
        if overlay.is_whole:
            self.whole.add(label)
        elif overlay.piece is not None:
            self.pieces.setdefault(label, []).append(overlay.piece)


class LabelStep(TileStep):
    """Labels tiles by a rule; hand corrections come last.

    Attributes:
        trouble: what is wrong with the labels as a whole, as a sentence; empty when nothing is.
    """

    trouble = ""
    fields = (
        Field("label", TEXT),
        Field("label_pct", DOUBLE),
        Field("second_label", TEXT),
        Field("second_pct", DOUBLE),
    )

    def __init__(
        self, labels: LabelPolygons, rule: LabelRule, edits: Sequence[LabelEdit] = ()
    ) -> None:
        self.rule = rule
        self.edits = list(edits)
        self.counts: Counter[str] = Counter()
        self._labels = labels
        self._bounds = np.array([p.bounds for p in labels.polygons]).reshape(-1, 4)
        self._points = np.array([(edit.x, edit.y) for edit in self.edits]).reshape(-1, 2)
        self._is_named = np.array([bool(edit.tile_id) for edit in self.edits], dtype=bool)
        self._is_used = np.zeros(len(self.edits), dtype=bool)
        self.reads = ("tile_id",) if self._is_named.any() else ()

    @property
    def unused_edits(self) -> int:
        """How many corrections hit none of the tiles seen so far."""
        return int((~self._is_used).sum())

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        overlay = TileOverlay(tiles.geometries)
        shares = self._overlay(overlay)
        edits = self._edits_of(tiles)
        count, other = len(tiles), self.rule.other_label
        columns = {
            "label": np.full(count, other, dtype=object),
            "label_pct": np.full(count, np.nan if other is None else 100.0),
            "second_label": np.full(count, None, dtype=object),
            "second_pct": np.full(count, np.nan),
        }
        reasons = no_reasons(count)
        if other is None:
            reasons[:] = f"{NO_LABEL} ({self.rule.predicate})"
        empty = _TileShares()
        for i in sorted(shares.keys() | edits.keys()):
            here = shares.get(i, empty)
            covered, ranked = self._percents(here, overlay.areas[i])
            label = edits[i].label if i in edits else self._choose(here, covered)
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
        overlay = TileOverlay(tiles.geometries)
        found, empty = self._overlay(overlay), _TileShares()
        return [self._percents(found.get(i, empty), overlay.areas[i])[1] for i in range(len(tiles))]

    def close(self) -> None:
        """Free what reading has opened."""

    def fingerprint(self) -> str:
        """SHA-256 of polygons, classes and corrections."""
        return fingerprint_shapes(
            self._labels.polygons, [*self._labels.classes, *(repr(edit) for edit in self.edits)]
        )

    def _overlay(self, tiles: TileOverlay) -> dict[int, _TileShares]:
        geometries = tiles.tiles
        shares: dict[int, _TileShares] = {}
        if not len(geometries) or not len(self._bounds):
            return shares
        batch = (*geometries.bounds[:, :2].min(axis=0), *geometries.bounds[:, 2:].max(axis=0))
        near = (
            (self._bounds[:, 0] <= batch[2])
            & (self._bounds[:, 2] >= batch[0])
            & (self._bounds[:, 1] <= batch[3])
            & (self._bounds[:, 3] >= batch[1])
        )
        centres = geometries.centres() if self.rule.predicate == CENTROID else None
        for k in np.flatnonzero(near).tolist():
            self.stop_if_cancelled()
            polygon, label = self._labels.polygons[k], self._labels.classes[k]
            touched = []
            for overlay in tiles.overlay(polygon):
                shares.setdefault(overlay.tile, _TileShares()).add(label, overlay)
                touched.append(overlay)
            if centres is not None:
                self._mark_centres(polygon, label, touched, centres, shares)
        return shares

    @staticmethod
    def _mark_centres(polygon, label, touched, centres, shares) -> None:
        from shapely.geometry import Point
        from shapely.prepared import prep

        prepared = prep(polygon)
        for overlay in touched:
            if overlay.is_whole or prepared.intersects(Point(*centres[overlay.tile].tolist())):
                shares[overlay.tile].centred.add(label)

    def _percents(self, here: _TileShares, area: float) -> tuple[dict, dict]:
        """Share of the tile's area in percent by class: of its polygons, and with the rest.

        The second holds OTHER_LABEL too: what no polygon covers is of that class.
        """
        covered = dict.fromkeys(here.touched, 0.0)
        for label, pieces in here.pieces.items():
            covered[label] = _percent(union_area(pieces), area)
        covered.update(dict.fromkeys(here.whole, 100.0))
        ranked = dict(covered)
        other = self.rule.other_label
        if other is not None:
            rest = 0.0
            if not here.whole:
                pieces = [p for of_class in here.pieces.values() for p in of_class]
                rest = 100.0 - (_percent(union_area(pieces), area) if pieces else 0.0)
            ranked[other] = min(100.0, round(covered.get(other, 0.0) + rest, _DIGITS))
        return covered, ranked

    def _choose(self, here: _TileShares, covered: dict[str, float]) -> str | None:
        predicate = self.rule.predicate
        if predicate == INTERSECTS:
            candidates = here.touched
        elif predicate == CENTROID:
            candidates = here.centred
        else:
            least = {WITHIN: 100.0, LARGEST: 0.0, COVERAGE: self.rule.min_coverage}[predicate]
            candidates = {
                label for label in here.touched if covered[label] > 0 and covered[label] >= least
            }
        if not candidates:
            return self.rule.other_label
        return min(candidates, key=lambda label: (-covered[label], label))

    def _why_not(self, is_edited: bool, runners_up: list[tuple[float, str]]) -> str:
        if is_edited:
            return "label taken away by hand"
        if self.rule.predicate == COVERAGE and runners_up and runners_up[0][0] < 0:
            percent, label = -runners_up[0][0], runners_up[0][1]
            least = self.rule.min_coverage
            return f"too little coverage ({label} {percent:.1f} %, at least {least:g} %)"
        return f"{NO_LABEL} ({self.rule.predicate})"

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
            edit = self.edits[k]
            if edit.tile_id:
                here = [numbers[edit.tile_id]] if edit.tile_id in numbers else []
            else:
                here = tiles_holding(tiles.geometries, edit.x, edit.y).tolist()
            found.update(dict.fromkeys(here, edit))
            self._is_used[k] |= bool(here)
        return found


def _percent(part: float, area: float) -> float:
    return min(100.0, round(100 * part / area, _DIGITS))
