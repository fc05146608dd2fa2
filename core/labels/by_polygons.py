"""Classes of polygons, on tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..classes.renaming import ClassMap
from ..files.fingerprint import fingerprint_shapes
from ..geometry.overlay import TileOverlay
from ..lattice.overlay import ManyOverlay, Overlays
from ..run.batches import heed, run_aside
from .gather import SharedTiles
from .on_tiles import ClassesOnTiles, no_classes
from .step import CENTROID, ClassSource, LabelEdit, LabelRule

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
    ) -> ClassesOnTiles:
        """See ClassSource.on_tiles."""
        geometries = tiles.tiles
        if not len(geometries) or not len(self.polygons):
            return no_classes(len(geometries))
        batch = (*geometries.bounds[:, :2].min(axis=0), *geometries.bounds[:, 2:].max(axis=0))
        near = np.flatnonzero(run_aside(lambda: self.near(batch), is_cancelled)).tolist()
        polygons = [self.polygons[k] for k in near]
        names = tuple(sorted({self.classes[k] for k in near}))
        places = {name: number for number, name in enumerate(names)}
        labels = np.array([places[self.classes[k]] for k in near], dtype=np.int64)
        overlay = run_aside(lambda: ManyOverlay(tiles), is_cancelled)
        found = overlay.overlay(polygons, is_cancelled)
        is_centred = np.zeros(len(found.tiles), dtype=bool)
        if rule.predicate == CENTROID:
            is_centred = _hold_centres(polygons, found, geometries.centres(), is_cancelled)
        shared = SharedTiles(overlay, polygons, labels, names, found, is_cancelled)
        return shared.measure(rule.other_label is not None, is_centred)

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


def _hold_centres(
    polygons: Sequence[BaseGeometry],
    found: Overlays,
    centres: np.ndarray,
    is_cancelled: Callable[[], bool],
) -> np.ndarray:
    """Bool, of each pair: whether the polygon holds the tile's centre, or ends on it."""
    from shapely.geometry import Point
    from shapely.prepared import prep

    is_held = found.is_whole.copy()
    asked = np.flatnonzero(~is_held)
    asked = asked[np.argsort(found.polygons[asked], kind="stable")]
    last, prepared = -1, None
    for pair, number in zip(asked.tolist(), found.polygons[asked].tolist()):
        heed(is_cancelled)
        if prepared is None or number != last:
            last, prepared = number, prep(polygons[number])
        is_held[pair] = prepared.intersects(Point(*centres[found.tiles[pair]].tolist()))
    return is_held
