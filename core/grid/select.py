"""Polygons of any kind as tiles of an area."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from ..tiles.area import AreaStep
from ..tiles.table import DOUBLE, TEXT, TILE_ID, Field, StepResult, TileTable, empty_column
from .over_area import tile_numbers

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREA = Field("area_km2", DOUBLE)


class SelectStep(AreaStep):
    """Keeps the polygons of an area, measures them, and numbers those kept if they have no name.

    Args:
        area: see AreaStep.
        predicate: see AreaStep.
        measure: areas in km2 on the ellipsoid of a batch of tiles, float64 (N,).
        is_named: whether tiles have a ``tile_id`` already.
        min_share: see AreaStep.
    """

    def __init__(
        self,
        area: BaseGeometry,
        predicate: str,
        measure: Callable[[TileTable], np.ndarray],
        is_named: bool,
        min_share: float = 0,
    ) -> None:
        super().__init__(area, predicate, min_share=min_share)
        self.fields = (AREA,) if is_named else (TILE_ID, AREA)
        self._measure = measure
        self._is_named = is_named
        self._count = 0

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        found = super().apply(tiles)
        columns = {AREA.name: self._measure(tiles)}
        if not self._is_named:
            kept = np.array([reason is None for reason in found.reasons], dtype=bool)
            names = empty_column(TEXT, len(tiles))
            names[kept] = tile_numbers(self._count + 1, int(kept.sum()))
            self._count += int(kept.sum())
            columns[TILE_ID.name] = names
        return StepResult(columns, found.reasons)
