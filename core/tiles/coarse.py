"""Which coarse tile each tile belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..geometry.overlay import TileOverlay
from ..run.batches import never_cancelled, run_aside
from .table import (
    DOUBLE,
    Field,
    StepResult,
    TileStep,
    TileTable,
    empty_column,
    make_column,
    no_reasons,
)

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Shares of a tile that differ by less are equal, and the first id wins.
_TIE = 1e-9


@dataclass(frozen=True)
class CoarseTiles:
    """Coarse tiles in the tiles' coordinate system, in the order in which ties are decided.

    Attributes:
        polygons: M valid shapely polygons or multipolygons.
        fields: what tiles take over from their coarse tile.
        values: by field name, M values; None for NULL.
    """

    polygons: Sequence[BaseGeometry]
    fields: Sequence[Field]
    values: dict[str, list[Any]]


class CoarseStep(TileStep):
    """Copies values of the coarse tile with the largest overlap to each tile.

    Equal overlaps go to the coarse tile that stands first. Tiles that overlap no
    get NULL. No tile is rejected.

    Args:
        coarse: the coarse tiles.
        share: name of a field for the part of the tile's area that overlaps, in percent; None for
            no such field.
    """

    def __init__(
        self,
        coarse: CoarseTiles,
        share: str | None = None,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        self.coarse = coarse
        self._share = Field(share, DOUBLE) if share else None
        self.fields = (*coarse.fields, self._share) if self._share else tuple(coarse.fields)
        self.is_cancelled = is_cancelled
        self.without = 0

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        chosen, shares = self._assign(tiles)
        has_coarse = chosen >= 0
        self.without += int((~has_coarse).sum())
        columns = {}
        for field in self.coarse.fields:
            values = self.coarse.values[field.name]
            picked = [values[k] if k >= 0 else None for k in chosen.tolist()]
            columns[field.name] = make_column(field.kind, picked)
        if self._share is not None:
            column = empty_column(DOUBLE, len(tiles))
            column[has_coarse] = np.minimum(100.0, 100 * shares[has_coarse])
            columns[self._share.name] = column
        return StepResult(columns, no_reasons(len(tiles)))

    @cached_property
    def _bounds(self) -> np.ndarray:
        bounds = run_aside(lambda: [p.bounds for p in self.coarse.polygons], self.is_cancelled)
        return np.array(bounds).reshape(-1, 4)

    def _assign(self, tiles: TileTable) -> tuple[np.ndarray, np.ndarray]:
        """Index of each tile's coarse tile, -1 for none, and the shared part of its area."""
        chosen = np.full(len(tiles), -1, dtype=np.int64)
        best = np.zeros(len(tiles))
        if not len(tiles) or not len(self._bounds):
            return chosen, best
        geometries = tiles.geometries
        overlay = TileOverlay(geometries)
        least, last = geometries.bounds[:, :2].min(axis=0), geometries.bounds[:, 2:].max(axis=0)
        near = (self._bounds[:, :2] <= last).all(axis=1) & (self._bounds[:, 2:] >= least).all(
            axis=1
        )
        for k in np.flatnonzero(near).tolist():
            self.stop_if_cancelled()
            for part in overlay.overlay(self.coarse.polygons[k]):
                share = part.area / overlay.areas[part.tile]
                if share > best[part.tile] + _TIE:
                    chosen[part.tile], best[part.tile] = k, share
        return chosen, best
