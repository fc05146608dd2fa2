"""Rejecting tiles that marks of clouds touch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..errors import LayerError
from ..geodesy.scale import GroundScale
from ..geometry.outlines import TileGeometries
from ..run.batches import never_cancelled, run_aside
from ..tiles.reasons import CLOUD_MARK, Reason
from ..tiles.table import StepResult, TileStep, TileTable, no_reasons

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_CLOUDY = Reason(CLOUD_MARK)


class CloudMarkStep(TileStep):
    """Rejects tiles that intersect a mark, or lie within a distance of one.

    Args:
        marks: shapely points, lines or polygons in the tiles' coordinate system.
        buffer: geodesic distance in metres; 0 asks for contact.
        scale: size in metres of the coordinate system's unit, needed for a distance.
    """

    def __init__(
        self,
        marks: Sequence[BaseGeometry],
        buffer: float = 0.0,
        scale: GroundScale | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        if not buffer >= 0:
            raise LayerError("{BUFFER} is {buffer:g} metres; it must be 0 or more.", buffer=buffer)
        if buffer and scale is None:
            raise LayerError("{BUFFER} in metres needs tiles with a coordinate system.")
        self.marks = [mark for mark in marks if not mark.is_empty]
        self.is_cancelled = is_cancelled
        self.buffer = buffer
        # Only a buffer needs a scale.
        self.scale = scale or GroundScale(1.0, 1.0)

    @cached_property
    def _bounds(self) -> np.ndarray:
        """Float64 (M, 4): bounds of the marks, as far as they reach."""
        found = run_aside(lambda: [mark.bounds for mark in self.marks], self.is_cancelled)
        bounds = np.array(found).reshape(-1, 4)
        reach = np.array([self.buffer / self.scale.x, self.buffer / self.scale.y])
        bounds[:, :2] -= reach
        bounds[:, 2:] += reach
        return bounds

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        reasons = no_reasons(len(tiles))
        reasons[self.cloudy(tiles)] = _CLOUDY
        return StepResult({}, reasons)

    def cloudy(self, tiles: TileTable) -> np.ndarray:
        """Bool (N,): tiles that a mark touches or comes near."""
        geometries = tiles.geometries
        cloudy = np.zeros(len(tiles), dtype=bool)
        if not len(tiles) or not self.marks:
            return cloudy
        bounds = geometries.bounds
        least, last = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
        near_batch = (self._bounds[:, :2] <= last).all(axis=1) & (self._bounds[:, 2:] >= least).all(
            axis=1
        )
        for k in np.flatnonzero(near_batch).tolist():
            self.stop_if_cancelled()
            mark = self._bounds[k]
            near = (
                ~cloudy
                & (bounds[:, 0] <= mark[2])
                & (bounds[:, 2] >= mark[0])
                & (bounds[:, 1] <= mark[3])
                & (bounds[:, 3] >= mark[1])
            )
            index = np.flatnonzero(near)
            if len(index):
                cloudy[index[self._hits(geometries, index, self.marks[k])]] = True
        return cloudy

    def _hits(
        self, geometries: TileGeometries, index: np.ndarray, mark: BaseGeometry
    ) -> np.ndarray:
        if mark.geom_type == "Point" and not self.buffer and geometries.is_box[index].all():
            return np.ones(len(index), dtype=bool)
        if self.buffer:
            mark = self._to_metres(mark)

            def is_hit(tile: BaseGeometry) -> bool:
                return self._to_metres(tile).distance(mark) <= self.buffer

        else:
            from shapely.prepared import prep

            is_hit = prep(mark).intersects
        hits = np.zeros(len(index), dtype=bool)
        for k, i in enumerate(index.tolist()):
            self.stop_if_cancelled()
            hits[k] = is_hit(geometries.polygon(i))
        return hits

    def _to_metres(self, geometry: BaseGeometry) -> BaseGeometry:
        from shapely.affinity import scale

        return scale(geometry, self.scale.x, self.scale.y, origin=(0, 0))
