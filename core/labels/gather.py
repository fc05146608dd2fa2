"""From polygons on tiles to shares of classes, overlaps counted once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.overlay import Piece, polygon_piece, union_area
from ..geometry.repair import polygonal_part
from ..lattice.overlay import ManyOverlay, Overlays
from ..run.batches import heed, run_aside
from .on_tiles import DIGITS, ClassesOnTiles

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# A union of all is made for so many tiles where polygons overlap or meet; else one for each tile.
_FEWEST_TILES = 16


class SharedTiles:
    """The polygons of some classes on tiles.

    Args:
        overlay: the tiles.
        polygons: those near the tiles, valid.
        labels: int64 (P,) the class of each, as a place in ``names``.
        names: of the classes, sorted.
        found: which polygons lie on which tiles.
        is_cancelled: polled between steps.
    """

    def __init__(
        self,
        overlay: ManyOverlay,
        polygons: Sequence[BaseGeometry],
        labels: np.ndarray,
        names: tuple[str, ...],
        found: Overlays,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._overlay, self._polygons, self._names = overlay, polygons, names
        self._labels, self._found, self._is_cancelled = labels, found, is_cancelled

    def measure(self, with_rest: bool, is_centred: np.ndarray) -> ClassesOnTiles:
        """Shares of the tiles' areas in percent; overlapping polygons of a class count once.

        Args:
            with_rest: whether what no class covers is wanted.
            is_centred: bool, for each pair of ``found``: the polygon holds the tile's centre.
        """
        found, count = self._found, max(len(self._names), 1)
        keys = found.tiles * count + self._labels[found.polygons]
        rows, inverse = np.unique(keys, return_inverse=True)
        tiles, classes = rows // count, rows % count
        percents = self._cover(tiles, inverse, classes)
        centred = np.bincount(inverse[is_centred], minlength=len(rows)) > 0
        rest = np.full(len(self._overlay.tiles.tiles), 100.0)
        if with_rest and len(rows):
            touched, inverse = np.unique(found.tiles, return_inverse=True)
            covered = self._cover(touched, inverse, None)
            rest[touched] = 100.0 - covered
        return ClassesOnTiles(self._names, tiles, classes, percents, centred, rest)

    def _cover(
        self, tiles: np.ndarray, group: np.ndarray, classes: np.ndarray | None
    ) -> np.ndarray:
        """What the union of each group of pairs covers of its tile, in percent.

        Args:
            tiles: int64 (G,) of the groups.
            group: int64, of each pair.
            classes: int64 (G,) the one class of each group; None where all classes are in it.
        """
        found = self._found
        is_whole = np.bincount(group[found.is_whole], minlength=len(tiles)) > 0
        is_piece = ~found.is_whole & (found.areas > 0)
        counts = np.bincount(group[is_piece], minlength=len(tiles))
        areas = np.bincount(group[is_piece], found.areas[is_piece], minlength=len(tiles))
        several = np.flatnonzero((counts > 1) & ~is_whole)
        if len(several):
            of_classes = np.zeros(len(several), dtype=np.int64)
            if classes is not None:
                of_classes = classes[several]
            for number in np.unique(of_classes).tolist():
                chosen = several[of_classes == number]
                areas[chosen] = self._unite(chosen, tiles[chosen], group, is_piece)
        percents = np.where(is_whole, 100.0, 0.0)
        open_ones = np.flatnonzero((counts > 0) & ~is_whole)
        shares = 100 * areas[open_ones] / self._overlay.tiles.areas[tiles[open_ones]]
        percents[open_ones] = [min(100.0, round(share, DIGITS)) for share in shares.tolist()]
        return percents

    def _unite(
        self, groups: np.ndarray, tiles: np.ndarray, group: np.ndarray, is_piece: np.ndarray
    ) -> np.ndarray:
        """Areas of the unions of groups, each on its own tile."""
        place = np.full(int(group.max()) + 1, -1)
        place[groups] = np.arange(len(groups))
        pairs = np.flatnonzero(is_piece & (place[group] >= 0))
        pairs = pairs[np.argsort(place[group[pairs]], kind="stable")]
        if len(groups) >= _FEWEST_TILES and self._overlay.has_lattice:
            areas = self._area_of_all(tiles, np.unique(self._found.polygons[pairs]))
            if areas is not None:
                return areas
        areas = np.zeros(len(groups))
        starts = np.flatnonzero(np.diff(place[group[pairs]], prepend=-1))
        for k, of_group in enumerate(np.split(pairs, starts[1:])):
            heed(self._is_cancelled)
            areas[k] = union_area([self._piece(pair) for pair in of_group.tolist()])
        return areas

    def _piece(self, pair: int) -> Piece:
        found = self._found
        polygon, tile = self._polygons[int(found.polygons[pair])], int(found.tiles[pair])
        return polygon_piece(polygon, self._overlay.tiles, tile, float(found.areas[pair]))

    def _area_of_all(self, tiles: np.ndarray, polygons: np.ndarray) -> np.ndarray | None:
        """What the union of polygons covers of tiles; None where there is no such union."""
        from shapely.ops import unary_union

        shapes = [self._polygons[k] for k in polygons.tolist()]
        try:
            union = run_aside(lambda: polygonal_part(unary_union(shapes)), self._is_cancelled)
        except (ValueError, RuntimeError):  # of shapely 1 and 2: shapes that GEOS cannot join
            return None
        if union.is_empty or not union.is_valid:
            return None
        found = self._overlay.overlay([union], self._is_cancelled)
        areas = np.zeros(len(self._overlay.tiles.tiles))
        areas[found.tiles] = found.areas
        return np.asarray(areas[tiles])
