"""Overlaying polygons on many tiles: which they touch, and how much of each they cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from .clip import Box, ClippedRings
from .outlines import TileGeometries
from .repair import polygonal_part

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Groups this small are looked at tile by tile.
_LEAF = 4
# Shares of an area below which rounding may hide whether anything is shared, or everything.
NEARLY = 1e-6
# Below this share of a tile an area is a rounding error.
_NOTHING = 1e-13


class Piece:
    """What a polygon and a tile share; its outline is only worked out when it is asked for."""

    __slots__ = ("_outline", "_polygon", "area")

    def __init__(
        self, polygon: BaseGeometry, outline: Callable[[], BaseGeometry], area: float
    ) -> None:
        self._polygon, self._outline, self.area = polygon, outline, area

    def geometry(self) -> BaseGeometry:
        """A shapely polygon or multipolygon."""
        return _intersection(self._polygon, self._outline())


@dataclass(frozen=True)
class Overlay:
    """A polygon on one tile: ``area`` in square units; ``piece`` is the shared part.

    ``is_whole`` says that the polygon covers all of the tile; then ``piece`` is None. It is None as
    well where the two only touch.
    """

    tile: int
    is_whole: bool
    area: float
    piece: Piece | None


class TileOverlay:
    """Overlays polygons on a batch of tiles by splitting the batch in halves.

    Halves that a polygon misses, or covers whole, are settled at once, so the work grows with the
    tiles along the polygon's outline and not with those inside.
    """

    def __init__(self, tiles: TileGeometries) -> None:
        from shapely.geometry import box

        self._box = box
        self.tiles = tiles
        self.areas = tiles.areas()
        self._centres = tiles.centres()
        self._polygons: dict[int, BaseGeometry] = {}

    def tile_polygon(self, tile: int) -> BaseGeometry:
        """The tile's outline as a shapely polygon, parsed once."""
        polygon = self._polygons.get(tile)
        if polygon is None:
            polygon = self._polygons[tile] = self.tiles.polygon(tile)
        return polygon

    def overlay(self, polygon: BaseGeometry) -> Iterator[Overlay]:
        """All tiles that a valid polygon touches, in no particular order."""
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
            boxes = bool(self.tiles.is_box[near].all())
            part = ClippedRings.of_polygon(polygon) if boxes else _ClippedShape(polygon)
            yield from self._overlay_group(part, _Tests(polygon), near)

    def _overlay_group(
        self, part: ClippedRings | _ClippedShape, tests: _Tests, group: np.ndarray
    ) -> Iterator[Overlay]:
        waiting = [(part, group)]
        while waiting:
            part, group = waiting.pop()
            if len(group) <= _LEAF:
                for tile in group.tolist():
                    found = self._overlay_tile(part, tests, tile)
                    if found is not None:
                        yield found
                continue
            bounds = self.tiles.bounds[group]
            extent = (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())
            part = part.clip(extent)
            area = part.area
            width, height = extent[2] - extent[0], extent[3] - extent[1]
            whole = width * height
            if area <= NEARLY * whole and not tests.intersects(self._box(*extent)):
                continue
            if area >= (1 - NEARLY) * whole and tests.covers(self._box(*extent)):
                for tile in group.tolist():
                    yield Overlay(tile, True, float(self.areas[tile]), None)
                continue
            order = group[np.argsort(self._centres[group, int(width < height)], kind="stable")]
            half = len(order) // 2
            waiting += ((part, order[:half]), (part, order[half:]))

    def _overlay_tile(
        self, part: ClippedRings | _ClippedShape, tests: _Tests, tile: int
    ) -> Overlay | None:
        whole = float(self.areas[tile])
        if isinstance(part, ClippedRings):
            area = part.clip(self.tiles.bounds[tile].tolist()).area
        else:
            area = part.area_in(self.tile_polygon(tile))
        # The whole polygon decides, not the part: cutting moves edges by a rounding error, and a
        # tile that only touches must count exactly where QGIS counts it.
        if area <= NEARLY * whole and not tests.intersects(self.tile_polygon(tile)):
            return None
        if area >= (1 - NEARLY) * whole and tests.covers(self.tile_polygon(tile)):
            return Overlay(tile, True, whole, None)
        if area <= _NOTHING * whole:
            return Overlay(tile, False, 0.0, None)
        return Overlay(tile, False, area, polygon_piece(tests.polygon, self, tile, area))


class _Tests:
    """A polygon that is asked again and again whether it meets or covers others."""

    def __init__(self, polygon: BaseGeometry) -> None:
        from shapely.prepared import prep

        self.polygon = polygon
        prepared = prep(polygon)
        self.intersects, self.covers = prepared.intersects, prepared.covers


class _ClippedShape:
    """The same as ClippedRings for tiles of any outline."""

    def __init__(self, shape: BaseGeometry) -> None:
        self._shape = shape

    def clip(self, extent: Box) -> _ClippedShape:
        from shapely.geometry import box

        return _ClippedShape(_intersection(self._shape, box(*extent)))

    @property
    def area(self) -> float:
        return float(self._shape.area)

    def area_in(self, outline: BaseGeometry) -> float:
        return float(_intersection(self._shape, outline).area)


def polygon_piece(polygon: BaseGeometry, tiles: TileOverlay, tile: int, area: float) -> Piece:
    """What a polygon and a tile share, of a known area."""
    return Piece(polygon, partial(tiles.tile_polygon, tile), area)


def union_area(pieces: list[Piece]) -> float:
    """Area of the union of pieces of one tile, which may overlap."""
    if len(pieces) == 1:
        return pieces[0].area
    from shapely.ops import unary_union

    return float(unary_union([piece.geometry() for piece in pieces]).area)


def _intersection(part: BaseGeometry, outline: BaseGeometry) -> BaseGeometry:
    # clip_by_rect is three times as fast, but counts the whole rectangle in where a polygon only
    # touches its edge from inside.
    try:
        return polygonal_part(part.intersection(outline))
    except Exception:  # shapely 1 and 2 raise different classes for a tile that crosses itself
        return polygonal_part(part.intersection(outline.buffer(0)))
