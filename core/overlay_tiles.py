"""Overlaying polygons on many tiles: which they touch, and how much of each they cover."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .repair_polygons import polygonal_part
from .tile_geometry import TileGeometries

# Groups this small are looked at tile by tile.
_LEAF = 4


@dataclass(frozen=True)
class Overlay:
    """A polygon on one tile: ``area`` in square units; ``piece`` is the shared part.

    ``is_whole`` says that the polygon covers all of the tile; then ``piece`` is None. It is None as
    well where the two only touch.
    """

    tile: int
    is_whole: bool
    area: float
    piece: object | None


class TileOverlay:
    """Overlays polygons on a batch of tiles by splitting the batch in halves.

    Halves that a polygon misses, or covers whole, are settled at once, so the work grows with the
    tiles along the polygon's outline and not with those inside.
    """

    def __init__(self, tiles: TileGeometries) -> None:
        self.tiles = tiles
        self.areas = tiles.areas()
        self._centres = tiles.centres()
        self._polygons = {}

    def tile_polygon(self, tile: int):
        """The tile's outline as a shapely polygon, parsed once."""
        polygon = self._polygons.get(tile)
        if polygon is None:
            polygon = self._polygons[tile] = self.tiles.polygon(tile)
        return polygon

    def overlay(self, polygon) -> Iterator[Overlay]:
        """All tiles that a valid polygon touches, in no particular order."""
        from shapely.prepared import prep

        if polygon.is_empty:
            return
        bounds = self.tiles.bounds
        least_x, least_y, last_x, last_y = polygon.bounds
        near = np.flatnonzero(
            (bounds[:, 0] <= last_x)
            & (bounds[:, 2] >= least_x)
            & (bounds[:, 1] <= last_y)
            & (bounds[:, 3] >= least_y)
        )
        if len(near):
            yield from self._overlay_group(polygon, prep(polygon), near)

    def _overlay_group(self, part, prepared, group: np.ndarray) -> Iterator[Overlay]:
        from shapely.geometry import box

        if len(group) <= _LEAF:
            for tile in group.tolist():
                found = self._overlay_tile(part, prepared, tile)
                if found is not None:
                    yield found
            return
        bounds = self.tiles.bounds[group]
        extent = (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
        outline = box(*extent)
        if not prepared.intersects(outline):
            return
        if prepared.covers(outline):
            for tile in group.tolist():
                yield Overlay(tile, True, float(self.areas[tile]), None)
            return
        part = _intersection(part, outline)
        axis = 0 if extent[2] - extent[0] >= extent[3] - extent[1] else 1
        order = group[np.argsort(self._centres[group, axis], kind="stable")]
        half = len(order) // 2
        yield from self._overlay_group(part, prepared, order[:half])
        yield from self._overlay_group(part, prepared, order[half:])

    def _overlay_tile(self, part, prepared, tile: int) -> Overlay | None:
        outline = self.tile_polygon(tile)
        # The whole polygon decides, not the part: cutting moves edges by a rounding error, and a
        # tile that only touches must count exactly where QGIS counts it.
        if not prepared.intersects(outline):
            return None
        if prepared.covers(outline):
            return Overlay(tile, True, float(self.areas[tile]), None)
        piece = _intersection(part, outline)
        area = piece.area
        return Overlay(tile, False, area, piece if area > 0 else None)


def union_area(pieces: list) -> float:
    """Area of the union of valid polygons that may overlap."""
    from shapely.ops import unary_union

    return pieces[0].area if len(pieces) == 1 else unary_union(pieces).area


def _intersection(part, outline):
    # clip_by_rect is three times as fast, but counts the whole rectangle in where a polygon only
    # touches its edge from inside.
    try:
        return polygonal_part(part.intersection(outline))
    except Exception:  # shapely 1 and 2 raise different classes for a tile that crosses itself
        return polygonal_part(part.intersection(outline.buffer(0)))
