"""Which coarse tile each tile belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LayerError
from ..geometry.overlay import TileOverlay
from ..run.batches import never_cancelled, run_aside
from .table import (
    DOUBLE,
    TEXT,
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
# Digits of a percentage in a text of shares.
_DIGITS = 6


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


class _OverlapStep(TileStep):
    """Takes values over from the coarse tiles that overlap a tile; ``without`` tiles have none."""

    def __init__(self, coarse: CoarseTiles, is_cancelled: Callable[[], bool]) -> None:
        self.coarse = coarse
        self.fields = tuple(coarse.fields)
        self.is_cancelled = is_cancelled
        self.without = 0

    @cached_property
    def _bounds(self) -> np.ndarray:
        bounds = run_aside(lambda: [p.bounds for p in self.coarse.polygons], self.is_cancelled)
        return np.array(bounds).reshape(-1, 4)

    def _overlaps(self, tiles: TileTable) -> Iterator[tuple[int, int, float]]:
        """Coarse tile, tile and the part of the tile's area that they share, by coarse tile."""
        if not len(tiles) or not len(self._bounds):
            return
        geometries = tiles.geometries
        overlay = TileOverlay(geometries)
        least, last = geometries.bounds[:, :2].min(axis=0), geometries.bounds[:, 2:].max(axis=0)
        near = (self._bounds[:, :2] <= last).all(axis=1) & (self._bounds[:, 2:] >= least).all(
            axis=1
        )
        for k in np.flatnonzero(near).tolist():
            self.stop_if_cancelled()
            for part in overlay.overlay(self.coarse.polygons[k]):
                yield k, part.tile, part.area / overlay.areas[part.tile]


class CoarseStep(_OverlapStep):
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
        super().__init__(coarse, is_cancelled)
        self._share = Field(share, DOUBLE) if share else None
        if self._share is not None:
            self.fields = (*self.fields, self._share)

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

    def _assign(self, tiles: TileTable) -> tuple[np.ndarray, np.ndarray]:
        """Index of each tile's coarse tile, -1 for none, and the shared part of its area."""
        chosen = np.full(len(tiles), -1, dtype=np.int64)
        best = np.zeros(len(tiles))
        for k, tile, share in self._overlaps(tiles):
            if share > best[tile] + _TIE:
                chosen[tile], best[tile] = k, share
        return chosen, best


class WeightedCoarseStep(_OverlapStep):
    """Averages shares of the coarse tiles that overlap a tile, weighted by the overlap.

    A coarse tile of which no share is known does not count, and a share that is NULL beside
    others is 0. Tiles that overlap none get NULL. No tile is rejected.

    Args:
        coarse: the coarse tiles; their texts are JSON objects of shares by class.
        shares: names of the fields that share out one whole; other numbers count one by one.

    Raises:
        LayerError: a text is no such object.
    """

    def __init__(
        self,
        coarse: CoarseTiles,
        shares: Sequence[str],
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        super().__init__(coarse, is_cancelled)
        numbers = [f.name for f in coarse.fields if f.kind == DOUBLE]
        groups = [[name for name in numbers if name in shares]]
        groups += [[name] for name in numbers if name not in shares]
        self._numbers = [_Shares(names, self._rows_of(names)) for names in groups if names]
        self._texts = {
            f.name: _read_shares(f.name, coarse) for f in coarse.fields if f.kind == TEXT
        }

    def _rows_of(self, names: Sequence[str]) -> np.ndarray:
        columns = [make_column(DOUBLE, self.coarse.values[name]) for name in names]
        return np.stack(columns, axis=1)

    def apply(self, tiles: TileTable) -> StepResult:
        """See TileStep.apply."""
        found = [(k, tile, share) for k, tile, share in self._overlaps(tiles) if share > _TIE]
        coarse = np.array([k for k, _, _ in found], dtype=np.int64)
        tile = np.array([i for _, i, _ in found], dtype=np.int64)
        weights = np.array([share for _, _, share in found])
        self.without += len(tiles) - len(np.unique(tile))
        columns: dict[str, np.ndarray] = {}
        for group in self._numbers:
            columns.update(zip(group.names, group.mean(coarse, tile, weights, len(tiles)).T))
        for name, group in self._texts.items():
            means = group.mean(coarse, tile, weights, len(tiles)).tolist()
            columns[name] = make_column(TEXT, [_as_json(group.names, row) for row in means])
        return StepResult(columns, no_reasons(len(tiles)))


@dataclass(frozen=True)
class _Shares:
    """Rows of M coarse tiles; NaN for NULL."""

    names: Sequence[str]
    rows: np.ndarray

    def mean(
        self, coarse: np.ndarray, tile: np.ndarray, weights: np.ndarray, count: int
    ) -> np.ndarray:
        """Weighted means, float64 (count, K), from pairs of a coarse tile and a tile."""
        is_known = ~np.isnan(self.rows).all(axis=1)
        known = is_known[coarse]
        coarse, tile, weights = coarse[known], tile[known], weights[known]
        total = np.bincount(tile, weights, count)
        values = np.nan_to_num(self.rows[coarse]) * weights[:, None]
        sums = [np.bincount(tile, column, count) for column in values.T]
        with np.errstate(invalid="ignore", divide="ignore"):
            means = np.stack(sums, axis=1) / total[:, None] if sums else np.zeros((count, 0))
        means[total == 0] = np.nan
        return means


def _read_shares(name: str, coarse: CoarseTiles) -> _Shares:
    objects: list[dict[str, float]] = []
    for text in coarse.values[name]:
        try:
            shares = {} if text is None else json.loads(text)
            objects.append({str(key): float(value) for key, value in shares.items()})
        except (ValueError, TypeError, AttributeError):
            raise LayerError(
                "The field {field} of the coarse layer holds {text:.60}, which is not JSON of "
                "shares by class; run Label Proportions on it again, or take {METHOD=LARGEST}.",
                field=name,
                text=str(text),
            ) from None
    names = list(dict.fromkeys(key for shares in objects for key in shares))
    rows = np.full((len(objects), len(names)), np.nan)
    for row, shares in zip(rows, objects):
        row[: len(names)] = [shares.get(key, np.nan) for key in names]
    return _Shares(names, rows)


def _as_json(names: Sequence[str], row: list[float]) -> str | None:
    if not row or any(value != value for value in row):
        return None
    shares = {name: round(value, _DIGITS) for name, value in zip(names, row)}
    return json.dumps(shares, ensure_ascii=False)
