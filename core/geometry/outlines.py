"""Tile outlines: between pixel windows, corner coordinates and well-known binary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import LayerError
from .packed import MULTI_HEADER, POLYGON_HEADER, QUAD, PackedOutlines, pack_outlines
from .repair import parse_outline, parse_wkb, repair_polygon

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# The numbers a, b, c, d, e, f of an affine transform.
Coefficients = tuple[float, float, float, float, float, float]

_AT_ONCE = 20_000
# Squares of what lies farther are no numbers any more.
_FARTHEST = 1e150


def place_pixels(transform: Sequence[float], cols: Any, rows: Any) -> tuple[Any, Any]:
    """Coordinates x and y of fractional pixels.

    Both directions are written out here: affine.Affine is applied by an operator that its version 3
    deprecates for one that version 2 has not, and its inverse rounds otherwise.

    Args:
        transform: six affine coefficients a, b, c, d, e, f with x = a col + b row + c.
        cols: numbers, or arrays of one shape.
        rows: the same.
    """
    a, b, c, d, e, f = transform[:6]
    return a * cols + b * rows + c, d * cols + e * rows + f


def move_origin(transform: Sequence[float], col: float, row: float) -> Coefficients:
    """The transform of pixels that are counted from another one: column, row."""
    a, b, _, d, e, _ = transform[:6]
    x, y = place_pixels(transform, col, row)
    return a, b, x, d, e, y


def corners_of_windows(windows: np.ndarray, transform: Sequence[float]) -> np.ndarray:
    """Closed outlines of pixel windows.

    Args:
        windows: (N, 4) column offset, row offset, width, height in pixels from the upper left.
        transform: see place_pixels.

    Returns:
        float64 (N, 5, 2): upper left, upper right, lower right, lower left, upper left in pixel
        space, as x, y. Every corner comes from its own integer pixel edges, so equal edges of
        neighbours are equal numbers.
    """
    left, top = windows[:, 0].astype(float), windows[:, 1].astype(float)
    right, bottom = left + windows[:, 2], top + windows[:, 3]
    cols = np.stack((left, right, right, left, left), axis=1)
    rows = np.stack((top, top, bottom, bottom, top), axis=1)
    return np.stack(place_pixels(transform, cols, rows), axis=2)


def six_numbers(transform: Sequence[float]) -> Coefficients:
    """The numbers that place pixels on the ground, in the order of affine.Affine."""
    a, b, c, d, e, f = (float(v) for v in transform[:6])
    return a, b, c, d, e, f


def pixel_coordinates(xy: np.ndarray, transform: Sequence[float]) -> np.ndarray:
    """Coordinates (..., 2) as x, y to fractional pixels (..., 2) as column, row."""
    a, b, c, d, e, f = six_numbers(transform)
    det = a * e - b * d
    x, y = xy[..., 0] - c, xy[..., 1] - f
    return np.stack(((e * x - b * y) / det, (a * y - d * x) / det), axis=-1)


def wkb_of_corners(corners: np.ndarray) -> PackedOutlines:
    """Well-known binary polygons of closed outlines (N, 5, 2)."""
    return PackedOutlines(corners)


def multi_wkb(wkb: bytes) -> bytes:
    """A polygon as a multipolygon of one; multipolygons stay as they are."""
    return MULTI_HEADER + wkb if wkb.startswith(POLYGON_HEADER[:5]) else wkb


def no_polygon(number: int) -> LayerError:
    """What is said of a tile, or a feature, whose outline is none: see parse_outline."""
    return LayerError(
        "The outline of tile {number} is not a polygon; each ring needs three corners and must end "
        "where it begins, and all coordinates must be numbers. Delete the tile, or draw it anew.",
        number=number,
    )


def find_broken(wkb: Sequence[bytes]) -> int | None:
    """The first of some outlines (2D well-known binary) that is none, if any: see parse_outline."""
    quads, is_quad = _read_quads(wkb)
    broken = is_quad & ~(np.abs(quads) < _FARTHEST).all(axis=(1, 2))
    for i in np.flatnonzero(~is_quad).tolist():
        broken[i] = parse_outline(wkb[i]) is None
    return int(np.argmax(broken)) if broken.any() else None


class TileGeometries:
    """Outlines of tiles, column-wise, in one coordinate system.

    Attributes:
        wkb: N polygons or multipolygons as well-known binary (2D).
        is_quad: bool (N,): one ring of four corners.
        quads: float64 (N, 5, 2): corners of those that are, NaN for others.
        bounds: float64 (N, 4): least x, least y, greatest x, greatest y.
        is_box: bool (N,): quads with sides along the axes.
        is_convex: bool (N,): quads that turn the same way at every corner, boxes included.
    """

    def __init__(self, wkb: Sequence[bytes]) -> None:
        self.wkb = pack_outlines(wkb)
        self.quads, self.is_quad = _read_quads(self.wkb)
        self.bounds = np.empty((len(self.wkb), 4))
        self.is_convex, self.is_box = self.is_quad.copy(), self.is_quad.copy()
        # Not all at once: what is made meanwhile is several times as large as the corners.
        for start in range(0, len(self.wkb), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            quads = self.quads[part]
            self.bounds[part, :2] = quads.min(axis=1)
            self.bounds[part, 2:] = quads.max(axis=1)
            self.is_convex[part] &= _turn_one_way(quads)
            self.is_box[part] &= _are_boxes(quads, self.bounds[part])
        for i in np.flatnonzero(~self.is_quad).tolist():
            self.bounds[i] = self.polygon(i).bounds

    def __len__(self) -> int:
        return len(self.wkb)

    def polygon(self, i: int) -> BaseGeometry:
        """The i-th outline as a shapely geometry; where it crosses itself, what it encloses.

        Raises:
            LayerError: it is none: a ring of two points, or one that is not closed.
        """
        polygon = (parse_wkb if self.is_quad[i] else parse_outline)(self.wkb[i])
        if polygon is None:
            raise no_polygon(i + 1)
        return polygon if self.is_convex[i] else repair_polygon(polygon)

    def centres(self) -> np.ndarray:
        """Float64 (N, 2): mean of the corners of quads, centroid of other polygons."""
        centres = self.quads[:, :4].mean(axis=1)
        boxes = self.is_box
        centres[boxes] = (self.bounds[boxes, :2] + self.bounds[boxes, 2:]) / 2
        for i in np.flatnonzero(~self.is_quad).tolist():
            point = self.polygon(i).centroid
            centres[i] = point.x, point.y
        return centres

    def areas(self) -> np.ndarray:
        """Float64 (N,): planar areas in square units of the coordinate system."""
        x, y = self.quads[..., 0], self.quads[..., 1]
        # Coordinates relative to a corner keep the digits that large northings would eat.
        x, y = x - x[:, :1], y - y[:, :1]
        areas = np.abs((x[:, :-1] * y[:, 1:] - x[:, 1:] * y[:, :-1]).sum(axis=1)) / 2
        sides = self.bounds[:, 2:] - self.bounds[:, :2]
        areas[self.is_box] = sides[self.is_box].prod(axis=1)
        # The corners of a quad that crosses itself enclose positive and negative parts.
        for i in np.flatnonzero(~(self.is_convex | self.is_box)).tolist():
            areas[i] = self.polygon(i).area
        return areas


def _are_boxes(quads: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    x, y = quads[..., 0], quads[..., 1]
    on_x = (x == bounds[:, None, 0]) | (x == bounds[:, None, 2])
    on_y = (y == bounds[:, None, 1]) | (y == bounds[:, None, 3])
    one_step = (x[:, :-1] == x[:, 1:]) ^ (y[:, :-1] == y[:, 1:])
    return (on_x & on_y).all(axis=1) & one_step.all(axis=1)


def _turn_one_way(quads: np.ndarray) -> np.ndarray:
    edges = np.diff(quads, axis=1)
    following = np.roll(edges, -1, axis=1)
    turn = edges[..., 0] * following[..., 1] - edges[..., 1] * following[..., 0]
    return (turn > 0).all(axis=1) | (turn < 0).all(axis=1)


def _read_quads(wkb: Sequence[bytes]) -> tuple[np.ndarray, np.ndarray]:
    if isinstance(wkb, PackedOutlines):
        return wkb.quads, np.ones(len(wkb), dtype=bool)
    size = QUAD.itemsize
    single = [
        w[len(MULTI_HEADER) :]
        if len(w) == size + len(MULTI_HEADER) and w.startswith(MULTI_HEADER)
        else w
        for w in wkb
    ]
    is_quad = np.fromiter(
        (len(w) == size and w.startswith(POLYGON_HEADER) for w in single), bool, len(single)
    )
    quads = np.full((len(wkb), 5, 2), np.nan)
    if is_quad.any():
        data = b"".join(w for w, quad in zip(single, is_quad.tolist()) if quad)
        quads[is_quad] = np.frombuffer(data, dtype=QUAD)["xy"]
    return quads, is_quad
