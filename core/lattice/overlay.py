"""Overlaying many polygons on many tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.outlines import TileGeometries
from ..geometry.overlay import NEARLY, TileOverlay
from ..geometry.packed import select_outlines
from ..run.batches import heed, never_cancelled
from .cover import CellClaims, cover_cells
from .edges import Rings, join_edges, rings_of
from .lattices import Lattice, find_lattices

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Shares below this are rounding errors of what is added up.
_NOTHING = 1e-11
# Polygons are taken together until they have so many corners, or reach so many cells.
_MOST_CORNERS = 200_000
_MOST_CELLS = 1_000_000


@dataclass(frozen=True)
class Overlays:
    """Tiles that polygons touch, a pair of a polygon and a tile once.

    Attributes:
        polygons: int64 (N,) the number of the polygon.
        tiles: int64 (N,) the tile.
        areas: float64 (N,) what they share, in square units; 0 where they only touch.
        is_whole: bool (N,): whether the polygon covers the tile.
    """

    polygons: np.ndarray
    tiles: np.ndarray
    areas: np.ndarray
    is_whole: np.ndarray


class ManyOverlay:
    """Tiles, and all polygons laid over them at once where the tiles are those of grids.

    Tiles of other layers, or of other places of a layer, are looked at by TileOverlay.

    Args:
        tiles: the tiles.
    """

    def __init__(self, tiles: TileOverlay) -> None:
        self.tiles = tiles
        self._lattices, self._others = find_lattices(tiles.tiles)
        self._rest: TileOverlay | None = tiles
        if self._lattices:
            wkb = select_outlines(tiles.tiles.wkb, self._others)
            self._rest = TileOverlay(TileGeometries(wkb)) if len(wkb) else None

    @property
    def has_lattice(self) -> bool:
        """Whether some of the tiles are those of a grid."""
        return bool(self._lattices)

    def overlay(
        self,
        polygons: Sequence[BaseGeometry],
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> Overlays:
        """All tiles that valid polygons touch, in no particular order."""
        found = [
            Overlays(*(np.empty(0, dtype=t) for t in (np.int64, np.int64, float, bool))),
        ]
        slow = np.zeros(len(polygons), dtype=bool)
        for k, polygon in enumerate(polygons):
            slow[k] = polygon.is_empty
        if self._lattices:
            found += self._on_lattices(polygons, slow, is_cancelled)
        for k, polygon in enumerate(polygons):
            rest, places = (self.tiles, None) if slow[k] else (self._rest, self._others)
            if rest is None:
                continue
            rows = []
            for part in rest.overlay(polygon):
                heed(is_cancelled)
                rows.append((part.tile, part.area, part.is_whole))
            if rows:
                tile, area, whole = (np.array(column) for column in zip(*rows))
                if places is not None and rest is not self.tiles:
                    tile = places[tile]
                found.append(Overlays(np.full(len(tile), k), tile, area, whole))
        return _join(found)

    def _on_lattices(
        self, polygons: Sequence[BaseGeometry], slow: np.ndarray, is_cancelled: Callable[[], bool]
    ) -> list[Overlays]:
        """What the lattices give; polygons that they cannot take are marked in ``slow``."""
        found = []
        rings: list[Rings | None] = []
        for polygon in polygons:
            heed(is_cancelled)
            rings.append(None if polygon.is_empty else rings_of(polygon))
        for lattice in self._lattices:
            for group in _groups(rings, lattice, is_cancelled):
                heed(is_cancelled)
                edges = join_edges([rings[k] for k in group.tolist()])
                claims = cover_cells(edges, len(group), lattice)
                slow[group[~claims.is_sound]] = True
                found.append(self._settle(claims, group, polygons, is_cancelled))
        if slow.any():
            found = [_select(part, ~slow[part.polygons]) for part in found]
        return found

    def _settle(
        self,
        claims: CellClaims,
        group: np.ndarray,
        polygons: Sequence[BaseGeometry],
        is_cancelled: Callable[[], bool],
    ) -> Overlays:
        """Ask the polygons themselves where rounding decides: who touches, and who covers."""
        from shapely.prepared import prep

        shares, tiles = claims.shares, claims.tiles
        numbers = group[claims.owners]
        is_whole = ~claims.is_crossed
        is_there = np.ones(len(tiles), dtype=bool)
        is_open = claims.is_crossed & ((shares <= NEARLY) | (shares >= 1 - NEARLY))
        is_open &= claims.is_sound[claims.owners]
        asked = np.flatnonzero(is_open)
        asked = asked[np.argsort(numbers[asked], kind="stable")]
        last, prepared = -1, None
        for place, number, tile in zip(
            asked.tolist(), numbers[asked].tolist(), tiles[asked].tolist()
        ):
            heed(is_cancelled)
            if prepared is None or number != last:
                last, prepared = number, prep(polygons[number])
            outline = self.tiles.tile_polygon(tile)
            if shares[place] <= NEARLY:
                is_there[place] = prepared.intersects(outline)
            else:
                is_whole[place] = prepared.covers(outline)
        whole = self.tiles.areas[tiles]
        areas = np.where(is_whole, whole, np.minimum(shares, 1) * whole)
        areas[shares <= _NOTHING] = 0
        return _select(Overlays(numbers, tiles, areas, is_whole), is_there)


def _groups(
    rings: Sequence[Rings | None], lattice: Lattice, is_cancelled: Callable[[], bool]
) -> Iterator[np.ndarray]:
    """Polygons that reach the lattice, some at a time."""
    near, corners, cells = [], 0, 0.0
    step = np.array([np.diff(lattice.xs).max(), np.diff(lattice.ys).max()])
    low, high = (np.array([lattice.xs[k], lattice.ys[k]]) for k in (0, -1))
    for k, ring in enumerate(rings):
        heed(is_cancelled)
        if ring is None:
            continue
        first, last = np.maximum(ring.low, low), np.minimum(ring.high, high)
        if (first > last).any():
            continue
        near.append(k)
        corners += len(ring.points)
        cells += float(((last - first) / step + 1).prod())
        if corners >= _MOST_CORNERS or cells >= _MOST_CELLS:
            yield np.array(near)
            near, corners, cells = [], 0, 0.0
    if near:
        yield np.array(near)


def _select(overlays: Overlays, chosen: np.ndarray) -> Overlays:
    return Overlays(
        overlays.polygons[chosen],
        overlays.tiles[chosen],
        overlays.areas[chosen],
        overlays.is_whole[chosen],
    )


def _join(parts: Sequence[Overlays]) -> Overlays:
    return Overlays(
        np.concatenate([part.polygons for part in parts]),
        np.concatenate([part.tiles for part in parts]),
        np.concatenate([part.areas for part in parts]),
        np.concatenate([part.is_whole for part in parts]),
    )
