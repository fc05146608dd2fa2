"""Keeping the tiles of an area of interest."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ..errors import GridError
from ..geometry.overlay import TileOverlay
from ..message import Message
from ..run.batches import never_cancelled, run_aside
from .reasons import (
    CENTRE_OUTSIDE_AREA,
    NOT_WITHIN_AREA,
    OUTSIDE_AREA,
    TOO_LITTLE_IN_AREA,
    Reason,
)
from .table import StepResult, TileStep, TileTable, no_reasons

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Percent that are a rounding error of the overlay.
_NOISE = 1e-7
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
        min_share: tiles of whose own area less than so many percent lies in the area are slivers,
            and left out as well.
    """

    def __init__(
        self,
        area: BaseGeometry,
        predicate: str = INTERSECTS,
        is_cancelled: Callable[[], bool] = never_cancelled,
        min_share: float = 0,
    ) -> None:
        if not 0 <= min_share <= 100:
            raise GridError(
                "{MIN_SHARE} is {min_share:g}; it is a percentage from 0 to 100.",
                min_share=min_share,
            )
        if predicate not in AREA_PREDICATES:
            raise GridError(
                "{AOI_PREDICATE} is {predicate!r}; choose one of {area_predicates}.",
                predicate=predicate,
                area_predicates=", ".join(AREA_PREDICATES),
            )
        self.is_cancelled = is_cancelled
        self.area = area
        self.predicate = predicate
        self.min_share = min_share

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        from shapely.geometry import Point
        from shapely.prepared import prep

        inside = np.zeros(len(tiles), dtype=bool)
        shares = np.full(len(tiles), 100.0)
        geometries = tiles.geometries
        centres = geometries.centres()
        prepared = prep(self.area)
        tiles_of_batch = run_aside(lambda: TileOverlay(geometries), self.is_cancelled)
        for overlay in tiles_of_batch.overlay(self.area):
            self.stop_if_cancelled()
            i = overlay.tile
            if not overlay.is_whole:
                shares[i] = 100 * overlay.area / tiles_of_batch.areas[i]
            inside[i] = (
                overlay.is_whole
                or self.predicate == INTERSECTS
                or (self.predicate == CENTROID and prepared.intersects(Point(*centres[i].tolist())))
            )
        reasons = no_reasons(len(tiles))
        reasons[~inside] = _REASONS[self.predicate]
        for i in np.flatnonzero(inside & (shares < self.min_share - _NOISE)).tolist():
            reasons[i] = _sliver(round(float(shares[i]), 2), self.min_share)
        return StepResult({}, reasons)


@lru_cache(maxsize=4096)
def _sliver(percent: float, least: float) -> Reason:
    """One reason for all tiles that read alike."""
    detail = Message("{percent:.2f} %, at least {least:g} %", percent=percent, least=least)
    return Reason(TOO_LITTLE_IN_AREA, detail)
