"""Classes of polygons, on tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..classes.renaming import ClassMap
from ..files.fingerprint import fingerprint_shapes
from ..geometry.overlay import Overlay, Piece, TileOverlay, union_area
from ..run.batches import heed, run_aside
from .step import CENTROID, DIGITS, ClassesOnTile, ClassSource, LabelEdit, LabelRule

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class LabelPolygons(ClassSource):
    """Valid polygons and the class of each, in the tiles' coordinate system.

    ``far`` polygons more are left out, because they are nowhere near.
    """

    polygons: Sequence[BaseGeometry]
    classes: Sequence[str]
    far: int = 0

    @cached_property
    def bounds(self) -> np.ndarray:
        """Float64 (P, 4): x0, y0, x1, y1 of each polygon."""
        return np.array([p.bounds for p in self.polygons]).reshape(-1, 4)

    def near(self, box: Sequence[float]) -> np.ndarray:
        """Bool (P,): whether the polygon's bounds touch x0, y0, x1, y1."""
        bounds = self.bounds
        return (
            (bounds[:, 0] <= box[2])
            & (bounds[:, 2] >= box[0])
            & (bounds[:, 1] <= box[3])
            & (bounds[:, 3] >= box[1])
        )

    def on_tiles(
        self, tiles: TileOverlay, rule: LabelRule, is_cancelled: Callable[[], bool]
    ) -> dict[int, ClassesOnTile]:
        """See ClassSource.on_tiles."""
        geometries = tiles.tiles
        shares: dict[int, _TileShares] = {}
        if not len(geometries) or not len(self.polygons):
            return {}
        batch = (*geometries.bounds[:, :2].min(axis=0), *geometries.bounds[:, 2:].max(axis=0))
        near = run_aside(lambda: self.near(batch), is_cancelled)
        centres = geometries.centres() if rule.predicate == CENTROID else None
        for k in np.flatnonzero(near).tolist():
            heed(is_cancelled)
            polygon, label = self.polygons[k], self.classes[k]
            touched = []
            for overlay in tiles.overlay(polygon):
                heed(is_cancelled)
                shares.setdefault(overlay.tile, _TileShares()).add(label, overlay)
                touched.append(overlay)
            if centres is not None:
                _mark_centres(polygon, label, touched, centres, shares)
        with_rest = rule.other_label is not None
        measured = {}
        for i, here in shares.items():
            heed(is_cancelled)
            measured[i] = here.measured(tiles.areas[i], with_rest)
        return measured

    def fingerprint(self, edits: Sequence[LabelEdit]) -> str:
        """See ClassSource.fingerprint."""
        return fingerprint_shapes(self.polygons, [*self.classes, *(repr(edit) for edit in edits)])


def rename_labels(labels: LabelPolygons, class_map: ClassMap) -> LabelPolygons:
    """Polygons under the names of a map, without those it leaves out."""
    polygons, classes = [], []
    for polygon, own in zip(labels.polygons, labels.classes):
        name = class_map.name(own)
        if name is not None:
            polygons.append(polygon)
            classes.append(name)
    return LabelPolygons(polygons, classes, labels.far)


class _TileShares:
    """What the classes do on one tile."""

    __slots__ = ("centred", "pieces", "touched", "whole")

    def __init__(self) -> None:
        self.touched: set[str] = set()
        self.whole: set[str] = set()
        self.pieces: dict[str, list[Piece]] = {}
        self.centred: set[str] = set()

    def add(self, label: str, overlay: Overlay) -> None:
        self.touched.add(label)
        if overlay.is_whole:
            self.whole.add(label)
        elif overlay.piece is not None:
            self.pieces.setdefault(label, []).append(overlay.piece)

    def measured(self, area: float, with_rest: bool) -> ClassesOnTile:
        """Shares of the tile's area, in percent; overlapping polygons of a class count once."""
        covered = dict.fromkeys(self.touched, 0.0)
        for label, pieces in self.pieces.items():
            covered[label] = _percent(union_area(pieces), area)
        covered.update(dict.fromkeys(self.whole, 100.0))
        rest = 0.0
        if with_rest and not self.whole:
            pieces = [p for of_class in self.pieces.values() for p in of_class]
            rest = 100.0 - (_percent(union_area(pieces), area) if pieces else 0.0)
        return ClassesOnTile(covered, rest, self.centred)


def _mark_centres(
    polygon: BaseGeometry,
    label: str,
    touched: Sequence[Overlay],
    centres: np.ndarray,
    shares: dict[int, _TileShares],
) -> None:
    from shapely.geometry import Point
    from shapely.prepared import prep

    prepared = prep(polygon)
    for overlay in touched:
        if overlay.is_whole or prepared.intersects(Point(*centres[overlay.tile].tolist())):
            shares[overlay.tile].centred.add(label)


def _percent(part: float, area: float) -> float:
    return min(100.0, round(100 * part / area, DIGITS))
