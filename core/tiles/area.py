"""Keeping the tiles of an area of interest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GridError
from ..geometry.overlay import TileOverlay
from ..run.batches import never_cancelled, run_aside
from .reasons import CENTRE_OUTSIDE_AREA, NOT_WITHIN_AREA, OUTSIDE_AREA, Reason
from .table import StepResult, TileStep, TileTable, no_reasons

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

INTERSECTS = "INTERSECTS"
WITHIN = "WITHIN"
CENTROID = "CENTROID"
AREA_PREDICATES = (INTERSECTS, WITHIN, CENTROID)
_REASONS = {
    INTERSECTS: Reason(OUTSIDE_AREA),
    WITHIN: Reason(NOT_WITHIN_AREA),
    CENTROID: Reason(CENTRE_OUTSIDE_AREA),
}


class AreaStep(TileStep):
    """Keeps tiles that intersect an area, lie within it, or have their centre in it.

    Args:
        area: valid shapely polygon or multipolygon in the tiles' coordinate system.
        predicate: one of AREA_PREDICATES.
    """

    def __init__(
        self,
        area: BaseGeometry,
        predicate: str = INTERSECTS,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        if predicate not in AREA_PREDICATES:
            raise GridError(
                "{AOI_PREDICATE} is {predicate!r}; choose one of {area_predicates}.",
                predicate=predicate,
                area_predicates=", ".join(AREA_PREDICATES),
            )
        self.is_cancelled = is_cancelled
        self.area = area
        self.predicate = predicate

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        from shapely.geometry import Point
        from shapely.prepared import prep

        inside = np.zeros(len(tiles), dtype=bool)
        geometries = tiles.geometries
        centres = geometries.centres()
        prepared = prep(self.area)
        tiles_of_batch = run_aside(lambda: TileOverlay(geometries), self.is_cancelled)
        for overlay in tiles_of_batch.overlay(self.area):
            self.stop_if_cancelled()
            i = overlay.tile
            inside[i] = (
                overlay.is_whole
                or self.predicate == INTERSECTS
                or (self.predicate == CENTROID and prepared.intersects(Point(*centres[i].tolist())))
            )
        reasons = no_reasons(len(tiles))
        reasons[~inside] = _REASONS[self.predicate]
        return StepResult({}, reasons)
